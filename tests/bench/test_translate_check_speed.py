"""How long `plandoc translate check` of everything takes, as a process of its own."""

from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.workspaces import Ran, run

pytestmark = pytest.mark.bench

LONGEST = 1.0
"""Seconds of the processor from the start of the process to its end; on an idle machine that is how long it takes."""


def used() -> float:
    """Seconds of the processor that finished processes have used."""
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def test_every_translation_is_checked_within_a_second(benchmark: BenchmarkFixture, project: Path) -> None:
    durations: list[float] = []

    def check() -> Ran:
        start = used()
        done = run(project, "translate", "check")
        durations.append(used() - start)
        return done

    done = benchmark(check)
    assert done.code == 0, done.out
    assert min(durations) <= LONGEST
