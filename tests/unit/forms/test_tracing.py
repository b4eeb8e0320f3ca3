"""Indicators and questions in both directions: rules in words, choices that count, what a scenario drops."""

import pytest

from plandoc.diagnostics import Findings
from plandoc.forms.traced import Role, Standing, Tie, Trace
from plandoc.forms.tracing import trace_report
from plandoc.forms.tracing_document import is_fed, totals, trace_document
from plandoc.model.printed import PrintedBlock, PrintedRow, PrintedTable
from plandoc.model.scenario import Scenario
from plandoc.model.workspace import Workspace
from tests.drafting import project_workspace, scenario, words, workspace
from tests.reports import questionnaire, rule, workspace_of

OTHER = (
    "  plan/A.2/ind/b: {measure: count, unit: tool, source: [secretariat], record: 秘书处的记录。, "
    "baseline: {cycle: 4, questions: [Q3], note: 口径不同。}, direction: none}\n"
)
VARIANT = ", variants: [{group: 'plan/A.2/ind/a#', option: 2, numerator: {in: [Q005, [no]]}}]"
FILES = questionnaire(
    "{id: Q001, type: single, list: degrees, text: 程度？, feeds: [plan/A.1/ind/a],"
    " previous: [{cycle: 4, question: Q2, comparability: reworded, reason: 措辞不同}]}",
    "{id: Q002, type: single, list: yes-no, text: 门？, feeds: [plan/A.1/ind/b]}",
    "{id: Q003, type: multiple, list: ticks, text: 有哪些？, feeds: [plan/A.1/ind/b], relevant: {in: [Q002, [yes]]}}",
    "{id: Q004, type: matrix, list: yes-no, text: 与谁？, feeds: [plan/A.1/ind/c], rows: ["
    "{id: a, text: 甲}, {id: b, text: 乙}]}",
    "{id: Q005, type: single, list: yes-no, text: 支持？, feeds: [plan/A.2/ind/a]}",
    "{id: Q006, type: integer, text: 几个？, unit: 个, feeds: [plan/A.1/ind/a], purpose: context}",
    more="indicators:\n"
    + rule(
        "A.1/ind/a",
        "{strict: {in: [Q001, [full]]}, broad: {in: [Q001, [full, partial]]}}",
        ", not_applicable: exclude, baseline: {cycle: 4, questions: [Q2]}",
    )
    + "  plan/A.1/ind/b: {measure: percent, unit: party, numerator: {not: {in: [Q003, [none]]}}, "
    "denominator: {of: parties, that: {in: [Q002, [yes]]}}, source: [report], direction: up}\n"
    + rule(
        "A.1/ind/c",
        "{strict: {all: [{in: [Q004.a, [yes]]}, {in: [Q004.b, [yes]]}]}, "
        "broad: {any: [{in: [Q004.a, [yes]]}, {in: [Q004.b, [yes]]}]}}",
    )
    + rule("A.2/ind/a", "{in: [Q005, [yes]]}", VARIANT)
    + OTHER
    + "earlier:\n  4:\n    Q2: {type: single, choices: [a]}\n    Q3: {type: integer}\n",
)


def traced(chosen: Scenario | None = None, language: str = "zh", read: Workspace | None = None) -> Trace:
    found = trace_report(read or workspace_of(FILES), language, chosen, Findings())
    assert found is not None
    return found


def tie(trace: Trace, indicator: str, question: str, variant: str = "") -> Tie:
    (found,) = (
        one for one in trace.of_indicator(f"plan/{indicator}") if (one.question, one.variant) == (question, variant)
    )
    return found


def test_a_workspace_without_a_report_has_no_trace() -> None:
    assert trace_report(workspace(), "zh", None, Findings()) is None


