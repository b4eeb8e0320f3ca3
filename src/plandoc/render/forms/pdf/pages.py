"""The pages of a form: set once, for the print version and the fillable one alike."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup

from plandoc.model.printed_form import PrintedForm
from plandoc.render.forms.pdf.view import form_view
from plandoc.render.forms.wording import MARK
from plandoc.render.pdf.printing import PrintedPdf, print_pdf
from plandoc.render.templates import Templates

PAGE = "forms/pdf/form.html.j2"
_STYLE = "forms/pdf/page.css"


def form_pages(form: PrintedForm, templates: Templates, created: datetime) -> PrintedPdf:
    """Return the pages of a form with a link to `https://f.invalid/<name>` where each box is.

    The last pages are kept, since they are asked for twice. Raises `TemplateFault`.
    """
    return _set(page_markup(form, templates), created, f"{form.id}/{form.version}")


def page_markup(form: PrintedForm, templates: Templates) -> str:
    """Return a form as the HTML that is set. Raises `TemplateFault`."""
    context = {
        "form": form,
        "view": form_view(form),
        "words": dict(form.words),
        "mark": MARK,
        "style": Markup(templates.text(_STYLE).replace("</", "<\\/")),
    }
    return templates.render(PAGE, context)


@lru_cache(maxsize=2)
def _set(html: str, created: datetime, identifier: str) -> PrintedPdf:
    with _without_collection():
        return print_pdf(html, created=created, identifier=identifier)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Collect no garbage meanwhile: layout makes a million objects that live to its end, and looking takes a fifth."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
