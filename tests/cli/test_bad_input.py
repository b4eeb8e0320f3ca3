"""Bad input through the command line: code, file:line:column, caret, hint, exit code 1; the last good output stays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from plandoc.diagnostics.printing.cells import cell_width
from tests.workspaces import HEAD, call, decision, make_workspace

TABLE = (
    '---\nid: plan\nkind: table\ncolumns:\n  goal: {head: "目标", share: 40}\n  act: {head: "活动", share: 60}\n---\n'
    "# 行动计划\n\n### A.1. 建立法律框架\n#### act\n"
)
SETTINGS = '[documents.decision]\nparts = ["a", "plan"]\n'
FIRST_LINE = HEAD.count("\n") + 1


def choosing(*entries: str) -> dict[str, str]:
    lines = "".join(f"  {entry}\n" for entry in entries)
    return {"sources/scenarios/first.yaml": f"default: keep\nchoices:\n{lines}"}


def in_a_cell(body: str) -> dict[str, str]:
    return {"plandoc.toml": SETTINGS, "sources/plan.md": TABLE + body}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Wrong files and what is said of them."""

    files: Mapping[str, str]
    place: str
    code: str
    marked: str
    """What stands above the carets."""
    hint: str
    """What the hint contains."""
    builds: bool = False
    """Whether the build goes on."""
    scenario: bool = False
    """Whether it shows only when the scenario is asked for."""
    raw: Mapping[str, bytes] = field(default_factory=dict)


CELL_LINE = TABLE.count("\n") + 1
CASES = {
    "unclosed in prose": Case(
        files=decision("1. 请[提出报告；\n"), place=f"sources/a.md:{FIRST_LINE}:5", code="PD010", marked="[",
        hint="most likely belongs", builds=True,
    ),
    "unopened in prose": Case(
        files=decision("1. 请提出]报告；\n"), place=f"sources/a.md:{FIRST_LINE}:7", code="PD011", marked="]",
        hint="most likely belongs", builds=True,
    ),
    "unclosed in a cell": Case(
        files=in_a_cell("(a) 举办[讲习班；\n"), place=f"sources/plan.md:{CELL_LINE}:7", code="PD010", marked="[",
        hint="most likely belongs", builds=True,
    ),
    "unopened in a cell": Case(
        files=in_a_cell("(a) 举办讲习班]；\n"), place=f"sources/plan.md:{CELL_LINE}:10", code="PD011", marked="]",
        hint="most likely belongs", builds=True,
    ),
    "unclosed across items": Case(
        files=decision("1. 请执行秘书：\n[(a) 提出报告；\n(b) 召开会议。\n"), place=f"sources/a.md:{FIRST_LINE + 1}:1",
        code="PD010", marked="[", hint="most likely belongs", builds=True,
    ),
    "option from one block into another": Case(
        files=decision("1. 请[采取以下行动：\n(a) 提出报告；]\n(b) 召开会议。\n"), place=f"sources/a.md:{FIRST_LINE}:5",
        code="PD012", marked="[", hint="`{k}[…⟧`", builds=True,
    ),
    "duplicate id": Case(
        files=decision("1. 请提出报告；\n1. 请召开会议。\n"), place=f"sources/a.md:{FIRST_LINE + 1}:1", code="PD020",
        marked="1. 请召开会议。", hint="Correct the label",
    ),
    "unknown reference": Case(
        files=decision("1. 见第{@a/11}段；\n2. 请提出报告。\n"), place=f"sources/a.md:{FIRST_LINE}:6", code="PD022",
        marked="{@a/11}", hint="a/1",
    ),
    "unknown group in a scenario": Case(
        files=choosing("a/2#hole: drop"), place="sources/scenarios/first.yaml:3:3", code="PD030", marked="a/2#hole",
        hint="a/2#whole", scenario=True,
    ),
    "unknown label in a scenario": Case(
        files=choosing("dates: 1"), place="sources/scenarios/first.yaml:3:3", code="PD030", marked="dates",
        hint="a/1#date", scenario=True,
    ),
    "unknown option in a scenario": Case(
        files=choosing("a/1#date: 3"), place="sources/scenarios/first.yaml:3:3", code="PD031", marked="a/1#date",
        hint="a number from 1 to 2", scenario=True,
    ),
    "unknown value in a scenario": Case(
        files={
            **decision("1. 请第{=session|--}次会议审议。\n"),
            "sources/scenarios/first.yaml": "default: keep\nvalues:\n  sesion: 五\n",
        },
        place="sources/scenarios/first.yaml:3:3", code="PD032", marked="sesion", hint="session", scenario=True,
    ),
    "missing part file": Case(
        files={"plandoc.toml": '[documents.decision]\nparts = ["b"]\n'}, place="plandoc.toml:2:11", code="PD006",
        marked="b", hint="id: b",
    ),
    "invalid TOML": Case(
        files={"plandoc.toml": "[documents.decision\nparts = []\n"}, place="plandoc.toml:1:20", code="PD005",
        marked="", hint="[table.name]",
    ),
    "invalid YAML": Case(
        files={"sources/scenarios/first.yaml": "default: keep\nchoices: {a/2#whole: drop\n"},
        place="sources/scenarios/first.yaml:3:1", code="PD004", marked="", hint="quotation marks", scenario=True,
    ),
    "not UTF-8": Case(
        files={}, raw={"sources/a.md": HEAD.encode() + "1. 请提出报告；\n".encode("gb18030")},
        place=f"sources/a.md:{FIRST_LINE}:4", code="PD002", marked="\N{REPLACEMENT CHARACTER}", hint="UTF-8",
    ),
}  # fmt: skip


