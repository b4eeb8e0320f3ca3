"""How wide text is on a terminal: a Chinese character takes two cells, a combining mark none."""

from unicodedata import category, east_asian_width

_WIDE = frozenset({"W", "F"})
_NO_CELL = frozenset({"Mn", "Me", "Cf"})
_CONTROLS = frozenset({"Cc", "Zl", "Zp"})
_TAB = "    "
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def cell_width(text: str) -> int:
    """Return how many cells of a terminal the text takes (Unicode Standard Annex 11; ambiguous characters count 1)."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if east_asian_width(character) in _WIDE:
        return 2
    return 0 if category(character) in _NO_CELL else 1


def showable(character: str) -> str:
    """Return what a terminal may show for a character: spaces for a tab, a replacement for other controls."""
    if character == "\t":
        return _TAB
    return _REPLACEMENT if category(character) in _CONTROLS else character


def padded(text: str, width: int) -> str:
    """Return the text with spaces after it, so that it takes at least `width` cells."""
    return text + " " * (width - cell_width(text))
