"""Walking and rewriting what stands inside blocks; both pure, both bottom-up where order matters."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from plandoc.model.inline import Emendation, Emphasis, Group, Inline

Rewrite: TypeAlias = Callable[[Inline], Inline]


def children(node: Inline) -> tuple[Inline, ...]:
    """Return what stands directly inside a node; the options of a group one after the other."""
    match node:
        case Emphasis(content=content):
            return content
        case Emendation(mended=mended):
            return mended
        case Group(options=options):
            return tuple(child for option in options for child in option.content)
        case _:
            return ()


def walk(content: tuple[Inline, ...]) -> Iterator[Inline]:
    """Yield every node, parents before children, in the order of the text."""
    for node in content:
        yield node
        yield from walk(children(node))


def groups(content: tuple[Inline, ...]) -> Iterator[Group]:
    """Yield every group, outer ones first."""
    for node in walk(content):
        if isinstance(node, Group):
            yield node


def rewrite(content: tuple[Inline, ...], change: Rewrite) -> tuple[Inline, ...]:
    """Return the content with every node changed, children first."""
    return tuple(change(_rewrite_children(node, change)) for node in content)


def _rewrite_children(node: Inline, change: Rewrite) -> Inline:
    match node:
        case Emphasis(content=content):
            return replace(node, content=rewrite(content, change))
        case Emendation(mended=mended):
            return replace(node, mended=rewrite(mended, change))
        case Group(options=options):
            return replace(
                node,
                options=tuple(replace(option, content=rewrite(option.content, change)) for option in options),
            )
        case _:
            return node
