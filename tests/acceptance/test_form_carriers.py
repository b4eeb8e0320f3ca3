"""Every kind of file with the form has the same questions, under the same numbers, with the same choices, in the same order."""

from collections.abc import Callable, Mapping

import pytest

from plandoc.diagnostics import Findings
from plandoc.forms.carrying import printed_forms, recipe
from plandoc.model.printed_form import PrintedForm
from plandoc.model.questions import QuestionType
from plandoc.render.forms import CARRIERS
from plandoc.render.templates import load_templates
from tests.drafting import project_workspace
from tests.readers import carriers
from tests.readers.carriers import Numbers, Shown
from tests.render.forms.specimens import CREATED

READERS: Mapping[str, Callable[[bytes, PrintedForm], tuple[Shown, Numbers]]] = {
    ".docx": lambda data, _: carriers.read_docx(data),
    ".form.pdf": lambda data, _: carriers.read_pdf(data),
    ".html": lambda data, _: carriers.read_html(data),
    ".xlsx": carriers.read_xlsx,
    ".xlsform.xlsx": lambda data, _: carriers.read_xlsform(data),
    ".schema.json": lambda data, _: carriers.read_schema(data),
    ".codebook.csv": lambda data, _: carriers.read_codebook(data),
}
ROWS_UNNUMBERED = (".form.pdf",)
"""Files whose fields say the number of their question, and not that of their row, which is printed beside it."""
HEADINGS = (QuestionType.MATRIX, QuestionType.GROUP, QuestionType.NOTE, QuestionType.RECORDS)
"""What some files show as headings only, without an id."""


def expected(form: PrintedForm) -> tuple[Shown, Numbers]:
    asked = [one for one in form.questions() if one.type not in HEADINGS]
    shown = {one.id: [choice.code for choice in one.choices] for one in asked}
    return shown, {one.id: one.number for one in asked if one.number}


@pytest.fixture(scope="module", params=[("zh", ""), ("en", "mixed")], ids=["open", "decided"])
def made(request: pytest.FixtureRequest) -> tuple[PrintedForm, dict[str, bytes]]:
    """A form, and every file of it that says which field is which."""
    language, name = request.param
    workspace, templates = project_workspace(), load_templates(None)
    chosen = next((one for one in workspace.scenarios if one.name == name), None)
    told = recipe(printed_forms(workspace, chosen, Findings()), language, templates, CREATED)
    return told.form, {one.ending: one.carry(told).data for one in CARRIERS if one.ending in READERS}


@pytest.mark.parametrize("ending", READERS)
def test_the_same_questions_numbers_choices_and_order(made: tuple[PrintedForm, dict[str, bytes]], ending: str) -> None:
    form, files = made
    shown, numbers = READERS[ending](files[ending], form)
    wanted, numbered = expected(form)
    assert len(wanted) > 200
    own = {name: codes for name, codes in shown.items() if name in wanted or name not in _headings(form)}
    assert list(own) == list(wanted)
    assert own == wanted
    said = {name: number for name, number in numbered.items() if ending not in ROWS_UNNUMBERED or "." not in name}
    assert {name: numbers.get(name) for name in said} == said


def _headings(form: PrintedForm) -> set[str]:
    return {one.id for one in form.questions() if one.type in HEADINGS}


def test_a_file_that_only_is_printed_is_the_only_one_without_a_reader() -> None:
    assert [one.ending for one in CARRIERS if one.ending not in READERS] == [".pdf"]
