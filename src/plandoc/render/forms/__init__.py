"""Carriers of the report form: one sub-package for each, each a pure stage from printed forms to bytes.

`CARRIERS` is the list of them; each is imported when it is first asked for. What conditions come to in the language of
a carrier is worked out by who calls it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from plandoc.render import Rendered

if TYPE_CHECKING:
    from datetime import datetime

    from plandoc.model.printed_form import PrintedForm
    from plandoc.render.templates import Templates

__all__ = ["CARRIERS", "Carriage", "Carrier", "Paths", "Recipe"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The conditions of one field as XPath, for survey forms; each empty where there is none."""

    relevant: str = ""
    constraints: tuple[str, ...] = ()
    """One for each demand of the question, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that a carrier is made from; equal recipes make equal bytes."""

    forms: "tuple[PrintedForm, ...]"
    """The same form in several languages. The first is the language of the file; most carriers show no other."""
    paths: Mapping[str, Paths] = field(default_factory=dict)
    """By the ids of fields."""
    templates: "Templates"
    created: "datetime"
    """The time that the file says it was made at."""

    @property
    def form(self) -> "PrintedForm":
        """The form in the language of the file."""
        return self.forms[0]


Carrier: TypeAlias = Callable[[Recipe], Rendered]
"""Makes the file; raises `TemplateFault`, and `CarrierFault` where the form does not go into such a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carriage:
    """One kind of file that a form travels in."""

    name: str
    """What the command line calls it: `xlsform`."""
    ending: str
    """What follows the name of the form and the scenario: `.xlsform.xlsx`."""
    carry: Carrier


def _docx(recipe: Recipe) -> Rendered:
    from plandoc.render.forms.docx import render_form

    return Rendered(data=render_form(recipe.form, recipe.templates, created=recipe.created))


def _pdf(recipe: Recipe) -> Rendered:
    from plandoc.render.forms.pdf import print_form

    return print_form(recipe)


def _fillable(recipe: Recipe) -> Rendered:
    from plandoc.render.forms.pdf import fillable_form

    return fillable_form(recipe)


def _html(recipe: Recipe) -> Rendered:
    # A web page bears no time.
    from plandoc.render.forms.html.document import render_form

    return Rendered(data=render_form(recipe.forms, recipe.templates).encode())


def _xlsx(recipe: Recipe) -> Rendered:
    from plandoc.render.forms.xlsx import render_xlsx

    return Rendered(data=render_xlsx(recipe.form, created=recipe.created))


def _xlsform(recipe: Recipe) -> Rendered:
    from plandoc.render.forms.xlsform import render_xlsform

    return Rendered(data=render_xlsform(recipe.forms, recipe.paths, created=recipe.created))


def _schema(recipe: Recipe) -> Rendered:
    from plandoc.render.forms.schema import render_schema

    return Rendered(data=render_schema(recipe.form).encode())


def _codebook(recipe: Recipe) -> Rendered:
    from plandoc.render.forms.codebook import render_codebook

    # With a mark of its encoding, which spreadsheets look for in a file.
    return Rendered(data=render_codebook(recipe.forms).encode("utf-8-sig"))


CARRIERS: tuple[Carriage, ...] = (
    Carriage(name="docx", ending=".docx", carry=_docx),
    Carriage(name="pdf", ending=".pdf", carry=_pdf),
    Carriage(name="pdf", ending=".form.pdf", carry=_fillable),
    Carriage(name="html", ending=".html", carry=_html),
    Carriage(name="xlsx", ending=".xlsx", carry=_xlsx),
    Carriage(name="xlsform", ending=".xlsform.xlsx", carry=_xlsform),
    Carriage(name="schema", ending=".schema.json", carry=_schema),
    Carriage(name="codebook", ending=".codebook.csv", carry=_codebook),
)
"""Every kind of file, in the order in which they are made."""
