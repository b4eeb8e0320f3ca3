"""`plandoc brackets` beside a revision and into files."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from lxml import etree

from tests.judges.ooxml import complaints
from tests.readers.docx import docx_blocks
from tests.readers.html import html_blocks
from tests.render.docx.specimens import names, part
from tests.repositories import commit, git, make_repository
from tests.workspaces import HEAD, Ran, call, make_workspace, run

BEFORE = "1. 请{a}[甲]报告。\n2. 请{x}[乙][丙]于第{day}[{=day|一}]天开会。\n4. [完毕]。\n"
NOW = "1. 请甲报告{n}[，又请戊]。\n2. 请{x}[乙][丁]于第{day}[{=day|一}]天开会。\n3. [完毕]。\n"
POSITIONS = (
    "example: true\nnames:\n  甲集团: {en: Group A}\npositions:\n"
    "  a/2#x:\n    - {option: 2, proposers: [甲集团, 乙国]}\n    - {option: none, proposers: [乙国]}\n"
)
HISTORY = "agreements:\n  - when: 2022-03-28\n    session: SBI 3\n    by: 秘书处\n    choices: {a/1#a: keep}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A workspace with two commits; the first bears a tag."""
    root = make_workspace(tmp_path / "w", {"sources/a.md": HEAD + BEFORE, "sources/scenarios/first.yaml": "title: x\n"})
    settings = (root / "plandoc.toml").read_text(encoding="utf-8")
    (root / "plandoc.toml").write_text(settings.replace('["zh"]', '["zh", "en"]'), encoding="utf-8")
    (root / ".gitignore").write_text("build/\n", encoding="utf-8")
    make_repository(root)
    git(root, "tag", "round-1")
    changed = {"sources/a.md": HEAD + NOW, "sources/positions.yaml": POSITIONS, "sources/history.yaml": HISTORY}
    return commit(root, changed, "Negotiate")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def written(root: Path, name: str, *arguments: str) -> bytes:
    ran = call(root, "brackets", "-o", f"build/{name}", *arguments)
    assert (ran.code, ran.out) == (0, ""), ran.err
    assert f"written: build/{name}" in ran.err
    return (root / "build" / name).read_bytes()


@pytest.fixture
def folder(repository: Path) -> Path:
    (repository / "build").mkdir()
    return repository


def test_rows_say_what_happened_to_each_point(repository: Path) -> None:
    listed = rows(call(repository, "brackets", "--since", "round-1", "--format", "csv").out)
    told = [(row["id"], row["option"], row["value"], row["change"], row["was"], row["agreed"]) for row in listed]
    assert told == [
        ("a/1#n", "1", "", "opened", "", ""),
        ("a/2#x", "1", "", "changed", "", ""),
        ("a/2#x", "2", "", "changed", "", ""),
        ("a/2#x", "0", "", "changed", "", ""),
        ("a/2#day", "1", "day", "", "", ""),
        ("a/3#", "1", "", "renumbered", "a/4#", ""),
        ("a/1#a", "1", "", "closed", "", "keep; 2022-03-28; SBI 3; 秘书处"),
    ]
    assert [row["proposers"] for row in listed][1:4] == ["", "甲集团; 乙国", "乙国"]


def test_data_say_it_too(repository: Path) -> None:
    listed = json.loads(call(repository, "brackets", "--since", "round-1", "--format", "json", "--lang", "en").out)
    assert [(one["id"], one["change"], one["was"]) for one in listed["brackets"]] == [
        ("a/1#n", "opened", None),
        ("a/2#x", "changed", None),
        ("a/2#day", None, None),
        ("a/3#", "renumbered", "a/4#"),
    ]
    assert listed["brackets"][1]["positions"][0]["proposers"] == ["Group A", "乙国"]
    (closed,) = listed["closed"]
    assert (closed["id"], closed["change"]) == ("a/1#a", "closed")
    assert closed["agreed"] == {"decision": "keep", "when": "2022-03-28", "session": "SBI 3", "by": "秘书处"}
    counts = {"opened": 1, "closed": 1, "changed": 1, "renumbered": 1, "words_before": 5, "words_now": 7}
    assert listed["since"] == {"revision": "round-1", "parts": [{"part": "a", **counts}]}


def test_table_shows_what_happened_and_counts_open_points_only(repository: Path) -> None:
    lines = [line.split() for line in call(repository, "brackets", "--since", "round-1").out.splitlines()]
    assert lines[0][:3] == ["id", "place", "change"]
    assert lines[1][:3] == ["a/1#n", "a/1", "opened"]
    assert lines[3][-3:] == ["value", "day:", "[一]"]
    assert lines[4][2:5] == ["renumbered,", "was", "a/4#"]
    assert lines[5][2:10] == ["closed,", "was", "agreed", "on", "2022-03-28", "(SBI", "3)", "as"]
    assert lines[7:10] == [
        ["part", "groups", "options", "deepest", "words", "characters"],
        ["a", "3", "4", "1", "7", "8"],
        ["all", "3", "4", "1", "7", "8"],
    ]
    assert lines[11:] == [
        ["part", "opened", "closed", "changed", "renumbered", "words", "before", "words", "now"],
        ["a", "1", "1", "1", "1", "5", "7"],
        ["all", "1", "1", "1", "1", "5", "7"],
    ]


