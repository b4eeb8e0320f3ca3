"""The rows of a review file and the units that they belong to: by bookmark, then by control, then by what is typed.

Every word processor keeps bookmarks; a control may be pasted into another cell, and an id can be retyped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from plandoc.exchange.review.cells import Cell
from plandoc.exchange.review.identity import Bookmark, control_tag, read_bookmark, unit_digest
from plandoc.exchange.review.rows import ReviewRow
from plandoc.exchange.review.writing import OPTION

_COLUMNS: Final = 4
_TEXT: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """A row of the file, read as a row of the table that was written."""

    typed: str
    """What its first column says."""
    source: str
    """What stands before the translation; empty where columns were taken away."""
    whole: bool
    """Whether it has all columns, so that they can be compared with what was written."""
    cell: Cell
    """The cell of the translation."""
    bookmarks: tuple[Bookmark, ...] = ()
    unit: str = ""
    """Id of the unit that it belongs to; empty where none was found."""


def find_rows(table: Iterable[tuple[Cell, ...]], rows: Iterable[ReviewRow]) -> tuple[FoundRow, ...]:
    """Return the rows that hold translations, each with its unit; several may name the same one.

    A control counts only where no bookmark elsewhere claims its unit, or where nothing else says what the row is.
    """
    names = _Names(rows)
    read = (_read(cells) for cells in table if not _is_help(cells))
    found = [replace(row, unit=names.by_bookmark(row)) for row in read if row is not None]
    claimed = {row.unit for row in found if row.unit}
    return tuple(row if row.unit else replace(row, unit=names.by_words(row, claimed)) for row in found)


class _Names:
    """The units by everything that a row may call them."""

    def __init__(self, rows: Iterable[ReviewRow]) -> None:
        identifiers = tuple(row.id for row in rows)
        self._ids = frozenset(identifiers)
        self._digests: Mapping[str, str] = {unit_digest(identifier): identifier for identifier in identifiers}
        self._tags: Mapping[str, str] = {control_tag(identifier): identifier for identifier in identifiers}

    def by_bookmark(self, row: FoundRow) -> str:
        known = (self._digests.get(bookmark.unit, "") for bookmark in row.bookmarks)
        return next(filter(None, known), "")

    def by_words(self, row: FoundRow, claimed: set[str]) -> str:
        typed = row.typed if row.typed in self._ids else ""
        tagged = next((self._tags[tag] for tag in row.cell.tags if tag in self._tags), "")
        if tagged and (tagged not in claimed or not typed or typed in claimed):
            return tagged
        return typed


def _read(cells: tuple[Cell, ...]) -> FoundRow | None:
    """Return a row of the table, whatever columns somebody took away; None where nothing is left of it."""
    marked = (index for index, cell in enumerate(cells) if any(map(read_bookmark, cell.bookmarks)) or any(cell.tags))
    index = next(marked, _TEXT if len(cells) >= _COLUMNS - 1 else None)
    if index is None or not any(cell.text or cell.bookmarks for cell in cells):
        return None
    cell = cells[index]
    return FoundRow(
        typed=cells[0].text if index > 0 else "",
        source=cells[index - 1].text if len(cells) == _COLUMNS and index > 1 else "",
        whole=len(cells) == _COLUMNS and index > 1,
        cell=cell,
        bookmarks=tuple(filter(None, map(read_bookmark, cell.bookmarks))),
    )


def _is_help(cells: tuple[Cell, ...]) -> bool:
    """Return whether a row is the head, or shows an option."""
    styles = frozenset().union(*(cell.styles for cell in cells))
    marked = any(read_bookmark(name) for cell in cells for name in cell.bookmarks)
    typed = cells[0].text if cells else ""
    is_head = typed == "id" and len(cells) == _COLUMNS
    return not marked and (typed.startswith(OPTION) or is_head or bool(styles & {"reviewoption", "reviewhead"}))
