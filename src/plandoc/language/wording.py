"""Text in the alphabet of PO into the tree of a block: the inverse of `units`, for any language.

Groups take the ids of the source's groups by their labels; plain braces become the block's values and references.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plandoc.diagnostics import Findings
from plandoc.language.units import reference_name, stands_in_unit
from plandoc.model.blocks import Block
from plandoc.model.identity import option_id
from plandoc.model.inline import Break, Chosen, Emphasis, Group, Inline, Reference, Text, Value
from plandoc.model.walk import groups, walk
from plandoc.notation.grouping import join_options
from plandoc.notation.inline import InlineParser
from plandoc.spans import source_text

_NAMED = re.compile(r"\{([a-z][a-z0-9_]*)\}|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the source says of a block's choices, values and references."""

    block: str
    groups: dict[str, Group]
    """By label; the only group of a block also by the empty label."""
    values: dict[str, Value]
    references: dict[str, Reference]


def read_wording(text: str, block: Block, path: str = "") -> tuple[Inline, ...]:
    """Return the content of a block as a translation words it.

    Choices and values come out as they stand in the block, decided or open. Wrong text does not raise: brackets
    without a partner stay characters, unknown braces stay words; `plandoc translate check` reports them. `path` is
    what spans name, with the block's id.
    """
    source = source_text(f"{path}:{block.id}", text)
    loose = InlineParser(source, Findings()).parse(0, len(text))
    known = _known(block)
    return tuple(_resolved(join_options(loose), known))


def _known(block: Block) -> _Known:
    found = {group.id.rpartition("#")[2]: group for group in groups(block.content)}
    named = {group.id: group for group in groups(block.content) if stands_in_unit(group)}
    if len(named) == 1:
        found[""] = next(iter(named.values()))
    nodes = tuple(walk(block.content))
    return _Known(
        block=block.id,
        groups=found,
        values={node.name: node for node in nodes if isinstance(node, Value)},
        references={reference_name(node.target): node for node in nodes if isinstance(node, Reference)},
    )


def _resolved(content: tuple[Inline, ...], known: _Known) -> Iterator[Inline]:
    for node in content:
        match node:
            case Text():
                yield from _named(node, known)
            case Group():
                yield _group(node, known)
            case Emphasis(content=inside):
                yield replace(node, content=tuple(_resolved(inside, known)))
            case _:
                yield node


def _named(node: Text, known: _Known) -> Iterator[Inline]:
    """Split words at the names in braces and at line breaks."""
    position = 0
    for match in _NAMED.finditer(node.text):
        found = _called(match[1], known)
        if found is None:
            continue
        if match.start() > position:
            yield replace(node, text=node.text[position : match.start()])
        yield found
        position = match.end()
    if position < len(node.text):
        yield replace(node, text=node.text[position:])


def _called(name: str | None, known: _Known) -> Inline | None:
    if name is None:
        return Break()
    return known.values.get(name) or known.references.get(name)


def _group(group: Group, known: _Known) -> Group:
    label = group.id
    source = known.groups.get(label)
    identifier = source.id if source else f"{known.block}#{label}"
    chosen: Chosen = source.chosen if source else None
    return replace(
        group,
        id=identifier,
        chosen=chosen,
        options=tuple(
            replace(
                option,
                id=option_id(identifier, option.index),
                content=tuple(_resolved(option.content, known)),
            )
            for option in group.options
        ),
    )
