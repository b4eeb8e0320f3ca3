"""Report files into the model: every key, and every mistake with its code, place and hint."""

import pytest

from plandoc.diagnostics import Diagnostic, Findings
from plandoc.model.conditions import AllOf, AnyOf, ChoiceIn, Comparison, Not, questions_of
from plandoc.model.inline import Group, Reference
from plandoc.model.questions import Purpose, QuestionType, Required
from plandoc.model.walk import walk
from plandoc.source.report import read_report
from tests.reports import FORM, documented, read, texts

LISTS = """
lists:
  yes-no:
    - {code: yes, text: 是, means: yes}
    - {code: no, text: 否, means: no}
  ticks:
    - {code: a, text: 甲}
    - {code: none, text: 没有, exclusive: true}
"""
HEAD = "sections:\n  - id: one\n    heading: 第一节\n    questions:\n"


def small(*questions: str, more: str = "") -> dict[str, str]:
    """A report of one section with these questions, one a line."""
    body = "".join(f"      - {line}\n" for line in questions)
    return {**FORM, "lists.yaml": LISTS, "questions.yaml": HEAD + body, **({"more.yaml": more} if more else {})}


def said(files: dict[str, str]) -> list[Diagnostic]:
    _, findings = read(files)
    return list(findings)


def at(finding: Diagnostic, files: dict[str, str]) -> str:
    """The characters that a finding points at."""
    text = files[finding.span.path.rpartition("/")[2]]
    return text[finding.span.start : finding.span.end]


def only(files: dict[str, str]) -> tuple[str, str, str]:
    """The code, the place and the message of the only finding, which has a hint."""
    (finding,) = said(files)
    assert finding.hint
    return finding.code.name, at(finding, files), finding.message


SINGLE = "{id: Q001, type: single, list: yes-no, text: 甲？, purpose: context}"


def test_the_example_of_the_reference_is_read_without_a_finding() -> None:
    report, findings = read(documented())
    assert list(findings) == []
    kinds = {question.type for question in report.questions()}
    assert kinds >= {QuestionType.MATRIX, QuestionType.RECORDS, QuestionType.GROUP, QuestionType.MONEY}
    assert [section.id for section in report.sections] == ["header", "A.1", "A.9"]
    assert report.sections[1].heading == "plan-1/A.1"


def test_blocks_are_numbered_through_and_members_have_letters() -> None:
    report, _ = read(documented())
    labels = {block.id: block.label.mended for block in report.part.blocks() if block.label}
    assert labels["report/H01"] == "1. "
    assert labels["report/Q009"] == "12. "
    assert "report/G01" not in labels
    assert (labels["report/Q008.a"], labels["report/Q008.b"]) == ("(a) ", "(b) ")


def test_groups_and_references_get_the_ids_of_what_they_stand_for() -> None:
    report, _ = read(documented())
    blocks = {block.id: block for block in report.part.blocks()}
    (group,) = (node for node in walk(blocks["report/Q007"].content) if isinstance(node, Group))
    assert (group.id, group.options[0].id) == ("plan-1/A.9/ind/c#any", "plan-1/A.9/ind/c#any.1")
    (own,) = (node for node in walk(blocks["report/H03/message-1"].content) if isinstance(node, Reference))
    (other,) = (node for node in walk(blocks["report/mandate"].content) if isinstance(node, Reference))
    assert (own.target, other.target) == ("report/H02", "a/9")


def test_every_text_stands_where_it_says() -> None:
    files = documented()
    report, _ = read(files)
    for block in report.part.blocks():
        text = files[block.span.path.rpartition("/")[2]][block.span.start : block.span.end]
        assert text
        assert "\n" not in text


def test_rows_take_after_their_matrix() -> None:
    files = small(
        "{id: Q001, type: matrix, list: yes-no, text: 甲, purpose: context, required: always, feeds: [x], "
        "rows: [{id: a, text: 乙}, {id: b, text: 丙, required: no, feeds: [y]}]}"
    )
    report, findings = read(files)
    assert list(findings) == []
    _, first, second = report.questions()
    assert (first.id, first.type, first.list) == ("Q001.a", QuestionType.SINGLE, "yes-no")
    assert (first.required, first.feeds, first.purpose) == (Required.ALWAYS, ("x",), Purpose.CONTEXT)
    assert (second.required, second.feeds) == (Required.NO, ("y",))


