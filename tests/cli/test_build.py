"""`plandoc build` with the real stages: what is written, what is refused, and what an interrupt leaves."""

import json
import os
import re
import signal
import subprocess
import zipfile
from functools import partial
from pathlib import Path

import pytest

from tests.workspaces import PROGRAM, call, decision, make_workspace, run

ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}\n"
"""A template that takes for ever."""


def built(root: Path) -> dict[str, bytes]:
    folder = root / "build"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def outputs(root: Path) -> dict[str, bytes]:
    """The documents of a language; its compiled words are beside them."""
    documents = (name for name in built(root) if name.startswith("zh/") and "LC_MESSAGES" not in name)
    return {name: built(root)[name] for name in documents}


def test_every_format_of_the_open_text_and_of_a_scenario(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    assert call(tmp_path, "build").code == 0
    ran = call(tmp_path, "build", "decision", "--scenario", "first")
    assert ran.code == 0
    assert sorted(line.split()[:2] for line in ran.out.splitlines()) == [
        ["written", "build/zh/decision.first.docx"],
        ["written", "build/zh/decision.first.html"],
        ["written", "build/zh/decision.first.pdf"],
    ]
    found = outputs(tmp_path)
    assert set(found) == {
        f"zh/decision{name}" for name in (".docx", ".html", ".pdf", ".first.docx", ".first.html", ".first.pdf")
    }
    assert "zh/LC_MESSAGES/plandoc.mo" in built(tmp_path)
    assert all(data.startswith(b"%PDF-") for name, data in found.items() if name.endswith(".pdf"))
    words = zipfile.ZipFile(tmp_path / "build/zh/decision.first.docx").read("word/document.xml").decode()
    assert "第一天" in words
    assert "最后一天" not in words
    assert "最后一天" in found["zh/decision.html"].decode()
    assert set(json.loads(built(tmp_path)["manifest.json"])["outputs"]) == set(found)


def test_two_builds_are_equal_byte_for_byte(tmp_path: Path) -> None:
    one, two = make_workspace(tmp_path / "one"), make_workspace(tmp_path / "two")
    assert run(one, "build", "-j", "1").code == 0
    assert run(two, "build", "-j", "2", environment={"PYTHONHASHSEED": "7"}).code == 0
    assert outputs(one) == outputs(two)
    assert len(outputs(one)) == 3


def test_time_of_the_outputs_is_an_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_workspace(tmp_path)
    call(tmp_path, "build", "--format", "docx")
    undated = outputs(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1650000000")
    assert "written" in call(tmp_path, "build", "--format", "docx").out
    assert outputs(tmp_path) != undated
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    refused = call(tmp_path, "build", "--format", "docx")
    assert refused.code == 2
    assert "SOURCE_DATE_EPOCH must be a number of seconds since 1970, not 'yesterday'." in refused.err


def test_two_languages_side_by_side(tmp_path: Path) -> None:
    settings = (make_workspace(tmp_path) / "plandoc.toml").read_text(encoding="utf-8")
    changed = settings.replace('build = ["zh"]', 'build = ["zh", "en"]')
    (tmp_path / "plandoc.toml").write_text(changed, encoding="utf-8")
    ran = call(tmp_path, "build", "--lang", "zh-en", "--format", "html")
    assert (ran.code, ran.out.split()[:2]) == (0, ["written", "build/zh-en/decision.html"])
    (record,) = json.loads(built(tmp_path)["manifest.json"])["outputs"].values()
    assert record["language"] == "zh-en"
    assert call(tmp_path, "build", "--lang", "zh-en", "--format", "html").out.split()[0] == "unchanged"
    refused = call(tmp_path, "build", "--lang", "zh-fr")
    assert (refused.code, "There is no language 'zh-fr'." in refused.err) == (2, True)


def test_unchanged_build_says_so(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    call(tmp_path, "build", "--format", "html,docx")
    before = built(tmp_path)
    ran = call(tmp_path, "build", "--format", "html,docx")
    assert (ran.code, ran.out) == (0, "unchanged  build/zh/decision.docx\nunchanged  build/zh/decision.html\n")
    assert built(tmp_path) == before


def test_reading_that_is_asked_for_is_printed(tmp_path: Path) -> None:
    make_workspace(tmp_path, decision("1. 请提出{~报吿|报告}；\n") | {"sources/scenarios/first.yaml": "title: x\n"})
    call(tmp_path, "build", "--format", "html")
    assert "报告" in outputs(tmp_path)["zh/decision.html"].decode()
    call(tmp_path, "build", "--format", "html", "--reading", "published")
    assert "报吿" in outputs(tmp_path)["zh/decision.html"].decode()


@pytest.mark.parametrize(
    ("arguments", "said", "hint"),
    [
        (["decison"], "There is no document 'decison'.", "Did you mean 'decision'?"),
        (["--format", "dcox"], "There is no format 'dcox'.", "Did you mean 'docx'?"),
        (["--lang", "zhh"], "There is no language 'zhh'.", "Did you mean 'zh'?"),
        (["--scenario", "frist"], "There is no scenario 'frist'.", "Did you mean 'first'?"),
        (
            ["--scenario", "first", "--reading", "published"],
            "A scenario starts from the corrected reading",
            "Leave out",
        ),
    ],
)
def test_what_there_is_not_ends_with_2_and_the_nearest_name(
    tmp_path: Path, arguments: list[str], said: str, hint: str
) -> None:
    ran = call(make_workspace(tmp_path), "build", *arguments)
    assert ran.code == 2
    assert f"error PD054: {said}" in ran.err
    assert hint in ran.err
    assert not (tmp_path / "build").exists()


def test_template_error_has_file_and_line_of_the_template(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    call(tmp_path, "build", "--format", "html,docx")
    before = outputs(tmp_path)
    make_workspace(tmp_path, {"templates/html/text.html.j2": "<p>\n  {{ section.nothing.more }}\n"})
    ran = call(tmp_path, "build", "--format", "html,docx", "--force")
    assert ran.code == 1
    assert " --> templates/html/text.html.j2:2:3\n" in ran.err
    assert "2 |   {{ section.nothing.more }}\n  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^\n" in ran.err
    assert re.search(r"error PD050: The template cannot be used: .*hint: Mend this line", ran.err, re.DOTALL)
    assert outputs(tmp_path)["zh/decision.html"] == before["zh/decision.html"]


def test_missing_font_stops_pages_only_and_is_shown_in_the_settings(tmp_path: Path) -> None:
    settings = '[fonts]\nrequired = ["No Such Song"]\n[documents.decision]\nparts = ["a"]\n'
    ran = call(make_workspace(tmp_path, {"plandoc.toml": settings}), "build")
    assert ran.code == 1
    assert "error PD051: The font 'No Such Song' is not installed.\n --> plandoc.toml:2:13\n" in ran.err
    assert "hint: Install it" in ran.err
    assert set(outputs(tmp_path)) == {"zh/decision.docx", "zh/decision.html"}


def test_missing_glyph_is_shown_in_the_source(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    assert call(tmp_path, "build", "--format", "pdf").code == 0
    before = outputs(tmp_path)
    texts = decision("1. 请提出报告\U0001f70b；\n") | {"sources/scenarios/first.yaml": "title: x\n"}
    ran = call(make_workspace(tmp_path, texts), "build", "--format", "pdf")
    assert ran.code == 1
    assert "error PD052: No required font has a glyph for '\U0001f70b' (U+1F70B)" in ran.err
    assert " --> sources/a.md:5:9\n" in ran.err
    assert outputs(tmp_path) == before


def test_file_where_the_output_folder_must_be(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    (tmp_path / "build").write_text("in the way", encoding="utf-8")
    ran = call(tmp_path, "build")
    assert ran.code == 1
    assert "error PD053: build cannot be written: a file stands where the folder must be.\n --> build\n" in ran.err


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("to_all", [False, True], ids=["to the process", "to its group, as a terminal does"])
def test_interrupt_ends_with_130_and_leaves_whole_files(tmp_path: Path, jobs: str, *, to_all: bool) -> None:
    make_workspace(tmp_path)
    assert call(tmp_path, "build", "--format", "docx,html").code == 0
    before = outputs(tmp_path)
    make_workspace(tmp_path, decision("1. 新的案文。\n") | {"templates/html/text.html.j2": ENDLESS})
    (tmp_path / "sources/scenarios/first.yaml").unlink()
    process = subprocess.Popen(
        [PROGRAM, "build", "--format", "docx,html", "-j", jobs],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        # Whoever runs the tests in the background ignores interrupts, and programs inherit that.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    )
    assert process.stdout
    assert process.stdout.readline().startswith("written    build/zh/decision.docx")
    if to_all:
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err == "Interrupted: what is written is whole, the rest is as it was.\n"
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    after = outputs(tmp_path)
    assert set(built(tmp_path)) == {*before, "zh/LC_MESSAGES/plandoc.mo", "manifest.json", ".gitignore"}
    assert after["zh/decision.html"] == before["zh/decision.html"]
    assert zipfile.ZipFile(tmp_path / "build/zh/decision.docx").testzip() is None
    assert after["zh/decision.docx"] != before["zh/decision.docx"]


def test_new_positions_make_the_word_file_anew(tmp_path: Path) -> None:
    def positions(name: str) -> dict[str, str]:
        return {"sources/positions.yaml": f"positions:\n  a/1#:\n    - {{option: keep, proposers: [{name}]}}\n"}

    def comments() -> str:
        assert call(tmp_path, "build", "--format", "docx").code == 0
        return zipfile.ZipFile(tmp_path / "build/zh/decision.docx").read("word/comments.xml").decode()

    text = decision("1. 请[甲]报告。\n") | {"sources/scenarios/first.yaml": "title: x\n"}
    make_workspace(tmp_path, text | positions("甲集团"))
    assert "保留：甲集团" in comments()
    make_workspace(tmp_path, text | positions("乙集团"))
    assert "保留：乙集团" in comments()
