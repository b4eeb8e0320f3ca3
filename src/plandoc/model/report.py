"""The national report format: questions, what they may be answered with, and the indicators that they feed.

Texts are blocks of one synthetic part, so that they are chosen, translated and printed like any other; the classes
here name those blocks by their ids.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from plandoc.model.blocks import Part
from plandoc.model.indicators import Indicator
from plandoc.model.questions import ChoiceList, EarlierCycle, Question
from plandoc.spans import NOWHERE, Span

PART = "report"
"""Id of the part that holds the texts; the first member of all their ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """A stretch of the form under one heading."""

    id: str
    heading: str
    """Id of the block of its heading: its own, or that of its first goal."""
    goals: tuple[str, ...] = ()
    questions: tuple[Question, ...]
    span: Span = field(default=NOWHERE, compare=False)

    def walk(self) -> Iterator[Question]:
        """Yield every question, row and column of the section, in printed order."""
        for question in self.questions:
            yield from question.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term that the form explains."""

    term: str
    """Ids of blocks, both."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole format, as its files say."""

    id: str
    version: int
    cycle: int
    title: str
    """Ids of blocks, like `mandate` and `guidance`; empty where the file has no such text."""
    mandate: str
    guidance: tuple[str, ...] = ()
    definitions: tuple[Definition, ...] = ()
    sections: tuple[FormSection, ...] = ()
    lists: tuple[ChoiceList, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    earlier: tuple[EarlierCycle, ...] = ()
    part: Part
    """All texts as blocks, in printed order."""
    span: Span = field(default=NOWHERE, compare=False)

    def questions(self) -> Iterator[Question]:
        """Yield every question, row and column of the form, in printed order."""
        for section in self.sections:
            yield from section.walk()

    def choice_list(self, name: str) -> ChoiceList | None:
        """Return a choice list by its name."""
        return next((one for one in self.lists if one.id == name), None)

    def indicator(self, identifier: str) -> Indicator | None:
        """Return an indicator by the id of its block."""
        return next((one for one in self.indicators if one.id == identifier), None)
