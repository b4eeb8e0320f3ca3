"""What the templates see of a printed document: blocks with their element, unique ids and finished markup.

Structure that accessibility or the outline demands (order of headings, labels of titles) is settled here.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from markupsafe import Markup

from plandoc.model.printed import (
    BlockKind,
    Change,
    Number,
    Piece,
    PrintedBlock,
    PrintedColumn,
    PrintedDocument,
    PrintedNote,
    PrintedPair,
    PrintedParallel,
    PrintedRow,
    PrintedSection,
    PrintedTable,
    PrintedText,
)
from plandoc.model.printed_walk import placed_blocks
from plandoc.render.html.changes import UNCHANGED, ChangeMarks, ChangeWriter, Frame, change_marks
from plandoc.render.html.inline import Anchors, InlineWriter, plain

_SHORT = 300
"""Characters of the longest cell of a row that surely takes less than half a page, eight Han characters to a line."""
_DEEPEST = 6
"""HTML has h1 to h6."""
_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A paragraph, item or heading as a template prints it."""

    id: str
    """Its id in the file; empty where it must bear none."""
    kind: str
    """The value of its `BlockKind`."""
    heading: int
    """1 to 6 for h1 to h6; 0 for a paragraph."""
    level: int
    """Depth of an item, 0 for all else."""
    number: Number | None
    text: Markup
    outline: str
    """A heading's words in bookmarks, with its label and number; empty for paragraphs."""
    untranslated: bool
    label: "BlockView | None" = None
    """The annex label that stands above a title and belongs to it."""
    frame: Frame = UNCHANGED
    """In a redline: what stands round it."""
    picture: str = ""
    """The address of a figure's picture, which holds the picture itself (RFC 2397); the text is its caption."""
    alternative: str = ""
    """What the picture says, for those who do not see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """Running text."""

    id: str
    kind: str
    is_table: bool = field(default=False, init=False)
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """A column: its width in per cent of the table, its head and sub-head."""

    key: str
    share: int
    head: Markup
    note: Markup
    name: str
    """The head in plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BandView:
    """A row across the table."""

    is_band: bool = field(default=True, init=False)
    id: str
    block: BlockView


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A goal and its cells; the id stands on the row group, since a layout engine may print the goal's cell again."""

    is_band: bool = field(default=False, init=False)
    id: str
    goal: BlockView
    cells: tuple[tuple[BlockView, ...], ...]
    is_short: bool
    """Whether it surely takes less than half a page; the layout engine ends at a whole row that no page can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """An annex table with what stands above it."""

    id: str
    is_table: bool = field(default=True, init=False)
    named_by: str
    """Id of the block that names the table; empty if nothing does."""
    opening: tuple[BlockView, ...]
    columns: tuple[ColumnView, ...]
    body: tuple[RowView | BandView, ...]
    whole_rows: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """A row of text in two languages."""

    id: str
    """Id of the part that begins with it; empty within a part."""
    kind: str
    """The value of the `BlockKind` of its blocks."""
    blocks: tuple[BlockView | None, BlockView | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelView:
    """Text in two languages side by side."""

    id: str
    is_table: bool = field(default=False, init=False)
    rows: tuple[PairView, ...]


SectionView: TypeAlias = TextView | TableView | ParallelView


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A note in the list after the text."""

    id: str
    number: int
    text: Markup
    call: str
    """Id of the place that calls it; empty if nothing does."""


