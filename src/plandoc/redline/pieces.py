"""The pieces of one block in two texts into one sequence, along the options that both texts mark.

Words are compared only with words of the same option, between the same options. In the result stand the marks of the
second text; a mark that only the first has shows nothing and goes with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from plandoc.model.printed import OptionEnd, OptionStart, Piece
from plandoc.redline.aligning import align
from plandoc.redline.wording import Leaf, compare, join


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """What stands between the two marks of an option."""

    start: OptionStart
    inside: "tuple[_Node, ...]"
    end: OptionEnd


_Node: TypeAlias = Leaf | _Marked


def compare_pieces(first: tuple[Piece, ...], second: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces of both texts, each of one of them bearing its change."""
    if first == second:
        return second
    return tuple(join(_compared(_tree(first), _tree(second))))


def _tree(pieces: Sequence[Piece]) -> tuple[_Node, ...]:
    """Return the pieces by the options that they stand in; an option that is left open ends with the block."""
    inside: list[_Node] = []
    opened: list[tuple[OptionStart, list[_Node]]] = []
    for piece in pieces:
        match piece:
            case OptionStart():
                opened.append((piece, inside))
                inside = []
            case OptionEnd():
                if opened:
                    inside = _closed(opened.pop(), inside, piece)
            case _:
                inside.append(piece)
    while opened:
        start, _ = opened[-1]
        inside = _closed(opened.pop(), inside, OptionEnd(option=start.option))
    return tuple(inside)


def _closed(opened: tuple[OptionStart, list[_Node]], inside: list[_Node], end: OptionEnd) -> list[_Node]:
    start, around = opened
    return [*around, _Marked(start=start, inside=tuple(inside), end=end)]


def _compared(first: Sequence[_Node], second: Sequence[_Node]) -> Iterator[Piece]:
    """Yield the pieces of one level: the options that both have, and the words before, between and after them."""
    before: tuple[list[_Node], list[_Node]] = ([], [])
    for old, new in _by_options(first, second):
        if isinstance(old, _Marked) and isinstance(new, _Marked):
            yield from _stretch(*before)
            before = ([], [])
            yield replace(new.start, first=old.start.first and new.start.first)
            yield from _compared(old.inside, new.inside)
            yield replace(new.end, last=old.end.last and new.end.last)
            continue
        if old is not None:
            before[0].append(old)
        if new is not None:
            before[1].append(new)
    yield from _stretch(*before)


def _by_options(first: Sequence[_Node], second: Sequence[_Node]) -> Iterator[tuple[_Node | None, _Node | None]]:
    """Yield the nodes of both in order; the options that both have side by side, everything else alone."""
    options = [node for node in first if isinstance(node, _Marked)], [n for n in second if isinstance(n, _Marked)]
    rest = iter(first), iter(second)
    for old, new in align(*options, _option):
        if old is None or new is None:
            continue
        yield from ((node, None) for node in _until(rest[0], old))
        yield from ((None, node) for node in _until(rest[1], new))
        yield old, new
    yield from ((node, None) for node in rest[0])
    yield from ((None, node) for node in rest[1])


def _option(node: _Marked) -> str:
    return node.start.option


def _until(nodes: Iterator[_Node], wanted: _Marked) -> Iterator[_Node]:
    for node in nodes:
        if node is wanted:
            return
        yield node


def _stretch(first: Sequence[_Node], second: Sequence[_Node]) -> Iterator[Piece]:
    old, new = tuple(_flat(first)), tuple(_flat(second))
    leaves = tuple(piece for piece in old if not isinstance(piece, OptionStart | OptionEnd))
    if leaves == new:
        yield from new
    else:
        yield from compare(leaves, new)


def _flat(nodes: Sequence[_Node]) -> Iterator[Piece]:
    for node in nodes:
        if isinstance(node, _Marked):
            yield node.start
            yield from _flat(node.inside)
            yield node.end
        else:
            yield node
