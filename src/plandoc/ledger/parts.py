"""The parts of a workspace in one of its languages, in the order in which they are read."""

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Part, PartKind
from plandoc.model.workspace import DocumentPlan, Workspace
from plandoc.pipeline import draft
from plandoc.source.composing import compose


def parts_in(workspace: Workspace, language: str) -> tuple[Part, ...]:
    """Return every part of a workspace in a language, those of its first document first and in the order of that."""
    # Frames come last: what their slots name is in the document by then, and only their own words are added.
    last = sorted(workspace.parts, key=lambda part: part.kind is PartKind.FRAME)
    plan = DocumentPlan(name="", parts=tuple(part.id for part in last))
    sections = draft(workspace, plan, language, Findings()).document.sections
    parts = {section.part.id: section.part for section in sections}
    first = (compose(workspace, plan, language, Findings()).sections for plan in workspace.settings.documents[:1])
    order = (section.part.id for sections in first for section in sections)
    return tuple(parts[one] for one in dict.fromkeys((*order, *parts)) if one in parts)
