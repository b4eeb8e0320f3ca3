"""Accepts or rejects every tracked change of a Word file, as ECMA-376 part 1, 17.13.5, says; on the XML, with no other program.

Where paragraphs join, the standard lets the joined one look as the last of them does, and LibreOffice as the first that
has words left. The caller says which; a file is right if both give the same.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SAID = tuple(f"{_W}{name}" for name in ("t", "tab", "br", "footnoteReference"))
_STAYS = (f"{_W}rPr", f"{_W}sectPr")
_PROPERTIES = (f"{_W}rPr", f"{_W}trPr")
_RUNS_IN_DELETIONS = {f"{_W}delText": f"{_W}t", f"{_W}delInstrText": f"{_W}instrText"}


def resolved(data: bytes, *, accept: bool, first_look: bool = False) -> bytes:
    """Return the file with every change accepted, or every change rejected."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = _resolve(etree.fromstring(parts["word/document.xml"]), accept=accept, first_look=first_look)
    notes = _resolve(etree.fromstring(parts["word/footnotes.xml"]), accept=accept, first_look=first_look)
    calls = [call.get(f"{_W}id") for call in body.iter(f"{_W}footnoteReference")]
    for note in list(notes):
        if note.get(f"{_W}type") is None and note.get(f"{_W}id") not in calls:
            notes.remove(note)
    parts |= {"word/document.xml": etree.tostring(body), "word/footnotes.xml": etree.tostring(notes)}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _resolve(root: etree._Element, *, accept: bool, first_look: bool) -> etree._Element:
    stays, goes = (f"{_W}ins", f"{_W}del") if accept else (f"{_W}del", f"{_W}ins")
    for row in [row for row in root.iter(f"{_W}tr") if row.find(f"{_W}trPr/{goes}") is not None]:
        _drop(row)
    for table in [table for table in root.iter(f"{_W}tbl") if table.find(f"{_W}tr") is None]:
        _drop(table)
    for change in [change for change in root.iter(goes) if not _is_property(change)]:
        _drop(change)
    for change in list(root.iter(stays)):
        _unwrap(change)
    for change in list(root.iter(f"{_W}pPrChange")):
        _settle(change, accept=accept)
    for paragraph in [one for one in root.iter(f"{_W}p") if one.find(f"{_W}pPr/{_W}rPr/{goes}") is not None]:
        _join(paragraph, first_look=first_look)
    _rename_runs(root)
    assert not list(root.iter(f"{_W}ins", f"{_W}del"))
    return root


def _rename_runs(root: etree._Element) -> None:
    """What was deleted is text like any other again."""
    for deleted, name in _RUNS_IN_DELETIONS.items():
        for node in root.iter(deleted):
            node.tag = name


def _is_property(change: etree._Element) -> bool:
    parent = change.getparent()
    return parent is not None and parent.tag in _PROPERTIES


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _unwrap(change: etree._Element) -> None:
    parent = change.getparent()
    assert parent is not None
    if not _is_property(change):
        for child in list(change):
            change.addprevious(child)
    parent.remove(change)


def _settle(change: etree._Element, *, accept: bool) -> None:
    """Take the former properties away, or put them in the place of those of now; mark and section are no part of them."""
    properties, former = change.getparent(), change.find(f"{_W}pPr")
    assert properties is not None
    assert former is not None
    properties.remove(change)
    if accept:
        return
    for child in [child for child in properties if child.tag not in _STAYS]:
        properties.remove(child)
    for place, child in enumerate(list(former)):
        properties.insert(place, child)


def _join(paragraph: etree._Element, *, first_look: bool) -> None:
    """Join a paragraph whose mark goes with the next one; a mark that no paragraph follows cannot go."""
    following = paragraph.getnext()
    assert following is not None, "the mark at the end cannot go"
    assert following.tag == f"{_W}p", f"a paragraph cannot join {following.tag!r}"
    properties, own = following.find(f"{_W}pPr"), paragraph.find(f"{_W}pPr")
    assert properties is not None
    assert own is not None
    mark = own.find(f"{_W}rPr")
    assert mark is not None
    if first_look and next(paragraph.iter(*_SAID), None) is not None:
        for child in [child for child in properties if child.tag not in _STAYS]:
            properties.remove(child)
        for place, child in enumerate([child for child in own if child.tag not in _STAYS]):
            properties.insert(place, child)
    for child in reversed([child for child in paragraph if child is not own]):
        properties.addnext(child)
    _drop(paragraph)


def tracked(data: bytes) -> Iterator[etree._Element]:
    """Yield every mark of a change in a file, of any kind, part after part."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in ("word/document.xml", "word/footnotes.xml"):
            yield from etree.fromstring(archive.read(name)).iter(f"{_W}ins", f"{_W}del", f"{_W}pPrChange")
