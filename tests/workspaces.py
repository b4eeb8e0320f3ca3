"""Small workspaces in a test's own folder, and the command line run on them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from importlib.resources import as_file, files
from io import StringIO
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

from plandoc.choices.checking import check_scenarios
from plandoc.cli.app import app
from plandoc.diagnostics import Findings
from plandoc.forms import check_report
from plandoc.model.workspace import Workspace
from plandoc.source.workspace import read_workspace
from plandoc.source.workspace_checking import check_workspace

HEAD = "---\nid: a\nkind: decision\n---\n"
PROGRAM = Path(sys.executable).with_name("plandoc")


class Ran(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str


def decision(body: str) -> dict[str, str]:
    """The file of the decision of a workspace, with this text."""
    return {"sources/a.md": HEAD + body}


def make_workspace(root: Path, changed: Mapping[str, str] | None = None) -> Path:
    """The workspace that `plandoc new` makes, with some files changed or added."""
    with as_file(files("plandoc.cli") / "example") as example:
        copytree(example, root, dirs_exist_ok=True)
    for path, text in (changed or {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def read_checked(root: Path) -> tuple[Workspace, Findings]:
    """Read and check a workspace as the commands do."""
    findings = Findings()
    workspace = read_workspace(root, findings)
    check_workspace(workspace, findings)
    check_scenarios(workspace, findings)
    check_report(workspace, findings)
    return workspace, findings


def call(folder: Path, *arguments: str) -> Ran:
    """Run `plandoc` in this process, piped; what `run` does, without the time that a process takes to start."""
    out, err = StringIO(), StringIO()
    code: str | int | None = 0
    with chdir(folder), redirect_stdout(out), redirect_stderr(err):
        try:
            app(list(arguments), prog_name="plandoc")
        except SystemExit as end:
            code = end.code
    return Ran(int(code or 0), out.getvalue(), err.getvalue())


def run(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Ran:
    """Run `plandoc` as a process of its own, piped."""
    done = subprocess.run(
        [PROGRAM, *arguments],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
