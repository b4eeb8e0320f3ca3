"""Translating: words, labels and values in another language, and the marks where there are none."""

import gettext
from io import BytesIO

import pytest

from plandoc.diagnostics import Findings
from plandoc.language.catalog import Catalog, Entry
from plandoc.language.compiling import compile_catalog
from plandoc.language.conventions import conventions_of
from plandoc.language.translating import translate, translated_label
from plandoc.language.units import unit_text
from plandoc.language.wording import read_wording
from plandoc.model.blocks import Block, Document, Section
from plandoc.model.walk import groups
from plandoc.source.labels import read_label
from tests.drafting import locale_of, part

ENGLISH = conventions_of(locale_of("en"), is_translation=True)
BODY = "1. *请*{v}[甲][乙]{w}[丙]按{=blank|--}行事；\n\n2. *又请*丁。\n"
TEXT = "*Requests* {w}[C ]{v}[A][B] to act on {blank};"


def document(body: str = BODY) -> Document:
    read = part(body)
    return Document(name="d", language="zh", sections=(Section(part=read, lines=read.lines),))


def catalog(*entries: Entry) -> Catalog:
    return Catalog(language="en", source_language="zh", entries=entries)


def blocks(made: Document) -> dict[str, Block]:
    return {block.id: block for section in made.sections for block in section.blocks()}


def test_wording_is_the_inverse_of_the_unit() -> None:
    source = blocks(document())["a/1"]
    assert unit_text(source) == "*请*{v}[甲][乙]{w}[丙]按{blank}行事；"
    assert read_wording(unit_text(source), source) == source.content


def test_groups_keep_their_ids_wherever_the_language_puts_them() -> None:
    entry = Entry(id="a/1", source=unit_text(blocks(document())["a/1"]), text=TEXT)
    findings = Findings()
    made = blocks(translate(document(), catalog(entry), ENGLISH, findings))
    assert unit_text(made["a/1"]) == TEXT
    assert [one.code.name for one in findings] == ["PD060"]
    assert (made["a/1"].untranslated, made["a/2"].untranslated) == (False, True)


@pytest.mark.parametrize("changed", [{"fuzzy": True}, {"source": "*请*早先的词语；"}])
def test_translation_of_other_words_is_not_printed(changed: dict[str, str | bool]) -> None:
    values = {"id": "a/2", "source": "*又请*丁。", "text": "*Also requests* D.", **changed}
    entry = Entry(**values)  # type: ignore[arg-type]  # one field is replaced, of its own type
    findings = Findings()
    made = blocks(translate(document(), catalog(entry), ENGLISH, findings))
    assert made["a/2"].untranslated
    assert [one.code.name for one in findings] == ["PD060", "PD061"]


@pytest.mark.parametrize(
    ("typed", "heading", "written", "normal"),
    [
        ("㈤ ", False, "(v) ", "5"),
        ("一. ", True, "I. ", "I"),
        ("5 bis. ", False, "5 bis. ", "5bis"),
        ("(c) ", False, "(c) ", "c"),
    ],
)
def test_labels_are_written_as_the_language_does(typed: str, *, heading: bool, written: str, normal: str) -> None:
    label = read_label(typed, heading=heading)
    assert label is not None
    made = translated_label(label, ENGLISH)
    assert (made.mended, made.normal) == (written, normal)


def test_compiled_catalog_holds_what_is_finished() -> None:
    finished = Entry(id="a/2", source="*又请*丁。", text="*Also requests* D.")
    waiting = Entry(id="a/3", source="戊。", text="E.", fuzzy=True)
    data = compile_catalog(catalog(finished, waiting))
    assert data == compile_catalog(catalog(finished, waiting))
    words = gettext.GNUTranslations(BytesIO(data))
    assert words.pgettext("a/2", "*又请*丁。") == "*Also requests* D."
    assert words.pgettext("a/3", "戊。") == "戊。"


@pytest.mark.parametrize(
    ("body", "unit"),
    [
        ("1. 采用[甲][][丙]。\n", "采用[甲][][丙]。"),
        ("1. 采用[][乙][]。\n", "采用[][乙]。"),
        ("1. 采用{k}[]{j}[乙]。\n", "采用[乙]。"),
    ],
)
def test_empty_options_keep_their_places_in_a_unit(body: str, unit: str) -> None:
    source = blocks(document(body))["a/1"]
    assert unit_text(source) == unit
    ids = [(node.id, [one.index for one in node.options if one.content]) for node in groups(source.content)]
    read = read_wording(unit, source)
    assert [(node.id, [one.index for one in node.options if one.content]) for node in groups(read)] == [
        (name, indexes) for name, indexes in ids if indexes
    ]
