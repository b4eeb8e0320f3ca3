"""An OPC package as a mapping from part name to bytes, and the mapping as a reproducible zip file.

Only relationships and content types are touched, so a base document keeps every part that Word put into it.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final, TypeAlias

from lxml import etree

from plandoc.render.docx.wordprocessing import CONTENT_TYPES, PACKAGE_RELATIONSHIPS, R, parse, serialize

Parts: TypeAlias = Mapping[str, bytes]

_LONGEST: Final = 16 * 1024 * 1024
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_NO_RELATIONSHIPS: Final = f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}"/>'.encode()
_READABLE: Final = 0o600 << 16
_UNIX: Final = 3


class PackageError(ValueError):
    """A file is not a package that can be read or filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """One arrow from a part to another."""

    id: str
    kind: str
    """Last step of the relationship type: `header`, `footnotes`."""
    target: str
    """Name of the part pointed at, from the root of the package: `word/footnotes.xml`."""


def read_package(data: bytes) -> dict[str, bytes]:
    """Read a zip file into its parts.

    Raises:
        PackageError: not a zip file, or larger unpacked than any sensible document.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LONGEST:
                message = f"the file unpacks to more than {_LONGEST} bytes"
                raise PackageError(message)
            return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        # Broken data, an unknown compression, a password.
        message = f"the file is not a Word file, or it is damaged: {error}"
        raise PackageError(message) from error


def write_package(parts: Parts) -> bytes:
    """Pack parts so that equal parts give equal bytes: fixed order, no times, no trace of the system."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=_reading_order):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            archive.writestr(entry, parts[name], compresslevel=4)
    return buffer.getvalue()


def _reading_order(name: str) -> tuple[bool, bool, str]:
    """Readers that stream look for the content types first, then for the relationships of the package."""
    return (name != "[Content_Types].xml", not name.startswith("_rels/"), name)


def relationships(parts: Parts, source: str) -> tuple[Relationship, ...]:
    """The internal relationships of a part; `source` is empty for those of the package itself."""
    data = parts.get(_relationships_name(source))
    if data is None:
        return ()
    folder = posixpath.dirname(source)
    return tuple(
        Relationship(
            id=node.get("Id", ""),
            kind=node.get("Type", "").rpartition("/")[2],
            target=posixpath.normpath(posixpath.join("/", folder, node.get("Target", ""))).lstrip("/"),
        )
        for node in parse(data)
        if node.get("TargetMode") != "External"
    )


def related(parts: Parts, source: str, kind: str) -> str:
    """Name of the first part that `source` points at with a relationship of this kind.

    Raises:
        PackageError: there is none.
    """
    for relationship in relationships(parts, source):
        if relationship.kind == kind and relationship.target in parts:
            return relationship.target
    message = f"the file has no part of kind {kind!r}"
    raise PackageError(message)


def add_part(
    parts: dict[str, bytes], source: str, part: tuple[str, bytes], kind: str, *, content_type: str = ""
) -> str:
    """Add a part next to `source` with its content type and relationship; gives the relationship's id.

    `part` is the name as seen from the folder of `source`, and the bytes; `kind` is `header`, `footer`, `comments`,
    `image` …: both its content type and its relationship are called so, unless another content type is given.
    """
    name, data = part
    full = posixpath.normpath(posixpath.join(posixpath.dirname(source), name))
    parts[full] = data
    types = parse(parts["[Content_Types].xml"])
    content_type = content_type or f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{full}", ContentType=content_type)
    parts["[Content_Types].xml"] = serialize(types)
    arrows = parse(parts.get(_relationships_name(source), _NO_RELATIONSHIPS))
    taken = {node.get("Id") for node in arrows}
    identity = next(f"rId{n}" for n in range(len(taken) + 1, 2 * len(taken) + 3) if f"rId{n}" not in taken)
    etree.SubElement(arrows, f"{{{PACKAGE_RELATIONSHIPS}}}Relationship", Id=identity, Type=f"{R}/{kind}", Target=name)
    parts[_relationships_name(source)] = serialize(arrows)
    return identity


def _relationships_name(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")
