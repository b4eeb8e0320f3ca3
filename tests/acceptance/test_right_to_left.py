"""A language that runs from right to left is a locale folder: no line of the program knows it.

The language is a pseudo-translation, made here: every word of the sources gives way to letters of the Hebrew
alphabet. It says nothing, and stands only for the direction, the tables, the labels and the fonts.
"""

import io
import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pdfplumber
import pytest
from lxml import etree
from lxml import html as markup

from plandoc.diagnostics import Findings
from plandoc.language.catalog import Catalog, write_catalog
from plandoc.language.extracting import extract
from plandoc.model.printed import PrintedDocument
from plandoc.model.workspace import Workspace
from plandoc.source.workspace import read_workspace
from tests.acceptance.test_formats import render
from tests.drafting import printed
from tests.judges.ooxml import complaints
from tests.readers.docx import docx_text
from tests.readers.html import html_text
from tests.readers.printed import printed_text

LETTERS = "אבגדהוזחטילמנסעפצקרשת"
KEPT = re.compile(r"\{[a-z0-9_]+\}|\[\^\w+\]|\\.|[\[\]*/\s\d]")
CONVENTIONS = """tag = "he-x-pseudo"
direction = "rtl"
masthead = "PSEUDO-TRANSLATION"
annex_numerals = "decimal"

[labels.parenthesisedChinese]
style = "decimal"
prefix = "("
suffix = ")"

[labels.chineseCounting]
style = "decimal"
prefix = ""
suffix = "."
"""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pseudo(text: str) -> str:
    """Return a unit with letters for its words; brackets, labels, values, notes, stars and figures stay."""
    written, position = "", 0
    for match in KEPT.finditer(text):
        written += _letters(text[position : match.start()]) + match[0]
        position = match.end()
    return written + _letters(text[position:])


def _letters(words: str) -> str:
    return "".join(
        LETTERS[ord(character) % len(LETTERS)] if character.isalnum() else "," if character in "，、" else character
        for character in words
        if not 0x3000 <= ord(character) < 0x3003 or character == "、"
    ).translate(str.maketrans("；。：《》（）“”", ";.:«»()«»"))


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The project's workspace with one more folder, and one more name in plandoc.toml."""
    project = Path(__file__).resolve().parents[2]
    root = tmp_path_factory.mktemp("mirrored")
    shutil.copytree(project / "sources", root / "sources")
    toml = (project / "plandoc.toml").read_text(encoding="utf-8")
    (root / "plandoc.toml").write_text(re.sub(r"build = \[.*\]", 'build = ["zh", "he"]', toml), encoding="utf-8")
    folder = root / "locales/he/LC_MESSAGES"
    folder.mkdir(parents=True)
    (root / "locales/he/conventions.toml").write_text(CONVENTIONS, encoding="utf-8")
    source = read_workspace(root, Findings())
    entries = tuple(
        type(entry)(id=entry.id, source=entry.source, text=pseudo(entry.source)) for entry in extract(source)
    )
    catalog = Catalog(language="he", source_language="zh", entries=entries)
    (folder / "cp-10.po").write_text(write_catalog(catalog), encoding="utf-8")
    return read_workspace(root, Findings())


@pytest.fixture(scope="module")
def document(mirrored: Workspace) -> PrintedDocument:
    """The second decision, clean, from right to left."""
    plan = mirrored.settings.document("decision-capacity-building")
    findings = Findings()
    made = printed(mirrored, mirrored.scenario("keep-all"), plan=plan, language="he", findings=findings)
    assert not [one for one in findings if one.code.name in ("PD060", "PD061")]
    return made


def test_no_word_of_the_source_is_left_and_labels_follow_the_folder(document: PrintedDocument) -> None:
    text = printed_text(document)
    assert not re.search(r"[\u4e00-\u9fff㈠-㈩]", text)
    assert re.search(f"[{LETTERS}]", text)
    assert document.direction == "rtl"


def test_page_on_a_screen_runs_from_right_to_left(document: PrintedDocument) -> None:
    page = render(document, "html").decode()
    root = markup.fromstring(page)
    assert (root.get("dir"), root.get("lang")) == ("rtl", "he-x-pseudo")
    assert html_text(page) == printed_text(document)


def test_word_file_runs_from_right_to_left(document: PrintedDocument) -> None:
    data = render(document, "docx")
    assert complaints(data) == []
    assert docx_text(data) == printed_text(document)
    with ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    tables = body.findall(f".//{_W}tbl")
    assert tables[-1].find(f"{_W}tblPr/{_W}bidiVisual") is not None
    cells = tables[-1].findall(f".//{_W}p")
    assert cells
    assert all(paragraph.find(f"{_W}pPr/{_W}bidi") is not None for paragraph in cells)


@pytest.mark.slow  # the layout of a whole decision
def test_printed_table_begins_on_the_right(document: PrintedDocument) -> None:
    with pdfplumber.open(io.BytesIO(render(document, "pdf"))) as pdf:
        wide = [page for page in pdf.pages if page.width > page.height]
        words = wide[0].extract_words()
    goal = next(word for word in words if "A.1" in word["text"] or "1.A" in word["text"])
    assert goal["x0"] > wide[0].width / 2