def test_without_a_revision_nothing_is_said_of_one(repository: Path) -> None:
    assert "change" not in call(repository, "brackets").out
    assert "change" not in rows(call(repository, "brackets", "--format", "csv").out)[0]
    assert set(json.loads(call(repository, "brackets", "--format", "json").out)) == {"brackets", "parts"}


def test_the_list_as_a_file_is_the_list_as_printed(folder: Path) -> None:
    assert written(folder, "a.json", "--since", "HEAD~1").decode() == (
        call(folder, "brackets", "--since", "HEAD~1", "--format", "json").out
    )
    data = written(folder, "a.csv")
    assert data.startswith(b"\xef\xbb\xbf")  # spreadsheets take a file without this mark for another encoding
    assert data.decode("utf-8-sig") == call(folder, "brackets", "--format", "csv").out


def test_ledger_in_word_has_the_chart_and_says_what_the_web_page_says(folder: Path) -> None:
    data = written(folder, "ledger.docx", "--since", "round-1")
    page = written(folder, "ledger.html", "--since", "round-1").decode()
    assert complaints(data) == []
    assert {"word/media/image1.png", "word/media/image1.svg"} <= set(names(data))
    assert docx_blocks(data) == html_blocks(page)
    assert "未决点：3处，备选案文4项，方括号内共7字。" in docx_blocks(data)
    (picture,) = part(data).iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    assert picture.get("descr") == "各版本未决点数目折线图。round-1: 3; 2022-03-28: 3; 现在: 3"


def test_ledger_in_another_language(folder: Path) -> None:
    assert "Openpoints:3,with4optionsand7wordsinbrackets." in docx_blocks(written(folder, "x.docx", "--lang", "en"))


@pytest.mark.slow  # matplotlib lists the fonts of the machine
def test_ledger_is_the_same_twice_and_nothing_is_written_outside_build(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    environment = {**dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(home)), "MPLCONFIGDIR": ""}
    files = [f"build/{place}.docx" for place in range(2)]
    for file in files:
        done = run(folder, "brackets", "--since", "round-1", "-o", file, environment=environment)
        assert done.code == 0, done.err
    assert len({(folder / file).read_bytes() for file in files}) == 1
    assert git(folder, "status", "--porcelain", "--ignored") == "!! build/"
    assert list(home.iterdir()) == []


def test_revisions_that_cannot_be_read_are_left_out_of_the_chart_and_said(folder: Path) -> None:
    commit(folder, {"sources/a.md": "---\nid: [a\n---\n"}, "Break it")
    commit(folder, {"sources/a.md": HEAD + NOW}, "Mend it")
    ran = call(folder, "brackets", "--since", "round-1", "-o", "build/x.html")
    assert ran.code == 0
    assert ran.err.startswith("not in the chart: 2022-03-28 (")
    assert (folder / "build/x.html").read_text("utf-8").count("2022-03-28: 3; 2022-03-28: 3; 现在: 3") == 1


def test_a_revision_with_errors_cannot_be_compared_with(folder: Path) -> None:
    commit(folder, {"sources/a.md": "---\nid: [a\n---\n"}, "Break it")
    commit(folder, {"sources/a.md": HEAD + NOW}, "Mend it")
    ran = call(folder, "brackets", "--since", "HEAD~1")
    assert (ran.code, ran.out) == (1, "")
    assert "error PD" in ran.err
    assert "The sources at HEAD~1 have errors, so nothing can be compared with them." in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "nope"), "There is no revision 'nope'."),
        (("--since", "--all"), "There is no revision '--all'."),
        (("--lang", "fr"), "There is no language 'fr'."),
        (("-o", "x.txt"), "'x.txt' does not say in which format. Its name ends with one of .docx, .html, .pdf, .csv"),
        (("-o", "sources/x.csv"), "lies among the files that plandoc reads."),
        (("-o", "locales/../sources/x.docx"), "There is no folder"),
        (("-o", "nowhere/x.csv"), "There is no folder"),
        (("-o", "x.csv", "--format", "csv"), "The ending of the file says the form already."),
    ],
)
def test_what_cannot_be_is_refused(repository: Path, arguments: tuple[str, ...], said: str) -> None:
    before = set(repository.iterdir())
    ran = call(repository, "brackets", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert set(repository.iterdir()) == before


def test_no_ledger_of_sources_with_errors(folder: Path) -> None:
    (folder / "sources/a.md").write_text(HEAD + "1. 见 {@nowhere}[甲]。\n", encoding="utf-8")
    ran: Ran = call(folder, "brackets", "-o", "build/x.docx")
    assert ran.code == 1
    assert "PD022" in ran.err
    assert ran.err.endswith("Nothing was written.\n")
    assert not (folder / "build/x.docx").exists()
    assert call(folder, "brackets").code == 0


def test_hostile_words_stay_words(folder: Path) -> None:
    commit(folder, {"sources/positions.yaml": POSITIONS.replace("乙国", "'<script>alert(1)</script>'")}, "Attack")
    git(folder, "tag", "<b>&$x$")
    page = written(folder, "x.html", "--since", "HEAD~1").decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    data = written(folder, "x.docx", "--since", "HEAD~1")
    assert complaints(data) == []
    assert etree.tostring(part(data)).count(b"&lt;b&gt;&amp;$x$") == 2
