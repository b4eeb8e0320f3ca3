"""The workspace that a command works in: found from the current folder upwards, read, and checked."""

from dataclasses import dataclass
from pathlib import Path

import typer

from plandoc.cli.console import refuse
from plandoc.diagnostics import Findings
from plandoc.diagnostics.printing import Texts, texts_by_path
from plandoc.model.workspace import Workspace

SETTINGS = "plandoc.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A workspace and what was found in it."""

    root: Path
    workspace: Workspace
    findings: Findings

    @property
    def texts(self) -> Texts:
        """The texts that were read, by their paths."""
        return texts_by_path(self.workspace.texts)


def find_root(context: typer.Context) -> Path:
    """Return the nearest folder from here upwards that has a plandoc.toml; end with exit code 2 if none has."""
    directory: Path = context.find_root().obj
    start = directory.resolve()
    if not start.is_dir():
        refuse(f"There is no folder {start}.")
    found = [folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()]
    if found:
        return found[0]
    return refuse(f"There is no {SETTINGS} in {start} or above.", "`plandoc new DIR` makes a workspace.")


def open_workspace(context: typer.Context) -> Opened:
    """Read and check the workspace; whatever is wrong with it is among the findings."""
    opened = open_text(context)
    if opened.workspace.report is not None:
        from plandoc.forms import check_report

        check_report(opened.workspace, opened.findings)
    return opened


def open_text(context: typer.Context) -> Opened:
    """Read the workspace and check all but whether its report format answers to the text."""
    from plandoc.choices.checking import check_scenarios
    from plandoc.source.workspace import read_workspace
    from plandoc.source.workspace_checking import check_workspace

    root = find_root(context)
    findings = Findings()
    workspace = read_workspace(root, findings)
    check_workspace(workspace, findings)
    check_scenarios(workspace, findings)
    return Opened(root=root, workspace=workspace, findings=findings)
