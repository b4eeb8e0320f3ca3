"""A report as what hangs on what: indicators with the questions that yield them, questions with what they yield."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plandoc.diagnostics import Findings
from plandoc.forms.settled import SettledTexts, settle_texts
from plandoc.forms.speaking import say_together, speech_of
from plandoc.forms.traced import Earlier, Role, Standing, Tie, Trace, TracedIndicator, TracedQuestion, TracedRule
from plandoc.language.conventions import spoken
from plandoc.model.agreements import past_of
from plandoc.model.conditions import CONDITIONS, Condition, Operand
from plandoc.model.indicators import Denominator, Indicator, Rule, Treatment, Variant
from plandoc.model.questions import Meaning, Purpose, Question
from plandoc.model.report import FormSection, Report
from plandoc.model.scenario import Scenario
from plandoc.model.visible import open_enclosures
from plandoc.model.walk import groups
from plandoc.model.workspace import Workspace
from plandoc.report.counting import counting
from plandoc.report.following import indicators_of, variant_round
from plandoc.report.indicators import goal_of, indicator_blocks
from plandoc.report.wording import Speech, say, say_number


def trace_report(workspace: Workspace, language: str, scenario: Scenario | None, findings: Findings) -> Trace | None:
    """Return what hangs on what in one language; None where the workspace has no report.

    Every indicator of the open text is there, also one that the scenario drops. Findings are those of a printed form.
    """
    report = workspace.report
    if report is None:
        return None
    texts = settle_texts(workspace, report, language, scenario, findings)
    opened = texts if scenario is None else settle_texts(workspace, report, language, None, Findings())
    tracer = _Tracer(workspace, report, texts, opened)
    identifiers = tuple(block.id for block in indicator_blocks(workspace.parts))
    indicators = tuple(tracer.indicator(one) for one in identifiers)
    questions = tuple(tracer.questions())
    ties = _Ties(report).between(indicators, questions)
    return Trace(
        form=report.id,
        title=texts.plain(report.title),
        version=report.version,
        language=language,
        scenario=scenario.name if scenario else "",
        indicators=indicators,
        questions=questions,
        ties=ties,
    )


@dataclass(frozen=True, slots=True)
class _Sides:
    """A rule's reading of one question: the codes that count."""

    strict: Mapping[str, tuple[str, ...]]
    broad: Mapping[str, tuple[str, ...]]
    base: Mapping[str, tuple[str, ...]]


