"""`build/manifest.json`: the hash, the inputs and the seconds of every output, and so what need not be built again.

A manifest that cannot be read counts as none: everything is built and the manifest written anew.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from plandoc.build.targets import Target
from plandoc.build.writing import write_whole

_FILE = "manifest.json"
_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the manifest says of one output."""

    document: str
    language: str
    reading: str
    scenario: str | None
    format: str
    hash: str
    """SHA-256 of the file, in hexadecimal."""
    bytes: int
    seconds: float
    """What making it took, when it was made."""
    text: str
    """SHA-256 of the printed document: the same words in the same places."""
    inputs: dict[str, str]
    """SHA-256 of everything that it was made from, by name."""
    files: tuple[str, ...]
    """The source files of the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Every output by its path below the output folder."""

    records: Mapping[str, Record]

    def is_current(self, target: Target, inputs: Mapping[str, str], folder: Path) -> bool:
        """Return whether the file was made from these inputs and is still as it was written."""
        record = self.records.get(target.path)
        return record is not None and record.inputs == inputs and is_as_written(record, folder / target.path)


def is_as_written(record: Record, path: Path) -> bool:
    """Return whether a file still has the hash that the manifest gives it."""
    try:
        return path.stat().st_size == record.bytes and sha256(path.read_bytes()).hexdigest() == record.hash
    except OSError:
        return False


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of an output folder; an empty one if there is none that can be read."""
    try:
        content = json.loads((folder / _FILE).read_bytes())
        if content["version"] != _VERSION:
            return Manifest(records={})
        return Manifest(records={path: _record(entry) for path, entry in content["outputs"].items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Manifest(records={})


def _record(entry: Mapping[str, Any]) -> Record:
    return Record(**{**entry, "files": tuple(entry["files"])})


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, without the outputs whose files are gone; raises `OSError`."""
    kept = {path: record for path, record in sorted(manifest.records.items()) if (folder / path).is_file()}
    content = {"version": _VERSION, "outputs": {path: asdict(record) for path, record in kept.items()}}
    write_whole(folder / _FILE, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
