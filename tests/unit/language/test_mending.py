"""Mends at seams: each line is what a choice leaves, and what must be printed."""

import pytest

from plandoc.diagnostics import Findings
from plandoc.model.workspace import Reading
from tests.drafting import lines, part, printed, scenario, workspace

DROP, KEEP = scenario(default="drop", alternatives="first"), scenario(default="keep", alternatives="first")


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("1. 用以加快实施，[并提供资金]，同时确认；", "1. 用以加快实施，同时确认。"),
        ("1. 进行风险管理[，同时考虑到传统知识]。", "1. 进行风险管理。"),
        ("1. 转移、[运输、]。", "1. 转移。"),
        ("1. [根据议定书，]支持合作；", "1. 支持合作。"),
        ("1. [根据议定书]，支持合作；", "1. 支持合作。"),
        ("1. 缔约方 [从所有来源 ]调动资源；", "1. 缔约方调动资源。"),
        ("1. 第 28 [和 29 ]条；", "1. 第 28 条。"),
        ("1. 文件（[附件一]）所载；", "1. 文件所载。"),
        ("1. 文件（甲[，乙]）所载；", "1. 文件（甲）所载。"),
        ("1. 文件（[甲]，乙）所载；", "1. 文件（乙）所载。"),
        ("1. 甲；[乙。]", "1. 甲。"),
        ("1. 甲。[乙，]", "1. 甲。"),
    ],
)
def test_dropped_words_leave_finished_text(source: str, clean: str) -> None:
    assert lines(printed(workspace(part(source + "\n")), DROP)) == [clean]


@pytest.mark.parametrize(
    "source",
    ["1. 甲，，乙；", "1. 甲 乙（）。", "1. ，甲。", "1. 甲  乙；;", "1. 甲[乙]，，丙 丁。"],
)
def test_nothing_is_mended_where_nobody_chose(source: str) -> None:
    findings = Findings()
    document = printed(workspace(part(source + "\n")), findings=findings)
    assert lines(document) == [source]
    assert not [one for one in findings if one.code.name == "PD043"]


def test_faults_of_the_text_away_from_seams_are_left_alone() -> None:
    assert lines(printed(workspace(part("1. 甲，，乙[丙]丁。\n")), DROP)) == ["1. 甲，，乙丁。"]


def test_last_paragraph_ends_with_a_full_stop_through_its_footnote() -> None:
    body = "1. 甲；\n2. 乙；[^n]\n[3. 丙。]\n\n[^n]: 注。\n"
    assert lines(printed(workspace(part(body)), DROP)) == ["1. 甲；", "2. 乙。^1"]
    assert lines(printed(workspace(part(body)), KEEP)) == ["1. 甲；", "2. 乙；^1", "3. 丙。"]


def test_run_that_was_last_gives_way_to_what_follows() -> None:
    front = 'columns:\n  goal: {head: "目标"}\n  ind: {head: "指标"}\n'
    body = "### A.1. 目标\n#### ind\n{k}[(a) 甲；\n(b) 乙。]\n(c) 丙。\n"
    read = workspace(part(body, identifier="t", kind="table", front=front))
    assert lines(printed(read, KEEP)) == ["A.1. 目标", "(a) 甲；", "(b) 乙；", "(c) 丙。"]
    assert lines(printed(read, DROP)) == ["A.1. 目标", "(a) 丙。"]


def test_block_that_keeps_only_marks_vanishes() -> None:
    body = "1. 甲；\n2. [乙]/[丙]。\n3. 丁。\n"
    none = scenario({"a/2#": "none"})
    assert lines(printed(workspace(part(body)), none)) == ["1. 甲；", "2. 丁。"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1. 第[五]次会议；", "第次 lacks its number."),
        ("1. 甲对[乙]，丙；", "对 has nothing after it."),
        ("1. 提供[培训]；", "提供 has no object."),
        ("1. 甲和[乙]；", "和 joins nothing."),
    ],
)
def test_what_cannot_be_mended_is_reported_at_its_seam(source: str, message: str) -> None:
    findings = Findings()
    printed(workspace(part(source + "\n")), DROP, findings=findings)
    (finding,) = [one for one in findings if one.code.name == "PD040"]
    assert finding.message == f"In a/1, {message}"
    text = workspace(part(source + "\n")).parts[0]
    assert finding.span.start == len(text.front_matter) + source.index("[")


def test_mends_are_listed_with_what_they_changed() -> None:
    findings = Findings()
    printed(workspace(part("1. 实施，[资金]，同时；\n")), DROP, findings=findings)
    messages = [one.message for one in findings if one.code.name == "PD043"]
    assert "In a/1, “实施，，同时；” was mended to “实施，同时；”." in messages


def test_published_reading_prints_what_was_issued_and_corrected_what_was_mended() -> None:
    read = workspace(part("1. 能力{~活行|活动}⟦甲]{~]|}乙；\n"))
    assert lines(printed(read, reading=Reading.PUBLISHED)) == ["1. 能力活行甲]]乙；"]
    assert lines(printed(read)) == ["1. 能力活动[甲]乙；"]


def test_option_without_words_prints_nothing() -> None:
    read = workspace(part("1. {v}[价值]{v.2}[]甲{v}[{~乙|}][丙]；\n"))
    assert lines(printed(read)) == ["1. [价值]甲[丙]；"]
    assert lines(printed(read, reading=Reading.PUBLISHED)) == ["1. [价值]甲[乙][丙]；"]
