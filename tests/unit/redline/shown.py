"""A redline in one line that a test can compare: ⟨-deleted-⟩, ⟨+inserted+⟩, marks of options as ‹ ›."""

from collections.abc import Iterable

from plandoc.model.printed import (
    Change,
    CrossReference,
    LineBreak,
    NoteCall,
    OptionEnd,
    OptionStart,
    Piece,
    PrintedBlock,
    PrintedDocument,
    PrintedRow,
    PrintedTable,
    Words,
)
from plandoc.model.printed_walk import placed_blocks

SIGNS = {Change.INSERTED: ("⟨+", "+⟩"), Change.DELETED: ("⟨-", "-⟩"), None: ("", "")}


def shown(pieces: Iterable[Piece], *, marks: bool = False) -> str:
    """The pieces in one line, neighbours with the same change in one pair of signs."""
    text = "".join(_piece(piece, marks=marks) for piece in pieces)
    return text.replace("+⟩⟨+", "").replace("-⟩⟨-", "")


def _piece(piece: Piece, *, marks: bool) -> str:
    if isinstance(piece, OptionStart | OptionEnd):
        sign = "‹" if isinstance(piece, OptionStart) else "›"
        return sign if marks else ""
    begin, end = SIGNS[piece.change]
    return f"{begin}{_text(piece)}{end}"


def _text(piece: Words | CrossReference | NoteCall | LineBreak) -> str:
    match piece:
        case Words(text=text) | CrossReference(text=text):
            return text
        case NoteCall(number=number):
            return f"^{number}"
        case LineBreak():
            return "↵"


def block_line(block: PrintedBlock) -> str:
    """A block with its label; one that only one text has begins with its sign."""
    sign = {Change.INSERTED: "+ ", Change.DELETED: "- ", None: ""}[block.change]
    was = f"{block.was.before}{block.was.text} → " if block.was else ""
    number = f"{block.number.before}{block.number.text} " if block.number else ""
    return f"{sign}{was}{number}{shown(block.pieces)}"


def block_lines(document: PrintedDocument) -> list[str]:
    """Every block of a redline; those of a row or table that changed as a whole bear no sign of their own."""
    return [block_line(block) for block, _ in placed_blocks(document)]


def rows(document: PrintedDocument) -> list[tuple[str, Change | None]]:
    """The rows of all tables by the words of their goals, each with its change."""
    tables = (section for section in document.sections if isinstance(section, PrintedTable))
    return [
        (shown(row.goal.pieces), row.change) for table in tables for row in table.body if isinstance(row, PrintedRow)
    ]
