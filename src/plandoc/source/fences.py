"""Fences: a bracket alone on a line, round headings, rows and sections, to a closing bracket alone on a line."""

import re
from dataclasses import dataclass, replace

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Structure
from plandoc.model.identity import option_id
from plandoc.model.inline import Mark
from plandoc.notation.inline import DEEPEST
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
        self._run_of: dict[Span, Run] = {}
        self._too_deep = 0

    def open(self, match: re.Match[str], span: Span, first: int) -> None:
        """Open a fence before block number `first`."""
        if self._too_deep or len(self._stack) == DEEPEST:
            self._warn_depth(span)
            return
        label, index = match["label"], match["index"]
        mark = Mark(label=label, index=int(index) if index else None) if label else None
        bracket = LooseBracket(mark=mark, character=match["bracket"], span=span)
        self._stack.append(_Open(bracket=bracket, first=first))

    def close(self, match: re.Match[str], span: Span, after: int) -> None:
        """Close the innermost fence before block number `after`."""
        if self._too_deep:
            self._too_deep -= 1
            return
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
        run = Run(
            mark=opened.bracket.mark,
            opening=opened.bracket,
            closing=closing,
            first=opened.first,
            last=after - 1,
            fenced=True,
        )
        self._runs.append(run)
        self._run_of |= {opened.bracket.span: run, span: run}

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
        """Return a fence's line with the id of its option; other lines come back as they are."""
        run = self._run_of.get(line.span)
        if run is None:
            return line
        index = (run.mark.index if run.mark else None) or 1
        return replace(line, name=option_id(names.by_run[run.opening.span], index))

    def _warn_depth(self, span: Span) -> None:
        if not self._too_deep:
            self._findings.add(
                "PD013",
                span,
                f"Fences are nested more than {DEEPEST} deep; from here on they mean nothing.",
                hint="Close a fence before this one.",
            )
        self._too_deep += 1
