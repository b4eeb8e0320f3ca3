"""The Word file of a form: valid, locked, with a control and a bookmark for every answer, and nothing else to fill in."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plandoc.model.printed_form import PrintedForm, PrintedQuestion
from plandoc.model.questions import QuestionType
from plandoc.render.forms.docx.naming import AnswerKey, read_name
from plandoc.render.templates import TemplateFault
from tests.judges.ooxml import complaints, judged_parts
from tests.readers.docx import docx_paragraphs
from tests.render.forms.docx.filling import W14, W, controls, part, parts
from tests.render.forms.docx.specimen import ATTACK, LONG_CODE, TEMPLATES, docx, specimen

FORM = specimen()
DATA = docx(FORM)
ROOT = part(DATA)
TEXT = "\n".join(paragraph.text for paragraph in docx_paragraphs(DATA))


def properties(control: etree._Element) -> etree._Element:
    found = control.find(f"{W}sdtPr")
    assert found is not None
    return found


def expected(form: PrintedForm) -> list[str]:
    """The keys of all answers of a form but those to records, in printed order."""

    def keys(question: PrintedQuestion) -> list[str]:
        if question.type is QuestionType.RECORDS:
            return []
        boxes = question.type.chooses and not (question.type.chooses_one and len(question.choices) > 6)
        own = [] if boxes or not question.type.is_answered else [question.id]
        for choice in question.choices:
            own += [f"{question.id}#{choice.code}"] if boxes else []
            own += [choice.specify.id] if choice.specify else []
        return own + [key for member in question.members for key in keys(member)]

    return [key for section in form.sections for question in section.questions for key in keys(question)]


def bookmarks() -> list[str]:
    return [node.get(f"{W}name", "") for node in ROOT.iter(f"{W}bookmarkStart")]


def test_every_part_is_valid() -> None:
    assert complaints(DATA) == []
    assert {"word/document.xml", "word/settings.xml", "word/styles.xml"} <= set(judged_parts(DATA))


def test_the_same_form_gives_the_same_bytes() -> None:
    assert docx(specimen()) == DATA


def test_every_answer_has_a_control_in_printed_order() -> None:
    long = AnswerKey(question="Q011", code=LONG_CODE)
    tags = [long.tag if tag == long.bookmark else tag for tag in controls(ROOT)]
    assert [tag for tag in tags if "@" not in tag] == expected(FORM)


def test_records_have_room_for_several() -> None:
    columns = Counter(tag.partition("@")[0] for tag in controls(ROOT) if "@" in tag)
    assert columns == {"Q030.name": 8, "Q030.funds": 8, "Q030.kind": 16, **{f"Q031.{one}": 4 for one in "abcdef"}}


def test_controls_stand_in_bookmarks_that_spell_their_tags() -> None:
    names = bookmarks()
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name) for name in names)
    for tag, control in controls(ROOT).items():
        before, after = control.getprevious(), control.getnext()
        assert before is not None
        assert after is not None
        assert (before.tag, after.tag) == (f"{W}bookmarkStart", f"{W}bookmarkEnd")
        assert before.get(f"{W}id") == after.get(f"{W}id")
        key = read_name(before.get(f"{W}name", ""))
        assert tag == (before.get(f"{W}name") if key is None else key.tag)


def test_several_boxes_stand_in_one_bookmark_of_their_question() -> None:
    start = next(node for node in ROOT.iter(f"{W}bookmarkStart") if node.get(f"{W}name") == "_a_Q010")
    end = next(node for node in ROOT.iter(f"{W}bookmarkEnd") if node.get(f"{W}id") == start.get(f"{W}id"))
    assert next(start.iterancestors(f"{W}tc")) is next(end.iterancestors(f"{W}tc"))


@pytest.mark.parametrize("key", [("Q101", 0, ""), ("Q101.b", 0, "a_b-c"), ("Q9.name", 12, "x__d"), ("Q1.a_b", 0, "")])
def test_names_are_read_back(key: tuple[str, int, str]) -> None:
    question, record, code = key
    one = AnswerKey(question=question, record=record, code=code)
    assert read_name(one.tag) == read_name(one.bookmark) == one


def test_names_that_differ_stay_different() -> None:
    names = ["Q1.a#b", "Q1.a.b", "Q1.a_b", "Q1.a-b", "Q1.a__b", "Q1.a_db", "Q1#a_db", "Q1#a.b", "Q1#a@b"]
    keys = [read_name(name) for name in names]
    assert len({key.bookmark for key in keys if key}) == len(names)


@given(
    st.from_regex(r"[A-Z][A-Z0-9]{0,5}(\.[a-z0-9_-]{1,40}){0,2}", fullmatch=True),
    st.integers(0, 30),
    st.from_regex(r"([a-z0-9_-]{1,60})?", fullmatch=True),
)
def test_every_name_fits_word_and_is_read_back_or_listed(question: str, record: int, code: str) -> None:
    key = AnswerKey(question=question, record=record, code=code)
    assert re.fullmatch(r"_a_[A-Za-z0-9_]{1,37}", key.bookmark)
    assert len(key.control_tag) <= 64
    assert read_name(key.tag) == key
    assert read_name(key.bookmark) == (key if key.is_spelled else None)


@pytest.mark.parametrize("name", ["", "Title", "_a_", "_a__", "_a_Q1_", "_a_Q1_z", "_GoBack", "Q1@0", "a/5#1"])
def test_other_names_are_none(name: str) -> None:
    assert read_name(name) is None


def test_controls_are_locked_unbound_and_at_run_level() -> None:
    numbers = [node.get(f"{W}val") for node in ROOT.iterfind(f".//{W}sdtPr/{W}id")]
    assert len(numbers) == len(set(numbers)) == len(list(ROOT.iter(f"{W}sdt"))) > 60
    for control in ROOT.iter(f"{W}sdt"):
        parent, lock = control.getparent(), properties(control).find(f"{W}lock")
        assert parent is not None
        assert lock is not None
        assert (parent.tag, lock.get(f"{W}val")) == (f"{W}p", "sdtLocked")
        kinds = [etree.QName(child).localname for child in properties(control)][-1]
        assert kinds in {"checkbox", "dropDownList", "date", "showingPlcHdr"}
    assert not list(ROOT.iter(f"{W}dataBinding", f"{W}text", f"{W}richText"))


def test_nothing_is_filled_in_before() -> None:
    assert {node.get(f"{W14}val") for node in ROOT.iter(f"{W14}checked")} == {"0"}
    assert not [node for node in ROOT.iter(f"{W}date") if node.get(f"{W}fullDate")]


def test_settings_lock_all_but_the_controls() -> None:
    settings = part(DATA, "word/settings.xml")
    lock = settings.find(f"{W}documentProtection")
    assert lock is not None
    assert dict(lock.attrib) == {f"{W}edit": "forms", f"{W}enforcement": "1"}


def test_a_part_says_what_the_form_is_and_never_an_answer() -> None:
    root = part(DATA, "customXml/item1.xml")
    assert dict(root.attrib) == {
        "id": "report-5",
        "version": "2",
        "cycle": "5",
        "language": "zh-Hans",
        "scenario": "mixed",
        "party": "",
        "begins": "",
        "ends": "",
    }
    types = {node.get("id"): node.get("type") for node in root.iterfind("{urn:plandoc:form:1}field")}
    assert types == {one.id: one.type for one in FORM.questions() if one.type.is_answered}
    assert 'Target="../customXml/item1.xml"' in parts(DATA)["word/_rels/document.xml.rels"].decode()
    assert 'Target="itemProps1.xml"' in parts(DATA)["customXml/_rels/item1.xml.rels"].decode()


@pytest.mark.parametrize(
    "shown",
    [
        "1\N{NO-BREAK SPACE}*",
        f"☐{ATTACK}",
        ATTACK,
        "非正式文本",
        "依据第 9 段编制。",
        "1.请填写。",
        "2.标有 * 的题目必须回答。",
        "期间",
        "A.1 目标一",
        "贵国是否[经常]这样做？",
        "提示",
        "→ A.1(a)",
        "仅在以下情况下作答：对第 3 题的回答是“是”。",
        "仅在某种情况下作答。",
        "应先回答第 3 题。",
        "选项a / 选项b / 选项c / 选项d / 选项e / 选项f / 选项g / 选项h",
        "10(a)",
        "这是一段说明。",
        "第 2 条",
        "3, 4",
    ],
)
def test_the_form_shows(shown: str) -> None:
    assert shown in TEXT.split("\n")


def test_units_stand_behind_their_fields() -> None:
    lines = [line.strip() for line in TEXT.split("\n")]
    assert {"人", "%", "美元"} <= set(lines)


def test_what_everybody_knows_of_numbers_is_not_said() -> None:
    assert "请填写不小于0的数。" not in TEXT


def test_open_brackets_have_no_control_that_could_be_filled_in() -> None:
    assert all(read_name(tag) or tag.startswith("_a__x") for tag in controls(ROOT))
    assert [node.text for node in ROOT.iter(f"{W}t") if node.text in {"[", "]"}] == ["[", "]"]


def test_heads_of_a_grid_are_repeated_on_every_page() -> None:
    tables = list(ROOT.iter(f"{W}tbl"))
    heads = [table.find(f"{W}tr/{W}trPr/{W}tblHeader") for table in tables]
    grid = next(table for table in tables if "Q020.a#yes" in controls(table))
    assert heads[tables.index(grid)] is not None
    assert "".join(node.text or "" for node in grid[2].iter(f"{W}t")) == "10选项yes选项no选项na"


def test_rows_fit_their_grid() -> None:
    for table in ROOT.iter(f"{W}tbl"):
        widths = [int(column.get(f"{W}w", "0")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        for row in table.iterfind(f"{W}tr"):
            place = 0
            for cell in row.iterfind(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                count = 1 if span is None else int(span.get(f"{W}val", "1"))
                width = cell.find(f"{W}tcPr/{W}tcW")
                assert width is not None
                assert sum(widths[place : place + count]) == int(width.get(f"{W}w", "0"))
                place += count
            assert place == len(widths)


def test_pages_of_a_translation_say_so() -> None:
    data = docx(specimen("en", standing="Unofficial translation"))
    assert "Unofficial translation" in parts(data)["word/header1.xml"].decode()
    assert complaints(data) == []


def test_a_form_from_right_to_left_is_valid() -> None:
    data = docx(specimen("ar", direction="rtl"))
    assert complaints(data) == []
    assert list(part(data).iter(f"{W}bidiVisual"))


def test_a_form_without_questions_is_valid() -> None:
    assert complaints(docx(specimen(sections=(), articles=(), definitions=(), guidance=()))) == []


def test_a_faulty_template_is_named() -> None:
    name = "forms/docx/cell.xml.j2"
    files = tuple(replace(one, content=b"<w:tc>") if one.name == name else one for one in TEMPLATES.files)
    with pytest.raises(TemplateFault, match="well-formed"):
        docx(FORM, replace(TEMPLATES, files=files))


def test_a_base_document_that_is_none_is_named() -> None:
    files = tuple(replace(one, content=b"") if one.name == "docx/base.docx" else one for one in TEMPLATES.files)
    with pytest.raises(TemplateFault, match="not a Word file"):
        docx(FORM, replace(TEMPLATES, files=files))
