"""Whether questions and indicators go together: each fed, each read, each choice of use (PD097 to PD099, PD101)."""

from collections.abc import Iterator

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Block
from plandoc.model.conditions import (
    CONDITIONS,
    Answered,
    Comparison,
    Condition,
    CountOf,
    Operand,
    codes_of,
    leaves,
    operands,
    questions_of,
)
from plandoc.model.indicators import Indicator, Source, Treatment
from plandoc.model.questions import Choice, Meaning, Purpose, Question
from plandoc.model.report import Report
from plandoc.report.fields import fields
from plandoc.spans import Span

_SELF_EVIDENT = (Meaning.NO, Meaning.NOT_APPLICABLE, Meaning.UNKNOWN)
"""Choices that count for nothing without being named."""


def check_feeding(report: Report, indicators: tuple[Block, ...], findings: Findings) -> None:
    """Report indicators that nothing yields, questions that yield nothing, and choices that nobody looks at."""
    checker = _Checker(report, findings)
    for block in indicators:
        checker.indicator(block)
    for question in report.questions():
        checker.question(question)


class _Checker:
    """Looks at one report."""

    def __init__(self, report: Report, findings: Findings) -> None:
        self._report = report
        self._findings = findings
        # A field beside a choice belongs to the question with the choice.
        listed = tuple(one for field in fields(report) for one in (field, *field.columns))
        self._owners = {field.id: field.question for field in listed}
        rules = [(one.id, part) for one in report.indicators for rule in one.rules for part in rule.conditions]
        self._read: dict[str, set[str]] = {}
        for indicator, condition in rules:
            self._read.setdefault(indicator, set()).update(self._owned(condition))
        opening = [field.relevant for field in listed if field.relevant is not None and field.specifies is None]
        self._gates = {name for condition in opening for name in self._owned(condition)}
        demands = [demand.that for field in listed for demand in field.demands if demand.standing is None]
        everything = (*(condition for _, condition in rules), *opening, *demands)
        self._codes = {pair for condition in everything for pair in codes_of(condition)}
        self._whole = {name for condition in everything for name in _whole(condition)}
        self._feeding: dict[str, list[Question]] = {}
        for question in report.questions():
            for name in question.feeds:
                self._feeding.setdefault(name, []).append(question)

    def indicator(self, block: Block) -> None:
        """Report an indicator that nobody could compute."""
        indicator = self._report.indicator(block.id)
        if indicator is None:
            hint = f"Write `{block.id}: {{measure: …}}` under `indicators` in a file of the report."
            self._add("PD097", block.span, f"The report says nothing of the indicator {block.id}.", hint)
            return
        self._sources(indicator)
        self._readers(indicator)
        self._not_applicable(indicator)

    def _sources(self, indicator: Indicator) -> None:
        read, sources = self._read.get(indicator.id), indicator.sources
        if Source.REPORT in sources and not read:
            hint = "Write a numerator that reads questions, or name another source."
            self._add("PD097", indicator.span, f"No rule of {indicator.id} reads a question.", hint)
        elif Source.REPORT not in sources and read:
            hint = "Write `source: [report]`, or take the numerator away."
            self._add(
                "PD097", indicator.span, f"{indicator.id} reads questions, and the report is no source of it.", hint
            )
        elif not sources or (not read and not indicator.record):
            hint = "Write `source: […]`, and under `record` what yields it."
            self._add("PD097", indicator.span, f"{indicator.id} has neither a question nor a declared source.", hint)

    def _readers(self, indicator: Indicator) -> None:
        """Report rules that read questions which do not list the indicator."""
        for name in sorted(self._read.get(indicator.id, ())):
            question = self._owners[name]
            if indicator.id not in question.feeds:
                hint = (
                    f"Write {indicator.id} under `feeds` of {name}, so that it follows the brackets of the indicator."
                )
                self._add("PD098", question.span, f"{indicator.id} reads {name}, which does not feed it.", hint)
            elif question.purpose in (Purpose.CONTEXT, Purpose.HEADER):
                hint = "Take its purpose away."
                message = f"{indicator.id} reads {name}, which says that no rule reads it."
                self._add("PD098", question.span, message, hint)

    def _not_applicable(self, indicator: Indicator) -> None:
        read = {name for name in self._read.get(indicator.id, ()) if self._owners[name].type.chooses}
        offered = sorted(name for name in read if self._offers(self._owners[name]))
        if indicator.not_applicable is Treatment.NEVER and offered:
            hint = "Write `not_applicable: exclude` or `no`."
            message = f"{offered[0]} can be answered as not applicable, and {indicator.id} knows no such case."
            self._add("PD101", indicator.span, message, hint)
        elif indicator.not_applicable is not Treatment.NEVER and read and not offered:
            hint = "Use a list with a choice that `means: not-applicable`."
            message = f"{indicator.id} is conditional, and no question that it reads offers “not applicable”."
            self._add("PD101", indicator.span, message, hint)

    def _offers(self, question: Question) -> bool:
        return any(choice.means is Meaning.NOT_APPLICABLE for choice in self._choices(question))

    def question(self, question: Question) -> None:
        """Report a question that is of no use, and its choices that are of none."""
        if not question.type.is_answered:
            return
        match question.purpose:
            case Purpose.INDICATOR:
                self._feeds(question)
                self._unread(question)
            case Purpose.GATE:
                if question.id not in self._gates:
                    hint = "Take it away, or name it in a condition."
                    self._add("PD098", question.span, f"{question.id} is a gate, and opens no question.", hint)
                self._unread(question)
            case Purpose.CONTEXT | Purpose.HEADER:
                pass

    def _feeds(self, question: Question) -> None:
        if not question.feeds:
            hint = "Write `feeds: [plan-1/A.1/ind/a]`; or `purpose: context`, `gate` or `header`."
            self._add("PD098", question.span, f"{question.id} feeds no indicator.", hint)
        for name in question.feeds:
            if self._report.indicator(name) is not None and question.id not in self._read.get(name, ()):
                hint = "Name it in the numerator, or write `purpose: context`."
                self._add(
                    "PD098", question.span, f"{question.id} feeds {name}, and no rule of it reads the answer.", hint
                )

    def _unread(self, question: Question) -> None:
        """Report choices without consequence; a question that nothing reads was reported as a whole."""
        if question.id in self._whole or not any(name == question.id for name, _ in self._codes):
            return
        for choice in self._choices(question):
            if (question.id, choice.code) not in self._codes and choice.means not in _SELF_EVIDENT:
                hint = "Name it in a rule, or say what it means: `means: no`, `unknown` or `not-applicable`."
                message = f"No rule and no condition reads the choice {choice.code} of {question.id}."
                self._add("PD099", question.span, message, hint)

    def _choices(self, question: Question) -> tuple[Choice, ...]:
        listed = self._report.choice_list(question.list)
        return listed.choices if listed else ()

    def _owned(self, condition: Condition | Operand) -> Iterator[str]:
        return (self._owners[name].id for name in questions_of(condition) if name in self._owners)

    def _add(self, code: str, span: Span, message: str, hint: str) -> None:
        self._findings.add(code, span, message, hint=hint)


def _whole(condition: Condition | Operand) -> Iterator[str]:
    """Yield the questions of which a condition reads every choice: whether there is one, or how many."""
    parts = tuple(leaves(condition)) if isinstance(condition, CONDITIONS) else (condition,)
    for part in parts:
        if isinstance(part, Answered):
            yield part.question
        elif isinstance(part, Comparison | Operand):
            yield from (one.question for one in operands(part) if isinstance(one, CountOf))
