"""The Word file of the sample: valid, complete, the same on every run, and usable by an independent reader."""

import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import docx as python_docx
import pytest

from plandoc.model.printed import BlockKind, LineBreak, PrintedDocument, PrintedRow, PrintedText
from plandoc.render.docx import render_docx
from tests.judges.ooxml import complaints, judged_parts
from tests.readers.docx import docx_blocks, docx_paragraphs, docx_text
from tests.readers.printed import printed_blocks
from tests.render.docx.specimens import (
    CREATED,
    TEMPLATES,
    R,
    document_in,
    document_of,
    docx,
    names,
    paragraph,
    part,
    values,
)
from tests.render.marks import decimal
from tests.render.sample import english_document, sample_annex, sample_decision, sample_document, sample_table

TABLE_NOTES = sample_document().notes[2:]
DOCUMENTS = {
    "chinese": sample_document(),
    "english": english_document(),
    "arabic": replace(english_document(), language="ar", direction="rtl"),
    "french": replace(english_document(), language="fr"),
    "table alone": document_in(sample_table(2), notes=TABLE_NOTES),
    "text after a table": document_in(sample_table(2), sample_annex(), sample_table(1), notes=TABLE_NOTES),
    "two tables": document_in(sample_decision(), sample_table(1), sample_table(2), notes=sample_document().notes),
    "nothing": document_in(),
    "an empty part": document_in(PrintedText(id="a", kind="annex", blocks=())),
}
EVERY = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())


@EVERY
def test_every_part_is_valid(document: PrintedDocument) -> None:
    data = docx(document)
    assert {"word/document.xml", "word/numbering.xml", "word/styles.xml"} <= judged_parts(data).keys()
    assert complaints(data) == []


@EVERY
def test_the_file_says_what_is_printed_block_for_block(document: PrintedDocument) -> None:
    assert docx_blocks(docx(document)) == printed_blocks(document)


def test_the_schema_finds_a_fault() -> None:
    template = TEMPLATES.text("docx/paragraph.xml.j2").replace("<w:pPr>", '<w:pPr><w:jc w:val="middle"/>')
    files = tuple(
        replace(entry, content=template.encode()) if entry.name == "docx/paragraph.xml.j2" else entry
        for entry in TEMPLATES.files
    )
    assert complaints(docx(sample_document(), replace(TEMPLATES, files=files))) != []


