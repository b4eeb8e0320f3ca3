"""The workbook: every question in its order, lists that cannot be cut, answers that stay words, nothing computed."""

import re
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from plandoc.model.printed_form import PrintedQuestion
from plandoc.model.questions import QuestionType
from plandoc.render.forms.faults import CarrierFault
from plandoc.render.forms.xlsx import render_xlsx
from tests.readers.xlsx import read_book
from tests.render.forms.docx.specimen import ATTACK
from tests.render.forms.specimens import CREATED, choice, in_language, named, with_question, words

FORM = in_language("zh")
DATA = render_xlsx(FORM, created=CREATED)
BOOK = read_book(DATA)
REPORT = BOOK.sheets["报告"]
ROWS = REPORT.column(1)
"""The row of each id in the hidden column."""
FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "=HYPERLINK(1)", "https://example.org", "12", "internal:A1"]


def expected(questions: Iterable[PrintedQuestion]) -> list[str]:
    """The ids of all rows: questions, choices of several with the fields beside them, fields beside other choices."""
    found: list[str] = []
    for question in questions:
        found.append(question.id)
        for one in question.choices:
            found += [f"{question.id}#{one.code}"] if question.type is QuestionType.MULTIPLE else []
            found += [one.specify.id] if one.specify else []
        if question.type is not QuestionType.RECORDS:
            found += expected(question.members)
    return found


def cell(identity: str, column: int) -> str:
    return REPORT.cells[ROWS[identity], column].value


def test_questions_stand_in_their_order_with_number_and_words() -> None:
    assert list(ROWS) == expected(one for section in FORM.sections for one in section.questions)
    assert [cell("Q010", 2), cell("Q010", 3)] == ["3", "贵国是否[经常]这样做？ *"]
    assert cell("Q010", 6).split("\n") == ["提示", "→ A.1(a)"]
    assert cell("Q011", 6).startswith("仅在以下情况下作答：对第 3 题的回答是“是”。\n凡适用的")
    assert cell("Q014", 5) == "人"
    assert cell("Q014", 6) == "应先回答第 3 题。"
    assert cell("Q010.partial", 3) == "是，在一定程度上: 请具体说明 *"
    assert REPORT.hidden_columns == {"A"}


def test_what_stands_before_and_behind_the_questions() -> None:
    said = BOOK.sheets["填写说明"].words()
    assert said[0].startswith("报告格式（示例）")
    assert said[1:5] == ["非正式文本", "依据第 9 段编制。", "填写说明", "请填写。"]
    assert said[-2:] == ["期间", "自某日起"]
    assert BOOK.sheets["索引"].words() == ["条款索引", "第 2 条", "3, 4", "指标及相关问题", "A.1(a)", "指标 → 3"]


def test_choices_come_from_a_protected_hidden_sheet_and_never_stand_in_the_rule() -> None:
    lists = [rule.first for rule in REPORT.rules.values() if rule.kind == "list"]
    assert lists
    assert all(re.fullmatch(r"choices_\w+(?:\.\w+)?", one) for one in lists)
    assert BOOK.sheets["_lists"].hidden
    assert BOOK.sheets["_lists"].protected
    asked = [one for one in FORM.questions() if one.type.chooses_one and one.id in ROWS]
    assert len(asked) == 6
    for question in asked:
        rule = REPORT.rules[f"D{ROWS[question.id]}"]
        assert BOOK.lists[rule.first] == [one.text for one in question.choices]
        assert rule.style == "stop"


def test_each_choice_of_several_is_ticked_with_one_word() -> None:
    assert BOOK.lists[REPORT.rules[f"D{ROWS['Q011#a']}"].first] == ["是"]
    assert f"D{ROWS['Q011']}" not in REPORT.rules


def test_answers_alone_are_open_and_there_is_no_password() -> None:
    assert all(sheet.protected and not sheet.password for sheet in BOOK.sheets.values())
    fields = {name for name, row in ROWS.items() if not REPORT.cells[row, 4].locked}
    answered = {one.id for one in FORM.questions() if one.type.is_answered}
    several = {one.id for one in FORM.questions() if one.type in (QuestionType.MULTIPLE, QuestionType.RECORDS)}
    columns = {one for one in answered if one.startswith(("Q030.", "Q031."))}
    assert fields == (answered - several - columns) | {name for name in ROWS if "#" in name}
    assert all(one.locked for (_, column), one in REPORT.cells.items() if column != 4)


