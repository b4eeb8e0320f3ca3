"""`plandoc report trace`: which question feeds which indicator, and which choice counts where."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.console import Form, refuse
from plandoc.cli.files import Press, created_or_refuse, format_of, show_errors, write_file
from plandoc.cli.scenario_rows import find_scenario
from plandoc.cli.workspace import Opened, open_workspace
from plandoc.diagnostics import Findings

if TYPE_CHECKING:
    from plandoc.forms.traced import Trace

_DATA = ("csv", "json")
"""Endings of files that hold what hangs together as data; the overview has those of documents."""


def trace(
    context: typer.Context,
    identifier: Annotated[
        str, typer.Argument(metavar="[ID]", help="An indicator, a question, or a printed number.", show_default=False)
    ] = "",
    *,
    scenario: Annotated[str, typer.Option(help="The form that this scenario leaves.")] = "",
    lang: Annotated[str, typer.Option(help="The language of the words; without it, that of the sources.")] = "",
    form: Annotated[Form | None, typer.Option("--format", help="How to print it; as a table if not given.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write an overview: .docx, .pdf, .html; or .csv, .json."),
    ] = None,
) -> None:
    """Show which question feeds which indicator, and which of its choices count where; of one, or of all."""
    from plandoc.cli.trace_forms import as_csv, as_json, show_matrix, show_named

    opened = open_workspace(context)
    if output is not None and form is not None:
        refuse("The ending of the file says the form already.", "Leave --format out, or -o.")
    findings = Findings()
    traced = _traced(opened, scenario, lang, findings)
    wanted = _wanted(traced, identifier) if identifier else frozenset[str]()
    traced = traced.only(wanted) if wanted else traced
    if output is not None:
        _write(opened, traced, context.find_root().obj / output, findings)
        sys.stderr.write(f"written: {output}\n")
        return
    match form or Form.TABLE:
        case Form.TABLE if wanted:
            show_named(traced, wanted)
        case Form.TABLE:
            show_matrix(traced)
        case Form.JSON:
            sys.stdout.write(as_json(traced))
        case Form.CSV:
            sys.stdout.write(as_csv(traced))


def _traced(opened: Opened, scenario: str, language: str, findings: Findings) -> "Trace":
    """Return what hangs together; end the command where there is no such thing, or errors forbid it."""
    from plandoc.build import nearest
    from plandoc.build.stopping import stops_form
    from plandoc.forms.tracing import trace_report

    workspace = opened.workspace
    if workspace.report is None:
        refuse("The workspace has no report format.", "docs/report-format.md says how one is written.")
    decided = find_scenario(workspace, scenario) if scenario else None
    known = workspace.settings.languages
    if language and language not in known:
        refuse(f"There is no language '{language}'.", nearest(language, known))
    traced = trace_report(workspace, language or workspace.settings.language, decided, findings)
    both = Findings()
    both.extend((*opened.findings, *findings))
    if traced is None or any(stops_form(finding, scenario or None) for finding in both):
        show_errors(both, workspace.texts)
        sys.stderr.write("The report format has errors, so nothing can be traced in it.\n")
        raise typer.Exit(1)
    return traced


def _wanted(traced: "Trace", name: str) -> frozenset[str]:
    """Return the ids of the indicator or the questions that a name means; end the command unless it means one thing."""
    from plandoc.build import nearest

    found = traced.named(name)
    if not found:
        names = (name for one in traced.indicators for name in (one.id, one.short))
        known = (*names, *(one.id for one in traced.questions))
        refuse(f"There is no indicator and no question '{name}'.", nearest(name, known))
    if len(found) > 1 and any(one.id in found for one in traced.indicators):
        refuse(f"'{name}' may be any of several indicators.", f"Say which: {', '.join(sorted(found))}.")
    return found


def _write(opened: Opened, traced: "Trace", file: Path, findings: Findings) -> None:
    """Write what hangs together as data, or as a document."""
    from plandoc.cli.trace_forms import as_csv, as_json
    from plandoc.render import FORMATS

    output_format = format_of(file, opened, (*FORMATS, *_DATA))
    if output_format == "json":
        write_file(file, as_json(traced).encode())
    elif output_format == "csv":
        # With a mark of its encoding, which spreadsheets look for in a file.
        write_file(file, as_csv(traced).encode("utf-8-sig"))
    else:
        from plandoc.forms.tracing_document import trace_document

        press = Press(root=opened.root, workspace=opened.workspace, created=created_or_refuse())
        write_file(file, press.rendered(trace_document(opened.workspace, traced), output_format, findings))
