"""The line of source that a finding points at, with carets under the exact characters.

A paragraph is one line and may be long: the excerpt is cut to a width, around the carets.
"""

from dataclasses import dataclass

from plandoc.diagnostics.printing.cells import cell_width, showable
from plandoc.spans import SourceText, Span

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """One line of source and what to print under it."""

    number: int
    """Number of the line, from 1."""
    text: str
    """The line, or the piece of it round the span."""
    carets: str
    """Spaces and carets; as wide as they must be to stand under the span."""


def excerpt(span: Span, source: SourceText, width: int) -> Excerpt:
    """Return the first line of a span in at most `width` cells.

    A span that is empty or stands at the end of the line has one caret; a span over several lines is marked on the
    first.
    """
    position = source.position(span.start)
    line = source.line(position.line)
    first = position.column - 1
    last = max(first + 1, min(first + span.end - span.start, len(line)))
    shown = [showable(character) for character in line]
    start, end = _window([cell_width(one) for one in shown], first, last, width - 2 * len(_ELLIPSIS))
    before = (_ELLIPSIS if start else "") + "".join(shown[start:first])
    marked = "".join(shown[first : min(last, end)])
    after = "".join(shown[max(first, min(last, end)) : end]) + (_ELLIPSIS if end < len(shown) else "")
    carets = " " * cell_width(before) + "^" * max(1, cell_width(marked))
    return Excerpt(number=position.line, text=(before + marked + after).rstrip(), carets=carets)


def _window(widths: list[int], first: int, last: int, room: int) -> tuple[int, int]:
    """Return which characters to show: all that fit, the marked ones first, a third of the rest before them."""
    if sum(widths) <= room:
        return 0, len(widths)
    start = end = first
    taken = 0
    while end < min(last, len(widths)) and taken + widths[end] <= room:
        taken += widths[end]
        end += 1
    before = (room - taken) // 3
    start, taken = _backwards(widths, start, taken, taken + before)
    while end < len(widths) and taken + widths[end] <= room:
        taken += widths[end]
        end += 1
    start, _ = _backwards(widths, start, taken, room)
    return start, end


def _backwards(widths: list[int], start: int, taken: int, room: int) -> tuple[int, int]:
    while start and taken + widths[start - 1] <= room:
        start -= 1
        taken += widths[start]
    return start, taken
