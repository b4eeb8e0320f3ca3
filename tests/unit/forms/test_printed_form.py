"""The form that a scenario leaves: which questions, under which numbers, in which words, asked when."""

import pytest

from plandoc.diagnostics import Findings
from plandoc.forms import printed_form
from plandoc.model.printed import OptionEnd, OptionStart
from plandoc.model.printed_form import PrintedForm, PrintedQuestion
from plandoc.model.scenario import Scenario
from plandoc.model.workspace import Workspace
from tests.drafting import project_workspace, scenario, words, workspace
from tests.reports import documented, questionnaire, rule, workspace_of

INDICATORS = "indicators:\n" + "".join(
    rule(name, f"{{in: [{question}, [yes]]}}")
    for name, question in (
        ("A.1/ind/a", "Q001"),
        ("A.1/ind/b", "Q003"),
        ("A.1/ind/c", "Q004"),
        ("A.2/ind/a", "Q005"),
        ("A.2/ind/b", "Q006"),
    )
)


def yes_no(name: str, indicators: str, more: str = "", text: str = "问？") -> str:
    return f"{{id: {name}, type: single, list: yes-no, text: '{text}', feeds: [{indicators}]{more}}}"


FILES = questionnaire(
    yes_no("Q001", "plan/A.1/ind/a"),
    "{id: Q002, type: single, list: yes-no, text: 门？, purpose: gate}",
    yes_no("Q003", "plan/A.1/ind/b", ", relevant: {in: [Q002, [yes]]}"),
    yes_no("Q004", "plan/A.1/ind/c", ", brackets: {any: 'plan/A.1/ind/c#any'}", "开展{any}[任何]研究？"),
    yes_no("Q005", "plan/A.2/ind/a", ", brackets: {s: 'plan/A.2/ind/a#'}", "是否{s.1}[接受]{s.2}[提供]支持？"),
    yes_no("Q006", "plan/A.2/ind/b, plan/A.1/ind/b", ", help: '见第 {@Q001} 题。'"),
    "{id: Q007, type: matrix, list: yes-no, text: 与谁？, purpose: context, rows: ["
    "{id: a, text: 甲, feeds: [plan/A.1/ind/b]}, {id: b, text: 乙, feeds: [plan/A.1/ind/a]}]}",
    "{id: Q008, type: text, text: 详情。, purpose: context, relevant: {in: [Q007.b, [yes]]}}",
    more=INDICATORS,
    heading="goals: [plan/A.1]",
)


def form(
    chosen: Scenario | None = None,
    language: str = "zh",
    *,
    read: Workspace | None = None,
    findings: Findings | None = None,
) -> PrintedForm:
    printed = printed_form(read or workspace_of(FILES), language, chosen, Findings() if findings is None else findings)
    assert printed is not None
    return printed


def asked(printed: PrintedForm) -> dict[str, PrintedQuestion]:
    return {question.id: question for question in printed.questions()}


def test_a_workspace_without_a_report_has_no_form() -> None:
    assert printed_form(workspace(), "zh", None, Findings()) is None


def test_open_text_has_every_question_and_brackets_what_is_open() -> None:
    questions = asked(form())
    assert list(questions) == ["Q001", "Q002", "Q003", "Q004", "Q005", "Q006", "Q007", "Q007.a", "Q007.b", "Q008"]
    assert words(questions["Q001"].pieces) == "问？"
    assert words(questions["Q003"].pieces) == "[问？]"
    assert words(questions["Q004"].pieces) == "开展[任何]研究？"
    assert words(questions["Q005"].pieces) == "[是否[接受][提供]支持？]"
    assert words(questions["Q006"].pieces) == "[问？]"
    assert [question.number for question in questions.values()] == [
        *("1", "2", "3", "4", "5", "6", "7", "7(a)", "7(b)", "8"),
    ]


def test_brackets_round_a_question_are_those_of_its_indicator() -> None:
    pieces = asked(form())["Q003"].pieces
    assert pieces[0] == OptionStart(option="plan/A.1/ind/b#whole.1", group="plan/A.1/ind/b#whole", index=1)
    assert pieces[-1] == OptionEnd(option="plan/A.1/ind/b#whole.1")


def test_questions_go_with_their_indicators_and_the_rest_is_counted_anew() -> None:
    questions = asked(form(scenario(default="drop")))
    assert {name: question.number for name, question in questions.items()} == {
        "Q001": "1",
        "Q004": "2",
        "Q007": "3",
        "Q007.b": "3(a)",
        "Q008": "4",
    }
    assert words(questions["Q004"].pieces) == "开展研究？"
    assert questions["Q008"].condition == "仅在以下情况下作答：对第 3(a) 题的回答是“是”。"


def test_a_question_of_two_indicators_goes_with_the_last() -> None:
    def numbers(**choices: str) -> dict[str, str]:
        named = {"b": "plan/A.1/ind/b#whole", "two": "plan/A.2#two"}
        made = scenario({named[name]: said for name, said in choices.items()})
        return {name: words(question.pieces) for name, question in asked(form(made)).items()}

    assert "Q006" not in numbers(b="drop", two="drop")
    assert numbers(b="drop")["Q006"] == "[问？]"
    assert numbers(b="keep")["Q006"] == "问？"
    assert numbers(two="keep", b="drop")["Q006"] == "问？"


def test_a_gate_goes_with_what_it_opens() -> None:
    assert "Q002" in asked(form(scenario(default="keep")))
    assert "Q002" not in asked(form(scenario(default="drop")))


