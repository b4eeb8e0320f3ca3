"""What hangs on what in a report: indicators, questions, and the ties between them, each with its words."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from plandoc.model.indicators import Indicator, Rule
from plandoc.model.questions import Choice, Link, Question


class Standing(StrEnum):
    """What brackets make of an indicator, a question or a rule."""

    PLAIN = "plain"
    BRACKETED = "bracketed"
    DROPPED = "dropped"
    """A scenario took it out."""


class Role(StrEnum):
    """What an answer does for an indicator."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    GATE = "gate"
    """It opens a question that does more."""
    CONTEXT = "context"
    """It explains; no rule reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedRule:
    """How an indicator is computed, in words: its own rule, or the one of a variant."""

    variant: str = ""
    """`plan-2/A.10/ind/a#ratification=2`, the option whose taking makes it; empty for the rule of the indicator."""
    when: str = ""
    """The same in words."""
    standing: Standing
    rule: Rule
    strict: str = ""
    """The numerator; empty where no answer yields it."""
    broad: str = ""
    denominator: str = ""
    """Empty for a count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A question of the cycle that an indicator is compared with, and what is said of its comparability."""

    question: str
    links: tuple[tuple[str, Link], ...]
    """Ids of our questions, with their links to it; empty where no question is compared with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedIndicator:
    """An indicator of the tables."""

    id: str
    goal: str
    """Id of its goal."""
    goal_text: str
    """`A.1 …`, with its brackets."""
    goal_number: str
    number: str
    """`(a)`."""
    standing: Standing
    text: str
    """In the language at hand, with its brackets; of one that is dropped, as it stands in the open text."""
    known: Indicator | None
    """What the report says of it; None where it says nothing."""
    record: str = ""
    rules: tuple[TracedRule, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    baseline_note: str = ""

    @property
    def short(self) -> str:
        """Its name as people say it, with the part it stands in: `plan-1/A.5(c)`."""
        return f"{self.goal.partition('/')[0]}/{self.goal_number}{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedQuestion:
    """A question, a row or a column that is answered."""

    id: str
    question: Question
    number: str
    """Empty for columns, and for a question that is dropped."""
    within: tuple[str, ...] = ()
    """Ids and numbers of what it stands in: a matrix, a group, records."""
    section: str
    """Number and heading of its section."""
    standing: Standing
    text: str
    condition: str = ""
    """When it is asked, a whole sentence; empty where it always is."""
    choices: tuple[tuple[Choice, str], ...] = ()
    """Each with its label."""

    def labels(self, codes: Collection[str]) -> tuple[str, ...]:
        """Return the labels of these choices, in printed order."""
        return tuple(label for choice, label in self.choices if choice.code in codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One indicator and one question, under one rule."""

    indicator: str
    question: str
    variant: str = ""
    """As in `TracedRule`."""
    standing: Standing
    """That of the rule; of a question that no rule reads, plain."""
    roles: tuple[Role, ...]
    strict: tuple[str, ...] = ()
    """Codes of the choices that count in the numerator, in the strict reading."""
    broad: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    """Codes of the choices that leave a Party in the denominator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Everything that hangs together, or the part of it that somebody asked for."""

    form: str
    """Id of the form."""
    title: str
    version: int
    language: str
    """Name of the locale."""
    scenario: str = ""
    indicators: tuple[TracedIndicator, ...]
    questions: tuple[TracedQuestion, ...]
    ties: tuple[Tie, ...]

    def of_indicator(self, identifier: str) -> tuple[Tie, ...]:
        """Return the ties of an indicator, by questions in printed order."""
        return tuple(tie for tie in self.ties if tie.indicator == identifier)

    def of_question(self, identifier: str) -> tuple[Tie, ...]:
        """Return the ties of a question, by indicators in the order of the tables."""
        return tuple(tie for tie in self.ties if tie.question == identifier)

    def question(self, identifier: str) -> TracedQuestion:
        """Return a question by its id; one that ties name is always there."""
        return next(one for one in self.questions if one.id == identifier)

    def indicator(self, identifier: str) -> TracedIndicator:
        """Return an indicator by its id; one that ties name is always there."""
        return next(one for one in self.indicators if one.id == identifier)

    def named(self, name: str) -> frozenset[str]:
        """Return the ids of what a name means: an id, `A.5(c)`, a printed number; empty where it means nothing."""
        return self.names().get(name.casefold(), frozenset())

    def names(self) -> dict[str, frozenset[str]]:
        """Return every name in small letters, with the ids that it means: a matrix means its rows."""
        found: dict[str, frozenset[str]] = {}

        def add(name: str, identifier: str) -> None:
            if name:
                found[name.casefold()] = found.get(name.casefold(), frozenset()) | {identifier}

        for indicator in self.indicators:
            for name in dict.fromkeys((indicator.id, indicator.short, indicator.short.partition("/")[2])):
                add(name, indicator.id)
        for question in self.questions:
            for name in dict.fromkeys((question.id, question.number, *question.within)):
                add(name, question.id)
        return found

    def only(self, wanted: Collection[str]) -> "Trace":
        """Return what is tied to these indicators or questions, and themselves."""
        ties = tuple(tie for tie in self.ties if tie.indicator in wanted or tie.question in wanted)
        left = {*wanted, *(tie.indicator for tie in ties), *(tie.question for tie in ties)}
        return replace(
            self,
            indicators=tuple(one for one in self.indicators if one.id in left),
            questions=tuple(one for one in self.questions if one.id in left),
            ties=ties,
        )
