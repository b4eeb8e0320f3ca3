"""The printed form: a national report format in one language under one scenario, with every decision taken.

What is asked, in which order, under which number and in which words is settled here; a form for Word, for the web or
for a spreadsheet only decides looks.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from plandoc.model.conditions import Condition
from plandoc.model.printed import Piece
from plandoc.model.questions import Meaning, Purpose, QuestionType, Required


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedChoice:
    """One choice of a question."""

    code: str
    text: str
    """Its label, in plain words."""
    means: Meaning | None = None
    exclusive: bool = False
    specify: "PrintedQuestion | None" = None
    """The field beside it, whose text is what stands before the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDemand:
    """What a good answer meets, and what is said where it does not."""

    that: Condition
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedQuestion:
    """A question, a row, a column, a group or a note as every form shows it."""

    id: str
    type: QuestionType
    number: str = ""
    """`22`; `22(a)` for a row; empty for groups, notes, columns and fields beside choices."""
    pieces: tuple[Piece, ...]
    """Its words; brackets that are still open stand round them."""
    help: tuple[Piece, ...] = ()
    unit: str = ""
    condition: str = ""
    """When it is asked, a whole sentence; empty where it always is."""
    choices: tuple[PrintedChoice, ...] = ()
    members: "tuple[PrintedQuestion, ...]" = ()
    """Rows, columns, or the questions of a group."""
    lines: int = 1
    required: Required = Required.NO
    purpose: Purpose = Purpose.INDICATOR
    relevant: Condition | None = None
    demands: tuple[PrintedDemand, ...] = ()
    feeds: tuple[str, ...] = ()
    """Ids of indicators; those that a scenario drops are left out."""
    untranslated: bool = False
    """Whether the source's words stand here for want of a finished translation."""

    def walk(self) -> Iterator["PrintedQuestion"]:
        """Yield the question, the fields beside its choices, and everything in it, in printed order."""
        yield self
        yield from (choice.specify for choice in self.choices if choice.specify is not None)
        for member in self.members:
            yield from member.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFormSection:
    """A stretch of the form under one heading."""

    id: str
    number: str = ""
    """The number of its goal, `A.1`; empty for a heading of its own."""
    heading: tuple[Piece, ...]
    goals: tuple[str, ...] = ()
    questions: tuple[PrintedQuestion, ...]

    def walk(self) -> Iterator[PrintedQuestion]:
        """Yield every question of the section with what is in it, in printed order."""
        for question in self.questions:
            yield from question.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDefinition:
    """A term that the form explains."""

    term: tuple[Piece, ...]
    text: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedIndicator:
    """An indicator that questions of the form feed, or may feed."""

    id: str
    goal: str
    """The number of its goal, `A.9`."""
    number: str
    """Its own number below the goal, `(b)`."""
    pieces: tuple[Piece, ...]
    questions: tuple[str, ...] = ()
    """Ids of the questions that feed it, in printed order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedArticle:
    """An Article, and the questions on it."""

    number: int
    supplementary: bool
    """Whether it is one of the Supplementary Protocol."""
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedForm:
    """The whole form."""

    id: str
    version: int
    cycle: int
    language: str
    """BCP 47 tag."""
    language_name: str = ""
    """What the language calls itself: 中文, English."""
    direction: str = "ltr"
    scenario: str = ""
    """Name of the scenario that decided; empty for the open text."""
    standing: str = ""
    """Words that every page bears: `Unofficial translation`; empty in the language of the sources."""
    notice: str = ""
    """A line that says which text this is: `Unofficial text: what stands in brackets is not agreed …`."""
    title: tuple[Piece, ...]
    mandate: tuple[Piece, ...]
    guidance: tuple[tuple[Piece, ...], ...] = ()
    definitions: tuple[PrintedDefinition, ...] = ()
    sections: tuple[PrintedFormSection, ...]
    indicators: tuple[PrintedIndicator, ...] = ()
    articles: tuple[PrintedArticle, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    """The words of forms, by their keys in plandoc.po without `report-`."""

    def questions(self) -> Iterator[PrintedQuestion]:
        """Yield every question of the form with what is in it, in printed order."""
        for section in self.sections:
            yield from section.walk()
