"""The other commands: what they print, what they write, and their exit codes."""

import csv
import json
import os
import pty
import re
import subprocess
from io import StringIO
from pathlib import Path

import pytest

import plandoc
import plandoc.cli
from plandoc.diagnostics import CODES
from plandoc.diagnostics.printing.cells import cell_width
from tests.workspaces import PROGRAM, call, decision, make_workspace, run

BRACKETED = decision(
    "1. 请{outer}[提出{inner}[书面][口头]报告]；\n\n{later}[2. 请于 2030 年召开会议；\n\n3. 请审议；]\n\n4. 请再次{outer}[提出报告]。\n"
)


def bracketed(root: Path) -> Path:
    files = {
        path: text.replace("kind: decision\n", "kind: decision\nlabels: [outer]\n") for path, text in BRACKETED.items()
    }
    return make_workspace(
        root, files | {"sources/scenarios/first.yaml": "title: 甲\nchoices:\n  a/1#inner: 2  # why\n"}
    )


def test_mistake_of_our_own_ends_with_70(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def mistaken(prog_name: str) -> None:
        raise AssertionError(prog_name)

    monkeypatch.setattr("plandoc.cli.app.app", mistaken)
    with pytest.raises(SystemExit) as end:
        plandoc.cli.main()
    assert end.value.code == 70
    assert "AssertionError: plandoc\nThis is a mistake in plandoc, not in your text." in capsys.readouterr().err


def test_version_and_help_need_no_workspace(tmp_path: Path) -> None:
    assert call(tmp_path, "--version").out == f"plandoc {plandoc.__version__}\n"
    ran = call(tmp_path, "--help")
    assert ran.code == 0
    assert "brackets" in ran.out


def test_workspace_is_found_from_below_and_by_its_folder(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    assert call(tmp_path / "sources" / "scenarios", "check").code == 0
    assert call(Path("/"), "-C", str(tmp_path), "check").code == 0


def test_folder_without_workspace_ends_with_2(tmp_path: Path) -> None:
    ran = call(tmp_path, "check")
    assert ran.code == 2
    assert f"There is no plandoc.toml in {tmp_path} or above. `plandoc new DIR` makes a workspace." in ran.err
    assert call(tmp_path, "-C", "nowhere", "check").code == 2


def test_unknown_command_and_option_end_with_2(tmp_path: Path) -> None:
    assert call(tmp_path, "chekc").code == 2
    assert call(tmp_path, "check", "--formt", "json").code == 2
    assert call(make_workspace(tmp_path), "check", "--format", "xml").code == 2


def test_check_prints_for_machines(tmp_path: Path) -> None:
    make_workspace(tmp_path, decision("1. 请[提出报告；\n") | {"sources/scenarios/first.yaml": "title: x\n"})
    assert [one["code"] for one in json.loads(call(tmp_path, "check", "--format", "json").out)] == ["PD010"]
    sarif = json.loads(call(tmp_path, "check", "--format", "sarif").out)
    assert sarif["runs"][0]["results"][0]["ruleId"] == "PD010"
    assert call(tmp_path, "check", "--format", "github").out.startswith("::error file=sources/a.md,line=5,col=5,")


def test_notes_are_shown_when_asked_for(tmp_path: Path) -> None:
    make_workspace(tmp_path, decision("1. 请[提出][散发]报告。\n") | {"sources/scenarios/first.yaml": "title: x\n"})
    ran = call(tmp_path, "check")
    assert (ran.code, ran.out, ran.err) == (0, "", "No findings (and 1 note: --notes)\n")
    assert "note PD042" in call(tmp_path, "check", "--notes").out


def test_brackets_as_data(tmp_path: Path) -> None:
    listed = json.loads(call(bracketed(tmp_path), "brackets", "--format", "json").out)
    by_id = {one["id"]: one for one in listed["brackets"]}
    assert list(by_id) == ["a#outer", "a/1#inner", "a#later"]
    outer, inner, whole = by_id.values()
    assert [place["block"] for place in outer["places"]] == ["a/1", "a/4"]
    assert outer["options"] == [
        {"index": 1, "texts": ["提出[书面][口头]报告", "提出报告"], "words": 12, "characters": 12}
    ]
    assert (outer["depth"], inner["depth"]) == (1, 2)
    assert [option["texts"] for option in inner["options"]] == [["书面"], ["口头"]]
    assert [place["within"] for place in inner["places"]] == [["a#outer.1"]]
    assert whole["options"][0]["texts"] == ["2. 请于 2030 年召开会议；", "3. 请审议；"]
    assert whole["places"][0]["kind"] == "blocks"
    assert whole["words"] == 13
    total = {"part": "a", "groups": 3, "options": 4, "depth": 2, "words": 25, "characters": 12 + 20}
    assert listed["parts"] == [total]


def test_brackets_as_rows(tmp_path: Path) -> None:
    rows = list(csv.DictReader(StringIO(call(bracketed(tmp_path), "brackets", "--format", "csv").out)))
    assert [(row["id"], row["option"], row["text"]) for row in rows][1:3] == [
        ("a/1#inner", "1", "书面"),
        ("a/1#inner", "2", "口头"),
    ]
    assert rows[0]["places"] == "2"


def test_brackets_as_a_table_is_aligned_by_cells(tmp_path: Path) -> None:
    lines = call(bracketed(tmp_path), "brackets").out.splitlines()
    assert lines[0].split() == ["id", "place", "depth", "words", "characters", "options"]
    assert lines[1].split()[:3] == ["a#outer", "a/1", "(+1)"]
    assert lines[2].split() == ["a/1#inner", "a/1", "2", "4", "4", "[书面]", "[口头]"]
    assert [line.split() for line in lines[5:]] == [
        ["part", "groups", "options", "deepest", "words", "characters"],
        ["a", "3", "4", "2", "25", "32"],
        ["all", "3", "4", "2", "25", "32"],
    ]


def test_scenarios_are_listed_and_shown(tmp_path: Path) -> None:
    bracketed(tmp_path)
    assert [line.split() for line in call(tmp_path, "scenario", "list").out.splitlines()] == [
        ["name", "title", "decided", "open", "moot", "who", "when", "session"],
        ["first", "甲", "1", "2", "0"],
    ]
    shown = [line.split() for line in call(tmp_path, "scenario", "show", "first").out.splitlines()]
    assert shown[1][:2] == ["a#outer", "open"]
    assert shown[2] == ["a/1#inner", "2", "[口头]", "[书面]"]


def test_scenario_set_keeps_everything_else(tmp_path: Path) -> None:
    bracketed(tmp_path)
    path = tmp_path / "sources/scenarios/first.yaml"
    ran = call(tmp_path, "scenario", "set", "first", "a/1#inner=1", "a#later=drop")
    assert (ran.code, ran.out) == (0, "written: sources/scenarios/first.yaml\n")
    assert path.read_text(encoding="utf-8") == "title: 甲\nchoices:\n  a/1#inner: 1  # why\n  a#later: drop\n"
    assert call(tmp_path, "check").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "frist"), "There is no scenario 'frist'. Did you mean 'first'?"),
        (("set", "first", "a#later"), "'a#later' is not GROUP=DECISION."),
        (("set", "first", "a#latr=drop"), "There is no group 'a#latr'. Did you mean 'a#later'?"),
        (("set", "first", "a#later=dorp"), "'dorp' decides nothing. Did you mean 'drop'?"),
        (("set", "first", "a/1#inner=3"), "a/1#inner cannot be decided as '3'. Its decision is open, none or 1 to 2."),
        (("set", "first", "a/1#inner=keep"), "a/1#inner cannot be decided as 'keep'."),
        (("set", "first", "a/1#inner=1", "a/9=drop"), "There is no group 'a/9'."),
    ],
)
def test_scenario_refuses_what_it_cannot_do_and_writes_nothing(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    bracketed(tmp_path)
    path = tmp_path / "sources/scenarios/first.yaml"
    before = path.read_bytes()
    ran = call(tmp_path, "scenario", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert path.read_bytes() == before


def test_scenario_that_is_broken_is_left_alone(tmp_path: Path) -> None:
    broken = "choices: {a/2#whole: drop\n"
    make_workspace(tmp_path, {"sources/scenarios/first.yaml": broken})
    ran = call(tmp_path, "scenario", "set", "first", "a/2#whole=keep")
    assert ran.code == 2
    assert "is not valid and stays as it is" in ran.err
    assert (tmp_path / "sources/scenarios/first.yaml").read_text(encoding="utf-8") == broken


def test_fmt_writes_what_lacks_and_then_nothing(tmp_path: Path) -> None:
    make_workspace(tmp_path, decision("*认识到*案文尚未商定，\n\n1. 请[提出][散发]报告[及附件]；\n"))
    before = (tmp_path / "sources/a.md").read_bytes()
    assert call(tmp_path, "fmt", "--check").code == 1
    assert (tmp_path / "sources/a.md").read_bytes() == before
    ran = call(tmp_path, "fmt")
    assert (ran.code, ran.out) == (0, "written: sources/a.md\n")
    assert "{#chapeau}" in (tmp_path / "sources/a.md").read_text(encoding="utf-8")
    assert call(tmp_path, "fmt", "--check").code == 0
    assert "PD014" not in call(tmp_path, "check", "--format", "concise").out


def test_fmt_leaves_a_file_alone_that_it_could_not_read_whole(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    data = b"---\nid: a\nkind: decision\n---\n" + "案文，\n".encode("gb18030")
    (tmp_path / "sources/a.md").write_bytes(data)
    ran = call(tmp_path, "fmt")
    assert ran.code == 1
    assert "left as it is: sources/a.md" in ran.err
    assert (tmp_path / "sources/a.md").read_bytes() == data


def test_explain_prints_a_page_or_all_codes(tmp_path: Path) -> None:
    assert call(tmp_path, "explain", "pd010").out.startswith("# PD010: bracket is opened and never closed\n")
    listed = call(tmp_path, "explain").out.splitlines()
    assert [line.split()[0] for line in listed[1:]] == list(CODES)
    ran = call(tmp_path, "explain", "PD0411")
    assert ran.code == 2
    assert "There is no code 'PD0411'. Did you mean 'PD041'?" in ran.err


def test_doctor_names_what_a_build_needs(tmp_path: Path) -> None:
    ran = call(tmp_path, "doctor")
    for name in ("weasyprint", "HarfBuzz subsetter", "font LXGW WenKai", "layout repairs", "LibreOffice"):
        assert name in ran.out


def test_doctor_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plandoc.render.pdf.fonts.missing_families", lambda: ("LXGW WenKai",))
    ran = call(tmp_path, "doctor")
    assert ran.code == 1
    (line,) = [line for line in ran.out.splitlines() if "LXGW" in line]
    assert line.startswith("missing")
    assert line.endswith("apt-get install fonts-lxgw-wenkai")


def test_new_workspace_checks_and_builds(tmp_path: Path) -> None:
    assert call(tmp_path, "new", "draft").code == 0
    draft = tmp_path / "draft"
    assert (draft / "build/.gitignore").is_file()
    assert call(draft, "check").err == "No findings\n"
    assert call(draft, "build", "--scenario", "first", "--format", "html").code == 0


def test_new_leaves_a_folder_alone_that_has_something(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert call(tmp_path, "new", ".").code == 2
    assert call(tmp_path, "new", "plandoc.toml").code == 2
    assert sorted(tmp_path.rglob("*")) == before


def on_a_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """What a command prints where somebody looks at it."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [PROGRAM, *arguments],
        cwd=folder,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80", **environment},
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    printed = b""
    while True:
        try:
            piece = os.read(leader, 4096)
        except OSError:
            break
        if not piece:
            break
        printed += piece
    os.close(leader)
    process.wait(timeout=20)
    return printed.decode()


def test_colours_are_for_terminals_without_no_color(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    make_workspace(tmp_path, decision("1. 请[提出报告；\n"))
    assert "\x1b[1;31merror PD010\x1b[0m" in on_a_terminal(tmp_path, "check")
    assert "\x1b[" not in on_a_terminal(tmp_path, "check", NO_COLOR="1")
    assert "\x1b[" not in run(tmp_path, "check").out


def test_terminal_sees_progress_and_every_output(tmp_path: Path) -> None:
    printed = on_a_terminal(make_workspace(tmp_path), "build", "--format", "html")
    assert "written    build/zh/decision.html" in printed
    assert "1 written in" in printed


def test_table_fits_the_terminal(tmp_path: Path) -> None:
    printed = on_a_terminal(bracketed(tmp_path), "brackets", NO_COLOR="1")
    assert "a/1#inner" in printed
    assert max(cell_width(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in printed.splitlines()) <= 80
