"""Exact positions: the characters at a node's span are the node as printed."""

from collections.abc import Iterator

from plandoc.model.blocks import Block, Footnote, Part, Structure
from plandoc.model.inline import Group, Mark
from plandoc.model.walk import walk
from plandoc.notation.printing import print_content
from plandoc.spans import Span


def misplaced(text: str, part: Part) -> list[tuple[str, str]]:
    """What stands at a span and what its node prints, wherever the two differ."""
    pairs = [(text[span.start : span.end], printed) for span, printed in _places(part)]
    return [pair for pair in pairs if pair[0] != pair[1]]


def count(part: Part) -> int:
    return sum(1 for _ in _places(part))


def _places(part: Part) -> Iterator[tuple[Span, str]]:
    for line in part.lines:
        match line:
            case Structure():
                yield line.span, line.typed
            case Footnote(block=block) | (Block() as block):
                yield block.span, _printed(block)
    for block in part.blocks():
        yield from _inside(block)


def _printed(block: Block) -> str:
    opening = "".join(_mark(one.mark) + one.character + one.after for one in block.opening)
    label = block.label.typed if block.label else ""
    closing = "".join(one.character for one in block.closing)
    return block.before + opening + label + print_content(block.content) + closing + block.after


def _mark(mark: Mark | None) -> str:
    if mark is None:
        return ""
    return f"{{{mark.label}}}" if mark.index is None else f"{{{mark.label}.{mark.index}}}"


def _inside(block: Block) -> Iterator[tuple[Span, str]]:
    for opening in block.opening:
        yield opening.span, _mark(opening.mark) + opening.character + opening.after
    for closing in block.closing:
        yield closing.span, closing.character
    for node in walk(block.content):
        yield node.span, print_content((node,))
        if isinstance(node, Group):
            for option in node.options:
                yield option.span, _mark(option.mark) + option.opening + print_content(option.content) + option.closing
