"""Workspaces out of git: what is read is what was committed, and nothing of the repository runs."""

from pathlib import Path

import pytest

from plandoc.diagnostics import Findings
from plandoc.source.revision import UnreadableRevision, commits_since, read_revision
from plandoc.source.workspace import read_workspace
from tests.repositories import commit, git, make_repository
from tests.workspaces import decision, make_workspace


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A workspace with two commits."""
    make_repository(make_workspace(tmp_path / "w", decision("1. 请[甲]提出报告。\n")))
    return commit(tmp_path / "w", decision("1. 请[乙]提出报告。\n"), "Change a word")


def words(root: Path, revision: str) -> str:
    workspace = read_revision(root, revision, Findings())
    return next(text.text for text in workspace.texts if text.path == "sources/a.md")


def test_every_way_to_name_a_revision(repository: Path) -> None:
    git(repository, "tag", "first", "HEAD~1")
    git(repository, "tag", "-a", "-m", "x", "annotated", "HEAD~1")
    git(repository, "branch", "草案/一", "HEAD~1")
    names = ("HEAD~1", "first", "annotated", "草案/一", git(repository, "rev-parse", "HEAD~1"), "main^", "@~1")
    assert {words(repository, name) for name in names} == {words(repository, "HEAD~1")}
    assert "[甲]" in words(repository, "HEAD~1")
    assert "[乙]" in words(repository, "HEAD")


def test_a_revision_reads_as_its_folder_did(repository: Path) -> None:
    now = read_workspace(repository, Findings())
    assert read_revision(repository, "HEAD", Findings()) == now
    (repository / "sources/a.md").write_text("not committed", encoding="utf-8")
    assert read_revision(repository, "HEAD", Findings()) == now
    assert git(repository, "status", "--porcelain") == "M sources/a.md"


def test_workspace_below_the_top_of_its_repository(tmp_path: Path) -> None:
    inner = make_workspace(tmp_path / "文件/二", decision("1. 请[甲]。\n"))
    make_repository(tmp_path)
    commit(tmp_path, {"文件/二/sources/a.md": "---\nid: a\nkind: decision\n---\n1. 请[乙]。\n"}, "Change")
    assert "[甲]" in words(inner, "HEAD~1")


@pytest.mark.parametrize(
    "name", ["nope", "-x", "--all", "HEAD:sources", "HEAD\n", "", "HEAD..main", "$(touch x)", "\0"]
)
def test_what_is_no_revision_is_refused_by_name(repository: Path, name: str) -> None:
    with pytest.raises(UnreadableRevision, match="There is no revision") as refused:
        read_revision(repository, name, Findings())
    assert refused.value.hint
    assert not (repository / "x").exists()


def test_folder_without_a_repository_and_machine_without_git(
    tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(UnreadableRevision, match="in no git repository"):
        read_revision(make_workspace(tmp_path / "alone"), "HEAD", Findings())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableRevision, match="git is not installed"):
        read_revision(repository, "HEAD", Findings())


def test_revision_before_the_workspace_was_there(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("x", encoding="utf-8")
    make_repository(tmp_path)
    make_workspace(tmp_path)
    commit(tmp_path, {}, "Add a workspace")
    with pytest.raises(UnreadableRevision, match=r"At HEAD~1 there is no plandoc\.toml here"):
        read_revision(tmp_path, "HEAD~1", Findings())


def test_links_are_reported_and_not_followed(repository: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\nid: s\nkind: decision\n---\n1. 秘密。\n", encoding="utf-8")
    (repository / "sources/s.md").symlink_to(secret)
    commit(repository, {}, "Link")
    findings = Findings()
    workspace = read_revision(repository, "HEAD", findings)
    assert [part.id for part in workspace.parts] == ["a"]
    assert [(one.code.name, one.span.path) for one in findings if one.code.name == "PD001"] == [
        ("PD001", "sources/s.md")
    ]


def test_sources_outside_the_workspace_are_not_read(repository: Path) -> None:
    for folder in ("../elsewhere", "/etc", ""):
        commit(repository, {"plandoc.toml": f'[workspace]\nsources = "{folder}"\n[documents.d]\nparts = ["a"]\n'}, "x")
        assert read_revision(repository, "HEAD", Findings()).parts == ()


def test_nothing_of_the_repository_runs(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Filters, attributes, hooks and a file-system monitor, each of which would leave a file behind."""
    ran = repository.parent / "ran"
    for hook in ("post-checkout", "reference-transaction", "pre-auto-gc"):
        script = repository / ".git/hooks" / hook
        script.parent.mkdir(exist_ok=True)
        script.write_text(f"#!/bin/sh\ntouch {ran}\n", encoding="utf-8")
        script.chmod(0o755)
    attributes = "*.md filter=evil text eol=crlf\nsources/a.md export-ignore\n*.yaml export-subst\n"
    commit(
        repository, {".gitattributes": attributes, "sources/scenarios/x.yaml": "title: $Format:%an$\n"}, "Attributes"
    )
    ran.unlink(missing_ok=True)
    git(repository, "config", "filter.evil.smudge", f"touch {ran}; cat")
    git(repository, "config", "core.fsmonitor", f"touch {ran}")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    workspace = read_revision(repository, "HEAD", Findings())
    assert not ran.exists()
    assert [part.id for part in workspace.parts] == ["a"]
    assert [one.title for one in workspace.scenarios if one.name == "x"] == ["$Format:%an$"]


