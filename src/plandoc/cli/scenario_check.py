"""`plandoc scenario check`: how far scenarios are, and what is wrong with each."""

import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.console import show_findings, show_table
from plandoc.cli.scenario_rows import find_scenario, joined, place_of, shortened
from plandoc.cli.workspace import Opened, open_text
from plandoc.diagnostics import Diagnostic, Severity
from plandoc.diagnostics.printing import print_json, summary

if TYPE_CHECKING:
    from plandoc.choices.standing import Standing
    from plandoc.model.scenario import Scenario

_CELLS = 60
"""How wide the options of a group are in the table."""


class Form(StrEnum):
    """How the state of scenarios is printed."""

    TABLE = "table"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """A scenario, how far it is, and what was found in its file."""

    scenario: "Scenario"
    standing: "Standing"
    blanks: tuple[str, ...]
    """Values of the texts that neither the scenario nor the workspace has words for."""
    findings: tuple[Diagnostic, ...]


def check_named(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME…]", help="Only these scenarios; without a name, all.")
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="How to print it.")] = Form.TABLE,
    *,
    complete: Annotated[
        bool, typer.Option("--complete", help="End with exit code 1 if a group is undecided, too.")
    ] = False,
) -> None:
    """Check scenarios: what each leaves undecided, and entries that are wrong; exit code 1 if there is an error."""
    opened = open_text(context)
    workspace = opened.workspace
    asked = tuple(find_scenario(workspace, name) for name in dict.fromkeys(names or ())) or workspace.scenarios
    checked = _checked(opened, asked)
    if form is Form.JSON:
        _show_json(checked, opened)
    else:
        _show_tables(checked, opened)
    found = tuple(finding for one in checked for finding in one.findings)
    undecided = complete and any(one.standing.undecided for one in checked)
    if undecided or any(finding.severity is Severity.ERROR for finding in found):
        raise typer.Exit(1)


def _checked(opened: Opened, scenarios: "tuple[Scenario, ...]") -> tuple[_Checked, ...]:
    from plandoc.choices.checking import value_names
    from plandoc.choices.decide import inherit
    from plandoc.choices.standing import standing
    from plandoc.model.choices import choices

    registry, used = choices(opened.workspace.parts), value_names(opened.workspace.parts)
    found = []
    for scenario in scenarios:
        whole = inherit(scenario, opened.workspace.settings.values)
        settled = {value.name for value in whole.values}
        found.append(
            _Checked(
                scenario=scenario,
                standing=standing(registry, whole),
                blanks=tuple(name for name in used if name not in settled),
                findings=tuple(one for one in opened.findings if one.span.path == scenario.span.path),
            )
        )
    return tuple(found)


def _show_tables(checked: tuple[_Checked, ...], opened: Opened) -> None:
    from plandoc.ledger.inventory import open_points

    heads = ("name", "decided", "open", "moot", "blanks", "errors", "warnings", "notes")
    show_table(heads, [_counts(one) for one in checked], numbers=frozenset(heads[1:]))
    points = {point.choice.id: point for point in open_points(opened.workspace.parts)}
    rows = [
        (one.scenario.name, choice.id, place_of(choice), shortened(joined(points[choice.id].options), _CELLS))
        for one in checked
        for choice in one.standing.undecided
    ]
    if rows:
        sys.stdout.write("\n")
        show_table(("name", "undecided", "place", "options"), rows)
    found = [finding for one in checked for finding in one.findings]
    if found:
        sys.stdout.write("\n")
        show_findings(found, opened.texts, sys.stdout)
    sys.stdout.flush()
    sys.stderr.write(f"{summary(found)}\n")


def _counts(checked: _Checked) -> tuple[str, ...]:
    stands = checked.standing
    severities = [finding.severity for finding in checked.findings]
    counts = (
        *(len(groups) for groups in (stands.decided, stands.undecided, stands.moot)),
        len(checked.blanks),
        *(severities.count(severity) for severity in Severity),
    )
    return checked.scenario.name, *(str(count) for count in counts)


def _show_json(checked: tuple[_Checked, ...], opened: Opened) -> None:
    import json

    content = [
        {
            "name": one.scenario.name,
            "path": one.scenario.span.path,
            "title": one.scenario.title,
            "provenance": {
                "who": one.scenario.provenance.who,
                "when": one.scenario.provenance.when,
                "session": one.scenario.provenance.session,
            },
            "decided": [choice.id for choice in one.standing.decided],
            "open": [choice.id for choice in one.standing.undecided],
            "moot": [choice.id for choice in one.standing.moot],
            "blanks": list(one.blanks),
            "findings": json.loads(print_json(one.findings, opened.texts)),
        }
        for one in checked
    ]
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