def test_codes_that_yaml_would_read_as_truth_stay_words() -> None:
    report, findings = read(small(SINGLE, "{id: Q002, type: text, text: 乙, relevant: {in: [Q001, [yes, no]]}}"))
    assert list(findings) == []
    assert [question.relevant for question in report.questions()][1] == ChoiceIn(question="Q001", codes=("yes", "no"))


def test_meanings_are_expanded_to_codes() -> None:
    report, _ = read(small(SINGLE, "{id: Q002, type: text, text: 乙, relevant: {means: [Q001, [yes]]}}"))
    assert [question.relevant for question in report.questions()][1] == ChoiceIn(question="Q001", codes=("yes",))


def test_every_operator_is_read() -> None:
    report, findings = read(
        small(
            SINGLE,
            "{id: Q002, type: multiple, list: ticks, text: 乙}",
            "{id: Q003, type: integer, text: 丙}",
            "{id: Q004, type: text, text: 丁, relevant: {all: [{not: {answered: Q001}}, {any: [{le: [{sum: [{value: "
            "Q003}, {count: Q002}]}, 2.5]}, {ne: [{count: Q002}, 1]}]}]}}",
        )
    )
    assert list(findings) == []
    condition = [question.relevant for question in report.questions()][3]
    assert isinstance(condition, AllOf)
    assert isinstance(condition.conditions[0], Not)
    assert isinstance(condition.conditions[1], AnyOf)
    assert all(isinstance(one, Comparison) for one in condition.conditions[1].conditions)


def test_numbers_are_counted_from_zero_where_nothing_is_said() -> None:
    report, _ = read(
        small("{id: Q001, type: integer, text: 甲}", "{id: Q002, type: number, min: -2, text: 乙}", SINGLE)
    )
    assert [question.minimum for question in report.questions()][:2] == [0, -2]


def test_a_folder_without_files_is_no_report() -> None:
    findings = Findings()
    assert read_report((), findings) is None
    assert list(findings) == []
    assert read_report(texts({"lists.yaml": LISTS}), findings) is None
    assert [(one.code.name, one.message) for one in findings] == [("PD090", "The folder report has no form.yaml.")]


@pytest.mark.parametrize(
    ("relevant", "code", "place", "message"),
    [
        ("{in: [Q009, [yes]]}", "PD092", "Q009", "There is no question Q009."),
        ("{in: [Q001, [maybe]]}", "PD092", "maybe", "Q001 has no choice maybe."),
        ("{means: [Q001, [partial]]}", "PD092", "partial", "No choice of Q001 means partial."),
        ("{in: [Q002, [yes]]}", "PD093", "Q002", "Q003.relevant.in needs choices, and Q002 is answered with integer."),
        ("{in: [Q001]}", "PD093", "[Q001]", "Q003.relevant.in does not have two members."),
        ("{in: [Q001, []]}", "PD093", "[]", "Q003.relevant.in lists no choices."),
        ("{all: []}", "PD093", "[]", "Q003.relevant.all has no conditions."),
        ("true", "PD093", "true", "Q003.relevant is not one operator."),
        ("{all: [true]}", "PD093", "true", "Q003.relevant.all[0] is not one operator."),
        ("{inn: [Q001, [yes]]}", "PD093", "inn", "Q003.relevant has the operator inn, which there is not here."),
        (
            "{any: [{not: {gt: [{value: Q001}, 1]}}]}",
            "PD093",
            "Q001",
            "Q003.relevant.any[0].not.gt[0].value needs a number or a day, and Q001 is answered with single.",
        ),
        (
            "{eq: [{count: Q001}, 1]}",
            "PD093",
            "Q001",
            "Q003.relevant.eq[0].count needs several choices or records, and Q001 is answered with single.",
        ),
        (
            '{gt: [{value: Q002}, "2026-01-01"]}',
            "PD093",
            '[{value: Q002}, "2026-01-01"]',
            "Q003.relevant.gt compares a number with a day.",
        ),
        ("{gt: [{value: Q002}, soon]}", "PD093", "soon", "Q003.relevant.gt[1] is neither a number nor a day."),
        ("{gt: [{value: Q002}, .inf]}", "PD093", ".inf", "Q003.relevant.gt[1] is neither a number nor a day."),
        ("{gt: [{sum: []}, 1]}", "PD093", "[]", "Q003.relevant.gt[0].sum adds nothing up."),
    ],
)
def test_wrong_conditions_are_told_with_their_path(relevant: str, code: str, place: str, message: str) -> None:
    files = small(
        SINGLE,
        "{id: Q002, type: integer, text: 乙}",
        f"{{id: Q003, type: text, text: 丙, relevant: {relevant}}}",
    )
    assert only(files) == (code, place, message)


