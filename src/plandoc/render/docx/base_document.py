"""What rendering takes from base.docx: all its parts, its two page set-ups, its styles' indents, its numbering."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from plandoc.render.docx.package import PackageError, read_package, related
from plandoc.render.docx.styles import indents_of, letters_of
from plandoc.render.docx.wordprocessing import NAMESPACES, fragment, parse, serialize, w

_AFTER_TITLE_PAGE: Final = ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")
"""Children of w:sectPr that follow w:titlePg in the schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSetup:
    """Paper, margins and grid of one kind of section."""

    width: int
    """Between the margins, in twentieths of a point."""
    properties: etree._Element
    """The `w:sectPr` of the base document."""

    def section(self, references: str, *, title_page: bool, right_to_left: bool) -> str:
        """A `w:sectPr` with these header and footer references; the first page of a title page shows neither."""
        properties = deepcopy(self.properties)
        for name in ("headerReference", "footerReference", "titlePg", "bidi"):
            for old in properties.findall(w(name)):
                properties.remove(old)
        flags = [w(name) for name, wanted in (("titlePg", title_page), ("bidi", right_to_left)) if wanted]
        later = [child for child in properties if etree.QName(child).localname in _AFTER_TITLE_PAGE]
        place = properties.index(later[0]) if later else len(properties)
        for offset, flag in enumerate(flags):
            properties.insert(place + offset, etree.Element(flag))
        opening, bracket, rest = fragment(properties).partition(">")
        return f"{opening}{bracket}{references}{rest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseDocument:
    """base.docx, read."""

    parts: Mapping[str, bytes]
    main: str
    """Name of the main part, `word/document.xml`."""
    portrait: PageSetup
    landscape: PageSetup
    indents: Callable[[str], str]
    """Tabs and indent of a style, as children of `w:pPr`."""
    bracket: str
    """How the character style Bracket looks, as children of `w:rPr`."""

    def part(self, kind: str) -> str:
        """Name of a part that the main part points at, by the kind of relationship; `PackageError` if there is none."""
        return related(self.parts, self.main, kind)


def read_base(data: bytes) -> BaseDocument:
    """Read base.docx.

    Raises:
        PackageError: not a Word file, a part is not well-formed, or a page set-up is missing.
    """
    parts = read_package(data)
    main = related(parts, "", "officeDocument")
    try:
        body = parse(parts[main]).find(w("body"))
        styles = parse(parts[related(parts, main, "styles")])
    except etree.XMLSyntaxError as error:
        message = f"a part of the base document is not well-formed: {error.msg}"
        raise PackageError(message) from error
    sections = () if body is None else tuple(body.iter(w("sectPr")))
    return BaseDocument(
        parts=parts,
        main=main,
        portrait=_page_setup(sections, landscape=False),
        landscape=_page_setup(sections, landscape=True),
        indents=indents_of(styles),
        bracket=letters_of(styles, "Bracket"),
    )


def with_styles(base: BaseDocument, styles: str) -> BaseDocument:
    """The base document with more styles, given as `w:style` elements; those that it has itself stay."""
    name = base.part("styles")
    root = parse(base.parts[name])
    present = {style.get(w("styleId")) for style in root.iterfind(w("style"))}
    added = parse(f"<w:styles {NAMESPACES}>{styles}</w:styles>".encode())
    root.extend(style for style in list(added) if style.get(w("styleId")) not in present)
    return replace(base, parts={**base.parts, name: serialize(root)}, indents=indents_of(root))


def _page_setup(sections: tuple[etree._Element, ...], *, landscape: bool) -> PageSetup:
    for properties in sections:
        size, margins = properties.find(w("pgSz")), properties.find(w("pgMar"))
        if size is None or margins is None or (size.get(w("orient")) == "landscape") is not landscape:
            continue
        taken = sum(int(margins.get(w(side), "0")) for side in ("left", "right", "gutter"))
        return PageSetup(width=int(size.get(w("w"), "0")) - taken, properties=properties)
    message = f"the base document has no {'landscape' if landscape else 'portrait'} section with paper and margins"
    raise PackageError(message)
