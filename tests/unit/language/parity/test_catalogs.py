"""A whole PO file is checked, and every finding points into the files that people edit."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.cli.translate_check import compare_workspace
from plandoc.diagnostics import Diagnostic, Findings
from plandoc.language.catalog import Entry
from plandoc.language.parity.checking import Measure, check_translation
from tests.strategies import BRACKETS, SIGNS, WORDS
from tests.workspaces import call, make_workspace, read_checked

TOML = '[languages]\nsource = "zh"\nbuild = ["zh", "en"]\n\n[documents.decision]\nparts = ["a"]\n'
SOURCE = "---\nid: a\nkind: decision\n---\n1. *请*{v}[{~甲|乙}][丙]根据第 22 条{w}[提出]报告。\n"
UNIT = "*请*{v}[乙][丙]根据第 22 条{w}[提出]报告。"
PO = "locales/en/LC_MESSAGES/sources.po"


def workspace(tmp_path: Path, translation: str, *, flags: str = "", unit: str = UNIT) -> Path:
    entry = f'{flags}msgctxt "a/1"\nmsgid "{unit}"\nmsgstr {translation}\n'
    return make_workspace(tmp_path, {"plandoc.toml": TOML, "sources/a.md": SOURCE, PO: entry})


def compared(root: Path) -> tuple[Diagnostic, ...]:
    findings = Findings()
    read, _ = read_checked(root)
    compare_workspace(read, root, ("en",), findings)
    return tuple(findings)


def shown(root: Path, diagnostic: Diagnostic) -> tuple[str, str]:
    """The characters that a finding points at in the translation and in the source."""
    spans = diagnostic.span, diagnostic.related[0].span
    texts = [(root / span.path).read_text("utf-8")[span.start : span.end] for span in spans]
    return texts[0], texts[1]


def test_a_right_translation_has_no_finding(tmp_path: Path) -> None:
    root = workspace(tmp_path, '"*Requests* {v}[A][B], under Article 22, to {w}[submit ]report."')
    assert compared(root) == ()
    assert call(root, "translate", "check").code == 0


def test_findings_point_into_the_po_file_and_the_source(tmp_path: Path) -> None:
    root = workspace(tmp_path, '"*Requests* {v}[A][B], under Article 23, to {w}[submit ]report."')
    (one,) = compared(root)
    assert shown(root, one) == ("23", "22")


def test_wrapped_and_escaped_strings_are_counted_through(tmp_path: Path) -> None:
    root = workspace(tmp_path, '""\n"*Requests* \\"{v}[A][B]\\", under "\n"Article 22, to {x}[submit ]report."')
    (one,) = compared(root)
    assert one.code.name == "PD065"
    assert shown(root, one) == ("{x}[submit ]", "{w}[提出]")


def test_an_emended_option_is_found_in_the_source(tmp_path: Path) -> None:
    root = workspace(tmp_path, '"*Requests* {v}[][B], under Article 22, to {w}[submit ]report."')
    (one,) = compared(root)
    assert one.code.name == "PD066"
    translation, source = shown(root, one)
    assert translation == "{v}[][B]"
    assert "乙" in source
    assert "丙" not in source


@pytest.mark.parametrize(
    ("translation", "flags", "unit", "code"),
    [
        ('""', "", UNIT, "PD060"),
        ('"*Requests*"', "#, fuzzy\n", UNIT, "PD061"),
        ('"*Requests* reports."', "", "*请*提出报告。", "PD061"),
    ],
)
def test_what_is_not_finished_is_reported(tmp_path: Path, translation: str, flags: str, unit: str, code: str) -> None:
    assert [one.code.name for one in compared(workspace(tmp_path, translation, flags=flags, unit=unit))] == [code]


def test_an_entry_without_a_unit_is_a_note(tmp_path: Path) -> None:
    root = workspace(tmp_path, '"*Requests* {v}[A][B], under Article 22, to {w}[submit ]report."')
    with (root / PO).open("a", encoding="utf-8") as file:
        file.write('\nmsgctxt "a/2"\nmsgid "甲"\nmsgstr "A"\n')
    assert [one.code.name for one in compared(root)] == ["PD064"]


@pytest.mark.parametrize("form", ["full", "concise", "json", "sarif", "github"])
def test_every_format_names_both_files(tmp_path: Path, form: str) -> None:
    root = workspace(tmp_path, '"*Requests* {v}[A][B], under Article 23, to {w}[submit ]report."')
    ran = call(root, "translate", "check", "--format", form)
    assert ran.code == 1
    assert PO in ran.out
    assert "PD069" in ran.out
    if form in ("full", "json", "sarif"):
        assert "sources/a.md" in ran.out
    if form == "json":
        (one,) = json.loads(ran.out)
        assert (one["line"], one["column"]) == (3, 45)


def test_notes_are_shown_when_asked_for(tmp_path: Path) -> None:
    root = workspace(tmp_path, '"*Requests* to {w}[submit ]report under Article 22 {v}[A][B]."')
    assert call(root, "translate", "check").err == "No findings (and 1 note: --notes)\n"
    assert "PD073" in call(root, "translate", "check", "--notes").out


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    ran = call(workspace(tmp_path, '""'), "translate", "check", "--lang", "fr")
    assert ran.code == 2
    assert "There are: en." in ran.err


@given(*[st.lists(st.sampled_from((*BRACKETS, *SIGNS, *WORDS)), max_size=12).map("".join)] * 2)
def test_no_text_is_too_wrong_to_be_compared(source: str, target: str) -> None:
    measure = Measure(source_language="zh", language="en")
    findings = Findings()
    check_translation(Entry(id="a/1", source=source, text=target), measure, findings)
    for one in findings:
        assert 0 <= one.span.start <= one.span.end <= max(1, len(target))


@given(st.lists(st.sampled_from((*BRACKETS, *SIGNS, *WORDS)), max_size=12).map("".join))
def test_every_text_has_the_same_choices_as_itself(text: str) -> None:
    findings = Findings()
    measure = Measure(source_language="zh", language="zh")
    check_translation(Entry(id="a/1", source=text, text=text), measure, findings)
    codes = {one.code.name for one in findings if "no partner" not in one.message}
    assert codes <= {"PD072"}
