"""`plandoc brackets`: every open point with its place, options and proposers, and the text that hangs on it."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.console import show_table
from plandoc.cli.scenario_rows import place_of, said
from plandoc.cli.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plandoc.ledger.inventory import OpenPoint, PartTotal
    from plandoc.model.positions import Position

_HEADS = ("id", "place", "depth", "words", "characters")
_TOTAL_HEADS = ("part", "groups", "options", "deepest", "words", "characters")
_NUMBERS = frozenset({"depth", "groups", "deepest", "words", "characters"})


class Form(StrEnum):
    """How open points are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def brackets(
    context: typer.Context,
    form: Annotated[Form, typer.Option("--format", help="How to print them.")] = Form.TABLE,
) -> None:
    """List every bracket group: id, place, options, proposers, nesting, words affected, and the totals of each part."""
    from plandoc.ledger.inventory import open_points, part_totals

    opened = open_workspace(context)
    parts = opened.workspace.parts
    points = open_points(parts)
    positions = opened.workspace.positions
    match form:
        case Form.TABLE:
            _show_tables(points, part_totals(parts, points), positions)
        case Form.JSON:
            _show_json(points, part_totals(parts, points), positions)
        case Form.CSV:
            _show_csv(points, positions)


def _show_tables(
    points: "tuple[OpenPoint, ...]", totals: "tuple[PartTotal, ...]", positions: "tuple[Position, ...]"
) -> None:
    rows: list[tuple[str, ...]] = [
        (
            point.choice.id,
            place_of(point.choice),
            str(point.depth),
            str(point.words),
            str(point.characters),
            *((_positions(point, positions),) if positions else ()),
            " ".join(f"[{_shortened(' … '.join(option.texts))}]" for option in point.options),
        )
        for point in points
    ]
    proposers = "proposers (example)" if any(one.example for one in positions) else "proposers"
    show_table((*_HEADS, *((proposers,) if positions else ()), "options"), rows, numbers=_NUMBERS)
    sys.stdout.write("\n")
    lines: list[tuple[str, ...]] = [
        (one.part, str(one.choices), str(one.options), str(one.depth), str(one.words), str(one.characters))
        for one in totals
    ]
    sums = (sum(getattr(one, name) for one in totals) for name in ("words", "characters"))
    deepest = max((one.depth for one in totals), default=0)
    options = sum(len(point.options) for point in points)
    lines.append(("all", str(len(points)), str(options), str(deepest), *(str(one) for one in sums)))
    show_table(_TOTAL_HEADS, lines, numbers=_NUMBERS | {"options"})


def _positions(point: "OpenPoint", positions: "Iterable[Position]") -> str:
    """Return who speaks for what: `keep: A, B; drop: C`."""
    own = (one for one in positions if one.group == point.choice.id)
    return "; ".join(f"{said(point.choice, one.option)}: {', '.join(_names(one))}" for one in own)


def _names(position: "Position") -> list[str]:
    return [proposer.name for proposer in position.proposers]


def _shortened(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[: longest // 2]}…{text[-longest // 3 :]}"


def _show_json(
    points: "tuple[OpenPoint, ...]", totals: "tuple[PartTotal, ...]", positions: "tuple[Position, ...]"
) -> None:
    import json

    content = {
        "brackets": [_point_as_json(point, positions) for point in points],
        "parts": [
            {
                "part": one.part,
                "groups": one.choices,
                "options": one.options,
                "depth": one.depth,
                "words": one.words,
                "characters": one.characters,
            }
            for one in totals
        ],
    }
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _point_as_json(point: "OpenPoint", positions: "Iterable[Position]") -> dict[str, object]:
    return {
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
        "positions": [_position_as_json(one) for one in positions if one.group == point.choice.id],
        "value": point.choice.value,
        "depth": point.depth,
        "words": point.words,
        "characters": point.characters,
    }


def _position_as_json(position: "Position") -> dict[str, object]:
    return {
        "option": position.option,
        "proposers": _names(position),
        "since": position.since,
        "note": position.note,
        "example": position.example,
    }


def _show_csv(points: "tuple[OpenPoint, ...]", positions: "tuple[Position, ...]") -> None:
    """Print one row for each option, as spreadsheets like it; an option 0 where somebody wants none of them."""
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    heads = ("id", "part", "block", "places", "depth", "option", "text", "words", "characters", "proposers", "example")
    writer.writerow(heads)
    for point in points:
        place = (point.choice.id, point.part, point.block, len(point.choice.places), point.depth)
        own = [one for one in positions if one.group == point.choice.id]
        for option in point.options:
            text = (option.index, " … ".join(option.texts), option.words, option.characters)
            writer.writerow((*place, *text, *_spoken_for(own, option.index)))
        if any(one.option == 0 for one in own):
            writer.writerow((*place, 0, "", 0, 0, *_spoken_for(own, 0)))


def _spoken_for(positions: "list[Position]", option: int) -> tuple[str, str]:
    """Return who speaks for an option, and `yes` where the positions are synthetic."""
    own = [one for one in positions if one.option == option]
    return "; ".join(name for one in own for name in _names(one)), "yes" if any(one.example for one in own) else ""
