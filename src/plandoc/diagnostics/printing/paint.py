"""Colours of a terminal: the printers name what a word is, a paint says how that looks."""

from collections.abc import Callable
from typing import TypeAlias

Paint: TypeAlias = Callable[[str, str], str]
"""Takes what the words are (`error`, `warning`, `note`, `place`, `frame`, `hint`) and the words; paints them."""

_SEQUENCES = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "place": "1",
    "frame": "2",
    "hint": "32",
}


def plain(kind: str, words: str) -> str:  # noqa: ARG001 - a paint that leaves everything as it is
    """Return the words as they are."""
    return words


def in_colour(kind: str, words: str) -> str:
    """Return the words with the colour of their kind (ECMA-48, select graphic rendition)."""
    return f"\x1b[{_SEQUENCES[kind]}m{words}\x1b[0m" if words else words
