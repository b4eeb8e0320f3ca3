"""Labels: as typed in the open text, counted anew in clean text, and followed by references."""

import pytest

from plandoc.diagnostics import Findings
from plandoc.model.numerals import numeral
from plandoc.model.printed import CrossReference, NumberStyle, PrintedTable, PrintedText
from plandoc.model.workspace import DocumentPlan
from tests.drafting import lines, part, printed, scenario, workspace

DROP = scenario(default="drop", alternatives="first")
TABLE = (
    'columns:\n  goal: {head: "目标"}\n  obj: {head: "目的"}\n  actor: {head: "{actors}[行为体]"}\nlabels: [actors]\n'
)


@pytest.mark.parametrize(
    ("value", "style", "written"),
    [
        (3, NumberStyle.DECIMAL, "3"),
        (28, NumberStyle.LOWER_LETTER, "bb"),
        (2, NumberStyle.UPPER_LETTER, "B"),
        (14, NumberStyle.LOWER_ROMAN, "xiv"),
        (9, NumberStyle.UPPER_ROMAN, "IX"),
        (10, NumberStyle.CHINESE, "十"),
        (21, NumberStyle.CHINESE, "二十一"),
        (10, NumberStyle.PARENTHESISED_CHINESE, "㈩"),
        (12, NumberStyle.PARENTHESISED_CHINESE, "（十二）"),
    ],
)
def test_numerals(value: int, style: NumberStyle, written: str) -> None:
    assert numeral(value, style) == written


def test_open_text_keeps_typed_labels_with_their_brackets() -> None:
    body = "[1. 甲；]\n5 bis. 乙；\n6. [丙；]\n[[7. 丁[戊]]；]\n"
    assert lines(printed(workspace(part(body)))) == ["[1. 甲；]", "5 bis. 乙；", "6. [丙；]", "[[7. 丁[戊]]；]"]


def test_clean_text_counts_anew() -> None:
    body = "[1. 甲；]\n2. 乙：\n(a) 丙；\n[(b) 丁；]\n(c) 戊；\n2 bis. 己；\n"
    assert lines(printed(workspace(part(body)), DROP)) == ["1. 乙：", "(a) 丙；", "(b) 戊；", "2. 己。"]


def test_lists_begin_where_they_were_typed_to_begin() -> None:
    body = "## 3/4. 题目{#subject}\n执行问题附属机构，{#enacting}\n4. 甲；\n[5. 乙；]\n6. 丙。\n"
    document = printed(workspace(part(body, kind="frame")), DROP)
    assert lines(document) == ["3/4. 题目", "执行问题附属机构，", "4. 甲；", "5. 丙。"]


def test_objectives_follow_their_goal() -> None:
    body = (
        "## A. 执行领域\n{gone}[\n### A.1. 甲\n#### obj\nA.1.1. 乙；\n]\n"
        "### A.2. 丙\n#### obj\nA.2.1. 丁{@t/A.2}；\nA.2.2. 戊。\n#### actor\n{actors}[己]\n"
    )
    read = workspace(part(body, identifier="t", kind="table", front=TABLE))
    document = printed(read, DROP)
    assert lines(document) == ["A. 执行领域", "A.1. 丙", "A.1.1. 丁A.1；", "A.1.2. 戊。"]
    (table,) = document.sections
    assert isinstance(table, PrintedTable)
    assert [(column.key, column.share) for column in table.columns] == [("goal", 50), ("obj", 50)]


def test_fence_prints_its_brackets_at_its_first_and_last_block() -> None:
    body = "## A. 执行领域\n{gone}[\n### A.1. 甲\n#### obj\nA.1.1. 乙；\n]\n### A.2. 丙\n#### obj\nA.2.1. 丁。\n"
    read = workspace(part(body, identifier="t", kind="table", front=TABLE))
    assert lines(printed(read))[1:3] == ["[A.1. 甲", "A.1.1. 乙；]"]


def test_run_prints_its_brackets_at_its_first_and_last_visible_item() -> None:
    body = "### A.1. 甲\n#### obj\n{run}[{x}[(a) 乙；]\n(b) 丙；\n{y}[(c) 丁。]]\n"
    read = workspace(part(body, identifier="t", kind="table", front=TABLE))
    assert lines(printed(read))[1:] == ["[[(a) 乙；]", "(b) 丙；", "[(c) 丁。]]"]
    some = scenario({"t/A.1/obj/a#x": "drop", "t/A.1/obj/c#y": "drop"})
    assert lines(printed(read, some))[1:] == ["[(a) 丙。]"]


def test_annexes_are_named_after_the_composition() -> None:
    decision = part("1. 通过{@x}和{@y}；\n")
    one, two = (part("# 题目\n\n1. 甲。\n", identifier=name, kind="annex") for name in "xy")
    front = f"appendix-of: x\n{TABLE}"
    table = part("# 表\n### A.1. 甲\n", identifier="t", kind="table", front=front)
    both = printed(workspace(decision, one, two, table))
    assert lines(both)[:2] == ["1. 通过附件一和附件二；", "附件一"]
    assert lines(both)[-3:] == ["附件一附录", "表", "A.1. 甲"]
    alone = DocumentPlan(name="alone", parts=("a", "x"))
    findings = Findings()
    single = printed(workspace(decision, one, two), plan=alone, findings=findings)
    assert lines(single)[0] == "1. 通过附件和y；"
    assert [finding.code.name for finding in findings] == ["PD022"]


def test_reference_to_a_paragraph_follows_it_and_a_dropped_one_is_reported() -> None:
    read = workspace(part("[1. 甲；]\n2. 见第 {@a/3} 段和第 {@a/1} 段；\n3. 乙。\n"))
    findings = Findings()
    document = printed(read, DROP, findings=findings)
    assert lines(document)[0] == "1. 见第 2 段和第 1 段；"
    assert "PD041" in [finding.code.name for finding in findings]
    (section,) = document.sections
    assert isinstance(section, PrintedText)
    references = [piece for piece in section.blocks[0].pieces if isinstance(piece, CrossReference)]
    assert [(one.target, one.live) for one in references] == [("a/3", True)]


def test_heading_that_lost_its_text_vanishes() -> None:
    body = "# 题目\n\n## 一. 甲\n\n[1. 乙。]\n\n## 二. 丙\n\n2. 丁。\n"
    read = workspace(part(body, identifier="x", kind="annex"))
    assert lines(printed(read, DROP)) == ["附件", "题目", "一. 丙", "1. 丁。"]