class _Tracer:
    """Finds the words of indicators and questions, and what brackets make of them."""

    def __init__(self, workspace: Workspace, report: Report, texts: SettledTexts, opened: SettledTexts) -> None:
        self._report = report
        self._texts = texts
        self._opened = opened
        self._past = past_of(workspace.history)
        self._existing = frozenset(texts.following.existing)
        self._speech: Speech = speech_of(report, texts)
        self._words = spoken(texts.manner.conventions.locale, "trace-")

    def indicator(self, identifier: str) -> TracedIndicator:
        """Return an indicator by its id, with its rules in words."""
        texts = self._where(identifier)
        goal = goal_of(identifier)
        known = self._report.indicator(identifier)
        number = texts.number(goal)
        return TracedIndicator(
            id=identifier,
            goal=goal,
            goal_text=f"{number} {self._in_brackets(goal)}".strip(),
            goal_number=number,
            number=texts.number(identifier),
            standing=self._standing(identifier),
            text=self._in_brackets(identifier),
            known=known,
            record=self._texts.plain(known.record) if known else "",
            rules=tuple(self._rules(known)) if known else (),
            earlier=tuple(self._earlier(known)) if known else (),
            baseline_note=self._texts.plain(known.baseline.note) if known and known.baseline else "",
        )

    def _in_brackets(self, identifier: str) -> str:
        """Return the words of a block in the brackets that are open round it; of a run, each block has its own."""
        texts = self._where(identifier)
        return texts.plain(identifier, open_enclosures(texts.blocks[identifier]))

    def _where(self, identifier: str) -> SettledTexts:
        """Return the texts that have a block: those of the scenario, or the open ones where it is dropped."""
        return self._texts if identifier in self._texts.polished.bodies else self._opened

    def _standing(self, identifier: str) -> Standing:
        if identifier not in self._texts.polished.bodies:
            return Standing.DROPPED
        return Standing.BRACKETED if open_enclosures(self._texts.blocks[identifier]) else Standing.PLAIN

    def _rules(self, indicator: Indicator) -> Iterator[TracedRule]:
        standings = [self._in_force(indicator.id, variant) for variant in indicator.variants]
        own = Standing.BRACKETED if Standing.BRACKETED in standings else Standing.PLAIN
        yield self._rule(indicator.rule, Standing.DROPPED if Standing.PLAIN in standings else own)
        for variant, standing in zip(indicator.variants, standings, strict=True):
            yield self._rule(variant.rule, standing, variant)

    def _in_force(self, indicator: str, variant: Variant) -> Standing:
        """Return what brackets make of a variant."""
        block = self._texts.blocks.get(indicator)
        if block is None or variant_round(block, variant, self._past) is None:
            return Standing.DROPPED
        still_open = any(group.id == variant.group and group.chosen is None for group in groups(block.content))
        return Standing.BRACKETED if still_open else Standing.PLAIN

    def _rule(self, rule: Rule, standing: Standing, variant: Variant | None = None) -> TracedRule:
        numerator, option = rule.numerator, variant.option or 0 if variant else 0
        when = self._words["variant" if option else "variant-dropped"]
        return TracedRule(
            variant=f"{variant.group}={option}" if variant else "",
            when=when.format(group=variant.group, option=option) if variant else "",
            standing=standing,
            rule=rule,
            strict=self._counted(numerator.strict) if numerator else "",
            broad=self._counted(numerator.broad) if numerator else "",
            denominator=self._base(rule.denominator) if rule.denominator else "",
        )

    def _counted(self, numerator: Condition | Operand) -> str:
        if isinstance(numerator, CONDITIONS):
            return say_together(numerator, self._speech)
        return self._words["added"].format(number=say_number(numerator, self._speech))

    def _base(self, denominator: Denominator) -> str:
        said = self._words[f"base-{denominator.of}"]
        if denominator.number is not None:
            said = self._words["counted"].format(base=said, number=self._counted(denominator.number))
        if denominator.that is None:
            return said
        return self._words["those"].format(base=said, condition=say_together(denominator.that, self._speech))

    def _earlier(self, indicator: Indicator) -> Iterator[Earlier]:
        baseline = indicator.baseline
        for name in baseline.questions if baseline else ():
            linked = tuple(
                (question, link)
                for question in self._report.questions()
                for link in question.previous
                if baseline and (link.cycle, link.question) == (baseline.cycle, name)
            )
            # Where questions on the indicator are linked, links of others say nothing of it.
            own = tuple(pair for pair in linked if indicator.id in pair[0].feeds)
            yield Earlier(question=name, links=tuple((question.id, link) for question, link in own or linked))

    def questions(self) -> Iterator[TracedQuestion]:
        """Yield every question that is answered, in printed order."""
        for section in self._report.sections:
            heading = self._where(section.heading)
            number = heading.number(section.heading) if section.goals else ""
            said = f"{number} {heading.plain(section.heading)}".strip()
            yield from (
                self._question(question, above, said)
                for question, above in _placed(section)
                if question.type.is_answered
            )

    def _question(self, question: Question, above: tuple[Question, ...], section: str) -> TracedQuestion:
        exists = question.id in self._existing
        texts = self._texts if exists else self._opened
        enclosures = texts.following.enclosures.get(question.id, ())
        listed = self._report.choice_list(question.list) if question.type.chooses else None
        standing = (Standing.BRACKETED if enclosures else Standing.PLAIN) if exists else Standing.DROPPED
        condition = "" if question.relevant is None else say(question.relevant, self._speech)
        return TracedQuestion(
            id=question.id,
            question=question,
            number=texts.number(question.text) if exists else "",
            within=tuple(name for one in above for name in (one.id, self._texts.number(one.text)) if name),
            section=section,
            standing=standing,
            text=texts.plain(question.text, enclosures),
            condition=condition and self._speech.words["relevant"].format(condition=condition),
            choices=tuple((choice, texts.plain(choice.text)) for choice in listed.choices) if listed else (),
        )


