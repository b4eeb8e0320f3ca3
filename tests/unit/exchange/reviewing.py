"""A small review file and what reviewers do to it, by changing its XML."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from lxml import etree

from plandoc.diagnostics import Findings
from plandoc.exchange.review import ReviewedRow, ReviewRow, Subject, read_review, write_review

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SUBJECT = Subject(source_language="zh", language="en", domain="cp-10")
ROWS = (
    ReviewRow(id="a/title", source="关于“实施”的决定", text="Decision on “implementation”"),
    ReviewRow(
        id="a/1",
        source="请{v}[向][对]主管部门{v}[提供][进行]培训{others}[和其他方]；",
        text="Requests {v}[to give][to hold] training {others}[and others];",
        note="v = 2 options, twice · others = keep or drop",
    ),
    ReviewRow(id="a/2", source="见 <https://x.org/?a&b>\n第二行\t末", text="See <https://x.org/?a&b>\nsecond\tend"),
    ReviewRow(id="a/3", source="欢迎", text="Welcomes", fuzzy=True),
    ReviewRow(id="b/1", source="尚未翻译", text=""),
)
FILE = write_review(ROWS, SUBJECT)


def read(
    data: bytes, rows: tuple[ReviewRow, ...] = ROWS, subject: Subject = SUBJECT
) -> tuple[tuple[ReviewedRow, ...], list[tuple[str, str]]]:
    """Return what a file says, and the findings as pairs of code and message."""
    findings = Findings()
    reviewed = read_review(data, rows, subject, "review.docx", findings)
    assert {one.span.path for one in findings} <= {"review.docx"}
    return reviewed, [(one.code.name, one.message) for one in findings]


def changed(reviewed: tuple[ReviewedRow, ...]) -> dict[str, str]:
    """Return the texts that were changed, by id."""
    return {row.id: row.text for row in reviewed if row.changed}


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    """Return the bytes of one part."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def with_part(data: bytes, name: str, content: bytes | None) -> bytes:
    """Return a file with one part replaced, added, or, with None, taken away."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        for other in archive.namelist():
            if other != name:
                written.writestr(other, archive.read(other))
        if content is not None:
            written.writestr(name, content)
    return buffer.getvalue()


def edited(edit: Callable[[etree._Element], None], data: bytes = FILE) -> bytes:
    """Return a file whose text somebody edited."""
    root = etree.fromstring(part(data))
    edit(root)
    return with_part(data, "word/document.xml", etree.tostring(root))


def replaced(old: str, new: str, data: bytes = FILE) -> bytes:
    """Return a file in whose XML all of a piece of text is another one."""
    text = part(data).decode()
    assert old in text
    return with_part(data, "word/document.xml", text.replace(old, new).encode())


def row_of(root: etree._Element, identifier: str) -> etree._Element:
    """Return the row whose first cell says this."""
    return next(row for row in root.iter(f"{W}tr") if "".join(row.findall(f"{W}tc")[0].itertext()) == identifier)


def cell_of(root: etree._Element, identifier: str, column: int = 2) -> etree._Element:
    """Return a cell of a row, by default that of the translation."""
    return row_of(root, identifier).findall(f"{W}tc")[column]


def retype(cell: etree._Element, xml: str) -> None:
    """Put other content into a cell, as a program does that knows no marks: the marks go."""
    for child in cell.findall(f"{W}p"):
        cell.remove(child)
    cell.extend(etree.fromstring(f'<w:x xmlns:w="{W[1:-1]}">{xml}</w:x>'))


def set_runs(cell: etree._Element, xml: str) -> None:
    """Put other runs into the control of a cell; its marks stay."""
    content = next(cell.iter(f"{W}sdtContent"))
    del content[:]
    content.extend(etree.fromstring(f'<w:x xmlns:w="{W[1:-1]}">{xml}</w:x>'))


def run(text: str) -> str:
    """Return a run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(text: str, author: str = "Wang") -> str:
    """Return a run whose insertion is tracked."""
    return f'<w:ins w:id="9001" w:author="{author}" w:date="2022-03-24T00:00:00Z">{run(text)}</w:ins>'


def deleted(text: str, author: str = "Wang") -> str:
    """Return a run whose deletion is tracked."""
    gone = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="9002" w:author="{author}" w:date="2022-03-24T00:00:00Z">{gone}</w:del>'
