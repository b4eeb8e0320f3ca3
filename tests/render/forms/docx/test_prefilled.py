"""Headers filled in beforehand: by a template that is filled, valid, read back, and the rest as it was."""

import pytest

from plandoc.model.answers import Answers
from plandoc.render.docx.package import PackageError
from plandoc.render.forms.docx import prefill, read_form
from tests.judges.ooxml import complaints
from tests.render.forms.docx.answers import LINES
from tests.render.forms.docx.filling import MAIN, W, controls, part, parts
from tests.render.forms.docx.specimen import docx, specimen

BLANK = docx(specimen())
VALUES: Answers = {
    "Q010": "no",
    "Q011": ("a", "none"),
    "Q012": "c",
    "Q013": "few",
    "Q014": 12,
    "Q015": 1.5,
    "Q020.a": "na",
}
HEADER = {"Q001": LINES, "Q002": "2023-01-01"}


def test_nothing_filled_in_changes_nothing_but_the_writing_of_the_file() -> None:
    before, after = parts(BLANK), parts(prefill(BLANK, {}))
    assert list(after) == list(before)
    assert {name for name in before if name != MAIN and before[name] != after[name]} <= {"customXml/item1.xml"}
    texts = [[node.text for node in part(data).iter(f"{W}t")] for data in (BLANK, prefill(BLANK, {}))]
    assert texts[0] == texts[1]
    assert list(controls(part(prefill(BLANK, {})))) == list(controls(part(BLANK)))


def test_a_filled_header_is_valid_and_read_back() -> None:
    data = prefill(BLANK, HEADER, party="某国 & 某地", begins="2023-01-01", ends="2026-12-31")
    assert complaints(data) == []
    form = read_form(data)
    assert (form.found, form.problems) == (HEADER, ())
    assert form.identity is not None
    assert (form.identity.party, form.identity.begins, form.identity.ends) == (
        "某国 & 某地",
        "2023-01-01",
        "2026-12-31",
    )


def test_every_kind_of_answer_can_be_filled_in() -> None:
    data = prefill(BLANK, VALUES)
    assert complaints(data) == []
    assert read_form(data).found == VALUES


def test_one_party_leaves_no_trace_in_the_form_of_the_next() -> None:
    first = prefill(BLANK, HEADER, party="甲国")
    second = prefill(BLANK, {"Q001": "乙国"}, party="乙国")
    assert first == prefill(BLANK, HEADER, party="甲国")
    assert read_form(second).found == {"Q001": "乙国"}
    assert "甲国".encode() not in b"".join(parts(second).values())


def test_a_filled_form_can_be_filled_again() -> None:
    again = prefill(prefill(BLANK, HEADER, party="甲国"), {"Q001": "乙国"})
    assert read_form(again).found == {**HEADER, "Q001": "乙国"}
    assert complaints(again) == []


def test_an_unknown_question_is_refused() -> None:
    with pytest.raises(ValueError, match="Q999"):
        prefill(BLANK, {"Q999": "x"})


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(PackageError):
        prefill(b"nothing", {})
