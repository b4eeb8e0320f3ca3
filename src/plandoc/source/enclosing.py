"""Block-level brackets: which opens where another closes, over the blocks of one cell or one stretch of prose.

Real drafts do not balance: a bracket without a partner is reported with the place where the partner most likely
belongs, and does not disturb what follows, because every cell and every stretch is matched on its own.
"""

from dataclasses import dataclass
from itertools import groupby

from plandoc.diagnostics import Findings
from plandoc.model.inline import Mark
from plandoc.source.drafts import LooseBracket
from plandoc.source.placing import Placed
from plandoc.spans import SourceText


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A block-level option: from where it opens to where it closes."""

    mark: Mark | None
    opening: LooseBracket
    closing: LooseBracket
    first: int
    """Index of its first block in the part."""
    last: int
    fenced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    bracket: LooseBracket
    block: int


def match_brackets(blocks: tuple[Placed, ...], source: SourceText, findings: Findings) -> tuple[Run, ...]:
    """Return the block-level options of a part, outer ones before inner ones."""
    runs: list[Run] = []
    for _, members in groupby(enumerate(blocks), key=lambda pair: pair[1].scope):
        scope = tuple(members)
        stack: list[_Open] = []
        for index, block in scope:
            stack.extend(_Open(bracket=bracket, block=index) for bracket in block.draft.opening)
            for bracket in block.draft.closing:
                if stack:
                    opened = stack.pop()
                    runs.append(_run(opened, bracket, index))
                else:
                    _report_unopened(bracket, scope, source, findings)
        for opened in stack:
            _report_unclosed(opened, scope, source, findings)
    return tuple(sorted(runs, key=lambda run: (run.opening.span.start, -run.last)))


def _run(opened: _Open, closing: LooseBracket, last: int) -> Run:
    return Run(mark=opened.bracket.mark, opening=opened.bracket, closing=closing, first=opened.block, last=last)


def _report_unopened(
    bracket: LooseBracket, scope: tuple[tuple[int, Placed], ...], source: SourceText, findings: Findings
) -> None:
    first = scope[0][1]
    place = source.position(first.draft.body.start)
    findings.add(
        "PD011",
        bracket.span,
        "This bracket closes nothing.",
        hint=f"Its partner most likely belongs before {first.id} (line {place.line}): supply it with ⟦, "
        "or take this one away with {~]|}.",
    )


def _report_unclosed(
    opened: _Open, scope: tuple[tuple[int, Placed], ...], source: SourceText, findings: Findings
) -> None:
    last = scope[-1][1]
    place = source.position(last.draft.body.end)
    findings.add(
        "PD010",
        opened.bracket.span,
        "This bracket is never closed.",
        hint=f"Its partner most likely belongs at the end of {last.id} (line {place.line}, "
        f"column {place.column}): supply it with ⟧, or take this one away with {{~[|}}.",
    )
