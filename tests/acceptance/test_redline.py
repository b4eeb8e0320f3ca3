"""A redline in Word: accept all gives the Word file of the second text, reject all that of the first, on the real text."""

from datetime import UTC, datetime
from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plandoc.diagnostics import Findings
from plandoc.model.order import Order, Version
from plandoc.model.printed import PrintedDocument, Revision
from plandoc.model.scenario import Scenario
from plandoc.model.workspace import Reading
from plandoc.pipeline import Draft, compare, draft, settle, typeset
from plandoc.redline import redline
from plandoc.render.docx import render_docx
from plandoc.render.templates import load_templates
from tests.drafting import part, project_workspace, workspace
from tests.judges.libreoffice import Settled
from tests.judges.libreoffice import settle as settle_in_libreoffice
from tests.judges.ooxml import complaints
from tests.judges.tracked import resolved, tracked
from tests.properties.test_redline import chosen_at_random, plan_of, text_of
from tests.readers.settled import page_beginnings, settled
from tests.strategies import bodies, soups

WORKSPACE = project_workspace()
TEMPLATES = load_templates(None)
CREATED = datetime(2024, 1, 1, tzinfo=UTC)
REVISION = Revision(first="A", second="B", author="示例", date=CREATED)
PAIRS = (
    ("bracketed", "keep-all", "zh"),
    ("keep-all", "drop-all", "zh"),
    ("mixed", "keep-all", "zh"),
    ("published", "bracketed", "zh"),
    ("bracketed", "mixed", "zh"),
    ("drop-all", "mixed", "en"),
)
EVERY = pytest.mark.parametrize("pair", PAIRS, ids=map("-".join, PAIRS))
SHORTER = ("decision-implementation-plan", "decision-capacity-building", "table-implementation-plan")


def order(name: str, language: str) -> Order:
    """What is asked for by the name of a scenario, or of a reading."""
    reading = Reading.PUBLISHED if name == "published" else Reading.CORRECTED
    plan = plan_of("recommendation")
    return Order(document=plan, language=language, reading=reading, scenario=WORKSPACE.scenario(name))


def docx(document: PrintedDocument) -> bytes:
    """The Word file of a document."""
    return render_docx(document, TEMPLATES, created=CREATED)


@cache
def built(name: str, language: str) -> bytes:
    """The clean Word file of a text."""
    return docx(typeset(WORKSPACE, order(name, language), Findings()))


@cache
def compared(pair: tuple[str, str, str]) -> bytes:
    """The Word file of a redline."""
    first, second = (Version(workspace=WORKSPACE, order=order(name, pair[2])) for name in pair[:2])
    return docx(compare(first, second, "示例", CREATED, Findings()))


@EVERY
def test_the_changes_settled_in_the_file_give_either_text(pair: tuple[str, str, str]) -> None:
    first, second, language = pair
    data = compared(pair)
    assert complaints(data) == []
    assert len(list(tracked(data))) > 40
    for name, accept in ((first, False), (second, True)):
        for first_look in (False, True):
            got = resolved(data, accept=accept, first_look=first_look)
            assert settled(got) == settled(built(name, language))
            assert page_beginnings(got) == page_beginnings(built(name, language))


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Settled]:
    """Every redline after LibreOffice settled its changes."""
    files = {"-".join(pair): compared(pair) for pair in PAIRS}
    return settle_in_libreoffice(files, tmp_path_factory.mktemp("libreoffice"))


@pytest.mark.libreoffice
@pytest.mark.slow  # one LibreOffice settles all of them
@EVERY
def test_the_changes_settled_by_libreoffice_give_either_text(
    pair: tuple[str, str, str], by_libreoffice: dict[str, Settled]
) -> None:
    first, second, language = pair
    after = by_libreoffice["-".join(pair)]
    assert settled(after.accepted, empty=False) == settled(built(second, language), empty=False)
    assert settled(after.rejected, empty=False) == settled(built(first, language), empty=False)


@pytest.mark.slow  # a hundred redlines, each read twice
@pytest.mark.parametrize("name", SHORTER)
def test_any_two_scenarios_lead_to_each_other(name: str) -> None:
    random = Random(name)
    begun = draft(WORKSPACE, plan_of(name), "zh", Findings())
    scenarios = [chosen_at_random(random) for _ in range(14)]
    wanted = [settled(docx(_settled(begun, name, one, traced=False))) for one in scenarios]
    texts = [_settled(begun, name, one, traced=True) for one in scenarios]
    for _ in range(34):
        first, second = random.sample(range(len(texts)), 2)
        data = docx(redline(texts[first], texts[second], REVISION))
        assert settled(resolved(data, accept=False)) == wanted[first]
        assert settled(resolved(data, accept=True)) == wanted[second]


def _settled(begun: Draft, name: str, scenario: Scenario, *, traced: bool) -> PrintedDocument:
    made = Order(document=plan_of(name), language="zh", reading=Reading.CORRECTED, scenario=scenario, traced=traced)
    return settle(begun, made, Findings()).printed


NOTES = "\n[^n]: 见第 1 号决定。\n\n[^m]: 见[第 2 号]决定。\n"
LINES = (
    *(
        "1. 甲\n\n",
        "2. 乙\n\n",
        "(a) 丙\n\n",
        "(b) 丁\n\n",
        "## 标题\n\n",
        "语[^n]。\n\n",
        "言[^m][^n]\n\n",
        "3. 戊\n\n",
    ),
    "### A.1. 目标\n\n#### ind\n\n(a) 指\n\n(b) 标\n\n",
    "### A.2. 目标\n\n#### ind\n\n文\n\n#### out\n\n果\n\n",
)
COLUMNS = tuple(
    f"columns:\n  goal: {{head: 目标, note: '{note}'}}\n  ind: {{head: 指标}}\n{more}"
    for note in ("", "(注)")
    for more in ("", "  out: {head: 成果}\n")
)


@st.composite
def documents(draw: st.DrawFn) -> PrintedDocument:
    """Documents of some parts of every kind, most of them with little that the two of a pair would not share."""
    parts = []
    for identity in draw(
        st.lists(st.sampled_from(["a", "b", "annex-1", "annex-2", "plan", "plan-2"]), unique=True, max_size=4)
    ):
        kind = "annex" if identity.startswith("annex") else "table" if identity.startswith("plan") else "decision"
        front = draw(st.sampled_from(COLUMNS)) if kind == "table" else ""
        body = draw(soups(LINES, most=8) | bodies(25))
        parts.append(part(body + NOTES, identifier=identity, kind=kind, front=front))
    return text_of(workspace(*parts), None)


@given(documents(), documents())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_two_sources_lead_to_each_other(first: PrintedDocument, second: PrintedDocument) -> None:
    """Also those in which nothing is the same, and those that no checker would let through."""
    data = docx(redline(first, second, REVISION))
    assert complaints(data) == []
    for text, accept in ((first, False), (second, True)):
        for first_look in (False, True):
            got = resolved(data, accept=accept, first_look=first_look)
            assert settled(got, empty=False) == settled(docx(text), empty=False)
            assert set(page_beginnings(docx(text))) <= set(page_beginnings(got))
