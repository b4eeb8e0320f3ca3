"""A redline taken apart: which of its two texts has what, and each text as a document of its own."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias, assert_never

from plandoc.model.printed import (
    Change,
    Number,
    OptionEnd,
    OptionStart,
    Piece,
    PrintedBlock,
    PrintedColumn,
    PrintedDocument,
    PrintedParallel,
    PrintedRow,
    PrintedSection,
    PrintedTable,
    PrintedText,
)
from plandoc.model.printed_walk import placed_blocks


class Side(StrEnum):
    """One of the two texts of a redline."""

    FIRST = "first"
    """The text that is there when changes are rejected."""
    SECOND = "second"
    """The text that is there when changes are accepted."""

    @property
    def alone(self) -> Change:
        """The change of what only this text has."""
        return Change.DELETED if self is Side.FIRST else Change.INSERTED

    def has(self, change: Change | None) -> bool:
        """Whether this text has what bears the change."""
        return change is None or change is self.alone

    def number(self, block: PrintedBlock) -> Number | None:
        """The label of a block in this text."""
        if not self.has(block.change):
            return None
        return block.was if self is Side.FIRST and block.was is not None else block.number


Pieces: TypeAlias = tuple[Piece, ...]


def spread(document: PrintedDocument) -> PrintedDocument:
    """The redline with the change of each table, row, block and note on everything in it, and with ids given once.

    What moved stands twice; the copy that goes gets an id of its own, and nothing refers to it.
    """
    counted = Counter(block.id for block, _ in placed_blocks(document))
    counted.update(section.id for section in document.sections)

    def own(identity: str, change: Change | None) -> str:
        return f"{identity}~" if change is Change.DELETED and counted[identity] > 1 else identity

    def block(one: PrintedBlock, around: Change | None) -> PrintedBlock:
        change = one.change or around
        if change is None:
            return one
        return replace(one, id=own(one.id, change), change=change, pieces=marked(one.pieces, change))

    rewriting = _Rewriting(block=block, pieces=marked, row=lambda row, change: replace(row, change=change))
    sections = tuple(
        replace(section, id=own(section.id, _change_of(section)))
        for section in map(rewriting.section, document.sections)
    )
    notes = tuple(replace(note, pieces=marked(note.pieces, note.change)) for note in document.notes)
    return replace(document, sections=sections, notes=notes)


def text_of(document: PrintedDocument, side: Side) -> PrintedDocument:
    """One of the two texts of a redline whose changes were spread; its note calls keep their numbers."""

    def pieces(given: Pieces, _: Change | None) -> Pieces:
        return pieces_of(given, side)

    def block(one: PrintedBlock, _: Change | None) -> PrintedBlock | None:
        if not side.has(one.change):
            return None
        return replace(one, number=side.number(one), pieces=pieces_of(one.pieces, side), change=None, was=None)

    def row(one: PrintedRow, change: Change | None) -> PrintedRow | None:
        return replace(one, change=None) if side.has(change) else None

    rewriting = _Rewriting(block=block, pieces=pieces, row=row)
    shown = (one for one in document.sections if not isinstance(one, PrintedTable) or side.has(one.change))
    notes = tuple(
        replace(note, pieces=pieces_of(note.pieces, side)) for note in document.notes if side.has(note.change)
    )
    return replace(document, sections=tuple(map(rewriting.section, shown)), notes=notes, revision=None)


def pieces_of(pieces: Pieces, side: Side) -> Pieces:
    """The pieces that one text has, without changes."""
    return tuple(
        piece if isinstance(piece, OptionStart | OptionEnd) or piece.change is None else replace(piece, change=None)
        for piece in pieces
        if isinstance(piece, OptionStart | OptionEnd) or side.has(piece.change)
    )


def marked(pieces: Pieces, change: Change | None) -> Pieces:
    """The pieces as what only one text has; without a change as they are."""
    if change is None:
        return pieces
    return tuple(
        piece if isinstance(piece, OptionStart | OptionEnd) else replace(piece, change=change) for piece in pieces
    )


def _change_of(section: PrintedSection) -> Change | None:
    """The change of a whole section; running text bears it on its blocks."""
    if isinstance(section, PrintedText):
        changes = {block.change for block in section.blocks}
        return changes.pop() if len(changes) == 1 else None
    return section.change if isinstance(section, PrintedTable) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rewriting:
    """What becomes of blocks, pieces and rows; each is given the change of what it stands in."""

    block: Callable[[PrintedBlock, Change | None], PrintedBlock | None]
    pieces: Callable[[Pieces, Change | None], Pieces]
    row: Callable[[PrintedRow, Change | None], PrintedRow | None]

    def section(self, section: PrintedSection) -> PrintedSection:
        match section:
            case PrintedText():
                return replace(section, blocks=self._blocks(section.blocks, None))
            case PrintedTable():
                return replace(
                    section,
                    opening=self._blocks(section.opening, section.change),
                    columns=tuple(self._column(column, section.change) for column in section.columns),
                    body=tuple(self._rows(section)),
                )
            case PrintedParallel():
                return section
            case _:
                assert_never(section)

    def _blocks(self, blocks: tuple[PrintedBlock, ...], change: Change | None) -> tuple[PrintedBlock, ...]:
        return tuple(block for one in blocks if (block := self.block(one, change)) is not None)

    def _column(self, column: PrintedColumn, change: Change | None) -> PrintedColumn:
        return replace(column, head=self.pieces(column.head, change), note=self.pieces(column.note, change))

    def _rows(self, table: PrintedTable) -> Iterator[PrintedRow | PrintedBlock]:
        for entry in table.body:
            if isinstance(entry, PrintedBlock):
                yield from self._blocks((entry,), table.change)
                continue
            change = entry.change or table.change
            goal, row = self.block(entry.goal, change), self.row(entry, change)
            if goal is not None and row is not None:
                yield replace(row, goal=goal, cells=tuple(self._blocks(cell, change) for cell in entry.cells))
