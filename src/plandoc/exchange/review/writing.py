"""Units in two languages as a Word file that a reviewer edits: a table with a row for each unit.

The translation of a unit is marked twice with what it belongs to: by a bookmark, which every word processor keeps, and
by a content control, which Word shows. Source texts and lists of options are locked in Word. Same rows, same bytes.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from plandoc.exchange.review.fixed import DECLARATION, NAMESPACES, fixed_parts
from plandoc.exchange.review.identity import bookmark_name, control_tag
from plandoc.exchange.review.options import OptionPair, option_pairs
from plandoc.exchange.review.rows import ReviewRow, Subject, as_written, digest_of_sources

OPTION: Final = "option "
"""What the first cell of a row begins with that only lists an option."""
PROPERTY: Final = "plandoc "
"""What the names of the custom properties begin with."""

_WIDTHS: Final = (1560, 4700, 6140, 2170)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PIECE: Final = re.compile(r"\\.|[\[\]]|\{[a-z][a-z0-9_]*\}|\n|\t|[^\\\[\]{\n\t]+|.", re.DOTALL)
_GUIDE: Final = (
    "Edit the translations only; changes are tracked. The other columns are help: what is changed there is not read.",
    "Keep the brackets [ ] and the names in braces { }, and move them with their words. "
    "A name in braces before a bracket says which choice it belongs to. "
    "Under the text, each option stands beside the same option of the other language.",
    "A row that is deleted loses nothing: the unit keeps the translation that it has.",
)
_SECTION: Final = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1021" w:left="1134" w:header="567" w:footer="510" w:gutter="0"/>'
    "</w:sectPr>"
)


def write_review(rows: Sequence[ReviewRow], subject: Subject) -> bytes:
    """Return the Word file with the rows that the subject selects, in their order."""
    chosen = subject.selected(rows)
    properties = {
        f"{PROPERTY}domain": subject.domain,
        f"{PROPERTY}source language": subject.source_language,
        f"{PROPERTY}language": subject.language,
        f"{PROPERTY}parts": " ".join(subject.parts),
        f"{PROPERTY}source digest": digest_of_sources(chosen),
    }
    document = DECLARATION + "".join(_document(chosen, subject))
    return _packed({**fixed_parts(subject, properties), "word/document.xml": document})


def _packed(parts: Mapping[str, str]) -> bytes:
    """Pack parts so that equal parts give equal bytes: no times, no trace of the system."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, text.encode(), compresslevel=4)
    return buffer.getvalue()


def _document(rows: Sequence[ReviewRow], subject: Subject) -> Iterator[str]:
    yield f"<w:document {NAMESPACES}><w:body>"
    title = f"{subject.domain}: {subject.source_language} – {subject.language}"
    yield _paragraph("ReviewTitle", _run(title))
    yield from (_paragraph("ReviewGuide", _run(line)) for line in _GUIDE)
    yield _table_head((_run("id"), _run(subject.source_language), _run(subject.language), _run("notes")))
    numbers = iter(range(1, 1 << 31))
    cells = _Cells(subject, numbers)
    for row in rows:
        yield cells.unit(row)
        yield from (cells.option(pair) for pair in option_pairs(row.source, row.text))
    yield f"</w:tbl>{_paragraph('ReviewGuide', '')}{_SECTION}</w:body></w:document>"


def _table_head(heads: tuple[str, ...]) -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    row = _row(tuple(_paragraph("ReviewHead", head) for head in heads), "<w:cantSplit/><w:tblHeader/>", "E7E2D8")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{row}'
    )


def _row(contents: tuple[str, ...], properties: str = "", shade: str = "") -> str:
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shading}</w:tcPr>{content}</w:tc>'
        for width, content in zip(_WIDTHS, contents, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


def _paragraph(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def _run(text: str, letters: str = "") -> str:
    properties = f"<w:rPr>{letters}</w:rPr>" if letters else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


class _Cells:
    """Writes the rows of one file; it keeps the numbers that must be unique in it."""

    def __init__(self, subject: Subject, numbers: Iterator[int]) -> None:
        self._numbers = numbers
        self._source = _hint(subject.source_language)
        self._text = _hint(subject.language) + ("<w:rtl/>" if subject.right_to_left else "")

    def unit(self, row: ReviewRow) -> str:
        """Return the row of a unit."""
        number = next(self._numbers)
        text = self._control(_runs(row.text, self._text), alias=row.id, tag=control_tag(row.id), lock="sdtLocked")
        marked = (
            f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(row)}"/>{text}<w:bookmarkEnd w:id="{number}"/>'
        )
        notes = (("fuzzy: look at it again",) if row.fuzzy else ()) + tuple(as_written(row.note).splitlines())
        return _row(
            (
                _paragraph("ReviewId", _run(row.id)),
                _paragraph("ReviewSource", self._locked(row.source, self._source, "source")),
                _paragraph("ReviewText", marked),
                "".join(_paragraph("ReviewNote", _run(line)) for line in notes) or _paragraph("ReviewNote", ""),
            )
        )

    def option(self, pair: OptionPair) -> str:
        """Return the row that shows one option in both languages."""
        contents = (
            _run(f"{OPTION}{pair.name}"),
            self._locked(pair.source or "–", self._source, "option"),
            self._locked(pair.text or "–", self._text, "option"),
            "",
        )
        return _row(tuple(_paragraph("ReviewOption", one) for one in contents), "<w:cantSplit/>", "F6F4EF")

    def _locked(self, text: str, letters: str, alias: str) -> str:
        return self._control(_runs(text, letters), alias=alias, tag="", lock="sdtContentLocked")

    def _control(self, runs: str, *, alias: str, tag: str, lock: str) -> str:
        """Return an inline control of rich text: other kinds, and controls round blocks, lose text in LibreOffice."""
        name = f"<w:tag w:val={quoteattr(tag)}/>" if tag else ""
        return (
            f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(control_tag(alias))}/>{name}"
            f'<w:id w:val="{next(self._numbers)}"/><w:lock w:val="{lock}"/><w:richText/></w:sdtPr>'
            f"<w:sdtContent>{runs}</w:sdtContent></w:sdt>"
        )


def _hint(language: str) -> str:
    """Return what makes quotation marks and dashes take their East Asian width."""
    return '<w:rFonts w:hint="eastAsia"/>' if language in ("zh", "ja", "ko") else ""


def _runs(text: str, letters: str) -> str:
    """Return a text as runs: brackets and names in braces stand out, line breaks stay within the paragraph."""
    written = []
    for piece in _PIECE.findall(as_written(text)):
        if piece in "[]":
            written.append(_run(piece, f'<w:rStyle w:val="ReviewBracket"/>{letters}'))
        elif piece == "\n":
            written.append("<w:r><w:br/></w:r>")
        elif piece == "\t":
            written.append("<w:r><w:tab/></w:r>")
        else:
            label = '<w:rStyle w:val="ReviewLabel"/>' if piece.startswith("{") and len(piece) > 1 else ""
            written.append(_run(piece, label + letters))
    return "".join(written) or _run("", letters)
