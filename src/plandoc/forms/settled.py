"""The texts of a report in one language under one scenario: polished, numbered, and without what brackets took."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from plandoc.choices.choose import choose
from plandoc.choices.decide import inherit
from plandoc.diagnostics import Findings
from plandoc.language.conventions import Manner
from plandoc.language.flow import bracket
from plandoc.language.layout import name_reference
from plandoc.language.numbering import Numbers, number
from plandoc.language.polishing import Polished, polish
from plandoc.model.agreements import past_of
from plandoc.model.blocks import Block, Document, Enclosure, PartKind
from plandoc.model.printed import CrossReference, Number, OptionEnd, OptionStart, Piece
from plandoc.model.printed_walk import words_of
from plandoc.model.report import PART, Report
from plandoc.model.scenario import Entry, Scenario
from plandoc.model.walk import rewrite_blocks
from plandoc.model.workspace import DocumentPlan, Reading, Workspace
from plandoc.pipeline import draft
from plandoc.report.following import Following, follow

_GONE = Enclosure(group=f"{PART}#gone", option=f"{PART}#gone1", index=1, chosen=0)
"""Round the texts of a question that exists no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledTexts:
    """Every text that a form shows, ready to print."""

    manner: Manner
    following: Following
    blocks: Mapping[str, Block]
    polished: Polished
    numbers: Numbers
    findings: Findings

    def pieces(self, identifier: str, enclosures: tuple[Enclosure, ...] = ()) -> tuple[Piece, ...]:
        """Return the words of a block by its id, its references named, in the brackets of these options."""
        body = self.polished.bodies.get(identifier)
        if body is None:
            return ()
        own = tuple(self._named(piece, identifier) for piece in body.pieces)
        for one in reversed(enclosures):
            opening, closing = (bracket(mark, Reading.CORRECTED) for mark in (one.opening, one.closing))
            start = OptionStart(option=one.option, group=one.group, index=one.index)
            own = (start, *opening, *own, *closing, OptionEnd(option=one.option))
        return own

    def plain(self, identifier: str, enclosures: tuple[Enclosure, ...] = ()) -> str:
        """Return the words of a block without any marks; empty where there is no such block."""
        return words_of(self.pieces(identifier, enclosures))

    def number(self, identifier: str) -> str:
        """Return the label of a block without its stop; empty where it bears none."""
        return self.numbers.name(identifier) or ""

    def is_untranslated(self, identifier: str) -> bool:
        """Return whether the source's words stand there for want of a finished translation."""
        return identifier in self.blocks and self.blocks[identifier].untranslated

    def _named(self, piece: Piece, identifier: str) -> Piece:
        if not isinstance(piece, CrossReference):
            return piece
        target = piece.target
        if self.numbers.name(target) is None and identifier.startswith(f"{PART}/"):
            gone = target in self.numbers.hidden
            self.findings.add(
                "PD103" if gone else "PD022",
                self.blocks[identifier].span,
                f"{identifier} refers to {target}, which is not in this form.",
                hint="Let the text follow the same bracket, or say it without the number.",
            )
        return name_reference(piece, self.numbers)


def settle_texts(
    workspace: Workspace, report: Report, language: str, scenario: Scenario | None, findings: Findings
) -> SettledTexts:
    """Return the texts of a report as one scenario leaves them, or as they stand open; findings of the report only."""
    parts = tuple(part for part in workspace.worded if part.kind is not PartKind.FRAME or part.id == PART)
    plan = DocumentPlan(name=report.id, parts=tuple(part.id for part in parts))
    all_findings = Findings()
    before = draft(replace(workspace, parts=parts), plan, language, all_findings)
    manner = Manner(conventions=before.conventions, reading=Reading.CORRECTED, clean=scenario is not None)
    decisions = Scenario(name="", values=before.values) if scenario is None else inherit(scenario, before.values)
    past = past_of(workspace.history)
    chosen = choose(before.document, replace(decisions, entries=(*decisions.entries, *_agreed(workspace))))
    following = follow(report, _blocks(chosen), past)
    left = rewrite_blocks(chosen, _Remover(report, following))
    polished = polish(left, manner, all_findings)
    files = {block.span.path for block in report.part.blocks()}
    findings.extend(tuple(one for one in all_findings if one.span.path in files))
    return SettledTexts(
        manner=manner,
        following=following,
        blocks=_blocks(left),
        polished=polished,
        numbers=_with_rows(_numbered(left, polished, manner), report),
        findings=findings,
    )


def _agreed(workspace: Workspace) -> tuple[Entry, ...]:
    """Return what was agreed of groups that only the report still has; no scenario says otherwise of them."""
    return tuple(Entry(pattern=one.group, decision=one.decision, span=one.span) for one in workspace.history)


class _Remover:
    """Takes the texts of questions away that exist no more."""

    def __init__(self, report: Report, following: Following) -> None:
        existing = set(following.existing)
        self._gone = {f"{PART}/{question.id}" for question in report.questions() if question.id not in existing}

    def __call__(self, block: Block) -> Block:
        """Return a block, out of the text if it belongs to such a question."""
        question = "/".join(block.id.split("/")[:2])
        return replace(block, enclosures=(_GONE,)) if question in self._gone else block


def _blocks(document: Document) -> Mapping[str, Block]:
    return {block.id: block for section in document.sections for block in section.blocks()}


def _numbered(document: Document, polished: Polished, manner: Manner) -> Numbers:
    """Return the numbers of the text as its manner has them, and of the questions by their place among those left."""
    as_typed = number(document, polished, manner)
    own = replace(document, sections=tuple(one for one in document.sections if one.part.id == PART))
    anew = number(own, polished, replace(manner, clean=True))
    return replace(as_typed, blocks={**as_typed.blocks, **anew.blocks})


def _with_rows(numbers: Numbers, report: Report) -> Numbers:
    """Return the numbers with those of rows complete: 22(a)."""
    complete: dict[str, Number] = dict(numbers.blocks)
    for question in report.questions():
        above = numbers.blocks.get(question.text)
        for row in question.members:
            own = numbers.blocks.get(row.text)
            if above is not None and own is not None and row.id.startswith(f"{question.id}."):
                complete[row.text] = replace(own, text=f"{above.text.removesuffix('.')}{own.text}")
    return replace(numbers, blocks=complete)
