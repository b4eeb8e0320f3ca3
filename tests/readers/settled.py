"""Read a Word file for what accepting or rejecting changes can spoil: labels, words, looks, cells, pages, notes."""

import zipfile
from io import BytesIO

from lxml import etree

from tests.readers.docx import docx_notes, docx_paragraphs

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OWN_TO_EACH_FILE = "notice"
"""Which text this is stands under the masthead; it is no part of either."""
_NOTHING_TO_READ = "section end"
_BEFORE_A_TABLE = ("", "normal", False)
"""What LibreOffice puts before a table that begins a document with notes, changes or none."""


def settled(data: bytes, *, empty: bool = True) -> tuple[object, ...]:
    """Return every paragraph as shown, its style and whether it is in a table, then the notes.

    `empty` asks for paragraphs without words too, but for those that only end a section. Styles go by their names, since
    LibreOffice makes ids of its own.
    """
    names = _style_names(data)
    found = [(one.shown, names.get(one.style, ""), one.in_table) for one in docx_paragraphs(data)]
    if found[0] == _BEFORE_A_TABLE:
        found = found[1:]
    read = [one for one in found if one[1] not in {_OWN_TO_EACH_FILE, _NOTHING_TO_READ} and (empty or one[0])]
    return (*read, docx_notes(data))


def page_beginnings(data: bytes) -> tuple[str, ...]:
    """Return the paragraphs with which a page begins, because they or the section before say so."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    found: list[str] = []
    begins = False
    for node, one in zip(root.iter(f"{_W}p"), docx_paragraphs(data), strict=True):
        begins = begins or node.find(f"{_W}pPr/{_W}pageBreakBefore") is not None
        if begins and one.shown:
            found.append(one.shown)
            begins = False
        begins = begins or node.find(f"{_W}pPr/{_W}sectPr") is not None
    return tuple(found)


def _style_names(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/styles.xml"))
    return {
        style.get(f"{_W}styleId", ""): name.get(f"{_W}val", "").casefold()
        for style in root.iter(f"{_W}style")
        for name in style.iterfind(f"{_W}name")
    }
