"""How cells look: one format for each thing that a sheet shows."""

from collections.abc import Mapping
from enum import StrEnum

from xlsxwriter import Workbook
from xlsxwriter.format import Format

_INK = "#1F3864"
_PALE = "#5A6270"
_FIELD = "#FFF8DC"
_BAND = "#DCE6F1"


class Look(StrEnum):
    """What a cell is."""

    SHEET_TITLE = "sheet-title"
    HEADING = "heading"
    WIDE = "wide"
    """Running text over all columns."""
    TERM = "term"
    PARAGRAPH = "paragraph"
    """What stands beside a term."""
    HEAD = "head"
    """The head of a column."""
    SECTION = "section"
    NUMBER = "number"
    QUESTION = "question"
    GROUP = "group"
    """A heading over questions."""
    CHOICE = "choice"
    """A choice, or the field beside one: set in from the question."""
    UNIT = "unit"
    NOTES = "notes"
    TEXT_FIELD = "text-field"
    """A field for words and days, which a spreadsheet must not take for anything else."""
    NUMBER_FIELD = "number-field"
    CODE = "code"
    """What machines read."""


_BASE: Mapping[str, object] = {"text_wrap": True, "valign": "top", "font_size": 11}
_FRAMED: Mapping[str, object] = {"border": 1, "border_color": "#B8BFC9"}
_OPEN: Mapping[str, object] = {**_FRAMED, "bg_color": _FIELD, "locked": False}
_PROPERTIES: Mapping[Look, Mapping[str, object]] = {
    Look.SHEET_TITLE: {"bold": True, "font_size": 16, "font_color": _INK, "text_wrap": False},
    Look.HEADING: {"bold": True, "font_size": 12, "font_color": _INK, "valign": "bottom"},
    Look.WIDE: {},
    Look.TERM: {"bold": True},
    Look.PARAGRAPH: {},
    Look.HEAD: {**_FRAMED, "bold": True, "bg_color": _BAND},
    Look.SECTION: {"bold": True, "font_color": "#FFFFFF", "bg_color": _INK, "valign": "vcenter"},
    Look.NUMBER: {**_FRAMED, "align": "center"},
    Look.QUESTION: _FRAMED,
    Look.GROUP: {**_FRAMED, "bold": True},
    Look.CHOICE: {**_FRAMED, "align": "left", "indent": 2},
    Look.UNIT: _FRAMED,
    Look.NOTES: {**_FRAMED, "font_size": 9, "font_color": _PALE},
    Look.TEXT_FIELD: {**_OPEN, "num_format": "@"},
    Look.NUMBER_FIELD: {**_OPEN, "align": "left"},
    Look.CODE: {"num_format": "@", "text_wrap": False},
}


def formats(workbook: Workbook) -> Mapping[Look, Format]:
    """Return the formats of a workbook."""
    return {look: workbook.add_format({**_BASE, **properties}) for look, properties in _PROPERTIES.items()}
