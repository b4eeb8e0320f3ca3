"""How long a redline of the recommendation takes: both texts set, compared and shown."""

import gc
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from plandoc.diagnostics import Findings
from plandoc.model.order import Order, Version
from plandoc.model.printed import PrintedDocument, Revision
from plandoc.model.workspace import Reading
from plandoc.pipeline import compare, render_document, typeset
from plandoc.redline import redline
from plandoc.render.templates import load_templates
from tests.drafting import project_workspace

pytestmark = pytest.mark.bench

CREATED = datetime(2024, 1, 1, tzinfo=UTC)
SECONDS = 1.0
SHARE = 0.5
"""Of the time that setting both texts takes, what comparing them may take."""
ROUNDS = 5
WORKSPACE = project_workspace()


def quickest(action: Callable[[], object]) -> float:
    """Return the seconds on the wall of the quickest of some runs."""
    taken = []
    for _ in range(ROUNDS):
        gc.collect()
        started = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started)
    return min(taken)


def version(scenario: str | None, language: str) -> Version:
    plan = WORKSPACE.settings.document("recommendation")
    assert plan is not None
    chosen = WORKSPACE.scenario(scenario) if scenario else None
    order = Order(document=plan, language=language, reading=Reading.CORRECTED, scenario=chosen, traced=True)
    return Version(workspace=WORKSPACE, order=order)


@pytest.mark.parametrize("output_format", ["html", "docx"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_redline_of_the_recommendation_is_there_in_a_second(language: str, output_format: str) -> None:
    templates = load_templates(None)

    def made() -> PrintedDocument:
        versions = version(None, language), version("mixed", language)
        compared = compare(*versions, "示例", CREATED, Findings())
        render_document(compared, output_format, templates, CREATED)
        return compared

    taken = quickest(made)
    assert taken <= SECONDS, f"{taken:.2f} s"


def test_comparing_costs_less_than_setting_the_texts() -> None:
    orders = [version(name, "zh").order for name in (None, "drop-all")]
    texts: list[PrintedDocument] = []
    revision = Revision(first="A", second="B", author="示例", date=CREATED)
    setting = quickest(lambda: texts.extend(typeset(WORKSPACE, order, Findings()) for order in orders))
    comparing = quickest(lambda: redline(texts[0], texts[1], revision))
    assert comparing <= SHARE * setting, f"{comparing:.3f} s against {setting:.3f} s"
