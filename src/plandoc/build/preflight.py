"""Fonts and glyphs that a page would lack, found before it is set: a missing glyph is a white box on paper."""

from collections.abc import Iterable, Iterator

from plandoc.diagnostics import Findings
from plandoc.model.printed import (
    CrossReference,
    Piece,
    PrintedBlock,
    PrintedDocument,
    PrintedParallel,
    PrintedRow,
    PrintedTable,
    PrintedText,
    Words,
)
from plandoc.model.workspace import Workspace
from plandoc.spans import NOWHERE, SourceText, Span


def has_fonts(workspace: Workspace, findings: Findings) -> bool:
    """Return whether every font family that the workspace requires is installed; report those that are not (PD051)."""
    from plandoc.render.pdf.fonts import FAMILIES, missing_families

    missing = missing_families(workspace.settings.fonts or FAMILIES)
    settings = [text for text in workspace.texts if text.path == "plandoc.toml"]
    for family in missing:
        findings.add(
            "PD051",
            _first(f'"{family}"', settings),
            f"The font '{family}' is not installed.",
            hint="Install it (`plandoc doctor` names the package), or name another here and in the style sheets.",
        )
    return not missing


def has_glyphs(printed: PrintedDocument, workspace: Workspace, findings: Findings) -> bool:
    """Return whether the required fonts draw every character; report those that none draws (PD052), at the source."""
    from plandoc.render.pdf.fonts import FAMILIES, missing_glyphs

    missing = missing_glyphs("".join(_words(printed)), (*FAMILIES, *workspace.settings.fonts))
    for character in missing:
        findings.add(
            "PD052",
            _first(character, workspace.texts),
            f"No required font has a glyph for '{character}' (U+{ord(character):04X}); a page would show an empty box.",
            hint="Write another character, or add a family that has it to [fonts] and to the style sheets.",
        )
    return not missing


def _first(wanted: str, texts: Iterable[SourceText]) -> Span:
    for text in texts:
        start = text.text.find(wanted)
        if start >= 0:
            return text.span(start, start + len(wanted))
    return NOWHERE


def _words(printed: PrintedDocument) -> Iterator[str]:
    yield from (words for _, words in printed.words)
    for section in printed.sections:
        match section:
            case PrintedText(blocks=blocks):
                yield from _in_blocks(blocks)
            case PrintedTable():
                yield from _in_table(section)
            case PrintedParallel(rows=rows):
                yield from _in_blocks(block for row in rows for block in row.blocks)
    yield from (side.name for side in printed.sides)
    for note in printed.notes:
        yield from _in_pieces((*note.pieces, *note.beside))


def _in_table(table: PrintedTable) -> Iterator[str]:
    yield from _in_blocks(table.opening)
    for column in table.columns:
        yield from _in_pieces((*column.head, *column.note))
    for row in table.body:
        match row:
            case PrintedBlock():
                yield from _in_blocks((row,))
            case PrintedRow(goal=goal, cells=cells):
                yield from _in_blocks((goal, *(block for cell in cells for block in cell)))


def _in_blocks(blocks: Iterable[PrintedBlock]) -> Iterator[str]:
    for block in blocks:
        if block.number:
            yield block.number.before + block.number.text
        yield from _in_pieces(block.pieces)


def _in_pieces(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Words | CrossReference):
            yield piece.text
