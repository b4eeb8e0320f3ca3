"""Files of a workspace into normalised texts: UTF-8 without BOM, LF line ends, no control characters.

Everything that is wrong with a file becomes a finding; no path leaves the workspace.
"""

import re
from pathlib import Path, PurePosixPath

from plandoc.diagnostics import Findings
from plandoc.spans import SourceText, Span, source_text

REPLACEMENT = "\ufffd"
"""What stands for bytes that are not UTF-8 and for control characters, so that no later offset shifts."""
LISTED = 10
"""How many control characters of one file are reported one by one."""
_LINE_END = re.compile(r"\r\n?")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def read_text(root: Path, path: str, findings: Findings) -> SourceText | None:
    """Read the file at `path`, relative to the workspace `root`, with forward slashes.

    Returns None, and reports PD001, where there is no such file inside the workspace or it cannot be read. Bytes that
    are not UTF-8 (PD002) and control characters (PD003) are reported and replaced.
    """
    file = _inside(root, path, findings)
    if file is None:
        return None
    try:
        if not file.is_file():
            _report_unreadable(path, "there is no such file", findings)
            return None
        data = file.read_bytes()
    except OSError as error:
        _report_unreadable(path, error.strerror or "it cannot be opened", findings)
        return None
    decoded = _decode(data, path, findings)
    return source_text(path, _without_controls(decoded, path, findings))


def list_files(root: Path, folder: str, suffix: str, findings: Findings) -> tuple[str, ...]:
    """Return the paths of the files right inside `folder` whose names end with `suffix`, sorted.

    A folder that does not exist has no files; one outside the workspace is reported (PD001). Hidden files are left out.
    """
    place = _inside(root, folder, findings)
    if place is None or not place.is_dir():
        return ()
    names = sorted(one.name for one in place.iterdir() if one.name.endswith(suffix) and not one.name.startswith("."))
    return tuple(str(PurePosixPath(folder) / name) for name in names)


def _inside(root: Path, path: str, findings: Findings) -> Path | None:
    """Return the real place of a path, or None, reported, where it leaves the workspace."""
    relative = PurePosixPath(path)
    try:
        base = root.resolve()
        file = (base / relative).resolve()
    except (OSError, RuntimeError, ValueError):
        _report_unreadable(path, "its path cannot be followed", findings)
        return None
    if relative.is_absolute() or ".." in relative.parts or not file.is_relative_to(base):
        _report_unreadable(path, "it lies outside the workspace", findings)
        return None
    return file


def _report_unreadable(path: str, reason: str, findings: Findings) -> None:
    findings.add(
        "PD001",
        Span(path=path, start=0, end=0),
        f"The file {path} cannot be read: {reason}.",
        hint="Paths count from the folder of plandoc.toml; nothing outside it is read.",
    )


def _decode(data: bytes, path: str, findings: Findings) -> str:
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return _LINE_END.sub("\n", data.decode("utf-8"))
    except UnicodeDecodeError as error:
        start = len(_LINE_END.sub("\n", data[: error.start].decode("utf-8")))
        findings.add(
            "PD002",
            Span(path=path, start=start, end=start + 1),
            f"The byte 0x{data[error.start]:02x} is not UTF-8 here.",
            hint="Save the file as UTF-8, without any other encoding.",
        )
        return _LINE_END.sub("\n", data.decode("utf-8", errors="replace"))


def _without_controls(text: str, path: str, findings: Findings) -> str:
    found = list(_CONTROL.finditer(text))
    for match in found[:LISTED]:
        findings.add(
            "PD003",
            Span(path=path, start=match.start(), end=match.end()),
            f"The control character U+{ord(match[0]):04X} is no text"
            + (f"; the file has {len(found)} of them." if len(found) > LISTED else "."),
            hint="Delete it.",
        )
    return _CONTROL.sub(REPLACEMENT, text) if found else text
