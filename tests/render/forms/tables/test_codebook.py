"""The code book: a row for each field and each code, in both languages, and nothing that a spreadsheet would compute."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from plandoc.model.questions import Meaning
from plandoc.render.forms.codebook import render_codebook
from tests.render.forms.specimens import both, choice, named, with_question, words

FORMS = both()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


ROWS = rows(render_codebook(FORMS))


def test_fields_stand_in_printed_order() -> None:
    assert list(dict.fromkeys(row["id"] for row in ROWS)) == [one.id for one in FORMS[0].questions()]


def test_columns_are_named_after_the_languages() -> None:
    assert list(ROWS[0]) == [
        *("id", "number", "section", "type", "text-zh", "text-en", "unit-zh", "unit-en", "required"),
        *("condition-zh", "condition-en", "feeds", "code", "label-zh", "label-en", "meaning", "exclusive"),
    ]


def test_each_choice_has_a_row_with_its_code_and_labels() -> None:
    own = [row for row in ROWS if row["id"] == "Q011"]
    assert [row["code"] for row in own] == [one.code for one in named(FORMS[0], "Q011").choices]
    assert [row["exclusive"] for row in own] == ["", "", "", "", "yes"]
    assert own[2]["label-zh"] == own[2]["label-en"] == "其他"
    assert own[0]["condition-zh"].startswith("仅在以下情况下作答")
    assert {row["number"] for row in own} == {"4"}


def test_a_field_without_choices_has_one_row() -> None:
    (row,) = (row for row in ROWS if row["id"] == "Q014")
    assert (row["section"], row["type"], row["unit-zh"], row["code"], row["required"]) == (
        "A.1",
        "integer",
        "人",
        "",
        "no",
    )
    (beside,) = (row for row in ROWS if row["id"] == "Q010.partial")
    assert beside["text-zh"] == "请具体说明"


def test_meanings_and_indicators_stand_by_their_names() -> None:
    asked = replace(named(FORMS[0], "Q012"), choices=(choice("na", "不适用", means=Meaning.NOT_APPLICABLE),))
    text = render_codebook((with_question(FORMS[0], asked), with_question(FORMS[1], asked)))
    assert [row["meaning"] for row in rows(text) if row["id"] == "Q012"] == ["not-applicable"]
    assert {row["feeds"] for row in ROWS if row["id"] == "Q010"} == {"plan/A.1/ind/a"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    asked = replace(named(FORMS[0], "Q012"), pieces=words(text), unit=text, choices=(choice("a", text),))
    (row,) = (row for row in rows(render_codebook((with_question(FORMS[0], asked),))) if row["id"] == "Q012")
    assert (row["text-zh"], row["unit-zh"], row["label-zh"]) == (f"'{text}",) * 3
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


def test_quotes_commas_and_lines_stay_in_their_cells() -> None:
    text = 'er sagte: "a, b"\nzweite Zeile'
    asked = replace(named(FORMS[0], "Q012"), pieces=words(text))
    (row, *_) = (row for row in rows(render_codebook((with_question(FORMS[0], asked),))) if row["id"] == "Q012")
    assert row["text-zh"] == text
