"""`plandoc compare`: a redline of two texts, as a file to take away."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.console import refuse, show_findings
from plandoc.cli.versions import VersionReader
from plandoc.cli.workspace import Opened, open_workspace
from plandoc.diagnostics import Findings, Severity
from plandoc.diagnostics.printing import texts_by_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plandoc.build.workers import Task
    from plandoc.model.order import Version
    from plandoc.model.workspace import Workspace
    from plandoc.spans import SourceText

AUTHOR = "plandoc"


def compare(  # noqa: PLR0913 - one argument for each option of the command
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="A", help="The text that is changed: a scenario, bracketed, …")],
    second: Annotated[str, typer.Argument(metavar="B", help="What it is changed to; also a git revision, REV:NAME.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="A .docx, .html or .pdf file.")],
    *,
    document: Annotated[str, typer.Option(help="A name in plandoc.toml; without it, the first.")] = "",
    lang: Annotated[str, typer.Option(help="The language; without it, that of the sources.")] = "",
    author: Annotated[str, typer.Option(help="Whose changes these are.")] = AUTHOR,
    date: Annotated[str, typer.Option(metavar="ISO", help="When they were made: 2022-03-28.")] = "",
) -> None:
    """Write the redline from A to B: in Word as tracked changes, in HTML with a list of them."""
    from plandoc.build.targets import Target
    from plandoc.build.workers import Task
    from plandoc.pipeline import compare as compare_versions
    from plandoc.redline import has_changes

    opened = open_workspace(context)
    folder: Path = context.find_root().obj
    file = folder / output
    output_format = _format(file, opened)
    created = _created()
    dated = _date(date) if date else created
    reader = VersionReader(here=opened, document=document, language=lang or opened.workspace.settings.language)
    versions = reader.read(first), reader.read(second)
    findings = Findings()
    compared = compare_versions(*versions, author, dated, findings)
    target = Target(order=versions[1].order, format=output_format)
    data = _rendered(Task(target=target, printed=compared), versions, findings, opened.root, created)
    _write(file, data)
    sys.stderr.write(f"written: {output}{'' if has_changes(compared) else '; the two texts are the same'}\n")


def _format(file: Path, opened: Opened) -> str:
    """Return the format of the file's ending; end the command where nothing may be written there."""
    from plandoc.render import FORMATS

    output_format = file.suffix.removeprefix(".")
    if output_format not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        refuse(f"'{file.name}' does not say in which format.", f"Its name ends with one of {known}.")
    if not file.parent.is_dir():
        refuse(f"There is no folder {file.parent}.", "Make it first.")
    if file.is_dir():
        refuse(f"{file} is a folder.", "Name a file in it.")
    inputs = (opened.workspace.settings.sources, "locales", "templates")
    if any(file.resolve().is_relative_to((opened.root / name).resolve()) for name in inputs):
        refuse(f"{file} lies among the files that plandoc reads.", "Name a file elsewhere, for example in build/.")
    return output_format


def _created() -> datetime:
    from plandoc.build import created_time

    try:
        return created_time(os.environ)
    except ValueError as error:
        refuse(f"{error}.")


def _date(text: str) -> datetime:
    """Return a date, or a date and time, in UTC where no zone is named."""
    try:
        date = datetime.fromisoformat(text)
    except ValueError:
        refuse(f"'{text}' is no date.", "Write 2022-03-28, or 2022-03-28T15:00:00+02:00.")
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _rendered(
    task: "Task", versions: "tuple[Version, Version]", findings: Findings, root: Path, created: datetime
) -> bytes:
    """Return the bytes of the file; end with exit code 1, showing why, where there is an error."""
    from plandoc.build.faults import report_notice, report_template
    from plandoc.build.workers import Fault, Workshop
    from plandoc.pipeline import render_document
    from plandoc.render.templates import load_templates

    second = versions[1].workspace
    texts = (*versions[0].workspace.texts, *second.texts)
    templates = load_templates(root / "templates")
    if _may_be_rendered(task, second, findings):
        rendered = Workshop(render=render_document, templates=templates, created=created).make(task).rendered
        if not isinstance(rendered, Fault):
            for notice in rendered.notices:
                report_notice(notice, f"the {task.target.format} file", findings)
            _show_errors(findings, texts)
            return rendered.data
        text = report_template(rendered, templates, findings)
        texts = (*texts, *((text,) if text else ()))
    _show_errors(findings, texts)
    sys.stderr.write("Nothing was written.\n")
    raise typer.Exit(1)


def _may_be_rendered(task: "Task", workspace: "Workspace", findings: Findings) -> bool:
    """Return whether nothing forbids writing the file; pages need their fonts and a glyph for every character."""
    from plandoc.build import stops
    from plandoc.build.preflight import has_fonts, has_glyphs

    if any(stops(finding, None) for finding in findings):
        return False
    if task.target.format != "pdf":
        return True
    return has_fonts(workspace, findings) and has_glyphs(task.printed, workspace, findings)


def _show_errors(findings: Findings, texts: "Iterable[SourceText]") -> None:
    errors = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    show_findings(errors, texts_by_path(texts), sys.stderr)


def _write(file: Path, data: bytes) -> None:
    from plandoc.build.writing import write_whole

    try:
        write_whole(file, data)
    except OSError as error:
        sys.stderr.write(f"error: {file} cannot be written: {error.strerror}.\n")
        raise typer.Exit(1) from error
