"""The HTML of a printed document: valid, complete, every construct in its element, no id twice."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as markup
from lxml.html import HtmlElement
from tinyhtml5.parser import HTMLParser  # type: ignore[import-untyped]  # WeasyPrint's parser; it ships no types

from plandoc.model.printed import (
    BlockKind,
    CrossReference,
    LineBreak,
    Masthead,
    NoteCall,
    OptionEnd,
    OptionStart,
    Piece,
    PrintedBlock,
    PrintedDocument,
    PrintedText,
    Role,
    Words,
)
from plandoc.render.html import Medium, render_html
from plandoc.render.templates import load_templates
from tests.readers.html import html_blocks, html_text, stray_text
from tests.readers.printed import canon, printed_blocks, printed_text
from tests.render.sample import block, english_document, sample_document

TEMPLATES = load_templates(None)
MEDIA = pytest.mark.parametrize("medium", list(Medium))


def page(document: PrintedDocument, medium: Medium = Medium.SCREEN) -> HtmlElement:
    return markup.document_fromstring(render_html(document, TEMPLATES, medium=medium))


def one_part(*blocks: PrintedBlock, language: str = "en") -> PrintedDocument:
    return PrintedDocument(
        name="one-part",
        language=language,
        title="One part",
        masthead=Masthead(organization=""),
        bracketed=True,
        sections=(PrintedText(id="part", kind="decision", blocks=blocks),),
        notes=(),
    )


def conformance_errors(source: str) -> list[object]:
    """Return what the HTML standard's own parser has to correct."""
    parser = HTMLParser()
    parser.parse(source)
    return list(parser.errors)


def repeated_ids(source: str) -> list[str]:
    ids = Counter(str(found) for found in markup.document_fromstring(source).xpath("//@id"))
    return [identity for identity, count in ids.items() if count > 1]


@MEDIA
@pytest.mark.parametrize("document", [sample_document(), english_document()], ids=["zh", "en"])
def test_every_block_is_shown_in_order_and_nothing_else(document: PrintedDocument, medium: Medium) -> None:
    source = render_html(document, TEMPLATES, medium=medium)
    assert html_blocks(source) == printed_blocks(document)
    assert stray_text(source) == ""


@MEDIA
def test_the_file_conforms(medium: Medium) -> None:
    source = render_html(sample_document(), TEMPLATES, medium=medium)
    assert conformance_errors(source) == []
    assert conformance_errors(source.replace("</main>", "</div>")) != []
    assert repeated_ids(source) == []


@MEDIA
def test_same_input_same_text(medium: Medium) -> None:
    first = render_html(sample_document(), TEMPLATES, medium=medium)
    assert first == render_html(sample_document(), load_templates(None), medium=medium)


@MEDIA
def test_links_lead_somewhere(medium: Medium) -> None:
    tree = page(sample_document(), medium)
    targets = [str(link).removeprefix("#") for link in tree.xpath("//a/@href")]
    assert {"annex-1", "a/5", "plan-1"} <= set(targets)
    assert set(targets) <= {str(identity) for identity in tree.xpath("//@id")}


def test_a_reference_to_what_is_not_printed_stays_as_words() -> None:
    tree = page(one_part(block("part/1", BlockKind.PARAGRAPH, "see {gone|paragraph 7};")))
    assert tree.xpath("string(//p)") == "see paragraph 7;"
    assert tree.xpath("//a") == []


def test_options_are_nested_as_in_the_text() -> None:
    options = page(sample_document()).xpath("//p[@id='a/5']//span[@class='option']")
    found = [(option.get("data-option"), len(option.xpath("ancestor::span[@class='option']"))) for option in options]
    assert found[:4] == [("a/5#g1.1", 0), ("a/5#g2.1", 1), ("a/5#g3.1", 2), ("a/5#g1.2", 0)]
    assert [option.get("data-index") for option in options[:4]] == ["1", "1", "1", "2"]
    assert options[2].text_content() == "[国家政府和]"


def test_a_run_marks_every_block_and_the_later_ones_as_continued() -> None:
    run = page(sample_document()).xpath("//span[@data-option='a/9#items.1']")
    assert [option.getparent().get("id") for option in run] == ["a/9/a", "a/9/a/i", "a/9/a/ii", "a/9/b"]
    assert ["data-continued" in option.attrib for option in run] == [False, True, True, True]


