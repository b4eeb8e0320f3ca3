"""Fences: a bracket alone on a line, round headings, rows and sections, to a closing bracket alone on a line."""

import re
from dataclasses import dataclass, replace

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Structure
from plandoc.model.inline import Mark
from plandoc.source.drafts import LooseBracket
from plandoc.source.enclosing import Run
from plandoc.source.naming import Names
from plandoc.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    bracket: LooseBracket
    first: int


class Fences:
    """Matches the fences of one part."""

    def __init__(self, findings: Findings) -> None:
        """Start with no fence open."""
        self._findings = findings
        self._stack: list[_Open] = []
        self._runs: list[Run] = []

    def open(self, match: re.Match[str], span: Span, first: int) -> None:
        """Open a fence before block number `first`."""
        label, index = match["label"], match["index"]
        mark = Mark(label=label, index=int(index) if index else None) if label else None
        bracket = LooseBracket(mark=mark, character=match["bracket"], span=span)
        self._stack.append(_Open(bracket=bracket, first=first))

    def close(self, match: re.Match[str], span: Span, after: int) -> None:
        """Close the innermost fence before block number `after`."""
        closing = LooseBracket(character=match["bracket"], span=span)
        if not self._stack:
            self._findings.add(
                "PD011", span, "This fence closes nothing.", hint="Open it with a `[` alone on a line above."
            )
            return
        opened = self._stack.pop()
        if after == opened.first:
            self._findings.add("PD012", span, "There is nothing inside this fence.", hint="Remove both lines.")
            return
        self._runs.append(
            Run(
                mark=opened.bracket.mark,
                opening=opened.bracket,
                closing=closing,
                first=opened.first,
                last=after - 1,
                fenced=True,
            )
        )

    def finish(self) -> tuple[Run, ...]:
        """Return the fenced runs, outer ones first; a fence that is still open is reported."""
        for opened in self._stack:
            self._findings.add(
                "PD010",
                opened.bracket.span,
                "This fence is never closed.",
                hint="Write a `]` alone on a line after the last block that belongs inside.",
            )
        return tuple(sorted(self._runs, key=lambda run: (run.opening.span.start, -run.last)))

    def named(self, line: Structure, names: Names) -> Structure:
        """Return a fence's line with the id of its choice; other lines come back as they are."""
        for run in self._runs:
            if line.span in (run.opening.span, run.closing.span):
                return replace(line, name=names.by_run.get(run.opening.span, ""))
        return line
