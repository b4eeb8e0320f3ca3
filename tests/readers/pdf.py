"""Read the text of a tagged PDF back as its reader hears it: paragraphs, tables as rows of cells, footnotes.

The tag tree (pikepdf) gives the order and the structure, the marked content of the pages (pdfplumber) the characters.
Running heads and page numbers are artifacts and do not appear.
"""

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, TypeGuard

import pdfplumber
import pikepdf

_BLOCKS = frozenset(
    {
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "Note",
        "Table",
        "Div",
        "Sect",
        "Part",
        "Art",
        "L",
        "LI",
        "LBody",
        "Caption",
        "BlockQuote",
    }
)
_CALL = "Reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph or heading, with its tag, and the numbers of the footnotes called in it."""

    tag: str
    text: str
    calls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A table cell: TH or TD, its paragraphs, and the numbers of the footnotes called in it."""

    tag: str
    paragraphs: tuple[str, ...]
    calls: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraphs as one string."""
        return "".join(self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table over all its pages: the rows of its head, once, and those of its body."""

    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A footnote with its printed number."""

    number: str
    text: str


Line: TypeAlias = Paragraph | Table | Footnote


def read_pdf(data: bytes) -> tuple[Line, ...]:
    """Return the blocks of a tagged PDF in reading order; a page's footnotes follow what begins on that page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return tuple(_lines(_document(pdf), _Characters(pdf, data)))


def pdf_text(data: bytes) -> str:
    """Return everything that a tagged PDF says, without white space, note calls and note numbers; notes come last."""
    lines = read_pdf(data)
    body = "".join(_said(line) for line in lines if not isinstance(line, Footnote))
    return canonical(body + "".join(line.text for line in lines if isinstance(line, Footnote)))


def canonical(text: str) -> str:
    """Return a text in the form in which formats are compared: NFC, without white space and zero-width characters."""
    return re.sub(r"[\s\u200b\ufeff]+", "", unicodedata.normalize("NFC", text))


def _said(line: Paragraph | Table) -> str:
    if isinstance(line, Paragraph):
        return line.text
    return "".join(cell.text for row in (*line.head, *line.rows) for cell in row)


class _Characters:
    """The characters of a PDF, by the page and number of their marked content."""

    def __init__(self, pdf: pikepdf.Pdf, data: bytes) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._texts: dict[tuple[int, int], str] = {}
        with pdfplumber.open(io.BytesIO(data)) as plumbed:
            for number, page in enumerate(plumbed.pages):
                for character in page.chars:
                    if character["mcid"] is not None:
                        key = (number, character["mcid"])
                        self._texts[key] = self._texts.get(key, "") + character["text"]

    def text(self, tag: pikepdf.Object, *, skipping: frozenset[str]) -> str:
        """Return the text of a tag and of those below it, except below the tags of the kinds skipped."""
        said = ""
        for kid in _kids(tag):
            if isinstance(kid, int):
                said += self._texts.get((self._pages[tag.Pg.objgen], kid), "")
            elif _is_tag(kid) and _kind(kid) not in skipping:
                said += self.text(kid, skipping=skipping)
        return said

    def calls(self, tag: pikepdf.Object) -> tuple[str, ...]:
        """Return the numbers of the footnotes called in a tag."""
        found = (inner for inner in _walk(tag) if _kind(inner) == _CALL)
        return tuple(canonical(self.text(call, skipping=frozenset())) for call in found)


def _document(pdf: pikepdf.Pdf) -> pikepdf.Object:
    (document,) = _kids(pdf.Root.StructTreeRoot)
    assert isinstance(document, pikepdf.Object)
    return document


def _kids(tag: pikepdf.Object) -> list[object]:
    listed = tag.get("/K")
    if listed is None:
        return []
    items = list(listed) if isinstance(listed, pikepdf.Array) else [listed]
    return [*items]


def _is_tag(kid: object) -> TypeGuard[pikepdf.Object]:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _kind(tag: pikepdf.Object) -> str:
    return str(tag.S).removeprefix("/")


def _tags(tag: pikepdf.Object) -> list[pikepdf.Object]:
    return [kid for kid in _kids(tag) if _is_tag(kid)]


def _walk(tag: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield tag
    for inner in _tags(tag):
        yield from _walk(inner)


def _lines(tag: pikepdf.Object, characters: _Characters) -> Iterator[Line]:
    kind = _kind(tag)
    if kind == "Table":
        yield _table(tag, characters)
    elif kind == "Note":
        number = "".join(characters.text(inner, skipping=frozenset()) for inner in _tags(tag) if _kind(inner) == "Lbl")
        yield Footnote(number=canonical(number), text=characters.text(tag, skipping=frozenset({"Lbl"})).strip())
    elif any(_kind(inner) in _BLOCKS for inner in list(_walk(tag))[1:]):
        for inner in _tags(tag):
            yield from _lines(inner, characters)
    elif text := characters.text(tag, skipping=frozenset({_CALL})).strip():
        yield Paragraph(tag=kind, text=text, calls=characters.calls(tag))


def _table(tag: pikepdf.Object, characters: _Characters) -> Table:
    head: list[tuple[Cell, ...]] = []
    rows: list[tuple[Cell, ...]] = []
    for section in _tags(tag):
        into = head if _kind(section) == "THead" else rows
        into += [tuple(_cell(cell, characters) for cell in _tags(row)) for row in _tags(section)]
    return Table(head=tuple(head), rows=tuple(rows))


def _cell(tag: pikepdf.Object, characters: _Characters) -> Cell:
    lines = tuple(line for line in _lines(tag, characters) if isinstance(line, Paragraph))
    paragraphs = tuple(line.text for line in lines)
    return Cell(tag=_kind(tag), paragraphs=paragraphs, calls=tuple(call for line in lines for call in line.calls))
