"""Offsets in a unit into places in the files that people edit: the PO file and the source of the block.

Worked out only for what has a finding.
"""

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from plandoc.model.blocks import Block
from plandoc.spans import SourceText, Span

Place: TypeAlias = Callable[[int, int], Span]
"""Takes two offsets in the text of a unit, and returns the span in a file."""

_TRANSLATION = re.compile(r'(?:"(?:[^"\\\n]|\\.)*"[ \t]*\n?)+')
_PIECE = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_CHARACTER = re.compile(r"\\.|[^\\]")


def place_in_catalog(catalog: SourceText, entry: Span) -> Place:
    """Return where the characters of a translation stand whose `msgstr` begins where `entry` begins."""

    def place(start: int, end: int) -> Span:
        match = _TRANSLATION.search(catalog.text, entry.start, entry.end)
        if match is None:
            return entry
        offsets = [
            match.start() + piece.start(1) + character.start()
            for piece in _PIECE.finditer(match[0])
            for character in _CHARACTER.finditer(piece[1])
        ]
        offsets.append(match.start() + len(match[0].rstrip()) - 1)
        return catalog.span(offsets[min(start, len(offsets) - 1)], offsets[min(end, len(offsets) - 1)])

    return place


def place_in_source(block: Block, source: SourceText, unit: str) -> Place:
    """Return where the characters of a unit stand in the source of its block.

    The unit is the source without its label, its block-level brackets and what emendations replace, so most of it
    stands there character for character; what does not is placed at its nearest neighbour.
    """
    start_of_block, end_of_block = block.span.start, block.span.end
    written = source.text[start_of_block:end_of_block]

    def place(start: int, end: int) -> Span:
        runs = SequenceMatcher(None, unit, written, autojunk=False).get_matching_blocks()
        first = _aligned(runs, start, len(written))
        last = _aligned(runs, end - 1, len(written)) + 1 if end > start else first
        return source.span(start_of_block + first, min(start_of_block + max(first, last), end_of_block))

    return place


def place_in_unit(path: str) -> Place:
    """Return places in a text that no file holds as it stands."""

    def place(start: int, end: int) -> Span:
        return Span(path=path, start=start, end=end)

    return place


def _aligned(runs: Sequence[tuple[int, int, int]], offset: int, length: int) -> int:
    for ours, theirs, size in runs:
        if offset < ours + size:
            return theirs + max(0, offset - ours)
    return length
