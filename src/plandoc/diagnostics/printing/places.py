"""A span as the place that an editor shows: path, line, column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from plandoc.spans import Position, SourceText, Span

Texts: TypeAlias = Mapping[str, SourceText]
"""Source texts by their paths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a finding points; without positions where the file has no text: a folder, a picture, a file not read."""

    path: str
    """Empty for a finding that no file caused."""
    start: Position | None
    end: Position | None
    """After the last character; equal to `start` for a place between two characters."""

    def __str__(self) -> str:
        """Return `path:line:column`, as compilers write it."""
        return f"{self.path}:{self.start.line}:{self.start.column}" if self.start else self.path


def texts_by_path(texts: Iterable[SourceText]) -> dict[str, SourceText]:
    """Return the texts by their paths."""
    return {text.path: text for text in texts}


def place(span: Span, texts: Texts) -> Place:
    """Return the place of a span; positions are counted from 1, columns in characters."""
    source = texts.get(span.path)
    if source is None:
        return Place(path=span.path, start=None, end=None)
    return Place(path=span.path, start=source.position(span.start), end=source.position(span.end))
