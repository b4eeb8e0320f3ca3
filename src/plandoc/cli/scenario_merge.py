"""`plandoc scenario merge`: several scenarios into one file, with what they differ about left open."""

import sys
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.console import refuse, show_findings, show_table
from plandoc.cli.scenario_rows import BRACKETED, counted, find_scenario, place_of, said
from plandoc.cli.workspace import Opened, open_text
from plandoc.diagnostics import Severity

if TYPE_CHECKING:
    from plandoc.choices.merging import Merged
    from plandoc.model.scenario import Scenario, SettledValue


def merge_scenarios(  # noqa: PLR0913 - one argument for each option of the command
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help="Names of two scenarios or more.")],
    *,
    output: Annotated[
        str,
        typer.Option("--output", "-o", help="Name of the scenario to write: its file without .yaml.", metavar="NAME"),
    ],
    prefer: Annotated[
        str, typer.Option("--prefer", help="Whose decision to take where they differ.", metavar="NAME")
    ] = "",
    title: Annotated[str, typer.Option("--title", help="Title of the new scenario.")] = "",
    who: Annotated[str, typer.Option("--who", help="Who made it.")] = "",
    when: Annotated[str, typer.Option("--when", help="The date, 2022-03-28.", metavar="DATE")] = "",
    session: Annotated[str, typer.Option("--session", help="The meeting.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Write over a scenario that is there.")] = False,
) -> None:
    """Merge scenarios into a new one; what they decide differently stays open, and ends with exit code 1."""
    from plandoc.choices.merging import merge
    from plandoc.model.choices import choices
    from plandoc.model.scenario import Provenance

    opened = open_text(context)
    merging = list(dict.fromkeys(names))
    scenarios = tuple(find_scenario(opened.workspace, name) for name in merging)
    if len(merging) < 2:  # noqa: PLR2004 - one alone is merged with nothing
        refuse("Two scenarios or more are merged.", "`plandoc scenario list` shows what there is.")
    path = _path(opened, output, force=force)
    if prefer and prefer not in merging:
        refuse(f"'{prefer}' is none of the scenarios that are merged.", f"They are: {', '.join(merging)}.")
    _end_on_errors(opened, scenarios)
    merged = merge(
        scenarios,
        choices(opened.workspace.parts),
        name=output,
        title=title,
        provenance=Provenance(who=who, when=when, session=session),
        prefer=merging.index(prefer) if prefer else None,
    )
    settled = f"; where they differ, as {prefer} has it" if prefer else ""
    _write(opened, path, merged, f"Merged from {', '.join(merging)}{settled}.")
    _show(merged, tuple(merging))
    if merged.conflicts or merged.values:
        raise typer.Exit(1)


def _path(opened: Opened, name: str, *, force: bool) -> PurePosixPath:
    """Return the path of the new file in the workspace; end with exit code 2 where it cannot have this name."""
    from plandoc.workbench.saving import is_name

    if not is_name(name) or name == BRACKETED:
        hint = "A name has letters and digits, with - or _ between them, and names no text that there is anyway."
        refuse(f"'{name}' cannot be the name of a scenario.", hint)
    path = PurePosixPath(opened.workspace.settings.sources) / "scenarios" / f"{name}.yaml"
    file = opened.root / path
    if not file.parent.resolve().is_relative_to(opened.root.resolve()):
        refuse(f"{path.parent} lies outside the workspace.", "Nothing outside it is written.")
    if file.is_dir() or (file.exists() and not force):
        refuse(f"There is a scenario '{name}' already.", "--force writes over it.")
    return path


def _end_on_errors(opened: Opened, scenarios: "tuple[Scenario, ...]") -> None:
    """End with exit code 1 where one of the scenarios has an error: what it means would be lost."""
    paths = {one.span.path for one in scenarios}
    errors = [one for one in opened.findings if one.severity is Severity.ERROR and one.span.path in paths]
    if errors:
        show_findings(errors, opened.texts, sys.stderr)
        sys.stderr.write("Nothing was written.\n")
        raise typer.Exit(1)


def _write(opened: Opened, path: PurePosixPath, merged: "Merged", comment: str) -> None:
    from plandoc.build.writing import write_whole
    from plandoc.source.scenario_writing import print_scenario

    file = opened.root / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, print_scenario(merged.scenario, (comment,)).encode())
    except OSError as error:
        sys.stderr.write(f"{path} cannot be written: {error.strerror or error}.\n")
        raise typer.Exit(1) from error
    sys.stdout.write(f"written: {path}\n")


def _show(merged: "Merged", names: tuple[str, ...]) -> None:
    """Say what was left open, and who decides what there."""
    rows = [
        (one.choice.id, place_of(one.choice), *(said(one.choice, each.chosen) for each in one.each))
        for one in merged.conflicts
    ]
    rows.extend((one.name, "value", *(_words(words) for words in one.each)) for one in merged.values)
    if rows:
        show_table(("left open", "place", *names), rows)
    sys.stdout.flush()
    counts = f"{counted(len(merged.scenario.entries), 'group')} decided, {len(merged.conflicts)} left open"
    values = f", and {counted(len(merged.values), 'value')}" if merged.values else ""
    sys.stderr.write(f"{counts}{values} because the scenarios differ.\n" if rows else f"{counts}.\n")


def _words(words: "SettledValue | None") -> str:
    """Return the words of a value in every language, each once."""
    return ", ".join(dict.fromkeys(text for _, text in words.words)) if words else "open"
