"""Names in a report that stand for something outside it: indicators, groups, goals, paragraphs (PD092)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from plandoc.diagnostics import Findings, did_you_mean
from plandoc.model.agreements import Agreement, past_of
from plandoc.model.blocks import Part
from plandoc.model.choices import Choice, choices
from plandoc.model.inline import Group
from plandoc.model.printed import BlockKind
from plandoc.model.questions import Question
from plandoc.model.report import Report
from plandoc.model.walk import groups
from plandoc.report.indicators import indicator_blocks
from plandoc.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the texts of a workspace have, as far as a report may name it."""

    indicators: tuple[str, ...]
    goals: frozenset[str]
    blocks: frozenset[str]
    """Ids of all blocks, goals and indicators among them."""
    choices: Mapping[str, Choice]
    within: Mapping[str, frozenset[str]]
    """Ids of the groups in and round each indicator."""
    agreed: Mapping[str, Agreement]
    """What was settled in the text for good, by id of the group."""
    removed: frozenset[str]
    """Ids of the blocks that went with it."""


def surroundings(parts: tuple[Part, ...], history: tuple[Agreement, ...] = ()) -> Surroundings:
    """Return what a report may name of the texts, and what it could name before agreements settled it."""
    blocks = tuple(block for part in parts for block in part.blocks())
    indicators = tuple(indicator_blocks(parts))
    return Surroundings(
        indicators=tuple(block.id for block in indicators),
        goals=frozenset(block.id for block in blocks if block.kind is BlockKind.GOAL),
        blocks=frozenset(block.id for block in blocks),
        choices={choice.id: choice for choice in choices(parts)},
        within={
            block.id: frozenset(
                (*(one.group for one in block.enclosures), *(group.id for group in groups(block.content)))
            )
            for block in indicators
        },
        agreed={agreement.group: agreement for agreement in history},
        removed=past_of(history).removed,
    )


def check_names(report: Report, around: Surroundings, findings: Findings) -> None:
    """Report every name of something that the texts do not have."""
    checker = _Checker(report, around, findings)
    for section in report.sections:
        for goal in section.goals:
            checker.known(goal, around.goals, section.span, "goal", "Write `goals: [plan-1/A.1]`.")
    for question in report.questions():
        checker.question(question)
    for indicator in report.indicators:
        checker.known(
            indicator.id, around.indicators, indicator.span, "indicator", "Indicators stand in the column ind."
        )
        for variant in indicator.variants:
            checker.group(variant.group, variant.option or 0, (indicator.id,), variant.span)
        if indicator.baseline is not None:
            checker.earlier(indicator.baseline.cycle, indicator.baseline.questions, indicator.baseline.span)


class _Checker:
    """Looks names up."""

    def __init__(self, report: Report, around: Surroundings, findings: Findings) -> None:
        self._report = report
        self._around = around
        self._findings = findings
        self._options = _options(report)
        self._cycles = {cycle.cycle: cycle for cycle in report.earlier}

    def question(self, question: Question) -> None:
        """Look up what a question names."""
        around = self._around
        for name in question.feeds:
            self.known(name, around.indicators, question.span, "indicator", "Indicators stand in the column ind.")
        for name in question.basis.paragraphs:
            self.known(name, around.blocks, question.span, "paragraph", "Write the id of a block, a/9.")
        for bracket in question.brackets:
            self.group(bracket.group, self._options.get((question.id, bracket.group), 0), question.feeds, bracket.span)
        for link in question.previous:
            self.earlier(link.cycle, (link.question,), link.span)

    def known(self, name: str, known: Collection[str], span: Span, what: str, otherwise: str) -> None:
        """Report a name that is not among the known ones."""
        if name in self._around.removed and name not in known:
            message = f"The {what} {name} went out of the text when it was agreed."
            self._findings.add("PD107", span, message, hint="Forms leave out what follows it; take it away here too.")
        elif name not in known:
            self._report_unknown(span, f"There is no {what} {name} in the text.", did_you_mean(name, known, otherwise))

    def group(self, group: str, option: int, indicators: tuple[str, ...], span: Span) -> None:
        """Report a group that none of these indicators has, or that has fewer options."""
        within = {name for indicator in indicators for name in self._around.within.get(indicator, ())}
        choice = self._around.choices.get(group)
        past = self._around.agreed.get(group)
        if past is not None and choice is None:
            hint = "Forms print what was agreed; write it here without the bracket."
            self._findings.add("PD107", span, f"{group} {past}.", hint=hint)
        elif group not in within:
            listed = ", ".join(sorted(within)) or "none"
            hint = did_you_mean(group, within, f"Groups of what it feeds: {listed}.")
            self._report_unknown(span, f"{group} is no group of an indicator that is fed here.", hint)
        elif choice is not None and option > choice.options:
            numbers = "1" if choice.options == 1 else f"1 to {choice.options}"
            message = f"{group} has no option {option}."
            self._report_unknown(span, message, f"Its options: {numbers}. Mark them `{{label.1}}[…]{{label.2}}[…]`.")

    def earlier(self, cycle: int, questions: tuple[str, ...], span: Span) -> None:
        """Report questions of earlier cycles that the crosswalk does not have."""
        known = self._cycles.get(cycle)
        for name in questions:
            if known is None or known.question(name) is None:
                listed = tuple(one.id for one in known.questions) if known else ()
                hint = did_you_mean(
                    name, listed, f"Write `{name}: {{type: …, choices: […]}}` under `earlier`, `{cycle}`."
                )
                self._report_unknown(span, f"Cycle {cycle} has no question {name}.", hint)

    def _report_unknown(self, span: Span, message: str, hint: str) -> None:
        self._findings.add("PD092", span, message, hint=hint)


def _options(report: Report) -> dict[tuple[str, str], int]:
    """Return the largest option of each group that the texts of a question have, by question and group."""
    found: dict[tuple[str, str], int] = {}
    for block in report.part.blocks():
        question = block.id.split("/")[1]
        for group, index in _indexes(groups(block.content)):
            found[question, group] = max(index, found.get((question, group), 0))
    return found


def _indexes(listed: Iterator[Group]) -> Iterator[tuple[str, int]]:
    for group in listed:
        yield from ((group.id, option.index) for option in group.options)
