"""Two stretches of words into one: Han characters are compared one by one, other scripts word by word."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from plandoc.model.printed import (
    Change,
    CrossReference,
    LineBreak,
    NoteCall,
    OptionEnd,
    OptionStart,
    Role,
    Words,
)
from plandoc.redline.aligning import Step, steps

Leaf: TypeAlias = Words | CrossReference | NoteCall | LineBreak
Mark: TypeAlias = OptionStart | OptionEnd

_HAN = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_HAN}]|[^\W{_HAN}]+(?:[.,'’-][^\W{_HAN}]+)*|\s+|.", re.DOTALL)
_JOINERS = "\u200c\u200d"
_LEAST_SHARED = 0.4
"""Two stretches that share less than this part of the shorter one are two wordings, not one with changes."""
_DEAREST = 100_000
"""Pairs of equal tokens from which on a comparison could take seconds: chapters, or the same few words over and over.

Two quite different Chinese paragraphs of 1,500 characters have fewer. Dearer stretches are replaced whole.
"""


def compare(first: Sequence[Leaf], second: Sequence[Leaf | Mark]) -> Iterator[Leaf | Mark]:
    """Yield the second stretch with what it adds marked, and between it what only the first has.

    Marks of options stand in the second stretch only, and stay where they are.
    """
    old = tuple(_atoms(first))
    new: list[Leaf] = []
    marks: dict[int, list[Mark]] = {}
    for piece in second:
        if isinstance(piece, OptionStart | OptionEnd):
            marks.setdefault(len(new), []).append(piece)
        else:
            new.extend(_atoms((piece,)))
    for name, start, end, new_start, new_end in _readable(tuple(map(_same, old)), tuple(map(_same, new))):
        if name == "equal":
            for at in range(new_start, new_end):
                yield from marks.pop(at, ())
                yield _kept(old[start + at - new_start], new[at])
            continue
        yield from (replace(atom, change=Change.DELETED) for atom in old[start:end])
        for at in range(new_start, new_end):
            yield from marks.pop(at, ())
            yield replace(new[at], change=Change.INSERTED)
    yield from marks.pop(len(new), ())


def join(pieces: Iterable[Leaf | Mark]) -> Iterator[Leaf | Mark]:
    """Yield the pieces, neighbouring words that are set and changed alike as one."""
    held: Words | None = None
    for piece in pieces:
        if isinstance(piece, Words):
            if held and replace(held, text=piece.text) == piece:
                held = replace(held, text=held.text + piece.text)
                continue
            if held:
                yield held
            held = piece
            continue
        if held:
            yield held
            held = None
        yield piece
    if held:
        yield held


def _atoms(pieces: Iterable[Leaf]) -> Iterator[Leaf]:
    for piece in pieces:
        if isinstance(piece, Words):
            yield from (replace(piece, text=token) for token in _tokens(piece.text))
        else:
            yield piece


def _tokens(text: str) -> Iterator[str]:
    """Yield characters and words; a combining mark never leaves the letter that it stands on."""
    held = ""
    for token in _TOKEN.findall(text):
        if held and not (token[0] in _JOINERS or unicodedata.category(token[0]).startswith("M")):
            yield held
            held = ""
        held += token
    if held:
        yield held


def _same(piece: Leaf) -> Leaf:
    """Return what counts of a piece: the words, whether or not they are settled, and no number that is counted anew."""
    match piece:
        case Words(role=Role.BLANK):
            return replace(piece, role=Role.TEXT)
        case NoteCall():
            return replace(piece, number=0)
        case CrossReference():
            return replace(piece, live=False)
        case _:
            return piece


def _kept(old: Leaf, new: Leaf) -> Leaf:
    if isinstance(old, CrossReference) and isinstance(new, CrossReference):
        return replace(new, live=old.live and new.live)
    return new


def _readable(old: Sequence[Leaf], new: Sequence[Leaf]) -> list[Step]:
    """Return the steps from old to new, none of them shorter than what a reader can follow."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    inner = old[head : len(old) - tail], new[head : len(new) - tail]
    found = _joined(_found(*inner))
    moved = [(name, i + head, j + head, k + head, m + head) for name, i, j, k, m in found]
    ends = (len(old) - tail, len(old), len(new) - tail, len(new))
    return [("equal", 0, head, 0, head), *moved, ("equal", *ends)]


def _common(old: Sequence[Leaf], new: Sequence[Leaf]) -> int:
    """Return how many pieces at the beginning are the same."""
    for at, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return at
    return min(len(old), len(new))


def _found(old: Sequence[Leaf], new: Sequence[Leaf]) -> list[Step]:
    whole: list[Step] = [("replace", 0, len(old), 0, len(new))]
    if not old or not new or _cost(old, new) > _DEAREST:
        return whole
    found = steps(old, new)
    shared = sum(_length(old[start:end]) for name, start, end, _, _ in found if name == "equal")
    return found if shared >= _LEAST_SHARED * min(_length(old), _length(new)) else whole


def _cost(old: Sequence[Leaf], new: Sequence[Leaf]) -> int:
    counts = Counter(new)
    return sum(counts[piece] for piece in old)


def _length(pieces: Iterable[Leaf]) -> int:
    """Return how many characters there are to read; all that is not words counts for one."""
    return sum(len(piece.text.strip()) if isinstance(piece, Words) else 1 for piece in pieces)


def _joined(found: list[Step]) -> list[Step]:
    """Join two replacements with what stands between them where it is no longer than either of them."""
    joined: list[Step] = []
    for step in found:
        while len(joined) > 1 and _are_one(joined[-2], joined[-1], step):
            joined.pop()
            begun = joined.pop()
            step = ("replace", begun[1], step[2], begun[3], step[4])  # noqa: PLW2901 - it grows to the left
        joined.append(step)
    return joined


def _are_one(before: Step, between: Step, after: Step) -> bool:
    if (before[0], between[0], after[0]) != ("replace", "equal", "replace"):
        return False
    return between[2] - between[1] <= min(_size(before), _size(after))


def _size(step: Step) -> int:
    return max(step[2] - step[1], step[4] - step[3])
