"""Pairs of texts to a translation memory and back: TMX 1.4b, whose units have the ids of the blocks.

Nothing outside the file is read, and no entity is resolved; codes of other programs (`ph`) are left out of texts.
Source: TMX 1.4b Specification (LISA OSCAR), sections 3 and 4. Nothing is dated, so the same pairs are the same bytes.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from plandoc.model.memory import Remembered

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES = frozenset({"ph", "it", "bpt", "ept", "ut"})
"""Elements whose content is formatting of another program, not text."""
_HEADER = {
    "creationtool": "plandoc",
    "segtype": "paragraph",
    "o-tmf": "PO",
    "adminlang": "en",
    "datatype": "plaintext",
}


class UnreadableMemory(ValueError):  # noqa: N818 - it names what is wrong, as a finding does
    """A file that is no translation memory; the message says where and why."""


def write_memory(pairs: Iterable[Remembered], language: str, source_language: str, version: str) -> bytes:
    """Return a TMX file of the pairs in their order; `version` is that of plandoc."""
    root = etree.Element("tmx", {"version": "1.4"})
    header = _HEADER | {"creationtoolversion": version, "srclang": _tag(source_language)}
    etree.SubElement(root, "header", header)
    body = etree.SubElement(root, "body")
    for pair in pairs:
        unit = etree.SubElement(body, "tu", {"tuid": pair.id})
        for name, text in ((source_language, pair.source), (language, pair.text)):
            variant = etree.SubElement(unit, "tuv", {_LANGUAGE: _tag(name)})
            etree.SubElement(variant, "seg").text = text
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def read_memory(data: bytes, language: str, source_language: str) -> tuple[Remembered, ...]:
    """Return the pairs of two languages in the order of the file; units that lack either are left out.

    Languages match by tag (`pt-BR`), else by their first part: `zh-CN` is `zh`. Raises `UnreadableMemory`.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableMemory(str(error)) from error
    if root.tag != "tmx":
        message = f"its root is {root.tag!r}, not 'tmx'"
        raise UnreadableMemory(message)
    return tuple(_pairs(root, language, source_language))


def _pairs(root: etree._Element, language: str, source_language: str) -> Iterator[Remembered]:
    for unit in root.iterfind("body/tu"):
        variants = [(_language(variant), variant.find("seg")) for variant in unit.iterfind("tuv")]
        texts = {name: _text(segment) for name, segment in variants if segment is not None}
        source, text = (_in_language(texts, name) for name in (source_language, language))
        if source and text:
            yield Remembered(id=unit.get("tuid") or "", source=source, text=text)


def _language(variant: etree._Element) -> str:
    return variant.get(_LANGUAGE) or variant.get("lang") or ""


def _in_language(texts: dict[str, str], language: str) -> str:
    wanted = _tag(language).lower()
    named = {_tag(name).lower(): text for name, text in texts.items()}
    first = {name.partition("-")[0]: text for name, text in reversed(named.items())}
    return named.get(wanted) or first.get(wanted.partition("-")[0], "")


def _tag(language: str) -> str:
    """Return the language tag (BCP 47) of a locale folder."""
    return language.partition("@")[0].replace("_", "-")


def _text(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _CODES:
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
