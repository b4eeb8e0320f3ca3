"""A finding, and the collector that stages add findings to."""

from collections.abc import Iterator
from dataclasses import dataclass

from plandoc.diagnostics.codes import CODES, Code, Severity
from plandoc.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another place that the finding speaks of, with what it has to do with it."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding. The message alone must suffice; the hint says what to do."""

    code: Code
    span: Span
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()

    @property
    def severity(self) -> Severity:
        """Severity of the code."""
        return self.code.severity


class Findings:
    """Collects the findings of one run; stages get it as an argument."""

    def __init__(self) -> None:
        """Start without findings."""
        self._diagnostics: dict[Diagnostic, None] = {}

    def add(
        self,
        code: str,
        span: Span,
        message: str,
        *,
        hint: str = "",
        related: tuple[Related, ...] = (),
    ) -> None:
        """Add a finding; the same finding at the same place is kept once."""
        diagnostic = Diagnostic(code=CODES[code], span=span, message=message, hint=hint, related=related)
        self._diagnostics.setdefault(diagnostic)

    def extend(self, diagnostics: "Findings | tuple[Diagnostic, ...]") -> None:
        """Add findings that another run collected."""
        self._diagnostics.update(dict.fromkeys(diagnostics))

    def __iter__(self) -> Iterator[Diagnostic]:
        """Yield the findings in the order of files and places."""
        return iter(sorted(self._diagnostics, key=_order))

    def __len__(self) -> int:
        """Return how many findings there are."""
        return len(self._diagnostics)

    def has_errors(self) -> bool:
        """Return whether any finding is an error."""
        return any(one.severity is Severity.ERROR for one in self._diagnostics)


def _order(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    span = diagnostic.span
    return span.path, span.start, span.end, diagnostic.code.name
