"""Other programs judge our PO files: GNU gettext as build systems use it, and pofilter as translators' offices do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FILTERS = (
    "blank", "doublespacing", "doublewords", "endwhitespace", "escapes", "isfuzzy", "newlines", "printf", "purepunc",
    "pythonbraceformat", "startwhitespace", "tabs", "unchanged", "untranslated", "urls", "variables", "xmltags",
)  # fmt: skip
"""What pofilter can judge between Chinese and English. It compares marks and capitals as if both languages had the same, and
counts brackets, of which a translation has as many as its echoes need."""


def msgfmt_complaints(path: Path) -> str:
    """What `msgfmt -c` says of a file; headers that only people can fill in apart."""
    done = _run("msgfmt", "-c", "-o", os.devnull, str(path))
    lines = [line for line in done.stderr.splitlines() if "missing in header" not in line]
    return "\n".join([*lines, *([f"exit code {done.returncode}"] if done.returncode else [])])


def msgmerge(old: Path, new: Path) -> str:
    """What `msgmerge` makes of two files."""
    return _run("msgmerge", "--quiet", "--previous", str(old), str(new)).stdout


def pofilter_complaints(path: Path, folder: Path) -> str:
    """The units that pofilter finds fault with, with its reasons."""
    program = Path(sys.executable).with_name("pofilter")
    target = folder / "filtered.po"
    tests = [argument for name in FILTERS for argument in ("-t", name)]
    subprocess.run([program, "--progress=none", *tests, "-i", path, "-o", target], check=True, capture_output=True)
    text = target.read_text(encoding="utf-8") if target.is_file() else ""
    return "\n".join(block for block in text.split("\n\n") if "(pofilter)" in block)


def _run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which(name)
    if program is None and not os.environ.get("CI"):
        pytest.skip(f"{name} is not installed (gettext)")
    assert program is not None, f"{name} is not installed (gettext)"
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run([program, *arguments], capture_output=True, encoding="utf-8", check=False, env=environment)
