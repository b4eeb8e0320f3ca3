"""A unit and its translation side by side, and how findings speak of both."""

from dataclasses import dataclass

from plandoc.diagnostics import Findings, Related
from plandoc.language.parity.placing import Place
from plandoc.language.parity.shapes import Shape, Slot
from plandoc.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A unit in one language."""

    language: str
    """Name of the locale folder."""
    shape: Shape
    place: Place

    def span(self, offsets: tuple[int, int]) -> Span:
        """Return the place of two offsets."""
        return self.place(*offsets)

    def slot_span(self, slot: Slot) -> Span:
        """Return the place of an option, of its first echo that holds text; of the whole text where there is none."""
        spans = self.shape.spans(slot)
        return self.place(*(spans[0] if spans else (0, len(self.shape.text))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A unit in both languages."""

    id: str
    source: Side
    target: Side

    def shared_slots(self) -> tuple[Slot, ...]:
        """Return the text outside brackets and every option that both languages have."""
        return tuple(slot for slot in self.source.shape.own if slot in self.target.shape.own)

    def report(self, findings: Findings, code: str, message: str, places: "Places", *, hint: str = "") -> None:
        """Add a finding that shows both languages."""
        findings.add(
            code,
            self.target.span(places.target) if isinstance(places.target, tuple) else places.target,
            f"{self.id}: {message}",
            hint=hint,
            related=(
                Related(
                    span=self.source.span(places.source) if isinstance(places.source, tuple) else places.source,
                    message=places.said,
                ),
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What a finding points at in each language: offsets of the unit, or a span."""

    target: tuple[int, int] | Span
    source: tuple[int, int] | Span
    said: str = "the source"
    """What the excerpt of the source shows."""


def called(label: str) -> str:
    """Return what a message calls a choice."""
    return f"{{{label}}}" if label else "the group"


def named(slot: Slot) -> str:
    """Return what a message calls an option, or the text outside all brackets."""
    if slot is None:
        return "the text outside brackets"
    label, index = slot
    return f"option {index} of {called(label)}"
