"""Stretches of words into one: what is compared with what, and how much of it is left together."""

import time

import pytest

from plandoc.model.printed import (
    Change,
    CrossReference,
    LineBreak,
    NoteCall,
    OptionEnd,
    OptionStart,
    Piece,
    Role,
    Words,
)
from plandoc.redline.pieces import compare_pieces
from tests.unit.redline.shown import shown


def words(text: str) -> tuple[Words, ...]:
    return (Words(text=text),) if text else ()


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("", "", ""),
        ("same", "same", "same"),
        ("", "new", "⟨+new+⟩"),
        ("old", "", "⟨-old-⟩"),
        ("请各缔约方提出报告", "请缔约方提交报告", "请⟨-各-⟩缔约方提⟨-出-⟩⟨+交+⟩报告"),
        ("adopt the plan", "adopted the plan", "⟨-adopt-⟩⟨+adopted+⟩ the plan"),
        (
            "a capacity-building plan",
            "a capacity-development plan",
            "a ⟨-capacity-building-⟩⟨+capacity-development+⟩ plan",
        ),
        ("by 2.5 per cent", "by 2.6 per cent", "by ⟨-2.5-⟩⟨+2.6+⟩ per cent"),
        ("in 2011–2020 and later", "in 2021–2030 and later", "in ⟨-2011–2020-⟩⟨+2021–2030+⟩ and later"),
        ("funds, and more", "funds and more", "funds⟨-,-⟩ and more"),
        ("第15/2号决定；", "第15/4号决定。", "第15/⟨-2-⟩⟨+4+⟩号决定⟨-；-⟩⟨+。+⟩"),
    ],
)
def test_words_are_compared_one_by_one(first: str, second: str, expected: str) -> None:
    assert shown(compare_pieces(words(first), words(second))) == expected


def test_spaces_between_two_replaced_words_go_with_them() -> None:
    result = compare_pieces(words("see the old plan of the old body"), words("see a new plan of a new body"))
    assert shown(result) == "see ⟨-the old-⟩⟨+a new+⟩ plan of ⟨-the old-⟩⟨+a new+⟩ body"


def test_frequent_characters_are_found_again_in_a_long_stretch() -> None:
    long = "的是" * 150
    assert shown(compare_pieces(words(f"甲{long}乙"), words(f"丙{long}丁"))) == f"⟨-甲-⟩⟨+丙+⟩{long}⟨-乙-⟩⟨+丁+⟩"


def test_brackets_come_and_go_without_the_words_between_them() -> None:
    opened = (Words(text="a "), Words(text="[", role=Role.BRACKET), Words(text="b"), Words(text="]", role=Role.BRACKET))
    assert shown(compare_pieces(opened, words("a b"))) == "a ⟨-[-⟩b⟨-]-⟩"
    assert shown(compare_pieces(words("a b"), opened)) == "a ⟨+[+⟩b⟨+]+⟩"


def test_wordings_with_little_in_common_are_replaced_whole() -> None:
    first, second = "甲乙丙丁戊己庚辛", "丙一二三四五己六"
    assert shown(compare_pieces(words(first), words(second))) == f"⟨-{first}-⟩⟨+{second}+⟩"


def test_settled_value_is_the_same_words_as_the_blank_that_said_them() -> None:
    blank = (Words(text="第"), Words(text="五", role=Role.BLANK), Words(text="次会议"))
    settled = words("第五次会议")
    assert shown(compare_pieces(blank, settled)) == "第五次会议"
    assert shown(compare_pieces(blank, words("第六次会议"))) == "第⟨-五-⟩⟨+六+⟩次会议"


def test_lead_words_that_lose_their_face_are_out_and_in() -> None:
    lead = (Words(text="Decides", emphasis=True), Words(text=" to meet"))
    result = compare_pieces(lead, words("Decides to meet"))
    assert shown(result) == "⟨-Decides-⟩⟨+Decides+⟩ to meet"


@pytest.mark.parametrize("joined", ["e\u0301", "ش\u064e", "क\u094d", "\u200d"])
def test_combining_marks_stay_on_their_letters(joined: str) -> None:
    pieces = compare_pieces(words(f"ab {joined}c 报"), words("ab c 告"))
    for piece in pieces:
        assert isinstance(piece, Words)
        assert piece.text[0] not in joined[1:] or piece.text == joined


