"""The questionnaire after the room has agreed: its forms ask what they would have asked under the same choices."""

from pathlib import Path
from shutil import copy, copytree

import pytest

from plandoc.diagnostics import Findings, Severity
from plandoc.forms.printing import printed_form
from plandoc.model.printed import CrossReference, Words
from plandoc.model.workspace import Workspace
from plandoc.source.workspace import read_workspace
from tests.workspaces import call, read_checked


@pytest.fixture
def workspace(project: Path, tmp_path: Path) -> Path:
    """A copy of the project's workspace that may be written."""
    copy(project / "plandoc.toml", tmp_path)
    for folder in ("sources", "locales"):
        copytree(project / folder, tmp_path / folder)
    return tmp_path


def asked(workspace: Workspace, language: str, scenario: str = "") -> list[tuple[str, str, str]]:
    """Every question of the form: its id, its number, its words."""
    form = printed_form(workspace, language, workspace.scenario(scenario), Findings())
    assert form is not None
    return [
        (one.id, one.number, "".join(piece.text for piece in one.pieces if isinstance(piece, Words | CrossReference)))
        for one in form.questions()
    ]


@pytest.mark.parametrize("scenario", ["mixed", "keep-all", "drop-all"])
def test_form_asks_the_same_once_all_is_agreed(project: Path, workspace: Path, scenario: str) -> None:
    before = read_workspace(project, Findings())
    ran = call(workspace, "agree", "--scenario", scenario)
    assert ran.code == 0, ran.err
    after, findings = read_checked(workspace)
    assert [one for one in findings if one.severity is Severity.ERROR] == []
    assert {one.code.name for one in findings if one.severity is Severity.WARNING} <= {"PD037", "PD107"}
    for language in ("zh", "en"):
        assert asked(after, language) == asked(before, language, scenario)


def test_one_agreement_leaves_everything_else_open(project: Path, workspace: Path) -> None:
    before = read_workspace(project, Findings())
    assert call(workspace, "agree", "plan-2/A.5/ind#a5=drop").code == 0
    after, findings = read_checked(workspace)
    assert not findings.has_errors()
    gone = {name for name, _, _ in asked(before, "zh")} - {name for name, _, _ in asked(after, "zh")}
    fed = {one.id: one.feeds for section in before.report.sections for one in section.walk()} if before.report else {}
    assert gone
    assert {goal.rpartition("/ind/")[0] for name in gone for goal in fed.get(name, ())} == {"plan-2/A.5"}
