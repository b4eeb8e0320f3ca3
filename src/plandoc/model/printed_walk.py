"""A printed document in reading order: its blocks with where they stand, and every text in it."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import assert_never

from plandoc.model.printed import (
    CrossReference,
    Piece,
    PrintedBlock,
    PrintedDocument,
    PrintedParallel,
    PrintedRow,
    PrintedSection,
    PrintedTable,
    PrintedText,
    Words,
)


class Place(StrEnum):
    """Where a block stands."""

    TEXT = "text"
    CELL = "cell"
    BESIDE = "beside"
    """In one of two columns, beside the other language."""


def placed_blocks(document: PrintedDocument) -> Iterator[tuple[PrintedBlock, Place]]:
    """Yield every block in reading order with where it stands: tables row by row, their cells column by column."""
    for section in document.sections:
        yield from section_blocks(section)


def section_blocks(section: PrintedSection) -> Iterator[tuple[PrintedBlock, Place]]:
    """Yield the blocks of one section in reading order."""
    match section:
        case PrintedText(blocks=blocks):
            yield from ((block, Place.TEXT) for block in blocks)
        case PrintedParallel(rows=pairs):
            yield from ((block, Place.BESIDE) for pair in pairs for block in pair.blocks)
        case PrintedTable(opening=opening, body=body):
            yield from ((block, Place.TEXT) for block in opening)
            for row in body:
                yield from ((block, Place.CELL) for block in _row_blocks(row))
        case _:
            assert_never(section)


def _row_blocks(row: PrintedRow | PrintedBlock) -> Iterator[PrintedBlock]:
    match row:
        case PrintedRow(goal=goal, cells=cells):
            yield goal
            yield from (block for cell in cells for block in cell)
        case PrintedBlock():
            yield row
        case _:
            assert_never(row)


def all_pieces(document: PrintedDocument) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of every block, of the heads of columns, and of the notes in both languages."""
    for block, _ in placed_blocks(document):
        yield block.pieces
    for section in document.sections:
        if isinstance(section, PrintedTable):
            for column in section.columns:
                yield column.head
                yield column.note
    for note in document.notes:
        yield note.pieces
        yield note.beside


def words_of(pieces: Iterable[Piece]) -> str:
    """Return the characters of some pieces: words and the names of references, without marks, calls and breaks."""
    return "".join(piece.text for piece in pieces if isinstance(piece, Words | CrossReference))
