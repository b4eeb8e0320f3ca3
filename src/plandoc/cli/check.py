"""`plandoc check`: every finding of a workspace, in one run."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from plandoc.cli.console import show_findings
from plandoc.cli.workspace import open_workspace
from plandoc.diagnostics import Diagnostic, Findings, Severity
from plandoc.diagnostics.printing import Texts, print_annotations, print_concise, print_json, print_sarif, summary


class Form(StrEnum):
    """How findings are printed."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


def check(
    context: typer.Context,
    form: Annotated[Form, typer.Option("--format", help="How to print the findings.")] = Form.FULL,
    *,
    notes: Annotated[bool, typer.Option("--notes", help="Show what is merely worth knowing, too.")] = False,
) -> None:
    """Check all sources, scenarios and settings; exit code 1 if there is an error."""
    opened = open_workspace(context)
    report(opened.findings, opened.texts, form, notes=notes)


def report(findings: Findings, texts: Texts, form: Form, *, notes: bool) -> None:
    """Print findings, and to the standard error how many there are; end with exit code 1 if one is an error."""
    shown = tuple(one for one in findings if notes or one.severity is not Severity.NOTE)
    _show(shown, texts, form)
    if form in (Form.FULL, Form.CONCISE):
        hidden = len(findings) - len(shown)
        more = f" (and {hidden} {'note' if hidden == 1 else 'notes'}: --notes)" if hidden else ""
        sys.stdout.flush()
        sys.stderr.write(f"{summary(shown)}{more}\n")
    if findings.has_errors():
        raise typer.Exit(1)


def _show(diagnostics: tuple[Diagnostic, ...], texts: Texts, form: Form) -> None:
    match form:
        case Form.FULL:
            show_findings(diagnostics, texts, sys.stdout)
        case Form.CONCISE:
            sys.stdout.write(print_concise(diagnostics, texts))
        case Form.JSON:
            sys.stdout.write(print_json(diagnostics, texts))
        case Form.SARIF:
            from plandoc import __version__

            sys.stdout.write(print_sarif(diagnostics, texts, version=__version__))
        case Form.GITHUB:
            sys.stdout.write(print_annotations(diagnostics, texts))