def test_the_same_document_gives_the_same_bytes() -> None:
    assert docx(sample_document()) == docx(sample_document())


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "from tests.render.docx.specimens import docx\nfrom tests.render.sample import sample_document\n"
        "import hashlib\nprint(hashlib.sha256(docx(sample_document())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_parts_are_sorted_behind_the_content_types() -> None:
    listed = names(docx(sample_document()))
    assert listed[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert listed[2:] == sorted(listed[2:])


def test_an_independent_reader_opens_the_file() -> None:
    opened = python_docx.Document(BytesIO(docx(sample_document())))
    assert [section.orientation for section in opened.sections] == [0, 1]
    assert opened.core_properties.title == "卡塔赫纳生物安全议定书执行计划"
    assert opened.core_properties.created == CREATED
    assert len(opened.tables) == 2


def test_chinese_runs_ask_for_the_han_face_and_never_slant() -> None:
    root = part(docx(sample_document()))
    assert set(values(root, "rFonts", "hint")) == {"eastAsia"}
    assert "LeadWordsHan" in values(root, "rStyle")
    assert "LeadWords" not in values(root, "rStyle")


def test_english_lead_words_are_in_italics_but_untranslated_words_are_not() -> None:
    root = part(docx(english_document()))
    assert values(root, "rStyle").count("LeadWords") == 3
    hinted = [run for run in root.iter("{*}r") if run.find("{*}rPr/{*}rFonts") is not None]
    assert ["".join(run.itertext()) for run in hinted] == ["向联络小组提供信息。"]


def test_arabic_runs_from_right_to_left() -> None:
    root = part(docx(DOCUMENTS["arabic"]))
    assert len(list(root.iter("{*}bidi"))) > 5
    assert len(list(root.iter("{*}rtl"))) > 5
    assert values(part(docx(DOCUMENTS["arabic"]), "word/styles.xml"), "lang", "bidi") == ["ar"]


def test_an_annex_begins_on_a_new_page_and_the_first_part_does_not() -> None:
    root = part(docx(document_in(sample_annex(), replace(sample_annex(), id="annex-2"))))
    assert len(list(root.iter("{*}pageBreakBefore"))) == 1


def test_the_first_page_alone_has_no_running_head() -> None:
    root = part(docx(DOCUMENTS["two tables"]))
    sections = list(root.iter("{*}sectPr"))
    assert [section.find("{*}titlePg") is not None for section in sections] == [True, False, False]
    assert all(section.find("{*}headerReference") is not None for section in sections)


def test_text_after_a_table_does_not_repeat_the_foot_of_the_table() -> None:
    data = docx(DOCUMENTS["text after a table"])
    sections = list(part(data).iter("{*}sectPr"))
    feet = [reference.get(f"{R}id") for section in sections for reference in section.iter("{*}footerReference")]
    targets = {arrow.get("Id"): arrow.get("Target") for arrow in part(data, "word/_rels/document.xml.rels")}
    assert ["".join(part(data, f"word/{targets[foot]}").itertext()) for foot in feet] == [
        "附件一附录 · 执行计划",
        "",
        "附件一附录 · 执行计划",
    ]


def test_the_running_head_shows_symbol_and_page() -> None:
    data = docx(sample_document())
    for name in ("word/header1.xml", "word/header2.xml"):
        text = "".join(part(data, name).itertext())
        assert "CBD/SBI/REC/3/4" in text
        assert "PAGE" in text


def test_unknown_masthead_lines_are_not_printed() -> None:
    assert docx_blocks(docx(document_of(paragraph("a/1", "甲"))))[:2] == ("CBD", "甲")


def test_table_widths_add_up_and_heads_repeat() -> None:
    root = part(docx(document_in(sample_table(3))))
    grid = [int(width) for width in values(root, "gridCol", "w")]
    masthead, columns = grid[:2], grid[2:]
    assert sum(columns) == sum(masthead) == 16838 - 2 * 1134
    assert len(list(root.iter("{*}tblHeader"))) == 1
    assert values(root, "gridSpan") == ["5", "5"]


def test_a_tall_row_may_break_and_a_short_one_may_not() -> None:
    table = sample_table(2)
    row = table.body[1]
    assert isinstance(row, PrintedRow)
    long = paragraph("plan-1/x", "长" * 900, kind=BlockKind.PARAGRAPH)
    tall = replace(row, cells=((long,), (), (), ()))
    root = part(docx(document_in(replace(table, body=(row, tall)))))
    kept = [tr.find("{*}trPr/{*}cantSplit") is not None for tr in root.iter("{*}tr")]
    assert kept == [True, True, True, False]


def test_latin_letters_take_half_the_room_of_han_characters() -> None:
    table = sample_table(2)
    row = table.body[1]
    assert isinstance(row, PrintedRow)
    kept = []
    for text in ("言" * 300, "word " * 60, "word " * 120):
        cell = paragraph("plan-1/x", text, kind=BlockKind.PARAGRAPH)
        body = (replace(row, cells=((cell,), (), (), ())),)
        (written,) = list(part(docx(document_in(replace(table, body=body)))).iter("{*}tr"))[-1:]
        kept.append(written.find("{*}trPr/{*}cantSplit") is not None)
    assert kept == [False, True, False]


def test_the_running_head_keeps_the_text_off_itself() -> None:
    head = part(docx(sample_document()), "word/header1.xml")
    last = list(head.iter("{*}p"))[-1]
    assert [int(after) for after in values(last, "spacing", "after")] == [400]


def test_characters_that_xml_cannot_carry_are_left_out() -> None:
    data = docx(document_of(paragraph("a/1", '甲\0\x0b\ud800乙<&>"', LineBreak(), "丙")))
    assert docx_text(data) == 'CBD甲乙<&>"丙'
    assert len(list(part(data).iter("{*}br"))) == 1


def test_a_time_without_a_zone_counts_as_universal() -> None:
    naive = render_docx(sample_document(), TEMPLATES, created=CREATED.replace(tzinfo=None))
    assert naive == docx(sample_document())


def test_styles_follow_the_kind_of_block() -> None:
    styles = {paragraph.style for paragraph in docx_paragraphs(docx(sample_document()))}
    assert {"Heading1", "Heading2", "AnnexLabel", "Preambular", "Operative", "Item1", "Item2"} <= styles
    assert {"TableHead", "TableHeadNote", "TableBand", "TableGoal", "TableItem1", "TableText"} <= styles


def test_only_styles_of_the_base_document_are_worn() -> None:
    data = docx(sample_document())
    known = set(values(part(data, "word/styles.xml"), "style", "styleId"))
    root = part(data)
    assert {*values(root, "pStyle"), *values(root, "rStyle"), *values(root, "tblStyle")} <= known


def test_numbers_stand_before_the_words() -> None:
    blocks = docx_blocks(docx(document_of(paragraph("a/1", "甲", number=decimal("a", 1, before="[")))))
    assert blocks == ("CBD", "[1.甲")
