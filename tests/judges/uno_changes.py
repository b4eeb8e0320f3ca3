"""Run by the system's Python, which has LibreOffice's `uno`: settles the tracked changes of Word files as a reader would.

Arguments: the profile folder as a URL, then triples: a command (`.uno:AcceptAllTrackedChanges`), a file to open, a file
to write.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # comes with the system's Python, which runs this file
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

_TRIES = 300


def main(profile: str, *work: str) -> None:
    """Start one LibreOffice, settle every file in it, and end it."""
    pipe = f"plandoc{uno.generateUuid().value.hex()}"
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        f"--accept=pipe,name={pipe};urp;",
    ]
    office = subprocess.Popen(command, start_new_session=True)
    try:
        manager = _connect(pipe)
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", manager.DefaultContext)
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", manager.DefaultContext)
        for command_name, source, target in zip(work[::3], work[1::3], work[2::3], strict=True):
            opened = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, _properties(Hidden=True))
            dispatcher.executeDispatch(opened.CurrentController.Frame, command_name, "", 0, ())
            opened.storeToURL(Path(target).as_uri(), _properties(FilterName="MS Word 2007 XML"))
            opened.dispose()
        desktop.terminate()
        office.wait(20)
    finally:
        if office.poll() is None:
            os.killpg(office.pid, signal.SIGKILL)


def _connect(pipe: str) -> Any:  # noqa: ANN401 - objects of uno have no types
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(_TRIES):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ServiceManager")
        except Exception:  # it is not up yet; uno raises a class of its own
            time.sleep(0.1)
    message = "LibreOffice does not answer"
    raise TimeoutError(message)


def _properties(**given: object) -> tuple[PropertyValue, ...]:
    return tuple(PropertyValue(name, 0, value, 0) for name, value in given.items())


if __name__ == "__main__":
    main(*sys.argv[1:])
