"""Bytes to a file, whole or not at all: written beside it under another name, then moved into its place."""

import os
from pathlib import Path
from tempfile import TemporaryFile

_KEEPER = b"# Everything built here can be built again: only this file is kept.\n*\n!.gitignore\n"


def make_writable(folder: Path) -> None:
    """Make a folder where there is none, with a `.gitignore` that keeps it; raise `OSError` if it takes no files."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        if not (folder.parent / ".gitignore").is_file():
            write_whole(folder / ".gitignore", _KEEPER)
    with TemporaryFile(dir=folder):
        pass


def write_whole(path: Path, data: bytes) -> None:
    """Write a file atomically; whatever happens, `path` holds either what it held before or all of `data`.

    Raises `OSError` if the disk is full or the folder cannot be written to.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            # A rename may reach the disk before the data does; after a power cut the file would be empty.
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
