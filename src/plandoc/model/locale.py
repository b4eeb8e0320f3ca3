"""A language as its locale folder describes it: data, so that adding a language is adding a folder."""

from dataclasses import dataclass, field
from enum import StrEnum

from plandoc.model.printed import NumberStyle
from plandoc.spans import SourceText


class Direction(StrEnum):
    """Which way lines run."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


class Grammar(StrEnum):
    """Which rules mend the seams of clean text."""

    CHINESE = "chinese"
    ENGLISH = "english"
    PLAIN = "plain"
    """Marks and spaces only, for languages that have no rules of their own yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelLook:
    """How a label is written: its numeral system and what stands round the numeral."""

    style: NumberStyle
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """One language."""

    language: str
    """Name of the folder: `zh`."""
    tag: str
    """BCP 47 tag."""
    direction: Direction = Direction.LEFT_TO_RIGHT
    masthead: str = ""
    """The language line of a masthead, in English on every version (UN Editorial Manual)."""
    grammar: Grammar = Grammar.PLAIN
    full_stop: str = "."
    semicolon: str = ";"
    weak_ends: frozenset[str] = frozenset(";,")
    """Marks that the last block of a list does not end with."""
    conjunctions: tuple[str, ...] = ()
    """Words that end the last block but one of a list, after its mark: `and`, `or`."""
    annex_numerals: NumberStyle = NumberStyle.UPPER_ROMAN
    labels: tuple[tuple[NumberStyle, LabelLook], ...] = ()
    """Labels of the sources that look otherwise in this language: ㈤ is (v), 一. is I."""
    words: SourceText | None = field(default=None, repr=False)
    """The PO file of what templates say; a word without a translation stands in English."""
