"""Say in the tags of a table which cells are heads of which: Scope for every TH, Headers for every TD.

WeasyPrint names heads page by page and gives no Scope; once the pages' fragments are joined, both are made anew.
"""

from collections.abc import Iterator, MutableMapping

from plandoc.render.pdf.structure import Tag, array, dictionary, string

__all__ = ["name_headers"]


def name_headers(table: Tag, number: int, ids: dict[str, Tag]) -> None:
    """Give every TH of a table a Scope and an id, and every TD the ids of its heads.

    `number` tells the ids of this table from those of others; the ids are added to `ids`.
    """
    columns: dict[int, list[str]] = {}
    row_number = 0
    for section in table.tags:
        for row in section.tags:
            row_number += 1
            rows: list[str] = []
            for column, span, cell in _cells(row):
                if cell.kind == "TH":
                    name = f"table-{number}-{row_number}-{column + 1}"
                    ids[name] = cell
                    is_column = section.kind == "THead"
                    _name(cell, name, scope="/Column" if is_column else "/Row")
                    for at in range(column, column + span) if is_column else ():
                        columns.setdefault(at, []).append(name)
                    if not is_column:
                        rows.append(name)
                elif cell.kind == "TD":
                    heads = [name for at in range(column, column + span) for name in columns.get(at, [])]
                    _attributes(cell)["Headers"] = array([string(name) for name in [*rows, *heads]])


def _cells(row: Tag) -> Iterator[tuple[int, int, Tag]]:
    """Yield the cells of a row with the column in which each begins and the number of columns it spans."""
    column = 0
    for cell in row.tags:
        span = _attributes(cell).get("ColSpan", 1)
        width = span if isinstance(span, int) else 1
        yield column, width, cell
        column += width


def _attributes(cell: Tag) -> MutableMapping[str, object]:
    attributes = cell.entry.get("A")
    if isinstance(attributes, dict):
        return attributes
    made = dictionary({"O": "/Table"})
    cell.entry["A"] = made
    return made


def _name(cell: Tag, name: str, *, scope: str) -> None:
    cell.entry["ID"] = string(name)
    _attributes(cell)["Scope"] = scope
