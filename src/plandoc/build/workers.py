"""Rendering on several processes: setting pages is the slow part, and no page knows of another.

Workers render and give bytes back; the one process that was called writes. An interrupt therefore ends it with every
file whole, and takes the workers with it.
"""

import signal
import sys
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from plandoc.build.targets import Target
from plandoc.model.printed import PrintedDocument
from plandoc.render import Rendered

if TYPE_CHECKING:
    from plandoc.render.templates import Templates

Made = TypeVar("Made")
Render: TypeAlias = "Callable[[PrintedDocument, str, Templates, datetime], Rendered]"
"""A stage: document, format, templates and the time that the file bears into bytes; may raise `TemplateFault`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One file to render."""

    target: Target
    printed: PrintedDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a `TemplateFault` says: such an exception does not survive the way between processes."""

    file: str
    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a task."""

    task: Task
    rendered: Rendered | Fault
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What all tasks of a build share."""

    render: Render
    templates: "Templates"
    created: datetime

    def make(self, task: Task) -> Result:
        """Render one file."""
        from plandoc.render.templates import TemplateFault

        start = perf_counter()
        rendered: Rendered | Fault
        try:
            rendered = self.render(task.printed, task.target.format, self.templates, self.created)
        except TemplateFault as fault:
            rendered = Fault(file=fault.file, line=fault.line, message=fault.message)
        return Result(task=task, rendered=rendered, seconds=perf_counter() - start)


def render_all(workshop: Workshop, tasks: Sequence[Task], jobs: int) -> Generator[Result, None, None]:
    """Yield each result as it is ready, on at most `jobs` processes; closing the iterator ends the workers."""
    return make_all([partial(workshop.make, task) for task in tasks], jobs)


def make_all(makers: Sequence[Callable[[], Made]], jobs: int) -> Generator[Made, None, None]:
    """Yield what each function returns as soon as it does, on at most `jobs` processes.

    What is on its way between processes must survive it. Closing the iterator ends the workers.
    """
    if min(jobs, len(makers)) <= 1:
        for make in makers:
            yield make()
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed

    # Forked workers start at once; elsewhere than on Linux, forking a process that has threads is not safe.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    executor = ProcessPoolExecutor(min(jobs, len(makers)), context, initializer=_leave_interrupts_to_the_caller)
    try:
        futures = [executor.submit(make) for make in makers]
        for future in as_completed(futures):
            yield future.result()
        executor.shutdown()
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()


def _leave_interrupts_to_the_caller() -> None:
    """Ignore Ctrl-C, which a terminal sends to workers too: the process that writes decides when they end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
