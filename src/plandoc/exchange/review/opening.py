"""The bytes of a Word file from outside into the trees of the parts that a review needs, or a finding.

Nothing is unpacked before its size, its ratio and its name were looked at; no entity is resolved, nothing is fetched.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

from lxml import etree

from plandoc.exchange.review.fixed import OFFICE, PACKAGE

MOST_PARTS: Final = 2_000
LARGEST_FILE: Final = 64 * 1024 * 1024
LARGEST_PART: Final = 64 * 1024 * 1024
LARGEST_WHOLE: Final = 128 * 1024 * 1024
HIGHEST_RATIO: Final = 250
"""How many times larger a part may be than what it was packed to; text in tables comes to 60."""
_SMALL: Final = 1024 * 1024
"""Parts below this size are harmless at any ratio."""
_DOCTYPE: Final = b"<!DOCTYPE"
_ROOT: Final = "_rels/.rels"
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class UnreadableError(ValueError):
    """The bytes are not a Word file that may be read; the message says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFile:
    """What a review needs of a Word file."""

    document: etree._Element
    properties: dict[str, str] = field(default_factory=dict)
    """Custom properties by their names."""


def open_file(data: bytes) -> OpenedFile:
    """Return the text and the properties of a Word file.

    Raises:
        UnreadableError: it is no Word file, it is damaged, or it may not be unpacked.
    """
    if len(data) > LARGEST_FILE:
        message = f"it is larger than {LARGEST_FILE >> 20} MB"
        raise UnreadableError(message)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _opened(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        message = "it is not a Word file, or it is damaged"
        raise UnreadableError(message) from error


def _opened(archive: zipfile.ZipFile) -> OpenedFile:
    _check(archive.infolist())
    names = frozenset(archive.namelist())
    targets = dict(_targets(_parsed(archive, _ROOT))) if _ROOT in names else {}
    document = targets.get("officeDocument", "")
    if document not in names:
        message = "it is a zip file without the text of a Word file"
        raise UnreadableError(message)
    custom = targets.get("custom-properties", "")
    properties = dict(_properties(_parsed(archive, custom))) if custom in names else {}
    return OpenedFile(document=_parsed(archive, document), properties=properties)


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """Look at the list of contents before anything is unpacked."""
    whole = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_PARTS or whole > LARGEST_WHOLE:
        message = f"it would unpack to {len(entries)} parts of {whole >> 20} MB"
        raise UnreadableError(message)
    seen: set[str] = set()
    for entry in entries:
        fault = _fault(entry)
        if entry.filename in seen:
            fault = "stands in it twice"
        if fault:
            message = f"its part {entry.filename[:80]!r} {fault}"
            raise UnreadableError(message)
        seen.add(entry.filename)


def _fault(entry: zipfile.ZipInfo) -> str:
    """Return what is wrong with one entry of the list of contents."""
    name = entry.filename
    if name.startswith("/") or ":" in name or "\\" in name or ".." in name.split("/"):
        return "has a name that leads out of the file"
    if entry.flag_bits & 0x1 or entry.compress_type not in _METHODS:
        return "is packed in a way that Word does not use"
    if entry.file_size > LARGEST_PART:
        return f"would unpack to {entry.file_size >> 20} MB"
    if entry.file_size > _SMALL and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
        return f"would unpack to {entry.file_size // max(entry.compress_size, 1)} times its size"
    return ""


def _parsed(archive: zipfile.ZipFile, name: str) -> etree._Element:
    data = archive.read(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    message = f"its part {name!r} is not XML that Word writes"
    # Word writes no document type: what declares one is no Word file, and entities need one.
    if _DOCTYPE in data:
        raise UnreadableError(message)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(message) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableError(message)
    return root


def _targets(relationships: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the kinds of the file's relationships with the names of the parts that they point at."""
    for node in relationships.iter(f"{{{PACKAGE}/relationships}}Relationship"):
        if node.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", node.get("Target", "")))
            yield node.get("Type", "").rpartition("/")[2], target.lstrip("/")


def _properties(root: etree._Element) -> Iterator[tuple[str, str]]:
    for node in root.iter(f"{{{OFFICE}/custom-properties}}property"):
        yield node.get("name", ""), "".join(node.itertext())