def test_wording_follows_the_options_of_the_indicator() -> None:
    second = scenario({"plan/A.2/ind/a#": 2}, default="keep")
    assert words(asked(form(second))["Q005"].pieces) == "是否提供支持？"


def test_questions_that_only_a_variant_reads_go_with_its_option() -> None:
    second = ", variants: [{group: 'plan/A.2/ind/a#', option: 2, numerator: {in: [Q002, [yes]]}}]"
    without = ", variants: [{group: 'plan/A.1/ind/c#any', option: drop, numerator: {in: [Q003, [yes]]}}]"
    rules = rule("A.2/ind/a", "{in: [Q001, [yes]]}", second) + rule("A.1/ind/c", "{in: [Q001, [yes]]}", without)
    files = questionnaire(
        yes_no("Q001", "plan/A.2/ind/a, plan/A.1/ind/c"),
        yes_no("Q002", "plan/A.2/ind/a"),
        yes_no("Q003", "plan/A.1/ind/c"),
        more=f"indicators:\n{rules}",
    )

    def left(chosen: Scenario | None) -> dict[str, str]:
        return {name: words(one.pieces) for name, one in asked(form(chosen, read=workspace_of(files))).items()}

    assert left(None) == {"Q001": "问？", "Q002": "[[问？]]", "Q003": "问？"}
    group, two, any_one = "plan/A.2/ind/a#", "plan/A.2#two", "plan/A.1/ind/c#any"
    assert left(scenario({group: 2, two: "keep", any_one: "keep"})) == {"Q001": "问？", "Q002": "问？"}
    assert left(scenario({group: 1, two: "keep", any_one: "drop"})) == {"Q001": "问？", "Q003": "问？"}
    assert left(scenario({group: 2, two: "drop", any_one: "keep"})) == {"Q001": "问？"}


def test_the_real_form_asks_what_the_variants_of_a_scenario_read() -> None:
    real = project_workspace()

    def left(**more: int) -> set[str]:
        named = {"plan-2/A.10/ind/a#ratification": more["ratification"], "plan-2/A.10/ind/e#trained": more["trained"]}
        return set(asked(form(scenario(named, default="keep", alternatives="first"), read=real)))

    assert {"Q1051", "Q1052", "Q1057", "Q1058"} & left(ratification=1, trained=1) == {"Q1051"}
    assert {"Q1051", "Q1052", "Q1057", "Q1058"} & left(ratification=2, trained=2) == {"Q1052", "Q1057", "Q1058"}


def test_references_bear_the_numbers_of_the_form_at_hand() -> None:
    assert words(asked(form())["Q006"].help) == "见第 1 题。"


def test_a_reference_to_what_is_gone_is_reported() -> None:
    files = questionnaire(yes_no("Q001", "plan/A.1/ind/b"), yes_no("Q002", "plan/A.1/ind/a", text="见第 {@Q001} 题？"))
    findings = Findings()
    form(scenario(default="drop"), read=workspace_of(files), findings=findings)
    assert [one.code.name for one in findings] == ["PD103"]


def test_indicators_name_their_questions() -> None:
    printed = form(scenario(default="drop"))
    assert {one.id: one.questions for one in printed.indicators} == {
        "plan/A.1/ind/a": ("Q001", "Q007.b"),
        "plan/A.1/ind/c": ("Q004",),
    }
    assert [(one.goal, one.number) for one in printed.indicators] == [("A.1", "(a)"), ("A.1", "(b)")]
    assert asked(form())["Q006"].feeds == ("plan/A.2/ind/b", "plan/A.1/ind/b")


def test_the_heading_of_a_section_is_its_goal() -> None:
    (section,) = form().sections
    assert (section.number, words(section.heading)) == ("A.1", "目标一")


def test_a_section_goes_with_its_last_question_on_an_indicator() -> None:
    files = questionnaire(yes_no("Q001", "plan/A.1/ind/b"), "{id: Q002, type: text, text: 详情。, purpose: context}")
    assert form(scenario(default="drop"), read=workspace_of(files)).sections == ()
    assert len(form(scenario(default="keep"), read=workspace_of(files)).sections) == 1


def test_the_documented_form_says_demands_and_fields_beside_choices() -> None:
    questions = asked(form(read=workspace_of(documented())))
    assert [demand.message for demand in questions["H03"].demands] == ["结束日期应晚于第 2 题的日期。"]
    assert [demand.message for demand in questions["Q004"].demands] == ["请填写不小于1的数。"]
    assert [demand.message for demand in questions["Q002"].demands] == ["选择“以上都没有”时不能再选其他项。"]
    assert words(questions["Q001.partial"].pieces) == "请说明尚缺哪些措施"
    assert questions["Q009.funds"].unit == "美元"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_documented_form_is_printed_beside_the_real_text(language: str) -> None:
    real = project_workspace()
    read = workspace_of(documented()).report
    assert read is not None
    from dataclasses import replace

    findings = Findings()
    for chosen in (None, *real.scenarios):
        printed = form(chosen, language, read=replace(real, report=read), findings=findings)
        assert [section.number for section in printed.sections] == ["", "A.1", "A.9"]
        assert words(printed.mandate).endswith("段编制。") or language == "en"
    assert {one.code.name for one in findings} <= {"PD060", "PD061"}


def test_untranslated_words_are_told() -> None:
    findings = Findings()
    questions = asked(form(language="en", findings=findings))
    assert questions["Q001"].untranslated
    assert {one.code.name for one in findings} == {"PD060"}
    assert questions["Q003"].condition == "Answer only if the answer to question 2 is “是”."
