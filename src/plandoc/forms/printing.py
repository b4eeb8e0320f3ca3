"""A report into the printed form: which questions are left, in which words, under which numbers, asked when."""

from typing import assert_never

from plandoc.diagnostics import Findings
from plandoc.forms.settled import SettledTexts, settle_texts
from plandoc.forms.speaking import speech_of
from plandoc.language.bilingual import own_name
from plandoc.language.conventions import Conventions
from plandoc.model.printed import Words
from plandoc.model.printed_form import (
    PrintedArticle,
    PrintedChoice,
    PrintedDefinition,
    PrintedDemand,
    PrintedForm,
    PrintedFormSection,
    PrintedIndicator,
    PrintedQuestion,
)
from plandoc.model.questions import Choice, Question
from plandoc.model.report import FormSection, Report
from plandoc.model.scenario import Scenario
from plandoc.model.workspace import Workspace
from plandoc.report.fields import Demand, Field, Standing, fields, specified
from plandoc.report.indicators import goal_of, indicator_blocks
from plandoc.report.wording import say


def printed_form(
    workspace: Workspace, language: str, scenario: Scenario | None, findings: Findings
) -> PrintedForm | None:
    """Return the form in one language; None where the workspace has no report.

    Without a scenario the open text is printed, its brackets round the questions. References to questions that a
    scenario drops are reported (PD103), as is what is not translated (PD060, PD061).
    """
    report = workspace.report
    if report is None:
        return None
    texts = settle_texts(workspace, report, language, scenario, findings)
    printer = _Printer(workspace, report, texts)
    conventions = texts.manner.conventions
    return PrintedForm(
        id=report.id,
        version=report.version,
        cycle=report.cycle,
        language=conventions.locale.tag,
        language_name=own_name(conventions.locale),
        direction=conventions.locale.direction,
        scenario=scenario.name if scenario else "",
        standing=conventions.standing,
        notice=_notice(conventions, scenario),
        title=texts.pieces(report.title),
        mandate=texts.pieces(report.mandate),
        guidance=tuple(texts.pieces(one) for one in report.guidance),
        definitions=tuple(
            PrintedDefinition(term=texts.pieces(one.term), text=texts.pieces(one.text)) for one in report.definitions
        ),
        sections=printer.sections(),
        indicators=printer.indicators(),
        articles=printer.articles(),
        words=tuple(printer.words.items()),
    )


class _Printer:
    """Prints one report."""

    def __init__(self, workspace: Workspace, report: Report, texts: SettledTexts) -> None:
        self._report = report
        self._texts = texts
        self._existing = frozenset(texts.following.existing)
        self._fields = _by_id(fields(report, self._existing))
        self._indicators = tuple(
            block.id for block in indicator_blocks(workspace.parts) if block.id in texts.polished.bodies
        )
        self._speech = speech_of(report, texts)
        self.words = self._speech.words

    def sections(self) -> tuple[PrintedFormSection, ...]:
        """Return the sections that have questions."""
        return tuple(self._section(one) for one in self._report.sections if any(map(self._exists, one.questions)))

    def indicators(self) -> tuple[PrintedIndicator, ...]:
        """Return the indicators that are left, in the order of the tables."""
        fed: dict[str, list[str]] = {}
        for question in self._report.questions():
            if self._exists(question):
                for indicator in question.feeds:
                    fed.setdefault(indicator, []).append(question.id)
        return tuple(
            PrintedIndicator(
                id=indicator,
                goal=self._texts.number(goal_of(indicator)),
                number=self._texts.number(indicator),
                pieces=self._texts.pieces(indicator),
                questions=tuple(fed.get(indicator, ())),
            )
            for indicator in self._indicators
        )

    def articles(self) -> tuple[PrintedArticle, ...]:
        """Return the Articles that questions rest on, those of the Protocol first, in their order."""
        found: dict[tuple[bool, int], list[str]] = {}
        for question in self._report.questions():
            if self._exists(question):
                for article in question.basis.articles:
                    found.setdefault((False, article), []).append(question.id)
                for article in question.basis.supplementary:
                    found.setdefault((True, article), []).append(question.id)
        return tuple(
            PrintedArticle(number=number, supplementary=supplementary, questions=tuple(named))
            for (supplementary, number), named in sorted(found.items())
        )

    def _exists(self, question: Question) -> bool:
        return question.id in self._existing

    def _section(self, section: FormSection) -> PrintedFormSection:
        return PrintedFormSection(
            id=section.id,
            number=self._texts.number(section.heading) if section.goals else "",
            heading=self._texts.pieces(section.heading),
            goals=section.goals,
            questions=tuple(self._question(one) for one in section.questions if self._exists(one)),
        )

    def _question(self, question: Question) -> PrintedQuestion:
        texts, field = self._texts, self._fields[question.id]
        enclosures = texts.following.enclosures.get(question.id, ())
        return PrintedQuestion(
            id=question.id,
            type=question.type,
            number=texts.number(question.text),
            pieces=texts.pieces(question.text, enclosures),
            help=texts.pieces(question.help),
            unit=texts.plain(question.unit),
            condition=self._condition(question),
            choices=tuple(self._choice(question, choice) for choice in field.choices),
            members=tuple(self._question(one) for one in question.members if self._exists(one)),
            lines=question.lines,
            required=question.required,
            purpose=question.purpose,
            relevant=question.relevant,
            demands=tuple(self._demand(demand, field) for demand in field.demands),
            feeds=tuple(one for one in question.feeds if one in self._indicators),
            untranslated=texts.is_untranslated(question.text),
        )

    def _condition(self, question: Question) -> str:
        if question.relevant is None:
            return ""
        return self.words["relevant"].format(condition=say(question.relevant, self._speech))

    def _choice(self, question: Question, choice: Choice) -> PrintedChoice:
        return PrintedChoice(
            code=choice.code,
            text=self._texts.plain(choice.text),
            means=choice.means,
            exclusive=choice.exclusive,
            specify=None if choice.specify is None else self._beside(self._fields[specified(question, choice)], choice),
        )

    def _beside(self, field: Field, choice: Choice) -> PrintedQuestion:
        return PrintedQuestion(
            id=field.id,
            type=field.type,
            pieces=self._texts.pieces(choice.prompt) or (Words(text=self.words["specify"]),),
            required=field.required,
            purpose=field.question.purpose,
            relevant=field.relevant,
            demands=tuple(self._demand(demand, field) for demand in field.demands),
            untranslated=self._texts.is_untranslated(choice.prompt),
        )

    def _demand(self, demand: Demand, field: Field) -> PrintedDemand:
        match demand.standing:
            case None:
                message = self._texts.plain(demand.message)
            case Standing.EXCLUSIVE:
                labels = (self._texts.plain(choice.text) for choice in field.choices if choice.exclusive)
                message = self.words["exclusive"].format(choice=self.words["or"].join(labels))
            case Standing.LEAST | Standing.MOST:
                message = self.words[demand.standing].format(number=demand.bound)
            case _:
                assert_never(demand.standing)
        return PrintedDemand(that=demand.that, message=message)


def _notice(conventions: Conventions, scenario: Scenario | None) -> str:
    """Return the line that says which text the form asks about."""
    if scenario is None:
        return conventions.notices.corrected
    # A title is in the language of the sources; elsewhere the name of the file serves.
    title = "" if conventions.standing else scenario.title
    return conventions.notices.scenario.format(scenario=title or scenario.name)


def _by_id(listed: tuple[Field, ...]) -> dict[str, Field]:
    """Return fields by their ids, those of records too."""
    return {field.id: field for one in listed for field in (one, *one.columns)}
