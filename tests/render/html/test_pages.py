"""The page medium printed by the layout engine: accepted without a warning, pages and heads as the United Nations sets them."""

import io
import logging
import time
from functools import cache

import pdfplumber
import pytest
import weasyprint

from plandoc.model.printed import PrintedDocument
from plandoc.render.html import Medium, render_html
from plandoc.render.templates import load_templates
from tests.render.sample import english_document, sample_document, sample_table

TEMPLATES = load_templates(None)


def pages(document: PrintedDocument) -> list[tuple[bool, str]]:
    """Return whether each page is landscape, and its text."""
    source = render_html(document, TEMPLATES, medium=Medium.PAGE)
    printed = weasyprint.HTML(string=source).write_pdf()
    with pdfplumber.open(io.BytesIO(printed)) as pdf:
        return [(page.width > page.height, page.extract_text()) for page in pdf.pages]


@cache
def sample_pages() -> list[tuple[bool, str]]:
    return pages(sample_document())


@pytest.mark.parametrize("document", [sample_document(1), english_document()], ids=["zh", "en"])
def test_the_layout_engine_understands_every_rule(
    document: PrintedDocument, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("weasyprint"), "propagate", True)
    source = render_html(document, TEMPLATES, medium=Medium.PAGE)
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        weasyprint.HTML(string=source).render()
    assert [record.getMessage() for record in caplog.records] == []
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        weasyprint.HTML(string=source.replace("orphans: 2", "orphans: few")).render()
    assert len(caplog.records) == 1


def test_symbol_and_page_stand_above_every_page_but_the_first_in_english() -> None:
    heads = [text.split("\n")[:2] for _, text in sample_pages()]
    assert len(heads) > 3
    assert heads[1:] == [["CBD/SBI/REC/3/4", f"Page {number}"] for number in range(2, len(heads) + 1)]
    assert "Page" not in sample_pages()[0][1]


def test_only_the_table_stands_on_landscape_pages_and_repeats_its_heads() -> None:
    landscape = [text for wide, text in sample_pages() if wide]
    upright = "".join(text for wide, text in sample_pages() if not wide)
    assert len(landscape) > 1
    assert all("长期目标" in text and "[行为体]" in text for text in landscape)
    assert "A.5.1." not in upright
    assert "又敦促" in upright


def test_a_table_alone_begins_on_the_first_page_under_the_masthead() -> None:
    alone = PrintedDocument(
        name="table",
        language="zh-Hans",
        title="执行计划",
        masthead=sample_document().masthead,
        bracketed=True,
        sections=(sample_table(1),),
        notes=(),
    )
    wide, text = pages(alone)[0]
    assert wide
    assert "CBD/SBI/REC/3/4" in text
    assert "A.5.1." in text


def test_a_document_without_a_symbol_has_page_numbers_all_the_same() -> None:
    document = sample_document(3)
    bare = PrintedDocument(
        name=document.name,
        language="zh-Hans",
        title=document.title,
        masthead=type(document.masthead)(),
        bracketed=True,
        sections=document.sections,
        notes=document.notes,
    )
    assert pages(bare)[1][1].startswith("Page 2\n")


def test_the_outline_has_every_heading() -> None:
    source = render_html(sample_document(1), TEMPLATES, medium=Medium.PAGE)
    tree = weasyprint.HTML(string=source).render().make_bookmark_tree()
    assert [(label, len(children)) for label, _, children, _ in tree] == [
        ("卡塔赫纳生物安全议定书执行计划", 0),
        ("附件一 卡塔赫纳议定书执行计划（2021-2030 年）", 3),
    ]
    assert tree[1][2][-1][0] == "附件一附录 执行计划"


def test_the_faces_are_chinese_and_brackets_are_bold() -> None:
    source = render_html(sample_document(1), TEMPLATES, medium=Medium.PAGE)
    with pdfplumber.open(io.BytesIO(weasyprint.HTML(string=source).write_pdf())) as pdf:
        glyphs = [(char["text"], char["fontname"].partition("+")[2]) for page in pdf.pages for char in page.chars]
    if not any("Noto-Serif-CJK" in face for _, face in glyphs):
        pytest.skip("the face that the project prints with is not installed")
    assert {face for text, face in glyphs if text in "[]"} == {"Latin-Serif-Bold"}
    assert all("CJK" in face for text, face in glyphs if text in "“”—《》、。")
    assert not any("JP" in face for _, face in glyphs)


def test_time_grows_with_the_table_and_no_faster() -> None:
    def seconds(goals: int) -> float:
        document = sample_document(goals)
        times = []
        for _ in range(3):
            begin = time.perf_counter()
            render_html(document, TEMPLATES, medium=Medium.PAGE)
            times.append(time.perf_counter() - begin)
        return min(times)

    seconds(1)
    assert seconds(400) < 2 * 4 * seconds(100)
