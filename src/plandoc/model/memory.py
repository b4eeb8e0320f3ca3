"""What was translated before: pairs of texts that a translation memory holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A text and its translation, both in the alphabet of PO."""

    id: str
    """Id of the unit that it was the translation of; empty where the memory does not say."""
    source: str
    text: str
