"""Workbooks as a spreadsheet would see them, read with openpyxl: cells, rules, protection, defined names."""

from dataclasses import dataclass
from io import BytesIO

import openpyxl
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell."""

    letter: str
    """Letter of its column."""
    value: str
    kind: str
    """`s` for text, `n` for numbers and blanks, `f` for formulas."""
    locked: bool
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one cell takes."""

    kind: str
    operator: str
    first: str
    """The list, the lower bound or the formula."""
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet."""

    hidden: bool
    protected: bool
    password: str
    right_to_left: bool
    cells: dict[tuple[int, int], Cell]
    """By row and column, from 1."""
    rules: dict[str, Rule]
    """By the address of the cell, `D4`."""
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[str]

    def row(self, number: int) -> list[str]:
        """The cells of a row that hold something."""
        return [cell.value for (row, _), cell in self.cells.items() if row == number and cell.value]

    def column(self, number: int) -> dict[str, int]:
        """The rows of the cells of a column that hold something, by what they hold."""
        return {cell.value: row for (row, column), cell in self.cells.items() if column == number and cell.value}

    def table(self) -> list[dict[str, str]]:
        """The rows below the first, by the heads in it; empty cells are left out."""
        heads = {column: cell.value for (row, column), cell in self.cells.items() if row == 1}
        rows: dict[int, dict[str, str]] = {}
        for (row, column), cell in self.cells.items():
            if row > 1 and cell.value:
                rows.setdefault(row, {})[heads[column]] = cell.value
        return list(rows.values())

    def words(self) -> list[str]:
        """Everything on the sheet, row by row."""
        return [cell.value for cell in self.cells.values() if cell.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One workbook."""

    sheets: dict[str, Sheet]
    lists: dict[str, list[str]]
    """The cells that each defined name means."""
    told: dict[str, str]
    """What the file says of itself."""
    created: str


def read_book(data: bytes) -> Book:
    """Read a workbook."""
    book = openpyxl.load_workbook(BytesIO(data))
    return Book(
        sheets={sheet.title: _sheet(sheet) for sheet in book.worksheets},
        lists={
            name: _area(book, *next(iter(defined.destinations)))
            for name, defined in book.defined_names.items()
            if not name.startswith("_xlnm")
        },
        told={one.name: str(one.value or "") for one in book.custom_doc_props.props},
        created=book.properties.created.isoformat(),
    )


def _area(book: Workbook, title: str, area: str) -> list[str]:
    cells = book[title][area.replace("$", "")]
    return [str(cell.value) for (cell,) in (cells if isinstance(cells, tuple) else ((cells,),))]


def _sheet(sheet: Worksheet) -> Sheet:
    rules = {
        str(area): Rule(
            kind=rule.type, operator=rule.operator or "", first=rule.formula1 or "", style=rule.errorStyle or "stop"
        )
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
    }
    return Sheet(
        hidden=sheet.sheet_state != "visible",
        protected=bool(sheet.protection.sheet),
        password=sheet.protection.password or "",
        right_to_left=bool(sheet.sheet_view.rightToLeft),
        cells={
            (cell.row, cell.column): Cell(
                letter=cell.column_letter,
                value="" if cell.value is None else str(cell.value),
                kind=cell.data_type,
                locked=cell.protection.locked,
                format=cell.number_format,
            )
            for row in sheet.iter_rows()
            for cell in row
            # The corners of joined cells are no cells of their own.
            if hasattr(cell, "column_letter")
        },
        rules=rules,
        hidden_rows=frozenset(row for row, looks in sheet.row_dimensions.items() if looks.hidden),
        hidden_columns=frozenset(column for column, looks in sheet.column_dimensions.items() if looks.hidden),
    )
