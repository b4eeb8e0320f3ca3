"""The registry of choices: every bracket group of a set of parts, with all the places where it stands.

Groups with one id are one choice, wherever they stand; what a scenario decides, it decides of these.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from plandoc.model.blocks import Block, Footnote, LineKind, Part, Structure
from plandoc.model.inline import Group, Inline, Value
from plandoc.model.walk import children
from plandoc.spans import NOWHERE, Span


class PlaceKind(StrEnum):
    """How a choice stands at one place."""

    INLINE = "inline"
    """Inside a block: a group of options."""
    BLOCKS = "blocks"
    """Round blocks: one option, from the block where it opens to the block where it closes."""
    FENCE = "fence"
    """Round headings, rows or sections: one option, its brackets alone on lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place where a choice stands."""

    block: str
    """Id of the block; of the first block where the place is more than one."""
    part: str
    kind: PlaceKind
    options: tuple[int, ...]
    """Indexes of the options that stand here, in the order of the text; an echo may lack some."""
    option_ids: tuple[str, ...]
    """Their ids, in the same order."""
    within: tuple[str, ...] = ()
    """Ids of the options round it, outermost first."""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A bracket group: what is decided once and shows at all its places."""

    id: str
    """`a/11#sbi`; `#label` where the label names one choice in the whole workspace."""
    options: int
    """The largest index of its options over all places; 1 for a group that is kept or dropped."""
    places: tuple[Place, ...]
    """In the order of the text; never empty."""
    value: str | None = None
    """Name of the value, where every option is that value and nothing else: the value settles the choice."""

    @property
    def label(self) -> str:
        """What follows `#` in the id; empty for the only inline group of its block."""
        return self.id.partition("#")[2]

    @property
    def parents(self) -> frozenset[str]:
        """Ids of all options that it lies in at any of its places."""
        return frozenset(option for place in self.places for option in place.within)

    @property
    def crosses(self) -> bool:
        """Whether it holds whole blocks at any of its places."""
        return any(place.kind is not PlaceKind.INLINE for place in self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A choice at one place, and the value that is all it holds there."""

    group: str
    place: Place
    value: str | None = None


def choices(parts: Iterable[Part]) -> tuple[Choice, ...]:
    """Return the choices of the parts, each where it first stands: column heads, then line by line."""
    found: dict[str, list[_Found]] = {}
    for part in parts:
        for one in _in_part(part):
            found.setdefault(one.group, []).append(one)
    return tuple(_choice(identifier, tuple(places)) for identifier, places in found.items())


def _choice(identifier: str, found: tuple[_Found, ...]) -> Choice:
    values = {one.value for one in found}
    return Choice(
        id=identifier,
        options=max(index for one in found for index in one.place.options),
        places=tuple(one.place for one in found),
        value=next(iter(values)) if len(values) == 1 else None,
    )


def _in_part(part: Part) -> Iterator[_Found]:
    for column in part.columns:
        yield from _in_block(column.head, part.id)
        if column.note:
            yield from _in_block(column.note, part.id)
    opened: list[Structure] = []
    depth = 0
    for line in part.lines:
        match line:
            case Structure(kind=LineKind.OPEN_FENCE) if line.name:
                opened.append(line)
            case Structure(kind=LineKind.CLOSE_FENCE) if line.name:
                depth -= 1
            case Structure():
                pass
            case Footnote(block=block) | (Block() as block):
                yield from _fences(opened, depth, block, part.id)
                depth += len(opened)
                opened.clear()
                yield from _in_block(block, part.id)


def _fences(opened: list[Structure], depth: int, block: Block, part: str) -> Iterator[_Found]:
    """Yield the fences that open right before a block; `depth` fences are open already."""
    fenced = [position for position, enclosure in enumerate(block.enclosures) if enclosure.fenced]
    for line, position in zip(opened, fenced[depth:], strict=True):
        enclosure = block.enclosures[position]
        place = Place(
            block=block.id,
            part=part,
            kind=PlaceKind.FENCE,
            options=(enclosure.index,),
            option_ids=(enclosure.option,),
            within=_options_round(block, position),
            span=line.span,
        )
        yield _Found(group=enclosure.group, place=place)


def _in_block(block: Block, part: str) -> Iterator[_Found]:
    for opening in block.opening:
        position = _position(block, opening.option)
        if position is None:
            continue
        enclosure = block.enclosures[position]
        place = Place(
            block=block.id,
            part=part,
            kind=PlaceKind.BLOCKS,
            options=(enclosure.index,),
            option_ids=(enclosure.option,),
            within=_options_round(block, position),
            span=opening.span,
        )
        yield _Found(group=enclosure.group, place=place)
    yield from _in_content(block.content, block.id, part, _options_round(block, len(block.enclosures)))


def _position(block: Block, option: str | None) -> int | None:
    """Return where among the enclosures of a block the option stands that one of its openings begins."""
    return next(
        (
            position
            for position, enclosure in enumerate(block.enclosures)
            if enclosure.option == option and not enclosure.fenced
        ),
        None,
    )


def _options_round(block: Block, position: int) -> tuple[str, ...]:
    return tuple(enclosure.option for enclosure in block.enclosures[:position])


def _in_content(content: tuple[Inline, ...], block: str, part: str, within: tuple[str, ...]) -> Iterator[_Found]:
    for node in content:
        if not isinstance(node, Group):
            yield from _in_content(children(node), block, part, within)
            continue
        place = Place(
            block=block,
            part=part,
            kind=PlaceKind.INLINE,
            options=tuple(option.index for option in node.options),
            option_ids=tuple(option.id for option in node.options),
            within=within,
            span=node.span,
        )
        yield _Found(group=node.id, place=place, value=_only_value(node))
        for option in node.options:
            yield from _in_content(option.content, block, part, (*within, option.id))


def _only_value(group: Group) -> str | None:
    """Return the name of the value that each option of a group is, and nothing else."""
    names = {
        option.content[0].name if len(option.content) == 1 and isinstance(option.content[0], Value) else None
        for option in group.options
    }
    return next(iter(names)) if len(names) == 1 else None
