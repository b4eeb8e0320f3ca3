"""Files that a command writes where it is told to: which format, whether there, and how they are rendered."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plandoc.cli.console import refuse, show_findings
from plandoc.cli.workspace import Opened
from plandoc.diagnostics import Findings, Severity
from plandoc.diagnostics.printing import texts_by_path

if TYPE_CHECKING:
    from plandoc.model.printed import PrintedDocument
    from plandoc.model.workspace import Workspace
    from plandoc.spans import SourceText


def format_of(file: Path, opened: Opened, formats: Iterable[str]) -> str:
    """Return which of the formats the file's ending names; end the command where nothing may be written there."""
    output_format = file.suffix.removeprefix(".")
    if output_format not in formats:
        known = ", ".join(f".{name}" for name in formats)
        refuse(f"'{file.name}' does not say in which format.", f"Its name ends with one of {known}.")
    if not file.parent.is_dir():
        refuse(f"There is no folder {file.parent}.", "Make it first.")
    if file.is_dir():
        refuse(f"{file} is a folder.", "Name a file in it.")
    inputs = (opened.workspace.settings.sources, "locales", "templates")
    if any(file.resolve().is_relative_to((opened.root / name).resolve()) for name in inputs):
        refuse(f"{file} lies among the files that plandoc reads.", "Name a file elsewhere, for example in build/.")
    return output_format


def created_or_refuse() -> datetime:
    """Return the time that files bear: that of SOURCE_DATE_EPOCH, or now."""
    from plandoc.build import created_time

    try:
        return created_time(os.environ)
    except ValueError as error:
        refuse(f"{error}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What a document is rendered with."""

    root: Path
    """The folder of plandoc.toml, which may have templates of its own."""
    workspace: "Workspace"
    """Where its words come from."""
    texts: "tuple[SourceText, ...]" = ()
    """Other texts that findings may point into."""
    created: datetime

    def rendered(self, printed: "PrintedDocument", output_format: str, findings: Findings) -> bytes:
        """Return the bytes of the file; end with exit code 1, showing why, where there is an error."""
        from plandoc.build.faults import report_notice, report_template
        from plandoc.build.workers import Fault
        from plandoc.pipeline import render_document
        from plandoc.render.templates import TemplateFault, load_templates

        texts = (*self.texts, *self.workspace.texts)
        templates = load_templates(self.root / "templates")
        if self._may_be_rendered(printed, output_format, findings):
            try:
                rendered = render_document(printed, output_format, templates, self.created)
            except TemplateFault as error:
                fault = Fault(file=error.file, line=error.line, message=error.message)
                text = report_template(fault, templates, findings)
                texts = (*texts, *((text,) if text else ()))
            else:
                for notice in rendered.notices:
                    report_notice(notice, f"the {output_format} file", findings)
                show_errors(findings, texts)
                return rendered.data
        show_errors(findings, texts)
        sys.stderr.write("Nothing was written.\n")
        raise typer.Exit(1)

    def _may_be_rendered(self, printed: "PrintedDocument", output_format: str, findings: Findings) -> bool:
        """Return whether nothing forbids it; pages need their fonts and a glyph for every character."""
        from plandoc.build import stops
        from plandoc.build.preflight import has_fonts, has_glyphs

        if any(stops(finding, None) for finding in findings):
            return False
        if output_format != "pdf":
            return True
        return has_fonts(self.workspace, findings) and has_glyphs(printed, self.workspace, findings)


def show_errors(findings: Findings, texts: "Iterable[SourceText]") -> None:
    """Print the errors among the findings, and nothing else of them."""
    errors = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    show_findings(errors, texts_by_path(texts), sys.stderr)


def write_file(file: Path, data: bytes) -> None:
    """Write a file whole; end with exit code 1 where it cannot be written, and leave what was there."""
    from plandoc.build.writing import write_whole

    try:
        write_whole(file, data)
    except OSError as error:
        sys.stderr.write(f"error: {file} cannot be written: {error.strerror}.\n")
        raise typer.Exit(1) from error
