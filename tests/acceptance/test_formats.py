"""Every format says the same: word for word, number for number, with every option where its id says."""

import re
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings

from plandoc.model.blocks import Block
from plandoc.model.printed import OptionStart, PrintedBlock, PrintedDocument, PrintedTable, PrintedText
from plandoc.model.scenario import Scenario
from plandoc.model.workspace import Reading
from plandoc.render import FORMATS
from plandoc.render.docx.identity import bookmark_name
from plandoc.render.templates import load_templates
from tests.drafting import line, printed, project_workspace
from tests.judges.libreoffice import convert
from tests.judges.ooxml import complaints
from tests.properties.test_clean import scenarios
from tests.readers.docx import bookmarks, docx_text
from tests.readers.html import html_text
from tests.readers.pdf import pdf_text
from tests.readers.printed import canon, printed_text
from tests.seed.tree import issued_words

WORKSPACE = project_workspace()
DOCUMENTS = tuple(plan.name for plan in WORKSPACE.settings.documents)
CREATED = datetime(2024, 1, 1, tzinfo=UTC)


@cache
def document(name: str, reading: Reading, scenario: str | None = None, language: str = "zh") -> PrintedDocument:
    """Typeset one document of the workspace."""
    plan = WORKSPACE.settings.document(name)
    chosen = WORKSPACE.scenario(scenario) if scenario else None
    assert plan is not None
    return printed(WORKSPACE, chosen, reading=reading, plan=plan, language=language)


@cache
def rendered(name: str, reading: Reading, ending: str, scenario: str | None = None) -> bytes:
    """Render one document of the workspace."""
    return render(document(name, reading, scenario), ending)


def render(made: PrintedDocument, ending: str) -> bytes:
    """Render a printed document with the default templates."""
    return FORMATS[ending](made, load_templates(None), CREATED).data


def blocks(made: PrintedDocument) -> list[PrintedBlock]:
    """Return the blocks of a document in reading order, without column heads and notes."""
    found: list[PrintedBlock] = []
    for section in made.sections:
        if isinstance(section, PrintedTable):
            found.extend(section.opening)
            for row in section.body:
                cells = () if isinstance(row, PrintedBlock) else (block for cell in row.cells for block in cell)
                found.extend((row if isinstance(row, PrintedBlock) else row.goal, *cells))
        elif isinstance(section, PrintedText):
            found.extend(section.blocks)
    return found


def test_recommendation_prints_every_issued_word_in_its_place() -> None:
    """The sources cover the issued text exactly (tests/test_seed.py); here the printed document covers the sources."""
    shown = {block.id: canon(line(block)) for block in blocks(document("recommendation", Reading.PUBLISHED))}
    references = {"{@annex-1}": "附件一", "{@annex-2}": "附件二"}
    names = {"rec", "a", "b", "annex-1", "plan-1", "annex-2", "plan-2"}
    for part in WORKSPACE.parts:
        for one in part.lines if part.id in names else ():
            if isinstance(one, Block):
                issued = issued_words(one)
                for typed, name in references.items():
                    issued = issued.replace(typed, name)
                assert without_notes(shown[one.id]) == without_notes(canon(issued))


def without_notes(text: str) -> str:
    """Return a line without footnote marks, as `^1` or as `[^name]`."""
    return re.sub(r"\[\^\w+\]|\^\d+", "", text)


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
@pytest.mark.parametrize(
    ("name", "reading", "scenario"),
    [
        ("recommendation", Reading.PUBLISHED, None),
        ("decision-capacity-building", Reading.CORRECTED, None),
        ("decision-implementation-plan", Reading.CORRECTED, "mixed"),
        ("decision-capacity-building", Reading.CORRECTED, "mixed"),
    ],
)
def test_formats_say_what_was_typeset(name: str, reading: Reading, scenario: str | None, ending: str) -> None:
    data = rendered(name, reading, ending, scenario)
    assert READERS[ending](data) == printed_text(document(name, reading, scenario))


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
@pytest.mark.parametrize(("name", "scenario"), [("recommendation", None), ("decision-capacity-building", "mixed")])
def test_formats_say_the_same_in_english(name: str, scenario: str | None, ending: str) -> None:
    made = document(name, Reading.CORRECTED, scenario, "en")
    assert READERS[ending](render(made, ending)) == printed_text(made)


READERS = {"html": lambda data: html_text(data.decode()), "docx": docx_text, "pdf": pdf_text}


@given(scenarios())
@settings(max_examples=6)
def test_formats_agree_for_any_scenario(chosen: Scenario) -> None:
    for name in ("decision-implementation-plan", "decision-capacity-building"):
        plan = WORKSPACE.settings.document(name)
        assert plan is not None
        made = printed(WORKSPACE, chosen, plan=plan)
        expected = printed_text(made)
        assert html_text(render(made, "html").decode()) == expected
        assert docx_text(render(made, "docx")) == expected


@pytest.mark.slow
@given(scenarios())
@settings(max_examples=2)
def test_pdf_agrees_for_any_scenario(chosen: Scenario) -> None:
    plan = WORKSPACE.settings.document("table-implementation-plan")
    assert plan is not None
    made = printed(WORKSPACE, chosen, plan=plan)
    assert pdf_text(render(made, "pdf")) == printed_text(made)


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("reading", tuple(Reading))
def test_every_printed_option_lies_in_its_bookmark(name: str, reading: Reading) -> None:
    made = document(name, reading)
    starts = [
        piece for block in blocks(made) for piece in block.pieces if isinstance(piece, OptionStart) and piece.first
    ]
    for section in made.sections:
        for column in section.columns if isinstance(section, PrintedTable) else ():
            starts += [piece for piece in (*column.head, *column.note) if isinstance(piece, OptionStart)]
    names = Counter(bookmark_name(start.option, start.echo) for start in starts)
    assert set(names.values()) <= {1}
    assert bookmarks(rendered(name, reading, "docx")).keys() == names.keys()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_word_files_are_valid(name: str) -> None:
    assert complaints(rendered(name, Reading.PUBLISHED, "docx")) == []


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("name", "reading", "scenario"),
    [
        ("recommendation", Reading.PUBLISHED, None),
        ("decision-capacity-building", Reading.CORRECTED, "mixed"),
    ],
)
def test_word_file_survives_another_word_processor(
    name: str, reading: Reading, scenario: str | None, tmp_path: Path
) -> None:
    data = rendered(name, reading, "docx", scenario)
    saved = convert(data, "docx", tmp_path)
    assert docx_text(saved) == docx_text(data)
    assert bookmarks(saved) == bookmarks(data)