def test_words_and_days_are_kept_as_words() -> None:
    for name in ("Q001", "Q002", "Q010", "Q010.partial", "Q011#a", "Q022"):
        assert REPORT.cells[ROWS[name], 4].format == "@"
    row = ROWS["Q002"]
    rule = REPORT.rules[f"D{row}"]
    assert (rule.kind, rule.style) == ("custom", "warning")
    assert rule.first == f"AND(LEN(D{row})=10,ISNUMBER(DATEVALUE(D{row})))"


def test_numbers_have_their_bounds() -> None:
    rule = REPORT.rules[f"D{ROWS['Q014']}"]
    assert (rule.kind, rule.operator, rule.first) == ("whole", "greaterThanOrEqual", "0")
    assert f"D{ROWS['Q016']}" not in REPORT.rules


def test_records_have_a_sheet_of_their_own() -> None:
    records = BOOK.sheets["第 13 题"]
    assert records.row(2) == ["Q030.name", "Q030.funds", "Q030.kind"]
    assert records.hidden_rows == {2}
    assert records.cells[3, 3].value.split("\n") == ["问题 Q030.funds", "(美元)"]
    assert BOOK.lists[records.rules["D4"].first] == ["选项a", "选项b"]
    assert not records.cells[53, 2].locked
    assert "第 13 题" in cell("Q030", 6)


def test_a_column_with_several_choices_is_one_column_for_each() -> None:
    several = replace(named(FORM, "Q011"), id="Q030.kind", number="", condition="")
    changed = with_question(FORM, replace(named(FORM, "Q030"), members=(several,)))
    records = read_book(render_xlsx(changed, created=CREATED)).sheets["第 13 题"]
    assert records.row(2)[:3] == ["Q030.kind#a", "Q030.kind#b", "Q030.kind#other"]
    assert records.rules["B4"].first == "choices_yes"


@pytest.mark.parametrize("text", [*FORMULAS, ATTACK, '{=1}"', pytest.param("a" * 32_000, id="long")])
def test_texts_are_never_formulas_numbers_or_addresses(text: str) -> None:
    asked = replace(named(FORM, "Q012"), pieces=words(text), help=words(text), choices=(choice("a", text),))
    data = render_xlsx(with_question(FORM, asked), created=CREATED)
    book = read_book(data)
    report = book.sheets["报告"]
    row = report.column(1)["Q012"]
    assert (report.cells[row, 3].value, report.cells[row, 3].kind) == (text, "s")
    assert book.lists[report.rules[f"D{row}"].first] == [text]
    with ZipFile(BytesIO(data)) as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist() if "worksheets" in name)
        assert not any("worksheets/_rels" in name for name in package.namelist())


def test_a_text_that_no_cell_takes_is_a_fault_at_its_question() -> None:
    asked = replace(named(FORM, "Q012"), help=words("a" * 32_768))
    with pytest.raises(CarrierFault, match="too long") as caught:
        render_xlsx(with_question(FORM, asked), created=CREATED)
    assert caught.value.question == "Q012"


def test_the_file_says_what_it_is() -> None:
    assert BOOK.told == {
        "plandoc-form": "report-5",
        "plandoc-version": "2",
        "plandoc-cycle": "5",
        "plandoc-language": "zh-Hans",
        "plandoc-scenario": "mixed",
    }
    assert BOOK.sheets["_form"].row(2) == ["report-5", "2", "5", "zh-Hans", "mixed"]
    assert BOOK.created == "2026-01-31T12:00:00"


def test_the_same_form_gives_the_same_bytes() -> None:
    assert render_xlsx(in_language("zh"), created=CREATED) == DATA


def test_lines_run_the_other_way_where_the_language_does() -> None:
    book = read_book(render_xlsx(replace(FORM, direction="rtl"), created=CREATED))
    assert all(book.sheets[name].right_to_left for name in ("填写说明", "报告", "第 13 题", "索引"))


def test_english_form_speaks_english() -> None:
    book = read_book(render_xlsx(in_language("en"), created=CREATED))
    assert list(book.sheets) == ["Guidance", "Report", "question 13", "question 14", "Index", "_lists", "_form"]
