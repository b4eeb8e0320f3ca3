"""Open points as a table, as JSON and as rows for a spreadsheet; beside a revision also what happened since."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO

from plandoc.cli.console import show_table
from plandoc.cli.scenario_rows import place_of, said
from plandoc.ledger.inventory import OpenPoint, PartTotal
from plandoc.ledger.revisions import Compared
from plandoc.ledger.since import Happened, Mark
from plandoc.model.agreements import Agreement
from plandoc.model.positions import Position

_TOTAL_HEADS = ("part", "groups", "options", "deepest", "words", "characters")
_SINCE_HEADS = ("part", "opened", "closed", "changed", "renumbered", "words before", "words now")
_NUMBERS = frozenset({"depth", "words", "characters"})
_CLOSED = Mark(happened=Happened.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What is listed."""

    points: tuple[OpenPoint, ...]
    """Every group, also those that hold only a value, which are no open points."""
    totals: tuple[PartTotal, ...]
    positions: tuple[Position, ...]
    language: str
    """Of the names of proposers."""
    compared: Compared | None = None
    marks: dict[str, Mark] = field(default_factory=dict)
    """What happened to the points that are still there, by their ids."""

    def rows(self) -> Iterator[tuple[OpenPoint, Mark | None]]:
        """Yield every point with what happened to it, those that were closed last."""
        for point in self.points:
            yield point, self.marks.get(point.choice.id)
        for point in self.compared.since.closed if self.compared else ():
            yield point, _CLOSED

    def positions_on(self, point: OpenPoint, mark: Mark | None) -> list[Position]:
        """Return who speaks for what; of a closed point nobody does."""
        return [] if mark is _CLOSED else [one for one in self.positions if one.group == point.choice.id]

    def agreement_on(self, point: OpenPoint, mark: Mark | None) -> Agreement | None:
        """Return how a point was closed, where somebody wrote it down."""
        return self.compared.agreement(point.choice.id) if self.compared and mark is _CLOSED else None

    def names(self, position: Position) -> list[str]:
        """Return the names of those who take a position."""
        return [proposer.in_language(self.language) for proposer in position.proposers]


def show_tables(listed: Listed) -> None:
    """Print the points, the totals of each part, and what happened in each part."""
    proposers = "proposers (example)" if any(one.example for one in listed.positions) else "proposers"
    heads = (
        *("id", "place"),
        *(("change",) if listed.compared else ()),
        *("depth", "words", "characters"),
        *((proposers,) if listed.positions else ()),
        "options",
    )
    show_table(heads, [tuple(_cells(point, mark, listed)) for point, mark in listed.rows()], numbers=_NUMBERS)
    sys.stdout.write("\n")
    show_table(_TOTAL_HEADS, tuple(_totals(listed)), numbers=frozenset(_TOTAL_HEADS[1:]))
    if listed.compared:
        sys.stdout.write("\n")
        show_table(_SINCE_HEADS, tuple(_since(listed.compared)), numbers=frozenset(_SINCE_HEADS[1:]))


def _cells(point: OpenPoint, mark: Mark | None, listed: Listed) -> Iterator[str]:
    yield point.choice.id
    yield place_of(point.choice)
    if listed.compared:
        yield _change(mark, listed.agreement_on(point, mark))
    yield from (str(point.depth), str(point.words), str(point.characters))
    if listed.positions:
        own = listed.positions_on(point, mark)
        yield "; ".join(f"{said(point.choice, one.option)}: {', '.join(listed.names(one))}" for one in own)
    options = " ".join(f"[{_shortened(' … '.join(option.texts))}]" for option in point.options)
    yield options if point.is_open else f"value {point.choice.value}: {options}"


def _change(mark: Mark | None, agreement: Agreement | None) -> str:
    if mark is None:
        return ""
    if mark.was:
        return f"{mark.happened}, was {mark.was}"
    return f"{mark.happened}, {agreement}" if agreement else mark.happened


def _totals(listed: Listed) -> Iterator[tuple[str, ...]]:
    totals = listed.totals
    for one in totals:
        yield one.part, *map(str, (one.choices, one.options, one.depth, one.words, one.characters))
    open_points = [point for point in listed.points if point.is_open]
    options = sum(len(point.options) for point in open_points)
    deepest = max((one.depth for one in totals), default=0)
    words, characters = (sum(getattr(one, name) for one in totals) for name in ("words", "characters"))
    yield "all", *map(str, (len(open_points), options, deepest, words, characters))


def _since(compared: Compared) -> Iterator[tuple[str, ...]]:
    parts = compared.since.parts
    counts = [(one.opened, one.closed, one.changed, one.moved, one.words_before, one.words_after) for one in parts]
    for one, count in zip(parts, counts, strict=True):
        yield one.part, *map(str, count)
    yield "all", *(str(sum(column)) for column in zip(*counts, strict=True))


