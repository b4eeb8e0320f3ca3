"""Walks over a printed document in reading order: its blocks with their places, and what references name."""

from collections.abc import Iterator, Mapping

from plandoc.model.printed import (
    BlockKind,
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
from plandoc.render.docx.identity import target_name
from plandoc.render.docx.inline import Target
from plandoc.render.docx.numbering import ListPlace
from plandoc.render.docx.styles import Place


def placed_blocks(document: PrintedDocument) -> Iterator[tuple[PrintedBlock, Place]]:
    """All blocks in reading order, each with the place it stands in."""
    for section in document.sections:
        yield from _section_blocks(section)


def _section_blocks(section: PrintedSection) -> Iterator[tuple[PrintedBlock, Place]]:
    if isinstance(section, PrintedText):
        yield from ((block, Place.TEXT) for block in section.blocks)
        return
    if isinstance(section, PrintedParallel):
        yield from ((block, Place.BESIDE) for row in section.rows for block in row.blocks)
        return
    yield from ((block, Place.TEXT) for block in section.opening)
    for row in section.body:
        if isinstance(row, PrintedRow):
            yield row.goal, Place.CELL
            yield from ((block, Place.CELL) for cell in row.cells for block in cell)
        else:
            yield row, Place.CELL


def targets(document: PrintedDocument, places: Mapping[str, ListPlace]) -> dict[str, Target]:
    """The blocks and parts that some reference names, with what a field would show for them.

    A field for a number is trusted with a live label of the counting level that bears no bracket: for `[1.`
    LibreOffice prints the bracket too, and lower levels (`5 bis`) differ between word processors.
    """
    named = {piece.target for pieces in _all_pieces(document) for piece in pieces if isinstance(piece, CrossReference)}
    found: dict[str, Target] = {}
    for part, opening in _parts(document):
        if part in named and part not in found:
            label = _annex_label(opening) if opening else ""
            found[part] = Target(bookmark=target_name(part), label=label)
    for block, _ in placed_blocks(document):
        if block.id in named and block.id not in found:
            name, number = target_name(block.id), _number(block, places)
            found[block.id] = Target(bookmark=name, number=number, label=_annex_label(block))
    return found


def _parts(document: PrintedDocument) -> Iterator[tuple[str, PrintedBlock | None]]:
    """Every part's id and the block that it begins with."""
    for section in document.sections:
        if isinstance(section, PrintedParallel):
            for at, row in enumerate(section.rows):
                part = row.part if at else section.id
                if part:
                    yield part, next(iter(row.blocks), None)
            continue
        blocks = section.blocks if isinstance(section, PrintedText) else section.opening
        yield section.id, next(iter(blocks), None)


def _annex_label(block: PrintedBlock) -> str:
    """The words of an annex label in which there is nothing but words; empty for every other block."""
    if block.kind is not BlockKind.ANNEX_LABEL or block.number is not None:
        return ""
    words = [piece.text for piece in block.pieces if isinstance(piece, Words)]
    return "".join(words) if len(words) == len(block.pieces) else ""


def _number(block: PrintedBlock, places: Mapping[str, ListPlace]) -> str:
    place = places.get(block.id)
    if block.number is None or block.number.before or place is None or place.level > 0:
        return ""
    return block.number.text.rstrip(".")


def _all_pieces(document: PrintedDocument) -> Iterator[tuple[Piece, ...]]:
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
