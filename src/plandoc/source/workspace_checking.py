"""The checks that need the whole workspace: ids, references, values, notes, and what the documents are made of.

Each finding names the nearest thing that there is, so that a slip of the hand is mended without a search.
"""

import re
from collections.abc import Iterator

from plandoc.diagnostics import Findings, Related, did_you_mean
from plandoc.model.blocks import Block, Part
from plandoc.model.inline import Inline, Reference, Value
from plandoc.model.walk import walk
from plandoc.model.workspace import Workspace
from plandoc.source.composing import compose
from plandoc.source.inferring import report_inferred
from plandoc.source.marking import check_notes
from plandoc.source.positions import check_positions
from plandoc.spans import Span

_ID_LINE = re.compile(r"^id:[ \t]*(?P<id>\S+)", re.MULTILINE)


def check_workspace(workspace: Workspace, findings: Findings) -> None:
    """Report what is wrong with a workspace as a whole; what a single file can tell was reported when it was read."""
    check_ids(workspace.parts, findings)
    check_references(workspace.worded, findings)
    check_values(workspace, findings)
    check_notes(workspace, findings)
    check_positions(workspace, findings)
    for part in workspace.parts:
        report_inferred(part, findings)
    for plan in workspace.settings.documents:
        compose(workspace, plan, workspace.settings.language, findings)


def check_ids(parts: tuple[Part, ...], findings: Findings) -> None:
    """Report ids that stand in two files (PD020): of parts, and of blocks in parts with different ids."""
    files: dict[str, Span] = {}
    seen: dict[str, Span] = {}
    for part in parts:
        place = _id_of(part)
        first = files.setdefault(part.id, place)
        if first is not place:
            _report_twice(part.id, place, first, "Give one of the parts another id.", findings)
            continue
        for block in part.blocks():
            first = seen.setdefault(block.id, block.span)
            if first.path != block.span.path:
                _report_twice(block.id, block.span, first, "Give one of the blocks an id of its own.", findings)


def check_references(parts: tuple[Part, ...], findings: Findings) -> None:
    """Report references to what no file has (PD022): `{@id}` names a part, a block, a goal or a cell."""
    known = {part.id for part in parts}
    for part in parts:
        for block in part.blocks():
            known |= {block.id, block.parent}
    for block, node in _nodes(parts):
        if isinstance(node, Reference) and node.target not in known:
            own = f"{block.id.partition('/')[0]}/{node.target}"
            otherwise = "Write the id of a block, `{@a/5}`, or of a part, `{@annex-1}`."
            findings.add(
                "PD022",
                node.span,
                f"The reference names {node.target}, and no block or part has this id.",
                hint=f"Did you mean {own}?" if own in known else did_you_mean(node.target, known, otherwise),
            )


def check_values(workspace: Workspace, findings: Findings) -> None:
    """Report values that plandoc.toml settles and no text uses (PD032)."""
    used = {node.name for _, node in _nodes(workspace.worded) if isinstance(node, Value)}
    for value in workspace.settings.values:
        if value.name not in used:
            findings.add(
                "PD032",
                value.span,
                f"No text uses the value {value.name}.",
                hint=did_you_mean(value.name, used, "Remove it, or write `{=" + value.name + "}` in a text."),
            )


def _nodes(parts: tuple[Part, ...]) -> Iterator[tuple[Block, Inline]]:
    for part in parts:
        for block in part.blocks():
            for node in walk(block.content):
                yield block, node


def _id_of(part: Part) -> Span:
    match = _ID_LINE.search(part.front_matter)
    start, end = match.span("id") if match else (0, 0)
    return Span(path=part.span.path, start=start, end=end)


def _report_twice(identifier: str, span: Span, first: Span, hint: str, findings: Findings) -> None:
    related = (Related(span=first, message="first here"),)
    findings.add("PD020", span, f"The id {identifier} stands twice.", hint=hint, related=related)
