"""Thousands of damaged translations of the real text are found, and thousands of other orders are left in peace."""

import re
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from plandoc.diagnostics import Findings, Severity
from plandoc.language.catalog import Entry, read_catalog
from plandoc.language.parity.checking import Measure, check_translation
from plandoc.language.parity.glossary import read_glossary
from tests.mutations import ALLOWED, HARMFUL, Mutation, swaps

TIMES = 1000
UNTOLD: set[tuple[str, str, int, int]] = set()
"""Swaps that no number, name, term or group tells: only somebody who reads both languages would see them."""
NUMBER_OR_NAME = re.compile(
    r"\d+|\{[a-z_0-9]+\}(?!\[)|\[\^\w+\]|\b(?:first|second|third|fourth|fifth|tenth|two|three)\b"
)
AMBIGUOUS = "says something in"
"""An echo with fewer options than in the source: words were lost, or the language needs none; a warning asks which."""


@pytest.fixture(scope="module")
def entries(project: Path) -> tuple[Entry, ...]:
    """Every finished translation of the real text."""
    text = (project / "locales/en/LC_MESSAGES/cp-10.po").read_text(encoding="utf-8")
    return tuple(entry for entry in read_catalog(text, "en", "zh").entries if entry.finished)


@pytest.fixture(scope="module")
def measure(project: Path) -> Measure:
    glossary = (project / "locales/glossary.csv").read_text(encoding="utf-8")
    return Measure(source_language="zh", language="en", glossary=read_glossary(glossary, "zh", "en"))


def found(entry: Entry, measure: Measure) -> set[tuple[Severity, str]]:
    findings = Findings()
    check_translation(entry, measure, findings)
    return {(one.severity, f"{one.code.name} {one.message}") for one in findings}


def mutants(entries: tuple[Entry, ...], kinds: dict[str, Mutation], seed: int) -> list[tuple[str, Entry, Entry]]:
    """The kind of each mutation, the entry and the entry mutated; the kinds take turns."""
    chance = Random(seed)
    bracketed = [entry for entry in entries if "[" in entry.text.replace("[^", "")]
    made: list[tuple[str, Entry, Entry]] = []
    names = list(kinds)
    while len(made) < TIMES:
        kind, entry = names[len(made) % len(names)], chance.choice(bracketed)
        text = kinds[kind](entry.text, chance)
        if text is not None and text != entry.text:
            made.append((kind, entry, replace(entry, text=text)))
    return made


def test_the_real_translation_has_no_finding_but_notes(entries: tuple[Entry, ...], measure: Measure) -> None:
    assert len(entries) > 430
    assert {one for entry in entries for one in found(entry, measure) if one[0] is not Severity.NOTE} == set()


def test_every_harmful_mutation_is_found(entries: tuple[Entry, ...], measure: Measure) -> None:
    """All but one kind give an error or a warning: an option more in an echo of a choice that has it is a note."""
    missed, noted = [], []
    for kind, entry, mutant in mutants(entries, HARMFUL, seed=3):
        new = found(mutant, measure) - found(entry, measure)
        if not new:
            missed.append((kind, mutant.id, mutant.text))
        elif all(severity is Severity.NOTE for severity, _ in new):
            noted.append((kind, new))
    assert missed == []
    assert all(kind == "option added" and AMBIGUOUS in message for kind, new in noted for _, message in new)
    assert len(noted) <= TIMES / 100


def test_every_changed_number_and_name_is_found(entries: tuple[Entry, ...], measure: Measure) -> None:
    changes, missed = 0, []
    for entry in entries:
        for match in NUMBER_OR_NAME.finditer(entry.text):
            instead = str(int(match[0]) + 1) if match[0].isdigit() else "sixth" if match[0].isalpha() else ""
            text = entry.text[: match.start()] + instead + entry.text[match.end() :]
            changes += 1
            new = found(replace(entry, text=text), measure) - found(entry, measure)
            if not any(severity is Severity.ERROR for severity, _ in new):
                missed.append((entry.id, match[0], text))
    assert missed == []
    assert changes > 100


def test_no_allowed_change_is_an_alarm(entries: tuple[Entry, ...], measure: Measure) -> None:
    alarms = [
        (severity, mutant.id, kind, message)
        for kind, _, mutant in mutants(entries, ALLOWED, seed=5)
        for severity, message in found(mutant, measure)
        if severity is not Severity.NOTE
    ]
    ambiguous = [one for one in alarms if one[0] is Severity.WARNING and one[2] == "echo added" and AMBIGUOUS in one[3]]
    assert [one for one in alarms if one not in ambiguous] == []
    assert len(ambiguous) <= TIMES / 50


def test_every_swap_is_found_that_anything_tells(entries: tuple[Entry, ...], measure: Measure) -> None:
    """Every two options of the real text that may change places, in all echoes of their choice."""
    told, untold = 0, set()
    for entry in entries:
        for swap in swaps(entry.text):
            new = found(replace(entry, text=swap.text), measure) - found(entry, measure)
            if any(severity is not Severity.NOTE for severity, _ in new):
                told += 1
            else:
                untold.add((entry.id, swap.label, swap.first, swap.second))
    assert told > 10
    assert untold == UNTOLD
