"""Translating and choosing touch different fields, so their order does not matter; and English clean text is finished."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from plandoc.choices.choose import choose
from plandoc.diagnostics import Findings
from plandoc.language.catalog import read_catalog
from plandoc.language.conventions import conventions_of
from plandoc.language.translating import translate
from plandoc.model.blocks import Document
from plandoc.model.choices import choices
from plandoc.model.scenario import Scenario
from tests.drafting import lines, locale_of, printed
from tests.properties.test_clean import COMPOSED, DOCUMENTS, WORKSPACE, scenarios

SOURCE = WORKSPACE.catalog("en")
assert SOURCE is not None
ENGLISH = conventions_of(locale_of("en"), is_translation=True)
CATALOG = read_catalog(SOURCE.text, "en", "zh")


def english(document: Document) -> Document:
    """Translate a document into English; nothing may be missing."""
    findings = Findings()
    translated = translate(document, CATALOG, ENGLISH, findings, "en.po")
    assert not list(findings)
    return translated


@given(scenarios(), st.sampled_from(DOCUMENTS))
@settings(max_examples=12)
def test_translating_and_choosing_commute(chosen: Scenario, name: str) -> None:
    document = COMPOSED[name]
    assert english(choose(document, chosen)) == choose(english(document), chosen)


def test_both_languages_have_the_same_choices() -> None:
    for document in COMPOSED.values():
        parts = tuple({section.part.id: section.part for section in document.sections}.values())
        translated = tuple({section.part.id: section.part for section in english(document).sections}.values())
        assert {one.id: one.options for one in choices(parts)} == {one.id: one.options for one in choices(translated)}


@given(scenarios(decided=True), st.sampled_from(DOCUMENTS))
@settings(max_examples=20)
def test_decided_english_is_finished(chosen: Scenario, name: str) -> None:
    plan = WORKSPACE.settings.document(name)
    for line in lines(printed(WORKSPACE, chosen, plan=plan, language="en")):
        assert not set("[]{}|~") & set(line), line
        assert not re.search(r"  |[ ][,;.]|,,|[\u4e00-\u9fff]", line), line