def test_no_file_is_left_behind(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    before = {path: path.stat().st_mtime_ns for path in repository.rglob("*") if path.is_file()}
    read_revision(repository, "HEAD~1", Findings())
    assert list(folder.iterdir()) == []
    assert {path: path.stat().st_mtime_ns for path in repository.rglob("*") if path.is_file()} == before


def test_hostile_tree_cannot_write_outside(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree with `..` as a name, which git itself would never write."""
    blob = git(repository, "hash-object", "-w", "sources/a.md")
    outer = _tree(repository, b"100644 evil.md\0" + bytes.fromhex(blob))
    for _ in range(3):
        outer = _tree(repository, b"40000 ..\0" + bytes.fromhex(outer))
    toml = git(repository, "hash-object", "-w", "plandoc.toml")
    root = _tree(
        repository,
        b"100644 plandoc.toml\0" + bytes.fromhex(toml) + b"40000 sources\0" + bytes.fromhex(outer),
    )
    made = git(repository, "commit-tree", "-m", "x", root)
    # Two levels up from the folder that the workspace is taken out into, which is gone afterwards.
    folder = tmp_path / "temporary/one"
    folder.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    read_revision(repository, made, Findings())
    assert list(folder.parent.rglob("*")) == [folder]


def _tree(repository: Path, raw: bytes) -> str:
    file = repository.parent / "tree"
    file.write_bytes(raw)
    return git(repository, "hash-object", "-t", "tree", "-w", "--literally", str(file))


def labels(root: Path, revision: str, *paths: str) -> list[str]:
    return [one.label for one in commits_since(root, revision, paths or ("plandoc.toml", "sources"))]


def test_commits_since_a_revision_are_those_that_touched_the_paths(repository: Path) -> None:
    commit(repository, {"README": "no source"}, "Beside")
    commit(repository, {"plandoc.toml": (repository / "plandoc.toml").read_text("utf-8") + "\n"}, "Settings")
    git(repository, "tag", "-a", "-m", "x", "second-reading")
    git(repository, "tag", "first-reading", "HEAD~3")
    assert labels(repository, "HEAD~3") == ["first-reading", "2022-03-28", "second-reading"]
    assert labels(repository, "HEAD~3", "README") == ["first-reading", "2022-03-28"]
    assert labels(repository, "HEAD") == ["second-reading"]
    names = [one.name for one in commits_since(repository, "first-reading", ("sources",))]
    assert names == git(repository, "rev-parse", "HEAD~3", "HEAD~2").splitlines()


def test_commits_of_a_workspace_below_the_top_and_on_its_own_line(tmp_path: Path) -> None:
    inner = make_workspace(tmp_path / "文件", decision("1. 请[甲]。\n"))
    make_repository(tmp_path)
    git(tmp_path, "checkout", "-q", "-b", "side")
    commit(tmp_path, {"文件/sources/a.md": "---\nid: a\nkind: decision\n---\n1. 请[乙]。\n"}, "Aside")
    git(tmp_path, "checkout", "-q", "main")
    commit(tmp_path, {"sources/a.md": "not ours"}, "Beside")
    git(tmp_path, "merge", "-q", "--no-ff", "-m", "Merge", "side")
    git(tmp_path, "tag", "merged")
    assert labels(inner, "HEAD~2") == ["2022-03-28", "merged"]


def test_paths_are_names_and_lead_nowhere_else(repository: Path) -> None:
    assert labels(repository, "HEAD~1", ":(glob)**", "../other") == ["2022-03-28"]
    with pytest.raises(UnreadableRevision, match="There is no revision"):
        commits_since(repository, "--all", ("sources",))
