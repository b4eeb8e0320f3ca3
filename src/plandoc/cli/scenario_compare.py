"""`plandoc scenario compare`: the groups that scenarios decide differently, with the words that each keeps."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.console import Form, refuse, show_table
from plandoc.cli.scenario_rows import BRACKETED, counted, find_scenario, joined, kept, place_of, said, shortened
from plandoc.cli.workspace import open_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plandoc.choices.comparing import Comparison, Outcome, Outcomes, Wordings
    from plandoc.ledger.inventory import OpenPoint
    from plandoc.model.blocks import Part
    from plandoc.model.scenario import Scenario, SettledValue
    from plandoc.model.workspace import Workspace

_CELLS = 36
"""How wide the words of one scenario are in the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """Scenarios, what tells them apart, and the words of the groups."""

    names: tuple[str, ...]
    comparison: "Comparison"
    points: "Mapping[str, OpenPoint]"
    language: str


def compare_scenarios(
    context: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME…", help=f"Names of two scenarios or more; '{BRACKETED}' leaves everything open."),
    ],
    form: Annotated[Form, typer.Option("--format", help="How to print the comparison.")] = Form.TABLE,
    language: Annotated[
        str, typer.Option("--lang", help="Language of the words; without it, that of the sources.", metavar="LANGUAGE")
    ] = "",
) -> None:
    """Compare scenarios: the groups and values that differ, with the words that each keeps."""
    from plandoc.choices.comparing import compare
    from plandoc.choices.decide import inherit
    from plandoc.ledger.inventory import open_points
    from plandoc.model.choices import choices

    if len(names) < 2:  # noqa: PLR2004 - a comparison takes two
        refuse("Two scenarios or more are compared.", f"'{BRACKETED}' is the text with everything open.")
    workspace = open_text(context).workspace
    language = _language(workspace, language)
    settled = workspace.settings.values
    scenarios = tuple(inherit(_named(workspace, name), settled) for name in names)
    compared = _Compared(
        names=tuple(names),
        comparison=compare(scenarios, choices(workspace.parts)),
        points={point.choice.id: point for point in open_points(_parts(workspace, language))},
        language=language,
    )
    match form:
        case Form.TABLE:
            _show_table(compared)
        case Form.JSON:
            _show_json(compared)
        case Form.CSV:
            _show_csv(compared)


def _named(workspace: "Workspace", name: str) -> "Scenario":
    from plandoc.model.scenario import Scenario

    return Scenario(name=name) if name == BRACKETED else find_scenario(workspace, name, (BRACKETED,))


def _language(workspace: "Workspace", language: str) -> str:
    """Return the language that is asked for, if the workspace has it."""
    from plandoc.build import nearest

    known = (workspace.settings.language, *(name for name, _ in workspace.catalogs))
    if language and language not in known:
        refuse(f"There is no text in '{language}'.", nearest(language, known))
    return language or workspace.settings.language


def _parts(workspace: "Workspace", language: str) -> "tuple[Part, ...]":
    """Return all parts in a language, before anything is decided in them."""
    if language == workspace.settings.language:
        return workspace.parts
    from plandoc.diagnostics import Findings
    from plandoc.model.workspace import DocumentPlan
    from plandoc.pipeline import draft

    everything = DocumentPlan(name="", parts=tuple(part.id for part in workspace.parts))
    sections = draft(workspace, everything, language, Findings()).document.sections
    return tuple({section.part.id: section.part for section in sections}.values())


def _show_table(compared: _Compared) -> None:
    comparison, names = compared.comparison, compared.names
    rows = [
        (one.choice.id, place_of(one.choice), *(_cell(one, outcome, compared) for outcome in one.each))
        for one in comparison.differences
    ]
    rows.extend(
        (one.name, "value", *(_words(words, compared.language) or "open" for words in one.each))
        for one in comparison.values
    )
    show_table(("group", "place", *names), rows)
    values = f", and {counted(len(comparison.values), 'value')}" if comparison.values else ""
    counts = ", ".join(f"{name} {count}" for name, count in zip(names, comparison.open, strict=True))
    sys.stdout.flush()
    differing = f"{len(comparison.differences)} of {comparison.groups} groups differ{values}"
    sys.stderr.write(f"{differing}. Open: {counts}.\n")


def _cell(group: "Outcomes", outcome: "Outcome", compared: _Compared) -> str:
    decision = said(group.choice, outcome.chosen)
    if outcome.moot:
        return f"moot ({decision})"
    return f"{decision} {shortened(joined(kept(compared.points[group.choice.id], outcome.chosen)), _CELLS)}".rstrip()


def _words(words: "SettledValue | None", language: str) -> str:
    return (words.in_language(language) or "") if words else ""


def _show_json(compared: _Compared) -> None:
    import json

    comparison = compared.comparison
    content = {
        "language": compared.language,
        "groups": comparison.groups,
        "scenarios": [
            {"name": name, "open": count} for name, count in zip(compared.names, comparison.open, strict=True)
        ],
        "differences": [_group_as_json(one, compared) for one in comparison.differences],
        "values": [_value_as_json(one, compared) for one in comparison.values],
    }
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _group_as_json(group: "Outcomes", compared: _Compared) -> dict[str, object]:
    point = compared.points[group.choice.id]
    return {
        "group": group.choice.id,
        "part": point.part,
        "blocks": list(dict.fromkeys(place.block for place in group.choice.places)),
        "options": [{"index": option.index, "texts": list(option.texts)} for option in point.options],
        "outcomes": [
            {
                "scenario": name,
                "decision": said(group.choice, one.chosen),
                "moot": one.moot,
                "kept": [] if one.moot else [option.index for option in kept(point, one.chosen)],
            }
            for name, one in zip(compared.names, group.each, strict=True)
        ],
    }


def _value_as_json(value: "Wordings", compared: _Compared) -> dict[str, object]:
    said_by_each = zip(compared.names, value.each, strict=True)
    return {
        "value": value.name,
        "outcomes": [{"scenario": name, "words": dict(words.words) if words else None} for name, words in said_by_each],
    }


def _show_csv(compared: _Compared) -> None:
    """Print one row for each group and value, and two columns for each scenario: what it decides, what it keeps."""
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    heads = (head for name in compared.names for head in (name, f"{name}: text"))
    writer.writerow(("group", "place", *heads))
    for group in compared.comparison.differences:
        point = compared.points[group.choice.id]
        cells = (
            cell
            for one in group.each
            for cell in (
                f"moot ({said(group.choice, one.chosen)})" if one.moot else said(group.choice, one.chosen),
                "" if one.moot else joined(kept(point, one.chosen)),
            )
        )
        writer.writerow((group.choice.id, place_of(group.choice), *cells))
    for value in compared.comparison.values:
        words = (_words(one, compared.language) for one in value.each)
        writer.writerow((value.name, "value", *(cell for one in words for cell in ("" if one else "open", one))))
