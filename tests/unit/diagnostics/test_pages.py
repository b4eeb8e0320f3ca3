"""Every code has a page in the same four parts, every page a code, and the example on a page provokes its finding."""

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from plandoc.build import Plan, Stages, Target, build
from plandoc.build.created import UNDATED
from plandoc.cli.explain import page_of
from plandoc.cli.translate_check import compare_workspace
from plandoc.diagnostics import CODES, Findings
from plandoc.model.order import Order
from plandoc.model.workspace import Reading, Workspace
from plandoc.pipeline import draft, render_document, typeset
from plandoc.workbench.atlas import atlas_of
from plandoc.workbench.state import known_values
from tests.workspaces import make_workspace, read_checked

PARTS = ["What it says", "Why it matters", "Example", "How to fix"]
EXAMPLE = re.compile(r"^`(?P<path>[^`\n]+)`:\n\n```[a-z]+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
BUILT = {
    "PD040": "html",
    "PD041": "html",
    "PD043": "html",
    "PD050": "html",
    "PD051": "pdf",
    "PD052": "pdf",
    "PD056": "pdf",
    "PD060": "html",
    "PD061": "html",
    "PD062": "html",
    "PD063": "html",
}
"""Found when a document of this format is built; everything else is found by checking."""
TRANSLATED = {f"PD0{number}" for number in range(65, 74)}
"""Found by comparing translations with the source."""
LOOKED_UP = {"PD088"}
"""Found when the texts of a page in one file are made."""
REVIEWED = {f"PD0{number}" for number in range(74, 79)}
"""Found in a Word file that came back from review."""
TOLD_IN_WORDS = {"PD002", "PD003", "PD053", "PD054", "PD055", "PD064", "PD108"} | REVIEWED
"""No text of the small workspace can show them: bytes, the disk, the command line, another version, language or length."""


def examples(page: str) -> dict[str, str]:
    return {match["path"]: match["text"] for match in EXAMPLE.finditer(page)}


def codes_of_checking(root: Path) -> set[str]:
    _, findings = read_checked(root)
    return {one.code.name for one in findings}


def codes_of_building(root: Path, output_format: str) -> set[str]:
    """The codes of everything that building a workspace finds, open and under each scenario."""
    workspace, _ = read_checked(root)
    findings = Findings()
    for scenario in (None, *workspace.scenarios):
        targets = tuple(
            Target(
                order=Order(document=document, language=language, reading=Reading.CORRECTED, scenario=scenario),
                format=output_format,
            )
            for document in workspace.settings.documents
            for language in workspace.settings.languages
        )
        built(root, workspace, targets, findings)
    return {one.code.name for one in findings}


def codes_of_comparing(root: Path) -> set[str]:
    """The codes of everything that comparing the translations with the source finds."""
    workspace, _ = read_checked(root)
    findings = Findings()
    compare_workspace(workspace, root, workspace.settings.languages, findings)
    return {one.code.name for one in findings}


def codes_of_looking_up(root: Path) -> set[str]:
    """The codes of everything that making the texts of a page beforehand finds."""
    workspace, _ = read_checked(root)
    findings = Findings()
    for document in workspace.settings.documents:
        made = draft(workspace, document, workspace.settings.language, findings)
        atlas_of(made, known_values(workspace), findings)
    return {one.code.name for one in findings}


def found_as_it_is_found(name: str) -> Callable[[Path], set[str]]:
    if name in BUILT:
        return lambda root: codes_of_building(root, BUILT[name])
    if name in LOOKED_UP:
        return codes_of_looking_up
    return codes_of_comparing if name in TRANSLATED else codes_of_checking


def built(root: Path, workspace: Workspace, targets: tuple[Target, ...], findings: Findings) -> None:
    plan = Plan(workspace=workspace, root=root, targets=targets, created=UNDATED)
    build(plan, Stages(typeset=typeset, render=render_document), findings, lambda _: None)


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    pages = {entry.name for entry in (files("plandoc.diagnostics") / "pages").iterdir()}
    assert pages == {f"{name}.md" for name in CODES}


@pytest.mark.parametrize("name", CODES)
def test_page_has_its_parts_in_order(name: str) -> None:
    page = page_of(name)
    assert page.startswith(f"# {name}: {CODES[name].title}\n")
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == PARTS
    bodies = re.split(r"^## .*$", page, flags=re.MULTILINE)[1:]
    assert all(len(body.split()) >= 4 for body in bodies)


@pytest.mark.parametrize("name", sorted(set(CODES) - TOLD_IN_WORDS - {"PD001"}))
def test_example_provokes_its_finding(name: str, tmp_path: Path) -> None:
    changed = examples(page_of(name))
    assert changed
    root = make_workspace(tmp_path, changed)
    assert name in found_as_it_is_found(name)(root)


def test_workspace_without_the_examples_has_no_findings(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    assert codes_of_checking(root) | codes_of_building(root, "pdf") == set()


def test_folder_outside_the_workspace_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.md").write_text("secret", encoding="utf-8")
    root = make_workspace(tmp_path / "here", examples(page_of("PD001")))
    workspace, findings = read_checked(root)
    assert "PD001" in {one.code.name for one in findings}
    assert "secret" not in repr(workspace)


def test_codes_told_in_words_have_no_files() -> None:
    assert {name: examples(page_of(name)) for name in TOLD_IN_WORDS} == {name: {} for name in TOLD_IN_WORDS}
