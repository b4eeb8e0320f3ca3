"""What the answers that a form allows can come to: conditions that never or always hold, and gates in the way.

Found by trying a few answers to each question (`plandoc.report.trying`); where there are too many, nothing is told.
"""

from plandoc.diagnostics import Findings
from plandoc.model.answers import Answers
from plandoc.model.conditions import CONDITIONS, Condition, questions_of
from plandoc.model.indicators import Indicator, Rule
from plandoc.model.questions import Question
from plandoc.model.report import Report
from plandoc.report.evaluating import holds, is_blank
from plandoc.report.fields import Field, fields
from plandoc.report.trying import TooManyCasesError, Trials
from plandoc.spans import Span


def check_reach(report: Report, findings: Findings) -> None:
    """Report questions that are never asked (PD096), conditions without effect (PD095), and gates (PD100)."""
    listed = fields(report)
    rules = tuple(one for indicator in report.indicators for rule in indicator.rules for one in rule.conditions)
    checker = _Checker(Trials(listed, rules), findings)
    for field in listed:
        if field.specifies is None:
            checker.question(field)
    for indicator in report.indicators:
        for rule in indicator.rules:
            checker.rule(indicator, rule)


class _Checker:
    """Looks at one report."""

    def __init__(self, trials: Trials, findings: Findings) -> None:
        self._trials = trials
        self._findings = findings

    def question(self, field: Field) -> None:
        """Report what a question's own conditions come to."""
        if field.relevant is not None:
            self._relevance(field, field.relevant)
        for demand, written in zip(field.demands, field.question.constraints, strict=False):
            self._constraint(field.question, demand.that, written.span)

    def rule(self, indicator: Indicator, rule: Rule) -> None:
        """Report what the answers of a whole report make of an indicator."""
        numerator = rule.numerator
        if numerator is None or not isinstance(numerator.strict, CONDITIONS):
            return
        if not isinstance(numerator.broad, CONDITIONS):
            return
        base = rule.denominator.that if rule.denominator else None
        named = tuple(name for one in rule.conditions for name in questions_of(one))
        cases = self._cases(named, complete=True)
        counted = [case for case in cases if base is None or holds(base, case) is True]
        if not counted:
            return
        strict, broad = ([holds(reading, case) for case in counted] for reading in (numerator.strict, numerator.broad))
        if True not in broad:
            hint = "Read other choices, or another question."
            self._report("PD095", indicator.span, f"The numerator of {indicator.id} never holds.", hint)
        elif any(one is True and other is not True for one, other in zip(strict, broad, strict=True)):
            hint = "Whoever counts in full counts in part, too: name all of its choices in the broad reading."
            message = f"The strict reading of {indicator.id} counts some that the broad one does not."
            self._report("PD095", indicator.span, message, hint)
        self._gates(indicator, counted, strict)

    def _gates(self, indicator: Indicator, counted: list[Answers], truths: list[bool | None]) -> None:
        """Report a Party of the denominator, every question answered, of which the numerator knows nothing."""
        for case, truth in zip(counted, truths, strict=True):
            if truth is None:
                given = ", ".join(f"{name} = {answer}" for name, answer in case.items())
                hint = "Name the gate in the numerator, `{all: [{in: [gate, [yes]]}, …]}`, or in `denominator.that`."
                message = f"A Party that {indicator.id} counts is not asked what its numerator reads: {given}."
                self._report("PD100", indicator.span, message, hint)
                return

    def _relevance(self, field: Field, condition: Condition) -> None:
        cases = self._cases((*questions_of(condition), field.within), complete=False)
        if not cases:
            return
        place = field.question.span
        if not any(self._trials.is_asked(field.id, case) for case in cases):
            hint = "Its condition, or that of what it lies in, never holds; compare with the questions it names."
            self._report("PD096", place, f"{field.id} is never asked.", hint)
        elif all(holds(condition, case) is True for case in cases):
            hint = "Take the condition away, or name the choices that are meant."
            self._report("PD095", place, f"The condition of {field.id} always holds.", hint)

    def _constraint(self, question: Question, that: Condition, span: Span) -> None:
        cases = self._cases((question.id, *questions_of(that)), complete=False, free=question.id)
        truths = {holds(that, case) for case in cases if not is_blank(case.get(question.id))}
        if truths and False not in truths:
            hint = "Take it away, or compare with what is meant."
            self._report("PD095", span, f"No answer to {question.id} breaks this constraint.", hint)
        elif truths == {False}:
            self._report("PD095", span, f"Every answer to {question.id} breaks this constraint.", "Turn it round.")

    def _cases(self, named: tuple[str, ...], *, complete: bool, free: str = "") -> tuple[Answers, ...]:
        """Return what to try; nothing where that is too much."""
        try:
            return self._trials.cases(named, complete=complete, free=free)
        except TooManyCasesError:
            return ()

    def _report(self, code: str, span: Span, message: str, hint: str) -> None:
        self._findings.add(code, span, message, hint=hint)
