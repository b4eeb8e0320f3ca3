"""Choosing marks, it does not splice: the same tree comes back, and its groups know what was chosen."""

from collections.abc import Mapping
from dataclasses import replace

from plandoc.choices.decide import decide
from plandoc.model.blocks import Block, Document
from plandoc.model.choices import choices
from plandoc.model.inline import Chosen, Group, Inline, Value
from plandoc.model.scenario import Scenario, SettledValue
from plandoc.model.walk import Rewrite, rewrite, rewrite_blocks


def choose(document: Document, scenario: Scenario) -> Document:
    """Return the document with every decision of a scenario marked, and its values settled."""
    parts = tuple({section.part.id: section.part for section in document.sections}.values())
    decisions = decide(choices(parts), scenario)
    mark = _marker(decisions, {value.name: value for value in scenario.values})

    return rewrite_blocks(document, lambda block: _chosen(block, decisions, mark))


def choose_block(block: Block, decisions: Mapping[str, Chosen], values: Mapping[str, SettledValue]) -> Block:
    """Return one block with its decisions marked, by group, and its values settled, by name; others stay."""
    return _chosen(block, decisions, _marker(decisions, values))


def _chosen(block: Block, decisions: Mapping[str, Chosen], mark: Rewrite) -> Block:
    return replace(
        block,
        content=rewrite(block.content, mark),
        enclosures=tuple(replace(one, chosen=decisions.get(one.group, one.chosen)) for one in block.enclosures),
    )


def _marker(decisions: Mapping[str, Chosen], values: Mapping[str, SettledValue]) -> Rewrite:
    def mark(node: Inline) -> Inline:
        match node:
            case Group(id=identifier) if identifier in decisions:
                return replace(node, chosen=decisions[identifier])
            case Value(name=name) if name in values:
                return replace(node, settled=values[name])
            case _:
                return node

    return mark
