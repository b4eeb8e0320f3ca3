"""Notes and echoes counted anew over both texts, so that no number and no place is given twice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never

from plandoc.model.printed import (
    NoteCall,
    OptionStart,
    Piece,
    PrintedBlock,
    PrintedColumn,
    PrintedDocument,
    PrintedNote,
    PrintedParallel,
    PrintedRow,
    PrintedSection,
    PrintedTable,
    PrintedText,
)

Recount: TypeAlias = Callable[[tuple[Piece, ...]], tuple[Piece, ...]]


def count_anew(document: PrintedDocument) -> PrintedDocument:
    """Return a document with its notes numbered and ordered by their calls, and its options told apart."""
    counter = _Counter()
    sections = tuple(_section(section, counter.pieces) for section in document.sections)
    called = sorted(document.notes, key=lambda note: counter.number(note.id))
    notes = tuple(_note(note, counter) for note in called)
    return replace(document, sections=sections, notes=notes)


@dataclass(slots=True, kw_only=True)
class _Counter:
    """What was counted so far, in reading order."""

    notes: dict[str, int] = field(default_factory=dict)
    begun: dict[str, int] = field(default_factory=dict)

    def number(self, note: str) -> int:
        """Return the number of a note, the next one where it has none yet."""
        return self.notes.setdefault(note, len(self.notes) + 1)

    def pieces(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Return pieces with their calls and options counted."""
        return tuple(self._counted(pieces))

    def _counted(self, pieces: tuple[Piece, ...]) -> Iterator[Piece]:
        for piece in pieces:
            match piece:
                case NoteCall(note=note):
                    yield replace(piece, number=self.number(note))
                case OptionStart(option=option):
                    if piece.first:
                        self.begun[option] = self.begun.get(option, -1) + 1
                    yield replace(piece, echo=self.begun.get(option, 0))
                case _:
                    yield piece


def _note(note: PrintedNote, counter: _Counter) -> PrintedNote:
    return replace(note, number=counter.number(note.id), pieces=counter.pieces(note.pieces))


def _section(section: PrintedSection, recount: Recount) -> PrintedSection:
    match section:
        case PrintedText():
            return replace(section, blocks=_blocks(section.blocks, recount))
        case PrintedTable():
            return replace(
                section,
                opening=_blocks(section.opening, recount),
                columns=tuple(_column(column, recount) for column in section.columns),
                body=tuple(_row(row, recount) for row in section.body),
            )
        case PrintedParallel():
            message = "a redline is in one language"
            raise ValueError(message)
        case _:
            assert_never(section)


def _blocks(blocks: tuple[PrintedBlock, ...], recount: Recount) -> tuple[PrintedBlock, ...]:
    return tuple(_block(block, recount) for block in blocks)


def _block(block: PrintedBlock, recount: Recount) -> PrintedBlock:
    return replace(block, pieces=recount(block.pieces))


def _column(column: PrintedColumn, recount: Recount) -> PrintedColumn:
    return replace(column, head=recount(column.head), note=recount(column.note))


def _row(row: PrintedRow | PrintedBlock, recount: Recount) -> PrintedRow | PrintedBlock:
    if isinstance(row, PrintedBlock):
        return _block(row, recount)
    return replace(row, goal=_block(row.goal, recount), cells=tuple(_blocks(cell, recount) for cell in row.cells))
