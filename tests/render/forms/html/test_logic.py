"""Relevance, constraints and what is missing come out alike in Python and in the page's modules, in Chromium."""

import json
from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser, Page

from plandoc.model.answers import answers_json
from plandoc.render.forms.html.data import form_fields, page_data
from plandoc.report.evaluating import settle
from plandoc.report.fields import Field, fields
from tests.render.forms.html.forms import (
    demanding_form,
    field_json,
    random_answers,
    real_forms,
    same,
    settled_json,
    workspace,
    written,
)
from tests.reports import documented, read

SETTLE = """async (forms) => {
    const { settle } = await import("forms/html/settling.js");
    return forms.map(({ fields, cases }) => cases.map((answers) => settle(fields, JSON.parse(answers))));
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Page:
    opened = browser.new_page()
    opened.goto(written(real_forms(), tmp_path_factory.mktemp("form")).as_uri())
    return opened


def in_chromium(page: Page, forms: Sequence[tuple[object, Sequence[object]]]) -> list[list[object]]:
    """What the module makes of forms and the answer sets of each, in one call."""
    given = [{"fields": listed, "cases": [json.dumps(case) for case in cases]} for listed, cases in forms]
    result: list[list[object]] = page.evaluate(SETTLE, given)
    return result


def real_fields() -> tuple[Field, ...]:
    report = workspace().report
    assert report is not None
    return fields(report)


def listed(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def stripped(field: object) -> object:
    """Fields of the page without their sections, which no rule reads."""
    if isinstance(field, list):
        return [stripped(one) for one in field]
    assert isinstance(field, dict)
    return {key: stripped(one) if key == "columns" else one for key, one in field.items() if key != "section"}


def test_the_page_has_the_fields_of_the_report() -> None:
    for form in real_forms():
        assert stripped(form_fields(form)) == [field_json(field) for field in real_fields()]


@pytest.mark.browser
def test_the_real_form_settles_alike(page: Page) -> None:
    known = real_fields()
    sets = [random_answers(known, seed) for seed in range(300)]
    ((*found,),) = in_chromium(page, [(form_fields(real_forms()[0]), [answers_json(one) for one in sets])])
    expected = [same(settled_json(known, settle(known, one))) for one in sets]
    assert found == expected
    closed = {name for one in expected for name, asked in dict(one["relevant"]).items() if not asked}  # type: ignore[call-overload]
    broken = {json.dumps(one) for case in expected for one in listed(case["broken"])}
    assert len(closed) > 30, "the sets turn questions off"
    assert len(broken) > 5, "the sets break demands"


@pytest.mark.browser
def test_random_forms_settle_alike(page: Page) -> None:
    report, _ = read(documented())
    forms = [*(demanding_form(seed) for seed in range(30)), fields(report)]
    sets = [[random_answers(form, seed) for seed in range(10)] for form in forms]
    given = [
        ([field_json(field) for field in form], [answers_json(one) for one in cases])
        for form, cases in zip(forms, sets, strict=True)
    ]
    expected = [
        [same(settled_json(form, settle(form, one))) for one in cases] for form, cases in zip(forms, sets, strict=True)
    ]
    assert in_chromium(page, given) == expected
    assert any(case["records"] for case in expected[-1])
    broken = [one for cases in expected for case in cases for one in listed(case["broken"])]
    assert len(broken) > 100


NUMBERS = {
    "1,234": 1234,
    "１２．５": 12.5,
    "1 000 000": 1000000,
    "-0.5": -0.5,
    "\u22123": -3,
    ".5": 0.5,
    "+7": 7,
    "1,5": None,
    "12e3": None,
    "0x10": None,
    "1 2": None,
    "Infinity": None,
    "--1": None,
    "1" * 400: None,
    "甲": None,
}
"""What people type, and what number it is."""


@pytest.mark.browser
def test_numbers_are_read_as_people_type_them(page: Page) -> None:
    script = """async (typed) => {
        const { readNumber } = await import("forms/html/values.js");
        return typed.map((text) => [readNumber(text, "number"), readNumber(text, "integer")]);
    }"""
    found = page.evaluate(script, [*NUMBERS, "9007199254740993"])
    whole = [number if number == int(number or 0) else None for number in NUMBERS.values()]
    assert found[:-1] == [list(pair) for pair in zip(NUMBERS.values(), whole, strict=True)]
    assert found[-1][1] is None, "too large to be kept as it is"


def test_page_data_name_everything_in_every_language() -> None:
    forms = real_forms()
    data = page_data(forms)
    ids = [question.id for question in forms[0].questions()]
    languages = data["languages"]
    assert isinstance(languages, list)
    for said in languages:
        assert set(said["numbers"]) == set(ids)
        assert all(said["numbers"][one.id] for one in forms[0].questions() if one.type.is_answered)
    assert data["party"] == "Q001"
    assert data["file"] == {
        "form": {"id": "national-report-5", "version": 1, "cycle": 5, "scenario": ""},
        "party": "",
        "language": "",
        "answers": {},
        "withheld": {},
    }
