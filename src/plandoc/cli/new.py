"""`plandoc new`: a small workspace that builds, to begin from."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.console import refuse

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_FOLDERS = ("templates", "locales")


def new(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty or not there yet.")],
) -> None:
    """Make a workspace with one decision and one scenario."""
    from importlib.resources import files

    from plandoc.build.writing import make_writable, write_whole

    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        refuse(f"{directory} is there already and is not an empty folder.", "Name a new folder.")
    try:
        for name, content in _example(files("plandoc.cli") / "example", ""):
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        for folder in _FOLDERS:
            (directory / folder).mkdir()
        make_writable(directory / "build")
    except OSError as error:
        refuse(f"{directory} cannot be written: {error.strerror}.")
    sys.stdout.write(f"{directory} is a workspace now. Next:\n\n    cd {directory}\n    plandoc build\n")


def _example(place: "Traversable", prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(place.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _example(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()
