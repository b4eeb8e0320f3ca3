"""Redline: two printed documents into one that says what changed, written from the tree and not from a text diff.

Blocks are paired by their ids, rows by their goals, notes by theirs; inside a pair the marks of the options lead, which
both texts have where they were typeset traced. Accepting every change gives the second text, rejecting every one the
first: block for block, number for number, note for note.
"""

from collections.abc import Hashable, Iterator
from dataclasses import replace
from itertools import chain

from plandoc.model.printed import (
    Change,
    OptionEnd,
    OptionStart,
    PrintedBlock,
    PrintedColumn,
    PrintedDocument,
    PrintedNote,
    PrintedParallel,
    PrintedRow,
    PrintedSection,
    PrintedTable,
    PrintedText,
    Revision,
)
from plandoc.model.printed_walk import all_pieces, placed_blocks
from plandoc.redline.aligning import align
from plandoc.redline.counting import count_anew
from plandoc.redline.pieces import compare_pieces


def redline(first: PrintedDocument, second: PrintedDocument, revision: Revision) -> PrintedDocument:
    """Return the second document with everything that the first has otherwise; pure.

    Both were typeset traced. Masthead, title and words are those of the second. A block that moved is out at its old
    place and in at its new one. Raises ValueError for documents in two languages or of different languages.
    """
    if first.sides or second.sides or first.language != second.language:
        message = f"a redline is in one language, not from {first.language} to {second.language} or side by side"
        raise ValueError(message)
    compared = replace(
        second,
        bracketed=first.bracketed or second.bracketed,
        sections=tuple(_sections(first.sections, second.sections)),
        notes=tuple(_notes(first.notes, second.notes)),
        revision=revision,
    )
    return count_anew(compared)


def has_changes(document: PrintedDocument) -> bool:
    """Return whether anything in a redline is marked as changed."""
    bearers = chain(
        (block for block, _ in placed_blocks(document)),
        (section for section in document.sections if isinstance(section, PrintedTable)),
        (row for section in document.sections if isinstance(section, PrintedTable) for row in section.body),
        (
            piece
            for pieces in all_pieces(document)
            for piece in pieces
            if not isinstance(piece, OptionStart | OptionEnd)
        ),
    )
    return any(one.change or (isinstance(one, PrintedBlock) and one.was) for one in bearers)


def _sections(first: tuple[PrintedSection, ...], second: tuple[PrintedSection, ...]) -> Iterator[PrintedSection]:
    for old, new in align(first, second, _kind_of_section):
        match old, new:
            case PrintedText(), PrintedText():
                yield replace(new, blocks=tuple(_blocks(old.blocks, new.blocks)))
            case PrintedTable(), PrintedTable():
                yield _table(old, new)
            case _, None if old is not None:
                yield _alone(old, Change.DELETED)
            case None, _ if new is not None:
                yield _alone(new, Change.INSERTED)


def _kind_of_section(section: PrintedSection) -> Hashable:
    match section:
        case PrintedTable():
            return "table", section.id, tuple(column.key for column in section.columns)
        case PrintedText():
            return section.kind, section.id
        case PrintedParallel():
            return "parallel", section.id


def _alone(section: PrintedSection, change: Change) -> PrintedSection:
    """Return a section that one text has; a table bears the change itself, running text on each block."""
    if isinstance(section, PrintedText):
        return replace(section, blocks=tuple(replace(block, change=change) for block in section.blocks))
    return replace(section, change=change) if isinstance(section, PrintedTable) else section


def _blocks(first: tuple[PrintedBlock, ...], second: tuple[PrintedBlock, ...]) -> Iterator[PrintedBlock]:
    for old, new in align(first, second, _kind_of_block):
        if old is not None and new is not None:
            yield _block(old, new)
        elif old is not None:
            yield replace(old, change=Change.DELETED)
        elif new is not None:
            yield replace(new, change=Change.INSERTED)


def _kind_of_block(block: PrintedBlock) -> Hashable:
    """Return what two blocks must share to be one block in two wordings: all that a change of words cannot show."""
    return block.id, block.kind, block.level, block.number is None, block.figure


def _block(old: PrintedBlock, new: PrintedBlock) -> PrintedBlock:
    if old == new:
        return new
    was = old.number if old.number != new.number else None
    return replace(new, pieces=compare_pieces(old.pieces, new.pieces), was=was)


def _table(old: PrintedTable, new: PrintedTable) -> PrintedTable:
    """Return two tables with the same columns as one."""
    return replace(
        new,
        opening=tuple(_blocks(old.opening, new.opening)),
        columns=tuple(_column(*pair) for pair in zip(old.columns, new.columns, strict=True)),
        body=tuple(_rows(old, new)),
    )


def _column(old: PrintedColumn, new: PrintedColumn) -> PrintedColumn:
    return replace(new, head=compare_pieces(old.head, new.head), note=compare_pieces(old.note, new.note))


def _rows(first: PrintedTable, second: PrintedTable) -> Iterator[PrintedRow | PrintedBlock]:
    for old, new in align(first.body, second.body, _kind_of_row):
        match old, new:
            case PrintedRow(), PrintedRow():
                yield _row(old, new)
            case PrintedBlock(), PrintedBlock():
                yield _block(old, new)
            case _, None if old is not None:
                yield replace(old, change=Change.DELETED)
            case None, _ if new is not None:
                yield replace(new, change=Change.INSERTED)


def _kind_of_row(row: PrintedRow | PrintedBlock) -> Hashable:
    if isinstance(row, PrintedBlock):
        return "band", _kind_of_block(row)
    return "row", _kind_of_block(row.goal)


def _row(old: PrintedRow, new: PrintedRow) -> PrintedRow:
    cells = zip(old.cells, new.cells, strict=True)
    return replace(new, goal=_block(old.goal, new.goal), cells=tuple(tuple(_blocks(*pair)) for pair in cells))


def _notes(first: tuple[PrintedNote, ...], second: tuple[PrintedNote, ...]) -> Iterator[PrintedNote]:
    """Yield every note once; their order and numbers follow the calls, and are counted later."""
    before = {note.id: note for note in first}
    after = {note.id: note for note in second}
    for identifier in dict.fromkeys(chain(before, after)):
        old, new = before.get(identifier), after.get(identifier)
        if old is not None and new is not None:
            yield replace(new, pieces=compare_pieces(old.pieces, new.pieces))
        elif old is not None:
            yield replace(old, change=Change.DELETED)
        elif new is not None:
            yield replace(new, change=Change.INSERTED)