def test_readings_are_said_and_their_choices_counted() -> None:
    trace = traced()
    (own,) = trace.indicator("plan/A.1/ind/a").rules
    assert (own.strict, own.broad, own.denominator) == (
        "对第 1 题的回答是“完全”",
        "对第 1 题的回答是“完全”或“部分”",
        "缔约方",
    )
    found = tie(trace, "A.1/ind/a", "Q001")
    assert (found.roles, found.strict, found.broad) == ((Role.NUMERATOR,), ("full",), ("full", "partial"))
    assert found.denominator == ("full", "partial", "no")
    assert tie(trace, "A.1/ind/a", "Q006").roles == (Role.CONTEXT,)


def test_what_a_condition_denies_counts_the_other_choices() -> None:
    trace = traced()
    assert tie(trace, "A.1/ind/b", "Q003").strict == ("a", "b")
    based = tie(trace, "A.1/ind/b", "Q002")
    assert (based.roles, based.strict, based.denominator) == ((Role.DENOMINATOR,), (), ("yes",))
    assert trace.indicator("plan/A.1/ind/b").rules[0].denominator == "缔约方，限于以下情况：对第 2 题的回答是“是”"


def test_rows_asked_the_same_are_named_together() -> None:
    (own,) = traced(language="en").indicator("plan/A.1/ind/c").rules
    assert own.strict == "each of the answers to questions 4(a), 4(b) is “是”"
    assert own.broad == "at least one of the answers to questions 4(a), 4(b) is “是”"


def test_an_indicator_without_a_question_has_its_source_and_baseline() -> None:
    trace = traced()
    own = trace.indicator("plan/A.2/ind/b")
    assert own.known is not None
    assert (own.record, own.baseline_note, own.known.sources) == ("秘书处的记录。", "口径不同。", ("secretariat",))
    assert trace.of_indicator(own.id) == ()
    assert [(one.question, one.links) for one in own.earlier] == [("Q3", ())]
    (asked,) = trace.indicator("plan/A.1/ind/a").earlier
    assert [(name, link.comparability) for name, link in asked.links] == [("Q001", "reworded")]


def test_open_brackets_mark_indicators_questions_and_variants() -> None:
    trace = traced()
    assert [one.standing for one in trace.indicators] == ["plain", "bracketed", "plain", "bracketed", "bracketed"]
    assert trace.indicator("plan/A.1/ind/b").text == "[有专职人员的缔约方所占百分比；]"
    assert trace.question("Q002").standing is Standing.BRACKETED
    rules = trace.indicator("plan/A.2/ind/a").rules
    assert [(one.variant, one.standing) for one in rules] == [("", "bracketed"), ("plan/A.2/ind/a#=2", "bracketed")]


@pytest.mark.parametrize(("option", "standings"), [(1, ["plain", "dropped"]), (2, ["dropped", "plain"])])
def test_the_option_that_is_taken_says_which_rule_holds(option: int, standings: list[str]) -> None:
    trace = traced(scenario({"plan/A.2/ind/a#": option}, default="keep"))
    assert [one.standing for one in trace.indicator("plan/A.2/ind/a").rules] == standings
    assert [one.standing for one in trace.of_question("Q005")] == standings
    assert [one.strict for one in trace.of_question("Q005")] == [("yes",), ("no",)]


def test_dropped_indicators_stay_with_their_open_words() -> None:
    trace = traced(scenario(default="drop"))
    dropped = trace.indicator("plan/A.1/ind/b")
    assert (dropped.standing, dropped.text) == (Standing.DROPPED, "[有专职人员的缔约方所占百分比；]")
    gone = trace.question("Q003")
    assert (gone.standing, gone.number, gone.text) == (Standing.DROPPED, "", "[有哪些？]")
    assert tie(trace, "A.1/ind/b", "Q003").strict == ("a", "b")
    assert trace.question("Q004.a").number == "2(a)"
    assert totals(trace) == {"indicators": 5, "fed": 2, "sourced": 0, "bare": 0, "dropped": 3}