def arguments(case: Case) -> tuple[str, ...]:
    return ("build", "--format", "html", *(("--scenario", "first") if case.scenario else ()))


def spoiled(root: Path, case: Case) -> None:
    make_workspace(root, case.files)
    for path, data in case.raw.items():
        (root / path).write_bytes(data)


def built_files(root: Path) -> dict[str, bytes]:
    folder = root / "build"
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != "manifest.json"}


def said_of(printed: str, case: Case) -> str:
    """The paragraph of the finding at the place of the case."""
    blocks = [block for block in printed.split("\n\n") if f"error {case.code}:" in block]
    return next((block for block in blocks if f"--> {case.place}\n" in block), "")


def marked(said: str) -> str:
    """What stands above the carets of a printed finding, counted in cells."""
    match = re.search(r"^ *\d+ \| (?P<line>.*)\n +\| (?P<before> *)(?P<carets>\^+)$", said, re.MULTILINE)
    assert match, said
    start, end = len(match["before"]), len(match["before"] + match["carets"])
    line = match["line"]
    return "".join(line[at] for at in range(len(line)) if start <= cell_width(line[:at]) < end)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_check_says_code_place_caret_and_hint(tmp_path: Path, case: Case) -> None:
    spoiled(tmp_path, case)
    ran = call(tmp_path, "check")
    assert ran.code == 1, ran
    said = said_of(ran.out, case)
    assert said, ran.out
    assert marked(said) == case.marked
    assert case.hint in said.partition("hint: ")[2]
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_build_ends_with_1_and_leaves_the_last_good_output(tmp_path: Path, case: Case) -> None:
    good = make_workspace(tmp_path)
    assert call(good, *arguments(case)).code == 0
    before = built_files(good)
    spoiled(tmp_path, case)
    ran = call(tmp_path, *arguments(case))
    assert ran.code == 1, ran
    assert said_of(ran.err, case)
    assert "Traceback" not in ran.err
    after = built_files(tmp_path)
    assert set(after) == set(before)
    assert (after == before) is not case.builds
    assert all(data.rstrip().endswith(b"</html>") for name, data in after.items() if name.endswith(".html"))


def test_error_in_a_scenario_leaves_the_open_text_alone(tmp_path: Path) -> None:
    make_workspace(tmp_path, choosing("a/2#hole: drop"))
    ran = call(tmp_path, "build", "--format", "html")
    assert ran.code == 1
    assert "written    build/zh/decision.html" in ran.out


def test_all_findings_come_in_one_run(tmp_path: Path) -> None:
    make_workspace(tmp_path, decision("1. 请提出]报告；\n2. 请[召开会议；\n3. 见{@a/9}。\n") | choosing("a/7: drop"))
    ran = call(tmp_path, "check", "--format", "concise")
    assert re.findall(r"error (PD\d+)", ran.out) == ["PD011", "PD010", "PD022", "PD030"]
    assert "4 errors" in ran.err


def test_unused_scenario_entry_is_a_warning(tmp_path: Path) -> None:
    make_workspace(tmp_path, choosing("a/2#whole: drop", "a/2*: keep"))
    ran = call(tmp_path, "check", "--format", "concise")
    assert (ran.code, re.findall(r"(\w+) (PD\d+)", ran.out)) == (0, [("warning", "PD034")])
