"""Filled forms read back, as viewers and libraries write them, and files that are no forms."""

import io
from collections.abc import Callable, Mapping

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from plandoc.model.questions import QuestionType
from plandoc.render.forms.filled import FilledForm, ProblemKind
from plandoc.render.forms.pdf import read_form
from tests.readers.pdf_forms import fill_pdf, pdf_fields, saved
from tests.render.forms.docx.answers import LINES, READ
from tests.render.forms.docx.specimen import LONG_CODE
from tests.render.forms.pdf.made import SPECIMEN, fillable, paper, real_form

BLANK = fillable(SPECIMEN)
PUT_IN = {
    "Q001": LINES,
    "Q002": "2026年2月28日",
    "Q010": "partial",
    "specify.Q010.partial": "部分 <b>",
    "Q011.a": "a",
    "Q011.other": "other",
    "specify.Q011.other": "１２",
    f"Q011.{LONG_CODE}": LONG_CODE,
    "Q012": "h",
    "Q013": "few",
    "Q014": "1,234",
    "Q015": "12.5",
    "Q016": "0",
    "Q020.a": "na",
    "Q020.b": "yes",
    "Q021.a": "no",
    "specify.Q021.a.no": "原因",
    "Q022": "一\r\r三",
    "Q030.1.name": '甲"',
    "Q030.1.funds": "100",
    "Q030.1.kind": "b",
    "Q030.3.name": "乙",
    "Q031.2.f": "己",
}


