"""Clean numbering made permanent: labels, ids, and everything that names them, all at once."""

from dataclasses import replace
from pathlib import Path

import pytest

from plandoc.agreement.followers import rename_places
from plandoc.agreement.refusal import RefusedError
from plandoc.language.catalog import read_catalog
from plandoc.spans import source_text
from tests.agreements import SETTINGS, TABLE, body, drafted, po, renumber

PO = "locales/en/LC_MESSAGES/sources.po"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("5. 甲；\n5 bis. 乙；\n6. 丙；\n9. 丁。\n", "5. 甲；\n6. 乙；\n7. 丙；\n8. 丁。\n"),
        ("1. 甲：\n(a) 乙；\n(a alt) 丙；\n(c) 丁：\n(i) 戊；\n(iii) 己。\n", "1. 甲：\n(a) 乙；\n(b) 丙；\n(c) 丁：\n(i) 戊；\n(ii) 己。\n"),
        ("1. 甲：\n㈠ 乙；\n㈢ 丙。\n3. 丁：\n㈡ 戊。\n", "1. 甲：\n㈠ 乙；\n㈡ 丙。\n2. 丁：\n㈡ 戊。\n"),
        ("## 一. 甲\n1. 乙。\n## 三. 丙\n2. 丁。\n", "## 一. 甲\n1. 乙。\n## 二. 丙\n2. 丁。\n"),
        ("## 一、甲\n1．乙。\n## 三、丙\n3．丁。\n", "## 一、甲\n1．乙。\n## 二、丙\n2．丁。\n"),
        ("[2. 甲；]\n{k}[[4. 乙；]\n5. 丙。]\n", "[2. 甲；]\n{k}[[3. 乙；]\n4. 丙。]\n"),
        ("1. 甲；\n3.   乙。 {#last}\n", "1. 甲；\n2.   乙。 {#last}\n"),
        ("1. 甲；\n（3） 乙；\n（5） 丙。\n", "1. 甲；\n（3） 乙；\n（4） 丙。\n"),
        ("1. 甲；\n2. 乙。\n", "1. 甲；\n2. 乙。\n"),
    ],
)  # fmt: skip
def test_labels_are_counted_list_by_list(tmp_path: Path, before: str, after: str) -> None:
    read = drafted(tmp_path, before)
    assert body(read, renumber(read)) == after


def test_a_list_that_was_said_to_start_elsewhere_starts_there(tmp_path: Path) -> None:
    front = '---\nid: a\nkind: decision\nstarts: {"3": 1, "3/c": 1}\n---\n'
    read = drafted(tmp_path, "1. 甲。\n", {"sources/a.md": f"{front}3. 甲：\n(c) 乙；\n(e) 丙。\n4. 丁。\n"})
    assert body(read, renumber(read)) == "1. 甲：\n(a) 乙；\n(b) 丙。\n2. 丁。\n"


def test_what_hangs_from_a_goal_follows_it(tmp_path: Path) -> None:
    rows = "# 表\n### A.1. 甲\n#### ind\nA.1.1. 乙；\n### A.3. 丙\n#### ind\nA.3.1. 丁；\nA.3.3. 戊。\n"
    read = drafted(tmp_path, "1. 见{@plan/A.3}和{@plan/A.3/ind/A.3.3}。\n", {"sources/plan.md": TABLE + rows})
    done = renumber(read)
    assert done.change.texts["sources/plan.md"] == TABLE + (
        "# 表\n### A.1. 甲\n#### ind\nA.1.1. 乙；\n### A.2. 丙\n#### ind\nA.2.1. 丁；\nA.2.2. 戊。\n"
    )
    assert body(read, done) == "1. 见{@plan/A.2}和{@plan/A.2/ind/A.2.2}。\n"


BODY = "1. 甲；\n5. 见第 {@a/6} 段；\n5 bis. 乙[，丙]；\n[6. 丁{~己|戊}。]\n"
FOLLOWING = {
    "sources/scenarios/first.yaml": "choices:\n  a/5bis#: keep\n  a/6#whole: drop\n",
    "sources/scenarios/globs.yaml": "choices: {'a/6#*': keep, 'a/*': drop}\n",
    "sources/positions.yaml": "positions:\n  a/6#whole:\n    - {option: keep, proposers: [示例]}\n",
    "sources/editorial-notes.yaml": "notes:\n  a/6: 理由\n",
    "sources/history.yaml": "agreements:\n  - choices: {a/6#old: drop}\n",
    PO: po(
        ("a/1", "甲；", "One;"),
        ("a/5", "见第 {a_6} 段；", "See paragraph {a_6};"),
        ("a/5bis", "乙[，丙]；", "Five bis[, three];"),
        ("a/6", "丁戊。", "Six."),
    ),
    "plandoc.toml": SETTINGS,
}


