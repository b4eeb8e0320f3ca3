"""A printed document into one HTML file, for a screen (self-contained) or for pages (what the layout engine prints)."""

from enum import StrEnum

from markupsafe import Markup

from plandoc.model.printed import PrintedDocument
from plandoc.render.html.changes import change_list
from plandoc.render.html.view import view_builder
from plandoc.render.templates import Templates


class Medium(StrEnum):
    """What the file is read on."""

    SCREEN = "screen"
    """A browser: one file with its styles, notes after the text."""
    PAGE = "page"
    """A layout engine for paged media: notes at their calls, page rules."""


def render_html(document: PrintedDocument, templates: Templates, *, medium: Medium) -> str:
    """Return the document as HTML by the templates in `html/`.

    Raises `TemplateFault` with file and line if a template cannot be used. Same document and templates, same text.
    """
    paged = medium is Medium.PAGE
    builder = view_builder(document, notes_at_calls=paged)
    sections = tuple(builder.section(section) for section in document.sections)
    notes = () if paged else tuple(builder.note(note) for note in document.notes)
    return templates.render(
        "html/document.html.j2",
        {
            "document": document,
            "medium": medium.value,
            "direction": document.direction,
            "styles": tuple(_style(templates, name) for name in _style_names(document, medium)),
            "words": {"continued": "", **dict(document.words)},
            "sections": sections,
            "notes": notes,
            "changes": change_list(document, builder.marks) if builder.marks else None,
        },
    )


def _style_names(document: PrintedDocument, medium: Medium) -> tuple[str, ...]:
    beside = ("parallel", f"parallel-{medium.value}") if document.sides else ()
    on_screen = ("changes-screen",) if medium is Medium.SCREEN else ()
    changed = ("changes", *on_screen) if document.revision else ()
    return ("common", medium.value, *beside, *changed)


def _style(templates: Templates, name: str) -> Markup:
    r"""Return a style sheet fit for a `style` element: `</` as `<\/`, the same to CSS and no end tag to HTML."""
    return Markup(templates.text(f"html/{name}.css").replace("</", "<\\/"))