@pytest.mark.parametrize(
    ("question", "code", "place"),
    [
        ("{id: Q001, type: singel, text: 甲}", "PD090", "singel"),
        ("{id: q1, type: text, text: 甲}", "PD090", "q1"),
        ("{id: Q001, type: text}", "PD090", "{id: Q001, type: text}"),
        ("{id: Q001, type: text, text: 甲, tekst: 乙}", "PD007", "tekst"),
        ("{id: Q001, type: text, text: 甲, required: maybe}", "PD090", "maybe"),
        ("{id: Q001, type: text, text: 甲, feeds: x}", "PD090", "x"),
        ("{id: Q001, type: text, text: 甲, lines: 99}", "PD090", "99"),
        ("{id: Q001, type: single, text: 甲}", "PD105", "{id: Q001, type: single, text: 甲}"),
        ("{id: Q001, type: single, list: yes-on, text: 甲}", "PD092", "yes-on"),
        ("{id: Q001, type: single, list: ticks, text: 甲}", "PD105", "ticks"),
        ("{id: Q001, type: text, list: ticks, text: 甲}", "PD105", "ticks"),
        ("{id: Q001, type: text, unit: 人, text: 甲}", "PD105", "人"),
        ("{id: Q001, type: money, text: 甲}", "PD105", "{id: Q001, type: money, text: 甲}"),
        ("{id: Q001, type: integer, min: 3, max: 2, text: 甲}", "PD105", "2"),
        (
            "{id: Q001, type: matrix, list: yes-no, text: 甲}",
            "PD105",
            "{id: Q001, type: matrix, list: yes-no, text: 甲}",
        ),
        ("{id: Q001, type: text, text: 甲, rows: [{id: a, text: 乙}]}", "PD105", "[{id: a, text: 乙}]"),
        ("{id: Q001, type: group, text: 甲}", "PD105", "{id: Q001, type: group, text: 甲}"),
        ("{id: Q001, type: records, text: 甲, columns: [{id: a, type: note, text: 乙}]}", "PD105", "note"),
        ("{id: Q001, type: band, list: yes-no, text: 甲}", "PD105", "yes-no"),
        ("{id: Q001, type: note, text: 甲, feeds: [x]}", "PD105", "[x]"),
        ('{id: Q001, type: text, text: ""}', "PD091", ""),
        ('{id: Q001, type: text, text: "a\\tb"}', "PD091", "a\\tb"),
        ('{id: Q001, type: text, text: "甲[乙]"}', "PD091", "[乙]"),
        ('{id: Q001, type: text, text: "甲[乙"}', "PD091", "["),
        ('{id: Q001, type: text, text: "甲${Q001}"}', "PD091", "${"),
        ('{id: Q001, type: text, text: "甲[^a]"}', "PD091", "[^a]"),
        (
            "{id: Q001, type: text, text: 甲, constraints: [{that: {answered: Q001}}]}",
            "PD090",
            "{that: {answered: Q001}}",
        ),
        ("{id: Q001, type: text, text: 甲, previous: [{cycle: 4, question: Q1}]}", "PD090", "{cycle: 4, question: Q1}"),
    ],
)
def test_wrong_questions_are_told_with_their_place(question: str, code: str, place: str) -> None:
    files = small(question)
    codes = {(finding.code.name, at(finding, files)) for finding in said(files)}
    assert (code, place) in codes
    assert all(finding.hint for finding in said(files))


