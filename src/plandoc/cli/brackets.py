"""`plandoc brackets`: every open point with its place, its options, and the text that hangs on it."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.console import show_table
from plandoc.cli.workspace import open_workspace

if TYPE_CHECKING:
    from plandoc.ledger.inventory import OpenPoint, PartTotal

_HEADS = ("id", "place", "depth", "words", "characters", "options")
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
    """List every bracket group: id, place, options, nesting, words affected, and the totals of each part."""
    from plandoc.ledger.inventory import open_points, part_totals

    opened = open_workspace(context)
    parts = opened.workspace.parts
    points = open_points(parts)
    match form:
        case Form.TABLE:
            _show_tables(points, part_totals(parts, points))
        case Form.JSON:
            _show_json(points, part_totals(parts, points))
        case Form.CSV:
            _show_csv(points)


def _show_tables(points: "tuple[OpenPoint, ...]", totals: "tuple[PartTotal, ...]") -> None:
    rows: list[tuple[str, ...]] = [
        (
            point.choice.id,
            _place(point),
            str(point.depth),
            str(point.words),
            str(point.characters),
            " ".join(f"[{_shortened(' … '.join(option.texts))}]" for option in point.options),
        )
        for point in points
    ]
    show_table(_HEADS, rows, numbers=_NUMBERS)
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


def _place(point: "OpenPoint") -> str:
    others = len(point.choice.places) - 1
    return f"{point.block} (+{others})" if others else point.block


def _shortened(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[: longest // 2]}…{text[-longest // 3 :]}"


def _show_json(points: "tuple[OpenPoint, ...]", totals: "tuple[PartTotal, ...]") -> None:
    import json

    content = {
        "brackets": [
            {
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
                "value": point.choice.value,
                "depth": point.depth,
                "words": point.words,
                "characters": point.characters,
            }
            for point in points
        ],
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


def _show_csv(points: "tuple[OpenPoint, ...]") -> None:
    """Print one row for each option, as spreadsheets like it."""
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("id", "part", "block", "places", "depth", "option", "text", "words", "characters"))
    for point in points:
        for option in point.options:
            place = (point.choice.id, point.part, point.block, len(point.choice.places), point.depth)
            writer.writerow((*place, option.index, " … ".join(option.texts), option.words, option.characters))
