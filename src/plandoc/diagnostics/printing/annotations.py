"""Findings as workflow commands of GitHub, which shows them beside the changed lines.

Source: GitHub documentation, workflow commands, "Setting an error message".
"""

from collections.abc import Iterable

from plandoc.diagnostics.codes import Severity
from plandoc.diagnostics.diagnostic import Diagnostic
from plandoc.diagnostics.printing.places import Texts, place

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def print_annotations(diagnostics: Iterable[Diagnostic], texts: Texts) -> str:
    """Return one command a line for each finding."""
    return "".join(f"{_command(diagnostic, texts)}\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic, texts: Texts) -> str:
    where = place(diagnostic.span, texts)
    properties = {"file": where.path} if where.path else {}
    if where.start and where.end:
        properties |= {"line": str(where.start.line), "col": str(where.start.column)}
        properties |= {"endLine": str(where.end.line), "endColumn": str(where.end.column)}
    properties["title"] = diagnostic.code.name
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    words = f"{diagnostic.message} {diagnostic.hint}".strip()
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_data(words)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
