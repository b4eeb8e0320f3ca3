"""The HTML of the HTML renderer, printed: the whole way from a printed document to paper and back."""

import io
from functools import cache

import pdfplumber
import pytest

from plandoc.model.printed import (
    BlockKind,
    Masthead,
    PrintedBlock,
    PrintedColumn,
    PrintedDocument,
    PrintedRow,
    PrintedTable,
    Words,
)
from plandoc.render.html import Medium, render_html
from plandoc.render.pdf import PrintedPdf
from plandoc.render.pdf.fonts import missing_glyphs
from plandoc.render.templates import load_templates
from tests.readers.pdf import Table, canonical, pdf_text, read_pdf
from tests.readers.printed import printed_text
from tests.render.pdf.specimen import page_texts, printed
from tests.render.sample import english_document, sample_document


@cache
def print_of(document: PrintedDocument) -> PrintedPdf:
    return printed(render_html(document, load_templates(None), medium=Medium.PAGE))


@pytest.mark.slow  # prints and reads a whole document
@pytest.mark.parametrize("document", [sample_document(12), english_document()], ids=["zh", "en"])
def test_the_pdf_says_what_the_document_says(document: PrintedDocument) -> None:
    assert canonical(pdf_text(print_of(document).data)) == printed_text(document)


def test_nothing_is_left_to_say_about_the_print() -> None:
    assert print_of(sample_document(12)).notices == ()
    assert missing_glyphs(printed_text(sample_document(12))) == ()


@pytest.mark.slow  # prints and reads a whole document
def test_a_long_table_is_read_as_one_and_repeats_its_goals_on_paper() -> None:
    data = print_of(sample_document(12)).data
    assert len([line for line in read_pdf(data) if isinstance(line, Table)]) == 1
    assert "（续）" in "".join(page_texts(data))
    assert "（续）" not in pdf_text(data)


def test_chinese_is_set_in_chinese_faces() -> None:
    with pdfplumber.open(io.BytesIO(print_of(sample_document(12)).data)) as pdf:
        fonts = {
            c["fontname"].split("+")[1] for sheet in pdf.pages for c in sheet.chars if "\u4e00" <= c["text"] <= "\u9fff"
        }
        text = "".join(c["text"] for sheet in pdf.pages for c in sheet.chars)
    assert fonts <= {"Noto-Serif-CJK-SC", "Noto-Serif-CJK-SC-Bold", "LXGW-WenKai"}
    # Characters of the radicals' blocks look like Han characters and are found by no search.
    assert not [c for c in text if "\u2e80" <= c <= "\u2fdf"]


def test_row_that_no_page_holds_goes_on_though_rows_stay_whole() -> None:
    def cell(name: str, text: str) -> PrintedBlock:
        return PrintedBlock(id=name, kind=BlockKind.PARAGRAPH, pieces=(Words(text=text),))

    columns = tuple(PrintedColumn(key=key, head=(Words(text=key),), note=(), share=50) for key in ("a", "b"))
    row = PrintedRow(goal=cell("long", "A group"), cells=((cell("long/1", "很长的案文。" * 900),),))
    table = PrintedTable(id="t", opening=(), columns=columns, body=(row,), whole_rows=True)
    document = PrintedDocument(
        name="ledger", language="zh-Hans", title="t", masthead=Masthead(), bracketed=True, sections=(table,), notes=()
    )
    assert len(page_texts(print_of(document).data)) > 1
