"""Findings as a SARIF 2.1.0 log, which code hosts and editors show beside the text.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) version 2.1.0, sections 3.13 to 3.30.
"""

import json
from collections.abc import Iterable
from urllib.parse import quote

from plandoc.diagnostics.codes import Code
from plandoc.diagnostics.diagnostic import Diagnostic, Related
from plandoc.diagnostics.printing.places import Texts, place
from plandoc.spans import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def print_sarif(diagnostics: Iterable[Diagnostic], texts: Texts, *, version: str) -> str:
    """Return a log with one run; `version` is that of plandoc."""
    findings = tuple(diagnostics)
    codes = {one.code.name: one.code for one in findings}
    rules = [codes[name] for name in sorted(codes)]
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "plandoc", "version": version, "rules": [_rule(code) for code in rules]}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, texts, rules.index(one.code)) for one in findings],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: Code) -> dict[str, object]:
    return {
        "id": code.name,
        "shortDescription": {"text": code.title},
        "help": {"text": f"`plandoc explain {code.name}` says what it means and how to mend it."},
        # The severities bear the names of SARIF's levels.
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(diagnostic: Diagnostic, texts: Texts, rule: int) -> dict[str, object]:
    words = f"{diagnostic.message} {diagnostic.hint}".strip()
    result: dict[str, object] = {
        "ruleId": diagnostic.code.name,
        "ruleIndex": rule,
        "level": diagnostic.severity.value,
        "message": {"text": words},
    }
    if diagnostic.span.path:
        result["locations"] = [_location(diagnostic.span, texts)]
    related = [_related(one, texts, number) for number, one in enumerate(diagnostic.related)]
    return result | ({"relatedLocations": related} if related else {})


def _related(related: Related, texts: Texts, number: int) -> dict[str, object]:
    return {"id": number, "message": {"text": related.message}, **_location(related.span, texts)}


def _location(span: Span, texts: Texts) -> dict[str, object]:
    where = place(span, texts)
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(where.path)}}
    if where.start and where.end:
        physical["region"] = {
            "startLine": where.start.line,
            "startColumn": where.start.column,
            "endLine": where.end.line,
            "endColumn": where.end.column,
        }
    return {"physicalLocation": physical}
