"""Findings as the page shows them: what is wrong, the line with carets, and what to do."""

from collections.abc import Iterable

from plandoc.diagnostics import Diagnostic, Severity
from plandoc.diagnostics.printing import Texts
from plandoc.diagnostics.printing.excerpt import excerpt
from plandoc.diagnostics.printing.places import place

MOST = 20
"""How many findings the page shows; more than these are mended one after another anyway."""
_WIDTH = 100
"""Cells of the line that is shown of a source."""


def shown_errors(findings: Iterable[Diagnostic], texts: Texts) -> list[dict[str, object]]:
    """Return the errors among some findings as JSON, at most `MOST`."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    return [_shown(finding, texts) for finding in errors[:MOST]]


def _shown(finding: Diagnostic, texts: Texts) -> dict[str, object]:
    where = place(finding.span, texts)
    cut = excerpt(finding.span, texts[finding.span.path], _WIDTH) if where.start else None
    return {
        "code": finding.code.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "place": str(where),
        "excerpt": cut and {"line": cut.number, "text": cut.text, "carets": cut.carets},
        "hint": finding.hint,
    }
