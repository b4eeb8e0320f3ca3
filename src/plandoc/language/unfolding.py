"""A printed document as lines, one a block: an annex table is unfolded goal by goal and column by column.

Lines of two languages that were made from one tree have the same keys, so that they can stand side by side.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from plandoc.model.printed import (
    BlockKind,
    LineBreak,
    PrintedBlock,
    PrintedColumn,
    PrintedDocument,
    PrintedParallel,
    PrintedRow,
    PrintedTable,
    PrintedText,
)

SectionKey: TypeAlias = tuple[str, int]
"""Id of a part, and which of its stretches it is, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A block in its place."""

    section: SectionKey
    paged: bool
    """Whether its section begins on a new page."""
    block: PrintedBlock

    @property
    def key(self) -> str:
        """The id of the block, the same in every language."""
        return self.block.id


def unfold(document: PrintedDocument) -> Iterator[Line]:
    """Yield every block of a document in reading order, and the head of a column over the items of each goal."""
    stretches: Counter[str] = Counter()
    for section in document.sections:
        stretches[section.id] += 1
        key = (section.id, stretches[section.id])
        paged = not isinstance(section, PrintedText) or section.kind == "annex"
        for block in _blocks(section):
            yield Line(section=key, paged=paged, block=block)


def _blocks(section: PrintedText | PrintedTable | PrintedParallel) -> Iterator[PrintedBlock]:
    match section:
        case PrintedText(blocks=blocks):
            yield from blocks
        case PrintedTable():
            yield from section.opening
            yield from _table(section)
        case PrintedParallel(rows=rows):
            yield from (block for row in rows for block in row.blocks)


def _table(table: PrintedTable) -> Iterator[PrintedBlock]:
    """Yield the first column's head once, with those of columns that no goal fills; then goal by goal."""
    goals, others = table.columns[:1], table.columns[1:]
    rows = tuple(entry for entry in table.body if isinstance(entry, PrintedRow))
    empty = (column for at, column in enumerate(others) if not any(row.cells[at] for row in rows))
    yield from (_head(column, table.id) for column in (*goals, *empty))
    for entry in table.body:
        if isinstance(entry, PrintedBlock):
            yield entry
            continue
        yield entry.goal
        for column, cell in zip(others, entry.cells, strict=True):
            if cell:
                yield _head(column, entry.goal.id)
                yield from cell


def _head(column: PrintedColumn, over: str) -> PrintedBlock:
    """Return head and sub-head of a column as a block over something with an id."""
    note = (LineBreak(), *column.note) if column.note else ()
    return PrintedBlock(id=f"{over}:{column.key}", kind=BlockKind.COLUMN_HEAD, pieces=(*column.head, *note))
