"""What the references of a printed document name: blocks and parts, and what a field shows for them."""

from collections.abc import Iterator, Mapping

from plandoc.model.printed import (
    BlockKind,
    CrossReference,
    PrintedBlock,
    PrintedDocument,
    PrintedParallel,
    PrintedText,
    Words,
)
from plandoc.model.printed_walk import all_pieces, placed_blocks
from plandoc.render.docx.identity import target_name
from plandoc.render.docx.inline import Target
from plandoc.render.docx.numbering import ListPlace


def targets(document: PrintedDocument, places: Mapping[str, ListPlace]) -> dict[str, Target]:
    """The blocks and parts that some reference names, with what a field would show for them.

    A field for a number is trusted with a live label of the counting level that bears no bracket: for `[1.`
    LibreOffice prints the bracket too, and lower levels (`5 bis`) differ between word processors.
    """
    named = {piece.target for pieces in all_pieces(document) for piece in pieces if isinstance(piece, CrossReference)}
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
