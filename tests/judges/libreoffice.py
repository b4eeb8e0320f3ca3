"""Lets LibreOffice open a Word file and write it anew: what it loses or changes, a delegate's computer may too."""

import fcntl
import shutil
import subprocess
import tempfile
from pathlib import Path

_FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "pdf": "pdf:writer_pdf_Export",
    "txt": "txt:Text (encoded):UTF8",
}
_SECONDS = 100


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
    with (Path(tempfile.gettempdir()) / "plandoc-soffice.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    saved = target / f"given.{ending}"
    assert saved.is_file(), f"LibreOffice cannot open the file: {done.stdout} {done.stderr}"
    return saved.read_bytes()
