"""Blocks and parts: a line of source is a block, a file is a part.

A part is a flat sequence of lines. Bracketed options that reach over several blocks are kept on the blocks
themselves, as enclosures, so that rows, cells and paragraphs need no second nesting.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from plandoc.model.inline import Chosen, Inline, Mark
from plandoc.model.printed import BlockKind, NumberStyle
from plandoc.spans import NOWHERE, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A typed label: `5 bis. `, `(c)`, `㈤ `, `A.9.1. `, `一. `."""

    typed: str
    """As it stands in the source, an emendation included."""
    issued: str
    """As published, with the white space after it; empty where an emendation supplies the label."""
    mended: str
    """As it must be; equal to `issued` but for an emendation."""
    normal: str
    """Normal form, the last member of the id: `5bis`, `c`, `5`, `A.9.1`, `I`."""
    style: NumberStyle
    value: int
    prefix: str
    suffix: str
    addition: str = ""
    """`bis`, `ter`, `alt` …"""

    @property
    def gap(self) -> str:
        """White space between the label and the text."""
        return self.mended[len(self.mended.rstrip()) :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A bracket that opens before the label of a block: the existence of what follows is open."""

    mark: Mark | None = None
    character: str = "["
    option: str | None
    """Id of the option that begins; None for a stray bracket."""
    after: str = ""
    """White space typed after it."""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A bracket at the end of a block that closes a block-level option."""

    character: str = "]"
    option: str | None
    """Id of the option that ends; None for a stray bracket."""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A block-level option that a block lies in."""

    group: str
    option: str
    index: int
    opening: str = "["
    closing: str = "]"
    chosen: Chosen = None
    """What was chosen of the group."""
    fenced: bool = False
    """Whether the option is written as a fence round headings, rows or sections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One line of text: a paragraph, an item, a heading, the text of a footnote."""

    id: str
    kind: BlockKind
    level: int = 0
    """Headings 1 to 4 as typed; items by depth below their paragraph."""
    parent: str
    """Id of what the block hangs from: its paragraph, its column, its part."""
    column: str | None = None
    """Key of the column, in a table part."""
    opening: tuple[Opening, ...] = ()
    label: Label | None = None
    content: tuple[Inline, ...]
    closing: tuple[Closing, ...] = ()
    explicit: str | None = None
    """The typed `{#id}`, without the braces."""
    before: str = ""
    """What is typed before everything else: the number signs of a heading, indents."""
    after: str = ""
    """What is typed after the text: the id and white space."""
    untranslated: bool = False
    """Whether the source's words stand here for want of a finished translation."""
    enclosures: tuple[Enclosure, ...] = ()
    """Every block-level option round the block, outermost first."""
    span: Span = field(default=NOWHERE, compare=False)


class LineKind(StrEnum):
    """Lines that carry structure and no text of their own."""

    BLANK = "blank"
    COLUMN = "column"
    """`#### ind`: the cells that follow belong to this column."""
    SLOT = "slot"
    """`{+a}`: where a part goes in."""
    OPEN_FENCE = "open-fence"
    CLOSE_FENCE = "close-fence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """A line without words of its own."""

    kind: LineKind
    typed: str
    """The whole line as typed, without its end."""
    name: str = ""
    """Key of the column, id of the part, or id of the option that the fence opens or closes."""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """`[^name]: …`: the text of a footnote."""

    name: str
    typed: str
    """What stands before the text: `[^name]: `."""
    block: Block


Line: TypeAlias = Block | Structure | Footnote


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of an annex table, as its front matter names it."""

    key: str
    head: Block
    note: Block | None
    """The sub-head, `(希望取得的成就)`."""
    share: int
    """Width in per cent of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where a list begins to count, when the blocks that it began with are gone for good."""

    block: str
    """Id of the block that the list begins with now."""
    value: int
    """The place that this block counts from, in clean text."""
    span: Span = field(default=NOWHERE, compare=False)


class PartKind(StrEnum):
    """What a source file is."""

    FRAME = "frame"
    DECISION = "decision"
    ANNEX = "annex"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One source file."""

    id: str
    kind: PartKind
    front_matter: str
    """The front matter as typed, with its dashes and the line end after them."""
    appendix_of: str | None = None
    """Id of the annex that the table is the appendix of."""
    labels: frozenset[str] = frozenset()
    """Labels that mean one choice in the whole part."""
    starts: tuple[Start, ...] = ()
    """Lists that count from another place than the label of their first block."""
    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...]
    final_newline: bool = True
    span: Span = field(default=NOWHERE, compare=False)

    def blocks(self) -> Iterator[Block]:
        """Yield every block in the order of the source: column heads, lines, the texts of footnotes."""
        for column in self.columns:
            yield column.head
            if column.note:
                yield column.note
        for line in self.lines:
            match line:
                case Block():
                    yield line
                case Footnote(block=block):
                    yield block
                case Structure():
                    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of one part in a composed document: the whole part, or the frame up to its next slot."""

    part: Part
    lines: tuple[Line, ...]

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in reading order: heads of the columns, lines, texts of footnotes."""
        yield from replace(self.part, lines=self.lines).blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Parts composed through a frame, in reading order."""

    name: str
    language: str
    """Language of the text, as locale folders are named: `zh`."""
    sections: tuple[Section, ...]
