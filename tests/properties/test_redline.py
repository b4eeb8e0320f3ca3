"""Properties of redlines: accepting every change gives the one text, rejecting every one the other."""

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plandoc.diagnostics import Findings
from plandoc.model.choices import choices
from plandoc.model.order import Order
from plandoc.model.printed import OptionEnd, OptionStart, Piece, PrintedDocument, Revision
from plandoc.model.printed_walk import all_pieces, placed_blocks
from plandoc.model.scenario import Decision, Entry, Scenario
from plandoc.model.workspace import DocumentPlan, Reading, Workspace
from plandoc.pipeline import Memory, draft, settle, typeset
from plandoc.redline import has_changes, redline
from plandoc.source.part import parse_part
from plandoc.spans import source_text
from tests.drafting import part, project_workspace, workspace
from tests.judges.redlines import accepted, rejected, resolved
from tests.strategies import BRACKETS, LABELS, NEW_LINE, WORDS, part_texts, soups

WORKSPACE = project_workspace()
CHOICES = choices(WORKSPACE.parts)
REVISION = Revision(first="A", second="B", author="示例", date=datetime(2022, 3, 28, tzinfo=UTC))
PAIRS = 60
SCENARIOS = 500
"""Of each language."""


def chosen_at_random(random: Random) -> Scenario:
    """A scenario that decides most of the choices of the real text, and leaves the others open."""
    entries = []
    for choice in CHOICES:
        index = random.randint(-1, choice.options)
        if index >= 0 and choice.value is None:
            decision = index or (Decision.DROP if choice.options == 1 else Decision.NONE)
            entries.append(Entry(pattern=choice.id, decision=decision))
    return Scenario(name="random", entries=tuple(entries), values=random.choice(WORKSPACE.scenarios).values)


def plan_of(name: str) -> DocumentPlan:
    plan = WORKSPACE.settings.document(name)
    assert plan is not None
    return plan


def check(first: PrintedDocument, second: PrintedDocument) -> PrintedDocument:
    """Assert what a redline promises; return it."""
    compared = redline(first, second, REVISION)
    assert accepted(compared) == resolved(second)
    assert rejected(compared) == resolved(first)
    assert has_changes(compared) == (resolved(first) != resolved(second))
    numbers = [note.number for note in compared.notes]
    assert numbers == list(range(1, len(numbers) + 1))
    return compared


