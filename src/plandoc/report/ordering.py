"""Whether conditions name earlier questions only, so that a form reads forward and one pass settles it (PD094)."""

from collections.abc import Iterator, Mapping

from plandoc.diagnostics import Findings
from plandoc.model.conditions import Condition, named, questions_of
from plandoc.report.fields import Field
from plandoc.spans import Span


def check_order(fields: tuple[Field, ...], findings: Findings) -> None:
    """Report conditions that name their own question, a later one, or each other's in a circle."""
    flat = tuple(_flat(fields))
    places = {field.id: place for place, field in enumerate(flat)}
    hangs = {field.id: questions_of(field.relevant) for field in flat}
    for field in flat:
        if field.relevant is not None and field.specifies is None:
            _check(field, field.relevant, places, hangs, findings)
        for demand in field.demands:
            for name, span in named(demand.that):
                if places.get(name, -1) > places[field.id]:
                    hint = f"Write the constraint at {name}, where both answers are there."
                    _report(span, f"A constraint of {field.id} names {name}, which comes later.", hint, findings)


def _check(
    field: Field,
    condition: Condition,
    places: Mapping[str, int],
    hangs: Mapping[str, tuple[str, ...]],
    findings: Findings,
) -> None:
    for name, span in named(condition):
        circle = _circle(name, field.id, hangs)
        if name == field.id:
            hint = "A condition names earlier questions; what a good answer meets stands under constraints."
            _report(span, f"Whether {field.id} is asked hangs on its own answer.", hint, findings)
        elif circle:
            way = " → ".join((field.id, *circle))
            _report(
                span, f"These questions wait for each other: {way}.", "Take one of these conditions away.", findings
            )
        elif places.get(name, -1) > places[field.id]:
            hint = f"Put {name} before it, or take the condition away."
            _report(span, f"The condition of {field.id} names {name}, which comes later.", hint, findings)


def _circle(start: str, end: str, hangs: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the way along conditions from one question to another; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:
        if way[-1] == end:
            return way
        for name in hangs.get(way[-1], ()):
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()


def _flat(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from field.columns


def _report(span: Span, message: str, hint: str, findings: Findings) -> None:
    findings.add("PD094", span, message, hint=hint)
