"""`plandoc scenario`: provenance shown, scenarios compared, merged and checked."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from plandoc.cli.scenario_rows import shortened
from plandoc.diagnostics.printing.cells import cell_width
from tests.workspaces import call, make_workspace

HEAD = "---\nid: a\nkind: decision\nlabels: [outer]\n---\n"
TEXT = (
    "1. 请{outer}[提出{inner}[书面][口头]报告]；\n\n"
    "[2. 请于第{=year|--}年召开会议；]\n\n"
    "3. 请再次{outer}[提出报告]，第{day}[{=day|一}]天{last}[完毕]。\n"
)
FIRST = (
    "title: 甲\nprovenance: {who: 秘书处, when: 2022-03-28, session: SBI 3}\n"
    "choices: {a#outer: keep, a/1#inner: 2, a/2#whole: keep}\nvalues: {year: 2030}\n"
)
SECOND = "choices: {a#outer: drop, a/1#inner: 1, a/2#whole: keep}\nvalues: {year: 2031}\n"
ENGLISH = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgctxt "a/1"\nmsgid "请{outer}[提出{inner}[书面][口头]报告]；"\n'
    'msgstr "Please {outer}[submit {inner}[written][oral] reports];"\n'
)


def drafted(root: Path, changed: dict[str, str] | None = None) -> Path:
    """A workspace with two scenarios that differ."""
    files = {
        "sources/a.md": HEAD + TEXT,
        "sources/scenarios/first.yaml": FIRST,
        "sources/scenarios/second.yaml": SECOND,
    }
    return make_workspace(root, files | (changed or {}))


def test_provenance_is_listed_and_shown(tmp_path: Path) -> None:
    drafted(tmp_path)
    rows = [line.split() for line in call(tmp_path, "scenario", "list").out.splitlines()]
    assert rows[0] == ["name", "title", "decided", "open", "moot", "who", "when", "session"]
    assert rows[1] == ["first", "甲", "3", "1", "0", "秘书处", "2022-03-28", "SBI", "3"]
    assert rows[2] == ["second", "2", "1", "1"]
    shown = call(tmp_path, "scenario", "show", "first").out
    assert "title: 甲\nwho: 秘书处\nwhen: 2022-03-28\nsession: SBI 3\n" in shown


def test_comparison_is_a_table_of_what_differs(tmp_path: Path) -> None:
    ran = call(drafted(tmp_path), "scenario", "compare", "first", "second", "bracketed")
    assert ran.code == 0
    assert [line.split("  ")[0] for line in ran.out.splitlines()] == [
        "group",
        "a#outer",
        "a/1#inner",
        "a/2#whole",
        "year",
    ]
    assert ran.out.splitlines()[0].split() == ["group", "place", "first", "second", "bracketed"]
    assert "keep [提出[书面][口头]报告 … 提出报告]" in ran.out
    assert "moot (1)" in ran.out
    assert "open [书面] [口头]" in ran.out
    assert ran.out.splitlines()[-1].split() == ["year", "value", "2030", "2031", "open"]
    assert ran.err == "3 of 4 groups differ, and 1 value. Open: first 1, second 1, bracketed 4.\n"


def test_comparison_as_data_has_the_words_in_full(tmp_path: Path) -> None:
    ran = call(drafted(tmp_path), "scenario", "compare", "first", "second", "--format", "json")
    content = json.loads(ran.out)
    assert (content["language"], content["groups"]) == ("zh", 4)
    assert content["scenarios"] == [{"name": "first", "open": 1}, {"name": "second", "open": 1}]
    outer, inner = content["differences"]
    assert (outer["group"], outer["part"], outer["blocks"]) == ("a#outer", "a", ["a/1", "a/3"])
    assert outer["outcomes"] == [
        {"scenario": "first", "decision": "keep", "moot": False, "kept": [1]},
        {"scenario": "second", "decision": "drop", "moot": False, "kept": []},
    ]
    assert inner["options"] == [{"index": 1, "texts": ["书面"]}, {"index": 2, "texts": ["口头"]}]
    assert inner["outcomes"][1] == {"scenario": "second", "decision": "1", "moot": True, "kept": []}
    assert content["values"] == [
        {
            "value": "year",
            "outcomes": [{"scenario": "first", "words": {"*": "2030"}}, {"scenario": "second", "words": {"*": "2031"}}],
        }
    ]


def test_comparison_as_rows_in_another_language(tmp_path: Path) -> None:
    settings = (make_workspace(tmp_path) / "plandoc.toml").read_text(encoding="utf-8")
    changed = {
        "plandoc.toml": settings.replace('build = ["zh"]', 'build = ["zh", "en"]'),
        "locales/en/LC_MESSAGES/sources.po": ENGLISH,
    }
    drafted(tmp_path, changed)
    ran = call(tmp_path, "scenario", "compare", "first", "bracketed", "--lang", "en", "--format", "csv")
    rows = {row["group"]: row for row in csv.DictReader(StringIO(ran.out))}
    assert rows["a/1#inner"]["first"] == "2"
    assert rows["a/1#inner"]["first: text"] == "[oral]"
    assert rows["a/1#inner"]["bracketed: text"] == "[written] [oral]"
    assert (rows["year"]["first: text"], rows["year"]["bracketed"]) == ("2030", "open")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("first",), "Two scenarios or more are compared."),
        (("first", "secnd"), "There is no scenario 'secnd'. Did you mean 'second'?"),
        (("first", "brackted"), "Did you mean 'bracketed'?"),
        (("first", "second", "--lang", "fr"), "There is no text in 'fr'."),
    ],
)
def test_comparison_of_what_there_is_not_ends_with_2(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = call(drafted(tmp_path), "scenario", "compare", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_merged_scenario_is_written_with_its_provenance_and_conflicts_are_listed(tmp_path: Path) -> None:
    drafted(tmp_path)
    options = ("--title", "混合：示例", "--who", "Group A", "--when", "2022-03-28", "--session", "SBI 3")
    ran = call(tmp_path, "scenario", "merge", "first", "second", "-o", "both", *options)
    assert ran.code == 1
    assert (tmp_path / "sources/scenarios/both.yaml").read_text(encoding="utf-8") == (
        "# Merged from first, second.\n"
        "title: 混合：示例\n"
        "provenance:\n  who: Group A\n  when: '2022-03-28'\n  session: SBI 3\n"
        "choices:\n  a/1#inner: 2\n  a/2#whole: keep\n"
    )
    lines = [line.split() for line in ran.out.splitlines()]
    assert lines == [
        ["written:", "sources/scenarios/both.yaml"],
        ["left", "open", "place", "first", "second"],
        ["a#outer", "a/1", "(+1)", "keep", "drop"],
        ["year", "value", "2030", "2031"],
    ]
    assert ran.err == "2 groups decided, 1 left open, and 1 value because the scenarios differ.\n"
    assert call(tmp_path, "scenario", "check", "both").err == "No findings\n"


def test_preferred_scenario_settles_the_conflicts(tmp_path: Path) -> None:
    drafted(tmp_path)
    ran = call(tmp_path, "scenario", "merge", "first", "second", "-o", "both", "--prefer", "second")
    assert (ran.code, ran.out) == (0, "written: sources/scenarios/both.yaml\n")
    assert (tmp_path / "sources/scenarios/both.yaml").read_text(encoding="utf-8") == (
        "# Merged from first, second; where they differ, as second has it.\n"
        "choices:\n  a#outer: drop\n  a/2#whole: keep\nvalues:\n  year: '2031'\n"
    )
    assert call(tmp_path, "scenario", "check", "both").code == 0


def test_merging_writes_over_nothing_unless_it_is_forced(tmp_path: Path) -> None:
    drafted(tmp_path)
    path = tmp_path / "sources/scenarios/second.yaml"
    before = path.read_bytes()
    ran = call(tmp_path, "scenario", "merge", "first", "second", "-o", "second")
    assert ran.code == 2
    assert "There is a scenario 'second' already. --force writes over it." in ran.err
    assert path.read_bytes() == before
    assert call(tmp_path, "scenario", "merge", "first", "second", "-o", "second", "--force").code == 1
    assert path.read_bytes() != before


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/evil", "a/b", "", ".hidden", "x.yaml", "a b", "con", "bracketed", "\u202ex"]
)
def test_merged_scenario_has_a_name_that_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    drafted(tmp_path / "here")
    before = sorted(tmp_path.rglob("*"))
    ran = call(tmp_path / "here", "scenario", "merge", "first", "second", "-o", name)
    assert ran.code == 2
    assert "cannot be the name of a scenario" in ran.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("first", "first"), "Two scenarios or more are merged."),
        (("first", "secnd"), "Did you mean 'second'?"),
        (("first", "second", "--prefer", "third"), "'third' is none of the scenarios that are merged."),
    ],
)
def test_merging_what_there_is_not_writes_nothing(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = call(drafted(tmp_path), "scenario", "merge", *arguments, "-o", "both")
    assert ran.code == 2
    assert said in ran.err
    assert not (tmp_path / "sources/scenarios/both.yaml").exists()


def test_scenario_with_an_error_is_not_merged(tmp_path: Path) -> None:
    drafted(tmp_path, {"sources/scenarios/second.yaml": "choices: {a#outer: dorp}\n"})
    ran = call(tmp_path, "scenario", "merge", "first", "second", "-o", "both")
    assert ran.code == 1
    assert "PD033" in ran.err
    assert ran.err.endswith("Nothing was written.\n")
    assert not (tmp_path / "sources/scenarios/both.yaml").exists()


def test_check_says_what_is_undecided_and_what_is_wrong(tmp_path: Path) -> None:
    wrong = "choices:\n  'a/*': open\n  a/1#inner: 3\n  a/2#whole: keep\n  a/9#: drop\n  a/4#gone: keep\n"
    history = "agreements:\n  - {when: 2022-03-28, choices: {a/4#gone: drop}}\n"
    drafted(tmp_path, {"sources/scenarios/second.yaml": wrong, "sources/history.yaml": history})
    ran = call(tmp_path, "scenario", "check", "second")
    assert ran.code == 1
    tables, undecided, findings = ran.out.split("\n\n", 2)
    assert tables.splitlines()[1].split() == ["second", "1", "3", "0", "2", "2", "1", "1"]
    assert [line.split()[1] for line in undecided.splitlines()[1:]] == ["a#outer", "a/1#inner", "a/3#last"]
    assert "[书面] [口头]" in undecided
    for code in ("note PD036", "warning PD037", "error PD031", "error PD030"):
        assert code in findings
    assert "was agreed on 2022-03-28 as drop, and this scenario says keep" in findings
    assert "2 errors" in ran.err


def test_check_of_a_sound_scenario_ends_well_unless_it_must_be_complete(tmp_path: Path) -> None:
    drafted(tmp_path)
    ran = call(tmp_path, "scenario", "check", "first")
    assert (ran.code, ran.err) == (0, "No findings\n")
    assert call(tmp_path, "scenario", "check", "first", "--complete").code == 1
    assert call(tmp_path, "scenario", "set", "first", "a/3#last=keep").code == 0
    assert call(tmp_path, "scenario", "check", "first", "--complete").code == 0


def test_check_looks_at_all_scenarios_or_at_those_that_are_named(tmp_path: Path) -> None:
    drafted(tmp_path, {"sources/scenarios/third.yaml": "choices: {a/9#: keep}\n"})
    names = [one["name"] for one in json.loads(call(tmp_path, "scenario", "check", "--format", "json").out)]
    assert names == ["first", "second", "third"]
    assert call(tmp_path, "scenario", "check").code == 1
    assert call(tmp_path, "scenario", "check", "first", "second").code == 0
    ran = call(tmp_path, "scenario", "check", "frist")
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean 'first'?" in ran.err


def test_check_as_data(tmp_path: Path) -> None:
    drafted(tmp_path)
    first, second = json.loads(call(tmp_path, "scenario", "check", "--format", "json").out)
    assert first == {
        "name": "first",
        "path": "sources/scenarios/first.yaml",
        "title": "甲",
        "provenance": {"who": "秘书处", "when": "2022-03-28", "session": "SBI 3"},
        "decided": ["a#outer", "a/1#inner", "a/2#whole"],
        "open": ["a/3#last"],
        "moot": [],
        "blanks": ["day"],
        "findings": [],
    }
    assert second["moot"] == ["a/1#inner"]
    assert [one["code"] for one in second["findings"]] == ["PD035"]


def test_words_are_shortened_by_cells() -> None:
    assert shortened("甲乙 丙", 7) == "甲乙 丙"
    assert shortened("a\nb\t c", 10) == "a b c"
    for cells in (6, 7, 12):
        short = shortened("行动计划还提供了一套指标 and more", cells)
        assert cells - 1 <= cell_width(short) <= cells
        assert short[0] == "行"
        assert short[-1] == "e"


POSITIONS = (
    "example: true\npositions:\n"
    "  a/1#inner:\n    - {option: 2, proposers: [A, B], since: SBI-3}\n    - {option: none, proposers: [C]}\n"
    "  a/2#whole:\n    - {option: drop, proposers: [D], note: later}\n"
)


def test_brackets_show_who_speaks_for_what(tmp_path: Path) -> None:
    drafted(tmp_path, {"sources/positions.yaml": POSITIONS})
    table = call(tmp_path, "brackets").out.splitlines()
    assert table[0].split()[-3:] == ["proposers", "(example)", "options"]
    assert table[2].split()[-7:] == ["2:", "A,", "B;", "none:", "C", "[书面]", "[口头]"]
    assert " ".join(table[3].split()[5:7]) == "drop: D"
    listed = {
        one["id"]: one["positions"]
        for one in json.loads(call(tmp_path, "brackets", "--format", "json").out)["brackets"]
    }
    assert listed["a/1#inner"] == [
        {"option": 2, "proposers": ["A", "B"], "since": "SBI-3", "note": "", "example": True},
        {"option": 0, "proposers": ["C"], "since": "", "note": "", "example": True},
    ]
    assert listed["a#outer"] == []
    rows = list(csv.DictReader(StringIO(call(tmp_path, "brackets", "--format", "csv").out)))
    assert [(row["option"], row["proposers"], row["example"]) for row in rows if row["id"] == "a/1#inner"] == [
        ("1", "", ""),
        ("2", "A; B", "yes"),
        ("0", "C", "yes"),
    ]


def test_real_positions_are_not_called_an_example(tmp_path: Path) -> None:
    drafted(tmp_path, {"sources/positions.yaml": POSITIONS.replace("example: true\n", "")})
    assert "example" not in call(tmp_path, "brackets").out
    assert "proposers" in call(tmp_path, "brackets").out


def test_error_in_positions_is_shown_and_stops_no_build(tmp_path: Path) -> None:
    drafted(tmp_path, {"sources/positions.yaml": "positions: [\n", "sources/history.yaml": "agreements: 2\n"})
    assert call(tmp_path, "check").code == 1
    ran = call(tmp_path, "build", "--format", "html", "--scenario", "first")
    assert "positions.yaml" in ran.err
    assert len(list((tmp_path / "build").rglob("*.html"))) == 1