def _shortened(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[: longest // 2]}…{text[-longest // 3 :]}"


def as_json(listed: Listed) -> str:
    """Return the points and the totals of each part; `null` is a point that is as it was."""
    rows = [(point, mark, _point_as_json(point, mark, listed)) for point, mark in listed.rows()]
    content: dict[str, object] = {"brackets": [row for _, mark, row in rows if mark is not _CLOSED]}
    if listed.compared:
        content["closed"] = [row for _, mark, row in rows if mark is _CLOSED]
        content["since"] = _since_as_json(listed.compared)
    content["parts"] = [
        {
            "part": one.part,
            "groups": one.choices,
            "options": one.options,
            "depth": one.depth,
            "words": one.words,
            "characters": one.characters,
        }
        for one in listed.totals
    ]
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _point_as_json(point: OpenPoint, mark: Mark | None, listed: Listed) -> dict[str, object]:
    content: dict[str, object] = {
        "id": point.choice.id,
        "part": point.part,
        "block": point.block,
        "places": [
            {"part": place.part, "block": place.block, "kind": place.kind.value, "within": list(place.within)}
            for place in point.choice.places
        ],
        "options": [
            {
                "index": option.index,
                "texts": list(option.texts),
                "words": option.words,
                "characters": option.characters,
            }
            for option in point.options
        ],
        "positions": [_position_as_json(one, listed) for one in listed.positions_on(point, mark)],
        "value": point.choice.value,
        "depth": point.depth,
        "words": point.words,
        "characters": point.characters,
    }
    if listed.compared:
        content["change"] = mark.happened.value if mark else None
        content["was"] = mark.was or None if mark else None
    if mark is _CLOSED:
        content["agreed"] = _agreement_as_json(listed.agreement_on(point, mark))
    return content


def _position_as_json(position: Position, listed: Listed) -> dict[str, object]:
    return {
        "option": position.option,
        "proposers": listed.names(position),
        "since": position.since,
        "note": position.note,
        "example": position.example,
    }


def _agreement_as_json(agreement: Agreement | None) -> dict[str, object] | None:
    if agreement is None:
        return None
    return {
        "decision": str(agreement.decision),
        "when": agreement.when,
        "session": agreement.session,
        "by": agreement.by,
    }


def _since_as_json(compared: Compared) -> dict[str, object]:
    return {
        "revision": compared.revision,
        "parts": [
            {
                "part": one.part,
                "opened": one.opened,
                "closed": one.closed,
                "changed": one.changed,
                "renumbered": one.moved,
                "words_before": one.words_before,
                "words_now": one.words_after,
            }
            for one in compared.since.parts
        ],
    }


def as_csv(listed: Listed) -> str:
    """Return one row for each option, as spreadsheets like it; an option 0 where somebody wants none of them."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    heads = ("id", "part", "block", "places", "depth", "option", "text", "words", "characters", "proposers", "example")
    writer.writerow((*heads, "value", *(("change", "was", "agreed") if listed.compared else ())))
    for point, mark in listed.rows():
        ending = (point.choice.value or "", *(_change_cells(point, mark, listed) if listed.compared else ()))
        for row in _option_rows(point, listed.positions_on(point, mark), listed):
            writer.writerow((*row, *ending))
    return stream.getvalue()


def _option_rows(point: OpenPoint, positions: list[Position], listed: Listed) -> Iterator[tuple[object, ...]]:
    place = (point.choice.id, point.part, point.block, len(point.choice.places), point.depth)
    for option in point.options:
        text = (option.index, " … ".join(option.texts), option.words, option.characters)
        yield *place, *text, *_spoken_for(positions, option.index, listed)
    if any(one.option == 0 for one in positions):
        yield *place, 0, "", 0, 0, *_spoken_for(positions, 0, listed)


def _spoken_for(positions: Iterable[Position], option: int, listed: Listed) -> tuple[str, str]:
    """Return who speaks for an option, and `yes` where the positions are synthetic."""
    own = [one for one in positions if one.option == option]
    names = "; ".join(name for one in own for name in listed.names(one))
    return names, "yes" if any(one.example for one in own) else ""


def _change_cells(point: OpenPoint, mark: Mark | None, listed: Listed) -> tuple[str, str, str]:
    if mark is None:
        return "", "", ""
    agreement = listed.agreement_on(point, mark)
    said_of = (agreement.decision, agreement.when, agreement.session, agreement.by) if agreement else ()
    return mark.happened.value, mark.was, "; ".join(str(one) for one in said_of if one)
