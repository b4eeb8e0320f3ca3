"""`plandoc renumber`: what it writes, what it shows, and what it refuses."""

from pathlib import Path

import pytest

from tests.workspaces import HEAD, call, decision, make_workspace

SOURCE = "sources/a.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    scenario = {"sources/scenarios/first.yaml": "choices:\n  a/5bis#: keep  # 二\n"}
    return make_workspace(tmp_path, decision("5. 甲；\n5 bis. 乙[，丙]；\n6. 见{@a/5bis}。\n") | scenario)


def test_labels_and_what_names_them_are_written_and_listed(root: Path) -> None:
    ran = call(root, "renumber")
    assert (ran.code, ran.err) == (0, "")
    assert (root / SOURCE).read_text(encoding="utf-8") == f"{HEAD}5. 甲；\n6. 乙[，丙]；\n7. 见{{@a/6}}。\n"
    assert "  a/6#: keep  # 二\n" in (root / "sources/scenarios/first.yaml").read_text(encoding="utf-8")
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["5", "bis.", "6.", "a/5bis", "a/6"] in rows
    assert ["6.", "7.", "a/6", "a/7"] in rows
    assert call(root, "check").code == 0
    again = call(root, "renumber")
    assert (again.code, again.out, again.err) == (0, "", "Every label is the number of clean text already.\n")


def test_a_dry_run_writes_nothing(root: Path) -> None:
    before = (root / SOURCE).read_bytes()
    ran = call(root, "renumber", "--dry-run")
    assert (ran.code, "-5 bis. 乙[，丙]；\n" in ran.out) == (0, True)
    assert (root / SOURCE).read_bytes() == before


def test_numbers_typed_as_words_are_named(root: Path) -> None:
    (root / SOURCE).write_text(f"{HEAD}5. 甲；\n5 bis. 见第 6 段[，丙]；\n6. 丁。\n", encoding="utf-8")
    ran = call(root, "renumber")
    assert "note PD044: 第 6 段 is typed as words" in ran.err
    assert ran.err.endswith("These stay as they are typed: look whether they must follow.\n")


def test_nothing_is_renumbered_in_a_workspace_with_errors(root: Path) -> None:
    (root / SOURCE).write_text(f"{HEAD}5. 甲；\n7. 乙[丙；\n", encoding="utf-8")
    ran = call(root, "renumber")
    assert (ran.code, "PD010" in ran.err, "Nothing was written." in ran.err) == (1, True, True)


def test_a_number_that_somebody_else_has_is_refused(root: Path) -> None:
    text = f"{HEAD}5. 甲；\n5 bis. 乙[，丙]；\n丁{{#6}}\n"
    (root / SOURCE).write_text(text, encoding="utf-8")
    ran = call(root, "renumber")
    assert (ran.code, "PD020" in ran.err) == (2, True)
    assert (root / SOURCE).read_text(encoding="utf-8") == text
