"""The markup of the page, without a browser: sound, the same again, small, and nothing but what the templates say."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from plandoc.model.printed_form import PrintedForm
from plandoc.model.questions import QuestionType
from plandoc.render.forms.html.document import render_form
from tests.drafting import words
from tests.render.forms.html.attack import ATTACK, attacked
from tests.render.forms.html.forms import TEMPLATES, real_forms, specimens

LARGEST = 2_000_000
REFERRING = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "popovertarget")


def page_of(forms: tuple[PrintedForm, ...]) -> html.HtmlElement:
    return html.document_fromstring(render_form(forms, TEMPLATES).encode())


@pytest.mark.parametrize("forms", [real_forms(), real_forms("mixed"), specimens(), attacked()])
def test_ids_are_unique_and_everything_referred_to_is_there(forms: tuple[PrintedForm, ...]) -> None:
    page = page_of(forms)
    ids = [str(one) for one in page.xpath("//@id")]
    assert len(ids) == len(set(ids))
    assert all(one.isascii() and " " not in one for one in ids)
    for attribute in REFERRING:
        for value in page.xpath(f"//@{attribute}"):
            assert set(str(value).split()) <= set(ids)
    for link in page.xpath("//a/@href"):
        assert str(link).startswith("#")
        assert str(link)[1:] in ids


@pytest.mark.parametrize("scenario", ["", "keep-all", "drop-all", "mixed"])
def test_every_question_stands_in_printed_order_with_all_it_says(scenario: str) -> None:
    forms = real_forms(scenario)
    page = page_of(forms)
    for form in forms:
        expected = [
            question.id
            for question in form.questions()
            if "." not in question.id or question.type is QuestionType.SINGLE
        ]
        placed = [one for one in page.xpath("//*[@data-field]/@data-field") if one in set(expected)]
        assert placed == expected
        said = {"".join(one.itertext()) for one in page.xpath(f"//*[@data-language='{form.language}']")}
        for question in form.questions():
            texts = [words(question.pieces), words(question.help), question.unit, question.condition, question.number]
            texts.extend(choice.text for choice in question.choices)
            assert {text for text in texts if text} <= said
        for one in (form.title, form.mandate, *form.guidance):
            assert words(one) in said


def test_boxes_stand_in_the_order_of_the_choices() -> None:
    form = real_forms()[0]
    page = page_of(real_forms())
    for question in form.questions():
        if question.choices:
            boxes = page.xpath("//input[@data-of=$of]/@value", of=question.id)
            assert boxes == [choice.code for choice in question.choices]


def test_the_file_says_what_form_it_is() -> None:
    page = page_of(real_forms("mixed"))
    assert page.xpath("string(//meta[@name='plandoc-form']/@content)") == "national-report-5 1 5 mixed"
    data = json.loads(page.xpath("string(//script[@id='data'])"))
    assert data["file"]["form"] == {"id": "national-report-5", "version": 1, "cycle": 5, "scenario": "mixed"}


def test_same_forms_same_bytes_and_few_of_them() -> None:
    first, second = (render_form(real_forms(), TEMPLATES) for _ in range(2))
    assert first == second
    assert len(first.encode()) < LARGEST


def test_nothing_is_fetched() -> None:
    page = page_of(real_forms())
    assert page.xpath("//@src | //link | //iframe | //object | //*[@style] | //@*[starts-with(name(), 'on')]") == []
    policy = str(page.xpath("string(//meta[@http-equiv]/@content)"))
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


def test_texts_that_look_like_markup_stay_text() -> None:
    source = render_form(attacked(), TEMPLATES)
    page = page_of(attacked())
    assert page.xpath("//*[@data-evil] | //img | //b[@onclick]") == []
    assert len(page.xpath("//script")) == 3
    assert source.count("</script") == 3
    text = "".join(page.itertext())
    assert text.count(ATTACK) > 40
    assert page.xpath("//form//*[@href or @title]/@*[contains(., 'javascript:')]") == []


def test_a_form_in_one_language_has_no_switch() -> None:
    page = page_of(real_forms()[:1])
    assert page.xpath("//*[@data-tongue]") == []
    assert page.xpath("//*[@data-language != 'zh-Hans']") == []


def test_the_first_language_is_shown_first() -> None:
    zh, en = real_forms()
    page = page_of((en, zh))
    assert page.get("lang") == "en"
    assert page.xpath("//*[@data-language='en' and @hidden]") == []
    assert page.xpath("//*[@data-language='zh-Hans' and not(@hidden)]") == []
    assert "Unofficial translation" in page.xpath("string(//header//p)")


def test_words_that_were_not_translated_are_said_to_be_in_the_other_language() -> None:
    zh, en = specimens()
    section = en.sections[0]
    wanting = replace(section, questions=(replace(section.questions[0], untranslated=True), *section.questions[1:]))
    page = page_of((zh, replace(en, sections=(wanting, *en.sections[1:]))))
    (said,) = page.xpath("//*[@id='Q001']/label/span[@data-language='en' and string-length() > 9]")
    assert said.get("lang") == "zh-Hans"


def test_templates_of_the_page_lie_in_one_folder(project: Path) -> None:
    folder = project / "src/plandoc/templates/forms/html"
    assert {one.suffix for one in folder.iterdir()} == {".j2", ".css", ".js"}