def _placed(section: FormSection) -> Iterator[tuple[Question, tuple[Question, ...]]]:
    """Yield the questions of a section with what each stands in, outermost first."""
    waiting: list[tuple[Question, tuple[Question, ...]]] = [(one, ()) for one in reversed(section.questions)]
    while waiting:
        question, above = waiting.pop()
        yield question, above
        waiting.extend((member, (*above, question)) for member in reversed(question.members))


class _Ties:
    """Ties indicators and questions by the rules that read them, and by what questions say they feed."""

    def __init__(self, report: Report) -> None:
        self._carried = indicators_of(report)
        self._codes: Mapping[str, tuple[str, ...]] = {
            question.id: listed.codes
            for question in report.questions()
            if question.type.chooses and (listed := report.choice_list(question.list)) is not None
        }

    def between(
        self, indicators: tuple[TracedIndicator, ...], questions: tuple[TracedQuestion, ...]
    ) -> tuple[Tie, ...]:
        """Return every tie, by indicators in the order of the tables, questions in printed order, and rules."""
        return tuple(tie for one in indicators for tie in self._of(one, questions))

    def _of(self, indicator: TracedIndicator, questions: tuple[TracedQuestion, ...]) -> Iterator[Tie]:
        rules = [(rule, self._sides(rule.rule)) for rule in indicator.rules]
        for question in questions:
            read = [tie for rule, sides in rules if (tie := self._read(indicator, question, rule, sides)) is not None]
            yield from read
            if not read and indicator.id in self._carried[question.id]:
                gate = question.question.purpose is Purpose.GATE
                yield Tie(
                    indicator=indicator.id,
                    question=question.id,
                    standing=Standing.PLAIN,
                    roles=(Role.GATE if gate else Role.CONTEXT,),
                )

    def _sides(self, rule: Rule) -> _Sides:
        numerator, base = rule.numerator, rule.denominator
        return _Sides(
            self._owned(numerator.strict if numerator else None),
            self._owned(numerator.broad if numerator else None),
            {**self._owned(base.number if base else None), **self._owned(base.that if base else None)},
        )

    def _owned(self, condition: Condition | Operand | None) -> Mapping[str, tuple[str, ...]]:
        """Return the choices that count, by question; a field beside a choice belongs to its question."""
        found: dict[str, tuple[str, ...]] = {}
        for name, codes in counting(condition, self._codes).items():
            question = name if name in self._carried else name.rpartition(".")[0]
            found[question] = tuple(dict.fromkeys((*found.get(question, ()), *codes)))
        return found

    def _read(
        self, indicator: TracedIndicator, question: TracedQuestion, rule: TracedRule, sides: _Sides
    ) -> Tie | None:
        """Return the tie of a question that a rule reads."""
        name = question.id
        counted, based = name in sides.strict or name in sides.broad, name in sides.base
        if not (counted or based):
            return None
        roles = (*((Role.NUMERATOR,) if counted else ()), *((Role.DENOMINATOR,) if based else ()))
        return Tie(
            indicator=indicator.id,
            question=name,
            variant=rule.variant,
            standing=rule.standing,
            roles=roles,
            strict=sides.strict.get(name, ()),
            broad=sides.broad.get(name, ()),
            denominator=sides.base[name] if based else _left_in(indicator, question, rule.rule),
        )


def _left_in(indicator: TracedIndicator, question: TracedQuestion, rule: Rule) -> tuple[str, ...]:
    """Return the choices that leave a Party in the denominator, of a question that only the numerator reads."""
    if rule.denominator is None:
        return ()
    excluded = indicator.known is not None and indicator.known.not_applicable is Treatment.EXCLUDE
    return tuple(
        choice.code for choice, _ in question.choices if not (excluded and choice.means is Meaning.NOT_APPLICABLE)
    )
