"""Blocks of a printed document as paragraphs of a Word file: style, label, look, through the template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from plandoc.model.printed import (
    Number,
    Piece,
    PrintedBlock,
    Words,
)
from plandoc.model.printed_walk import Place
from plandoc.render.docx.inline import InlineWriter, options_holding_label
from plandoc.render.docx.numbering import ListPlace, separator
from plandoc.render.docx.runs import TAB, Script, run, script
from plandoc.render.docx.shapes import Shape, make_shape
from plandoc.render.docx.styles import style_of
from plandoc.render.templates import Templates

_PARAGRAPH_SLOTS: Final = ("page_break", "numbering", "label", "section", "content")
_NO_SLOTS: Final = dict.fromkeys(_PARAGRAPH_SLOTS, "")
_PAGE_BREAK: Final = "<w:pageBreakBefore/>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What holds for the whole document while its body is written."""

    templates: Templates
    han: bool
    right_to_left: bool
    places: Mapping[str, ListPlace]
    """List places of live labels, by block."""
    indents: Mapping[str, str]
    """Tabs and indent of each numbered block's style, by block."""

    bracketed_label: str
    """The `w:rPr` of a paragraph whose live label bears a bracket. The label looks as the paragraph's mark does, and
    list text has one look, so `[1.` is marked whole; a character style would give it the wrong size in LibreOffice."""
    words: Script
    """How the words of the document's language are set."""


@dataclass(slots=True, kw_only=True)
class ParagraphWriter:
    """Writes paragraphs in reading order; keeps the shapes that it has met."""

    setting: Setting
    inline: InlineWriter
    _shapes: dict[tuple[str, bool], Shape] = field(default_factory=dict)

    def paragraph(
        self, block: PrintedBlock, place: Place, *, page_break: bool = False, section: str = "", anchor: str = ""
    ) -> str:
        """One block; `section` is the `w:sectPr` that ends with it, `anchor` the id of a part that it opens."""
        words = self._script(block)
        at = self.setting.places.get(block.id)
        label = "" if at or block.number is None else self._label(block.id, block.number, words)
        content = self.inline.content(block.pieces, words, label, options_holding_label(block) if label else 0)
        content = self.inline.anchored(block.id, content)
        if anchor:
            content = self.inline.anchored(anchor, content)
        slots = {
            "page_break": _PAGE_BREAK if page_break else "",
            "numbering": "" if at is None else _list_place(at),
            "label": self.setting.bracketed_label if at and block.number and block.number.before else "",
            "section": section,
            "content": content,
        }
        return self._shape(style_of(block, place), block.untranslated).fill(slots)

    def plain(self, style: str, pieces: Sequence[Piece] = (), section: str = "", *, page_break: bool = False) -> str:
        """A paragraph that is no block: a line of a column head, the end of a section."""
        words = self.setting.words
        slots = {
            **_NO_SLOTS,
            "page_break": _PAGE_BREAK if page_break else "",
            "content": self.inline.content(pieces, words),
            "section": section,
        }
        return self._shape(style).fill(slots)

    def _script(self, block: PrintedBlock) -> Script:
        """An untranslated block is set by its own words: Chinese ones in Chinese, whatever the document's language."""
        if not block.untranslated:
            return self.setting.words
        return script(han=_has_han(block.pieces), right_to_left=False)

    def _label(self, block: str, number: Number, words: Script) -> str:
        brackets = run(words.bracket, number.before) if number.before else ""
        gap = separator(self.setting.indents.get(block, ""), number.gap)
        if gap == "tab":
            return f"{brackets}{run(words.plain, number.text)}{TAB}"
        return f"{brackets}{run(words.plain, number.text + number.gap)}"

    def _shape(self, style: str, untranslated: bool = False) -> Shape:  # noqa: FBT001, FBT002 - part of the key
        key = (style, untranslated)
        found = self._shapes.get(key)
        if found is None:
            look = {"style": style, "untranslated": untranslated, "right_to_left": self.setting.right_to_left}
            found = self._shapes[key] = make_shape(self.setting.templates, "paragraph", look, _PARAGRAPH_SLOTS)
        return found


def _list_place(at: ListPlace) -> str:
    return f'<w:numPr><w:ilvl w:val="{at.level}"/><w:numId w:val="{at.num}"/></w:numPr>'


def _has_han(pieces: Sequence[Piece]) -> bool:
    return any("\u4e00" <= mark <= "\u9fff" for piece in pieces if isinstance(piece, Words) for mark in piece.text)
