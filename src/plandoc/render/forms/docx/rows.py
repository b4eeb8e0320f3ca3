"""Rows of a form's tables: cells of any width, fitted to one grid so that every section is a single table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from plandoc.render.docx.shapes import Shape, make_shape
from plandoc.render.templates import Templates

FOLDER: Final = "forms/docx"
_LINE: Final = 300
"""Height of a line to write on, in twentieths of a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell."""

    width: int
    """In twentieths of a point."""
    content: str
    """Its paragraphs; a cell without any is not valid."""
    kind: str = "text"
    """What the template tells apart: text, answer, head or band."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; the widths of its cells add up to that of the table."""

    cells: tuple[Cell, ...]
    lines: int = 1
    """How many lines there are to write on."""
    head: bool = False
    """Whether it begins a table and is repeated on every page."""
    grid: bool = False
    """Whether it belongs to a grid with heads of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSetter:
    """Sets tables of one form."""

    templates: Templates
    right_to_left: bool
    _shapes: dict[tuple[object, ...], Shape] = field(default_factory=dict)

    def table(self, rows: Sequence[Row]) -> str:
        """A table whose columns are as fine as its rows need."""
        edges = sorted({edge for row in rows for edge in accumulate(cell.width for cell in row.cells)})
        widths = tuple(right - left for left, right in zip((0, *edges), edges, strict=False))
        frame = make_shape(
            self.templates, "table", {"widths": widths, "right_to_left": self.right_to_left}, ("head", "body")
        )
        body = "".join(self._row(row, edges) for row in rows)
        return frame.fill({"head": "", "body": body})

    def _row(self, row: Row, edges: Sequence[int]) -> str:
        cells = "".join(
            self._cell(cell, span).fill({"paragraphs": cell.content})
            for cell, span in zip(row.cells, _spans(row, edges), strict=True)
        )
        height = row.lines * _LINE if row.lines > 1 else 0
        look = {"height": height, "head": row.head}
        return self._shape("row", look, "cells").fill({"cells": cells})

    def _cell(self, cell: Cell, span: int) -> Shape:
        look = {"width": cell.width, "span": span, "kind": cell.kind}
        return self._shape("cell", look, "paragraphs")

    def _shape(self, name: str, look: Mapping[str, object], slot: str) -> Shape:
        key = (name, *look.values())
        if key not in self._shapes:
            self._shapes[key] = make_shape(self.templates, name, look, (slot,), folder=FOLDER)
        return self._shapes[key]


def _spans(row: Row, edges: Sequence[int]) -> Iterator[int]:
    """How many columns of the grid each cell covers."""
    left = 0
    for right in accumulate(cell.width for cell in row.cells):
        yield sum(left < edge <= right for edge in edges)
        left = right
