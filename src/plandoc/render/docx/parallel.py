"""Two languages side by side as a table of a Word file, one row a block, each language in its own faces."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from plandoc.model.printed import (
    BlockKind,
    PrintedBlock,
    PrintedPair,
    PrintedParallel,
    PrintedSide,
    Words,
)
from plandoc.model.printed_walk import Place, words_of
from plandoc.render.docx.base_document import BaseDocument, with_styles
from plandoc.render.docx.marks import Entry
from plandoc.render.docx.paragraphs import ParagraphWriter
from plandoc.render.docx.runs import Script, script
from plandoc.render.docx.shapes import Shape, make_shape, render_part
from plandoc.render.templates import Templates

_BODY: Final = "\0"
"""Stands for the rows until they are written; no XML document can contain it."""
_BANDS: Final = frozenset({BlockKind.GOAL, BlockKind.BAND})
_LONGEST_WHOLE: Final = 600
"""Characters of a block up to which its row stays on one page: some twelve lines."""


def with_parallel_styles(base: BaseDocument, templates: Templates) -> BaseDocument:
    """Return the base document with the styles of parallel_styles.xml.j2, but for those that it has itself.

    Raises:
        TemplateFault: the template fails, or what it makes is not well-formed.
    """
    return with_styles(base, render_part(templates, "parallel_styles", {}))


def script_of(side: PrintedSide) -> Script:
    """Return how the words of a language are set."""
    return script(han=_is_han(side), right_to_left=side.direction == "rtl")


def _is_short(block: PrintedBlock) -> bool:
    return len(words_of(block.pieces)) <= _LONGEST_WHOLE


def _is_han(side: PrintedSide) -> bool:
    return side.language.partition("-")[0] == "zh"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelWriter:
    """Writes sections in two languages; both write with the inline writer of `paragraphs`."""

    paragraphs: ParagraphWriter
    sides: tuple[PrintedSide, ...]
    width: int
    """Of the table, in twentieths of a point."""

    def write(self, section: PrintedParallel) -> Iterator[str]:
        """The table in pieces of at most one row."""
        widths = self._widths()
        writers = tuple(self._writer(side) for side in self.sides)
        opening, closing = self._shape("parallel", ("rows",), widths=widths).fill({"rows": _BODY}).split(_BODY)
        yield opening
        yield self._head(writers, widths)
        shapes = {
            (kind, whole): (
                self._shape("row", ("cells",), kind=kind, whole=whole),
                tuple(self._shape("cell", ("paragraphs",), kind=kind, width=width, span=1) for width in widths),
            )
            for kind in ("row", "band")
            for whole in (True, False)
        }
        for index, pair in enumerate(section.rows):
            kinds = {block.kind for block in pair.blocks}
            row, cells = shapes["band" if kinds & _BANDS else "row", all(map(_is_short, pair.blocks))]
            contents = self._contents(pair, writers, pair.part if index else section.id)
            filled = (cell.fill({"paragraphs": text}) for cell, text in zip(cells, contents, strict=True))
            yield row.fill({"cells": "".join(filled)})
        yield closing

    def _contents(self, pair: PrintedPair, writers: tuple[ParagraphWriter, ...], part: str) -> Iterator[str]:
        """Yield the paragraph of each cell; the first there is bears the anchor of a part that begins with the row."""
        inline = self.paragraphs.inline
        for side, (block, writer) in enumerate(zip((pair.first, pair.second), writers, strict=True)):
            inline.side = side
            yield self._paragraph(block, writer, part)
            part = "" if block else part
        inline.side = 0

    def _paragraph(self, block: PrintedBlock | None, writer: ParagraphWriter, part: str) -> str:
        entries = () if block is None else (Entry(block=block, anchor=part),)
        return "".join(writer.paragraphs(entries, Place.BESIDE))

    def _head(self, writers: tuple[ParagraphWriter, ...], widths: tuple[int, ...]) -> str:
        cells = (
            self._shape("cell", ("paragraphs",), kind="row", width=width, span=1).fill(
                {"paragraphs": writer.plain("BesideHead", (Words(text=side.name),))}
            )
            for side, writer, width in zip(self.sides, writers, widths, strict=True)
        )
        return self._shape("row", ("cells",), kind="head", whole=True).fill({"cells": "".join(cells)})

    def _writer(self, side: PrintedSide) -> ParagraphWriter:
        """Return a writer of one language."""
        setting = replace(
            self.paragraphs.setting, han=_is_han(side), right_to_left=side.direction == "rtl", words=script_of(side)
        )
        return replace(self.paragraphs, setting=setting, _shapes={}, _looks={})

    def _widths(self) -> tuple[int, ...]:
        first = self.width * self.sides[0].share // 100
        return first, self.width - first

    def _shape(self, name: str, slots: tuple[str, ...], **look: object) -> Shape:
        return make_shape(self.paragraphs.setting.templates, name, {**look, "right_to_left": False}, slots)