def test_options_left_open_or_closed_too_often_stay_well_nested() -> None:
    start = OptionStart(option="x.1", group="x", index=1)
    pieces: tuple[Piece, ...] = (OptionEnd(option="y.1"), Words(text="one "), start, Words(text="two"))
    source = render_html(
        one_part(block("part/1", BlockKind.PARAGRAPH, pieces), block("part/2", BlockKind.PARAGRAPH, "three")),
        TEMPLATES,
        medium=Medium.SCREEN,
    )
    assert conformance_errors(source) == []
    assert html_blocks(source) == ("onetwo", "three")


def test_numbers_carry_the_bracket_before_them() -> None:
    tree = page(sample_document())
    number = tree.xpath("//p[@id='a/1']/span[@class='number']")[0]
    assert number.text_content() == "[1. "
    assert number.xpath("string(span[@class='bracket'])") == "["
    circled = tree.xpath("//p[@id='plan-1/A.5/actor/1']/span")[0]
    assert (circled.text_content(), circled.get("class")) == ("㈠", "number tight")


def test_headings_never_skip_a_level_and_take_their_label_into_the_outline() -> None:
    tree = page(sample_document())
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels == [1, 1, 2, 2, 2]
    outline = [str(label) for label in tree.xpath("//@data-outline")]
    assert outline[1:3] == ["附件一 卡塔赫纳议定书执行计划（2021-2030 年）", "一. 执行计划的目的"]
    deep = page(one_part(*(block(f"h{level}", BlockKind.HEADING, "x", level=level) for level in (4, 4, 9))))
    assert [heading.tag for heading in deep.xpath("//*[@data-kind='heading']")] == ["h1", "h2", "h3"]


def test_an_annex_label_without_a_title_is_the_heading() -> None:
    labels = (block("l1", BlockKind.ANNEX_LABEL, "Annex I"), block("p", BlockKind.PARAGRAPH, "Text."))
    tree = page(one_part(*labels, block("l2", BlockKind.ANNEX_LABEL, "Annex II")))
    assert [heading.text_content() for heading in tree.xpath("//h1")] == ["Annex I", "Annex II"]


def test_notes_and_calls_lead_to_each_other_on_screen() -> None:
    tree = page(sample_document())
    calls = tree.xpath("//a[@role='doc-noteref']")
    notes = tree.xpath("//li[@role='doc-endnote']")
    assert [call.text for call in calls] == ["1", "2", "3"]
    assert [call.get("href") for call in calls] == [f"#{note.get('id')}" for note in notes]
    assert [note.xpath("string(a/@href)") for note in notes] == [f"#{call.get('id')}" for call in calls]


def test_notes_stand_at_their_calls_on_pages_and_once_only() -> None:
    tree = page(sample_document(), Medium.PAGE)
    notes = tree.xpath("//span[@class='footnote']")
    assert [note.text_content() for note in notes] == [
        "第 BS-V/16 决定。",
        "SBI/3/3/Add.1，“附件”。",
        "第 BS-VI/3 号决定，附件一。",
    ]
    assert notes[2].xpath("string(ancestor::p/@id)") == "plan-1/A.5/out"
    assert tree.xpath("//*[@class='notes']") == []
    twice = sample_document()
    again = (*twice.sections, PrintedText(id="b", kind="annex", blocks=(block("b/1", BlockKind.PARAGRAPH, "x^1"),)))
    second = page(replace(twice, sections=again), Medium.PAGE)
    assert len(second.xpath("//span[@class='footnote']")) == 3
    assert second.xpath("string(//p[@id='b/1']//a/@href)") == "#note:1"


def test_a_table_names_its_heads_rows_and_groups() -> None:
    tree = page(sample_document())
    table = tree.xpath("//table[@class='plan']")[0]
    assert table.get("aria-labelledby") == "plan-1/title"
    assert [col.get("style") for col in table.xpath("colgroup/col")] == [
        f"width:{share}%" for share in (18, 23, 26, 19, 14)
    ]
    assert [head.get("scope") for head in table.xpath("thead/tr/th")] == ["col"] * 5
    bodies = [(body.get("class"), body.get("id")) for body in table.xpath("tbody")]
    assert bodies[:3] == [("band", "plan-1/A"), ("goal", "plan-1/A.5"), ("goal", "plan-1/A.6")]
    first = table.xpath("tbody[@id='plan-1/A.5']/tr")[0]
    assert [(cell.tag, cell.get("scope"), cell.get("data-head")) for cell in first] == [
        ("th", "row", None),
        ("td", None, "目的"),
        ("td", None, "指标"),
        ("td", None, "成果"),
        ("td", None, "[行为体]"),
    ]
    assert first[0].xpath(".//@id") == []
    assert first[0].xpath("string(.//span[@class='continued'])") == "（续）"
    assert table.xpath("tbody[@class='band']/tr/th/@scope") == ["rowgroup", "rowgroup"]


