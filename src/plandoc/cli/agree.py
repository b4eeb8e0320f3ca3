"""`plandoc agree`: groups settled for good, in the sources and in every language at once."""

import re
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.console import refuse, show_findings, show_table
from plandoc.cli.permanent import end_refused, finish, glossary_of, open_sound_workspace
from plandoc.cli.workspace import Opened
from plandoc.diagnostics import Severity
from plandoc.diagnostics.printing import summary

if TYPE_CHECKING:
    from plandoc.agreement.agreeing import Agreed
    from plandoc.model.scenario import Scenario
    from plandoc.source.history_writing import Record

_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def agree(  # noqa: PLR0913 - one parameter for each option of the command
    context: typer.Context,
    settled: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="LABEL=OPTION…",
            help="OPTION: keep, drop, none or a number; or VALUE=words, VALUE:LANGUAGE=words.",
        ),
    ] = None,
    scenario: Annotated[str, typer.Option("--scenario", help="Settle everything that this scenario decides.")] = "",
    session: Annotated[str, typer.Option("--session", help="For history: the meeting.")] = "",
    by: Annotated[str, typer.Option("--by", help="For history: who agreed.", metavar="WHO")] = "",
    date: Annotated[str, typer.Option("--date", help="For history: the day, as 2022-03-28.", metavar="DAY")] = "",
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")] = False,
) -> None:
    """Settle groups in the sources and in every PO file, with the mends of clean text; undo with git."""
    from plandoc.agreement.agreeing import agree as settle
    from plandoc.agreement.decisions import read_decisions
    from plandoc.agreement.refusal import RefusedError
    from plandoc.source.history_writing import Record

    if date and not _DATE.fullmatch(date):
        refuse(f"'{date}' is no day.", "Write it as 2022-03-28.")
    opened = open_sound_workspace(context)
    chosen = _scenario(opened, scenario) if scenario else None
    try:
        decisions = read_decisions(settled or (), opened.workspace, chosen)
        record = Record(when=date, session=session, by=by)
        agreed = settle(opened.workspace, decisions, record, glossary_of(opened.root))
    except RefusedError as error:
        end_refused(error)
    if not dry_run:
        _show(agreed.record)
    finish(opened, agreed.change.texts, is_dry=dry_run)
    _show_findings(opened, agreed)


def _scenario(opened: Opened, name: str) -> "Scenario":
    from plandoc.build import nearest

    found = opened.workspace.scenario(name)
    if found is None:
        refuse(f"There is no scenario '{name}'.", nearest(name, (one.name for one in opened.workspace.scenarios)))
    return found


def _show(record: "Record") -> None:
    rows = [(group, one.decision, ", ".join(one.blocks)) for group, one in record.choices.items()]
    rows += [(value.name, " / ".join(words for _, words in value.words), "") for value in record.values]
    rows += [(group, "gone with the option round it", "") for group in record.gone]
    show_table(("group", "settled as", "stands in"), rows)
    for block in record.removed:
        sys.stdout.write(f"removed: {block}\n")


def _show_findings(opened: Opened, agreed: "Agreed") -> None:
    """Show every mend that was written, and what somebody should look at."""
    sys.stdout.flush()
    for one in agreed.change.findings:
        if one.severity is Severity.NOTE:
            sys.stderr.write(f"{one.message}\n")
    doubts = tuple(one for one in agreed.change.findings if one.severity is not Severity.NOTE)
    show_findings(doubts, opened.texts, sys.stderr)
    show_findings(agreed.warnings, agreed.texts, sys.stderr)
    if doubts or len(agreed.warnings):
        sys.stderr.write(f"{summary((*doubts, *agreed.warnings))}: look at these places.\n")
