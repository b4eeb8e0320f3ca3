"""Lets LibreOffice open a Word file and write it anew: what it loses or changes, a delegate's computer may too.

It also accepts and rejects tracked changes, as its menu does.
"""

import fcntl
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "pdf": "pdf:writer_pdf_Export",
    "txt": "txt:Text (encoded):UTF8",
}
_SECONDS = 100
_PYTHON_OF_THE_SYSTEM = "/usr/bin/python3"
"""The one that Debian's python3-uno is for."""


class Settled(NamedTuple):
    """A redline after LibreOffice settled all its changes, saved as Word files."""

    accepted: bytes
    rejected: bytes


def convert(data: bytes, ending: str, folder: Path) -> bytes:
    """Return the file as LibreOffice saves it: `docx` (opened and re-saved), `pdf` or `txt` (labels shown, UTF-8).

    Works in `folder` with a profile of its own; only one soffice runs at a time on the machine.
    """
    program = shutil.which("soffice")
    assert program is not None, "LibreOffice is not installed (libreoffice-writer-nogui)"
    source = folder / "given.docx"
    source.write_bytes(data)
    target = folder / "saved"
    command = (
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        _FILTERS[ending],
        "--outdir",
        str(target),
        str(source),
    )
    with _alone():
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    saved = target / f"given.{ending}"
    assert saved.is_file(), f"LibreOffice cannot open the file: {done.stdout} {done.stderr}"
    return saved.read_bytes()


def settle(files: Mapping[str, bytes], folder: Path) -> dict[str, Settled]:
    """Accept and reject all tracked changes of some files, by their names, in one LibreOffice."""
    arguments = []
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
        for command in ("Accept", "Reject"):
            source, target = folder / f"{name}.docx", folder / f"{name}-{command}.docx"
            arguments += [f".uno:{command}AllTrackedChanges", str(source), str(target)]
    program = Path(__file__).with_name("uno_changes.py")
    call = (_PYTHON_OF_THE_SYSTEM, str(program), (folder / "profile").as_uri(), *arguments)
    with _alone():
        done = subprocess.run(call, capture_output=True, text=True, timeout=_SECONDS, check=False)
    assert done.returncode == 0, f"LibreOffice cannot settle the changes (python3-uno?): {done.stdout} {done.stderr}"
    return {
        name: Settled(*((folder / f"{name}-{command}.docx").read_bytes() for command in ("Accept", "Reject")))
        for name in files
    }


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the one place that there is for LibreOffice on this machine."""
    with (Path(tempfile.gettempdir()) / "plandoc-soffice.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
