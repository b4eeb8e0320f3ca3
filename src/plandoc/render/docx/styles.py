"""Which style of base.docx a block wears, and the indents that the style gives to the block's list level."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Final, assert_never

from lxml import etree

from plandoc.model.printed import BlockKind, PrintedBlock
from plandoc.render.docx.wordprocessing import fragment, w


class Place(StrEnum):
    """Where a block stands."""

    TEXT = "text"
    CELL = "cell"


_DEEPEST_HEADING: Final = 4


def style_of(block: PrintedBlock, place: Place) -> str:
    """Id of the block's paragraph style."""
    match block.kind:
        case BlockKind.TITLE | BlockKind.HEADING:
            return f"Heading{min(max(block.level, 1), _DEEPEST_HEADING)}"
        case BlockKind.ENACTING:
            return "Enacting"
        case BlockKind.PREAMBULAR:
            return "Preambular"
        case BlockKind.OPERATIVE:
            return "Operative"
        case BlockKind.PARAGRAPH:
            return "TableText" if place is Place.CELL else "AnnexParagraph"
        case BlockKind.ITEM:
            return _item_style(block.level, place)
        case BlockKind.GOAL:
            return "TableGoal"
        case BlockKind.BAND:
            return "TableBand"
        case BlockKind.ANNEX_LABEL:
            return "AnnexLabel"
        case _:
            assert_never(block.kind)


def _item_style(level: int, place: Place) -> str:
    depth = 2 if level >= 2 else 1  # noqa: PLR2004 - items are (a) and (i), deeper ones are set like (i)
    return f"{'TableItem' if place is Place.CELL else 'Item'}{depth}"


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
