"""The print version and what both versions say: every word in printed order, no links, the same bytes each time."""

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator

import pikepdf
import pytest
from pikepdf import Name

from plandoc.model.printed_form import PrintedForm, PrintedQuestion
from plandoc.model.questions import QuestionType
from plandoc.render.forms.wording import plain
from tests.readers.pdf import canonical, pdf_text
from tests.render.forms.docx.specimen import ATTACK, specimen
from tests.render.forms.pdf.made import SPECIMEN, fillable, paper, real_form
from tests.render.pdf.specimen import page_texts

SCRIPT = """
import hashlib
from tests.render.forms.pdf.made import SPECIMEN, fillable, paper
print(hashlib.sha256(paper(SPECIMEN) + fillable(SPECIMEN)).hexdigest())
"""


def said(form: PrintedForm) -> Iterator[str]:
    """What a form says, in printed order."""
    yield plain(form.title)
    yield plain(form.mandate)
    yield from map(plain, form.guidance)
    for definition in form.definitions:
        yield plain(definition.term)
        yield plain(definition.text)
    for section in form.sections:
        yield section.number
        yield plain(section.heading)
        for question in section.questions:
            yield from _said(question)


def _said(question: PrintedQuestion) -> Iterator[str]:
    yield from (question.condition, question.number, plain(question.pieces), plain(question.help))
    if question.type is QuestionType.MATRIX:
        yield from (choice.text for choice in question.members[0].choices)
    for choice in question.choices if question.number.isdigit() else ():
        yield choice.text
        if choice.specify:
            yield plain(choice.specify.pieces)
    yield question.unit
    for member in question.members:
        yield from _said(member)


def assert_said_in_order(form: PrintedForm, text: str) -> None:
    at = 0
    for words in filter(None, map(canonical, said(form))):
        found = text.find(words, at)
        assert found >= 0, f"{words} does not follow {text[max(0, at - 60) : at]}"
        at = found + len(words)


@pytest.mark.slow  # sets and reads the whole questionnaire
@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_is_said_in_printed_order(language: str) -> None:
    form = real_form(language)
    text = pdf_text(paper(form))
    assert_said_in_order(form, text)
    assert pdf_text(fillable(form)) == text
    assert all(canonical(article) in text for article in ("33", "→"))


def test_attacks_are_words() -> None:
    text = pdf_text(paper(SPECIMEN))
    assert_said_in_order(SPECIMEN, text)
    assert text.count(canonical(ATTACK)) == 3
    assert pdf_text(fillable(SPECIMEN)) == text


def test_demands_and_feeds_stand_beside_the_questions() -> None:
    text = pdf_text(paper(SPECIMEN))
    assert "应先回答第3题。" in text
    assert "请填写不小于0的数" not in text
    assert "→A.1(a)" in text


def test_pages_are_headed() -> None:
    first, *others = page_texts(paper(specimen("en", standing="Unofficial translation", notice="", title=())))
    assert "Page" not in first
    assert "Unofficialtranslation" in first
    assert others
    for number, page in enumerate(others, 2):
        assert f"Page{number}/{len(others) + 1}" in page
        assert "Unofficialtranslation" in page
        assert "report-5/2" in page


def test_paper_has_no_links_and_its_boxes_are_printed_fields() -> None:
    with pikepdf.open(io.BytesIO(paper(SPECIMEN))) as pdf:
        assert all("/Annots" not in page.obj for page in pdf.pages)
        assert "/AcroForm" not in pdf.Root
        tags = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == Name.Form]
        roles = [str(tag.A.Role) for tag in tags]
        assert all(Name.PrintField == tag.A.O and str(tag.A.Desc) for tag in tags)
        assert {role: roles.count(role) for role in set(roles)} == {"/rb": 3 + 3 + 6 + 2 + 8, "/cb": 5, "/tv": 42}
        assert not [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == Name.Link]


def test_neither_version_says_where_the_boxes_led() -> None:
    for data in (paper(SPECIMEN), fillable(SPECIMEN)):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert not any("f.invalid" in repr(one) for one in pdf.objects if isinstance(one, pikepdf.Dictionary))
            assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.slow  # starts two interpreters
def test_same_form_same_bytes_in_any_process() -> None:
    seen = {hashlib.sha256(paper(SPECIMEN) + fillable(SPECIMEN)).hexdigest()}
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, check=True, text=True
        )
        seen.add(run.stdout.strip())
    assert len(seen) == 1
