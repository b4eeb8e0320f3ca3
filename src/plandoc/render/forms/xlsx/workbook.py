"""The whole workbook: guidance, the sheet to fill in, sheets of records, an index, and hidden lists and identity."""

import warnings
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_range_abs

from plandoc.model.printed_form import PrintedForm
from plandoc.model.questions import QuestionType
from plandoc.render.forms.wording import (
    MARK,
    article_name,
    choice_lists,
    feeds,
    numbers,
    plain,
    words_of,
)
from plandoc.render.forms.xlsx.looks import Look, formats
from plandoc.render.forms.xlsx.questions import ID, WIDTHS, QuestionSheet, height_of, records_sheet
from plandoc.render.forms.xlsx.records import write_records
from plandoc.render.forms.xlsx.rules import TICK, Rules
from plandoc.render.forms.xlsx.sheet import Sheet, accept

_LISTS = "_lists"
_IDENTITY = "_form"
_PAPER_A4 = 9
_WIDE = 110
"""Width of running text in characters."""
_OPTIONS = {
    "in_memory": True,
    # Whatever a text begins with, it is a text.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def render_xlsx(form: PrintedForm, *, created: datetime) -> bytes:
    """Return the form as a workbook; `CarrierFault` where a text or a rule is more than a workbook holds."""
    stream = BytesIO()
    with warnings.catch_warnings():
        # The library warns of what it leaves out; each refusal is a fault here already.
        warnings.simplefilter("ignore")
        with Workbook(stream, _OPTIONS) as workbook:
            _Writer(workbook, form, created).write()
    return stream.getvalue()


class _Writer:
    """Writes one workbook."""

    def __init__(self, workbook: Workbook, form: PrintedForm, created: datetime) -> None:
        self._workbook = workbook
        self._form = form
        self._words = words_of(form)
        self._looks = formats(workbook)
        self._created = created
        self._rules = Rules(lists=choice_lists(form.questions()), words=self._words)

    def write(self) -> None:
        """Write every sheet."""
        self._properties()
        self._guidance()
        self._questions()
        for question in self._form.questions():
            if question.type is QuestionType.RECORDS:
                sheet = self._sheet(records_sheet(question, self._words))
                write_records(sheet, self._rules, question, self._words)
        self._index()
        self._lists()
        self._identity()

    def _sheet(self, name: str, widths: Mapping[int, float] | None = None) -> Sheet:
        """Add a sheet that prints on A4 pages as wide as itself."""
        sheet = self._workbook.add_worksheet(name)
        for column, width in (widths or {}).items():
            sheet.set_column(column, column, width)
        sheet.set_paper(_PAPER_A4)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_footer("&L&8&A&R&8&P / &N")
        if self._form.direction == "rtl":
            sheet.right_to_left()
        return Sheet(sheet=sheet, looks=self._looks)

    def _properties(self) -> None:
        form = self._form
        self._workbook.set_properties(
            {"title": plain(form.title), "comments": form.notice, "created": self._created.replace(tzinfo=None)}
        )
        for name, value in _identity(form):
            self._workbook.set_custom_property(f"plandoc-{name}", value, "text")

    def _guidance(self) -> None:
        """Write what stands in front of the questions."""
        form, words = self._form, self._words
        sheet = self._sheet(words["guidance"], {0: 24, 1: _WIDE - 24})
        lines = ((plain(form.title), Look.SHEET_TITLE), (form.notice, Look.WIDE), (plain(form.mandate), Look.WIDE))
        for text, look in lines:
            self._wide(sheet, text, look)
        self._wide(sheet, words["guidance"], Look.HEADING)
        for paragraph in form.guidance:
            self._wide(sheet, plain(paragraph), Look.WIDE)
        self._wide(sheet, words["must"].format(mark=MARK), Look.WIDE)
        if form.definitions:
            self._wide(sheet, words["definitions"], Look.HEADING)
        for one in form.definitions:
            self._pair(sheet, plain(one.term), plain(one.text))
        sheet.lock()

    def _questions(self) -> None:
        sheet = self._sheet(self._words["sheet"], WIDTHS)
        sheet.sheet.set_landscape()
        sheet.sheet.set_column(ID, ID, None, None, {"hidden": True})
        sheet.sheet.repeat_rows(0)
        sheet.sheet.freeze_panes(1, 0)
        writer = QuestionSheet(sheet=sheet, rules=self._rules, words=self._words, feeds=feeds(self._form))
        writer.heads()
        for section in self._form.sections:
            writer.section(section)
        sheet.lock()

    def _index(self) -> None:
        """Write which questions stand under which Article, and which feed which indicator."""
        form, words = self._form, self._words
        sheet = self._sheet(words["sheet-index"], {0: 24, 1: _WIDE - 24})
        self._wide(sheet, words["articles"], Look.HEADING)
        for article in form.articles:
            self._pair(sheet, article_name(article, words), numbers(form, article.questions))
        self._wide(sheet, words["indicators"], Look.HEADING)
        for one in form.indicators:
            if one.questions:
                name = f"{one.goal}{one.number}"
                self._pair(sheet, name, f"{plain(one.pieces)} → {numbers(form, one.questions)}")
        sheet.lock()

    def _wide(self, sheet: Sheet, text: str, look: Look) -> None:
        """Write running text over both columns."""
        if text:
            accept(sheet.sheet.merge_range(sheet.row, 0, sheet.row, 1, "", self._looks[look]), "cells cannot be joined")
            sheet.text(0, text, look)
            sheet.height(height_of(text, _WIDE) + (look is not Look.WIDE))
            sheet.next()

    def _pair(self, sheet: Sheet, name: str, text: str) -> None:
        sheet.text(0, name, Look.TERM)
        sheet.text(1, text, Look.PARAGRAPH)
        sheet.height(max(height_of(text, _WIDE - 24), height_of(name, 24)))
        sheet.next()

    def _lists(self) -> None:
        """Write the lists to choose from, each in a column under its name."""
        lists = ((name, tuple(one.text for one in choices)) for choices, name in self._rules.lists.items())
        self._hidden(_LISTS, ((TICK, (self._words["tick"],)), *lists), named=True)

    def _identity(self) -> None:
        self._hidden(_IDENTITY, ((name, (value,)) for name, value in _identity(self._form)), named=False)

    def _hidden(self, name: str, columns: Iterable[tuple[str, tuple[str, ...]]], *, named: bool) -> None:
        sheet = self._workbook.add_worksheet(name)
        for at, (head, cells) in enumerate(columns):
            for row, text in enumerate((head, *cells)):
                accept(sheet.write_string(row, at, text, self._looks[Look.CODE]), "a choice is too long")
            if named:
                place = f"={quote_sheetname(name)}!{_range(at, len(cells))}"
                accept(self._workbook.define_name(head, place), f"{head} is no name for a list")
        sheet.protect()
        sheet.hide()


def _range(column: int, rows: int) -> str:
    """Return the fixed address of the cells below the head of a column."""
    return xl_range_abs(1, column, rows, column)


def _identity(form: PrintedForm) -> tuple[tuple[str, str], ...]:
    """Return what the file says it is, for whoever reads answers from it."""
    return (
        ("form", form.id),
        ("version", f"{form.version}"),
        ("cycle", f"{form.cycle}"),
        ("language", form.language),
        ("scenario", form.scenario),
    )
