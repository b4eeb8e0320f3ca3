"""How long the recommendation takes as a Word file: in itself, and against Pandoc on the same text in the same run."""

import gc
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pypandoc
import pytest

from plandoc.model.printed import PrintedDocument
from plandoc.model.workspace import Reading
from plandoc.render.docx import render_docx
from plandoc.render.html import Medium, render_html
from plandoc.render.templates import load_templates
from tests.drafting import printed, project_workspace

pytestmark = pytest.mark.bench

CREATED = datetime(2024, 1, 1, tzinfo=UTC)
SECONDS = 0.3
ROUNDS = 5


def quickest(action: Callable[[], object]) -> float:
    """Return the seconds on the wall of the quickest of some runs."""
    taken = []
    for _ in range(ROUNDS):
        gc.collect()
        started = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started)
    return min(taken)


@pytest.fixture(scope="module")
def recommendation() -> PrintedDocument:
    """The whole recommendation, typeset."""
    workspace = project_workspace()
    plan = workspace.settings.document("recommendation")
    assert plan is not None
    return printed(workspace, reading=Reading.PUBLISHED, plan=plan)


def test_recommendation_becomes_a_word_file_quickly(recommendation: PrintedDocument) -> None:
    templates = load_templates(None)
    taken = quickest(lambda: render_docx(recommendation, templates, created=CREATED))
    assert taken <= SECONDS, f"{taken:.2f} s"


def test_word_file_is_made_no_slower_than_by_pandoc(recommendation: PrintedDocument, tmp_path: Path) -> None:
    templates = load_templates(None)
    html = tmp_path / "recommendation.html"
    html.write_text(render_html(recommendation, templates, medium=Medium.SCREEN), encoding="utf-8")
    target = str(tmp_path / "recommendation.docx")
    theirs = quickest(lambda: pypandoc.convert_file(str(html), "docx", format="html", outputfile=target))
    ours = quickest(lambda: render_docx(recommendation, templates, created=CREATED))
    assert ours <= theirs, f"{ours:.2f} s against {theirs:.2f} s, {ours / theirs:.2f} times"