def test_what_is_always_answered_is_always_asked() -> None:
    files = small(SINGLE, "{id: Q002, type: text, text: 乙, required: always, relevant: {answered: Q001}}")
    assert only(files)[:2] == ("PD105", "always")


@pytest.mark.parametrize(
    "second",
    [
        "{id: Q001, type: text, text: 乙}",
        "{id: G01, type: group, text: 乙, questions: [{id: Q001, type: text, text: 丙}]}",
    ],
)
def test_ids_stand_once(second: str) -> None:
    code, place, message = only(small(SINGLE, second))
    assert (code, place, message) == ("PD020", "Q001", "The question Q001 stands twice.")


def test_ids_of_sections_lists_and_choices_stand_once() -> None:
    twice = "lists:\n  yes-no:\n    - {code: a, text: 甲}\n    - {code: a, text: 乙}\n"
    files = small(SINGLE, more=twice + HEAD + "      []\n")
    assert {finding.code.name for finding in said(files)} >= {"PD020"}
    assert [finding.message for finding in said(files) if finding.code.name == "PD020"] == [
        "yes-no stands twice.",
        "The section one stands twice.",
    ]
    lists = "lists:\n  few:\n    - {code: a, text: 甲}\n    - {code: a, text: 乙}\n"
    assert only(small(SINGLE, more=lists))[2] == "The choice a of few stands twice."


def test_sections_are_those_that_the_form_lists() -> None:
    files = small(SINGLE)
    missing = {**files, "form.yaml": files["form.yaml"].replace("[one]", "[one, two]")}
    assert only(missing) == ("PD092", "two", "No file has a section two that is still to come.")
    unlisted = {**files, "form.yaml": files["form.yaml"].replace("[one]", "[]")}
    assert only(unlisted)[0::2] == ("PD092", "form.yaml does not list the section one.")


def test_malformed_yaml_costs_one_file_only() -> None:
    files = small(SINGLE, more="lists: [unclosed\n")
    report, findings = read(files)
    assert [finding.code.name for finding in findings] == ["PD004"]
    assert [question.id for question in report.questions()] == ["Q001"]


def test_a_column_is_known_within_its_records_only() -> None:
    records = (
        "{id: Q001, type: records, text: 甲, columns: [{id: a, type: integer, text: 乙}, "
        "{id: b, type: text, text: 丙, relevant: {gt: [{value: Q001.a}, 1]}}]}"
    )
    assert said(small(records)) == []
    code, place, _ = only(small(records, "{id: Q002, type: text, text: 丁, relevant: {answered: Q001.a}}"))
    assert (code, place) == ("PD093", "Q001.a")
    assert said(small(records, "{id: Q002, type: text, text: 丁, relevant: {ge: [{count: Q001}, 1]}}")) == []


def test_a_matrix_has_no_answer_and_its_rows_do() -> None:
    matrix = "{id: Q001, type: matrix, list: yes-no, text: 甲, rows: [{id: a, text: 乙}]}"
    assert said(small(matrix, "{id: Q002, type: text, text: 丁, relevant: {in: [Q001.a, [yes]]}}")) == []
    assert only(small(matrix, "{id: Q002, type: text, text: 丁, relevant: {answered: Q001}}"))[:2] == ("PD093", "Q001")


def test_two_groups_of_one_text_have_different_labels() -> None:
    files = small('{id: Q001, type: text, text: "{a}[甲]{b}[乙]", brackets: {a: "p/1#", b: "p/2#"}}')
    assert only(files)[:2] == ("PD091", "{b}[乙]")


