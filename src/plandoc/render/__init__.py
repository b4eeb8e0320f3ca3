"""Renderers: one sub-package for each format, each a pure stage from finished text to bytes.

`FORMATS` is the list of formats; each is imported when it is first asked for.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from plandoc.model.printed import PrintedDocument
    from plandoc.render.pdf.notices import Notice
    from plandoc.render.templates import Templates

__all__ = ["FORMATS", "Rendered", "Renderer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The bytes of an output file, and what there is to say about them."""

    data: bytes
    notices: "tuple[Notice, ...]" = ()


Renderer: TypeAlias = "Callable[[PrintedDocument, Templates, datetime], Rendered]"
"""Takes the document, the templates and the time that the file says it was made at; raises `TemplateFault`."""


def _docx(document: "PrintedDocument", templates: "Templates", created: "datetime") -> Rendered:
    from plandoc.render.docx.document import render_docx

    return Rendered(data=render_docx(document, templates, created=created))


def _html(document: "PrintedDocument", templates: "Templates", created: "datetime") -> Rendered:  # noqa: ARG001
    # A web page bears no time.
    from plandoc.render.html.document import Medium, render_html

    return Rendered(data=render_html(document, templates, medium=Medium.SCREEN).encode())


def _pdf(document: "PrintedDocument", templates: "Templates", created: "datetime") -> Rendered:
    from plandoc.render.html.document import Medium, render_html
    from plandoc.render.pdf.printing import print_pdf

    html = render_html(document, templates, medium=Medium.PAGE)
    printed = print_pdf(html, created=created)
    return Rendered(data=printed.data, notices=printed.notices)


FORMATS: dict[str, Renderer] = {"docx": _docx, "html": _html, "pdf": _pdf}
"""Every format by its file ending, in the order in which they are named."""
