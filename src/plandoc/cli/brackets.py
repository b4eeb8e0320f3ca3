"""`plandoc brackets`: every open point with its place, options and proposers, and the text that hangs on it."""

import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.console import Form, refuse
from plandoc.cli.files import Press, created_or_refuse, format_of, show_errors, write_file
from plandoc.cli.workspace import Opened, open_workspace
from plandoc.diagnostics import Findings

if TYPE_CHECKING:
    from plandoc.cli.bracket_forms import Listed
    from plandoc.ledger.revisions import Compared

_DATA = ("csv", "json")
"""Endings of files that hold the list as data; the ledger of open points has those of documents."""


def brackets(
    context: typer.Context,
    form: Annotated[Form | None, typer.Option("--format", help="How to print them; as a table if not given.")] = None,
    *,
    since: Annotated[
        str, typer.Option(metavar="REV", help="Also what was opened, closed, changed since a git revision.")
    ] = "",
    lang: Annotated[str, typer.Option(help="The language of the words; without it, that of the sources.")] = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write a ledger: .docx, .pdf, .html; or .csv, .json."),
    ] = None,
) -> None:
    """List every bracket group: id, place, options, proposers, nesting, words affected, and the totals of each part."""
    from plandoc.cli.bracket_forms import as_csv, as_json, show_tables

    opened = open_workspace(context)
    language = _language(opened, lang)
    if output is not None:
        if form is not None:
            refuse("The ending of the file says the form already.", "Leave --format out, or -o.")
        _write(opened, context.find_root().obj / output, since, language)
        sys.stderr.write(f"written: {output}\n")
        return
    listed = _listed(opened, since, language)
    match form or Form.TABLE:
        case Form.TABLE:
            show_tables(listed)
        case Form.JSON:
            sys.stdout.write(as_json(listed))
        case Form.CSV:
            sys.stdout.write(as_csv(listed))


def _language(opened: Opened, language: str) -> str:
    from plandoc.build import nearest

    known = [locale.language for locale in opened.workspace.locales]
    if language and language not in known:
        refuse(f"There is no language '{language}'.", nearest(language, known))
    return language or opened.workspace.settings.language


def _listed(opened: Opened, since: str, language: str) -> "Listed":
    from plandoc.cli.bracket_forms import Listed
    from plandoc.ledger.inventory import open_points, part_totals
    from plandoc.ledger.parts import parts_in

    parts = parts_in(opened.workspace, language)
    points = open_points(parts)
    compared = _compared(opened, since, language) if since else None
    return Listed(
        points=points,
        totals=part_totals(parts, points),
        positions=opened.workspace.positions,
        language=language,
        compared=compared,
        marks=compared.since.marks() if compared else {},
    )


def _compared(opened: Opened, revision: str, language: str) -> "Compared":
    """Return what happened since a revision; end the command where there is none, or its sources have errors."""
    from plandoc.build import stops
    from plandoc.ledger.revisions import compare_revision
    from plandoc.source.revision import UnreadableRevision, read_revision

    findings = Findings()
    try:
        before = read_revision(opened.root, revision, findings)
    except UnreadableRevision as error:
        refuse(str(error), error.hint)
    if any(stops(finding, None) for finding in findings):
        show_errors(findings, before.texts)
        sys.stderr.write(f"The sources at {revision} have errors, so nothing can be compared with them.\n")
        raise typer.Exit(1)
    return compare_revision(before, opened.workspace, revision, language)


def _write(opened: Opened, file: Path, since: str, language: str) -> None:
    """Write the list as data, or the ledger of open points as a document."""
    from plandoc.cli.bracket_forms import as_csv, as_json
    from plandoc.render import FORMATS

    output_format = format_of(file, opened, (*FORMATS, *_DATA))
    if output_format == "json":
        write_file(file, as_json(_listed(opened, since, language)).encode())
    elif output_format == "csv":
        # With a mark of its encoding, which spreadsheets look for in a file.
        write_file(file, as_csv(_listed(opened, since, language)).encode("utf-8-sig"))
    else:
        write_file(file, _ledger(opened, output_format, since, language))


def _ledger(opened: Opened, output_format: str, since: str, language: str) -> bytes:
    from plandoc.ledger.document import ledger_document

    press = Press(root=opened.root, workspace=opened.workspace, created=created_or_refuse())
    compared = _compared(opened, since, language) if since else None
    if compared is not None:
        compared = _with_chart(compared, opened, language)
    # What is wrong with a scenario says nothing of what is open.
    findings = Findings()
    findings.extend(tuple(one for one in opened.findings if PurePosixPath(one.span.path).parent.name != "scenarios"))
    return press.rendered(ledger_document(opened.workspace, language, compared), output_format, findings)


def _with_chart(compared: "Compared", opened: Opened, language: str) -> "Compared":
    """Return the comparison with its chart; what cannot be counted is said and left out."""
    from plandoc.build.writing import make_writable
    from plandoc.ledger.chart import FAMILIES, draw_counts
    from plandoc.ledger.document import chart_words
    from plandoc.ledger.revisions import count_revisions

    words = chart_words(opened.workspace, language)
    counted = count_revisions(opened.root, compared.revision, opened.workspace, words.now)
    for sentence in counted.left_out:
        sys.stderr.write(f"not in the chart: {sentence}\n")
    build = opened.root / "build"
    with suppress(OSError):
        make_writable(build)
    cache = build / ".cache" / "matplotlib"
    return replace(compared, chart=draw_counts(counted.counts, words, FAMILIES, cache))
