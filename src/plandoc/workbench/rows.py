"""Rows: the printed blocks of a text in reading order, as the page gets them.

The markup of a row depends on the row's own pieces alone, so that a page may keep it, or look it up, row by row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from plandoc.model.keeping import Kept
from plandoc.model.printed import PrintedBlock, PrintedDocument, PrintedNote, Words
from plandoc.model.printed_walk import placed_blocks
from plandoc.render.html.inline import InlineWriter

WRITER = InlineWriter(anchors=None, notes=None)
"""Writes fragments: no ids, and nothing that depends on other rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One printed block, or a footnote."""

    id: str
    """Id of the block or note."""
    before: str
    """Opening brackets before the number: those of block-level options that are still open."""
    number: str
    """The label as it is printed; of a note its number; empty where there is none."""
    html: str
    """The text as markup."""

    def as_json(self) -> list[str]:
        """Return the row as the page gets it."""
        return [self.id, self.before, self.number, self.html]


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """The text that a state leaves, in one language."""

    language: str
    """As locale folders are named."""
    rows: tuple[Row, ...]
    """In reading order: tables goal by goal, cell by cell; the notes last. Heads of columns are no rows."""
    mends: tuple[tuple[str, str, str], ...] = ()
    """What was mended at seams, in the order of the rows: the block, the characters before, and after."""
    doubts: tuple[tuple[str, str], ...] = ()
    """What could not be mended, in the order of the rows: the block, and what is doubtful."""

    def as_json(self) -> dict[str, list[list[str]]]:
        """Return the text as the page gets it."""
        return {
            "rows": [row.as_json() for row in self.rows],
            "mends": [list(mend) for mend in self.mends],
            "doubts": [list(doubt) for doubt in self.doubts],
        }


def rows_of(printed: PrintedDocument, kept: Kept[Row] | None = None) -> tuple[Row, ...]:
    """Return the rows of a document in one language; `kept` holds the rows of words that were written before."""
    return tuple(_rows(printed, Kept() if kept is None else kept))


def _rows(printed: PrintedDocument, kept: Kept[Row]) -> Iterator[Row]:
    for block, _ in placed_blocks(printed):
        number = block.number
        if all(isinstance(piece, Words) for piece in block.pieces):
            # Words come from the body of a block as they are; all else is made anew for each text.
            printed_number = (number.before, number.text) if number else None
            yield kept.get(block.pieces, (block.id, printed_number), partial(block_row, block))
        else:
            yield block_row(block)
    for note in printed.notes:
        yield note_row(note)


def block_row(block: PrintedBlock) -> Row:
    """Return the row of a block."""
    number = block.number
    return Row(
        id=block.id,
        before=number.before if number else "",
        number=number.text if number else "",
        html=str(WRITER.markup(block.pieces)),
    )


def note_row(note: PrintedNote) -> Row:
    """Return the row of a note."""
    return Row(id=note.id, before="", number=str(note.number), html=str(WRITER.note(note)))
