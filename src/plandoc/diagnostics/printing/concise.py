"""Findings one a line, as editors and `grep` read them: `path:line:column: severity code message`."""

from collections.abc import Iterable

from plandoc.diagnostics.diagnostic import Diagnostic
from plandoc.diagnostics.printing.places import Texts, place


def print_concise(diagnostics: Iterable[Diagnostic], texts: Texts) -> str:
    """Return one line for each finding; a finding that no file caused has no place before it."""
    return "".join(f"{_line(diagnostic, texts)}\n" for diagnostic in diagnostics)


def _line(diagnostic: Diagnostic, texts: Texts) -> str:
    where = str(place(diagnostic.span, texts))
    message = " ".join(diagnostic.message.split())
    words = f"{diagnostic.severity.value} {diagnostic.code.name} {message}"
    return f"{where}: {words}" if where else words
