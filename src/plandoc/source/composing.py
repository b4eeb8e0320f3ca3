"""Parts into a document: the slots of its frame replaced by what they name, in reading order."""

from plandoc.diagnostics import Findings, Related, did_you_mean
from plandoc.model.blocks import Document, Line, LineKind, Part, Section, Structure
from plandoc.model.workspace import DocumentPlan, Workspace
from plandoc.spans import Span


def compose(workspace: Workspace, plan: DocumentPlan, language: str, findings: Findings) -> Document:
    """Return the document that a plan describes; `language` is named as locale folders are.

    A section is a whole part, or a stretch of a frame before, between or after its slots; stretches of blank lines are
    left out. A slot for an unknown part (PD024), and for one that stands in the document already (PD008), stays empty.
    A frame or part that the plan names and no file has was reported when the workspace was read, and is left out.
    """
    composer = _Composer(workspace, findings)
    for identifier in (plan.frame,) if plan.frame else plan.parts:
        part = workspace.part(identifier)
        if part is not None:
            composer.add(part, plan.span)
    return Document(name=plan.name, language=language, sections=tuple(composer.sections))


class _Composer:
    """Puts the sections of one document together."""

    def __init__(self, workspace: Workspace, findings: Findings) -> None:
        self._workspace = workspace
        self._findings = findings
        self._placed: dict[str, Span] = {}
        self.sections: list[Section] = []

    def add(self, part: Part, span: Span) -> None:
        """Add a part with everything that its slots name; `span` says where it was asked for."""
        first = self._placed.get(part.id)
        self._placed.setdefault(part.id, span)
        if first is not None:
            self._findings.add(
                "PD008",
                span,
                f"The part {part.id} stands in this document already.",
                hint="Remove one of the two; a part stands once, and never in itself.",
                related=(Related(span=first, message="first here"),),
            )
            return
        stretch: list[Line] = []
        for line in part.lines:
            if isinstance(line, Structure) and line.kind is LineKind.SLOT:
                self._end(part, stretch)
                stretch = []
                self._fill(line)
            else:
                stretch.append(line)
        self._end(part, stretch)

    def _end(self, part: Part, stretch: list[Line]) -> None:
        if not all(isinstance(line, Structure) and line.kind is LineKind.BLANK for line in stretch):
            self.sections.append(Section(part=part, lines=tuple(stretch)))

    def _fill(self, slot: Structure) -> None:
        part = self._workspace.part(slot.name)
        if part is not None:
            self.add(part, slot.span)
            return
        known = [one.id for one in self._workspace.parts]
        self._findings.add(
            "PD024",
            slot.span,
            f"The slot names the part {slot.name}, which no source file is.",
            hint=did_you_mean(slot.name, known, f"Parts: {', '.join(known)}."),
        )
