"""`plandoc scenario`: what saved sets of choices decide, and changing one choice in a file."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.console import refuse, show_table
from plandoc.cli.scenario_check import check_named
from plandoc.cli.scenario_compare import compare_scenarios
from plandoc.cli.scenario_merge import merge_scenarios
from plandoc.cli.scenario_rows import find_scenario, joined, kept, said
from plandoc.cli.workspace import open_text

if TYPE_CHECKING:
    from plandoc.ledger.inventory import OpenPoint
    from plandoc.model.choices import Choice
    from plandoc.model.inline import Chosen

scenario = typer.Typer(
    help="Saved sets of choices: list, show, change, check, compare and merge them.", no_args_is_help=True
)
scenario.command("check")(check_named)
scenario.command("compare")(compare_scenarios)
scenario.command("merge")(merge_scenarios)


@scenario.command("list")
def list_scenarios(context: typer.Context) -> None:
    """List the scenarios: where each comes from, how many groups it decides, leaves open, and makes moot."""
    from plandoc.choices.standing import standing
    from plandoc.model.choices import choices

    workspace = open_text(context).workspace
    listed = choices(workspace.parts)
    rows = []
    for one in workspace.scenarios:
        stands, source = standing(listed, one), one.provenance
        counts = (len(group) for group in (stands.decided, stands.undecided, stands.moot))
        rows.append((one.name, one.title, *(str(count) for count in counts), source.who, source.when, source.session))
    heads = ("name", "title", "decided", "open", "moot", "who", "when", "session")
    show_table(heads, rows, numbers=frozenset({"decided", "open", "moot"}))


@scenario.command("show")
def show_scenario(
    context: typer.Context, name: Annotated[str, typer.Argument(help="Name of the scenario: its file without .yaml.")]
) -> None:
    """Show what a scenario decides of every group, with the words that it keeps and leaves out."""
    from plandoc.choices.decide import decide
    from plandoc.ledger.inventory import open_points

    opened = open_text(context)
    shown = find_scenario(opened.workspace, name)
    points = open_points(opened.workspace.parts)
    decisions = decide(tuple(point.choice for point in points), shown)
    rows = [_row(point, decisions[point.choice.id]) for point in points]
    show_table(("group", "decision", "kept", "left out"), rows)
    for value in shown.values:
        words = ", ".join(f"{language}: {text}" for language, text in value.words)
        sys.stdout.write(f"{value.name} = {words}\n")
    for key in ("title", "who", "when", "session"):
        text = shown.title if key == "title" else getattr(shown.provenance, key)
        if text:
            sys.stdout.write(f"{key}: {text}\n")


@scenario.command("set")
def set_choices(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of the scenario.")],
    settings: Annotated[
        list[str], typer.Argument(metavar="GROUP=DECISION…", help="DECISION: open, keep, drop, none or a number.")
    ],
) -> None:
    """Decide groups in a scenario's file; comments and everything else in it stay as they are."""
    from plandoc.build.writing import write_whole
    from plandoc.model.choices import choices
    from plandoc.source.scenarios import set_choice
    from plandoc.spans import source_text

    opened = open_text(context)
    path = find_scenario(opened.workspace, name).span.path
    listed = choices(opened.workspace.parts)
    changed = opened.texts[path]
    for setting in settings:
        pattern, decision = _setting(setting, listed)
        try:
            changed = source_text(path, set_choice(changed, pattern, decision))
        except ValueError:
            refuse(f"{path} is not valid and stays as it is.", "`plandoc check` says where.")
    write_whole(opened.root / path, changed.text.encode())
    sys.stdout.write(f"written: {path}\n")


def _setting(setting: str, listed: "tuple[Choice, ...]") -> tuple[str, str]:
    """Return pattern and decision of `GROUP=DECISION`, if there is such a group and it can be decided like this."""
    from plandoc.build import nearest
    from plandoc.choices.decide import names
    from plandoc.source.scenarios import read_decision

    pattern, equals, decision = setting.rpartition("=")
    if not equals:
        refuse(f"'{setting}' is not GROUP=DECISION.", "For example: a/5#funds=drop")
    named = [choice for choice in listed if names(pattern, choice)]
    if not named:
        refuse(f"There is no group '{pattern}'.", nearest(pattern, (choice.id for choice in listed)))
    meant = read_decision(decision)
    if meant is None:
        known = ("open", "keep", "drop", "none")
        refuse(f"'{decision}' decides nothing.", f"{nearest(decision, known)} A number chooses that option.")
    fitting = [choice for choice in named if _fits(choice, decision)]
    if not fitting:
        allowed = "open, keep or drop" if named[0].options == 1 else f"open, none or 1 to {named[0].options}"
        refuse(f"{named[0].id} cannot be decided as '{decision}'.", f"Its decision is {allowed}.")
    return pattern, decision


def _fits(choice: "Choice", decision: str) -> bool:
    if decision in ("keep", "drop"):
        return choice.options == 1
    return not decision.isdecimal() or int(decision) <= choice.options


def _row(point: "OpenPoint", chosen: "Chosen") -> tuple[str, str, str, str]:
    taken = kept(point, chosen)
    left = tuple(option for option in point.options if option not in taken)
    return point.choice.id, said(point.choice, chosen), joined(taken), joined(left)
