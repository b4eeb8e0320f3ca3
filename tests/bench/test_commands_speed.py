"""How long whole commands take, from starting the process to its end."""

import os
import shutil
import subprocess
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pytest

from tests.workspaces import PROGRAM

pytestmark = pytest.mark.bench

ROUNDS = 7
SECONDS = 0.5


def seconds(folder: Path, *arguments: str) -> float:
    """Return the processor time of the quickest of some runs; every run must end well."""
    # Compiled modules are kept, as they are wherever plandoc is installed.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    taken = []
    for _ in range(ROUNDS):
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run([PROGRAM, *arguments], cwd=folder, env=environment, capture_output=True, check=True)
        after = getrusage(RUSAGE_CHILDREN)
        taken.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return min(taken)


@pytest.fixture
def workspace(project: Path, tmp_path: Path) -> Path:
    """A copy of the project's own workspace."""
    shutil.copy(project / "plandoc.toml", tmp_path)
    for folder in ("sources", "templates", "locales"):
        if (project / folder).is_dir():
            shutil.copytree(project / folder, tmp_path / folder)
    return tmp_path


def test_check_of_all_sources(workspace: Path) -> None:
    taken = seconds(workspace, "check")
    assert taken <= SECONDS, f"check took {taken:.2f} s"


def test_build_of_what_is_unchanged(workspace: Path) -> None:
    subprocess.run([PROGRAM, "build"], cwd=workspace, capture_output=True, check=True)
    taken = seconds(workspace, "build")
    assert taken <= SECONDS, f"an unchanged build took {taken:.2f} s"
