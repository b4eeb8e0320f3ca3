"""How long `plandoc translate check` of everything takes, as a process of its own."""

from pathlib import Path
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.workspaces import Ran, run

pytestmark = pytest.mark.bench

LONGEST = 1.0
"""Seconds from the start of the process to its end, on an idle machine."""


def test_every_translation_is_checked_within_a_second(benchmark: BenchmarkFixture, project: Path) -> None:
    durations: list[float] = []

    def check() -> Ran:
        start = perf_counter()
        done = run(project, "translate", "check")
        durations.append(perf_counter() - start)
        return done

    done = benchmark(check)
    assert done.code == 0, done.out
    assert min(durations) <= LONGEST
