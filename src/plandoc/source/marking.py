"""Editorial marks against editorial notes: each block that differs from the text as issued has one, and no other.

A bracket supplied round several blocks is one mark with two ends: the note stands on the block of either.
"""

from collections.abc import Iterator

from plandoc.diagnostics import Findings, did_you_mean
from plandoc.model.blocks import Block, Closing, LineKind, Opening, Part, Structure
from plandoc.model.inline import SUPPLIED, Emendation, Group
from plandoc.model.walk import walk
from plandoc.model.workspace import Workspace
from plandoc.spans import Span

_UNMARKED = "Remove the note, or mark the text: `{~issued|mended}`, ⟦ or ⟧."
FENCES = (LineKind.OPEN_FENCE, LineKind.CLOSE_FENCE)


def check_notes(workspace: Workspace, findings: Findings) -> None:
    """Report marked blocks without a note (PD028) and notes on blocks without a mark (PD029)."""
    noted = {note.block for note in workspace.notes}
    admitted: set[str] = set()
    for part in workspace.parts:
        for place, alternatives in marks(part):
            admitted |= alternatives
            if not alternatives & noted:
                findings.add(
                    "PD028",
                    place,
                    f"{_first(part, alternatives)} differs from the text as issued, and no editorial note says why.",
                    hint=f"Write `{_first(part, alternatives)}: …` with the reason in editorial-notes.yaml.",
                )
    blocks = {block.id for part in workspace.parts for block in part.blocks()}
    for note in workspace.notes:
        if note.block not in admitted:
            findings.add(
                "PD029",
                note.span,
                f"{note.block} has no mark that this note could explain."
                if note.block in blocks
                else f"No block is called {note.block}.",
                hint=did_you_mean(note.block, admitted - noted or admitted, _UNMARKED),
            )


def _first(part: Part, identifiers: frozenset[str]) -> str:
    return next((block.id for block in part.blocks() if block.id in identifiers), part.id)


def marks(part: Part) -> Iterator[tuple[Span, frozenset[str]]]:
    """Yield every mark of a part: where it stands, and the blocks whose note would explain it."""
    ends = _ends(part)
    for block in part.blocks():
        own = frozenset({block.id})
        inside = _mark_inside(block)
        if inside:
            yield inside, own
        for bracket in _brackets(block):
            if bracket.character in SUPPLIED:
                yield bracket.span, ends.get(bracket.option or "", own)
    for line in part.lines:
        if isinstance(line, Structure) and line.kind in FENCES and not SUPPLIED.isdisjoint(line.typed):
            yield line.span, ends.get(line.name, frozenset())


def _brackets(block: Block) -> tuple[Opening | Closing, ...]:
    return (*block.opening, *block.closing)


def _ends(part: Part) -> dict[str, frozenset[str]]:
    """Return the first and the last block of every block-level option, by the option's id."""
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for block in part.blocks():
        for enclosure in block.enclosures:
            first.setdefault(enclosure.option, block.id)
            last[enclosure.option] = block.id
    return {option: frozenset({first[option], last[option]}) for option in first}


def _mark_inside(block: Block) -> Span | None:
    """Return where the first emendation or supplied bracket inside a block stands."""
    if block.label is not None and block.label.issued != block.label.mended:
        return Span(path=block.span.path, start=block.span.start, end=block.span.start + len(block.label.typed))
    for node in walk(block.content):
        if isinstance(node, Emendation):
            return node.span
        if isinstance(node, Group):
            for option in node.options:
                if {option.opening, option.closing} & SUPPLIED:
                    return option.span
    return None
