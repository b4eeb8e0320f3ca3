"""The sections of a Word file: running text on portrait pages, each annex table on landscape pages of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from plandoc.model.printed import PrintedDocument, PrintedParallel, PrintedTable, PrintedText
from plandoc.model.printed_walk import Place
from plandoc.render.docx.base_document import BaseDocument, PageSetup
from plandoc.render.docx.paragraphs import ParagraphWriter
from plandoc.render.docx.parallel import ParallelWriter
from plandoc.render.docx.shapes import render_part
from plandoc.render.docx.tables import TableWriter, column_widths

Pages: TypeAlias = tuple[PrintedText | PrintedParallel, ...] | PrintedTable
"""What shares one set-up of pages: neighbouring texts, or one table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningHeads:
    """References to headers and footers, as children of `w:sectPr`."""

    portrait: str
    landscape: tuple[str, ...]
    """For each table of the document in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionWriter:
    """Writes the body, section by section."""

    document: PrintedDocument
    base: BaseDocument
    heads: RunningHeads
    paragraphs: ParagraphWriter

    def write(self) -> Iterator[str]:
        """The children of `w:body` in pieces: paragraphs, rows, the ends of sections."""
        groups = tuple(page_groups(self.document)) or ((),)
        tables = iter(self.heads.landscape)
        for index, group in enumerate(groups):
            setup, heads = self._setup(group, tables)
            if index == 0:
                yield self._masthead(setup.width)
            properties = setup.section(
                heads, title_page=index == 0, right_to_left=self.paragraphs.setting.right_to_left
            )
            last = index == len(groups) - 1
            ending = "" if last else properties
            if isinstance(group, PrintedTable):
                yield from self._table(group, setup.width, ending)
            elif self.document.sides:
                yield from self._parallel(group, setup.width, ending)
            else:
                yield from self._texts(tuple(one for one in group if isinstance(one, PrintedText)), ending)
            if last:
                yield self.paragraphs.inline.unclosed() + properties

    def _setup(self, group: Pages, tables: Iterator[str]) -> tuple[PageSetup, str]:
        if isinstance(group, PrintedTable):
            return self.base.landscape, next(tables)
        return self.base.portrait, self.heads.portrait

    def _masthead(self, width: int) -> str:
        setting = self.paragraphs.setting
        context = {"masthead": self.document.masthead, "width": width, "han": self._masthead_is_han()}
        return render_part(setting.templates, "masthead", context)

    def _masthead_is_han(self) -> bool:
        """Over two languages it speaks English."""
        return self.paragraphs.setting.han and not self.document.sides

    def _texts(self, texts: Sequence[PrintedText], ending: str) -> Iterator[str]:
        """Running text; its last paragraph ends the section, so that no empty one has to."""
        blocks = [
            (block, text if place == 0 else None, place == 0 and text.kind == "annex" and index > 0)
            for index, text in enumerate(texts)
            for place, block in enumerate(text.blocks)
        ]
        if not blocks:
            yield self.paragraphs.plain("SectionEnd", section=ending)
        for index, (block, text, page_break) in enumerate(blocks):
            yield self.paragraphs.paragraph(
                block,
                Place.TEXT,
                page_break=page_break,
                section=ending if index == len(blocks) - 1 else "",
                anchor=text.id if text else "",
            )

    def _parallel(self, sections: Sequence[PrintedText | PrintedParallel], width: int, ending: str) -> Iterator[str]:
        """Two languages side by side; a paragraph keeps the tables apart and takes the next to a new page."""
        plain = self.paragraphs.plain
        writer = ParallelWriter(paragraphs=self.paragraphs, sides=self.document.sides, width=width)
        for index, section in enumerate(sections):
            if isinstance(section, PrintedParallel):
                yield plain("SectionEnd", page_break=True) if index else ""
                yield from writer.write(section)
        yield plain("SectionEnd", section=ending)

    def _table(self, table: PrintedTable, width: int, ending: str) -> Iterator[str]:
        for index, block in enumerate(table.opening):
            yield self.paragraphs.paragraph(block, Place.TEXT, anchor="" if index else table.id)
        widths = column_widths(table.columns, width)
        writer = TableWriter(paragraphs=self.paragraphs, columns=table.columns, widths=widths)
        yield from writer.write(table)
        yield self.paragraphs.plain("SectionEnd", section=ending)


def page_groups(document: PrintedDocument) -> Iterator[Pages]:
    """The document's sections grouped by page set-up, in order."""
    texts: list[PrintedText | PrintedParallel] = []
    for section in document.sections:
        if not isinstance(section, PrintedTable):
            texts.append(section)
            continue
        if texts:
            yield tuple(texts)
            texts = []
        yield section
    if texts:
        yield tuple(texts)
