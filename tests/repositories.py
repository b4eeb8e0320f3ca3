"""Git repositories in a test's own folder, with nothing of the machine's own settings."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

PERSON = ("-c", "user.name=示例", "-c", "user.email=example@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder and return what it says."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    # Fixed days, so that the same commits have the same names.
    dated = {"GIT_AUTHOR_DATE": "2022-03-28T00:00:00Z", "GIT_COMMITTER_DATE": "2022-03-28T00:00:00Z"}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *PERSON, *arguments],
        cwd=folder,
        env=environment | dated | alone,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    return done.stdout.strip()


def make_repository(folder: Path) -> Path:
    """Make a folder a repository with all that lies in it as its first commit."""
    git(folder, "init", "-q", "-b", "main")
    return commit(folder, {}, "Begin")


def commit(folder: Path, changed: Mapping[str, str], message: str) -> Path:
    """Write files and commit them with everything else that lies in the folder."""
    for path, text in changed.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return folder
