"""How many findings there are, in one line."""

from collections import Counter
from collections.abc import Iterable

from plandoc.diagnostics.codes import Severity
from plandoc.diagnostics.diagnostic import Diagnostic


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return `2 errors, 1 warning`, or `No findings`; what there is none of is left out."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    counted = [_counted(severity, counts[severity]) for severity in Severity if counts[severity]]
    return ", ".join(counted) or "No findings"


def _counted(severity: Severity, count: int) -> str:
    return f"{count} {severity.value}{'' if count == 1 else 's'}"
