"""PO files of a document: read, written and looked up by id.

polib reads and writes; nothing is wrapped, so that a file changes only where its content does. The id of the block is
the `msgctxt`; the previous source of a fuzzy entry is kept beside it (`#|`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polib

_UNWRAPPED = 0
BRACE_FORMAT = "python-brace-format"
FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One unit and its translation."""

    id: str
    source: str
    """The source text in the alphabet of PO (`msgid`)."""
    text: str = ""
    """The translation; empty while there is none."""
    fuzzy: bool = False
    """Whether the translation was made for another source text and waits for a translator."""
    previous: str = ""
    """The source text that the translation was made for, where it differs."""
    notes: tuple[str, ...] = ()
    """Lines for the translator that are made anew at each update (`#.`)."""
    comment: str = ""
    """What translators wrote themselves; never changed (`#`)."""
    obsolete: bool = False
    """Whether the block is gone from the source; kept, because nothing finished is ever dropped."""

    @property
    def finished(self) -> bool:
        """Whether the translation may be printed without a mark."""
        return bool(self.text) and not self.fuzzy and not self.obsolete


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The translations of a document into one language, in the order of the source."""

    language: str
    source_language: str
    entries: tuple[Entry, ...] = ()

    def live(self) -> dict[str, Entry]:
        """Return the entries of today's blocks by id."""
        return {entry.id: entry for entry in self.entries if not entry.obsolete}


def read_catalog(text: str, language: str, source_language: str) -> Catalog:
    """Read a PO file. Raises `OSError` or `ValueError` where the text is no PO file, as polib does."""
    file = polib.pofile(text, wrapwidth=_UNWRAPPED, encoding="utf-8")
    return Catalog(
        language=language,
        source_language=source_language,
        entries=tuple(_entry(one) for one in file),
    )


def _entry(one: polib.POEntry) -> Entry:
    return Entry(
        id=one.msgctxt or "",
        source=one.msgid,
        text=one.msgstr,
        fuzzy=FUZZY in one.flags,
        previous=one.previous_msgid or "",
        notes=tuple(one.comment.splitlines()),
        comment=one.tcomment,
        obsolete=bool(one.obsolete),
    )


def write_catalog(catalog: Catalog) -> str:
    """Return the PO file of a catalog: no dates, live entries in the order of the source, then the obsolete ones."""
    file = polib.POFile(wrapwidth=_UNWRAPPED, encoding="utf-8")
    file.metadata = {
        "Project-Id-Version": "plandoc",
        "Language": catalog.language,
        "X-Source-Language": catalog.source_language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    live = [entry for entry in catalog.entries if not entry.obsolete]
    gone = [entry for entry in catalog.entries if entry.obsolete]
    file.extend(_written(live))
    file.extend(_written(gone))
    return str(file).rstrip("\n") + "\n"


def _written(entries: Iterable[Entry]) -> Iterable[polib.POEntry]:
    for entry in entries:
        flags = [FUZZY] * entry.fuzzy + [BRACE_FORMAT] * ("{" in entry.source)
        yield polib.POEntry(
            msgctxt=entry.id,
            msgid=entry.source,
            msgstr=entry.text,
            flags=flags,
            previous_msgid=entry.previous or None,
            previous_msgctxt=entry.id if entry.previous else None,
            comment="\n".join(entry.notes),
            tcomment=entry.comment,
            occurrences=[(entry.id, "")],
            obsolete=entry.obsolete,
        )
