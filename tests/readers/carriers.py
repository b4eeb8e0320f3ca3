"""What each kind of file with a form shows: its fields in their order, the codes of their choices, their numbers."""

import csv
import io
import json
import re
from collections.abc import Iterator
from zipfile import ZipFile

import pikepdf
from lxml import etree, html

from plandoc.model.printed_form import PrintedForm
from tests.readers.xlsx import Book, Sheet, read_book

Shown = dict[str, list[str]]
"""Ids of fields in the order of the file, with the codes of their choices in theirs."""
Numbers = dict[str, str]
"""Printed numbers by the ids of fields, where a file has them beside the field."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG = re.compile(r"(?P<field>[^@#]+)(?:@\d+)?(?:#(?P<code>.+))?")


def collected(pairs: Iterator[tuple[str, str]]) -> Shown:
    """Fields and codes as they turn up; a field that turns up again is the same."""
    found: Shown = {}
    for field, code in pairs:
        codes = found.setdefault(field, [])
        if code and code not in codes:
            codes.append(code)
    return found


def read_docx(data: bytes) -> tuple[Shown, Numbers]:
    """A Word file: tags of controls, and the first cell of the row that each stands in."""
    with ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    numbers: Numbers = {}

    def pairs() -> Iterator[tuple[str, str]]:
        for control in root.iter(f"{_W}sdt"):
            match = _TAG.fullmatch(next((tag.get(f"{_W}val", "") for tag in control.iter(f"{_W}tag")), ""))
            assert match is not None
            yield match["field"], match["code"] or ""
            yield from ((match["field"], item.get(f"{_W}value", "")) for item in control.iter(f"{_W}listItem"))
            row = next(control.iterancestors(f"{_W}tr"))
            numbers.setdefault(match["field"], "".join(row[next(_cells(row))].itertext()).strip(" *\xa0\n"))

    return collected(pairs()), numbers


def _cells(row: etree._Element) -> Iterator[int]:
    return (at for at, child in enumerate(row) if child.tag == f"{_W}tc")


def read_pdf(data: bytes) -> tuple[Shown, Numbers]:
    """A PDF to fill in: its fields page by page, as they stand there, and the numbers in their tooltips."""
    numbers: Numbers = {}

    def pairs() -> Iterator[tuple[str, str]]:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                for widget in page.get("/Annots", ()):
                    if widget.get("/Subtype") == "/Widget":
                        yield from _widget(widget, numbers)

    return collected(pairs()), numbers


def _widget(widget: pikepdf.Object, numbers: Numbers) -> Iterator[tuple[str, str]]:
    names: list[str] = []
    above: pikepdf.Object | None = widget
    tip = ""
    while above is not None:
        names += [str(above.T)] if "/T" in above else []
        tip = tip or str(above.get("/TU", ""))
        above = above.get("/Parent")
    path = [name for name in reversed(names) if name != "specify"]
    # The records of a question are numbered: Q009.1.name.
    path = [name for at, name in enumerate(path) if not (at == 1 and name.isdigit() and len(path) > 2)]
    states = [str(state)[1:] for state in widget.AP.N] if _is_button(widget) else []
    codes = [state for state in states if state != "Off"] + [str(option[0]) for option in widget.get("/Opt", ())]
    if _is_button(widget) and "/FT" in widget and path[-1] == codes[0]:
        path.pop()
    field = ".".join(path)
    if field and not field.startswith("plandoc"):
        if tip[:1].isdigit():
            numbers.setdefault(field, tip.partition(" ")[0])
        yield field, ""
        yield from ((field, code) for code in codes if code)


def _is_button(widget: pikepdf.Object) -> bool:
    above: pikepdf.Object | None = widget
    while above is not None:
        if "/FT" in above:
            return bool(above.FT == "/Btn")
        above = above.get("/Parent")
    return False


def read_html(data: bytes) -> tuple[Shown, Numbers]:
    """A web page: what is marked as a field, its inputs and options, and the label at its beginning."""
    root = html.document_fromstring(data.decode())
    numbers: Numbers = {}

    def pairs() -> Iterator[tuple[str, str]]:
        for node in root.iter():
            if not isinstance(node.tag, str):
                continue
            field = node.get("data-field") or node.get("data-of") or node.get("data-column")
            if field:
                yield field, node.get("value", "") if node.get("type") in ("radio", "checkbox") else ""
                label = node.find(".//*[@class='label']")
                if node.get("data-field") and label is not None and label.find("span") is not None:
                    numbers.setdefault(field, label.findtext("span") or "")
            if field and node.tag == "select":
                yield from ((field, option.get("value", "")) for option in node.iter("option"))

    return collected(pairs()), numbers


def read_xlsx(data: bytes, form: PrintedForm) -> tuple[Shown, Numbers]:
    """A workbook: ids in the hidden column or row, and the lists that the rules of cells name."""
    book = read_book(data)
    labels = {one.id: {choice.text: choice.code for choice in one.choices} for one in form.questions()}
    report = next(sheet for sheet in book.sheets.values() if sheet.hidden_columns == {"A"})
    rows = {row: cell.value for (row, column), cell in report.cells.items() if column == 1 and cell.value}
    found: Shown = {}
    records = [sheet for sheet in book.sheets.values() if sheet.hidden_rows]
    for row, name in rows.items():
        found |= _cells_of(book, report, [(name, f"D{row}")], labels, found)
        for sheet in records:
            heads = [(one.value, f"{one.letter}4") for (at, _), one in sheet.cells.items() if at == 2 and one.value]
            if heads[0][0].startswith(f"{name}."):
                found |= _cells_of(book, sheet, heads, labels, found)
    return found, {name: report.cells[row, 2].value for row, name in rows.items() if report.cells[row, 2].value}


def _cells_of(
    book: Book, sheet: Sheet, places: list[tuple[str, str]], labels: dict[str, dict[str, str]], before: Shown
) -> Shown:
    def pairs() -> Iterator[tuple[str, str]]:
        yield from ((field, code) for field, codes in before.items() for code in ("", *codes))
        for name, cell in places:
            field, _, code = name.partition("#")
            yield field, code
            rule = sheet.rules.get(cell)
            if rule is not None and rule.kind == "list" and not code:
                yield from ((field, labels[field][text]) for text in book.lists[rule.first])

    return collected(pairs())


def read_xlsform(data: bytes) -> tuple[Shown, Numbers]:
    """An XLSForm: the names of the survey, the lists that their types name, and the beginnings of labels."""
    book = read_book(data)
    lists: dict[str, list[str]] = {}
    for row in book.sheets["choices"].table():
        lists.setdefault(row["list_name"], []).append(row["name"])
    asked = [row for row in book.sheets["survey"].table() if re.match(r"[A-Z]+[0-9]", row.get("name", ""))]
    labels = {row["name"]: next(text for head, text in row.items() if head.startswith("label::")) for row in asked}
    numbers = {
        name: match[1] for name, label in labels.items() if (match := re.match(r"([0-9]+(?:\([a-z]\))?)\. ", label))
    }
    return {row["name"]: lists.get(row["type"].partition(" ")[2], []) for row in asked}, numbers


def read_schema(data: bytes) -> tuple[Shown, Numbers]:
    """The schema of answer files: its properties, those of records among them."""
    fields = json.loads(data)["$defs"]["fields"]["properties"]
    numbers: Numbers = {}

    def pairs(fields: dict[str, dict[str, object]]) -> Iterator[tuple[str, str]]:
        for name, schema in fields.items():
            yield name, ""
            title = str(schema["title"])
            if title[:1].isdigit():
                numbers[name] = title.partition(". ")[0]
            inner = schema.get("items", schema)
            assert isinstance(inner, dict)
            yield from ((name, choice["const"]) for choice in inner.get("oneOf", ()))
            yield from pairs(inner.get("properties", {}))

    return collected(pairs(fields)), numbers


def read_codebook(data: bytes) -> tuple[Shown, Numbers]:
    """The code book: its rows."""
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return collected((row["id"], row["code"]) for row in rows), {row["id"]: row["number"] for row in rows}
