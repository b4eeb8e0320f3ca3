"""LibreOffice opens, re-saves and prints forms: every answer and what the form is come back, tags or not."""

import subprocess
from pathlib import Path

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


def test_a_form_is_printed_with_its_answers(folder: Path) -> None:
    filled = fill(BLANK, put_in(list(controls(part(BLANK)))))
    (folder / "form.pdf").write_bytes(convert(filled, "pdf", folder))
    shown = subprocess.run(
        ["pdftotext", "-layout", str(folder / "form.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    squeezed = "".join(shown.split())
    assert "☒是，在一定程度上" in squeezed
    assert '第一行<x>&"引号"第二行' in squeezed
    assert "1,234人" in squeezed
    assert "选项h" in squeezed
