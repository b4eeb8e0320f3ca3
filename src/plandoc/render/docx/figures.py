"""Pictures of a Word file: PNG and SVG in parts of their own, shown in a paragraph over the caption."""

from typing import Final

from markupsafe import Markup

from plandoc.model.printed import BlockKind, Figure, PrintedDocument
from plandoc.model.printed_walk import placed_blocks
from plandoc.render.docx.package import add_part
from plandoc.render.docx.runs import printable
from plandoc.render.docx.shapes import render_part
from plandoc.render.templates import Templates

_DOT: Final = 914400 // 192
"""A pixel of a figure in English Metric Units, of which an inch has 914400."""
_TWENTIETH: Final = 635
"""A twentieth of a point in the same."""


def add_figures(
    parts: dict[str, bytes], main: str, document: PrintedDocument, templates: Templates, width: int
) -> dict[str, str]:
    """Add the pictures of a document to the package; return by id of the block the paragraph that shows its picture.

    `main` is the part that shows them, `width` the room for them in twentieths of a point; larger ones shrink.
    """
    figures = [
        (block.id, block.figure)
        for block, _ in placed_blocks(document)
        if block.kind is BlockKind.FIGURE and block.figure is not None
    ]
    return {
        identity: _paragraph(parts, main, templates, width, (number, figure))
        for number, (identity, figure) in enumerate(figures, 1)
    }


def _paragraph(
    parts: dict[str, bytes], main: str, templates: Templates, width: int, numbered: tuple[int, Figure]
) -> str:
    number, figure = numbered
    shown = min(figure.width * _DOT, width * _TWENTIETH)
    png = (f"media/image{number}.png", figure.png)
    svg = (f"media/image{number}.svg", figure.svg.encode())
    context = {
        "number": number,
        "alternative": Markup(printable(figure.alternative)),
        "width": shown,
        "height": shown * figure.height // max(figure.width, 1),
        "png": add_part(parts, main, png, "image", content_type="image/png"),
        "svg": add_part(parts, main, svg, "image", content_type="image/svg+xml"),
    }
    return render_part(templates, "figure", context)
