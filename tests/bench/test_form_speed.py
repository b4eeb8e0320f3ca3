"""How long it takes to make the Word form of the real questionnaire, and to fill the headers of 200 of them."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plandoc.diagnostics import Findings
from plandoc.forms import printed_form
from plandoc.render.forms.docx import prefill, read_form, render_form
from plandoc.render.templates import load_templates
from plandoc.source.workspace import read_workspace

pytestmark = pytest.mark.bench

ROOT = Path(__file__).resolve().parents[2]
PARTIES = 200
CREATED = datetime(2026, 1, 31, tzinfo=UTC)


@pytest.fixture(scope="module")
def blanks() -> list[bytes]:
    workspace, templates = read_workspace(ROOT, Findings()), load_templates(None)
    forms = [printed_form(workspace, language, None, Findings()) for language in ("zh", "en")]
    return [render_form(form, templates, created=CREATED) for form in forms if form]


def test_headers_of_two_hundred_parties_in_two_languages(blanks: list[bytes]) -> None:
    assert len(blanks) == 2
    last = b""
    start = time.process_time()
    for party in range(PARTIES):
        header = {"Q001": f"Party {party}", "Q002": "2023-01-01", "Q003": "2026-12-31"}
        for blank in blanks:
            last = prefill(blank, header, party=header["Q001"], begins=header["Q002"], ends=header["Q003"])
    seconds = time.process_time() - start
    assert read_form(last).found["Q001"] == f"Party {PARTIES - 1}"
    assert seconds < 10, f"{2 * PARTIES} headers took {seconds:.1f} s"


def test_a_filled_form_is_read_quickly(blanks: list[bytes]) -> None:
    start = time.process_time()
    read_form(blanks[0])
    seconds = time.process_time() - start
    assert seconds < 0.5, f"reading a form took {seconds:.2f} s"