@pytest.mark.slow  # typesets some thirty states of every document that is composed
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["recommendation", "decision-implementation-plan", "decision-capacity-building"])
def test_any_two_states_of_the_real_text_lead_to_each_other(name: str, language: str) -> None:
    random = Random(f"{name} {language}")
    begun = draft(WORKSPACE, plan_of(name), language, Findings())
    scenarios = [None, *WORKSPACE.scenarios, *(chosen_at_random(random) for _ in range(12))]
    orders = [
        Order(document=plan_of(name), language=language, reading=Reading.CORRECTED, scenario=one, traced=True)
        for one in scenarios
    ]
    published = Order(document=plan_of(name), language=language, reading=Reading.PUBLISHED, traced=True)
    states = [settle(begun, order, Findings()).printed for order in (*orders, published)]
    open_text, as_issued = states[0], states[-1]
    check(as_issued, open_text)
    check(open_text, states[1])
    check(states[1], open_text)
    for _ in range(PAIRS // 3):
        check(*random.sample(states, 2))
    assert not has_changes(check(open_text, open_text))


@pytest.mark.slow  # sets the whole recommendation a thousand times
@pytest.mark.parametrize("language", ["zh", "en"])
def test_marks_of_decided_options_change_no_character(language: str) -> None:
    random = Random(language)
    plan = plan_of("recommendation")
    begun = draft(WORKSPACE, plan, language, Findings())
    memories = Memory(begun), Memory(begun)
    for _ in range(SCENARIOS):
        order = Order(document=plan, language=language, reading=Reading.CORRECTED, scenario=chosen_at_random(random))
        traced = Order(
            document=plan, language=language, reading=Reading.CORRECTED, scenario=order.scenario, traced=True
        )
        texts = [
            resolved(settle(begun, one, Findings(), memory).printed)
            for one, memory in zip((order, traced), memories, strict=True)
        ]
        assert texts[0] == texts[1]


def test_texts_of_one_source_mark_the_same_options_in_every_block() -> None:
    """What the comparison leans on: whatever was chosen, the outermost marks are the same, in the same order."""
    random = Random("marks")
    plan = plan_of("recommendation")
    begun = draft(WORKSPACE, plan, "zh", Findings())
    found: dict[str, list[str]] = {}
    for _ in range(12):
        scenario = chosen_at_random(random)
        order = Order(document=plan, language="zh", reading=Reading.CORRECTED, scenario=scenario, traced=True)
        for block, _ in placed_blocks(settle(begun, order, Findings()).printed):
            marks = outermost(block.pieces)
            assert found.setdefault(block.id, marks) == marks
    assert any(len(marks) > 2 for marks in found.values())


def outermost(pieces: tuple[Piece, ...]) -> list[str]:
    """The options of a block that lie in no other."""
    depth = 0
    options = []
    for piece in pieces:
        if isinstance(piece, OptionStart):
            options += [piece.option] * (depth == 0)
            depth += 1
        elif isinstance(piece, OptionEnd):
            depth -= 1
    assert depth == 0
    return options


def echoes(document: PrintedDocument) -> list[tuple[str, int]]:
    return [
        (piece.option, piece.echo)
        for pieces in all_pieces(document)
        for piece in pieces
        if isinstance(piece, OptionStart) and piece.first
    ]


def text_of(read: Workspace, scenario: Scenario | None) -> PrintedDocument:
    plan = DocumentPlan(name="test", parts=tuple(one.id for one in read.parts))
    order = Order(document=plan, language="zh", reading=Reading.CORRECTED, scenario=scenario, traced=True)
    return typeset(read, order, Findings())


NOTES = "\n[^n]: 见第 1 号决定。\n\n[^m]: 见[第 2 号]决定。\n"
LINES = soups(BRACKETS, WORDS, LABELS, ("[^n]", "[^m]", "{~甲|乙}", "{=x|--}", *NEW_LINE), most=40)


@st.composite
def small_scenarios(draw: st.DrawFn, read: Workspace) -> Scenario | None:
    if draw(st.booleans()):
        return None
    entries = []
    for choice in choices(read.parts):
        index = draw(st.integers(min_value=-1, max_value=choice.options))
        if index >= 0:
            entries.append(Entry(pattern=choice.id, decision=index or _none(choice.options)))
    return Scenario(name="drawn", entries=tuple(entries))


def _none(options: int) -> Decision:
    return Decision.DROP if options == 1 else Decision.NONE


@given(LINES, st.none() | LINES, st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_drafts_and_their_revisions_lead_to_each_other(first: str, second: str | None, data: st.DataObject) -> None:
    old = workspace(part(first + NOTES))
    new = old if second is None else workspace(part(second + NOTES))
    compared = check(
        text_of(old, data.draw(small_scenarios(old))),
        text_of(new, data.draw(small_scenarios(new))),
    )
    begun = echoes(compared)
    assert len(set(begun)) == len(begun)


@given(part_texts(), part_texts())
@settings(max_examples=100)
@example("---\nid: a\nkind: table\n---\n### A\n#### ind\nx", "---\nid: a\nkind: table\n---\n### A\n#### out\nx")
def test_any_two_sources_lead_to_each_other(first: str, second: str) -> None:
    """Also those in which nothing is the same, and those that no checker would let through."""
    texts = [text_of(workspace(parse_part(source_text("a.md", one), Findings())), None) for one in (first, second)]
    check(*texts)
