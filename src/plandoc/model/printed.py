"""The printed document: what every format shows, in reading order, with every decision already taken.

Which words are visible, which number they bear and which label they get is settled here; a renderer only decides looks.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


class Role(StrEnum):
    """Why words stand in the text."""

    TEXT = "text"
    BRACKET = "bracket"
    """A square bracket that marks an open option, or the slash between two options."""
    BLANK = "blank"
    """A value that is not settled yet, as printed: `--`, `__`, a space."""


class Change(StrEnum):
    """What a redline says of something that only one of its two texts has."""

    INSERTED = "inserted"
    """Only in the second text: stays when changes are accepted."""
    DELETED = "deleted"
    """Only in the first text: stays when changes are rejected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Characters set alike; never empty."""

    text: str
    emphasis: bool = False
    """Lead words: italics in English, a Kai face in Chinese."""
    role: Role = Role.TEXT
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionStart:
    """The words up to the matching `OptionEnd` belong to one option; well nested within a block."""

    option: str
    """The option's id, `a/11#sbi.1`."""
    group: str
    """The id of the choice it belongs to, `a/11#sbi`."""
    index: int
    """Which alternative of the choice, from 1."""
    first: bool = True
    """Whether the option begins here; false in the later blocks of a run. An echo begins anew, with the same ids."""
    echo: int = 0
    """How many times the option has begun before in the document; a second language counts on from the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionEnd:
    """Closes the nearest open `OptionStart`."""

    option: str
    last: bool = True
    """Whether the option ends here; false in all but the last block of a run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCall:
    """A footnote mark in the text."""

    note: str
    """Id of the note."""
    number: int
    """Number of the note in the document, from 1 in the order of the calls."""
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossReference:
    """Words that name another place of the document and follow it when it moves."""

    text: str
    target: str
    """Id of the block or part that is named."""
    emphasis: bool = False
    live: bool = False
    """Whether `text` is exactly the target's visible number, so that a word processor may compute it."""
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBreak:
    """A forced line inside the block."""

    change: Change | None = None


Piece: TypeAlias = Words | OptionStart | OptionEnd | NoteCall | CrossReference | LineBreak
"""What a block's text is made of."""


class NumberStyle(StrEnum):
    """Numeral systems of typed labels; a word processor has a name for each (ECMA-376 part 1, 17.18.59)."""

    DECIMAL = "decimal"
    LOWER_LETTER = "lowerLetter"
    UPPER_LETTER = "upperLetter"
    LOWER_ROMAN = "lowerRoman"
    UPPER_ROMAN = "upperRoman"
    CHINESE = "chineseCounting"
    """一 二 三 十 十一."""
    PARENTHESISED_CHINESE = "parenthesisedChinese"
    """㈠ ㈡ … ㈩, one character with its parentheses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """The label before a block's text: `[5 bis. ` has before="[" and text="5 bis."."""

    text: str
    """The label as it is read, without brackets and without the space after it."""
    before: str = ""
    """Opening brackets of block-level options that begin before the label; empty in clean text."""
    sequence: str
    """Id of the list that the label counts in: blocks of one sequence share one counter."""
    style: NumberStyle
    value: int
    """The place in the sequence, from 1; `5 bis` has the value 5."""
    prefix: str = ""
    """What stands before the numeral inside the label: `(`, `A.9.`."""
    suffix: str = ""
    """What stands after the numeral inside the label: `.`, `)`, `/4.`."""
    addition: str = ""
    """`bis`, `ter`, `alt` … after the numeral; the counter does not move for it."""
    gap: str = " "
    """White space between label and text in running text: empty where none is printed (`㈡开发`)."""


