"""Positions in words, and beside the options of a document."""

from dataclasses import replace

import pytest

from plandoc.language.conventions import spoken
from plandoc.language.positions import position_text
from plandoc.model.positions import Position, Proposer
from plandoc.model.printed import Remark
from plandoc.model.workspace import Reading, Workspace
from tests.drafting import locale_of, part, printed, scenario, workspace

A = Proposer(name="甲集团", translations=(("en", "Group A"),))
B = Proposer(name="乙国")
BODY = "1. 请{who}[甲][乙]于{when}[会前]报告；\n2. 请{x}[甲]，又请{x}[乙]。\n"


def position(
    group: str, option: int, *proposers: Proposer, since: str = "", note: str = "", example: bool = False
) -> Position:
    return Position(group=group, option=option, proposers=proposers, since=since, note=note, example=example)


def text(one: Position, options: int, language: str) -> str:
    return position_text(one, options, language, spoken(locale_of(language), "position-"))


@pytest.mark.parametrize(
    ("one", "options", "zh", "en"),
    [
        (position("a/1#", 1, A, B), 1, "保留：甲集团、乙国", "keep: Group A, 乙国"),
        (position("a/1#", 0, A), 1, "删除：甲集团", "delete: Group A"),
        (position("a/1#", 2, A), 3, "备选案文 2：甲集团", "option 2: Group A"),
        (
            position("a/1#", 1, A, since="SBI 3", note="see 5", example=True),
            1,
            "保留：甲集团（自SBI 3起；see 5） · 虚构示例",
            "keep: Group A (since SBI 3; see 5) · synthetic example",
        ),
    ],
)
def test_position_in_words(one: Position, options: int, zh: str, en: str) -> None:
    assert (text(one, options, "zh"), text(one, options, "en")) == (zh, en)


def held() -> Workspace:
    positions = (
        position("a/2#x", 1, A),
        position("a/1#who", 2, A),
        position("a/1#who", 0, B),
        position("a/1#who", 2, B, note="也可"),
        position("a/1#gone", 1, B),
    )
    return replace(workspace(part(BODY)), positions=positions)


def test_remarks_stand_beside_options_in_the_order_of_the_text() -> None:
    assert printed(held()).remarks == (
        Remark(option="a/1#who.1", author="各方立场", text="删除：乙国"),
        Remark(option="a/1#who.2", author="各方立场", text="备选案文 2：甲集团\n备选案文 2：乙国（也可）"),
        Remark(option="a/2#x.1", author="各方立场", text="保留：甲集团"),
    )


def test_what_was_issued_and_what_a_scenario_chose_bear_no_remarks() -> None:
    assert printed(held(), reading=Reading.PUBLISHED).remarks == ()
    assert printed(held(), scenario({"a/1#who": 2})).remarks == ()


def test_remarks_are_in_the_language_of_the_document() -> None:
    assert printed(held(), language="en").remarks[-1] == Remark(
        option="a/2#x.1", author="Positions", text="keep: Group A"
    )