@dataclass(slots=True, kw_only=True)
class ViewBuilder:
    """Builds the views of one document in reading order, which the order of ids and headings depends on."""

    writer: InlineWriter
    anchors: Anchors
    """Those that the writer has too."""
    marks: ChangeMarks | None = None
    """Those that the writer of a redline has too."""
    heading: int = 0
    """The last heading's level."""

    def section(self, section: PrintedSection) -> SectionView:
        """Return one part."""
        change = section.change if isinstance(section, PrintedTable) else None
        self._enter(change)
        identity = self._claim(section.id, change)
        if isinstance(section, PrintedText):
            return TextView(id=identity, kind=section.kind, blocks=tuple(self._blocks(section.blocks)))
        if isinstance(section, PrintedParallel):
            return ParallelView(id=identity, rows=tuple(self._pairs(section.rows)))
        opening = tuple(self._blocks(section.opening))
        return TableView(
            id=identity,
            named_by=opening[-1].id if opening else "",
            opening=opening,
            columns=tuple(self._column(column, change) for column in section.columns),
            body=tuple(self._entry(entry, change) for entry in section.body),
            whole_rows=section.whole_rows,
        )

    def _enter(self, change: Change | None) -> None:
        if self.marks is not None:
            self.marks.enter(change)

    def _claim(self, identity: str, change: Change | None) -> str:
        """Return an id if it is free; what only the first text has leaves it to what the second has by that name."""
        if change is Change.DELETED and self.marks is not None and identity in self.marks.kept:
            return ""
        return self.anchors.claim(identity)

    def note(self, note: PrintedNote) -> NoteView:
        """Return one note for the list after the text."""
        anchors = self.anchors
        call = f"call:{note.number}"
        return NoteView(
            id=anchors.claim(f"note:{note.number}"),
            number=note.number,
            text=self.writer.note(note),
            call=call if call in anchors.claimed else "",
        )

    def _blocks(self, blocks: Iterable[PrintedBlock]) -> Iterator[BlockView]:
        """Yield the blocks, an annex label joined to the title that follows it."""
        label: PrintedBlock | None = None
        for block in blocks:
            if block.kind is BlockKind.ANNEX_LABEL:
                if label is not None:
                    yield self._titled(label)
                label = block
            elif label is not None and block.kind in _HEADINGS:
                yield self._titled(block, label)
                label = None
            else:
                if label is not None:
                    yield self._titled(label)
                    label = None
                yield self._titled(block) if block.kind in _HEADINGS else self._block(block)
        if label is not None:
            yield self._titled(label)

    def _pairs(self, rows: Iterable[PrintedPair]) -> Iterator[PairView]:
        """Yield the rows; the outline has a heading once, in both languages, with the label of the row before."""
        labels = ""
        for row in rows:
            words = " · ".join(filter(None, (_outline(block) for block in row.blocks)))
            kind = row.blocks[0].kind if row.blocks else BlockKind.PARAGRAPH
            first = self._side(row.first, f"{labels} {words}".lstrip())
            second = self._side(row.second, "" if row.first else f"{labels} {words}".lstrip())
            labels = words if kind is BlockKind.ANNEX_LABEL else ""
            yield PairView(id=self.anchors.claim(row.part), kind=kind.value, blocks=(first, second))

    def _side(self, block: PrintedBlock | None, outline: str) -> BlockView | None:
        if block is None or block.kind not in _HEADINGS:
            return None if block is None else self._block(block)
        return replace(self._titled(block), outline=outline)

    def _titled(self, block: PrintedBlock, label: PrintedBlock | None = None) -> BlockView:
        """Return a heading; its level never skips one, as readers by ear expect."""
        self.heading = min(max(block.level, 1), self.heading + 1, _DEEPEST)
        words = [] if label is None else [plain(label.pieces)]
        words.append(_outline(block))
        return self._block(
            block,
            heading=self.heading,
            outline=" ".join(words),
            label=None if label is None else self._block(label),
        )

    def _block(
        self,
        block: PrintedBlock,
        *,
        bare: bool = False,
        heading: int = 0,
        outline: str = "",
        label: BlockView | None = None,
    ) -> BlockView:
        frame = self.marks.frame(block) if self.marks else UNCHANGED
        change = Change.DELETED if frame.change == Change.DELETED else None
        return BlockView(
            id="" if bare else self._claim(block.id, change),
            kind=block.kind.value,
            heading=heading,
            level=block.level if block.kind is BlockKind.ITEM else 0,
            number=block.number,
            text=self.writer.markup(block.pieces),
            outline=outline,
            untranslated=block.untranslated,
            label=label,
            picture=_address(block.figure.svg) if block.figure else "",
            alternative=block.figure.alternative if block.figure else "",
            frame=frame,
        )

    def _column(self, column: PrintedColumn, change: Change | None) -> ColumnView:
        return ColumnView(
            key=column.key,
            share=column.share,
            head=self._head(column.head, change),
            note=self._head(column.note, change),
            name=plain(column.head),
        )

    def _head(self, pieces: tuple[Piece, ...], change: Change | None) -> Markup:
        markup = self.writer.markup(pieces)
        return Markup(self.marks.element(change, markup)) if self.marks and change and markup else markup

    def _entry(self, entry: PrintedRow | PrintedBlock, around: Change | None) -> RowView | BandView:
        """Return a row or band; one of a table that changed as a whole has no change of its own."""
        if around is None:
            self._enter(entry.change if isinstance(entry, PrintedRow) else None)
        return self._row(entry, around) if isinstance(entry, PrintedRow) else self._band(entry, around)

    def _row(self, row: PrintedRow, around: Change | None) -> RowView:
        return RowView(
            id=self._claim(row.goal.id, around or row.change),
            goal=self._block(row.goal, bare=True),
            cells=tuple(tuple(self._block(block) for block in cell) for cell in row.cells),
            is_short=all(
                sum(len(plain(block.pieces)) for block in cell) <= _SHORT for cell in ((row.goal,), *row.cells)
            ),
        )

    def _band(self, block: PrintedBlock, around: Change | None) -> BandView:
        return BandView(id=self._claim(block.id, around or block.change), block=self._block(block, bare=True))


def _is_short(cell: Iterable[PrintedBlock]) -> bool:
    return sum(len(plain(block.pieces)) for block in cell) <= _SHORT


def _address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _outline(block: PrintedBlock) -> str:
    """Return a heading with its number as an outline has it."""
    number = f"{block.number.before}{block.number.text} " if block.number else ""
    return number + plain(block.pieces)


def printed_ids(document: PrintedDocument) -> frozenset[str]:
    """Return the ids of every part and block that the document prints."""
    return frozenset(_ids(document))


def _ids(document: PrintedDocument) -> Iterator[str]:
    for section in document.sections:
        yield section.id
        if isinstance(section, PrintedParallel):
            yield from (row.part for row in section.rows)
    yield from (block.id for block, _ in placed_blocks(document))


def view_builder(document: PrintedDocument, *, notes_at_calls: bool) -> ViewBuilder:
    """Return a builder for one file: notes at their calls for pages, after the text for screens."""
    notes = {note.number: note for note in document.notes} if notes_at_calls else None
    languages = tuple(side.language for side in document.sides)
    anchors = Anchors(targets=printed_ids(document))
    if document.revision is None:
        return ViewBuilder(writer=InlineWriter(anchors=anchors, notes=notes, languages=languages), anchors=anchors)
    marks = change_marks(document, listed=not notes_at_calls)
    writer = ChangeWriter(anchors=anchors, notes=notes, marks=marks)
    return ViewBuilder(writer=writer, anchors=anchors, marks=marks)
