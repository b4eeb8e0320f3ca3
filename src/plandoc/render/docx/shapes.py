"""Block templates as shapes: the template runs once for each look, and its slots are filled by joining strings.

A table of a thousand rows has ten thousand paragraphs in a dozen looks; a template call for each would cost most of
the time.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree
from markupsafe import Markup

from plandoc.render.docx.wordprocessing import NAMESPACES, encode_checked
from plandoc.render.templates import TemplateFault, Templates

FOLDER: Final = "docx"
"""The templates of documents."""
_MARK: Final = "\0"
"""Bounds a slot in rendered text; no XML document can contain it."""
_SLOT: Final = re.compile(f"{_MARK}([^{_MARK}]*){_MARK}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A rendered template with open slots."""

    pattern: str
    """The template's text with `%(name)s` for each slot."""

    def fill(self, content: Mapping[str, str]) -> str:
        """The template's text with each slot replaced by its content; every slot needs one, even if empty."""
        return self.pattern % content


def make_shape(
    templates: Templates, name: str, look: Mapping[str, object], slots: tuple[str, ...], *, folder: str = FOLDER
) -> Shape:
    """Render a template of a folder for one look and leave its slots open.

    Raises:
        TemplateFault: the template fails, or what it makes is not well-formed; with its file and line.
    """
    marked = {slot: Markup(f"{_MARK}{slot}{_MARK}") for slot in slots}  # nothing in it needs escaping
    text = render_part(templates, name, {**look, "slots": marked}, folder=folder)
    return Shape(pattern=_SLOT.sub(r"%(\1)s", text.replace("%", "%%")))


def render_part(templates: Templates, name: str, context: Mapping[str, object], *, folder: str = FOLDER) -> str:
    """Render a template of a folder and check that it is well-formed; slots count as empty.

    Raises:
        TemplateFault: as for `make_shape`.
    """
    path = f"{folder}/{name}.xml.j2"
    text = templates.render(path, context)
    try:
        encode_checked((f"<w:body {NAMESPACES}>{_SLOT.sub('', text)}</w:body>",))
    except etree.XMLSyntaxError as error:
        message = f"what the template makes is not well-formed: {error.msg}"
        raise TemplateFault(file=templates.file(path).origin, line=error.lineno or 1, message=message) from error
    return text