class BlockKind(StrEnum):
    """What a block is in the document."""

    TITLE = "title"
    """The title of a part, level 1."""
    HEADING = "heading"
    """A heading below the title, level 2 to 4."""
    ENACTING = "enacting"
    """The body that speaks: 作为…缔约方大会，."""
    PREAMBULAR = "preambular"
    """Preambular paragraph."""
    OPERATIVE = "operative"
    """Operative paragraph of a decision or recommendation."""
    PARAGRAPH = "paragraph"
    """Paragraph of an annex or of a cell, numbered or not."""
    ITEM = "item"
    """Labelled item below a paragraph or in a cell."""
    GOAL = "goal"
    """The goal that heads a row of an annex table."""
    BAND = "band"
    """A row across the whole table: A. 执行领域."""
    ANNEX_LABEL = "annex-label"
    """附件一, computed from the composition."""
    COLUMN_HEAD = "column-head"
    """The head of a table's column over its items, where the table is set out row by row."""
    FIGURE = "figure"
    """A picture; the pieces are its caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture drawn by plandoc, in the two forms that formats take."""

    svg: str
    """An `svg` element, letters as outlines; trusted markup."""
    png: bytes
    width: int
    """In pixels of the PNG; a page shows 192 to the inch."""
    height: int
    alternative: str
    """What it says, for those who do not see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBlock:
    """One paragraph, heading or item as every format shows it."""

    id: str
    kind: BlockKind
    level: int = 0
    """Headings: 1 for the document's title downwards. Items: 0 for paragraphs, 1 for (a), 2 for (i)."""
    number: Number | None = None
    pieces: tuple[Piece, ...]
    untranslated: bool = False
    """Whether the source's words stand here for want of a finished translation."""
    change: Change | None = None
    """In a redline: whether only one text has the block; its pieces and number then bear no change of their own."""
    was: Number | None = None
    """In a redline: the number in the first text, where both texts have the block; `number` is that in the second."""
    figure: Figure | None = None
    """The picture of a block of kind FIGURE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedNote:
    """A footnote, in the order of the calls."""

    id: str
    number: int
    pieces: tuple[Piece, ...]
    beside: tuple[Piece, ...] = ()
    """The note in the second language of a document in two."""
    change: Change | None = None
    """In a redline: whether only one text calls the note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedColumn:
    """A column of an annex table."""

    key: str
    head: tuple[Piece, ...]
    note: tuple[Piece, ...]
    """The sub-head, `(希望取得的成就)`; empty where the column has none."""
    share: int
    """Width in per cent of the table; the shares of a table add up to 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """A goal and its cells, one tuple of blocks for each column after the first."""

    goal: PrintedBlock
    cells: tuple[tuple[PrintedBlock, ...], ...]
    change: Change | None = None
    """In a redline: whether only one text has the row; its blocks then bear no change of their own."""


TableBody: TypeAlias = tuple[PrintedRow | PrintedBlock, ...]
"""Rows, and bands (blocks of kind BAND) across the table between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTable:
    """An annex table, set on landscape pages."""

    id: str
    opening: tuple[PrintedBlock, ...]
    """Label and title above the table: 附件一附录, 执行计划."""
    columns: tuple[PrintedColumn, ...]
    body: TableBody
    whole_rows: bool = False
    """Whether each row that fits on a page stays on one; rows of annex tables are long, and go on."""
    change: Change | None = None
    """In a redline: whether only one text has the table. One whose columns differ is there twice, out and in anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedText:
    """Running text of one part: a decision, an annex, a stretch of the frame."""

    id: str
    """Id of the part."""
    kind: str
    """`frame`, `decision` or `annex`; an annex begins on a new page."""
    blocks: tuple[PrintedBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSide:
    """One of the two languages that stand side by side."""

    language: str
    """BCP 47 tag of its text."""
    name: str
    """What it calls itself, the head of its column: 中文, English."""
    direction: str = "ltr"
    """Which way its lines run: `ltr` or `rtl`."""
    share: int = 50
    """Width of its column in per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPair:
    """One block in two languages; None where a language does not print it."""

    first: PrintedBlock | None
    second: PrintedBlock | None
    part: str = ""
    """Id of the part that begins with this row; empty within a part."""

    @property
    def blocks(self) -> tuple[PrintedBlock, ...]:
        """The blocks that there are, in reading order."""
        return tuple(block for block in (self.first, self.second) if block is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedParallel:
    """Running text in two languages side by side, one row a block; each but the first begins on a new page."""

    id: str
    """Id of the part that it begins with; a part that follows without a new page has its row in it."""
    rows: tuple[PrintedPair, ...]


PrintedSection: TypeAlias = PrintedText | PrintedTable | PrintedParallel


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """The head of the first page. Every line may be empty: what is not known is not printed."""

    organization: str = "CBD"
    distribution: str = ""
    """`GENERAL` or `LIMITED`."""
    symbol: str = ""
    date: str = ""
    language: str = ""
    """`CHINESE`; in English on every language version."""
    original: str = ""
    """`ORIGINAL: ENGLISH`."""
    standing: str = ""
    """Words that the head of every later page bears too: `Unofficial translation`."""
    notice: str = ""
    """A line under the masthead: which text this is, if not the issued one (draft, unofficial translation …)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a redline says of itself: which text became which, and who says so when."""

    first: str
    """What the first text is called, in the language of the document."""
    second: str
    author: str
    date: datetime
    """Given from outside and with a time zone, so that the same input gives the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is said of an option beside the text, where a format has a place for it: a comment in Word."""

    option: str
    """The option's id; the remark stands where it first begins."""
    author: str
    text: str
    """In plain words; each line is a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDocument:
    """One document in one language, one reading and one scenario."""

    name: str
    """The document's name in the workspace, `decision-implementation-plan`."""
    language: str
    """BCP 47 tag of the text: `zh-Hans`, `en`."""
    direction: str = "ltr"
    """Which way lines run: `ltr` or `rtl`."""
    title: str
    """The title in plain words, for metadata."""
    masthead: Masthead
    words: tuple[tuple[str, str], ...] = ()
    """Words that templates print themselves, by key, in the document's language: `page`, `continued`."""
    bracketed: bool
    """Whether the open text is shown (brackets marked), or the clean text of a scenario."""
    sections: tuple[PrintedSection, ...]
    notes: tuple[PrintedNote, ...]
    sides: tuple[PrintedSide, ...] = ()
    """The two languages of a document whose sections are `PrintedParallel`; empty for a document in one."""
    revision: Revision | None = None
    """Given for a redline only."""
    remarks: tuple[Remark, ...] = ()
    """In the order of the text, at most one for each option; they are no part of it."""
