"""Two typeset texts into one: blocks, labels, rows, tables and notes that only one of them has."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Part
from plandoc.model.order import Order, Version
from plandoc.model.printed import Change, NoteCall, PrintedDocument, PrintedTable, Revision
from plandoc.model.printed_walk import all_pieces
from plandoc.model.scenario import Scenario
from plandoc.model.workspace import DocumentPlan, Reading
from plandoc.pipeline import compare, typeset
from plandoc.redline import has_changes, redline
from tests.drafting import part, project_workspace, scenario, workspace
from tests.judges.redlines import accepted, rejected, resolved
from tests.unit.redline.shown import block_lines, rows

WHEN = datetime(2022, 3, 28, tzinfo=UTC)
REVISION = Revision(first="A", second="B", author="示例", date=WHEN)
DROP = scenario(default="drop", alternatives="none")
KEEP = scenario(default="keep", alternatives="first")


def text_of(
    parts: tuple[Part, ...], chosen: Scenario | None = None, reading: Reading = Reading.CORRECTED
) -> PrintedDocument:
    plan = DocumentPlan(name="test", parts=tuple(one.id for one in parts))
    order = Order(document=plan, language="zh", reading=reading, scenario=chosen, traced=True)
    return typeset(workspace(*parts), order, Findings())


def compared(first: PrintedDocument, second: PrintedDocument) -> PrintedDocument:
    """The redline, after a look at what it promises."""
    result = redline(first, second, REVISION)
    assert accepted(result) == resolved(second)
    assert rejected(result) == resolved(first)
    return result


def between(body: str, first: Scenario | None, second: Scenario | None, *, kind: str = "decision") -> PrintedDocument:
    read = (part(body, kind=kind),)
    return compared(text_of(read, first), text_of(read, second))


def revised(first: str, second: str, *, kind: str = "decision", front: str = "") -> PrintedDocument:
    return compared(*(text_of((part(body, kind=kind, front=front),)) for body in (first, second)))


def test_dropped_words_are_deleted_and_the_seam_is_mended() -> None:
    lines = block_lines(between("1. 请缔约方提出报告{a}[，并提供资金]；\n", KEEP, DROP))
    assert lines == ["1. 请缔约方提出报告⟨-，并提供资金-⟩。"]


def test_dropped_paragraph_is_deleted_and_the_next_ones_are_renumbered() -> None:
    body = "1. 请甲；\n\n{a}[2. 请乙；]\n\n3. 请丙；\n\n4. 见第 {@a/3} 段。\n"
    assert block_lines(between(body, KEEP, DROP)) == [
        "1. 请甲；",
        "- 2. 请乙；",
        "3. → 2. 请丙；",
        "4. → 3. 见第 ⟨-3-⟩⟨+2+⟩ 段。",
    ]
    assert block_lines(between(body, DROP, KEEP))[1] == "+ 2. 请乙；"


def test_bracket_before_a_label_shows_in_what_the_label_was() -> None:
    body = "1. 请甲；\n\n{a}[2. 请乙。]\n"
    assert block_lines(between(body, None, KEEP)) == ["1. 请甲；", "[2. → 2. 请乙。⟨-]-⟩"]
    assert block_lines(between(body, KEEP, None)) == ["1. 请甲；", "2. → [2. 请乙。⟨+]+⟩"]


def test_reading_of_the_text_as_issued_shows_what_was_emended() -> None:
    read = (part("1. 请{~甲乙|甲和乙}提出报告。\n"),)
    issued, mended = (text_of(read, None, reading) for reading in (Reading.PUBLISHED, Reading.CORRECTED))
    assert block_lines(compared(issued, mended)) == ["1. 请甲⟨+和+⟩乙提出报告。"]


def test_paragraph_of_another_kind_or_without_its_label_is_another_paragraph() -> None:
    lines = block_lines(revised("1. 请甲；{#x}\n", "请甲；{#x}\n"))
    assert sorted(line[0] for line in lines) == ["+", "-"]


def test_paragraph_that_moved_is_out_and_in() -> None:
    first = "甲一二三；{#x}\n\n乙一二三；{#y}\n\n丙一二三；{#z}\n"
    second = "乙一二三；{#y}\n\n丙一二三；{#z}\n\n甲一二三；{#x}\n"
    assert block_lines(revised(first, second, kind="annex"))[1:] == [
        "- 甲一二三；",
        "乙一二三；",
        "丙一二三；",
        "+ 甲一二三；",
    ]


def test_part_that_only_one_text_has_is_there_block_by_block() -> None:
    one, other = part("1. 请甲。\n"), part("1. 请乙。\n", identifier="b")
    assert block_lines(compared(text_of((one,)), text_of((one, other)))) == ["1. 请甲。", "+ 1. 请乙。"]
    assert block_lines(compared(text_of((one, other)), text_of((one,)))) == ["1. 请甲。", "- 1. 请乙。"]


FRONT = 'columns:\n  goal: {head: "目标"}\n  ind: {head: "指标"}\n'
TABLE = "# 计划\n\n## A. 领域\n\n### A.1. 目标甲\n\n#### ind\n\n(a) 指标[一]；\n\n(b) 指标二。\n\n### A.2. 目标乙\n\n#### ind\n\n(a) 指标三。\n"


def table(body: str, front: str = FRONT) -> tuple[Part, ...]:
    return (part(body, kind="table", front=front),)


def test_cells_are_compared_item_by_item() -> None:
    result = compared(text_of(table(TABLE), None), text_of(table(TABLE), DROP))
    assert block_lines(result)[3:5] == ["(a) 指标⟨-[一]-⟩；", "(b) 指标二。"]
    assert [change for _, change in rows(result)] == [None, None]


def test_row_that_only_one_text_has_bears_the_change_for_all_its_cells() -> None:
    shorter = TABLE[: TABLE.index("### A.2.")]
    result = compared(text_of(table(TABLE)), text_of(table(shorter)))
    assert [change for _, change in rows(result)] == [None, Change.DELETED]
    assert [line for line in block_lines(result) if line.startswith(("-", "+"))] == []


def test_table_whose_columns_changed_is_there_twice() -> None:
    wider = FRONT + '  out: {head: "成果"}\n'
    result = compared(text_of(table(TABLE)), text_of(table(TABLE, wider)))
    assert [section.change for section in result.sections if isinstance(section, PrintedTable)] == [
        Change.DELETED,
        Change.INSERTED,
    ]


def test_head_of_a_column_changes_in_its_place() -> None:
    renamed = FRONT.replace("目标", "长期目标")
    result = compared(text_of(table(TABLE)), text_of(table(TABLE, renamed)))
    tables = [section for section in result.sections if isinstance(section, PrintedTable)]
    assert len(tables) == 1
    changes = [piece.change for piece in tables[0].columns[0].head if hasattr(piece, "change")]
    assert changes == [Change.INSERTED, None]


NOTED = "1. 甲{a}[[^m]]；\n\n2. 乙[^n]；\n\n3. 丙[^m]。\n\n[^m]: 注甲。\n\n[^n]: 注乙。\n"


def test_notes_are_numbered_over_both_texts_and_keep_the_order_of_either() -> None:
    """In one text the note m is called before n, in the other after it."""
    result = between(NOTED, KEEP, DROP)
    assert [(note.id, note.number, note.change) for note in result.notes] == [
        ("a/notes/m", 1, None),
        ("a/notes/n", 2, None),
    ]
    calls = [piece for pieces in all_pieces(result) for piece in pieces if isinstance(piece, NoteCall)]
    assert [(call.number, call.change) for call in calls] == [(1, Change.DELETED), (2, None), (1, None)]


def test_note_that_the_second_text_calls_first_is_the_first_note() -> None:
    result = between("1. 甲{a}[[^m]]乙[^n]。\n\n[^m]: 注甲。\n\n[^n]: 注乙。\n", DROP, KEEP)
    assert [(note.id, note.number, note.change) for note in result.notes] == [
        ("a/notes/m", 1, Change.INSERTED),
        ("a/notes/n", 2, None),
    ]


def test_note_that_only_one_text_calls_is_its_own() -> None:
    body = "1. 甲{a}[[^m]]乙[^n]。\n\n[^m]: 注甲。\n\n[^n]: 注[新]乙。\n"
    result = between(body, KEEP, DROP)
    assert [(note.number, note.change) for note in result.notes] == [(1, Change.DELETED), (2, None)]


def test_masthead_title_and_words_are_those_of_the_second_text() -> None:
    first, second = text_of((part("1. 请甲。\n"),)), text_of((part("1. 请乙。\n"),), KEEP)
    result = redline(first, second, REVISION)
    assert (result.masthead, result.title, result.words) == (second.masthead, second.title, second.words)
    assert (result.revision, result.bracketed) == (REVISION, True)
    assert redline(first, second, REVISION) == result


def test_same_text_has_no_change() -> None:
    text = text_of((part(NOTED),))
    result = redline(text, text, REVISION)
    assert not has_changes(result)
    assert result == replace(text, revision=REVISION)


def test_texts_in_two_languages_are_refused() -> None:
    text = text_of((part("1. 请甲。\n"),))
    with pytest.raises(ValueError, match="one language"):
        redline(text, replace(text, language="en"), REVISION)
    read = project_workspace()
    plan = read.settings.documents[0]
    order = Order(document=plan, language="zh", beside="en", reading=Reading.CORRECTED)
    version = Version(workspace=read, order=order)
    with pytest.raises(ValueError, match="one language"):
        compare(version, version, "示例", WHEN, Findings())


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("zh", "非正式文本：从已发布的案文到情景“混合（示例）”（版本 HEAD~1）的修订对照"),
        (
            "en",
            "Unofficial translation: what changes from the bracketed text to the scenario “mixed” at revision HEAD~1",
        ),
    ],
)
def test_redline_says_from_what_to_what(language: str, notice: str) -> None:
    read = project_workspace()
    plan = read.settings.document("decision-implementation-plan")
    assert plan is not None
    order = Order(document=plan, language=language, reading=Reading.PUBLISHED)
    first = Version(workspace=read, order=order)
    second = Version(workspace=read, order=replace(order, scenario=read.scenario("mixed")), revision="HEAD~1")
    result = compare(first, second, "示例", WHEN, Findings())
    assert result.masthead.notice == notice
    assert dict(result.words)["redline-deleted"]
    assert result.revision is not None
    assert (result.revision.author, result.revision.date) == ("示例", WHEN)
