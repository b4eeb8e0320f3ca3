"""Polish: the text of every visible block of a document, mended where choices left seams."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from plandoc.diagnostics import Findings
from plandoc.language.body import Body, body, says_something
from plandoc.language.conventions import Manner
from plandoc.model.blocks import Block, Document, Part, PartKind, Section
from plandoc.model.printed import BlockKind
from plandoc.model.visible import is_admitted


@dataclass(frozen=True, slots=True, kw_only=True)
class Polished:
    """The text of every visible block, by id."""

    bodies: Mapping[str, Body]


class Writer(Protocol):
    """Writes the text of a block as `body` does."""

    def __call__(self, block: Block, manner: Manner, *, is_last: bool) -> Body:
        """Return the text of a block as its own choices leave it."""


def polish(document: Document, manner: Manner, findings: Findings, write: Writer = body) -> Polished:
    """Return the text of every visible block; mends are noted, and what cannot be mended is reported.

    `write` may be a `Bodies`, which does not write again what it wrote before.
    """
    bodies: dict[str, Body] = {}
    for section in document.sections:
        for block in section.blocks():
            if not is_admitted(block):
                continue
            made = write(block, manner, is_last=False)
            if not manner.clean or says_something(made):
                bodies[block.id] = made
    if manner.clean:
        _finish_lists(document, manner, bodies, write)
    _report(bodies, findings)
    return Polished(bodies=bodies)


def _finish_lists(document: Document, manner: Manner, bodies: dict[str, Body], write: Writer) -> None:
    """Take away headings over nothing, and give the last block of each list its full stop."""
    for section in document.sections:
        for block in tuple(_idle_headings(section, bodies)):
            del bodies[block.id]
    for block in tuple(_last_of_lists(document, bodies)):
        bodies[block.id] = write(block, manner, is_last=True)


def _idle_headings(section: Section, bodies: Mapping[str, Body]) -> Iterator[Block]:
    """Yield the headings that lost everything below them: no text before the next heading of their rank.

    A goal is the text of its row. A frame's headings stand over what the frame takes in.
    """
    if section.part.kind is PartKind.FRAME:
        return
    open_headings: list[Block] = []
    for line in section.lines:
        if not isinstance(line, Block) or line.id not in bodies or line.kind is BlockKind.TITLE:
            continue
        if line.kind not in (BlockKind.HEADING, BlockKind.BAND):
            open_headings.clear()
            continue
        while open_headings and open_headings[-1].level >= line.level:
            yield open_headings.pop()
        open_headings.append(line)
    yield from open_headings


def _last_of_lists(document: Document, bodies: Mapping[str, Body]) -> Iterator[Block]:
    """Yield the last visible block of each list: of a cell, or of the operative part of a decision."""
    last: dict[str, Block] = {}
    for section in document.sections:
        for line in section.lines:
            if isinstance(line, Block) and line.id in bodies:
                listed = list_of(line, section.part)
                if listed is not None:
                    last[listed] = line
    yield from last.values()


def list_of(block: Block, part: Part) -> str | None:
    """Return which list a block of a part is in: that of its cell, or that of the part; None for what is no item."""
    if block.kind not in (BlockKind.ITEM, BlockKind.OPERATIVE):
        return None
    return block.parent if block.column and block.level == 0 else part.id


def _report(bodies: Mapping[str, Body], findings: Findings) -> None:
    for identifier, made in bodies.items():
        for mend in made.mends:
            findings.add("PD043", mend.span, f"In {identifier}, “{mend.before}” was mended to “{mend.after}”.")
        for doubt in made.doubts:
            findings.add(
                "PD040",
                doubt.span,
                f"In {identifier}, {doubt.message}",
                hint="Mend the wording with an emendation, so that every choice reads well.",
            )
