"""What a terminal gets and what a pipe gets: colours, widths, tables, findings."""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NoReturn, TextIO

import typer

from plandoc.diagnostics import Diagnostic
from plandoc.diagnostics.printing import Paint, Texts, in_colour, plain, print_full
from plandoc.diagnostics.printing.cells import cell_width, padded

USAGE = 2
"""Exit code where the arguments ask for something that there is not."""
_PIPED_WIDTH = 100


class Form(StrEnum):
    """How a command prints what it lists."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def is_terminal(stream: TextIO) -> bool:
    """Return whether somebody looks at a stream."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def paint_for(stream: TextIO) -> Paint:
    """Return how to paint what goes to a stream: in colour on a terminal, unless NO_COLOR (no-color.org) is set."""
    return in_colour if is_terminal(stream) and not os.environ.get("NO_COLOR") else plain


def width_of(stream: TextIO) -> int:
    """Return how many cells a line of a stream has."""
    return shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns if is_terminal(stream) else _PIPED_WIDTH


def show_findings(diagnostics: Iterable[Diagnostic], texts: Texts, stream: TextIO) -> None:
    """Print findings in full."""
    stream.write(print_full(diagnostics, texts, paint=paint_for(stream), width=width_of(stream)))


def refuse(message: str, hint: str = "") -> NoReturn:
    """End the command with exit code 2, saying why and what was probably meant."""
    sys.stderr.write(f"{paint_for(sys.stderr)('error', 'error')}: {message}{' ' + hint if hint else ''}\n")
    raise typer.Exit(USAGE)


def show_table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: frozenset[str] = frozenset()) -> None:
    """Print a table: ruled and fitted on a terminal, aligned columns in a pipe; `numbers` names columns set right."""
    if not is_terminal(sys.stdout):
        _show_aligned(heads, rows)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(head, justify="right" if head in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


_WIDEST = 48
"""Cells to which a column in a pipe is filled up; a longer text stands as it is, and is not what others wait for."""


def _show_aligned(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    lines = [tuple(heads), *(tuple(row) for row in rows)]
    widths = [min(_WIDEST, max(cell_width(line[index]) for line in lines)) for index in range(len(heads))]
    for line in lines:
        cells = (padded(cell, width) for cell, width in zip(line, widths, strict=True))
        sys.stdout.write("  ".join(cells).rstrip() + "\n")
