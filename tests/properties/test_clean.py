"""Properties of choosing and of clean text, over random scenarios of the real sources."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandoc.choices.choose import choose
from plandoc.diagnostics import Findings
from plandoc.language.body import body, says_something
from plandoc.language.conventions import Manner, conventions_of
from plandoc.language.polishing import polish
from plandoc.model.blocks import Block, Document
from plandoc.model.choices import choices
from plandoc.model.inline import Value
from plandoc.model.printed import BlockKind
from plandoc.model.scenario import Decision, Entry, Scenario, SettledValue
from plandoc.model.visible import is_admitted
from plandoc.model.walk import groups, walk
from plandoc.model.workspace import Reading
from plandoc.source.composing import compose
from plandoc.source.printing import print_part
from tests.drafting import lines, locale_of, printed, project_workspace

WORKSPACE = project_workspace()
CHOICES = choices(WORKSPACE.parts)
VALUES = ("sbi_session", "evaluation_meeting", "gbf_decision", "capacity_decision", "plan_decision")
CLEAN = Manner(conventions=conventions_of(locale_of("zh"), is_translation=False), reading=Reading.CORRECTED, clean=True)
DOCUMENTS = ("decision-implementation-plan", "decision-capacity-building")


def whole(name: str) -> Document:
    """Compose one document of the workspace."""
    plan = WORKSPACE.settings.document(name)
    assert plan is not None
    return compose(WORKSPACE, plan, "zh", Findings())


COMPOSED = {name: whole(name) for name in DOCUMENTS}


@st.composite
def scenarios(draw: st.DrawFn, *, decided: bool = False) -> Scenario:
    """Scenarios that decide some, or all, of the choices by number."""
    entries = []
    for choice in CHOICES:
        chosen = draw(st.integers(min_value=0 if decided else -1, max_value=choice.options))
        if chosen >= 0 and choice.value is None:
            entries.append(Entry(pattern=choice.id, decision=chosen or _none(choice.options)))
    values = VALUES if decided else draw(st.lists(st.sampled_from(VALUES), unique=True))
    settled = tuple(SettledValue(name=name, words=(("*", "3"),)) for name in values)
    return Scenario(name="random", entries=tuple(entries), values=settled)


def _none(options: int) -> Decision:
    return Decision.DROP if options == 1 else Decision.NONE


@given(scenarios(), st.sampled_from(DOCUMENTS))
@settings(max_examples=15)
def test_choosing_twice_is_choosing_once_and_changes_only_marks(chosen: Scenario, name: str) -> None:
    document = COMPOSED[name]
    once = choose(document, chosen)
    assert choose(once, chosen) == once
    assert [print_part(section.part) for section in once.sections] == [
        print_part(section.part) for section in document.sections
    ]


@given(scenarios(), st.sampled_from(DOCUMENTS))
@settings(max_examples=6)
def test_clean_text_depends_on_a_block_its_own_choices_and_its_place_alone(chosen: Scenario, name: str) -> None:
    """Every visible text is `body` of the block with no other choice decided, for one of the two places."""
    marked = choose(COMPOSED[name], chosen)
    polished = polish(marked, CLEAN, Findings())
    for section, original in zip(marked.sections, COMPOSED[name].sections, strict=True):
        for block, untouched in zip(section.blocks(), original.blocks(), strict=True):
            alone = _only_own(untouched, chosen, name)
            assert alone == block
            made = [body(alone, CLEAN, is_last=last) for last in (False, True)]
            if block.id in polished.bodies:
                assert polished.bodies[block.id] in made
                assert is_admitted(alone)
            elif block.kind not in (BlockKind.HEADING, BlockKind.BAND):
                assert not is_admitted(alone) or not says_something(made[0])


def _only_own(block: Block, chosen: Scenario, name: str) -> Block:
    """Return the block after a scenario that speaks of the block's own choices and nothing else."""
    own = {group.id for group in groups(block.content)} | {one.group for one in block.enclosures}
    if not own and not any(isinstance(node, Value) for node in walk(block.content)):
        return block
    entries = tuple(entry for entry in chosen.entries if entry.pattern in own)
    document = choose(COMPOSED[name], replace(chosen, entries=entries))
    return next(one for section in document.sections for one in section.blocks() if one.id == block.id)


@given(scenarios(decided=True), st.sampled_from(DOCUMENTS))
@settings(max_examples=25)
def test_decided_text_has_no_bracket_left(chosen: Scenario, name: str) -> None:
    plan = WORKSPACE.settings.document(name)
    text = "\n".join(lines(printed(WORKSPACE, chosen, plan=plan)))
    assert not set("[]⟦⟧{}|~") & set(text)
    assert "，，" not in text
    assert "，。" not in text


@pytest.mark.parametrize("reading", tuple(Reading))
def test_open_text_prints_every_character_of_its_reading(reading: Reading) -> None:
    """Nothing that was typed is lost: every block prints, in order, whatever its brackets are."""
    plan = WORKSPACE.settings.document("recommendation")
    assert plan is not None
    document = compose(WORKSPACE, plan, "zh", Findings())
    typed = [line.id for section in document.sections for line in section.lines if isinstance(line, Block)]
    shown = lines(printed(WORKSPACE, reading=reading, plan=plan))
    annexes = 4
    assert len(shown) == len(typed) + annexes
