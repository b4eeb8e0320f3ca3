"""The questionnaire of this repository as a Word file: valid, complete, and read back whole after LibreOffice saved it."""

from pathlib import Path

import pytest
from lxml import etree

from plandoc.diagnostics import Findings
from plandoc.forms import printed_form
from plandoc.model.printed_form import PrintedForm
from plandoc.model.workspace import Workspace
from plandoc.render.forms.docx import read_form
from plandoc.source.workspace import read_workspace
from tests.judges.libreoffice import convert
from tests.judges.ooxml import complaints
from tests.render.forms.docx.filling import W, controls, fill, part
from tests.render.forms.docx.specimen import docx

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return read_workspace(ROOT, Findings())


def form_of(workspace: Workspace, language: str, scenario: str = "") -> PrintedForm:
    chosen = next((one for one in workspace.scenarios if one.name == scenario), None)
    form = printed_form(workspace, language, chosen, Findings())
    assert form is not None
    return form


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scenario", ["", "keep-all", "drop-all", "mixed"])
def test_every_question_can_be_answered(workspace: Workspace, language: str, scenario: str) -> None:
    form = form_of(workspace, language, scenario)
    data = docx(form)
    assert complaints(data) == []
    tags = (tag.partition("#")[0].partition("@")[0] for tag in controls(part(data)))
    asked = [one.id for one in form.questions() if one.type.is_answered and one.type != "records"]
    assert sorted(set(tags)) == sorted(asked)


def test_every_choice_can_be_made(workspace: Workspace) -> None:
    form, choices = form_of(workspace, "zh"), set[str]()
    for tag, control in controls(part(docx(form))).items():
        asked, _, code = tag.partition("#")
        codes = [code] if code else [item.get(f"{W}value", "") for item in control.iter(f"{W}listItem")]
        choices.update(f"{asked.partition('@')[0]}#{one}" for one in codes if one)
    assert choices == {f"{one.id}#{choice.code}" for one in form.questions() for choice in one.choices}


def answered(form: PrintedForm, tags: dict[str, etree._Element]) -> dict[str, str]:
    """Answers to all questions of a form: one choice, or every other; words that say where they stand."""
    values: dict[str, str] = {}
    for question in form.questions():
        for tag, control in tags.items():
            asked, _, code = tag.partition("#")
            if asked.partition("@")[0] != question.id:
                continue
            codes = [choice.code for choice in question.choices]
            values[tag] = f"答复 <{tag}>\n&"
            if code:
                place = codes.index(code) - len(tag.partition("#")[0])
                values[tag] = str(int(place % (len(codes) if question.type.chooses_one else 2) == 0))
            elif codes:
                values[tag] = question.choices[len(question.id) % len(codes)].text
            elif question.type.is_number:
                values[tag] = str(len(values))
            elif control.find(f".//{W}date") is not None:
                values[tag] = "2026-01-31"
    return values


@pytest.mark.libreoffice
@pytest.mark.slow  # LibreOffice opens and saves thirty pages
def test_all_answers_survive_libreoffice(workspace: Workspace, tmp_path: Path) -> None:
    form = form_of(workspace, "zh")
    blank = docx(form)
    given = fill(blank, answered(form, controls(part(blank))))
    before, after = read_form(given), read_form(convert(given, "docx", tmp_path))
    assert len(before.found) > 130
    assert before.problems == ()
    assert after == before
