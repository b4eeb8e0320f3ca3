"""Annex tables as tables of a Word file: fixed widths, repeated heads, bands across, short rows on one page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from plandoc.model.printed import (
    BlockKind,
    Change,
    CrossReference,
    PrintedBlock,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    Words,
)
from plandoc.model.printed_walk import Place
from plandoc.render.docx.marks import Entry
from plandoc.render.docx.paragraphs import ParagraphWriter
from plandoc.render.docx.shapes import Shape, make_shape

_LONGEST_WHOLE_CELL: Final = 18
"""Lines of the tallest cell up to which a row stays on one page; half a landscape page."""
_BODY: Final = "\0"
"""Stands for the rows until they are written; no XML document can contain it."""
_SPOKEN: Final = (Words, CrossReference)
_EM: Final = 180
"""Width of a Han character in a table, in twentieths of a point."""
_NARROW: Final = re.compile("[\0-\u2e7f]+")
"""Characters before the first that is as wide as a Han one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWriter:
    """Writes one table after the paragraphs before it."""

    paragraphs: ParagraphWriter
    columns: tuple[PrintedColumn, ...]
    widths: tuple[int, ...]
    """Of the columns, in twentieths of a point."""

    def write(self, table: PrintedTable) -> Iterator[str]:
        """The table in pieces of at most one row; a long table as one string would be copied at every step."""
        frame = self._shape("table", ("head", "body"), widths=self.widths)
        opening, closing = frame.fill({"head": self._head(table.change), "body": _BODY}).split(_BODY)
        yield opening
        cells = self._cell_shapes("row")
        rows = {whole: self._shape("row", ("cells",), kind="row", whole=whole) for whole in (True, False)}
        for entry in table.body:
            if isinstance(entry, PrintedRow):
                blocks = ((entry.goal,), *entry.cells)
                whole = all(map(_is_short, blocks, self.widths))
                contents = [self._cell(cell, entry.change) for cell in blocks]
                yield self.paragraphs.row(rows[whole].fill({"cells": _fill(cells, contents)}), entry.change)
            else:
                yield self._band(entry)
        yield closing

    def _cell(self, blocks: Sequence[PrintedBlock], row: Change | None) -> str:
        """The paragraphs of one cell; a cell without any is not valid."""
        entries = [Entry(block=block) for block in blocks]
        return "".join(self.paragraphs.paragraphs(entries, Place.CELL, row=row))

    def _head(self, change: Change | None) -> str:
        contents = ["".join(self._head_cell(column, change)) for column in self.columns]
        row = self._shape("row", ("cells",), kind="head", whole=True)
        return self.paragraphs.row(row.fill({"cells": _fill(self._cell_shapes("head"), contents)}), change)

    def _head_cell(self, column: PrintedColumn, change: Change | None) -> Iterator[str]:
        """The head of a column, and its note if it has one in either text."""
        changes = {piece.change for piece in column.note if isinstance(piece, _SPOKEN)}
        alone = change or (changes.pop() if len(changes) == 1 else None)
        head = PrintedBlock(id="", kind=BlockKind.COLUMN_HEAD, pieces=column.head, change=change)
        note = PrintedBlock(id="", kind=BlockKind.COLUMN_HEAD, pieces=column.note, change=alone)
        entries = (Entry(block=head), Entry(block=note, style="TableHeadNote"))
        yield from self.paragraphs.paragraphs(entries if column.note else entries[:1], Place.CELL, row=change)

    def _band(self, band: PrintedBlock) -> str:
        shape = self._shape("cell", ("paragraphs",), kind="band", width=sum(self.widths), span=len(self.widths))
        cell = shape.fill({"paragraphs": self._cell((band,), band.change)})
        row = self._shape("row", ("cells",), kind="band", whole=True)
        return self.paragraphs.row(row.fill({"cells": cell}), band.change)

    def _cell_shapes(self, kind: str) -> list[Shape]:
        return [self._shape("cell", ("paragraphs",), kind=kind, width=width, span=1) for width in self.widths]

    def _shape(self, name: str, slots: tuple[str, ...], **look: object) -> Shape:
        setting = self.paragraphs.setting
        return make_shape(setting.templates, name, {**look, "right_to_left": setting.right_to_left}, slots)


def column_widths(columns: Sequence[PrintedColumn], width: int) -> tuple[int, ...]:
    """Widths that follow the shares and add up to exactly `width`; the last column takes what rounding leaves."""
    total = sum(column.share for column in columns) or 1
    widths = [width * column.share // total for column in columns]
    return (*widths[:-1], width - sum(widths[:-1]))


def _fill(shapes: Sequence[Shape], contents: Iterable[str]) -> str:
    return "".join([shape.fill({"paragraphs": content}) for shape, content in zip(shapes, contents, strict=True)])


def _is_short(cell: Sequence[PrintedBlock], width: int) -> bool:
    """Whether the cell surely takes few lines: a Han character is one em wide, any other half of it."""
    line = max(width // _EM - 2, 1)
    lines = 0
    for block in cell:
        halves = 0
        for piece in block.pieces:
            if isinstance(piece, _SPOKEN):
                halves += len(piece.text) + len(_NARROW.sub("", piece.text))
        lines += 1 + halves // (2 * line)
    return lines <= _LONGEST_WHOLE_CELL
