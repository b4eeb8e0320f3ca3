"""Block-level brackets: which opens where another closes, over the blocks of one cell or one stretch of prose.

Real drafts do not balance: a bracket without a partner does not disturb what follows, because every cell and every
stretch is matched on its own.
"""

from dataclasses import dataclass
from itertools import groupby

from plandoc.diagnostics import Findings
from plandoc.model.inline import Inline, Mark
from plandoc.notation.inline import DEEPEST
from plandoc.source.drafts import LooseBracket
from plandoc.source.placing import Placed
from plandoc.source.unmatched import Unmatched, UnmatchedReporter, strays
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


def match_brackets(
    blocks: tuple[Placed, ...],
    contents: tuple[tuple[Inline, ...], ...],
    source: SourceText,
    findings: Findings,
) -> tuple[Run, ...]:
    """Return the block-level options of a part, outer ones before inner ones; report what has no partner."""
    runs: list[Run] = []
    reporter = UnmatchedReporter(source, blocks, findings)
    for _, members in groupby(range(len(blocks)), key=lambda index: blocks[index].scope):
        scope = _Scope(tuple(members), blocks, findings)
        runs.extend(scope.match())
        left = [*scope.unmatched, *(one for index in scope.members for one in strays(contents[index], index))]
        if left:
            reporter.report(left, scope.members[0], scope.members[-1])
    return tuple(sorted(runs, key=lambda run: (run.opening.span.start, -run.last)))


class _Scope:
    """Matches the block-level brackets of one cell or one stretch of prose."""

    def __init__(self, members: tuple[int, ...], blocks: tuple[Placed, ...], findings: Findings) -> None:
        self.members = members
        self.unmatched: list[Unmatched] = []
        self._blocks = blocks
        self._findings = findings
        self._stack: list[_Open] = []
        self._too_deep = 0

    def match(self) -> list[Run]:
        """Return the options that open and close at block borders; the rest is in `unmatched`."""
        runs = []
        for index in self.members:
            draft = self._blocks[index].draft
            for bracket in draft.opening:
                self._open(_Open(bracket=bracket, block=index))
            for bracket in draft.closing:
                run = self._close(bracket, index)
                if run:
                    runs.append(run)
        self.unmatched.extend(_unmatched(one.bracket, one.block, opens=True) for one in self._stack)
        return runs

    def _open(self, opened: _Open) -> None:
        if not self._too_deep and len(self._stack) < DEEPEST:
            self._stack.append(opened)
            return
        if not self._too_deep:
            self._findings.add(
                "PD013",
                opened.bracket.span,
                f"Brackets are nested more than {DEEPEST} deep; from here on they are plain characters.",
                hint="Close a bracket before this one.",
            )
        self._too_deep += 1

    def _close(self, bracket: LooseBracket, index: int) -> Run | None:
        if self._too_deep:
            self._too_deep -= 1
            return None
        if not self._stack:
            self.unmatched.append(_unmatched(bracket, index, opens=False))
            return None
        opened = self._stack.pop()
        mark = opened.bracket.mark
        return Run(mark=mark, opening=opened.bracket, closing=bracket, first=opened.block, last=index)


def _unmatched(bracket: LooseBracket, block: int, *, opens: bool) -> Unmatched:
    return Unmatched(span=bracket.span, opens=opens, block=block, at_border=True)
