"""The texts of a report are units like any other: extracted, counted, compared, and kept where they are."""

from dataclasses import replace

from plandoc.diagnostics import Findings
from plandoc.forms import check_report, printed_form
from plandoc.language.catalog import Catalog, parse_catalog, write_catalog
from plandoc.language.counting import status
from plandoc.language.extracting import extract
from plandoc.language.parity.checking import check_catalog, measure_of
from plandoc.model.workspace import Settings, Workspace
from plandoc.spans import source_text
from tests.drafting import words
from tests.reports import questionnaire, workspace_of

FILES = questionnaire(
    "{id: Q001, type: single, list: yes-no, text: '开展{any}[任何]研究？', brackets: {any: 'plan/A.1/ind/c#any'}, "
    "feeds: [plan/A.1/ind/c], help: '见第 {@Q002} 题。'}",
    "{id: Q002, type: integer, text: 多少？, unit: 人, purpose: context}",
)
ENGLISH = {
    "report/title": "Format",
    "report/sections/one": "Section one",
    "report/Q001": "Did you do [any] research?",
    "report/Q001/help": "See question {report_q002}.",
    "report/Q002": "How many?",
    "report/Q002/unit": "persons",
    "report/lists/yes-no/yes": "Yes",
    "report/lists/yes-no/no": "No",
}


def translated(**changed: str) -> Workspace:
    """The workspace with an English PO file; the words of a unit may be changed by the last member of its id."""
    workspace = replace(workspace_of(FILES), settings=Settings(languages=("zh", "en")))
    entries = tuple(
        replace(unit, text=changed.get(unit.id.rpartition("/")[2], ENGLISH.get(unit.id, "")))
        for unit in extract(workspace)
    )
    text = write_catalog(Catalog(language="en", source_language="zh", entries=entries))
    return replace(workspace, catalogs=(("en", source_text("locales/en/LC_MESSAGES/sources.po", text)),))


def test_every_text_is_a_unit() -> None:
    units = {unit.id: unit for unit in extract(workspace_of(FILES))}
    assert set(ENGLISH) <= set(units)
    assert units["report/Q001"].source == "开展[任何]研究？"
    assert units["report/Q001"].notes[-1] == "tree: any(1)"
    assert units["report/Q001/help"].source == "见第 {report_q002} 题。"


def test_the_report_has_a_line_of_its_own_in_the_status() -> None:
    units = extract(workspace_of(FILES))
    parts = {part.part: part for part in status(units, Catalog(language="en", source_language="zh", entries=()))}
    assert parts["report"].units == len([unit for unit in units if unit.id.startswith("report/")])


def test_translations_of_questions_are_held_against_them() -> None:
    workspace = translated(Q001="Did you do any research?")
    catalog = parse_catalog(workspace.catalogs[0][1], "en", "zh", Findings())
    findings = Findings()
    check_catalog(catalog, extract(workspace), measure_of(workspace, "en", ""), findings)
    lost = [one for one in findings if one.code.name == "PD065"]
    assert len(lost) == 1


def test_a_translated_form_says_everything_in_its_language() -> None:
    workspace = translated()
    printed = printed_form(workspace, "en", None, Findings())
    assert printed is not None
    question, other = printed.questions()
    assert words(question.pieces) == "Did you do [any] research?"
    assert words(question.help) == "See question 2."
    assert [choice.text for choice in question.choices] == ["Yes", "No"]
    assert other.unit == "persons"
    assert not question.untranslated


def test_only_what_lacks_a_translation_is_told() -> None:
    findings = Findings()
    check_report(translated(help="", unit=""), findings)
    told = {one.message.partition(" ")[0] for one in findings if one.code.name == "PD106"}
    assert {"report/Q001/help", "report/Q002/unit"} <= told
    assert "report/Q001" not in told
