"""Scenarios, positions and settings after an agreement: what names nothing any more goes, all else stays."""

from pathlib import Path

import pytest

from plandoc.agreement.followers import rename_keys, without_values
from plandoc.diagnostics import Findings
from plandoc.model.workspace import Workspace
from plandoc.source.history_writing import Record, append_record
from plandoc.source.scenarios import read_scenario
from plandoc.spans import source_text
from tests.agreements import body, drafted, settle

BODY = "1. 甲{k}[乙]{j}[丙]；\n[2. 丁{m}[戊]己{n}[庚]。]\n"
FIRST = "sources/scenarios/first.yaml"


def workspace(root: Path, scenario: str, more: dict[str, str] | None = None) -> Workspace:
    return drafted(root, BODY, {FIRST: scenario} | (more or {}))


@pytest.mark.parametrize(
    ("before", "settled", "after"),
    [
        ("choices:\n  a/1#k: keep # 一\n  a/1#j: drop\n", "a/1#k=drop", "choices:\n   # 一\n  a/1#j: drop\n"),
        ("choices: {a/1#k: keep, a/1#j: drop}\n", "a/1#k=drop", "choices: {a/1#j: drop}\n"),
        ("title: 一\nchoices:\n  # 二\n  'a/1#k': keep\n", "a/1#k=drop", "title: 一\nchoices:\n  # 二\n"),
        ("choices: {a/2#m: keep, 'a/2#*': drop}\n", "a/2#whole=drop", "choices: {}\n"),
        ("choices: {'a/1#*': keep}\n", "a/1#k=drop", "choices: {'a/1#*': keep}\n"),
        ("choices: {'*#k': keep, a/1#j: drop}\n", "a/1#k=drop", "choices: {a/1#j: drop}\n"),
        ("choices: {'a/1#*': keep, a/1#j: drop}\n", "a/1#k=drop", "choices: {a/1#j: drop}\n"),
        ("choices: {'a/1#*': keep, a/1#k: drop}\n", "a/1#k=drop", "choices: {'a/1#*': keep}\n"),
        ("# 一\ndefault: keep\n", "a/1#k=drop", "# 一\ndefault: keep\n"),
    ],
)
def test_entries_of_settled_groups_go(tmp_path: Path, before: str, settled: str, after: str) -> None:
    read = workspace(tmp_path, before)
    done = settle(read, settled)
    assert body(read, done, FIRST) == after
    assert not len(done.warnings)


def test_positions_on_settled_groups_go_and_so_do_names_of_who_has_no_other(tmp_path: Path) -> None:
    positions = (
        "# 示例\nexample: true\nnames:\n  甲: {en: A}\n  乙: {en: B}\npositions:\n"
        "  a/1#k:\n    - {option: keep, proposers: [甲, 乙]}\n  # 二\n  a/1#j:\n    - {option: drop, proposers: [乙]}\n"
    )
    read = workspace(tmp_path, "title: 一\n", {"sources/positions.yaml": positions})
    assert body(read, settle(read, "a/1#k=keep"), "sources/positions.yaml") == (
        "# 示例\nexample: true\nnames:\n  乙: {en: B}\npositions:\n"
        "  # 二\n  a/1#j:\n    - {option: drop, proposers: [乙]}\n"
    )


def test_keys_are_renamed_all_at_once() -> None:
    names = {"a/6": "a/7", "a/5bis": "a/6", "a/7": "a/5bis"}
    text = "notes:\n  a/6: 一 # 六\n  'a/5bis': {reason: 二}\n  a/7:\n    reason: 三\n  a/8: 四\n"
    source = source_text("notes.yaml", text)
    assert rename_keys(source, "notes", lambda name: names.get(name, name)) == (
        "notes:\n  a/7: 一 # 六\n  a/6: {reason: 二}\n  a/5bis:\n    reason: 三\n  a/8: 四\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[values.x]\nzh = '一'\nen = 'one'\n[values.y]\nzh = '二'\n", "[values.y]\nzh = '二'\n"),
        ("[values]\nx = '一'\ny = '二'\n[fonts]\nrequired = []\n", "[values]\ny = '二'\n[fonts]\nrequired = []\n"),
        ("[values]\nx.zh = '一'\nx.en = 'one'\ny = '二'\n", "[values]\ny = '二'\n"),
        ("[workspace]\nx = 1\n", "[workspace]\nx = 1\n"),
        ("values = {x = '一', y = '二'}\n", "values = {x = '一', y = '二'}\n"),
        ("[values]\nx = '''\n一\n'''\ny = '二'\n", "[values]\nx = '''\n一\n'''\ny = '二'\n"),
    ],
)
def test_values_are_taken_out_of_the_settings_or_nothing_is(before: str, after: str) -> None:
    assert without_values(source_text("plandoc.toml", before), {"x"}) == after


def test_history_grows_at_its_end(tmp_path: Path) -> None:
    read = workspace(tmp_path, "title: 一\n")
    first = settle(read, "a/2#whole=drop", record=Record(when="2022-03-28", session="SBI 3: 一", by="甲 & 乙"))
    text = first.change.texts["sources/history.yaml"]
    assert text == (
        "# What was agreed, oldest first: `plandoc agree` adds to the end. Ids and words are those of the time.\n"
        "agreements:\n"
        "  - when: '2022-03-28'\n"
        "    session: 'SBI 3: 一'\n"
        "    by: '甲 & 乙'\n"
        "    choices:\n"
        "      a/2#whole: drop\n"
        "    blocks:\n"
        "      a/2#whole: [a/2]\n"
        "    gone: [a/2#m, a/2#n]\n"
        "    removed: [a/2]\n"
    )
    again = append_record(source_text("history.yaml", text.rstrip("\n")), Record(choices={}))
    assert again == text + "  - choices: {}\n"


@pytest.mark.parametrize("text", ["agreements: []\n", "agreements: 3\n", "a: [\n", "- x\n"])
def test_a_history_that_is_no_list_is_left_alone(text: str) -> None:
    with pytest.raises(ValueError, match="list of agreements"):
        append_record(source_text("history.yaml", text), Record())


def test_what_is_left_of_a_scenario_decides_as_before(tmp_path: Path) -> None:
    read = workspace(tmp_path, "choices: {'a/1#*': keep, a/1#k: drop, a/2#whole: keep, a/2#m: drop}\n")
    text = body(read, settle(read, "a/1#j=keep", "a/2#m=drop"), FIRST)
    entries = [(one.pattern, str(one.decision)) for one in read_scenario(source_text(FIRST, text), Findings()).entries]
    assert entries == [("a/1#k", "drop"), ("a/2#whole", "keep")]