def test_lines_of_the_masthead_that_are_not_known_are_not_printed() -> None:
    bare = replace(sample_document(), masthead=Masthead(symbol="CBD/CP/MOP/10/1"))
    source = render_html(bare, TEMPLATES, medium=Medium.SCREEN)
    assert html_blocks(source)[:2] == ("CBD", "CBD/CP/MOP/10/1")
    assert "Distr." not in source
    assert page(one_part()).xpath("//header/*") == []


def test_language_and_direction_are_those_of_the_text() -> None:
    assert page(sample_document()).get("lang") == "zh-Hans"
    text = one_part(block("part/1", BlockKind.PARAGRAPH, "نص"), language="ar")
    arabic = page(replace(text, direction="rtl"))
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")


HOSTILE = "</p></style><script>alert(1)</script>&amp;<!-- \" ' {{ 7*7 }} {% raw %} ${x} ]]> \u2028"


@MEDIA
def test_text_is_never_markup(medium: Medium) -> None:
    pieces: tuple[Piece, ...] = (
        Words(text=HOSTILE, emphasis=True),
        Words(text=HOSTILE, role=Role.BRACKET),
        OptionStart(option=HOSTILE, group=HOSTILE, index=1),
        CrossReference(text=HOSTILE, target=HOSTILE),
        LineBreak(),
        OptionEnd(option=HOSTILE),
    )
    document = replace(
        one_part(
            block(HOSTILE, BlockKind.HEADING, pieces, level=1),
            block("part/2", BlockKind.ITEM, pieces, level=1),
        ),
        name=HOSTILE,
        title=HOSTILE,
        language="en",
        masthead=Masthead(organization=HOSTILE, symbol=HOSTILE, notice=HOSTILE),
        words=(("continued", HOSTILE),),
    )
    source = render_html(document, TEMPLATES, medium=medium)
    tree = markup.document_fromstring(source)
    assert tree.xpath("//script") == []
    assert html_text(source) == printed_text(document)
    assert "49" not in html_text(source)


def test_ids_given_twice_in_a_document_are_given_once_in_the_file() -> None:
    same = [block("part", BlockKind.PARAGRAPH, "x{part|y}^1") for _ in range(3)]
    source = render_html(one_part(*same), TEMPLATES, medium=Medium.SCREEN)
    assert repeated_ids(source) == []
    assert html_text(source) == "xyxyxy"


def test_a_control_character_is_shown_as_replaced() -> None:
    document = one_part(block("part/1", BlockKind.PARAGRAPH, (Words(text="a\x00b\x0bc"),)))
    assert html_text(render_html(document, TEMPLATES, medium=Medium.SCREEN)) == "a\ufffdb\ufffdc"


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=12)
leaf = st.one_of(
    st.builds(Words, text=words, emphasis=st.booleans(), role=st.sampled_from(Role)),
    st.builds(CrossReference, text=words, target=words, emphasis=st.booleans()),
    st.just(LineBreak()),
    st.just(NoteCall(note="n", number=1)),
    st.builds(OptionStart, option=words, group=words, index=st.integers(1, 4), first=st.booleans()),
    st.builds(OptionEnd, option=words),
)


@given(pieces=st.lists(leaf, max_size=10).map(tuple))
@settings(deadline=None, max_examples=60)
def test_text_in_is_text_out(pieces: tuple[Piece, ...]) -> None:
    document = one_part(block("part/1", BlockKind.PARAGRAPH, pieces))
    source = render_html(document, TEMPLATES, medium=Medium.SCREEN)
    assert html_text(source) == printed_text(document)
    assert canon(stray_text(source)) == ""


def test_symbols_are_not_broken_at_a_lines_end() -> None:
    words = "见第 BS-V/11 号决定和CBD/SBI/3/3/Add.1。and/or 2011-2020"
    tree = page(one_part(block("part/1", BlockKind.PARAGRAPH, words)))
    assert tree.xpath("//span[@class='unbroken']/text()") == ["BS-V/11", "CBD/SBI/3/3/Add.1"]
    assert tree.xpath("string(//p)") == words
