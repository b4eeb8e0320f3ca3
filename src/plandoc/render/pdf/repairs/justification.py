"""Set Chinese text to both margins, and close up adjacent punctuation marks.

WeasyPrint 70 widens word spaces only, and Chinese has none: its right edge is ragged. Here every Han character and
mark is a place that can widen, as CLREQ has it, and `halt` takes the blank half of a mark that meets another.
"""

import inspect
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Protocol

from plandoc.render.pdf.repairs.boxes import Box, Style, replaced
from plandoc.render.pdf.repairs.repair import Repair

__all__ = ["JUSTIFICATION"]

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff60"
_WIDE = _HAN + _MARKS
# “ ” ‘ ’ are Chinese marks next to a Chinese character only. Two-em dashes and ellipses never open up (CLREQ 3.1.6).
_QUOTE = f"[“”‘’](?=[{_WIDE}])|(?<=[{_WIDE}])[“”‘’]"
_WIDENING_RUN = re.compile(f"(?:[{_WIDE}]|{_QUOTE})+")
_CLOSING = "、。，．）】》〉」』〕；：”’！？"
_OPENING = "（【《〈「『〔“‘"
_CLOSED_UP = re.compile(
    f"[{_CLOSING}](?=[{_CLOSING}{_OPENING}])|(?<=[{_OPENING}])[{_OPENING}]",
)
_MARK_RUN = re.compile(f"[{_CLOSING}{_OPENING}]{{2,}}")
# A font may have contextual half widths (chws) besides; both together would set marks on top of each other.
_FULL_WIDTH, _HALF_WIDTH = b"chws 0", b"halt 1, chws 0"


class _TextLayout(Protocol):
    text: str
    style: Style
    justification_spacing: float
    layout: object


def _fits() -> bool:
    from weasyprint.layout import inline
    from weasyprint.text.line_break import Layout

    return (
        list(inspect.signature(Layout.set_text).parameters) == ["self", "text", "justify"]
        and list(inspect.signature(inline.justify_line).parameters) == ["context", "line", "extra_width"]
        and list(inspect.signature(inline.count_expandable_spaces).parameters) == ["box"]
    )


def _widening_places(text: str) -> int:
    """Return how many characters of a text can widen: Chinese characters and marks, and spaces."""
    chinese = sum(len(run) for run in _WIDENING_RUN.findall(text))
    return chinese + text.count(" ") + text.count("\u00a0")


def _count(box: Box) -> int:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        return _widening_places(box.text)
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        return sum(map(_count, box.children))
    return 0


def _line_end(box: Box) -> str:
    """Return the text of the last text box of a line that is not blank."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        text: str = box.text
        return text.strip()
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        return next(filter(None, map(_line_end, reversed(box.children))), "")
    return ""


def _justify_line(context: object, line: Box, extra_width: float) -> None:
    from weasyprint.layout import inline

    end = _line_end(line)
    # Nothing opens up after the last character of a line.
    places = _count(line) - (1 if end and _WIDENING_RUN.fullmatch(end[-2:], len(end[-2:]) - 1) else 0)
    if places > 0:
        inline.add_word_spacing(context, line, extra_width / places, 0)


def _spacings(layout: _TextLayout) -> Iterator[tuple[object, int, int]]:
    """Yield what widens a text layout, each attribute with its first and last position in characters."""
    from weasyprint.text.ffi import TO_UNITS, pango

    if not layout.justification_spacing:
        return
    spacing = layout.style["letter_spacing"]
    letter_spacing = spacing if isinstance(spacing, int | float) else 0
    units = int((layout.justification_spacing + letter_spacing) * TO_UNITS)
    for run in _WIDENING_RUN.finditer(layout.text):
        yield pango.pango_attr_letter_spacing_new(units), run.start(), run.end()


def _features(layout: _TextLayout) -> Iterator[tuple[object, int, int]]:
    """Yield what closes up the marks of a text layout, each attribute with its first and last position."""
    from weasyprint.text.ffi import pango

    for run in _MARK_RUN.finditer(layout.text):
        yield pango.pango_attr_font_features_new(_FULL_WIDTH), run.start(), run.end()
        for mark in _CLOSED_UP.finditer(layout.text, run.start(), run.end()):
            yield pango.pango_attr_font_features_new(_HALF_WIDTH), mark.start(), mark.end()


def _apply(layout: _TextLayout, *, justify: bool) -> None:
    from weasyprint.text.ffi import ffi, pango

    spacings = list(_spacings(layout)) if justify else []
    features = list(_features(layout))
    if not spacings and not features:
        return
    listed = pango.pango_layout_get_attributes(layout.layout)
    if listed == ffi.NULL:
        listed = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for attribute, start, end in (*spacings, *features):
        # Pango counts bytes.
        attribute.start_index = len(layout.text[:start].encode())  # type: ignore[attr-defined] # a C structure
        attribute.end_index = len(layout.text[:end].encode())  # type: ignore[attr-defined] # a C structure
    for attribute, _, _ in spacings:
        pango.pango_attr_list_change(listed, attribute)
    for attribute, _, _ in features:
        # Not `change`: it cuts or frees the features that are there, and WeasyPrint shares those between layouts.
        pango.pango_attr_list_insert(listed, attribute)
    pango.pango_layout_set_attributes(layout.layout, listed)


@contextmanager
def _applied() -> Iterator[None]:
    from weasyprint.layout import inline
    from weasyprint.text.line_break import Layout

    plain = Layout.set_text

    def set_text(layout: _TextLayout, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 # its signature
        plain(layout, text, justify)
        if not layout.text.isascii() and (justify or _MARK_RUN.search(layout.text)):
            _apply(layout, justify=justify)

    with ExitStack() as changes:
        changes.enter_context(replaced(Layout, "set_text", set_text))
        changes.enter_context(replaced(inline, "count_expandable_spaces", _count))
        changes.enter_context(replaced(inline, "justify_line", _justify_line))
        yield


JUSTIFICATION = Repair(
    name="justification",
    fault="Chinese text does not reach the right margin",
    versions="70.",
    fits=_fits,
    applied=_applied,
    style="",
    fallback_style=":root { --justified: start !important }",
    fallback="text is set ragged right, as --justified says",
)
