"""Source text and places in it: what every diagnostic and every node points at.

A place is a pair of character offsets; lines and columns are worked out only when somebody has to read them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE_END = re.compile("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of one source file."""

    path: str
    """Path of the file, relative to the workspace, with forward slashes."""
    start: int
    """Offset of the first character, from 0, in the normalised text (no BOM, `\\n` line ends)."""
    end: int
    """Offset after the last character; equal to `start` for a place between two characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place as editors count it: line and column from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The normalised text of one file and the index that turns offsets into lines."""

    path: str
    text: str
    line_starts: tuple[int, ...] = field(repr=False, compare=False)

    def position(self, offset: int) -> Position:
        """Return line and column of an offset; an offset past the end counts as the end."""
        offset = min(offset, len(self.text))
        line = bisect_right(self.line_starts, offset)
        return Position(line=line, column=offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return line `number` (from 1) without its line end."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield every line with the offset of its first character."""
        for number, start in enumerate(self.line_starts, 1):
            yield start, self.line(number)

    def span(self, start: int, end: int) -> Span:
        """Return the span between two offsets of this text."""
        return Span(path=self.path, start=start, end=end)


def source_text(path: str, text: str) -> SourceText:
    """Index a text whose line ends have been normalised."""
    starts = [0]
    starts.extend(match.end() for match in _LINE_END.finditer(text))
    return SourceText(path=path, text=text, line_starts=tuple(starts))


NOWHERE = Span(path="", start=0, end=0)
"""The span of a node that no source wrote: built by a test or supplied by a template."""
