"""The survey form: every language whole, conditions as the standard writes them, and accepted by the ODK's own tools."""

import re
import shutil
from dataclasses import replace

import pytest

from plandoc.diagnostics import Findings
from plandoc.forms.carrying import printed_forms, recipe
from plandoc.model.conditions import Answered, Comparator, Comparison, CountOf, NumberLiteral, ValueOf
from plandoc.model.printed_form import PrintedDemand, PrintedForm
from plandoc.model.questions import QuestionType
from plandoc.render.forms.faults import CarrierFault
from plandoc.render.forms.xlsform import render_xlsform
from tests.drafting import project_workspace
from tests.judges.xforms import NEEDS_JAVA, XFORMS, converted, tree
from tests.readers.xlsx import read_book
from tests.render.forms import specimens
from tests.render.forms.docx.specimen import ATTACK
from tests.render.forms.specimens import CREATED, TEMPLATES, both, choice, named, with_question, words

LANGUAGES = ("中文 (zh)", "English (en)")
FORMS = both()


def made(*forms: PrintedForm) -> bytes:
    told = specimens.recipe(*forms)
    return render_xlsform(told.forms, told.paths, created=CREATED)


def survey(data: bytes) -> dict[str, dict[str, str]]:
    """The rows of the survey that have names."""
    return {row["name"]: row for row in read_book(data).sheets["survey"].table() if "name" in row}


DATA = made(*FORMS)
ROWS = survey(DATA)


def test_questions_stand_in_their_order_in_both_languages() -> None:
    asked = [name for name, row in ROWS.items() if re.fullmatch(r"[A-Z]+[0-9]+(\..+)?", name)]
    assert asked == [one.id for one in FORMS[0].questions()]
    row = ROWS["Q010"]
    assert row["type"] == "select_one choices_Q010"
    assert [row[f"label::{language}"] for language in LANGUAGES] == ["3. 贵国是否[经常]这样做？"] * 2
    assert row["hint::中文 (zh)"] == "提示\n→ A.1(a)"
    assert row["required"] == "yes"
    assert [row[f"required_message::{one}"] for one in LANGUAGES] == [
        "本题必须回答。",
        "This question must be answered.",
    ]
    assert ROWS["Q014"]["hint::English (en)"] == "Unit: 人"


def test_every_text_stands_in_every_language() -> None:
    for sheet in ("survey", "choices"):
        for row in read_book(DATA).sheets[sheet].table():
            bases = {head.partition("::")[0] for head in row if "::" in head}
            assert all(row.get(f"{base}::{language}") for base in bases for language in LANGUAGES)


def test_types_groups_and_appearances() -> None:
    types = {name: (row["type"], row.get("appearance", "")) for name, row in ROWS.items()}
    assert types["Q011"] == ("select_multiple choices_Q011", "")
    assert types["Q011.other"] == ("integer", "")
    assert types["Q020"] == ("begin group", "table-list")
    assert types["Q020.b"] == ("select_one choices_Q020.a", "")
    assert types["Q021"] == ("begin group", "field-list")
    assert types["Q022"] == ("text", "multiline")
    assert types["Q030"] == ("begin repeat", "")
    assert types["Q003"] == ("note", "")
    assert types["Q016"] == ("decimal", "")
    assert "required" not in ROWS["Q020"]


def test_conditions_name_other_fields_and_the_own_one_by_a_dot() -> None:
    assert ROWS["Q011"]["relevant"] == "(${Q010} = 'yes')"
    assert ROWS["Q014"]["constraint"].startswith(
        "not((. != '' and round((number(.)) * 1000) < round((0) * 1000))) and not("
    )
    assert "${Q014}" not in ROWS["Q014"]["constraint"]
    assert ROWS["Q014"]["constraint_message::中文 (zh)"] == "请填写不小于0的数。 应先回答第 3 题。"


def test_lists_that_are_alike_stand_once() -> None:
    listed = [row["list_name"] for row in read_book(DATA).sheets["choices"].table()]
    assert listed.count("choices_Q020.a") == 3
    assert "choices_Q020.b" not in listed


def test_settings_say_which_form_it_is() -> None:
    (row,) = read_book(DATA).sheets["settings"].table()
    assert row["form_id"] == "report-5.mixed"
    assert (row["version"], row["default_language"]) == ("2", "中文 (zh)")
    assert row["form_title"].startswith("报告格式（示例）")


