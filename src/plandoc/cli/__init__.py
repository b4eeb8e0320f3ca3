"""The command line: arguments into calls of the pipeline into exit codes, which docs/commands.md explains."""

import sys
from io import TextIOWrapper

__all__ = ["main"]

INTERRUPTED = 130
OUR_MISTAKE = 70
"""What sysexits.h calls an internal software error: no input may cause it."""


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
    except Exception:
        import traceback

        traceback.print_exc()
        sys.stderr.write("This is a mistake in plandoc, not in your text. The last good output is still there.\n")
        sys.exit(OUR_MISTAKE)