def test_names_mean_indicators_questions_and_printed_numbers() -> None:
    trace = traced()
    assert trace.named("A.1(a)") == trace.named("plan/a.1(A)") == trace.named("plan/A.1/ind/a") == {"plan/A.1/ind/a"}
    assert trace.named("q003") == trace.named("3") == {"Q003"}
    assert trace.named("Q004") == trace.named("4") == {"Q004.a", "Q004.b"}
    assert trace.named("4(b)") == {"Q004.b"}
    assert trace.named("7") == frozenset()


def test_one_question_or_indicator_brings_what_is_tied_to_it() -> None:
    trace = traced()
    part = trace.only(trace.named("Q003"))
    assert [one.id for one in part.indicators] == ["plan/A.1/ind/b"]
    assert [one.id for one in part.questions] == ["Q003"]
    part = trace.only({"plan/A.1/ind/b"})
    assert [one.id for one in part.questions] == ["Q002", "Q003"]
    assert len(part.ties) == 2


def rows(table: object) -> list[PrintedRow]:
    assert isinstance(table, PrintedTable)
    return [row for row in table.body if isinstance(row, PrintedRow)]


def said(blocks: tuple[PrintedBlock, ...]) -> list[str]:
    return [words(block.pieces) for block in blocks]


def test_the_overview_says_it_from_both_sides() -> None:
    read = workspace_of(FILES)
    document = trace_document(read, traced(scenario(default="drop"), read=read))
    by_indicator, by_question = (rows(section) for section in document.sections[1:])
    first = by_indicator[0]
    assert words(first.goal.pieces).startswith("plan/A.1(a) 已采取措施的缔约方所占百分比")
    assert [said(cell) for cell in first.cells] == [
        ["第 1 题：分子", "第 3 题：背景"],
        ["严格口径：对第 1 题的回答是“完全”", "宽泛口径：对第 1 题的回答是“完全”或“部分”"],
        ["缔约方", "答“不适用”的不计入分母"],
        ["计量：百分比；计数单位：缔约方；越高越好", "来源：国家报告", "基线：第 4 次国家报告；Q2（措辞不同）"],
    ]
    assert words(by_indicator[1].goal.pieces).endswith("\n本情景删去")
    assert said(by_indicator[4].cells[0]) == ["没有问题"]
    assert said(by_question[0].cells[0]) == [
        "plan/A.1(a)：严格口径计入分子：“完全”；宽泛口径计入分子：“完全”、“部分”；计入分母：“完全”、“部分”、“否”"
    ]
    assert (
        said(by_question[-2].cells[0])[1]
        == "plan/A.2(a)，如采用 plan/A.2/ind/a# 的第 2 项：计入分子：“否”；计入分母：所有选项"
    )


REAL = project_workspace()


@pytest.mark.parametrize("name", ["", *(one.name for one in REAL.scenarios)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_indicator_of_the_decision_has_questions_or_a_source(name: str, language: str) -> None:
    trace = traced(REAL.scenario(name), language, REAL)
    assert len(trace.indicators) == len({one.id for one in trace.indicators}) == 103
    for one in trace.indicators:
        assert one.text
        assert one.known is not None
        assert one.known.sources
        if "report" in one.known.sources:
            assert is_fed(trace, one), one.id
        else:
            assert not is_fed(trace, one), one.id
            assert one.record, one.id
    counted = totals(trace)
    assert counted["bare"] == 0
    assert (counted["dropped"] > 0) is (name in {"drop-all", "mixed"})


def test_questions_and_rules_of_the_decision_go_together_in_each_scenario() -> None:
    for chosen in REAL.scenarios:
        trace = traced(chosen, read=REAL)
        for found in trace.ties:
            rule_holds = found.standing is not Standing.DROPPED
            if rule_holds and trace.indicator(found.indicator).standing is not Standing.DROPPED:
                assert trace.question(found.question).standing is not Standing.DROPPED, (chosen.name, found)
