"""The printed form into one HTML file, by the templates in `forms/html/`."""

from plandoc.model.printed_form import PrintedForm
from plandoc.render.embedding import embed, embedded_json
from plandoc.render.forms.html.data import page_data
from plandoc.render.forms.html.view import form_view
from plandoc.render.forms.wording import MARK
from plandoc.render.templates import Templates

FOLDER = "forms/html/"
"""Where the templates of the page lie."""
_SHARED_STYLES = ("workbench/base.css",)
_SHARED_MODULES = ("workbench/download.js", "workbench/elements.js")
"""What the negotiators' page has too."""


def render_form(forms: tuple[PrintedForm, ...], templates: Templates) -> str:
    """Return the form as HTML, in all these languages; the first is the one that it begins in.

    Raises `TemplateFault`. Same forms and templates, same text.
    """
    form = forms[0]
    embedded = embed(
        templates,
        (*_SHARED_STYLES, *_names(templates, ".css")),
        (*_SHARED_MODULES, *_names(templates, ".js")),
        f"{FOLDER}main.js",
    )
    return templates.render(
        f"{FOLDER}page.html.j2",
        {
            "form": form,
            "languages": forms,
            "view": form_view(forms),
            "words": dict(form.words),
            "mark": MARK,
            "data": embedded_json(page_data(forms)),
            "embedded": embedded,
        },
    )


def _names(templates: Templates, ending: str) -> tuple[str, ...]:
    return tuple(one.name for one in templates.files if one.name.startswith(FOLDER) and one.name.endswith(ending))
