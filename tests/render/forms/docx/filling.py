"""Fills a Word form by its XML as Word does, and takes tags away as LibreOffice 7.4 does."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MAIN = "word/document.xml"


def part(data: bytes, name: str = MAIN) -> etree._Element:
    """The root of one part."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def parts(data: bytes) -> dict[str, bytes]:
    """All parts by their names."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: Mapping[str, bytes]) -> bytes:
    """Parts as a file."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def changed(data: bytes, change: Callable[[etree._Element], None]) -> bytes:
    """The file after its document was changed."""
    content = parts(data)
    root = etree.fromstring(content[MAIN])
    change(root)
    return packed({**content, MAIN: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)})


def controls(root: etree._Element) -> dict[str, etree._Element]:
    """The controls by their tags."""
    return {tag.get(f"{W}val", ""): control for control in root.iter(f"{W}sdt") for tag in control.iter(f"{W}tag")}


def fill(data: bytes, values: Mapping[str, str]) -> bytes:
    """Fill the controls with these tags: boxes with `1` or `0`, dates with days, lists with labels, others with words."""

    def change(root: etree._Element) -> None:
        found = controls(root)
        for tag, value in values.items():
            fill_control(found[tag], value)

    return changed(data, change)


def fill_control(control: etree._Element, value: str) -> None:
    """Fill one control."""
    properties = control.find(f"{W}sdtPr")
    assert properties is not None
    for flag in properties.findall(f"{W}showingPlcHdr"):
        properties.remove(flag)
    box, day = properties.find(f"{W14}checkbox"), properties.find(f"{W}date")
    if box is not None:
        state = box.find(f"{W14}checked")
        assert state is not None
        state.set(f"{W14}val", value)
        value = "☒" if value == "1" else "☐"
    if day is not None:
        day.set(f"{W}fullDate", f"{value}T00:00:00Z")
    write(control, value)


def write(control: etree._Element, text: str) -> None:
    """Put words into a control, a line break as Word writes it."""
    content = control.find(f"{W}sdtContent")
    assert content is not None
    for old in list(content):
        content.remove(old)
    run = etree.SubElement(content, f"{W}r")
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{W}br")
        node = etree.SubElement(run, f"{W}t")
        node.text = line
        node.set(SPACE, "preserve")


def without_tags(data: bytes) -> bytes:
    """The file without any tag or lock on its controls."""

    def change(root: etree._Element) -> None:
        for name in ("tag", "lock", "alias"):
            for node in list(root.iter(f"{W}{name}")):
                parent = node.getparent()
                assert parent is not None
                parent.remove(node)

    return changed(data, change)
