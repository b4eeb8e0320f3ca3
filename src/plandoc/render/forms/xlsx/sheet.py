"""Cells of one sheet: whatever the library refuses is a fault, and every text is written as text."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from plandoc.render.forms.faults import CarrierFault
from plandoc.render.forms.xlsx.looks import Look

_LINE = 15.0
"""Height of a line in points, at 11 points of type."""
SMALL, SMALL_LINE = 0.82, 0.88
"""Width and height of smaller type, of 9 points, beside it; lines of East Asian type are higher than others."""
BOLD = 0.9
"""Characters of bold type that take the width of one that is not."""
_HIGHEST = 409.0
"""The highest row that Excel has."""
_PROTECTED = {"format_rows": True, "format_columns": True}
"""What may be done beside filling in; there is no password."""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A sheet that is written from top to bottom."""

    sheet: Worksheet
    looks: Mapping[Look, Format]
    row: int = 0
    """The row that is written next, from 0."""

    def text(self, column: int, text: str, look: Look, *, question: str = "") -> None:
        """Write words into the row, never taken for a formula, a number or an address; faults name the question."""
        if text:
            accept(self.sheet.write_string(self.row, column, text, self.looks[look]), "a text is too long", question)
        else:
            self.sheet.write_blank(self.row, column, None, self.looks[look])

    def wide(self, first: int, last: int, text: str, look: Look, *, question: str = "") -> None:
        """Write words over several columns of the row."""
        code = self.sheet.merge_range(self.row, first, self.row, last, "", self.looks[look])
        accept(code, "cells cannot be joined", question)
        self.text(first, text, look, question=question)

    def cell(self, column: int) -> str:
        """Return the address of a cell of the row."""
        return xl_rowcol_to_cell(self.row, column)

    def require(self, column: int, rule: Mapping[str, object], question: str) -> None:
        """Let a cell of the row take only what a rule allows."""
        code = self.sheet.data_validation(self.row, column, self.row, column, dict(rule))
        accept(code, "the rule for its cell is not one that spreadsheets take", question)

    def height(self, lines: float) -> None:
        """Make the row that many lines high, or as high as rows get."""
        self.sheet.set_row(self.row, min(lines * _LINE + 3, _HIGHEST))

    def hide(self) -> None:
        """Keep the row from sight."""
        self.sheet.set_row(self.row, None, None, {"hidden": True})

    def next(self) -> None:
        """Go to the next row."""
        self.row += 1

    def lock(self) -> None:
        """Let only open cells be changed; there is no password."""
        self.sheet.protect("", _PROTECTED)


def accept(code: int, what: str, question: str = "") -> None:
    """Raise `CarrierFault` where the library says, by a code below 0, that it left something out."""
    if code < 0:
        raise CarrierFault(question=question, message=f"A workbook cannot hold it: {what}.")
