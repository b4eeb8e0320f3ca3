"""A unit as names that survive a word processor: a bookmark round its text and the tag of a content control.

The bookmark also says which source and which translation the file was written with, so that what a reviewer changed
is told from what changed in the meantime. Word allows 40 characters in a bookmark and 64 in a tag.
"""

import re
from dataclasses import dataclass
from typing import Final

from plandoc.exchange.review.rows import ReviewRow, as_written, digest

LONGEST_TAG: Final = 64
_UNIT: Final = 16
_TEXT: Final = 8
# A copy of a cell gets a name with a suffix from LibreOffice: `…_Copy_1`.
_NAME: Final = re.compile(rf"unit_([0-9a-f]{{{_UNIT}}})_([0-9a-f]{{{_TEXT}}})_([0-9a-f]{{{_TEXT}}})(?:_.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """What the name of a bookmark says."""

    unit: str
    """Digest of the id."""
    source: str
    """Digest of the source text when the file was written."""
    text: str
    """Digest of the translation when the file was written."""


def bookmark_name(row: ReviewRow) -> str:
    """Return the name of the bookmark round the text of a row: 39 characters."""
    return f"unit_{unit_digest(row.id)}_{text_digest(row.source)}_{text_digest(row.text)}"


def read_bookmark(name: str) -> Bookmark | None:
    """Return what the name of a bookmark says, or None for the name of another bookmark."""
    match = _NAME.fullmatch(name)
    return Bookmark(unit=match[1], source=match[2], text=match[3]) if match else None


def control_tag(identifier: str) -> str:
    """Return the tag of a content control: the id, or where Word would cut that its head and a digest."""
    if len(identifier) <= LONGEST_TAG:
        return identifier
    return f"{identifier[: LONGEST_TAG - _UNIT - 1]}~{unit_digest(identifier)}"


def unit_digest(identifier: str) -> str:
    """Return the digits that stand for a unit in the names of bookmarks."""
    return digest(identifier, length=_UNIT)


def text_digest(text: str) -> str:
    """Return the digits that stand for a text in the names of bookmarks, spaces at its ends apart."""
    return digest(as_written(text), length=_TEXT)
