"""Read the structure tree that WeasyPrint made into tags that can be rearranged, and write it back.

WeasyPrint keeps a PDF, until it is written, as pydyf's dictionaries, lists and byte references; only this module
knows how. It ships no types, so the few parts that are used get theirs here.
"""

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from plandoc.render.pdf.repairs.boxes import Box, Element, replaced

__all__ = [
    "Entry",
    "Pdf",
    "Tag",
    "TagSources",
    "Text",
    "array",
    "dictionary",
    "entry_at",
    "read_tree",
    "recorded_sources",
    "string",
    "write_tree",
]


class Entry(MutableMapping[str, object]):
    """A dictionary of the PDF, as pydyf keeps it."""

    number: int
    reference: bytes


class Pdf(Protocol):
    """A PDF that is about to be written."""

    objects: Sequence[Entry]
    catalog: Entry
    page_references: Sequence[bytes]

    def add_object(self, entry: Entry) -> None:
        """Give an entry its number and reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagSources:
    """From which HTML element each structure element was made, by its object number."""

    elements: dict[int, Element] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A piece of a line of text: a structure element with one marked content and nothing else. Most elements are."""

    entry: Entry


@dataclass(slots=True, kw_only=True, eq=False)
class Tag:
    """One structure element. Kids are tags and texts, or marked content and object references as WeasyPrint made them.

    Unlike the project's other nodes it can be changed: the tree is rearranged in place, between reading and writing.
    """

    entry: Entry
    kind: str
    page: bytes
    source: Element | None
    kids: "list[Tag | Text | object]"

    @property
    def tags(self) -> "list[Tag]":
        """The kids that are tags."""
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    def walk(self) -> "Iterator[Tag]":
        """Yield this tag and every one below it, in reading order."""
        ahead = [self]
        while ahead:
            tag = ahead.pop()
            yield tag
            ahead += [kid for kid in reversed(tag.kids) if isinstance(kid, Tag)]

    def has_class(self, name: str) -> bool:
        """Whether the tag was made from an HTML element of this class."""
        return self.source is not None and name in (self.source.get("class") or "").split()


@contextmanager
def recorded_sources() -> Iterator[TagSources]:
    """Note the HTML element of every structure element that WeasyPrint makes while the context lasts."""
    from weasyprint.pdf import tags

    sources = TagSources()
    build: Callable[..., Iterator[Entry]] = tags._build_box_tree  # noqa: SLF001 # no public way in

    def build_box_tree(box: Box, *rest: object) -> Iterator[Entry]:
        for entry in build(box, *rest):
            if box.element is not None and not isinstance(box.element, str):
                # An element may pass through several boxes; the innermost, which made it, comes first.
                sources.elements.setdefault(entry.number, box.element)
            yield entry

    with replaced(tags, "_build_box_tree", build_box_tree):
        yield sources


def entry_at(pdf: Pdf, reference: object) -> Entry:
    """Return the entry that a reference (`12 0 R`) leads to."""
    if not isinstance(reference, bytes):
        message = f"not a reference: {reference!r}"
        raise TypeError(message)
    return pdf.objects[int(reference.split()[0])]


def read_tree(pdf: Pdf, reference: object, sources: TagSources) -> Tag:
    """Read the structure element at a reference, with everything below it."""
    entry = entry_at(pdf, reference)
    listed = entry["K"]
    kids = [_read_kid(pdf, kid, sources) for kid in (listed if isinstance(listed, list) else [listed])]
    kind, page = str(entry["S"]).removeprefix("/"), entry.get("Pg")
    source = sources.elements.get(entry.number)
    return Tag(entry=entry, kind=kind, page=page if isinstance(page, bytes) else b"", source=source, kids=kids)


def _read_kid(pdf: Pdf, kid: object, sources: TagSources) -> Tag | Text | object:
    """Return a kid as a tag or a text; content numbers and references to objects stay as they are."""
    if not isinstance(kid, bytes):
        return kid
    entry = entry_at(pdf, kid)
    if entry.get("Type") != "/StructElem":
        return kid
    kids = entry["K"]
    if entry.number not in sources.elements and isinstance(kids, list) and len(kids) == 1 and isinstance(kids[0], int):
        return Text(entry)
    return read_tree(pdf, kid, sources)


def write_tree(document: Tag) -> None:
    """Write kinds, kids and parents of a tree back into its entries."""
    for tag in document.walk():
        tag.entry["S"] = f"/{tag.kind}"
        kids = [kid.entry.reference if isinstance(kid, Tag | Text) else kid for kid in tag.kids]
        # Most tags are as they were; comparing is cheaper than making what is written anew.
        if kids != tag.entry["K"]:
            tag.entry["K"] = array(kids)
            for kid in tag.kids:
                if isinstance(kid, Tag | Text):
                    kid.entry["P"] = tag.entry.reference


def string(text: str) -> object:
    """Make a PDF string."""
    from weasyprint.pdf import pydyf

    return pydyf.String(text)


def array(items: list[object]) -> object:
    """Make a PDF array."""
    from weasyprint.pdf import pydyf

    return pydyf.Array(items)


def dictionary(items: dict[str, object]) -> Entry:
    """Make a PDF dictionary."""
    from weasyprint.pdf import pydyf

    made: Entry = pydyf.Dictionary(items)
    return made
