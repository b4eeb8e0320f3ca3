"""Documents in two languages: every word of both, the same in every format, in files that are valid."""

import re
import zipfile
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as markup

from plandoc.diagnostics import Findings
from plandoc.model.order import Order
from plandoc.model.printed import BlockKind, OptionStart, PrintedBlock, PrintedDocument, PrintedParallel
from plandoc.model.workspace import Reading
from plandoc.pipeline import typeset
from plandoc.render import FORMATS
from plandoc.render.docx.identity import bookmark_name
from plandoc.render.templates import load_templates
from tests.acceptance.test_formats import READERS, WORKSPACE, blocks, document
from tests.drafting import line
from tests.judges.libreoffice import convert
from tests.judges.ooxml import complaints
from tests.readers.docx import bookmarks, docx_text
from tests.readers.html import stray_text
from tests.readers.pdf import Table, read_pdf
from tests.readers.printed import canon, printed_text

CASES = (
    ("recommendation", None),
    ("decision-implementation-plan", "mixed"),
    ("decision-capacity-building", "mixed"),
    ("table-capacity-building", None),
)
LANGUAGES = ("zh", "en")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def pair(name: str, scenario: str | None = None) -> PrintedDocument:
    """Typeset a document in Chinese and English."""
    plan = WORKSPACE.settings.document(name)
    assert plan is not None
    order = Order(
        document=plan,
        language="zh",
        beside="en",
        reading=Reading.CORRECTED,
        scenario=WORKSPACE.scenario(scenario) if scenario else None,
    )
    return typeset(WORKSPACE, order, Findings())


@cache
def rendered(name: str, scenario: str | None, ending: str) -> bytes:
    """Render it with the default templates."""
    return FORMATS[ending](pair(name, scenario), load_templates(None), datetime(2024, 1, 1, tzinfo=UTC)).data


def side(made: PrintedDocument, number: int) -> list[PrintedBlock]:
    """The blocks of one language in reading order."""
    found = []
    for section in made.sections:
        assert isinstance(section, PrintedParallel)
        found += [row.second if number else row.first for row in section.rows]
    return [block for block in found if block is not None]


@pytest.mark.parametrize(("name", "scenario"), CASES)
@pytest.mark.parametrize("number", [0, 1])
def test_each_side_is_the_document_in_its_language(name: str, scenario: str | None, number: int) -> None:
    alone = document(name, Reading.CORRECTED, scenario, LANGUAGES[number])
    expected = [unnoted(line(block)) for block in blocks(alone)]
    shown = [block for block in side(pair(name, scenario), number) if block.kind is not BlockKind.COLUMN_HEAD]
    assert [unnoted(line(block)) for block in shown] == expected
    assert len(pair(name, scenario).notes) >= len(alone.notes)


def unnoted(text: str) -> str:
    """A line without its note marks, whose numbers may differ."""
    return re.sub(r"\^\d+", "^", text)


@pytest.mark.parametrize(("name", "scenario"), CASES)
def test_blocks_of_one_tree_stand_in_one_row(name: str, scenario: str | None) -> None:
    alone = {
        language: {block.id for block in blocks(document(name, Reading.CORRECTED, scenario, language))}
        for language in LANGUAGES
    }
    for section in pair(name, scenario).sections:
        assert isinstance(section, PrintedParallel)
        for row in section.rows:
            identities = [block.id.removesuffix("@en") for block in row.blocks]
            assert len(set(identities)) == 1
            if len(identities) == 1:
                assert identities[0] not in alone["zh"] & alone["en"]


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
@pytest.mark.parametrize(("name", "scenario"), CASES[:3])
def test_formats_say_both_languages_row_by_row(name: str, scenario: str | None, ending: str) -> None:
    made = pair(name, scenario)
    # A head of columns stands once in a document's text, and before each section that begins on a new page.
    assert READERS[ending](rendered(name, scenario, ending)) == printed_text(made)


def test_pages_have_a_row_for_each_pair_and_the_languages_as_heads() -> None:
    tables = [one for one in read_pdf(rendered("recommendation", None, "pdf")) if isinstance(one, Table)]
    made = pair("recommendation")
    assert [[cell.text for row in one.head for cell in row] for one in tables] == [["中文", "English"]] * len(tables)
    rows = [[canon(cell.text) for cell in row] for one in tables for row in one.rows]
    expected = [
        [canon(unmarked(one)) if one else "" for one in (row.first, row.second)]
        for section in made.sections
        if isinstance(section, PrintedParallel)
        for row in section.rows
    ]
    assert rows == expected


def unmarked(block: PrintedBlock) -> str:
    return re.sub(r"\^\d+", "", line(block))


@pytest.mark.parametrize(("name", "scenario"), CASES)
def test_word_file_is_valid_and_names_no_bookmark_twice(name: str, scenario: str | None) -> None:
    data = rendered(name, scenario, "docx")
    assert complaints(data) == []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    starts = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    assert max(Counter(starts).values()) == 1
    assert len(starts) == len(list(root.iter(f"{W}bookmarkEnd")))


def test_every_option_of_both_languages_lies_in_a_bookmark() -> None:
    made = pair("recommendation")
    starts = [
        piece
        for number in (0, 1)
        for block in side(made, number)
        for piece in block.pieces
        if isinstance(piece, OptionStart) and piece.first
    ]
    names = Counter(bookmark_name(start.option, start.echo) for start in starts)
    assert set(names.values()) == {1}
    assert bookmarks(rendered("recommendation", None, "docx")).keys() == names.keys()


@pytest.mark.parametrize(("name", "scenario"), CASES)
def test_page_for_the_screen_has_each_id_once_and_words_in_blocks_only(name: str, scenario: str | None) -> None:
    source = rendered(name, scenario, "html").decode()
    page = markup.document_fromstring(source)
    identities: Counter[str] = Counter(page.xpath("//@id"))
    assert max(identities.values()) == 1
    linked = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")}
    assert linked <= identities.keys()
    assert stray_text(source) == ""
    assert {cell.get("lang") for cell in page.xpath("//td")} == {"zh-Hans", "en"}


def test_chinese_runs_carry_the_hint_of_their_face_and_english_ones_none() -> None:
    with zipfile.ZipFile(BytesIO(rendered("decision-capacity-building", "mixed", "docx"))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    (first, *_) = [table for table in root.iter(f"{W}tbl") if len(table.findall(f"{W}tr")) > 1]
    hints: list[list[bool]] = [[], []]
    for row in first.findall(f"{W}tr"):
        for number, cell in enumerate(row.findall(f"{W}tc")):
            hints[number] += [
                run.find(f"{W}rPr/{W}rFonts") is not None for run in cell.iter(f"{W}r") if run.find(f"{W}t") is not None
            ]
    assert all(hints[0])
    assert hints[1]
    assert not any(hints[1])


@pytest.mark.libreoffice
def test_word_file_survives_another_word_processor(tmp_path: Path) -> None:
    data = rendered("recommendation", None, "docx")
    saved = convert(data, "docx", tmp_path)
    assert docx_text(saved) == docx_text(data)
    assert bookmarks(saved) == bookmarks(data)
