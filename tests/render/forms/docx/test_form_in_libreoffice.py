"""LibreOffice opens, re-saves and prints forms: every answer and what the form is come back, tags or not."""

from contextlib import closing
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest

from plandoc.render.forms.docx import prefill, read_form
from tests.judges.libreoffice import convert
from tests.render.forms.docx.answers import READ, put_in
from tests.render.forms.docx.filling import controls, fill, part
from tests.render.forms.docx.specimen import docx, specimen

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]

BLANK = docx(specimen())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("libreoffice")


def test_a_filled_form_keeps_every_answer_and_says_what_it_is(folder: Path) -> None:
    given = fill(prefill(BLANK, {}, party="某国"), put_in(list(controls(part(BLANK)))))
    saved = read_form(convert(given, "docx", folder))
    assert saved.problems == ()
    assert saved.found == READ
    assert saved.identity == read_form(given).identity
    assert saved.identity is not None
    assert (saved.identity.id, saved.identity.party) == ("report-5", "某国")


def test_a_blank_form_stays_blank(folder: Path) -> None:
    saved = read_form(convert(BLANK, "docx", folder))
    assert (saved.found, saved.problems) == ({}, ())


def printed(data: bytes, folder: Path) -> str:
    """The words of the pages that LibreOffice prints, without spaces."""
    with closing(pypdfium2.PdfDocument(convert(data, "pdf", folder))) as pdf:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)


def test_a_form_is_printed_with_its_answers_however_long(folder: Path) -> None:
    values = put_in(list(controls(part(BLANK))))
    values["Q022"] = "\n".join(f"第{line}行" for line in range(100))
    shown = printed(fill(BLANK, values), folder)
    assert "☒是，在一定程度上" in shown
    assert '第一行<x>&"引号"第二行' in shown
    assert "1,234人" in shown
    assert "选项h" in shown
    assert all(f"第{line}行" in shown for line in range(100))
