"""Judges a Word file by the schemas of ECMA-376: which of its parts are not valid, and why."""

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

from lxml import etree

SCHEMAS = Path(__file__).parents[1] / "schemas" / "ooxml"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006"
_BY_NAMESPACE = {
    _MAIN: "wml.xsd",
    f"{_DOCUMENT}/extended-properties": "shared-documentPropertiesExtended.xsd",
    f"{_DOCUMENT}/custom-properties": "shared-documentPropertiesCustom.xsd",
}
_KNOWN = (
    _MAIN,
    _DOCUMENT,
    "http://schemas.openxmlformats.org/drawingml",
    "http://schemas.openxmlformats.org/schemaLibrary",
    "http://www.w3.org/XML/1998/namespace",
    "urn:schemas-microsoft-com",
)


@cache
def _schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / name))


def _is_extension(name: object) -> bool:
    text = str(name)
    return text.startswith("{") and not text[1:].startswith(_KNOWN)


def _strip_extensions(root: etree._Element) -> None:
    """Drop what markup compatibility allows a reader to ignore: attributes and elements of later namespaces."""
    for element in list(root.iter("*")):
        for name in [name for name in element.attrib if _is_extension(name)]:
            del element.attrib[name]
        parent = element.getparent()
        if parent is not None and _is_extension(element.tag):
            parent.remove(element)


def judged_parts(data: bytes) -> dict[str, list[str]]:
    """Every part that a schema exists for, with the schema's complaints: none where the part is valid."""
    verdicts: dict[str, list[str]] = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.endswith(".xml") or name == "[Content_Types].xml":
                continue
            root = etree.fromstring(archive.read(name))
            schema_name = _BY_NAMESPACE.get(etree.QName(root).namespace or "")
            if schema_name is None:
                continue
            _strip_extensions(root)
            schema = _schema(schema_name)
            schema.validate(root)
            verdicts[name] = [f"line {error.line}: {error.message}" for error in schema.error_log]
    return verdicts


def complaints(data: bytes) -> list[str]:
    """All complaints, `part: line n: message`; empty for a valid file."""
    return [f"{name}: {message}" for name, messages in judged_parts(data).items() for message in messages]
