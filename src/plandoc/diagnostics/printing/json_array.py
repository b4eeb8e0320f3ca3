"""Findings as one JSON array; `docs/commands.md` says what each key means."""

import json
from collections.abc import Iterable

from plandoc.diagnostics.diagnostic import Diagnostic
from plandoc.diagnostics.printing.places import Texts, place
from plandoc.spans import Span


def print_json(diagnostics: Iterable[Diagnostic], texts: Texts) -> str:
    """Return an array with one object a finding; every object has the same keys, unknown places are null."""
    findings = [_finding(diagnostic, texts) for diagnostic in diagnostics]
    return json.dumps(findings, ensure_ascii=False, indent=2) + "\n"


def _finding(diagnostic: Diagnostic, texts: Texts) -> dict[str, object]:
    return {
        "code": diagnostic.code.name,
        "severity": diagnostic.severity.value,
        "title": diagnostic.code.title,
        "message": diagnostic.message,
        **_place(diagnostic.span, texts),
        "hint": diagnostic.hint,
        "related": [{"message": one.message, **_place(one.span, texts)} for one in diagnostic.related],
    }


def _place(span: Span, texts: Texts) -> dict[str, object]:
    where = place(span, texts)
    return {
        "path": where.path or None,
        "line": where.start and where.start.line,
        "column": where.start and where.start.column,
        "end_line": where.end and where.end.line,
        "end_column": where.end and where.end.column,
    }
