"""Findings for people: one sentence, the line with carets, what to do, and other places that matter."""

from collections.abc import Iterable, Iterator

from plandoc.diagnostics.diagnostic import Diagnostic
from plandoc.diagnostics.printing.excerpt import excerpt
from plandoc.diagnostics.printing.paint import Paint, plain
from plandoc.diagnostics.printing.places import Texts, place
from plandoc.spans import Span

_NARROWEST = 40


def print_full(diagnostics: Iterable[Diagnostic], texts: Texts, *, paint: Paint = plain, width: int = 100) -> str:
    """Return the findings with a blank line after each; `width` is that of the terminal in cells."""
    return "".join(f"{_one(diagnostic, texts, paint, width)}\n\n" for diagnostic in diagnostics)


def _one(diagnostic: Diagnostic, texts: Texts, paint: Paint, width: int) -> str:
    severity = diagnostic.severity.value
    gutter = _gutter(diagnostic, texts)
    lines = [f"{paint(severity, f'{severity} {diagnostic.code.name}')}: {diagnostic.message}"]
    lines += _shown(diagnostic.span, texts, paint, (severity, gutter, width))
    if diagnostic.hint:
        lines.append(f"{' ' * gutter} {paint('frame', '=')} {paint('hint', 'hint')}: {diagnostic.hint}")
    for related in diagnostic.related:
        lines.append(f"{' ' * gutter} {paint('frame', '=')} {paint('note', 'see')}: {related.message}")
        lines += _shown(related.span, texts, paint, ("note", gutter, width))
    return "\n".join(lines)


def _shown(span: Span, texts: Texts, paint: Paint, frame: tuple[str, int, int]) -> Iterator[str]:
    """Yield the place of a span and, where there is a text, its line with carets; `frame` is kind, gutter and width."""
    kind, gutter, width = frame
    where = place(span, texts)
    if not where.path:
        return
    margin = " " * gutter
    yield f"{margin}{paint('frame', '-->')} {paint('place', str(where))}"
    if where.start is None:
        return
    cut = excerpt(span, texts[span.path], max(_NARROWEST, width - gutter - 3))
    bar = paint("frame", "|")
    yield f"{margin} {bar}"
    yield f"{paint('frame', f'{cut.number:>{gutter}}')} {bar} {cut.text}"
    yield f"{margin} {bar} {paint(kind, cut.carets)}"


def _gutter(diagnostic: Diagnostic, texts: Texts) -> int:
    """Return how many digits the largest line number of a finding has."""
    spans = (diagnostic.span, *(related.span for related in diagnostic.related))
    places = (place(span, texts) for span in spans)
    return max(len(str(where.start.line)) if where.start else 1 for where in places)
