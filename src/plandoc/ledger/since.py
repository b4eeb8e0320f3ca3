"""Two inventories of open points into what happened between them: opened, closed, moved, reworded."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from plandoc.ledger.inventory import OpenPoint, PartTotal, open_points, part_totals
from plandoc.model.blocks import Part


class Happened(StrEnum):
    """What became of a point."""

    OPENED = "opened"
    CLOSED = "closed"
    CHANGED = "changed"
    RENUMBERED = "renumbered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What became of one point."""

    happened: Happened
    was: str = ""
    """The id that it had, if that was another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A point whose id is another while its options say the same: its paragraph was renumbered."""

    before: OpenPoint
    after: OpenPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """A point that both have, with other words in its options."""

    before: OpenPoint
    after: OpenPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChange:
    """What happened in one part."""

    part: str
    opened: int
    closed: int
    changed: int
    moved: int
    words_before: int
    """Words that stood in any option, each once; a Han character counts as a word."""
    words_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """Everything that happened between two inventories, in the order of the text."""

    opened: tuple[OpenPoint, ...]
    closed: tuple[OpenPoint, ...]
    moved: tuple[Moved, ...]
    changed: tuple[Reworded, ...]
    parts: tuple[PartChange, ...]

    def marks(self) -> dict[str, Mark]:
        """Return what became of each point that is still open, by its id; nothing of those that are as they were."""
        return {
            **{point.choice.id: Mark(happened=Happened.OPENED) for point in self.opened},
            **{one.after.choice.id: Mark(happened=Happened.CHANGED) for one in self.changed},
            **{one.after.choice.id: Mark(happened=Happened.RENUMBERED, was=one.before.choice.id) for one in self.moved},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """The open points of one state of the sources, and the totals of its parts."""

    points: tuple[OpenPoint, ...]
    totals: tuple[PartTotal, ...]


def take_inventory(parts: Iterable[Part]) -> Inventory:
    """Return what is open in some parts, in their order."""
    listed = tuple(parts)
    points = tuple(point for point in open_points(listed) if point.is_open)
    return Inventory(points=points, totals=part_totals(listed, points))


def what_changed(before: Inventory, after: Inventory) -> Since:
    """Return what happened between two inventories; groups are matched by id, then by the words of their options."""
    old = {point.choice.id: point for point in before.points}
    new = {point.choice.id: point for point in after.points}
    opened = tuple(point for point in after.points if point.choice.id not in old)
    closed = tuple(point for point in before.points if point.choice.id not in new)
    moved = tuple(_moved(closed, opened))
    gone = {one.before.choice.id for one in moved}
    come = {one.after.choice.id for one in moved}
    opened = tuple(point for point in opened if point.choice.id not in come)
    closed = tuple(point for point in closed if point.choice.id not in gone)
    changed = tuple(
        Reworded(before=old[identifier], after=point)
        for identifier, point in new.items()
        if identifier in old and _texts(old[identifier]) != _texts(point)
    )
    return Since(
        opened=opened,
        closed=closed,
        moved=moved,
        changed=changed,
        parts=tuple(_parts(before, after, (opened, closed, changed, moved))),
    )


def _texts(point: OpenPoint) -> tuple[tuple[str, ...], ...]:
    return tuple(option.texts for option in point.options)


def _moved(closed: Iterable[OpenPoint], opened: Iterable[OpenPoint]) -> Iterable[Moved]:
    """Yield the closed and opened points that are one: of several with the same words, each is used once."""
    waiting = list(opened)
    for point in closed:
        same = next((one for one in waiting if one.part == point.part and _texts(one) == _texts(point)), None)
        if same is not None:
            waiting.remove(same)
            yield Moved(before=point, after=same)


def _parts(
    before: Inventory,
    after: Inventory,
    happened: tuple[tuple[OpenPoint, ...], tuple[OpenPoint, ...], tuple[Reworded, ...], tuple[Moved, ...]],
) -> Iterable[PartChange]:
    opened, closed, changed, moved = happened
    words = ({one.part: one.words for one in before.totals}, {one.part: one.words for one in after.totals})
    for part in dict.fromkeys((*words[1], *words[0])):
        yield PartChange(
            part=part,
            opened=sum(point.part == part for point in opened),
            closed=sum(point.part == part for point in closed),
            changed=sum(one.after.part == part for one in changed),
            moved=sum(one.after.part == part for one in moved),
            words_before=words[0].get(part, 0),
            words_after=words[1].get(part, 0),
        )
