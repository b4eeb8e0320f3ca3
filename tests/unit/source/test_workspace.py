"""A folder into a workspace: what is read, in which order, and that nothing wrong in it raises."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plandoc.diagnostics import Diagnostic, Findings
from plandoc.model.workspace import Workspace
from plandoc.source.workspace import read_workspace
from plandoc.source.workspace_checking import check_workspace

TOML = '[workspace]\nsources = "texts"\nlabels = ["laws"]\n[documents.d]\nparts = ["a"]\n'
PART = "---\nid: {id}\nkind: decision\n---\n1. One {{laws}}[two];\n"


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def read(root: Path) -> tuple[Workspace, list[Diagnostic]]:
    findings = Findings()
    return read_workspace(root, findings), list(findings)


def test_folder_is_read_in_the_order_of_paths(tmp_path: Path) -> None:
    files = {
        "plandoc.toml": TOML,
        "texts/b.md": PART.format(id="b"),
        "texts/a.md": PART.format(id="a"),
        "texts/scenarios/two.yaml": "default: keep\n",
        "texts/scenarios/one.yaml": "default: drop\n",
        "texts/editorial-notes.yaml": "notes: {a/1: why}\n",
        "texts/other.yaml": "[",
    }
    write(tmp_path, files)
    workspace, found = read(tmp_path)
    assert found == []
    assert [part.id for part in workspace.parts] == ["a", "b"]
    assert [scenario.name for scenario in workspace.scenarios] == ["one", "two"]
    assert [note.block for note in workspace.notes] == ["a/1"]
    assert [source.path for source in workspace.texts] == sorted(set(files) - {"texts/other.yaml"})
    assert workspace.part("b") is workspace.parts[1]
    assert workspace.scenario("two") is workspace.scenarios[1]


def test_workspace_labels_reach_the_parts(tmp_path: Path) -> None:
    write(tmp_path, {"plandoc.toml": TOML, "texts/a.md": PART.format(id="a")})
    workspace, _ = read(tmp_path)
    assert "#laws" in repr(workspace.parts[0].lines)


def test_folder_without_settings_says_so(tmp_path: Path) -> None:
    workspace, found = read(tmp_path)
    assert workspace.parts == ()
    assert [(one.code.name, one.span.path) for one in found] == [("PD001", "plandoc.toml")]


def test_missing_part_file_is_reported_in_the_settings(tmp_path: Path) -> None:
    write(tmp_path, {"plandoc.toml": TOML, "texts/ab.md": PART.format(id="ab")})
    _, found = read(tmp_path)
    assert [(one.code.name, one.hint) for one in found] == [("PD006", "Did you mean ab?")]
    assert TOML[found[0].span.start : found[0].span.end] == "a"


def test_invalid_scenario_does_not_hide_the_rest(tmp_path: Path) -> None:
    files = {"plandoc.toml": TOML, "texts/a.md": PART.format(id="a"), "texts/scenarios/x.yaml": "choices: [\n"}
    write(tmp_path, files)
    workspace, found = read(tmp_path)
    assert [(one.code.name, one.span.path) for one in found] == [("PD004", "texts/scenarios/x.yaml")]
    assert workspace.part("a") is not None
    assert workspace.scenario("x") is not None


def test_sources_outside_the_workspace_are_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(tmp_path, {"root/plandoc.toml": '[workspace]\nsources = "../texts"\n', "texts/a.md": PART.format(id="a")})
    workspace, found = read(root)
    assert workspace.parts == ()
    assert {one.code.name for one in found} == {"PD001"}


def test_the_workspace_of_the_project_has_no_finding_but_notes(project: Path) -> None:
    findings = Findings()
    workspace = read_workspace(project, findings)
    assert list(findings) == []
    check_workspace(workspace, findings)
    assert {one.severity for one in findings} <= {"note"}
    assert len(workspace.parts) == 9


def test_reading_the_project_is_quick(project: Path) -> None:
    read_workspace(project, Findings())
    start = time.process_time()
    read_workspace(project, Findings())
    assert time.process_time() - start < 0.8  # a fifth of it on an idle machine


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.binary(max_size=60), st.sampled_from(["plandoc.toml", "texts/a.md", "texts/scenarios/s.yaml"]))
def test_no_bytes_raise(tmp_path: Path, data: bytes, path: str) -> None:
    write(tmp_path, {"plandoc.toml": TOML, "texts/a.md": PART.format(id="a"), "texts/scenarios/s.yaml": ""})
    (tmp_path / path).write_bytes(data)
    findings = Findings()
    workspace = read_workspace(tmp_path, findings)
    check_workspace(workspace, findings)
    lengths = {source.path: len(source.text) for source in workspace.texts}
    assert all(0 <= one.span.start <= one.span.end <= lengths[one.span.path] + 1 for one in findings)


@pytest.mark.parametrize("text", ["a: &a [*a, *a]", "!!python/object/apply:os.getcwd []", "? [x]\n: y", "- a", "1: 2"])
def test_strange_yaml_is_only_reported(tmp_path: Path, text: str) -> None:
    files = {"plandoc.toml": TOML, "texts/a.md": PART.format(id="a"), "texts/editorial-notes.yaml": text}
    write(tmp_path, files)
    _, found = read(tmp_path)
    assert {one.code.name for one in found} <= {"PD004", "PD007"}
