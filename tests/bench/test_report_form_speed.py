"""How long the form takes as every kind of file, in one language, from the sources on, on two cores."""

import time
from pathlib import Path

import pytest

from plandoc.diagnostics import Findings
from plandoc.forms.carrying import printed_forms, recipe
from plandoc.render.forms import CARRIERS, Carriage, Recipe
from plandoc.render.templates import load_templates
from plandoc.source.workspace import read_workspace
from tests.render.forms.specimens import CREATED

pytestmark = pytest.mark.bench

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 5


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_files_of_a_language(language: str) -> None:
    """Pages are set on one core while everything else is made on the other; measured without what else runs."""
    start = time.process_time()
    forms = printed_forms(read_workspace(ROOT, Findings()), None, Findings())
    told = recipe(forms, language, load_templates(None), CREATED)
    reading = time.process_time() - start
    pages, others = (
        sum(spent(told, one) for one in CARRIERS if (one.name == "pdf") is paged) for paged in (True, False)
    )
    seconds = reading + max(pages, others)
    assert seconds <= SECONDS, f"{seconds:.1f} s: reading {reading:.2f}, pages {pages:.2f}, others {others:.2f}"


def spent(told: Recipe, carriage: Carriage) -> float:
    start = time.process_time()
    assert carriage.carry(told).data
    return time.process_time() - start
