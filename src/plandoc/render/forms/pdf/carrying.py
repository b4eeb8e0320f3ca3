"""A form as PDF: one layout, and from it a version to print and one to fill in."""

import io

import pikepdf

from plandoc.render import Rendered
from plandoc.render.forms import Recipe
from plandoc.render.forms.pdf.fields import form_fields
from plandoc.render.forms.pdf.filling import make_fillable
from plandoc.render.forms.pdf.links import boxes
from plandoc.render.forms.pdf.pages import PAGE, form_pages
from plandoc.render.forms.pdf.paper import make_paper


def print_form(recipe: Recipe) -> Rendered:
    """Return the version that is printed and filled in by hand. Raises `TemplateFault`."""
    return _carry(recipe, fillable=False)


def fillable_form(recipe: Recipe) -> Rendered:
    """Return the version with fields. Raises `TemplateFault`."""
    return _carry(recipe, fillable=True)


def _carry(recipe: Recipe, *, fillable: bool) -> Rendered:
    form = recipe.form
    printed = form_pages(form, recipe.templates, recipe.created)
    fields = form_fields(form)
    names = dict.fromkeys(name for field in fields for name, _ in field.boxes)
    data = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        found = boxes(pdf, names, recipe.templates.file(PAGE).origin)
        if fillable:
            make_fillable(pdf, form, fields, found)
        else:
            make_paper(pdf, fields, found)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.save(
            data,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return Rendered(data=data.getvalue(), notices=printed.notices)
