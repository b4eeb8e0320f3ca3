"""Fonts and glyphs that a page would lack, found before it is set: a missing glyph is a white box on paper."""

from collections.abc import Iterable, Iterator

from plandoc.diagnostics import Findings
from plandoc.model.printed import PrintedDocument
from plandoc.model.printed_walk import all_pieces, placed_blocks, words_of
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
    return has_glyphs_for("".join(_words(printed)), workspace, findings)


def has_glyphs_for(words: str, workspace: Workspace, findings: Findings) -> bool:
    """Return the same of these words."""
    from plandoc.render.pdf.fonts import FAMILIES, missing_glyphs

    missing = missing_glyphs(words, (*FAMILIES, *workspace.settings.fonts))
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
    yield from (side.name for side in printed.sides)
    for block, _ in placed_blocks(printed):
        if block.number:
            yield block.number.before + block.number.text
    for pieces in all_pieces(printed):
        yield words_of(pieces)
