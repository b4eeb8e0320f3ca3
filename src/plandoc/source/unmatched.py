"""Brackets without a partner into findings that say where the partner most likely belongs.

What opens in one place of a cell or stretch of prose and closes in another, but not at block borders, is one finding
about both places; what is left is reported on its own. Every one of them stays in the text as a character.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plandoc.diagnostics import Findings, Related
from plandoc.model.inline import Emphasis, Group, Inline, Stray
from plandoc.notation.tokens import OPENERS
from plandoc.source.placing import Placed
from plandoc.spans import SourceText, Span

_MARKS = re.compile(r"[，、；。,;.]")
_SAME_BLOCK = (
    "A bracket before the label closes at the very end of its block: move the closing bracket there, or the opening "
    "one behind the label."
)
_TWO_BLOCKS = (
    "Split it, the inner ends supplied: `{k}[…⟧` in the one block, `{k}⟦…]` in the other; or give each of the two "
    "brackets its own partner."
)
_ENDINGS = "，、；。,;. "


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A bracket that found no partner."""

    span: Span
    opens: bool
    block: int
    at_border: bool
    """Whether it stands before the label or at the end of its block, where block-level options begin and end."""


def strays(content: tuple[Inline, ...], block: int) -> Iterator[Unmatched]:
    """Yield the brackets that are left over inside a block; those in emendations have their own finding."""
    for node in content:
        match node:
            case Stray(character=character, span=span):
                yield Unmatched(span=span, opens=character in OPENERS, block=block, at_border=False)
            case Emphasis(content=inner):
                yield from strays(inner, block)
            case Group(options=options):
                for option in options:
                    yield from strays(option.content, block)
            case _:
                pass


class UnmatchedReporter:
    """Reports the unmatched brackets of one part, cell by cell."""

    def __init__(self, source: SourceText, blocks: tuple[Placed, ...], findings: Findings) -> None:
        """Take the blocks that the brackets stand in."""
        self._source = source
        self._blocks = blocks
        self._findings = findings

    def report(self, brackets: Iterable[Unmatched], first: int, last: int) -> None:
        """Report the unmatched brackets of the blocks `first` to `last`."""
        opened: list[Unmatched] = []
        for bracket in sorted(brackets, key=lambda one: one.span.start):
            if bracket.opens:
                opened.append(bracket)
            elif opened:
                self._crossing(opened.pop(), bracket)
            else:
                self._unopened(bracket, first)
        for bracket in opened:
            self._unclosed(bracket, last)

    def _crossing(self, opening: Unmatched, closing: Unmatched) -> None:
        begins, ends = self._blocks[opening.block].id, self._blocks[closing.block].id
        where = "before its label" if opening.at_border else "inside it"
        until = "at its end" if closing.at_border else "inside it"
        self._findings.add(
            "PD012",
            opening.span,
            f"The bracket that opens in {begins} {where} seems to close in {ends} {until}.",
            hint=_SAME_BLOCK if opening.block == closing.block else _TWO_BLOCKS,
            related=(Related(span=closing.span, message="seems to close here"),),
        )

    def _unopened(self, bracket: Unmatched, first: int) -> None:
        if bracket.at_border:
            block = self._blocks[first]
            line = self._source.position(block.draft.body.start).line
            where = f"before {block.id} (line {line})"
        else:
            where = self._before(bracket)
        self._findings.add(
            "PD011",
            bracket.span,
            "This bracket closes nothing.",
            hint=f"Its partner most likely belongs {where}: supply it with ⟦, or take this one away with {{~]|}}.",
        )

    def _unclosed(self, bracket: Unmatched, last: int) -> None:
        if bracket.at_border:
            block = self._blocks[last]
            place = self._source.position(block.draft.body.end)
            where = f"at the end of {block.id} (line {place.line}, column {place.column})"
        else:
            where = self._after(bracket)
        self._findings.add(
            "PD010",
            bracket.span,
            "This bracket is never closed.",
            hint=f"Its partner most likely belongs {where}: supply it with ⟧, or take this one away with {{~[|}}.",
        )

    def _before(self, bracket: Unmatched) -> str:
        """Say where an opening bracket is most likely missing: after the last mark before the closing one."""
        body = self._blocks[bracket.block].draft.body
        before = self._source.text[body.start : bracket.span.start].rstrip(_ENDINGS)
        cut = max(before.rfind(mark) for mark in _ENDINGS.strip())
        return self._place(body.start + cut + 1)

    def _after(self, bracket: Unmatched) -> str:
        """Say where a closing bracket is most likely missing: before the next mark after the opening one."""
        body = self._blocks[bracket.block].draft.body
        mark = _MARKS.search(self._source.text, bracket.span.end + 1, body.end)
        return self._place(mark.start() if mark else body.end)

    def _place(self, offset: int) -> str:
        place = self._source.position(offset)
        return f"at column {place.column} of line {place.line}"
