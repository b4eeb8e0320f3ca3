"""Compiled words beside the documents of a language: `build/en/LC_MESSAGES/cp-10.mo`."""

from collections.abc import Mapping
from pathlib import Path

from plandoc.build.faults import report_unwritable
from plandoc.build.writing import write_whole
from plandoc.diagnostics import Findings

FOLDER = "LC_MESSAGES"


def write_words(folder: Path, compiled: Mapping[str, bytes], findings: Findings) -> None:
    """Write the MO files of one language that are not there as they are; a disk that takes none is reported (PD053)."""
    for name, data in compiled.items():
        path = folder / FOLDER / name
        if path.is_file() and path.read_bytes() == data:
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
        except OSError as error:
            report_unwritable(f"{folder.name}/{FOLDER}/{name}", error, findings)
