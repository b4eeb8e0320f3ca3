"""Choosing marks, it does not splice: the same tree comes back, and its groups know what was chosen."""

from collections.abc import Mapping
from dataclasses import replace

from plandoc.choices.decide import decide
from plandoc.model.blocks import Block, Column, Document, Footnote, Line, Part, Section, Structure
from plandoc.model.choices import choices
from plandoc.model.inline import Chosen, Group, Inline, Value
from plandoc.model.scenario import Scenario, SettledValue
from plandoc.model.walk import Rewrite, rewrite


def choose(document: Document, scenario: Scenario) -> Document:
    """Return the document with every decision of a scenario marked, and its values settled."""
    parts = tuple({section.part.id: section.part for section in document.sections}.values())
    decisions = decide(choices(parts), scenario)
    values = {value.name: value for value in scenario.values}
    mark = _marker(decisions, values)
    marked = {part.id: _part(part, mark, decisions) for part in parts}
    return replace(
        document,
        sections=tuple(
            Section(
                part=marked[section.part.id],
                lines=tuple(_line(line, mark, decisions) for line in section.lines),
            )
            for section in document.sections
        ),
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


def _part(part: Part, mark: Rewrite, decisions: Mapping[str, Chosen]) -> Part:
    return replace(
        part,
        columns=tuple(_column(column, mark, decisions) for column in part.columns),
        lines=tuple(_line(line, mark, decisions) for line in part.lines),
    )


def _column(column: Column, mark: Rewrite, decisions: Mapping[str, Chosen]) -> Column:
    note = column.note and _block(column.note, mark, decisions)
    return replace(column, head=_block(column.head, mark, decisions), note=note)


def _line(line: Line, mark: Rewrite, decisions: Mapping[str, Chosen]) -> Line:
    match line:
        case Block():
            return _block(line, mark, decisions)
        case Footnote():
            return replace(line, block=_block(line.block, mark, decisions))
        case Structure():
            return line


def _block(block: Block, mark: Rewrite, decisions: Mapping[str, Chosen]) -> Block:
    return replace(
        block,
        content=rewrite(block.content, mark),
        enclosures=tuple(replace(one, chosen=decisions.get(one.group, one.chosen)) for one in block.enclosures),
    )