def test_bands_do_not_overlap() -> None:
    bands = "lists:\n  bands:\n    - {code: a, text: 甲, from: 1, to: 5}\n    - {code: b, text: 乙, from: 5}\n"
    files = small("{id: Q001, type: band, list: bands, text: 甲}", more=bands)
    assert only(files)[2] == "The bands a and b of bands overlap."


def test_lists_are_not_longer_than_a_form_can_show() -> None:
    many = "lists:\n  many:\n" + "".join(f"    - {{code: c{at}, text: 甲{at}}}\n" for at in range(201))
    files = small("{id: Q001, type: single, list: many, text: 甲}", more=many)
    assert only(files) == ("PD105", "many", "many has 201 choices; a form can show 200.")


@pytest.mark.parametrize(
    ("entry", "code", "place"),
    [
        ("{measure: percent, unit: party, source: [report], direction: up}", "PD090", None),
        ("{measure: share, unit: party}", "PD090", "share"),
        ("{measure: count, unit: partys}", "PD090", "partys"),
        ("{measure: count, unit: user, source: [raport], direction: up}", "PD090", "raport"),
        ("{measure: count, unit: user, source: [report]}", "PD090", None),
        ("{measure: count, unit: user, source: [report], direction: up, denominator: {of: parties}}", "PD090", None),
        ("{measure: count, unit: user, source: [report], direction: up, numerator: {value: Q001}}", "PD093", "Q001"),
        (
            "{measure: percent, unit: party, source: [report], direction: up, denominator: {of: parties}, "
            "numerator: {strict: {answered: Q001}}}",
            "PD090",
            "{strict: {answered: Q001}}",
        ),
        ("{measure: count, unit: user, source: [], direction: up, baseline: {questions: [Q1]}}", "PD090", None),
        (
            '{measure: count, unit: user, source: [], direction: up, variants: [{group: "x#", option: both}]}',
            "PD090",
            "both",
        ),
        (
            "{measure: percent, unit: authority, source: [report], direction: up, numerator: {value: Q001}, "
            "denominator: {of: authorities}}",
            "PD093",
            "value",
        ),
        (
            "{measure: percent, unit: authority, source: [report], direction: up, numerator: {in: [Q001, [yes]]}, "
            "denominator: {of: authorities, number: 1}}",
            "PD093",
            "in",
        ),
        (
            "{measure: percent, unit: party, source: [report], direction: up, numerator: {in: [Q001, [yes]]}, "
            'denominator: {of: parties}, variants: [{group: "x#", option: 2, denominator: {of: authorities, number: 1}}]}',
            "PD090",
            None,
        ),
    ],
)
def test_wrong_indicators_are_told_with_their_place(entry: str, code: str, place: str | None) -> None:
    files = small(SINGLE, more=f"indicators:\n  plan/A.1/ind/a: {entry}\n")
    found = {(finding.code.name, at(finding, files)) for finding in said(files)}
    assert any(name == code and place in (None, where) for name, where in found)


def test_variants_take_what_they_do_not_say_from_the_indicator() -> None:
    report, _ = read(documented())
    indicator = report.indicator("plan-1/A.9/ind/c")
    assert indicator is not None
    (variant,) = indicator.variants
    assert (variant.group, variant.option) == ("plan-1/A.9/ind/c#esp", 1)
    assert variant.rule.denominator == indicator.rule.denominator
    assert variant.rule.numerator != indicator.rule.numerator


def test_shares_of_what_a_party_has_are_read_as_two_numbers() -> None:
    numbers = ("{id: Q001, type: integer, text: 甲}", "{id: Q002, type: integer, text: 乙}")
    entry = (
        "{measure: percent, unit: authority, source: [report], direction: up, numerator: {value: Q002}, "
        "denominator: {of: authorities, number: {value: Q001}}}"
    )
    report, findings = read(small(*numbers, more=f"indicators:\n  plan/A.1/ind/a: {entry}\n"))
    assert list(findings) == []
    rule = report.indicators[0].rule
    assert rule.adds_up
    assert [one for part in rule.conditions for one in questions_of(part)] == ["Q002", "Q002", "Q001"]