def test_the_same_form_gives_the_same_bytes() -> None:
    assert made(*both()) == DATA


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("label", {"pieces": ()}),
        ("hint", {"help": (), "feeds": ()}),
        ("constraint_message", {"demands": (PrintedDemand(that=Answered(question="Q010"), message=""),)}),
    ],
)
def test_a_text_that_one_language_lacks_is_a_fault(what: str, changed: dict[str, object]) -> None:
    first, second = FORMS
    asked = replace(
        named(first, "Q012"),
        help=words("提示"),
        demands=(PrintedDemand(that=Answered(question="Q010"), message="先答第 3 题。"),),
    )
    lacking = replace(asked, **changed, number="")  # type: ignore[arg-type]
    with pytest.raises(CarrierFault, match=f"no {what} in one of the languages") as caught:
        made(with_question(first, asked), with_question(second, lacking))
    assert caught.value.question == "Q012"


def test_a_choice_that_one_language_lacks_is_a_fault() -> None:
    first, second = FORMS
    lists = [replace(named(first, "Q012"), choices=(choice("a", text),)) for text in ("甲", "")]
    with pytest.raises(CarrierFault, match="no label"):
        made(with_question(first, lists[0]), with_question(second, lists[1]))


def test_a_text_that_no_cell_takes_is_a_fault() -> None:
    asked = replace(named(FORMS[0], "Q012"), pieces=words("a" * 32_768))
    with pytest.raises(CarrierFault, match="so long a text") as caught:
        made(*(with_question(form, asked) for form in FORMS))
    assert caught.value.question == "Q012"


def test_texts_arrive_as_they_are_and_name_no_variable() -> None:
    root = tree(converted(DATA))
    texts = {
        (translation.get("lang"), text.get("id")): "".join(text.itertext())
        for translation in root.iter(f"{XFORMS}translation")
        for text in translation.iter(f"{XFORMS}text")
    }
    said = texts["中文 (zh)", "/report/section-header/Q001:label"]
    # The converter makes typewriter's quotation marks of all others, and the variable is none any more.
    assert said.strip() == "1. " + ATTACK.replace("${", "$\u2060{")
    assert {language for language, _ in texts} == set(LANGUAGES)
    assert not [key for key, text in texts.items() if text.strip() in ("", "-")]


@NEEDS_JAVA
def test_the_specimen_is_accepted() -> None:
    converted(DATA, validate=True)


@NEEDS_JAVA
@pytest.mark.parametrize("scenario", ["", "keep-all", "drop-all", "mixed"])
def test_the_real_form_is_accepted_and_whole(scenario: str) -> None:
    workspace, findings = project_workspace(), Findings()
    chosen = next((one for one in workspace.scenarios if one.name == scenario), None)
    forms = printed_forms(workspace, chosen, findings)
    told = recipe(forms, "zh", TEMPLATES, CREATED)
    root = tree(converted(render_xlsform(told.forms, told.paths, created=CREATED), validate=True))
    said = [value.text for value in root.iter(f"{XFORMS}value") if value.getparent().tag == f"{XFORMS}text"]  # type: ignore[union-attr]
    assert said
    assert "-" not in said
    bound = [node.get("nodeset", "").rpartition("/")[2] for node in root.iter(f"{XFORMS}bind")]
    asked = [one.id for one in forms["zh"].questions() if one.type.is_answered and one.type is not QuestionType.RECORDS]
    assert [name for name in bound if name in asked] == asked


def test_records_are_counted_as_records() -> None:
    counted = Comparison(comparator=Comparator.AT_LEAST, left=CountOf(question="Q030"), right=NumberLiteral(value=2))
    forms = []
    for form in FORMS:
        last = replace(named(form, "Q022"), id="Q040", number="15", relevant=counted)
        named_too = replace(last, id="Q041", number="16", relevant=Answered(question="Q030"))
        section = replace(form.sections[2], questions=(*form.sections[2].questions, last, named_too))
        forms.append(replace(form, sections=(*form.sections[:2], section)))
    rows = survey(made(*forms))
    assert rows["Q040"]["relevant"] == "(count(${Q030}) > 0 and round((count(${Q030})) * 1000) >= round((2) * 1000))"
    assert rows["Q041"]["relevant"] == "(count(${Q030}) > 0)"


def test_relevance_within_records_names_columns() -> None:
    inside = replace(named(FORMS[0], "Q030.kind"), relevant=Answered(question="Q030.name"))
    over = Comparison(comparator=Comparator.MORE, left=ValueOf(question="Q030.funds"), right=NumberLiteral(value=0))
    funds = replace(named(FORMS[0], "Q030.funds"), demands=(PrintedDemand(that=over, message="大于0。"),))
    records = replace(named(FORMS[0], "Q030"), members=(named(FORMS[0], "Q030.name"), funds, inside))
    data = made(*(with_question(form, records) for form in FORMS))
    root = tree(converted(data, validate=shutil.which("java") is not None))
    binds = {node.get("nodeset"): node for node in root.iter(f"{XFORMS}bind")}
    assert binds["/report/section-A.2/Q030/Q030.kind"].get("relevant") == "( ../Q030.name  != '')"
    assert "../" not in (binds["/report/section-A.2/Q030/Q030.funds"].get("constraint") or "")
