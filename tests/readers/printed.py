"""What every format must show of a printed document: the canon that the readers of HTML, PDF and DOCX are compared in.

The canon is the text of the blocks in document order, each with its label; then the notes in their order.
The masthead is text: its lines come first, as Distr. and the distribution, symbol, date, language, original, notice.
Not text: white space, note marks, the numbers of notes, "(continued)", running heads, repeated table heads.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from plandoc.model.printed import (
    CrossReference,
    Masthead,
    Piece,
    PrintedBlock,
    PrintedDocument,
    PrintedParallel,
    PrintedTable,
    PrintedText,
    Words,
)

UNSEEN = "\u200b\u2060\ufeff\u00ad"


def canon(text: str) -> str:
    """Return the text in NFC without white space and marks that print nothing."""
    bare = "".join(character for character in text if not character.isspace() and character not in UNSEEN)
    return unicodedata.normalize("NFC", bare)


def printed_blocks(document: PrintedDocument) -> tuple[str, ...]:
    """Return the canon of the document, line by line and block by block, without empty ones."""
    lines = (*_masthead(document.masthead), *_sections(document), *_notes(document))
    return tuple(line for line in map(canon, lines) if line)


def printed_text(document: PrintedDocument) -> str:
    """Return the canon of the document in one string."""
    return "".join(printed_blocks(document))


def _masthead(masthead: Masthead) -> Iterator[str]:
    yield masthead.organization
    if masthead.distribution:
        yield f"Distr.{masthead.distribution}"
    yield from (masthead.symbol, masthead.date, masthead.language, masthead.original, masthead.notice)


def _sections(document: PrintedDocument) -> Iterator[str]:
    for section in document.sections:
        if isinstance(section, PrintedText):
            yield from map(_block, section.blocks)
        elif isinstance(section, PrintedParallel):
            yield from (side.name for side in document.sides)
            yield from (_block(block) for row in section.rows for block in row.blocks)
        else:
            yield from _table(section)


def _notes(document: PrintedDocument) -> Iterator[str]:
    """Yield the notes; both languages of one are one line, as it is one note."""
    yield from (_words((*note.pieces, *note.beside)) for note in document.notes)


def _table(table: PrintedTable) -> Iterator[str]:
    yield from map(_block, table.opening)
    for column in table.columns:
        yield from (_words(column.head), _words(column.note))
    for entry in table.body:
        if isinstance(entry, PrintedBlock):
            yield _block(entry)
            continue
        yield _block(entry.goal)
        for cell in entry.cells:
            yield from map(_block, cell)


def _block(block: PrintedBlock) -> str:
    label = f"{block.number.before}{block.number.text}{block.number.gap}" if block.number else ""
    return label + _words(block.pieces)


def _words(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces if isinstance(piece, Words | CrossReference))
