"""`plandoc agree`: what it writes, what it shows, and what it refuses."""

from pathlib import Path

import pytest

from tests.workspaces import HEAD, call, decision, make_workspace

BODY = "1. 甲[，乙]；\n[2. 丙。]\n"
SOURCE = "sources/a.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path, decision(BODY) | {"sources/scenarios/first.yaml": "choices:\n  a/1#: keep\n"})


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_writes_sources_scenarios_and_history_and_says_what(root: Path) -> None:
    ran = call(root, "agree", "a/1#=drop", "--session", "SBI 3", "--by", "联络小组", "--date", "2022-03-28")
    assert (ran.code, ran.err) == (0, "")
    assert (root / SOURCE).read_text(encoding="utf-8") == f"{HEAD}1. 甲；\n[2. 丙。]\n"
    assert "a/1#" not in (root / "sources/scenarios/first.yaml").read_text(encoding="utf-8")
    history = (root / "sources/history.yaml").read_text(encoding="utf-8")
    assert "  - when: '2022-03-28'\n    session: SBI 3\n    by: 联络小组\n    choices:\n      a/1#: drop\n" in history
    assert "written: sources/a.md\nwritten: sources/history.yaml\nwritten: sources/scenarios/first.yaml\n" in ran.out
    assert call(root, "check").code == 0


def test_what_was_mended_is_said(root: Path) -> None:
    ran = call(root, "agree", "a/2#whole=drop")
    assert ran.err == "In a/1, “；” was mended to “。”.\n"
    assert "removed: a/2\n" in ran.out


def test_a_dry_run_shows_every_difference_and_writes_nothing(root: Path) -> None:
    before = files(root)
    ran = call(root, "agree", "a/1#=keep", "a/2#whole=drop", "--dry-run")
    assert ran.code == 0
    assert "--- a/sources/a.md\n+++ b/sources/a.md\n" in ran.out
    assert "-1. 甲[，乙]；\n-[2. 丙。]\n+1. 甲，乙。\n" in ran.out
    assert "--- /dev/null\n+++ b/sources/history.yaml\n" in ran.out
    assert files(root) == before


def test_a_scenario_is_settled_whole(root: Path) -> None:
    assert call(root, "agree", "a/2#whole=keep", "--scenario", "first").code == 0
    assert (root / SOURCE).read_text(encoding="utf-8") == f"{HEAD}1. 甲，乙；\n2. 丙。\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a/1#k=keep",), "There is no group and no value 'a/1#k'. Did you mean a/1#? Nothing was written."),
        (("a/1#=keep", "a/1#=drop"), "a/1# is settled twice, as keep and drop."),
        (("a/1#=drop", "--scenario", "first"), "a/1# is settled twice, as keep and drop."),
        (("--scenario", "frist"), "There is no scenario 'frist'. Did you mean 'first'?"),
        (("a/1#=drop", "--date", "28 March"), "'28 March' is no day."),
        ((), "Nothing is settled."),
    ],
)
def test_what_means_nothing_is_refused(root: Path, arguments: tuple[str, ...], message: str) -> None:
    before = files(root)
    ran = call(root, "agree", *arguments)
    assert (ran.code, message in ran.err) == (2, True), ran.err
    assert files(root) == before


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        (SOURCE, HEAD + BODY + "3. 丁[戊；\n", "PD010"),
        ("sources/scenarios/first.yaml", "choices: {a/9#: keep}\n", "PD030"),
        ("locales/fr/LC_MESSAGES/sources.po", 'msgid "\n', "PD062"),
        ("sources/history.yaml", "agreements: [x]\n", "PD038"),
    ],
)
def test_nothing_is_settled_in_a_workspace_with_errors(root: Path, path: str, text: str, code: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")
    before = files(root)
    ran = call(root, "agree", "a/1#=keep")
    assert ran.code == 1
    assert code in ran.err
    assert "Nothing was written." in ran.err
    assert files(root) == before


def test_a_language_that_is_not_built_is_settled_too(root: Path) -> None:
    path = root / "locales/fr/LC_MESSAGES/sources.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgctxt "a/1"\nmsgid "甲[，乙]；"\nmsgstr "A[, B] ;"\n', encoding="utf-8")
    assert call(root, "agree", "a/1#=keep").code == 0
    assert 'msgid "甲，乙；"\nmsgstr "A, B;"' in path.read_text(encoding="utf-8")


def test_what_should_be_looked_at_is_shown(tmp_path: Path) -> None:
    root = make_workspace(
        tmp_path, decision("1. 对[支持]，甲；\n2. 乙。\n") | {"sources/scenarios/first.yaml": "title: 一\n"}
    )
    ran = call(root, "agree", "a/1#=drop")
    assert ran.code == 0
    assert "warning PD040: In a/1, 对 has nothing after it." in ran.err
