"""The rows of the negotiators' page: every block of the open text in reading order, in every language beside another.

Only the bracketed side is written here, once; the clean side of a row is filled in by the page itself.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from plandoc.language.unfolding import unfold
from plandoc.model.printed import (
    BlockKind,
    Number,
    NumberStyle,
    OptionStart,
    Piece,
    PrintedBlock,
    PrintedDocument,
)
from plandoc.render.html.inline import InlineWriter, plain

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.BAND})
_DEEPEST = 6
_GAP = "\u3000"
"""Between the label of an annex and its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The bracketed text of a row in one language."""

    label: str
    """The number alone, `5.`; empty where the block has none."""
    number: Markup
    """The number, with the handles and brackets before it."""
    text: Markup
    untranslated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """One row of the page."""

    id: str
    """Id of the block or note; the head of a column over the items of a goal has one too, `plan-1/A.1:ind`."""
    kind: str
    """The value of the `BlockKind`, or `note`."""
    level: int
    heading: int
    """2 to 6 for h2 to h6; 0 for a paragraph."""
    part: str
    """Id of the part; empty for notes."""
    cells: Mapping[str, Cell]
    """By language, as locale folders are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePart:
    """One part of the document, with what it is called in every language."""

    id: str
    titles: Mapping[str, str]
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A printed block and the part that it stands in; none for a note."""

    part: str
    block: PrintedBlock


def entries(printed: PrintedDocument) -> tuple[Entry, ...]:
    """Return every block of an open document in reading order: tables goal by goal, cell by cell, then the notes."""
    notes = (
        PrintedBlock(id=note.id, kind=BlockKind.PARAGRAPH, number=_note_number(note.number), pieces=note.pieces)
        for note in printed.notes
    )
    return (
        *(Entry(part=line.section[0], block=line.block) for line in unfold(printed)),
        *(Entry(part="", block=note) for note in notes),
    )


def page_rows(documents: Mapping[str, tuple[Entry, ...]], crossing: Collection[str]) -> tuple[PageRow, ...]:
    """Return the rows of a document: `documents` is its open text by language, that of the sources first.

    `crossing` are the ids of the groups that hold whole blocks, whose brackets stand before the number.
    """
    found = {language: {one.block.id: one for one in text} for language, text in documents.items()}
    headed = _heads_with_handles(next(iter(documents.values())))
    return tuple(
        _row({language: sides[name] for language, sides in found.items() if name in sides}, crossing, headed)
        for name in dict.fromkeys(name for sides in found.values() for name in sides)
    )


def page_parts(documents: Mapping[str, tuple[Entry, ...]]) -> tuple[PagePart, ...]:
    """Return the parts in reading order; one without a title of its own bears that of the heading before it."""
    titles = {language: _titles(text) for language, text in documents.items()}
    blocks: dict[str, list[str]] = {}
    for entry in next(iter(documents.values())):
        if entry.part:
            blocks.setdefault(entry.part, []).append(entry.block.id)
    return tuple(
        PagePart(id=part, titles={language: named[part] for language, named in titles.items()}, blocks=tuple(names))
        for part, names in blocks.items()
    )


def handle(group: str, number: int) -> Markup:
    """Return the button that takes a group in hand, by its number within the block."""
    return Markup('<button type="button" class="handle" data-group="{}">{}</button>').format(group, number)


@dataclass(frozen=True, slots=True, kw_only=True)
class _BracketWriter(InlineWriter):
    """Writes open text; each group has its handle before its first option."""

    anchors: None = None
    notes: None = None
    handles: dict[str, Markup] = field(default_factory=dict)
    """The handles that are still to be set, by group; none for groups that began in an earlier block."""

    def option(self, piece: OptionStart) -> str:
        return str(self.handles.pop(piece.group, "")) + InlineWriter.option(self, piece)


def _heads_with_handles(text: Iterable[Entry]) -> frozenset[str]:
    """Return the column heads that bear handles: of all the times that a head is printed, the first."""
    found: dict[tuple[str, str], str] = {}
    for entry in text:
        if entry.block.kind is BlockKind.COLUMN_HEAD:
            found.setdefault((entry.part, entry.block.id.rpartition(":")[2]), entry.block.id)
    return frozenset(found.values())


def _row(sides: Mapping[str, Entry], crossing: Collection[str], headed: Collection[str]) -> PageRow:
    entry = next(iter(sides.values()))
    block = entry.block
    silent = block.kind is BlockKind.COLUMN_HEAD and block.id not in headed
    return PageRow(
        id=block.id,
        kind=block.kind.value if entry.part else "note",
        level=block.level,
        heading=min(block.level + 1 if block.level else 3, _DEEPEST) if block.kind in _HEADINGS else 0,
        part=entry.part,
        cells={language: _cell(one.block, crossing, silent=silent) for language, one in sides.items()},
    )


def _cell(block: PrintedBlock, crossing: Collection[str], *, silent: bool) -> Cell:
    begun = dict.fromkeys(piece.group for piece in block.pieces if isinstance(piece, OptionStart) and piece.first)
    handles = {} if silent else {group: handle(group, at) for at, group in enumerate(begun, start=1)}
    writer = _BracketWriter(handles=handles)
    return Cell(
        label=block.number.text if block.number else "",
        number=_number(block, writer, crossing),
        text=writer.markup(block.pieces),
        untranslated=block.untranslated,
    )


def _number(block: PrintedBlock, writer: _BracketWriter, crossing: Collection[str]) -> Markup:
    """Return the number within the block-level options round the block, with the brackets that open before it."""
    number = block.number
    if number is None:
        return Markup()
    round_it = tuple(_enclosing(block.pieces, crossing))
    # The writer escapes what it writes.
    starts = Markup("".join(writer.option(option) for option in round_it))
    before = Markup('<span class="bracket">{}</span>').format(number.before) if number.before else Markup()
    return starts + before + escape(number.text) + Markup("</span>") * len(round_it)


def _enclosing(pieces: tuple[Piece, ...], crossing: Collection[str]) -> Iterator[OptionStart]:
    """Yield the block-level options that the block lies in."""
    for piece in pieces:
        if not isinstance(piece, OptionStart) or piece.group not in crossing:
            return
        yield piece


def _titles(text: Iterable[Entry]) -> dict[str, str]:
    """Return what each part is called: by its label and title, else by the heading before it, else by its id."""
    own: dict[str, list[str]] = {}
    before: dict[str, str] = {}
    heading = ""
    for part, block in ((entry.part, entry.block) for entry in text if entry.part):
        before.setdefault(part, heading)
        if block.kind in (BlockKind.ANNEX_LABEL, BlockKind.TITLE):
            own.setdefault(part, []).append(_words(block))
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            heading = _words(block)
    return {part: _GAP.join(own.get(part, ())) or inherited or part for part, inherited in before.items()}


def _words(block: PrintedBlock) -> str:
    number = block.number.text + block.number.gap if block.number else ""
    return number + plain(block.pieces)


def _note_number(number: int) -> Number:
    return Number(text=str(number), sequence="notes", style=NumberStyle.DECIMAL, value=number)
