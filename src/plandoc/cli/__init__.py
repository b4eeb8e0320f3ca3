"""The command line: arguments into calls of the pipeline into exit codes: 0, 1 (findings), 2 (usage), 130 (Ctrl-C)."""

import sys
from io import TextIOWrapper

__all__ = ["main"]

INTERRUPTED = 130


def main() -> None:
    """Run `plandoc` with the arguments of this process; ends it with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show a character shows its code; nothing fails for it.
            stream.reconfigure(errors="backslashreplace")
    try:
        from plandoc.cli.app import app

        app(prog_name="plandoc")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
