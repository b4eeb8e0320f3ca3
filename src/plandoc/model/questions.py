"""The questions of a report: what each may be answered with, when it is asked, and what it is for.

Texts are blocks of the report's part; the classes here name them by their ids.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from plandoc.model.conditions import Condition
from plandoc.spans import NOWHERE, Span


class QuestionType(StrEnum):
    """What a question is answered with."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    BAND = "band"
    """One of several ranges of numbers."""
    MATRIX = "matrix"
    """Its members are its rows: single choices from one list."""
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    TEXT = "text"
    RECORDS = "records"
    """Any number of records; its members are their columns."""
    GROUP = "group"
    """Questions under one heading and one condition; they are its members."""
    NOTE = "note"

    @property
    def chooses_one(self) -> bool:
        """Whether the answer is one code of a list."""
        return self in (QuestionType.SINGLE, QuestionType.BAND)

    @property
    def chooses(self) -> bool:
        """Whether the answer is made of codes of a list."""
        return self.chooses_one or self is QuestionType.MULTIPLE

    @property
    def is_number(self) -> bool:
        """Whether the answer is a number."""
        return self in (QuestionType.INTEGER, QuestionType.NUMBER, QuestionType.MONEY)

    @property
    def is_answered(self) -> bool:
        """Whether it has an answer of its own: a matrix, a group and a note have none."""
        return self not in (QuestionType.MATRIX, QuestionType.GROUP, QuestionType.NOTE)


class Meaning(StrEnum):
    """What a choice means, whatever its code, so that lists may differ."""

    YES = "yes"
    PARTIAL = "partial"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"


class Required(StrEnum):
    """Whether a question must be answered."""

    ALWAYS = "always"
    RELEVANT = "relevant"
    """When it is asked."""
    NO = "no"


class Purpose(StrEnum):
    """What a question is for."""

    INDICATOR = "indicator"
    """A rule of each indicator that it feeds reads it."""
    GATE = "gate"
    """It opens or closes other questions."""
    CONTEXT = "context"
    """It explains; no rule reads it."""
    HEADER = "header"
    """It says whose report this is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a list."""

    code: str
    """What answers hold; ASCII."""
    text: str
    """Id of the block with its label, `report/lists/extent/partial`."""
    means: Meaning | None = None
    exclusive: bool = False
    """Whether it excludes all other choices of a multiple choice."""
    specify: QuestionType | None = None
    """TEXT, INTEGER or NUMBER, where a field stands beside the choice."""
    prompt: str = ""
    """Id of the block that stands before that field; empty where the usual words do."""
    least: int | None = None
    """Lower bound of a band, included."""
    most: int | None = None
    """Upper bound of a band, included; None in the last band."""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceList:
    """Choices that questions share."""

    id: str
    choices: tuple[Choice, ...]
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the choices, in printed order."""
        return tuple(choice.code for choice in self.choices)

    def choice(self, code: str) -> Choice | None:
        """Return a choice by its code."""
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """What a good answer meets."""

    that: Condition
    message: str
    """Id of the block that says so, `report/Q007/message-1`."""
    span: Span = field(default=NOWHERE, compare=False)


class Comparability(StrEnum):
    """How far answers to an earlier question may be compared with those to this one."""

    SAME = "same"
    RECODED = "recoded"
    REWORDED = "reworded"
    PROXY = "proxy"
    NONE = "none"


class Joined(StrEnum):
    """How several questions of one cycle are made one."""

    ANY = "any"
    ALL = "all"
    SUM = "sum"
    FIRST = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The same question in an earlier cycle."""

    cycle: int
    question: str
    comparability: Comparability
    recode: tuple[tuple[str, str | None], ...] = ()
    """Each earlier code with ours that it counts as; None where it counts as none."""
    rule: Joined | None = None
    reason: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierQuestion:
    """A question of an earlier cycle, as far as this report links to it."""

    id: str
    type: QuestionType
    choices: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCycle:
    """The questions of one earlier cycle."""

    cycle: int
    questions: tuple[EarlierQuestion, ...]
    span: Span = field(default=NOWHERE, compare=False)

    def question(self, identifier: str) -> EarlierQuestion | None:
        """Return a question by its id."""
        return next((one for one in self.questions if one.id == identifier), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Where a question comes from."""

    articles: tuple[int, ...] = ()
    """Articles of the Protocol."""
    supplementary: tuple[int, ...] = ()
    """Articles of the Supplementary Protocol."""
    paragraphs: tuple[str, ...] = ()
    """Ids of blocks of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """A label in a question's text, and the group of an indicator that it stands for."""

    label: str
    group: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, a row of a matrix, a column of records, a group of questions, or a note."""

    id: str
    """`Q007`; `Q102.a` for a row or a column."""
    type: QuestionType
    text: str
    """Id of its block, `report/Q007`."""
    help: str = ""
    """Id of a block, or empty; so are `unit` and the like."""
    list: str = ""
    """Name of the choice list; set exactly for single and multiple choices, bands and matrices."""
    unit: str = ""
    minimum: int | float | None = None
    """Smallest number; None for what is no number."""
    maximum: int | float | None = None
    lines: int = 3
    """Height of a text field."""
    members: "tuple[Question, ...]" = ()
    """Rows, columns, or the questions of a group."""
    required: Required = Required.NO
    relevant: Condition | None = None
    constraints: tuple[Constraint, ...] = ()
    feeds: tuple[str, ...] = ()
    """Ids of indicators, which are blocks of the tables."""
    purpose: Purpose = Purpose.INDICATOR
    basis: Basis = field(default_factory=Basis)
    brackets: tuple[Bracket, ...] = ()
    previous: tuple[Link, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)

    def walk(self) -> Iterator["Question"]:
        """Yield the question and everything in it, in printed order."""
        yield self
        for member in self.members:
            yield from member.walk()
