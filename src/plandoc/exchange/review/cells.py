"""The tables of a Word file into rows of plain cells, with every tracked change accepted.

Inserted and moved-in words count, deleted and moved-out ones do not (ECMA-376 part 1, 17.13.5); paragraphs and line
breaks of a cell become line breaks. Who changed what is kept beside the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lxml import etree

from plandoc.exchange.review.fixed import W
from plandoc.exchange.review.rows import as_written

_P: Final = f"{{{W}}}"
_GONE: Final = frozenset({"del", "moveFrom"})
_COME: Final = frozenset({"ins", "moveTo"})
# Properties say how text looks; instructions and pictures are no text of the cell.
_SILENT: Final = frozenset(
    {
        "pPr",
        "rPr",
        "tcPr",
        "trPr",
        "tblPr",
        "sdtEndPr",
        "instrText",
        "delInstrText",
        "drawing",
        "pict",
        "object",
    }
)
_CHARACTERS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


class ChangeKind(StrEnum):
    """What a tracked change did."""

    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One tracked change of a cell."""

    author: str
    kind: ChangeKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell as a reader sees it."""

    text: str
    bookmarks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Tags of its content controls."""
    styles: frozenset[str] = frozenset()
    """Styles of its paragraphs, without spaces and in small letters: programs spell them in their own ways."""
    changes: tuple[Change, ...] = ()


def table_rows(document: etree._Element) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of all tables in the order of the text; rows whose deletion is tracked are left out."""
    for row in document.iter(f"{_P}tr"):
        if next(row.iterancestors(f"{_P}tc"), None) is None and row.find(f"{_P}trPr/{_P}del") is None:
            yield tuple(_cell(cell) for cell in row.iter(f"{_P}tc") if _row_of(cell) is row)


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors(f"{_P}tr"), None)


def _cell(cell: etree._Element) -> Cell:
    walk = _Walk()
    walk.visit(cell)
    return Cell(
        text=as_written("".join(walk.texts)),
        bookmarks=tuple(walk.bookmarks),
        tags=tuple(walk.tags),
        styles=frozenset(walk.styles),
        changes=tuple(walk.changes),
    )


class _Walk:
    """Collects what stands in a cell. The parser bounds how deeply elements are nested."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.bookmarks: list[str] = []
        self.tags: list[str] = []
        self.styles: list[str] = []
        self.changes: list[Change] = []
        self._changed_up_to = -1

    def visit(self, node: etree._Element) -> None:
        """Take what stands in an element, in its order."""
        for child in node:
            name = _local(child)
            if name in _GONE or name in _COME:
                self._change(child, name)
            elif name == "p":
                self._paragraph(child)
            elif name == "t":
                self.texts.append(child.text or "")
            elif name in _CHARACTERS:
                self.texts.append(_CHARACTERS[name])
            elif not self._mark(child, name) and name not in _SILENT:
                self.visit(child)

    def _mark(self, node: etree._Element, name: str) -> bool:
        """Take the mark of a unit; return whether the element is one."""
        if name == "sdtPr":
            self.tags += [_value(tag) for tag in node.iter(f"{_P}tag")]
        elif name == "bookmarkStart":
            self.bookmarks.append(node.get(f"{_P}name", ""))
        return name in {"sdtPr", "bookmarkStart"}

    def _paragraph(self, paragraph: etree._Element) -> None:
        self.styles += [_value(style).replace(" ", "").lower() for style in paragraph.iterfind(f"{_P}pPr/{_P}pStyle")]
        self.visit(paragraph)
        mark = paragraph.find(f"{_P}pPr/{_P}rPr")
        if mark is None or not any(_local(child) in _GONE for child in mark):
            self.texts.append("\n")

    def _change(self, change: etree._Element, name: str) -> None:
        """Take what was inserted, leave what was deleted; what one deletes that another inserted, is deleted."""
        author = change.get(f"{_P}author", "")
        if name in _GONE:
            text = "".join(_all_text(change))
            # Bookmarks and controls stay what they are about, whatever happened to the words in them.
            beside = _Walk()
            beside.visit(change)
            self.bookmarks += beside.bookmarks
            self.tags += beside.tags
            self._note(Change(author=author, kind=ChangeKind.DELETED, text=text), len(self.texts))
            return
        start = len(self.texts)
        self.visit(change)
        self._note(Change(author=author, kind=ChangeKind.INSERTED, text="".join(self.texts[start:])), start)

    def _note(self, change: Change, start: int) -> None:
        """Add a change; what one author did in pieces that touch is one change."""
        if not change.text:
            return
        last = self.changes[-1] if self.changes and self._changed_up_to == start else None
        if last and (last.author, last.kind) == (change.author, change.kind):
            self.changes[-1] = Change(author=last.author, kind=last.kind, text=last.text + change.text)
        else:
            self.changes.append(change)
        self._changed_up_to = len(self.texts)


def _all_text(node: etree._Element) -> Iterator[str]:
    for one in node.iter(f"{_P}t", f"{_P}delText", f"{_P}br", f"{_P}tab"):
        yield _CHARACTERS.get(_local(one)) or one.text or ""


def _local(node: etree._Element) -> str:
    """Return the name of an element of WordprocessingML; nothing for comments and for other namespaces."""
    return node.tag.removeprefix(_P) if isinstance(node.tag, str) and node.tag.startswith(_P) else ""


def _value(node: etree._Element) -> str:
    return node.get(f"{_P}val", "")
