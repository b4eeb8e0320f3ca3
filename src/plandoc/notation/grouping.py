"""Options that stand side by side into groups: which of them are alternatives of one choice.

Options that touch, or that a slash joins, are alternatives; a space says nothing; a mark decides in every case.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from plandoc.model.inline import Group, Inline, Mark, Option, Text
from plandoc.spans import NOWHERE, Span

SLASHES = frozenset({"/", " / ", "／", "/ ", " /"})
"""Separators that join two options to alternatives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseOption:
    """An option before it is known which group it belongs to."""

    mark: Mark | None
    opening: str
    content: "tuple[Loose, ...]"
    closing: str
    span: Span = field(default=NOWHERE, compare=False)


Loose: TypeAlias = Inline | LooseOption


def join_options(nodes: tuple[Loose, ...]) -> tuple[Inline, ...]:
    """Return the nodes with neighbouring options joined to groups.

    The ids of groups and options are still the bare labels (`sbi`, or empty); `identity` completes them when the
    block is known.
    """
    joined: list[Inline] = []
    position = 0
    while position < len(nodes):
        node = nodes[position]
        if isinstance(node, LooseOption):
            group, position = _group(nodes, position, node)
            joined.append(group)
        else:
            joined.append(node)
            position += 1
    return tuple(joined)


def _group(nodes: tuple[Loose, ...], position: int, first: LooseOption) -> tuple[Group, int]:
    label = first.mark.label if first.mark else ""
    options = [_option(first, label, first.mark.index or 1 if first.mark else 1)]
    separators: list[str] = []
    position += 1
    while follower := _follower(nodes, position, label, options[-1].index):
        separator, option, position = follower
        separators.append(separator)
        index = option.mark.index if option.mark and option.mark.index else options[-1].index + 1
        options.append(_option(option, label, index))
    span = Span(path=first.span.path, start=first.span.start, end=options[-1].span.end)
    return Group(id=label, options=tuple(options), separators=tuple(separators), span=span), position


def _follower(nodes: tuple[Loose, ...], position: int, label: str, index: int) -> tuple[str, LooseOption, int] | None:
    """Return separator, option and the position after it, where a further alternative follows."""
    separator, node = "", nodes[position] if position < len(nodes) else None
    if isinstance(node, Text) and position + 1 < len(nodes):
        separator, node, position = node.text, nodes[position + 1], position + 1
    if not isinstance(node, LooseOption):
        return None
    if node.mark is None:
        joins = separator == "" or separator in SLASHES
    else:
        joins = (
            node.mark.label == label
            and node.mark.index == index + 1
            and (separator.strip() == "" or separator in SLASHES)
        )
    return (separator, node, position + 1) if joins else None


def _option(option: LooseOption, label: str, index: int) -> Option:
    return Option(
        id=label,
        index=index,
        mark=option.mark,
        opening=option.opening,
        content=join_options(option.content),
        closing=option.closing,
        span=option.span,
    )
