"""The sections of a Word file: running text on portrait pages, each annex table on landscape pages of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from plandoc.model.printed import Change, PrintedBlock, PrintedDocument, PrintedParallel, PrintedTable, PrintedText
from plandoc.model.printed_walk import Place
from plandoc.render.docx.base_document import BaseDocument, PageSetup
from plandoc.render.docx.marks import Entry
from plandoc.render.docx.paragraphs import ParagraphWriter
from plandoc.render.docx.parallel import ParallelWriter
from plandoc.render.docx.shapes import render_part
from plandoc.render.docx.sides import Side
from plandoc.render.docx.tables import TableWriter, column_widths


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePages:
    """One table; or in a redline one that goes and the one that comes for it, so that neither leaves an empty page."""

    tables: tuple[PrintedTable, ...]

    @property
    def titled(self) -> PrintedTable:
        """The table whose title stands at the foot of the pages."""
        return self.tables[-1]


Pages: TypeAlias = tuple[PrintedText | PrintedParallel, ...] | TablePages
"""What shares one set-up of pages: neighbouring texts, or tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningHeads:
    """References to headers and footers, as children of `w:sectPr`."""

    portrait: str
    landscape: tuple[str, ...]
    """For each group of table pages in order."""


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
            if isinstance(group, TablePages):
                yield from self._tables(group.tables, setup.width, ending)
            elif self.document.sides:
                yield from self._parallel(group, setup.width, ending)
            else:
                yield from self._texts(tuple(one for one in group if isinstance(one, PrintedText)), ending)
            if last:
                yield self.paragraphs.inline.unclosed() + properties

    def _setup(self, group: Pages, tables: Iterator[str]) -> tuple[PageSetup, str]:
        if isinstance(group, TablePages):
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
        yield from self.paragraphs.paragraphs(tuple(_entries(texts)), Place.TEXT, section=ending)

    def _parallel(self, sections: Sequence[PrintedText | PrintedParallel], width: int, ending: str) -> Iterator[str]:
        """Two languages side by side; a paragraph keeps the tables apart and takes the next to a new page."""
        plain = self.paragraphs.plain
        writer = ParallelWriter(paragraphs=self.paragraphs, sides=self.document.sides, width=width)
        for index, section in enumerate(sections):
            if isinstance(section, PrintedParallel):
                yield plain("SectionEnd", page_break=True) if index else ""
                yield from writer.write(section)
        yield from self.paragraphs.paragraphs((), Place.TEXT, section=ending)

    def _tables(self, tables: Sequence[PrintedTable], width: int, ending: str) -> Iterator[str]:
        """Tables with what opens them; in a redline that is always a paragraph, which the end before it may join."""
        for table in tables:
            opening = tuple(_opened(table.opening, table.id))
            if opening or self.document.revision:
                yield from self.paragraphs.paragraphs(opening, Place.TEXT)
            widths = column_widths(table.columns, width)
            yield from TableWriter(paragraphs=self.paragraphs, columns=table.columns, widths=widths).write(table)
        changes = {table.change for table in tables} if ending else set()
        gone = changes.pop() if len(changes) == 1 else None
        yield from self.paragraphs.paragraphs((), Place.TEXT, section=ending, row=gone)


def _opened(blocks: Sequence[PrintedBlock], anchor: str) -> Iterator[Entry]:
    """The blocks of a part; its anchor stands on the first block that both texts of a redline have, or on the first."""
    opener = next((place for place, block in enumerate(blocks) if block.change is None), 0)
    for place, block in enumerate(blocks):
        yield Entry(block=block, anchor=anchor if place == opener else "")


def _entries(texts: Sequence[PrintedText]) -> Iterator[Entry]:
    """The blocks of running text; an annex begins a page unless nothing stands before it."""
    begun: set[Side] = set()
    for text in texts:
        openers = {
            side: place
            for side in Side
            for place in [place for place, block in enumerate(text.blocks) if side.has(block.change)][:1]
        }
        breaks = {side: place for side, place in openers.items() if text.kind == "annex" and side in begun}
        for place, entry in enumerate(_opened(text.blocks, text.id)):
            yield replace(
                entry,
                page_break=place == breaks.get(Side.SECOND),
                former_page_break=place == breaks.get(Side.FIRST),
            )
        begun.update(openers)


def page_groups(document: PrintedDocument) -> Iterator[Pages]:
    """The document's sections grouped by page set-up, in order."""
    texts: list[PrintedText | PrintedParallel] = []
    tables: list[PrintedTable] = []
    for section in document.sections:
        if not isinstance(section, PrintedTable):
            if tables:
                yield TablePages(tables=tuple(tables))
                tables = []
            texts.append(section)
            continue
        if texts:
            yield tuple(texts)
            texts = []
        if tables and not _replaces(tables[-1], section):
            yield TablePages(tables=tuple(tables))
            tables = []
        tables.append(section)
    if texts:
        yield tuple(texts)
    if tables:
        yield TablePages(tables=tuple(tables))


def _replaces(table: PrintedTable, other: PrintedTable) -> bool:
    return table.change is Change.DELETED and other.change is Change.INSERTED