def test_calls_breaks_and_references_are_whole_or_not_at_all() -> None:
    first = (NoteCall(note="n", number=1), LineBreak(), CrossReference(text="5", target="a/5", live=True))
    second = (NoteCall(note="m", number=1), CrossReference(text="4", target="a/5", live=True))
    assert shown(compare_pieces(first, second)) == "⟨-^1↵5-⟩⟨+^14+⟩"


def test_number_of_a_note_is_no_change_and_a_reference_is_live_if_it_was() -> None:
    first: tuple[Piece, ...] = (NoteCall(note="n", number=1), CrossReference(text="5", target="a/5", live=False))
    second = (NoteCall(note="n", number=2), CrossReference(text="5", target="a/5", live=True))
    assert compare_pieces(first, second) == (second[0], first[1])


def start(option: str) -> OptionStart:
    return OptionStart(option=option, group=option.partition(".")[0], index=1)


def test_words_of_an_option_are_compared_with_those_of_the_same_option() -> None:
    """The words are the same and stand in another option: a text diff would find no change."""
    first = (start("g.1"), Words(text="甲"), OptionEnd(option="g.1"), start("g.2"), OptionEnd(option="g.2"))
    second = (start("g.1"), OptionEnd(option="g.1"), start("g.2"), Words(text="甲"), OptionEnd(option="g.2"))
    assert shown(compare_pieces(first, second), marks=True) == "‹⟨-甲-⟩›‹⟨+甲+⟩›"


def test_options_that_only_one_text_has_are_compared_as_words() -> None:
    plain = words("请缔约方提出报告")
    inside = (Words(text="[", role=Role.BRACKET), Words(text="缔约方"), Words(text="]", role=Role.BRACKET))
    marked = (Words(text="请"), start("g.1"), *inside, OptionEnd(option="g.1"), Words(text="提出报告"))
    assert shown(compare_pieces(plain, marked), marks=True) == "请‹⟨+[+⟩缔约方⟨+]+⟩›提出报告"
    assert shown(compare_pieces(marked, plain), marks=True) == "请⟨-[-⟩缔约方⟨-]-⟩提出报告"


def test_options_that_changed_places_are_well_nested_and_there_once() -> None:
    first = (
        start("g.1"),
        Words(text="甲"),
        OptionEnd(option="g.1"),
        start("h.1"),
        Words(text="乙"),
        OptionEnd(option="h.1"),
    )
    second = (*first[3:], *first[:3])
    result = compare_pieces(first, second)
    assert [piece.option for piece in result if isinstance(piece, OptionStart)] == ["h.1", "g.1"]
    assert "".join(p.text for p in result if isinstance(p, Words) and p.change is None) in {"甲", "乙"}


@pytest.mark.parametrize("begins", [(True, False), (False, True), (True, True), (False, False)])
def test_run_begins_and_ends_where_it_does_in_both_texts(begins: tuple[bool, bool]) -> None:
    """What stands before or after it in one text only is there too, as inserted or deleted."""
    texts = [
        (OptionStart(option="g.1", group="g", index=1, first=one), Words(text=text), OptionEnd(option="g.1", last=one))
        for one, text in zip(begins, "甲乙", strict=True)
    ]
    begin, *_, end = compare_pieces(*texts)
    assert isinstance(begin, OptionStart)
    assert isinstance(end, OptionEnd)
    assert begin.first is end.last is all(begins)


def test_marks_left_open_are_closed_and_stray_ends_left_out() -> None:
    result = compare_pieces((OptionEnd(option="x.1"), Words(text="甲")), (start("g.1"), Words(text="甲乙")))
    assert shown(result, marks=True) == "‹甲⟨+乙+⟩›"


@pytest.mark.parametrize("repeats", [160, 2500])
def test_paragraphs_that_are_dear_to_compare_are_replaced_whole_and_soon(repeats: int) -> None:
    """Four characters over and over are the worst case: 2,000 of them would take a minute."""
    first, second = "甲乙丙丁" * repeats, "丁丙乙甲" * repeats
    begun = time.perf_counter()
    result = compare_pieces(words(first), words(second))
    assert time.perf_counter() - begun < 5
    assert shown(one for one in result if isinstance(one, Words) and one.change is not Change.DELETED)
