"""Choosing marks, it does not splice: the same tree comes back, and its groups know what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from plandoc.choices.decide import decide
from plandoc.model.blocks import Block, Document
from plandoc.model.choices import choices
from plandoc.model.inline import Chosen, Group, Inline, Value
from plandoc.model.keeping import Kept
from plandoc.model.scenario import Scenario, SettledValue
from plandoc.model.walk import Rewrite, rewrite, rewrite_blocks, walk


def choose(document: Document, scenario: Scenario) -> Document:
    """Return the document with every decision of a scenario marked, and its values settled."""
    return Chooser(document).choose(scenario)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Concern:
    """What may be decided of a block."""

    groups: tuple[str, ...]
    """Ids of the groups in it and round it."""
    values: tuple[str, ...]


class Chooser:
    """Chooses in one document again and again.

    A block that a scenario does not concern stays the same object; any other is marked once for each set of decisions
    that concern it, and is the same object whenever they come again.
    """

    def __init__(self, document: Document) -> None:
        """Look up what may be decided of each block."""
        self._document = document
        parts = tuple({section.part.id: section.part for section in document.sections}.values())
        self._registry = choices(parts)
        self._concerns = {id(block): _concern(block) for part in parts for block in part.blocks()}
        self._kept: Kept[Block] = Kept()

    def choose(self, scenario: Scenario) -> Document:
        """Return the document with every decision of a scenario marked, and its values settled."""
        decisions = decide(self._registry, scenario)
        values = {value.name: value for value in scenario.values}
        return rewrite_blocks(self._document, lambda block: self._chosen(block, decisions, values))

    def _chosen(self, block: Block, decisions: Mapping[str, Chosen], values: Mapping[str, SettledValue]) -> Block:
        concern = self._concerns[id(block)]
        if not concern.groups and not concern.values:
            return block
        own = (*map(decisions.get, concern.groups), *map(values.get, concern.values))
        return self._kept.get(block, own, lambda: choose_block(block, decisions, values))


def _concern(block: Block) -> _Concern:
    nodes = tuple(walk(block.content))
    groups = (*(one.group for one in block.enclosures), *(node.id for node in nodes if isinstance(node, Group)))
    return _Concern(
        groups=tuple(dict.fromkeys(groups)),
        values=tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, Value))),
    )


def choose_block(block: Block, decisions: Mapping[str, Chosen], values: Mapping[str, SettledValue]) -> Block:
    """Return one block with its decisions marked, by group, and its values settled, by name; others stay."""
    mark = _marker(decisions, values)
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
