"""Small documents and what the tests of the Word file look up in them."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

from lxml import etree

from plandoc.model.printed import (
    BlockKind,
    Masthead,
    Number,
    Piece,
    PrintedBlock,
    PrintedDocument,
    PrintedNote,
    PrintedSection,
    PrintedText,
    Words,
)
from plandoc.render.docx import render_docx
from plandoc.render.templates import Templates, load_templates

TEMPLATES = load_templates(None)
CREATED = datetime(2022, 3, 28, 12, 0, tzinfo=UTC)
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx(document: PrintedDocument, templates: Templates = TEMPLATES) -> bytes:
    """Return the Word file of a document."""
    return render_docx(document, templates, created=CREATED)


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return the root of one part."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def names(data: bytes) -> list[str]:
    """Return the names of the parts in the order of the file."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.namelist()


def values(root: etree._Element, element: str, attribute: str = "val") -> list[str]:
    """Return an attribute of every element of that name, in order."""
    return [node.get(f"{W}{attribute}", "") for node in root.iter(f"{W}{element}")]


def paragraph(
    identity: str, *pieces: Piece | str, number: Number | None = None, kind: BlockKind = BlockKind.OPERATIVE
) -> PrintedBlock:
    """Return a block; a string is plain words."""
    spoken = tuple(Words(text=piece) if isinstance(piece, str) else piece for piece in pieces)
    return PrintedBlock(id=identity, kind=kind, number=number, pieces=spoken)


def document_of(
    *blocks: PrintedBlock, language: str = "zh-Hans", notes: tuple[PrintedNote, ...] = ()
) -> PrintedDocument:
    """Return a document of one part."""
    return document_in(PrintedText(id="part", kind="decision", blocks=blocks), language=language, notes=notes)


def document_in(
    *sections: PrintedSection, language: str = "zh-Hans", notes: tuple[PrintedNote, ...] = ()
) -> PrintedDocument:
    """Return a document of these sections."""
    return PrintedDocument(
        name="specimen",
        language=language,
        title="Specimen",
        masthead=Masthead(),
        bracketed=True,
        sections=sections,
        notes=notes,
    )
