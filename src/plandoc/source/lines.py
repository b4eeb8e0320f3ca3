"""The block phase: a source file into lines of text with their offsets.

markdown-it-py runs with its `zero` preset, its heading rule, the front matter plug-in and our own rule `line`:
a line is a block, a backslash at its end carries on, blank lines mean nothing. No inline rule runs here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.front_matter import front_matter_plugin

from plandoc.spans import SourceText


@dataclass(frozen=True, slots=True, kw_only=True)
class RawLine:
    """A logical line: one or, with a backslash at the end, several lines of the file."""

    start: int
    end: int
    """Offset after the last character, before the line end."""
    heading: int = 0
    """1 to 6 for headings, 0 for other lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPart:
    """What the block phase finds in a file."""

    front_matter_end: int
    """Offset of the first character after the front matter; 0 where there is none."""
    lines: tuple[RawLine, ...]


def read_lines(source: SourceText) -> RawPart:
    """Split a part into its front matter and its logical lines; blank lines are left out."""
    tokens = _parser().parse(source.text)
    front_matter_end, lines = 0, []
    for token in tokens:
        if token.map is None:
            continue
        start, end = _offsets(source, token.map[0], token.map[1])
        if token.type == "front_matter":
            front_matter_end = min(end + 1, len(source.text))
        elif token.type == "heading_open":
            lines.append(RawLine(start=start, end=end, heading=int(token.tag[1:])))
        elif token.type == "line":
            lines.append(RawLine(start=start, end=end))
    return RawPart(front_matter_end=front_matter_end, lines=tuple(lines))


def blank_lines(source: SourceText, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the offsets and texts of the blank lines between two offsets that both begin a line."""
    while start < end:
        stop = source.text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, source.text[start:stop]
        start = stop + 1


def _offsets(source: SourceText, first: int, after: int) -> tuple[int, int]:
    start = source.line_starts[first]
    end = source.line_starts[after] - 1 if after < len(source.line_starts) else len(source.text)
    return start, end


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable("heading").use(front_matter_plugin)
    parser.block.ruler.before("paragraph", "line", _line)
    # Line ends are settled before; nothing may shift the offsets.
    parser.core.ruler.enableOnly(["block"])
    return parser


def _line(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    last = start
    while last + 1 < end and _carries_on(state.src, state.bMarks[last], state.eMarks[last]):
        last += 1
    if silent:
        return True
    token = state.push("line", "", 0)
    token.map = [start, last + 1]
    state.line = last + 1
    return True


def _carries_on(text: str, start: int, end: int) -> bool:
    """Return whether a line ends with a backslash that no other backslash makes plain."""
    if not text.endswith("\\", start, end):
        return False
    line = text[start:end]
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1