def test_everything_that_names_a_number_follows_at_once(tmp_path: Path) -> None:
    read = drafted(tmp_path, BODY, FOLLOWING)
    done = renumber(read)
    assert body(read, done) == "1. 甲；\n2. 见第 {@a/4} 段；\n3. 乙[，丙]；\n[4. 丁{~己|戊}。]\n"
    assert done.change.texts["sources/scenarios/first.yaml"] == "choices:\n  a/3#: keep\n  a/4#whole: drop\n"
    assert done.change.texts["sources/scenarios/globs.yaml"] == "choices: {'a/4#*': keep, 'a/*': drop}\n"
    assert done.change.texts["sources/positions.yaml"].startswith("positions:\n  a/4#whole:\n")
    assert done.change.texts["sources/editorial-notes.yaml"] == "notes:\n  a/4: 理由\n"
    assert "sources/history.yaml" not in done.change.texts
    catalog = {entry.id: entry for entry in read_catalog(done.change.texts[PO], "en", "zh").entries}
    assert {name: (entry.source, entry.text, entry.finished) for name, entry in catalog.items()} == {
        "a/1": ("甲；", "One;", True),
        "a/2": ("见第 {a_4} 段；", "See paragraph {a_4};", True),
        "a/3": ("乙[，丙]；", "Five bis[, three];", True),
        "a/4": ("丁戊。", "Six.", True),
    }
    assert [(one.label_before, one.label_after, one.before, one.after) for one in done.moved] == [
        ("5.", "2.", "a/5", "a/2"),
        ("5 bis.", "3.", "a/5bis", "a/3"),
        ("6.", "4.", "a/6", "a/4"),
    ]


def test_neighbours_that_change_places_do_not_meet(tmp_path: Path) -> None:
    """5 bis becomes 6 while 6 becomes 7: neither takes what belongs to the other."""
    text = "5. 甲；\n5 bis. 乙[一]；\n6. 丙[二]；\n7. 丁[三]。\n"
    scenario = "choices: {a/7#: drop, a/5bis#: keep, a/6#: drop}\n"
    read = drafted(tmp_path, text, {"sources/scenarios/first.yaml": scenario})
    done = renumber(read)
    assert done.change.texts["sources/scenarios/first.yaml"] == "choices: {a/8#: drop, a/6#: keep, a/7#: drop}\n"


def test_an_emended_label_keeps_its_issued_side(tmp_path: Path) -> None:
    notes = {"sources/editorial-notes.yaml": "notes:\n  a/3: 理由\n  a/4: 理由\n"}
    read = drafted(tmp_path, "1. 甲；\n{~|3. }乙；\n{~[|}4. 丙。\n", notes)
    done = renumber(read)
    assert body(read, done) == "1. 甲；\n{~|2. }乙；\n{~[|}3. 丙。\n"
    assert done.change.texts["sources/editorial-notes.yaml"] == "notes:\n  a/2: 理由\n  a/3: 理由\n"


def test_numbers_typed_as_words_are_named(tmp_path: Path) -> None:
    read = drafted(tmp_path, "1. 甲；\n3. 见第 1 段。\n")
    assert [one.code.name for one in renumber(read).change.findings] == ["PD044"]


@pytest.mark.parametrize(
    ("text", "scenario", "message"),
    [
        ("1. 甲[一]；\n3. 乙[二]；\n4. 丙[三]。\n", "choices: {'a/[13]#': keep}\n", r"The pattern a/\[13\]# .* first "),
        ("1. 甲；\n3. 乙；\n丙{#2}\n", "title: 一\n", "PD020"),
    ],
)
def test_what_would_name_another_place_is_refused(tmp_path: Path, text: str, scenario: str, message: str) -> None:
    read = drafted(tmp_path, text, {"sources/scenarios/first.yaml": scenario})
    with pytest.raises(RefusedError, match=message):
        renumber(read)


def test_nothing_moves_twice(tmp_path: Path) -> None:
    read = drafted(tmp_path, "1. 甲；\n2. 乙。\n")
    done = renumber(read)
    assert (done.change.texts, done.moved) == ({}, ())


FORM = "id: r\nversion: 1\ncycle: 5\ntitle: 见第 {{@{0}}} 段\nmandate: 见 {{@a/1}}，a/3\nsections: []\n"


def test_the_report_format_follows(tmp_path: Path) -> None:
    files = {
        "sources/report/form.yaml": FORM.format("a/3"),
        "sources/report/more.yaml": "indicators:\n  a/3: {x: [a/3, 'a/3', a/33]}  # a/3\n",
        PO: po(
            ("report/title", "见第 {a_3} 段", "See paragraph {a_3}"),
            ("report/mandate", "见 {a_1}，a/3", "See {a_1}, a/3"),
            ("a/1", "甲；", "One;"),
            ("a/3", "乙。", "Two."),
        ),
        "plandoc.toml": SETTINGS,
    }
    source = source_text("more.yaml", files["sources/report/more.yaml"])
    renamed = rename_places(source, lambda name: "a/2" if name == "a/3" else name)
    assert renamed == "indicators:\n  a/2: {x: [a/2, 'a/2', a/33]}  # a/3\n"
    del files["sources/report/more.yaml"]
    read = drafted(tmp_path, "1. 甲；\n3. 乙。\n", files)
    done = renumber(read)
    assert done.change.texts["sources/report/form.yaml"] == FORM.format("a/2")
    title = read_catalog(done.change.texts[PO], "en", "zh").live()["report/title"]
    assert (title.source, title.text, title.finished) == ("见第 {a_2} 段", "See paragraph {a_2}", True)


def test_what_the_report_format_names_though_it_is_gone_stops_everything(tmp_path: Path) -> None:
    files = {"sources/report/form.yaml": FORM.format("a/1"), "plandoc.toml": SETTINGS.replace(', "en"', "")}
    read = drafted(tmp_path, "1. 甲；\n3. 乙。\n", files)
    text = source_text("sources/report/form.yaml", FORM.format("a/1") + "# x\nlists: {a/2: []}\n")
    read = replace(read, texts=(*(one for one in read.texts if one.path != text.path), text))
    with pytest.raises(RefusedError, match="names a/2, which is gone"):
        renumber(read)
