"""What a review file holds: a row for every unit, and what the file is about."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha1

_UNKNOWN_TO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile(r"[ \t]*\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One unit in both languages."""

    id: str
    source: str
    """The source text in the alphabet of PO."""
    text: str
    """The translation in the alphabet of PO; empty where there is none."""
    fuzzy: bool = False
    """Whether the translation waits for somebody to look at it."""
    note: str = ""
    """Lines for the reviewer: what the groups are, what the text was before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a review file is about; a file that says otherwise is another one."""

    source_language: str
    language: str
    """Both as locale folders are named: `zh`, `en`."""
    domain: str
    """Name of the PO file: `cp-10`."""
    parts: tuple[str, ...] = ()
    """Ids of the parts whose units are in the file; all where empty."""
    right_to_left: bool = False
    """Whether the translation runs from right to left."""

    def selected(self, rows: Iterable[ReviewRow]) -> tuple[ReviewRow, ...]:
        """Return the rows of the parts, in their order."""
        return tuple(row for row in rows if not self.parts or row.id.partition("/")[0] in self.parts)


def as_written(text: str) -> str:
    """Return a text as a cell can hold it: characters that XML knows, no space at the ends of the text and of lines."""
    return _UNKNOWN_TO_XML.sub("", _LINE_ENDS.sub("\n", text)).strip()


def digest(*texts: str, length: int) -> str:
    """Return the first digits of a hash of texts; `length` is in hexadecimal digits."""
    return sha1("\0".join(texts).encode(), usedforsecurity=False).hexdigest()[:length]


def digest_of_sources(rows: Iterable[ReviewRow]) -> str:
    """Return what tells that the source of any row is another one: 20 hexadecimal digits."""
    return digest(*(text for row in rows for text in (row.id, as_written(row.source))), length=20)