def changed(change: Callable[[pikepdf.Pdf], None], data: bytes = BLANK) -> FilledForm:
    """What is read after something was done to the file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return read_form(saved(pdf))


def holder(pdf: pikepdf.Pdf, *path: str) -> pikepdf.Object:
    """A field by the parts of its name."""
    fields = pdf.Root.AcroForm.Fields
    for part in path[:-1]:
        fields = next(one for one in fields.as_list() if str(one.T) == part).Kids
    return next(one for one in fields.as_list() if str(one.T) == path[-1])


def test_what_was_filled_in_is_read_back() -> None:
    form = read_form(fill_pdf(BLANK, PUT_IN))
    assert form.problems == ()
    assert form.found == READ
    assert list(form.found) == list(READ)


def test_a_blank_form_has_no_answers_and_says_what_it_is() -> None:
    form = read_form(BLANK)
    assert (form.found, form.problems) == ({}, ())
    identity = form.identity
    assert identity is not None
    assert (identity.id, identity.version, identity.cycle) == ("report-5", "2", "5")
    assert (identity.language, identity.scenario) == ("zh-Hans", "mixed")
    assert identity.types == {one.id: one.type for one in SPECIMEN.questions() if one.type.is_answered}


def test_it_is_read_again_after_it_was_saved_again() -> None:
    once = fill_pdf(BLANK, PUT_IN)
    with pikepdf.open(io.BytesIO(once)) as pdf:
        assert read_form(saved(pdf)) == read_form(once)


@pytest.mark.slow  # sets the whole questionnaire
def test_every_question_of_the_questionnaire_is_read_back() -> None:
    form = real_form("zh")
    blank = fillable(form)
    types = {one.id: one.type for one in form.questions()}
    put_in: Mapping[str, str] = {
        name: field.states[-1] if field.states else _value(types.get(name, QuestionType.TEXT))
        for name, field in pdf_fields(blank).items()
    }
    read = read_form(fill_pdf(blank, put_in))
    answered = {one for one, kind in types.items() if kind.is_answered and one.partition(".")[0] != "Q1154"}
    assert set(read.found) == answered | {"Q1154"}
    assert {problem.kind for problem in read.problems} <= {ProblemKind.NOT_A_NUMBER, ProblemKind.NOT_A_DAY}
    assert {problem.field.partition(".")[0] for problem in read.problems} <= {"Q1154"}


def _value(kind: QuestionType) -> str:
    if kind is QuestionType.DATE:
        return "2026-01-31"
    return "12" if kind.is_number else "国家协调人"


class TestHowProgramsWrite:
    @pytest.mark.parametrize("written", [String("/partial"), String("partial"), Name.partial])
    def test_the_value_of_radio_buttons(self, written: pikepdf.Object) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            holder(pdf, "Q010").V = written

        form = changed(change)
        assert (form.found, form.problems) == ({"Q010": "partial"}, ())

    def test_only_the_box_is_on(self) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            holder(pdf, "Q010").Kids[2].AS = Name.no
            holder(pdf, "Q011", "b").AS = Name.b

        form = changed(change)
        assert (form.found, form.problems) == ({"Q010": "no", "Q011": ("b",)}, ())

    def test_a_check_box_says_so_as_a_string(self) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            holder(pdf, "Q011", "a").V = String("/a")

        assert changed(change).found == {"Q011": ("a",)}

    def test_a_list_holds_the_label_or_an_array(self) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            holder(pdf, "Q012").V = Array([String("选项c")])

        form = changed(change)
        assert (form.found, form.problems) == ({"Q012": "c"}, ())

    def test_blank_is_blank(self) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            del holder(pdf, "Q001").V
            holder(pdf, "Q022").V = String(" \r\n ")
            holder(pdf, "Q010").V = String("/Off")

        assert changed(change).found == {}


class TestWhatIsNoAnswer:
    def test_a_choice_that_there_is_not(self) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            holder(pdf, "Q010").V = Name.maybe
            holder(pdf, "Q012").V = String("z")

        form = changed(change)
        assert form.found == {"Q010": "maybe", "Q012": "z"}
        assert [(one.kind, one.field) for one in form.problems] == [
            (ProblemKind.UNKNOWN_CHOICE, "Q010"),
            (ProblemKind.UNKNOWN_CHOICE, "Q012"),
        ]

    def test_two_choices_of_one(self) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            holder(pdf, "Q010").V = Name.yes
            holder(pdf, "Q010").Kids[2].AS = Name.no

        form = changed(change)
        assert form.found == {"Q010": "yes"}
        assert [one.kind for one in form.problems] == [ProblemKind.CONTRADICTION]

    def test_words_for_numbers_and_days(self) -> None:
        form = read_form(fill_pdf(BLANK, {"Q014": "1.5", "Q015": "很多", "Q002": "去年"}))
        assert form.found == {"Q002": "去年", "Q014": "1.5", "Q015": "很多"}
        kinds = [ProblemKind.NOT_A_DAY, ProblemKind.NOT_A_NUMBER, ProblemKind.NOT_A_NUMBER]
        assert [one.kind for one in form.problems] == kinds

    def test_a_question_that_there_is_not(self) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            holder(pdf, "Q001").T = String("Q999")
            holder(pdf, "Q999").V = String("x")

        form = changed(change)
        assert form.found == {}
        assert [one.kind for one in form.problems] == [ProblemKind.NO_NAME]

    def test_the_same_field_twice(self) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            holder(pdf, "Q001").V = String("x")
            other = Dictionary(FT=Name.Tx, T=String("Q001"), V=String("y"))
            pdf.Root.AcroForm.Fields.append(pdf.make_indirect(other))

        form = changed(change)
        assert form.found == {"Q001": "x"}
        assert [one.kind for one in form.problems] == [ProblemKind.CONTRADICTION]


class TestFilesThatAreNoForms:
    @pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04", BLANK[: len(BLANK) // 2], paper(SPECIMEN)])
    def test_have_a_problem(self, data: bytes) -> None:
        form = read_form(data)
        assert form.found == {}
        assert [one.kind for one in form.problems] in ([ProblemKind.UNREADABLE], [ProblemKind.UNKNOWN_FORM])

    @pytest.mark.parametrize("said", ["", "[]", "{}", '{"types": 5}', '{"types": {"Q001": ["x"]}}', "[" * 100_000])
    def test_without_identity_what_is_filled_in_is_still_read(self, said: str) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            holder(pdf, "form").V = String(said)

        form = changed(change, fill_pdf(BLANK, {"Q001": "x", "Q014": "12", "Q010": "no", "Q011.a": "a"}))
        kinds = [] if form.identity else [ProblemKind.UNKNOWN_FORM]
        if not form.identity:
            assert form.found == {"Q001": "x", "Q014": "12", "Q010": "no", "Q011": ("a",)}
        assert [one.kind for one in form.problems if one.kind is ProblemKind.UNKNOWN_FORM] == kinds

    def test_fields_below_themselves_end(self) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            fields = pdf.Root.AcroForm.Fields
            loop = pdf.make_indirect(Dictionary(T=String("Q001"), Kids=Array()))
            for _ in range(50):
                loop.Kids.append(loop)
                fields.append(loop)

        assert changed(change).found == {}

    @pytest.mark.parametrize("odd", [Array(), Dictionary(), Name.x, String("\0")])
    def test_odd_values_are_survived(self, odd: pikepdf.Object) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            for name in ("Q001", "Q010", "Q012"):
                holder(pdf, name).V = odd
            holder(pdf, "Q002").Kids = odd
            pdf.Root.AcroForm.Fields.append(odd)

        assert isinstance(changed(change), FilledForm)
