"""Labels live where a list counts exactly them; everything else is literal, and every label is shown as printed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.model.printed import Number, NumberStyle, PrintedBlock
from plandoc.render.docx.numbering import LabelLooks, plan_numbering
from plandoc.render.docx.numerals import list_numeral
from tests.readers.docx import docx_blocks, docx_paragraphs, numeral
from tests.readers.printed import printed_blocks
from tests.render.docx.specimens import document_of, docx, paragraph, part, values
from tests.render.marks import circled, decimal, lettered, outlined, roman
from tests.render.marks import numeral as chinese

LITERAL = "literal"


def blocks_of(numbers: list[Number]) -> list[PrintedBlock]:
    return [paragraph(f"a/{place}", "文", number=number) for place, number in enumerate(numbers)]


def lives(numbers: list[Number]) -> list[object]:
    """Return the level of each live label, and `literal` for the others."""
    plan = plan_numbering(blocks_of(numbers), LabelLooks(indents={}))
    return [plan.places[f"a/{k}"].level if f"a/{k}" in plan.places else LITERAL for k in range(len(numbers))]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([decimal("a", 1), decimal("a", 2), decimal("a", 3)], [0, 0, 0]),
        ([decimal("a", 1, before="["), decimal("a", 2, before="[["), decimal("a", 3)], [0, 0, 0]),
        (
            [decimal("a", 5), decimal("a", 5, addition="bis"), decimal("a", 5, addition="ter"), decimal("a", 6)],
            [0, 1, 2, 0],
        ),
        ([decimal("a", 1), decimal("a", 3), decimal("a", 4)], [0, 0, 0]),
        ([decimal("a", 2, addition="bis"), decimal("a", 3)], [LITERAL, 0]),
        ([decimal("a", 1), replace(decimal("a", 2), text="No. 2"), decimal("a", 3)], [0, LITERAL, 0]),
        ([lettered("a", 1), lettered("a", 2, addition="alt"), lettered("a", 2)], [0, LITERAL, 0]),
        ([circled("a", 1), circled("a", 2)], [LITERAL, LITERAL]),
        ([outlined("a", 1, prefix="A.9.")], [LITERAL]),
        ([roman("a", 1), roman("a", 2)], [0, 0]),
        ([chinese("a", 1), chinese("a", 2)], [0, 0]),
        ([replace(decimal("a", 1), text="1%.")], [LITERAL]),
        ([decimal("a", 0)], [LITERAL]),
        ([decimal("a", 1), decimal("b", 1), decimal("a", 2)], [0, 0, 0]),
    ],
)
def test_which_labels_live(numbers: list[Number], expected: list[object]) -> None:
    assert lives(numbers) == expected
    document = document_of(*blocks_of(numbers))
    assert docx_blocks(docx(document)) == printed_blocks(document)


def test_a_bracketed_label_counts_in_the_same_list() -> None:
    plan = plan_numbering(blocks_of([decimal("a", 1, before="["), decimal("a", 2)]), LabelLooks(indents={}, first=7))
    assert len(plan.abstract) == 1
    assert len(plan.nums) == 2
    assert [plan.places[name].num for name in ("a/0", "a/1")] == [7, 8]


def test_a_gap_begins_a_list_that_starts_behind_it() -> None:
    plan = plan_numbering(blocks_of([decimal("a", 1), decimal("a", 9)]), LabelLooks(indents={}))
    assert len(plan.abstract) == 2
    assert '<w:start w:val="9"/>' in plan.abstract[1]


def test_blocks_that_share_an_id_get_literal_labels() -> None:
    twins = [paragraph("a/1", "甲", number=decimal("a", 1)), paragraph("a/1", "乙", number=decimal("a", 2))]
    assert plan_numbering(twins, LabelLooks(indents={})).places == {}
    assert docx_blocks(docx(document_of(*twins))) == ("CBD", "1.甲", "2.乙")


def test_more_additions_than_levels_end_the_list() -> None:
    many = [decimal("a", 1), *(decimal("a", 1, addition=f"alt{k}") for k in range(9))]
    assert lives(many) == [*range(9), LITERAL]


def test_a_bracketed_live_label_is_marked_and_others_are_not() -> None:
    root = part(docx(document_of(*blocks_of([decimal("a", 1, before="["), decimal("a", 2)]))))
    marked = [
        p.find("{*}pPr/{*}rPr/{*}color") is not None for p in root.iter("{*}p") if p.find("{*}pPr/{*}numPr") is not None
    ]
    assert marked == [True, False]


def test_the_brackets_of_a_literal_label_are_marked() -> None:
    number = replace(circled("a", 1), before="[")
    root = part(docx(document_of(paragraph("a/1", "文", number=number))))
    assert values(root, "rStyle") == ["Bracket"]


def test_list_levels_repeat_the_indent_of_the_style() -> None:
    levels = part(docx(document_of(*blocks_of([decimal("a", 1)]))), "word/numbering.xml")
    assert values(levels, "ind", "firstLine") == ["440"]
    assert values(levels, "suff") == ["tab"]


NUMBERS = st.builds(
    lambda style, value, before, addition: replace(
        decimal("a", value, before=before, addition=addition),
        style=style,
        text=f"{list_numeral(style, value) or value}{' ' + addition if addition else ''}.",
    ),
    st.sampled_from([NumberStyle.DECIMAL, NumberStyle.LOWER_LETTER, NumberStyle.CHINESE]),
    st.integers(1, 6),
    st.sampled_from(["", "[", "[["]),
    st.sampled_from(["", "", "", "bis", "ter"]),
)


@given(st.lists(NUMBERS, max_size=12))
def test_whatever_the_sequence_the_labels_shown_are_those_printed(numbers: list[Number]) -> None:
    document = document_of(*blocks_of(numbers))
    shown = [paragraph.shown for paragraph in docx_paragraphs(docx(document)) if paragraph.shown]
    assert tuple(shown) == printed_blocks(document)


@pytest.mark.parametrize("style", [style for style in NumberStyle if style is not NumberStyle.PARENTHESISED_CHINESE])
def test_numerals_agree_with_an_independent_reader(style: NumberStyle) -> None:
    for value in range(1, 100):
        if written := list_numeral(style, value):
            assert written == numeral(style.value, value)
    assert list_numeral(style, 0) == ""


@pytest.mark.parametrize(
    ("style", "value", "expected"),
    [
        (NumberStyle.LOWER_LETTER, 27, ""),
        (NumberStyle.CHINESE, 10, "十"),
        (NumberStyle.CHINESE, 21, "二十一"),
        (NumberStyle.CHINESE, 100, ""),
        (NumberStyle.UPPER_ROMAN, 49, "XLIX"),
        (NumberStyle.LOWER_ROMAN, 400, ""),
        (NumberStyle.PARENTHESISED_CHINESE, 1, ""),
    ],
)
def test_numerals_at_their_limits(style: NumberStyle, value: int, expected: str) -> None:
    assert list_numeral(style, value) == expected
