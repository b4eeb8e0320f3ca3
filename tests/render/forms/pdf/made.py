"""Forms as PDF, each made once in a run."""

from functools import cache

from plandoc.diagnostics import Findings
from plandoc.forms import printed_form
from plandoc.model.printed_form import PrintedForm
from plandoc.render import Rendered
from plandoc.render.forms import Recipe
from plandoc.render.forms.pdf import fillable_form, print_form
from tests.drafting import project_workspace
from tests.render.forms.docx.specimen import CREATED, TEMPLATES, specimen

SPECIMEN = specimen()


def recipe(form: PrintedForm) -> Recipe:
    """What a form is made from."""
    return Recipe(forms=(form,), templates=TEMPLATES, created=CREATED)


@cache
def real_form(language: str, scenario: str = "") -> PrintedForm:
    """The questionnaire of this repository."""
    workspace = project_workspace()
    chosen = next((one for one in workspace.scenarios if one.name == scenario), None)
    form = printed_form(workspace, language, chosen, Findings())
    assert form is not None
    return form


@cache
def both(form: PrintedForm) -> tuple[Rendered, Rendered]:
    """The print version and the fillable one."""
    return print_form(recipe(form)), fillable_form(recipe(form))


def paper(form: PrintedForm) -> bytes:
    """The print version."""
    return both(form)[0].data


def fillable(form: PrintedForm) -> bytes:
    """The fillable version."""
    return both(form)[1].data
