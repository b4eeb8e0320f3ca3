"""Splicing decided groups into the real text says what choosing them says, in both languages."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from plandoc.choices.choose import choose
from plandoc.diagnostics import Findings
from plandoc.language.body import body
from plandoc.language.conventions import Manner, conventions_of
from plandoc.language.flow import flow
from plandoc.language.splicing import splice
from plandoc.model.inline import Group
from plandoc.model.printed import OptionEnd, OptionStart, Piece, Words
from plandoc.model.scenario import Scenario
from plandoc.model.walk import walk
from plandoc.model.workspace import DocumentPlan, Reading
from plandoc.pipeline import draft
from tests.drafting import locale_of
from tests.properties.test_clean import WORKSPACE, scenarios

WHOLE = DocumentPlan(name="whole", parts=tuple(part.id for part in WORKSPACE.parts))
DRAFTS = {language: draft(WORKSPACE, WHOLE, language, Findings()).document for language in ("zh", "en")}
MANNERS = {
    language: Manner(
        conventions=conventions_of(locale_of(language), is_translation=language != "zh"),
        reading=Reading.CORRECTED,
        clean=True,
    )
    for language in DRAFTS
}


def said(pieces: tuple[Piece, ...]) -> list[Piece]:
    """What is read: no marks of options, and spaces that may break."""
    kept = (piece for piece in pieces if not isinstance(piece, OptionStart | OptionEnd))
    return [replace(one, text=one.text.replace("\u00a0", " ")) if isinstance(one, Words) else one for one in kept]


@given(scenarios(decided=True), st.sampled_from(sorted(DRAFTS)), st.booleans())
@settings(max_examples=10)
def test_splicing_says_what_choosing_says(chosen: Scenario, language: str, is_last: bool) -> None:  # noqa: FBT001
    manner = MANNERS[language]
    for section in choose(DRAFTS[language], chosen).sections:
        for block in section.blocks():
            spliced = splice(block, manner, is_last=is_last)
            assert not any(isinstance(node, Group) for node in walk(spliced.content))
            made = tuple(piece for piece in flow(spliced.content, manner.voice) if not hasattr(piece, "capital"))
            assert said(made) == said(body(block, manner, is_last=is_last).pieces)
