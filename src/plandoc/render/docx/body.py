"""Blocks, tables and sections of a printed document as the body of a Word file, through the templates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from plandoc.model.printed import (
    CrossReference,
    Number,
    Piece,
    PrintedBlock,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    Words,
)
from plandoc.render.docx.inline import InlineWriter, options_holding_label
from plandoc.render.docx.numbering import ListPlace, separator
from plandoc.render.docx.runs import TAB, Script, run, script
from plandoc.render.docx.shapes import Shape, make_shape
from plandoc.render.docx.styles import Place, style_of
from plandoc.render.templates import Templates

_PARAGRAPH_SLOTS: Final = ("page_break", "numbering", "label", "section", "content")
_PAGE_BREAK: Final = "<w:pageBreakBefore/>"
_BRACKETED_LABEL: Final = '<w:rPr><w:rStyle w:val="Bracket"/></w:rPr>'
"""A live label looks as its paragraph's mark does; list text has one look, so `[1.` is marked whole."""
_LONGEST_WHOLE_CELL: Final = 14
"""Lines of the tallest cell up to which a row stays on one page; a third of a landscape page."""
_EM: Final = 180
"""Width of a Han character in a table, in twentieths of a point."""


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


@dataclass(slots=True, kw_only=True)
class BodyWriter:
    """Writes paragraphs and tables; keeps the shapes that it has met."""

    setting: Setting
    inline: InlineWriter
    _shapes: dict[tuple[object, ...], Shape] = field(default_factory=dict)

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
        slots = {"content": content, "section": section}
        if at is not None:
            slots["numbering"] = f'<w:numPr><w:ilvl w:val="{at.level}"/><w:numId w:val="{at.num}"/></w:numPr>'
            slots["label"] = _BRACKETED_LABEL if block.number is not None and block.number.before else ""
        if page_break:
            slots["page_break"] = _PAGE_BREAK
        return self._paragraph_shape(style_of(block, place), untranslated=block.untranslated).fill(slots)

    def plain(self, style: str, pieces: Sequence[Piece] = (), section: str = "") -> str:
        """A paragraph that is no block: a line of a column head, the end of a section."""
        words = script(han=self.setting.han, right_to_left=self.setting.right_to_left)
        slots = {"content": self.inline.content(pieces, words), "section": section}
        return self._paragraph_shape(style, untranslated=False).fill(slots)

    def table(self, table: PrintedTable, width: int) -> str:
        """An annex table, `width` twentieths of a point wide."""
        widths = column_widths(table.columns, width)
        head = self._head(table.columns, widths)
        body = "".join(
            self._row(row, widths) if isinstance(row, PrintedRow) else self._band(row, widths) for row in table.body
        )
        shape = self._shape("table", {"widths": widths}, ("head", "body"))
        return shape.fill({"head": head, "body": body})

    def _head(self, columns: Sequence[PrintedColumn], widths: Sequence[int]) -> str:
        cells = (
            self.plain("TableHead", column.head) + (self.plain("TableHeadNote", column.note) if column.note else "")
            for column in columns
        )
        return self._cells("head", cells, widths)

    def _row(self, row: PrintedRow, widths: Sequence[int]) -> str:
        blocks = ((row.goal,), *row.cells)
        whole = all(_lines(cell, width) <= _LONGEST_WHOLE_CELL for cell, width in zip(blocks, widths, strict=True))
        cells = ("".join(self.paragraph(block, Place.CELL) for block in cell) for cell in blocks)
        return self._cells("row", cells, widths, whole=whole)

    def _band(self, band: PrintedBlock, widths: Sequence[int]) -> str:
        look = {"kind": "band", "width": sum(widths), "span": len(widths)}
        cell = self._shape("cell", look, ("paragraphs",)).fill({"paragraphs": self.paragraph(band, Place.CELL)})
        return self._shape("row", {"kind": "band", "whole": True}, ("cells",)).fill({"cells": cell})

    def _cells(self, kind: str, contents: Iterable[str], widths: Sequence[int], *, whole: bool = True) -> str:
        filled = "".join(
            self._shape("cell", {"kind": kind, "width": width, "span": 1}, ("paragraphs",)).fill(
                {"paragraphs": content or self.plain("TableText")}
            )
            for content, width in zip(contents, widths, strict=True)
        )
        return self._shape("row", {"kind": kind, "whole": whole}, ("cells",)).fill({"cells": filled})

    def _script(self, block: PrintedBlock) -> Script:
        """An untranslated block is set by its own words: Chinese ones in Chinese, whatever the document's language."""
        if not block.untranslated:
            return script(han=self.setting.han, right_to_left=self.setting.right_to_left)
        return script(han=_has_han(block.pieces), right_to_left=False)

    def _label(self, block: str, number: Number, words: Script) -> str:
        brackets = run(words.bracket, number.before) if number.before else ""
        gap = separator(self.setting.indents.get(block, ""), number.gap)
        if gap == "tab":
            return f"{brackets}{run(words.plain, number.text)}{TAB}"
        return f"{brackets}{run(words.plain, number.text + number.gap)}"

    def _paragraph_shape(self, style: str, *, untranslated: bool) -> Shape:
        return self._shape("paragraph", {"style": style, "untranslated": untranslated}, _PARAGRAPH_SLOTS)

    def _shape(self, name: str, look: Mapping[str, object], slots: tuple[str, ...]) -> Shape:
        key = (name, *look.values())
        found = self._shapes.get(key)
        if found is None:
            context = {**look, "right_to_left": self.setting.right_to_left}
            found = self._shapes[key] = make_shape(self.setting.templates, name, context, slots)
        return found


def column_widths(columns: Sequence[PrintedColumn], width: int) -> tuple[int, ...]:
    """Widths that follow the shares and add up to exactly `width`; the last column takes what rounding leaves."""
    total = sum(column.share for column in columns) or 1
    widths = [width * column.share // total for column in columns]
    return (*widths[:-1], width - sum(widths[:-1]))


def _lines(cell: Sequence[PrintedBlock], width: int) -> int:
    """Lines that a cell takes at most, one Han character an em."""
    line = max(width // _EM - 2, 1)
    return sum(1 + _length(block.pieces) // line for block in cell)


def _length(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces if isinstance(piece, Words | CrossReference))


def _has_han(pieces: Sequence[Piece]) -> bool:
    return any("\u4e00" <= mark <= "\u9fff" for piece in pieces if isinstance(piece, Words) for mark in piece.text)
