"""A report as all that its forms are made from: printed in several languages, its conditions in every tongue."""

from collections.abc import Mapping
from datetime import datetime

from plandoc.diagnostics import Findings
from plandoc.forms.printing import printed_form
from plandoc.model.printed_form import PrintedForm, PrintedQuestion
from plandoc.model.scenario import Scenario
from plandoc.model.workspace import Workspace
from plandoc.render.forms import Paths, Recipe
from plandoc.render.templates import Templates
from plandoc.report.xpath import Dialect, constraint, relevance


def printed_forms(workspace: Workspace, scenario: Scenario | None, findings: Findings) -> Mapping[str, PrintedForm]:
    """Return the form in every language of the workspace, by language; none where there is no report."""
    found = {
        language: printed_form(workspace, language, scenario, findings) for language in workspace.settings.languages
    }
    return {language: form for language, form in found.items() if form is not None}


def recipe(forms: Mapping[str, PrintedForm], language: str, templates: Templates, created: datetime) -> Recipe:
    """Return what the files of one language are made from; the other languages come after it, in their order."""
    first = forms[language]
    others = (form for name, form in forms.items() if name != language)
    return Recipe(forms=(first, *others), paths=paths_of(first), templates=templates, created=created)


def paths_of(form: PrintedForm) -> Mapping[str, Paths]:
    """Return the conditions of every field as XPath, with fields as `${Q007}` and the field itself as `.`."""
    dialect = Dialect(
        refer=lambda name: f"${{{name}}}", types={question.id: question.type for question in form.questions()}
    )
    return {question.id: _paths(question, dialect) for question in form.questions()}


def _paths(question: PrintedQuestion, dialect: Dialect) -> Paths:
    return Paths(
        relevant="" if question.relevant is None else relevance(question.relevant, dialect),
        constraints=tuple(constraint(demand.that, dialect, question.id) for demand in question.demands),
    )
