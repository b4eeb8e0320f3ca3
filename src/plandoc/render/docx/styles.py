"""Which style of base.docx a block wears, and the indents that the style gives to the block's list level."""

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from lxml import etree

from plandoc.model.printed import BlockKind, Number, PrintedBlock
from plandoc.model.printed_walk import Place
from plandoc.render.docx.wordprocessing import fragment, w

_ALPHANUMERIC: Final = re.compile(r"[^\W_]")
_DEEPEST_HEADING: Final = 4
_DEEPEST_ITEM: Final = 2
_STYLES: Final = {
    BlockKind.ENACTING: "Enacting",
    BlockKind.PREAMBULAR: "Preambular",
    BlockKind.OPERATIVE: "Operative",
    BlockKind.PARAGRAPH: "AnnexParagraph",
    BlockKind.GOAL: "TableGoal",
    BlockKind.BAND: "TableBand",
    BlockKind.ANNEX_LABEL: "AnnexLabel",
    BlockKind.COLUMN_HEAD: "TableHead",
    BlockKind.FIGURE: "Caption",
}
_STYLES_BESIDE: Final = {
    BlockKind.ANNEX_LABEL: "BesideLabel",
    BlockKind.GOAL: "BesideGoal",
    BlockKind.BAND: "BesideGoal",
    BlockKind.COLUMN_HEAD: "BesideColumn",
}


def style_of(block: PrintedBlock, place: Place) -> str:
    """Id of the block's paragraph style."""
    kind = block.kind
    if place is Place.BESIDE:
        return _style_beside(block)
    if kind is BlockKind.ITEM:
        return _item_style(block, place)
    if kind is BlockKind.PARAGRAPH and place is Place.CELL:
        return "TableText"
    if kind is BlockKind.TITLE or kind is BlockKind.HEADING:
        return f"Heading{min(max(block.level, 1), _DEEPEST_HEADING)}"
    return _STYLES[kind]


def _style_beside(block: PrintedBlock) -> str:
    """Styles of parallel_styles.xml.j2; items hang there by the rules of a narrow cell."""
    if block.kind is BlockKind.ITEM:
        return _item_style(block, Place.CELL).replace("Table", "Beside")
    if block.kind is BlockKind.TITLE or block.kind is BlockKind.HEADING:
        return f"BesideHeading{min(max(block.level, 1), _DEEPEST_HEADING)}"
    return _STYLES_BESIDE.get(block.kind, "BesideText")


def _item_style(block: PrintedBlock, place: Place) -> str:
    """Items hang by their labels; in a narrow cell those of several parts (`A.9.1.`) or none run on instead."""
    deep = block.level >= _DEEPEST_ITEM
    if place is Place.TEXT:
        return "Item2" if deep else "Item1"
    if block.number is None or names_another(block.number):
        return "TableText"
    return "TableItem2" if deep else "TableItem1"


def names_another(number: Number) -> bool:
    """Whether the label begins with another block's label, as `A.9.1.` does with that of its goal."""
    return _ALPHANUMERIC.search(number.prefix) is not None


def letters_of(styles: etree._Element, style_id: str) -> str:
    """What a style says itself about its letters, as children of `w:rPr`."""
    for style in styles.iterfind(w("style")):
        if style.get(w("styleId")) == style_id:
            return "".join(fragment(child) for child in style.iterfind(f"{w('rPr')}/*"))
    return ""


def indents_of(styles: etree._Element) -> Callable[[str], str]:
    """A function from style id to the `w:tabs` and `w:ind` that hold for it, inherited ones included.

    A list level overrides the style's indents, so each level repeats them; what a designer sets in Word stays true.
    """
    by_id = {style.get(w("styleId"), ""): style for style in styles.iterfind(w("style"))}

    def inherited(style_id: str, name: str) -> str:
        seen: set[str] = set()
        while style_id in by_id and style_id not in seen:
            seen.add(style_id)
            style = by_id[style_id]
            found = style.find(f"{w('pPr')}/{w(name)}")
            if found is not None:
                return fragment(found)
            parent = style.find(w("basedOn"))
            style_id = "" if parent is None else parent.get(w("val"), "")
        return ""

    @cache
    def indents(style_id: str) -> str:
        return inherited(style_id, "tabs") + inherited(style_id, "ind")

    return indents
