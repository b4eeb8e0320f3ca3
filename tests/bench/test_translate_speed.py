"""How long bringing a large PO file up to date takes, reading and writing included."""

import random
from collections import Counter
from pathlib import Path
from time import process_time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from plandoc.diagnostics import Findings
from plandoc.language.catalog import Catalog, Entry, read_catalog, write_catalog
from plandoc.language.extracting import extract
from plandoc.language.merging import Merged, Outcome, merge
from plandoc.source.workspace import read_workspace

pytestmark = pytest.mark.bench

UNITS = 5_000
SECONDS = 2.0


def large(project: Path) -> tuple[Entry, ...]:
    """As many units as asked for: those of the project, each time with other characters left out."""
    chosen = random.Random(7)
    own = extract(read_workspace(project, Findings()))
    return tuple(
        Entry(id=f"{number}/{entry.id}", source=thinned(entry.source, chosen), text=f"Text {number} of {entry.id}")
        for number in range(UNITS // len(own) + 1)
        for entry in own
    )[:UNITS]


def thinned(text: str, chosen: random.Random) -> str:
    return text[0] + "".join(character for character in text[1:] if character in "{}[]*" or chosen.random() > 0.1)


def edited(units: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The units with every tenth changed: half of them keep their ids, half are new ones."""
    return tuple(
        Entry(id=unit.id, source=unit.source)
        if place % 10
        else Entry(id=unit.id + ("/new" if place % 20 else ""), source=f"{unit.source}，并提出报告")
        for place, unit in enumerate(units)
    )


def updated(text: str, units: tuple[Entry, ...]) -> Merged:
    """What the command does between reading the file and writing it."""
    merged = merge(read_catalog(text, "en", "zh"), units)
    assert write_catalog(merged.catalog) != text
    return merged


def test_five_thousand_units_with_a_tenth_changed(benchmark: BenchmarkFixture, project: Path) -> None:
    before = large(project)
    text = write_catalog(Catalog(language="en", source_language="zh", entries=before))
    today = edited(before)
    counts = Counter(change.outcome for change in benchmark(updated, text, today).changes)
    assert counts[Outcome.KEPT] == UNITS * 9 // 10
    assert counts[Outcome.GONE] == UNITS // 20
    assert counts[Outcome.FUZZY] > UNITS // 20
    start = process_time()
    updated(text, today)
    assert process_time() - start <= SECONDS
