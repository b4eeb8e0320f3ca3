"""How long it takes to make the PDF forms of the real questionnaire, whose pages are set once for both."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from plandoc.diagnostics import Findings
from plandoc.forms import printed_form
from plandoc.render.forms import Recipe
from plandoc.render.forms.pdf import fillable_form, print_form
from plandoc.render.templates import load_templates
from plandoc.source.workspace import read_workspace

pytestmark = pytest.mark.bench

ROOT = Path(__file__).resolve().parents[2]
CREATED = datetime(2026, 1, 31, tzinfo=UTC)
LIMIT = 3.0
"""Seconds; all kinds of files of a language together may take five."""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_print_and_fillable_form(language: str) -> None:
    form = printed_form(read_workspace(ROOT, Findings()), language, None, Findings())
    assert form is not None
    templates, taken = load_templates(None), []
    for day in range(4):
        # Another time, so that the pages are set anew.
        recipe = Recipe(forms=(form,), templates=templates, created=CREATED + timedelta(days=day))
        start = time.process_time()
        print_form(recipe)
        fillable_form(recipe)
        taken.append(time.process_time() - start)
    # The first also loads the layout engine and cuts the font.
    assert min(taken[1:]) < LIMIT, f"the {language} forms took {taken} s"
