"""What commands that write several files are asked for, and how they tell of each."""

import os
import sys
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from plandoc.cli.console import is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from plandoc.build import Output


def split(names: list[str] | None) -> tuple[str, ...]:
    """Return the names of an option that may be given again, or hold several with commas."""
    return tuple(name for one in names or () for name in one.split(",") if name)


@contextmanager
def telling(count: int, folder: "Path") -> "Iterator[Callable[[Output], None]]":
    """Give a function that tells of each output: under a progress bar on a terminal, a line each otherwise.

    `count` is how many there will be; `folder` is what their paths start from.
    """
    shown = os.path.relpath(folder)
    if not is_terminal(sys.stdout):
        yield lambda output: typer.echo(_line(output, shown))
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, transient=True) as progress:
        task = progress.add_task("Building", total=count)

        def tell(output: "Output") -> None:
            progress.console.print(_line(output, shown), markup=False, highlight=False, soft_wrap=True)
            progress.advance(task)

        yield tell


def _line(output: "Output", folder: str) -> str:
    path = f"{folder}/{output.path}"
    cost = f"  {output.seconds:.2f} s  {output.size / 1000:.0f} kB" if output.seconds else ""
    return f"{output.state.value:<9}  {path}{cost}"


def counted(outputs: "Iterable[Output]") -> str:
    """Return how many outputs became what, in words."""
    counts = Counter(output.state.value for output in outputs)
    return ", ".join(f"{count} {state}" for state, count in counts.items())
