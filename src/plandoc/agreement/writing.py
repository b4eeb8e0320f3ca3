"""New texts to the disk: all of them or none, each with the line ends and the byte order mark that its file has."""

import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from difflib import SequenceMatcher, unified_diff
from pathlib import Path

from plandoc.agreement.refusal import refuse
from plandoc.build.writing import write_whole
from plandoc.spans import SourceText

_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LINE_END = re.compile(r"\r\n|\r")
_ANY_END = re.compile(r"\r\n|\r|\n")


def print_differences(before: Mapping[str, SourceText], texts: Mapping[str, str]) -> str:
    """Return what changes, as a unified diff of every file; `before` are the texts that were read, by their paths."""
    pieces: list[str] = []
    for path, text in texts.items():
        old = _LINE.findall(before[path].text) if path in before else []
        origin = f"a/{path}" if path in before else "/dev/null"
        lines = unified_diff(old, _LINE.findall(text), origin, f"b/{path}")
        pieces += (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return "".join(pieces)


def write_all(root: Path, before: Mapping[str, SourceText], texts: Mapping[str, str]) -> None:
    """Write new texts into a workspace; where one cannot be written, the others are put back as they were.

    Raises `RefusedError` where a file is not what was read any more, or where the disk refuses.
    """
    held = {path: _held(root / path, before.get(path)) for path in texts}
    ready = {path: _as_typed(held[path], before[path].text if path in before else "", texts[path]) for path in texts}
    written: list[str] = []
    for path, data in ready.items():
        try:
            write_whole(root / path, data)
        except OSError as error:
            for done in written:
                _put_back(root / done, held[done])
            refuse(f"{path} cannot be written: {error.strerror}.", "Nothing was changed.")
        written.append(path)


def _held(file: Path, read: SourceText | None) -> bytes | None:
    """Return what a file holds now; None where there is none, which must be what was read."""
    data = file.read_bytes() if file.is_file() else None
    now = None if data is None else _LINE_END.sub("\n", data.removeprefix(_BOM).decode("utf-8", errors="replace"))
    if now != (None if read is None else read.text):
        refuse(f"{file.name} was changed meanwhile.", "Nothing was written: give the command again.")
    return data


def _as_typed(data: bytes | None, before: str, after: str) -> bytes:
    """Return a new text as bytes: lines that stay are the bytes that they were, new ones end as the others do."""
    if data is None:
        return after.encode()
    bom, raw = (_BOM if data.startswith(_BOM) else b""), data.removeprefix(_BOM).decode()
    if "\r" not in raw:
        return bom + after.encode()
    typed, old, new = _LINE.findall(raw), _LINE.findall(before), _LINE.findall(after)
    end = Counter(_ANY_END.findall(raw)).most_common(1)[0][0]
    pieces: list[str] = []
    for kind, start, stop, new_start, new_stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces += typed[start:stop]
        else:
            pieces += (line.replace("\n", end) for line in new[new_start:new_stop])
    return bom + "".join(pieces).encode()


def _put_back(file: Path, data: bytes | None) -> None:
    # What cannot be put back either is left for git: the first failure is the one to tell.
    with suppress(OSError):
        if data is None:
            file.unlink()
        else:
            write_whole(file, data)
