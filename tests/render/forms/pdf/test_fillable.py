"""The fillable form: its fields are the questions, it looks like the print version, and embeds what it is filled in with."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest
from pikepdf import Name

from plandoc.model.printed_form import PrintedForm, PrintedQuestion
from plandoc.model.questions import QuestionType, Required
from plandoc.render.forms.pdf import embedding, fillable_form, print_form
from plandoc.render.forms.pdf.fieldfont import alphabet
from plandoc.render.templates import TemplateFault, TemplateFile, Templates
from tests.readers.pdf_forms import Field, pdf_fields
from tests.render.forms.docx.specimen import ATTACK, TEMPLATES, specimen
from tests.render.forms.pdf.made import SPECIMEN, both, fillable, paper, real_form, recipe

RECORDS = 4
_SMOOTHING = 40
"""Levels of grey, of 255, by which the edge of a letter may differ that is drawn from another font program."""
REAL = [("zh", ""), ("en", ""), ("zh", "drop-all")]


def expected(form: PrintedForm) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name of each field of a form in printed order, with what it may be filled in with; none for words."""
    for question in form.sections:
        for one in question.questions:
            yield from _expected(one, "")


def _expected(question: PrintedQuestion, record: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if question.type is QuestionType.RECORDS:
        for number, column in product(range(1, RECORDS + 1), question.members):
            yield from _expected(column, str(number))
        return
    name = _named(question.id, record)
    codes = tuple(choice.code for choice in question.choices)
    if question.type is QuestionType.MULTIPLE:
        yield from ((f"{name}.{code}", (code,)) for code in codes)
    elif question.type.is_answered:
        yield name, codes
    for choice in question.choices:
        if choice.specify:
            yield f"specify.{_named(choice.specify.id, record)}", ()
    for member in question.members:
        yield from _expected(member, record)


def _named(identity: str, record: str) -> str:
    first, *rest = identity.split(".")
    return ".".join([first, *filter(None, [record]), *rest])


def fields_of(form: PrintedForm) -> dict[str, Field]:
    return pdf_fields(fillable(form))


@pytest.mark.slow  # sets the whole questionnaire
@pytest.mark.parametrize(("language", "scenario"), REAL)
def test_fields_and_export_values_are_the_questions_and_codes(language: str, scenario: str) -> None:
    form = real_form(language, scenario)
    found = {name: field.states for name, field in fields_of(form).items()}
    assert found == dict(expected(form))


def test_every_kind_of_question_has_its_kind_of_field() -> None:
    found = fields_of(SPECIMEN)
    assert {name: field.states for name, field in found.items()} == dict(expected(SPECIMEN))
    kinds = {name: found[name].kind for name in ("Q001", "Q002", "Q010", "Q011.a", "Q012", "Q013", "Q016", "Q020.a")}
    assert kinds == {
        "Q001": "text",
        "Q002": "text",
        "Q010": "radio",
        "Q011.a": "check",
        "Q012": "combo",
        "Q013": "radio",
        "Q016": "text",
        "Q020.a": "radio",
    }
    assert found["Q012"].labels == tuple(f"选项{code}" for code in "abcdefgh")
    assert [name for name, field in found.items() if field.multiline] == ["Q022"]
    assert all(name.isascii() and all(state.isascii() for state in field.states) for name, field in found.items())


def test_nothing_is_filled_in_and_every_field_says_what_it_asks() -> None:
    for field in fields_of(SPECIMEN).values():
        assert field.value == ("/Off" if field.kind in ("radio", "check") else "")
        assert field.tooltip
        assert all(field.tooltips)
    found = fields_of(SPECIMEN)
    assert found["Q001"].tooltip == f"1 {ATTACK}"
    assert found["Q010"].tooltip == "3 贵国是否[经常]这样做？"
    assert found["Q010"].tooltips[1] == "3 贵国是否[经常]这样做？ 是，在一定程度上"
    assert found["specify.Q010.partial"].tooltip == "3 贵国是否[经常]这样做？ 是，在一定程度上 请具体说明"
    assert found["Q020.b"].tooltip == "问题 Q020 10(b) 问题 Q020.b"
    assert found["Q030.2.funds"].tooltip == "13 第 2 项 问题 Q030.funds (美元)"


def test_what_must_always_be_answered_is_required() -> None:
    always = {one.id for one in SPECIMEN.questions() if one.required is Required.ALWAYS}
    assert {name for name, field in fields_of(SPECIMEN).items() if field.required} == always == {"Q001", "Q002", "Q010"}


@pytest.mark.slow  # sets the whole questionnaire
def test_a_chinese_form_takes_less_than_a_megabyte() -> None:
    assert len(fillable(real_form("zh"))) < 1_000_000
    assert len(fillable(real_form("en"))) < 500_000


@pytest.mark.slow  # sets the whole questionnaire
@pytest.mark.parametrize("language", ["zh", "en"])
def test_there_is_nothing_to_say_about_the_print(language: str) -> None:
    assert [made.notices for made in both(real_form(language))] == [(), ()]


def test_the_form_is_written_so_that_viewers_draw_what_is_filled_in() -> None:
    with pikepdf.open(io.BytesIO(fillable(SPECIMEN))) as pdf:
        form = pdf.Root.AcroForm
        assert form.NeedAppearances
        assert "/XFA" not in form
        assert str(form.DA).split()[0] in {str(name) for name in form.DR.Font}
        assert all(page.obj.Tabs == Name.S for page in pdf.pages)
        assert b"/JavaScript" not in fillable(SPECIMEN)
        assert all(one.is_indirect for one in form.Fields.as_list())


def test_widgets_stand_in_the_order_of_the_structure() -> None:
    """Structure type Form, one widget each, in the order in which a reading aid and the tab key meet them."""
    with pikepdf.open(io.BytesIO(fillable(SPECIMEN))) as pdf:
        on_pages = [one.objgen for page in pdf.pages for one in page.obj.get("/Annots", pikepdf.Array()).as_list()]
        tagged = [tag for tag in _walk(pdf.Root.StructTreeRoot) if tag.get("/S") == Name.Form]
        in_tree = [kid.Obj.objgen for tag in tagged for kid in tag.K.as_list()]
        assert in_tree == on_pages
        assert len(in_tree) == len(set(in_tree)) > 50
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums.as_list()
        owned = dict(zip(map(int, owners[::2]), owners[1::2], strict=True))
        for tag in tagged:
            assert owned[int(tag.K[0].Obj.StructParent)].objgen == tag.objgen


def _walk(tag: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield tag
    kids = tag.get("/K", pikepdf.Array())
    for kid in kids.as_list() if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _walk(kid)


def test_the_pages_look_the_same_in_both_versions() -> None:
    """The pages are drawn with the larger font of the fields, and not a point of them moves."""
    first, second = pypdfium2.PdfDocument(paper(SPECIMEN)), pypdfium2.PdfDocument(fillable(SPECIMEN))
    assert len(first) == len(second)
    for left, right in zip(first, second, strict=True):
        seen, drawn = (page.render(may_draw_forms=False).to_numpy().astype(int) for page in (left, right))
        assert abs(seen - drawn).max() < _SMOOTHING
        assert left.get_textpage().get_text_range() == right.get_textpage().get_text_range()


def _drawable(data: bytes) -> set[str]:
    """The characters that the font of the fields has."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        font = pdf.Root.AcroForm.DR.Font.Field
        assert len(font.DescendantFonts[0].FontDescriptor.FontFile3.read_bytes()) > 1000
        entries = re.findall(rb"<[0-9A-F]{4}> <([0-9A-F]{4,})>", font.ToUnicode.read_bytes())
    return {bytes.fromhex(entry.decode()).decode("utf-16-be") for entry in entries}


def test_the_font_of_a_chinese_form_has_the_characters_in_use_and_those_of_the_choices() -> None:
    single = next(one for one in SPECIMEN.sections[1].questions if one.id == "Q012")
    rare = replace(single, choices=(replace(single.choices[0], text="龘"), *single.choices[1:]))
    section = replace(SPECIMEN.sections[1], questions=(rare,))
    drawable = _drawable(fillable_form(recipe(replace(SPECIMEN, sections=(section,)))).data)
    assert drawable >= {"龘", "国", "é", "ü", "。", "“", "A", "9"}
    level_1 = {bytes([row, cell]).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF)}
    assert drawable >= level_1
    assert set(alphabet(han=True)) >= level_1


def test_the_font_of_an_english_form_has_no_han_characters_but_those_that_stand_in_it() -> None:
    english = specimen("en", title=(), notice="", sections=())
    drawable = _drawable(fillable_form(recipe(english)).data)
    assert drawable >= set("AZaz09é")
    assert "龄" not in drawable


def test_without_the_face_fields_are_filled_in_with_helvetica(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "field_font", lambda *_: None)
    with pikepdf.open(io.BytesIO(fillable_form(recipe(SPECIMEN)).data)) as pdf:
        assert pdf.Root.AcroForm.DR.Font.Field.BaseFont == Name.Helvetica


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{{ blank(choice.specify) }}", "", "the field specify.Q010.partial is not set"),
        (
            "{{ blank(choice.specify) }}",
            "{{ blank(choice.specify) }}" * 2,
            "the field specify.Q010.partial is set twice",
        ),
        ('{{ field(choice.box, "radio") }}', '{{ field("x", "radio") }}', "there is no field x"),
    ],
)
def test_a_template_that_sets_other_fields_is_refused(old: str, new: str, said: str) -> None:
    name = "forms/pdf/question.html.j2"
    text = TEMPLATES.text(name)
    assert old in text
    changed = TemplateFile(name=name, origin="templates/x", content=text.replace(old, new).encode())
    files = tuple(changed if file.name == name else file for file in TEMPLATES.files)
    with pytest.raises(TemplateFault, match=said):
        print_form(replace(recipe(SPECIMEN), templates=Templates(files=files)))
