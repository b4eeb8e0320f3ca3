"""How long reading the sources takes, and how that grows with the length of a part."""

import re
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from plandoc.diagnostics import Findings
from plandoc.source.part import parse_part
from plandoc.spans import source_text

pytestmark = pytest.mark.bench

TIMES = 50
GOAL = re.compile(r"^### ([A-Z])\.(\d+)\.", re.MULTILINE)


def sources(project: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((project / "sources" / "cp-10").glob("*.md"))}


def read(texts: dict[str, str]) -> int:
    """Read texts and return how many findings there are."""
    findings = Findings()
    for name, text in texts.items():
        parse_part(source_text(name, text), findings)
    return len(findings)


def longer(text: str, times: int) -> str:
    """A table whose rows stand several times, each time with numbers of their own."""
    start = text.index("\n### ") + 1
    rows = re.sub(r"^##? .*\n", "", text[start:], flags=re.MULTILINE)
    return text[:start] + "\n".join(renumbered(rows, 19 * number) for number in range(times))


def renumbered(rows: str, shift: int) -> str:
    return GOAL.sub(lambda goal: f"### {goal[1]}.{int(goal[2]) + shift}.", rows)


def duration(function: Callable[[dict[str, str]], int], texts: dict[str, str]) -> float:
    """Return the processor time of one call, in seconds."""
    start = process_time()
    function(texts)
    return process_time() - start


def test_all_sources_are_read(benchmark: BenchmarkFixture, project: Path) -> None:
    texts = sources(project)
    assert benchmark(read, texts) == 0
    assert min(duration(read, texts) for _ in range(5)) < 0.1


def test_fifty_times_the_text_takes_fifty_times_as_long(benchmark: BenchmarkFixture, project: Path) -> None:
    once = longer(sources(project)["plan-2.md"], 1)
    many = longer(sources(project)["plan-2.md"], TIMES)
    assert len(many) > 0.9 * TIMES * len(once) - 2_000
    assert benchmark(read, {"once.md": once}) == 0
    short = min(duration(read, {"once.md": once}) for _ in range(10))
    long = min(duration(read, {"many.md": many}) for _ in range(3))
    assert long <= 1.5 * TIMES * short, f"{len(once):,} characters took {short:.4f} s, {len(many):,} took {long:.3f} s"
