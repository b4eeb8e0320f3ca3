"""Every check of a questionnaire as a whole: what it says where, and what it leaves in peace."""

import pytest

from plandoc.diagnostics import Diagnostic
from plandoc.model.scenario import Decision, Entry, Scenario
from plandoc.model.workspace import Settings
from tests.drafting import scenario
from tests.reports import LISTS, checked, questionnaire, rule

FED = "{id: Q001, type: single, list: yes-no, text: 甲？, feeds: [plan/A.1/ind/a]}"
A1 = "A.1/ind/a"
YES = "{in: [Q001, [yes]]}"


def ruled(*rules: str) -> str:
    return "indicators:\n" + "".join(rules)


def codes(found: list[Diagnostic]) -> list[str]:
    assert all(one.hint for one in found)
    return [one.code.name for one in found]


def only(found: list[Diagnostic]) -> tuple[str, str]:
    assert len(found) == 1, [one.message for one in found]
    assert found[0].hint
    return found[0].code.name, found[0].message


def context(name: str, kind: str = "text", more: str = "") -> str:
    return f"{{id: {name}, type: {kind}, text: 乙？, purpose: context{more}}}"


GATE = context("Q001", "single", ", list: yes-no")


def test_a_sound_questionnaire_is_left_in_peace() -> None:
    files = questionnaire(
        FED,
        "{id: Q002, type: single, list: degrees, text: 乙？, feeds: [plan/A.1/ind/c], relevant: {in: [Q001, [yes]]}}",
        context("Q003", more=", relevant: {in: [Q002, [partial]]}"),
        more=ruled(
            rule(A1, YES),
            rule(
                "A.1/ind/c",
                "{strict: {all: [{in: [Q001, [yes]]}, {in: [Q002, [full]]}]}, "
                "broad: {all: [{in: [Q001, [yes]]}, {in: [Q002, [full, partial]]}]}}",
                ", not_applicable: exclude",
            ),
        ),
    )
    files["questions.yaml"] = files["questions.yaml"].replace(
        "feeds: [plan/A.1/ind/a]", "feeds: [plan/A.1/ind/a, plan/A.1/ind/c]"
    )
    assert checked(files) == []


@pytest.mark.parametrize(
    ("questions", "message"),
    [
        (
            (context("Q002", more=", relevant: {in: [Q001, [yes]]}"), GATE),
            "The condition of Q002 names Q001, which comes later.",
        ),
        (
            (context("Q001", "integer", ", relevant: {answered: Q001}"),),
            "Whether Q001 is asked hangs on its own answer.",
        ),
        (
            (
                context("Q001", "integer"),
                context(
                    "Q002", "integer", ", constraints: [{that: {le: [{value: Q002}, {value: Q003}]}, message: 丙}]"
                ),
                context("Q003", "integer"),
            ),
            "A constraint of Q002 names Q003, which comes later.",
        ),
    ],
)
def test_conditions_name_earlier_questions(questions: tuple[str, ...], message: str) -> None:
    assert ("PD094", message) in [(one.code.name, one.message) for one in checked(questionnaire(*questions))]


def test_circles_are_called_circles() -> None:
    files = questionnaire(
        context("Q001", more=", relevant: {answered: Q003}"),
        context("Q002", more=", relevant: {answered: Q001}"),
        context("Q003", more=", relevant: {answered: Q002}"),
    )
    messages = [one.message for one in checked(files) if one.code.name == "PD094"]
    assert messages[0] == "These questions wait for each other: Q001 → Q003 → Q002 → Q001."
    assert len(messages) == 3


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (
            context("Q002", more=", relevant: {any: [{answered: Q001}, {not: {answered: Q001}}]}"),
            "The condition of Q002 always holds.",
        ),
        (
            context("Q002", "integer", ", constraints: [{that: {ge: [{value: Q002}, -1]}, message: 丙}]"),
            "No answer to Q002 breaks this constraint.",
        ),
        (
            context("Q002", "integer", ", max: 9, constraints: [{that: {gt: [{value: Q002}, 9]}, message: 丙}]"),
            "Every answer to Q002 breaks this constraint.",
        ),
    ],
)
def test_conditions_without_effect(question: str, message: str) -> None:
    assert only(checked(questionnaire(GATE, question))) == ("PD095", message)


@pytest.mark.parametrize(
    "question",
    [
        context("Q002", "integer", ", constraints: [{that: {answered: Q001}, message: 丙}]"),
        context("Q002", "date", ', constraints: [{that: {gt: [{value: Q002}, "2024-02-29"]}, message: 丙}]'),
        context("Q002", "multiple", ", list: ticks, constraints: [{that: {le: [{count: Q002}, 1]}, message: 丙}]"),
        context("Q002", more=", relevant: {not: {in: [Q001, [yes]]}}"),
    ],
)
def test_conditions_with_effect_are_left_in_peace(question: str) -> None:
    assert checked(questionnaire(GATE, question)) == []


@pytest.mark.parametrize(
    "more",
    [
        ", relevant: {all: [{in: [Q001, [no]]}, {answered: Q002}]}",
        ", relevant: {all: [{in: [Q001, [yes]]}, {in: [Q001, [no]]}]}",
        ", relevant: {lt: [{value: Q003}, 0]}",
        ", relevant: {all: [{gt: [{value: Q003}, 3]}, {lt: [{value: Q003}, 3]}]}",
    ],
)
def test_questions_that_nobody_is_asked(more: str) -> None:
    files = questionnaire(
        GATE,
        context("Q002", more=", relevant: {in: [Q001, [yes]]}"),
        context("Q003", "integer"),
        context("Q004", more=more),
    )
    assert only(checked(files)) == ("PD096", "Q004 is never asked.")


def test_a_member_is_not_asked_where_its_group_never_is() -> None:
    inner = "{id: Q003, type: text, text: 丙？, purpose: context, relevant: {in: [Q001, [no]]}}"
    group = f"{{id: G01, type: group, text: 乙, relevant: {{in: [Q001, [yes]]}}, questions: [{inner}]}}"
    assert only(checked(questionnaire(GATE, group))) == ("PD096", "Q003 is never asked.")


def test_too_many_combinations_are_left_in_peace() -> None:
    many = [context(f"Q{at:03}", "multiple", ", list: ticks") for at in range(1, 9)]
    named = ", ".join(f"{{in: [Q{at:03}, [a]]}}, {{in: [Q{at:03}, [b]]}}" for at in range(1, 9))
    last = context("Q009", more=f", relevant: {{all: [{named}, {{in: [Q001, [none]]}}]}}")
    assert checked(questionnaire(*many, last)) == []


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        (rule(A1, YES).replace("numerator: {in: [Q001, [yes]]}, ", ""), "No rule of plan/A.1/ind/a reads a question."),
        (
            rule(A1, YES).replace("[report]", "[secretariat]"),
            "plan/A.1/ind/a reads questions, and the report is no source of it.",
        ),
        (
            rule(A1, YES).replace("numerator: {in: [Q001, [yes]]}, ", "").replace("[report]", "[secretariat]"),
            "plan/A.1/ind/a has neither a question nor a declared source.",
        ),
    ],
)
def test_indicators_have_questions_or_sources(rules: str, message: str) -> None:
    found = checked(questionnaire(FED.replace("feeds", "purpose: context, feeds"), more=ruled(rules)))
    assert ("PD097", message) in [(one.code.name, one.message) for one in found]


def test_every_indicator_of_the_tables_is_spoken_of() -> None:
    from plandoc.diagnostics import Findings
    from plandoc.forms import check_report
    from tests.reports import workspace_of

    findings = Findings()
    check_report(workspace_of(questionnaire(FED, more=ruled(rule(A1, YES)))), findings)
    silent = [one for one in findings if one.code.name == "PD097"]
    assert [one.message.rpartition(" ")[2] for one in silent] == [
        "plan/A.1/ind/b.",
        "plan/A.1/ind/c.",
        "plan/A.2/ind/a.",
        "plan/A.2/ind/b.",
    ]
    assert all(one.span.path == "sources/plan.md" for one in silent)


def test_another_source_with_a_record_will_do() -> None:
    record = (
        "  plan/A.1/ind/a: {measure: count, unit: user, source: [clearing-house], record: 访问统计, direction: none}\n"
    )
    assert checked(questionnaire(GATE, more=ruled(record))) == []


@pytest.mark.parametrize(
    ("question", "rules", "message"),
    [
        (FED.replace(", feeds: [plan/A.1/ind/a]", ""), "", "Q001 feeds no indicator."),
        (FED.replace("feeds: [plan/A.1/ind/a]", "purpose: gate"), "", "Q001 is a gate, and opens no question."),
        (
            FED.replace(", feeds: [plan/A.1/ind/a]", ", feeds: []"),
            rule(A1, YES),
            "plan/A.1/ind/a reads Q001, which does not feed it.",
        ),
        (
            FED.replace("feeds", "purpose: context, feeds"),
            rule(A1, YES),
            "plan/A.1/ind/a reads Q001, which says that no rule reads it.",
        ),
    ],
)
def test_questions_and_rules_go_together(question: str, rules: str, message: str) -> None:
    found = checked(questionnaire(question, more=ruled(rules) if rules else ""))
    assert ("PD098", message) in [(one.code.name, one.message) for one in found]


def test_a_question_is_read_by_each_indicator_it_feeds() -> None:
    both = FED.replace("[plan/A.1/ind/a]", "[plan/A.1/ind/a, plan/A.1/ind/c]")
    files = questionnaire(both, context("Q002"), more=ruled(rule(A1, YES), rule("A.1/ind/c", "{answered: Q002}")))
    messages = [one.message for one in checked(files) if one.code.name == "PD098"]
    assert "Q001 feeds plan/A.1/ind/c, and no rule of it reads the answer." in messages


DEGREES = "{id: Q001, type: single, list: degrees, text: 甲？, feeds: [plan/A.1/ind/a]}"
FULL = "{in: [Q001, [full]]}"
NA = ", not_applicable: exclude"


def test_choices_that_nobody_reads() -> None:
    found = checked(questionnaire(DEGREES, more=ruled(rule(A1, FULL, NA))))
    assert only(found) == ("PD099", "No rule and no condition reads the choice partial of Q001.")
    both = f"{{strict: {FULL}, broad: {{in: [Q001, [full, partial]]}}}}"
    assert checked(questionnaire(DEGREES, more=ruled(rule(A1, both, NA)))) == []
    opened = context("Q002", more=", relevant: {in: [Q001, [partial]]}")
    assert checked(questionnaire(DEGREES, opened, more=ruled(rule(A1, FULL, NA)))) == []


def test_what_counts_choices_reads_them_all() -> None:
    ticks = "{id: Q001, type: multiple, list: ticks, text: 甲？, feeds: [plan/A.1/ind/a]}"
    counted = rule(A1, "{ge: [{count: Q001}, 2]}")
    assert checked(questionnaire(ticks, more=ruled(counted))) == []
    assert codes(checked(questionnaire(ticks, more=ruled(rule(A1, "{in: [Q001, [a]]}"))))) == ["PD099", "PD099"]


def test_gates_keep_no_party_from_what_the_denominator_needs() -> None:
    gate = "{id: Q001, type: single, list: yes-no, text: 甲？, purpose: gate, feeds: [plan/A.1/ind/a]}"
    follow = (
        "{id: Q002, type: single, list: yes-no, text: 乙？, feeds: [plan/A.1/ind/a], relevant: {in: [Q001, [yes]]}}"
    )
    behind = rule(A1, "{in: [Q002, [yes]]}")
    code, message = only(checked(questionnaire(gate, follow, more=ruled(behind))))
    assert code == "PD100"
    assert message.endswith("Q001 = no.")
    named = rule(A1, "{all: [{in: [Q001, [yes]]}, {in: [Q002, [yes]]}]}")
    assert checked(questionnaire(gate, follow, more=ruled(named))) == []
    based = behind.replace("{of: parties}", "{of: parties, that: {in: [Q001, [yes]]}}")
    assert checked(questionnaire(gate, follow, more=ruled(based))) == []


def test_readings_of_a_numerator_agree() -> None:
    never = rule(A1, "{all: [{in: [Q001, [full]]}, {in: [Q001, [no]]}]}", NA)
    assert ("PD095", "The numerator of plan/A.1/ind/a never holds.") in [
        (one.code.name, one.message) for one in checked(questionnaire(DEGREES, more=ruled(never)))
    ]
    turned = rule(A1, f"{{strict: {{in: [Q001, [full, partial]]}}, broad: {FULL}}}", NA)
    assert only(checked(questionnaire(DEGREES, more=ruled(turned)))) == (
        "PD095",
        "The strict reading of plan/A.1/ind/a counts some that the broad one does not.",
    )


def test_not_applicable_is_offered_where_the_indicator_is_conditional() -> None:
    found = checked(questionnaire(FED, more=ruled(rule(A1, YES, NA))))
    assert only(found)[0] == "PD101"
    both = f"{{strict: {FULL}, broad: {{in: [Q001, [full, partial]]}}}}"
    assert only(checked(questionnaire(DEGREES, more=ruled(rule(A1, both)))))[0] == "PD101"


def test_labels_have_no_units() -> None:
    def labelled(label: str) -> list[Diagnostic]:
        listed = f"lists:\n  bands:\n    - {{code: a, text: {label}}}\n"
        unit = context("Q002", "integer", ", unit: 平方公里")
        return checked(questionnaire(context("Q001", "single", ", list: bands"), unit, more=listed))

    assert only(labelled("10人或以上")) == (
        "PD102",
        "The choice a of bands says 人, and the list may count something else.",
    )
    assert only(labelled("1至9平方公里"))[1].startswith("The choice a of bands says 平方公里")
    assert only(labelled("10 persons or more"))[0] == "PD102"
    assert labelled("10或以上") == []
    assert labelled("个人") == []


def dropped() -> Scenario:
    return scenario(default="drop")


def test_nothing_that_is_left_names_what_a_scenario_drops() -> None:
    gone = "{id: Q001, type: single, list: yes-no, text: 甲？, feeds: [plan/A.1/ind/b]}"
    rules = ruled(rule("A.1/ind/b", YES), rule(A1, "{in: [Q002, [yes]]}"))
    left = "{id: Q002, type: single, list: yes-no, text: '见第 {@Q001} 题。', feeds: [plan/A.1/ind/a]}"
    assert checked(questionnaire(gone, left, more=rules)) == []
    found = checked(questionnaire(gone, left, more=rules), dropped())
    assert only(found) == ("PD103", "report/Q002 names Q001, which the scenario test drops.")
    behind = left.replace("'见第 {@Q001} 题。'", "乙？").replace("feeds", "relevant: {in: [Q001, [yes]]}, feeds")
    found = [one for one in checked(questionnaire(gone, behind, more=rules), dropped()) if one.code.name == "PD103"]
    assert [one.message for one in found] == ["Q002 names Q001, which the scenario test drops."]


def test_a_reference_may_go_with_the_bracket() -> None:
    gone = "{id: Q001, type: single, list: yes-no, text: 甲？, feeds: [plan/A.2/ind/b]}"
    entry = Entry(pattern="plan/A.2#two", decision=Decision.DROP)
    left = (
        "{id: Q002, type: single, list: yes-no, text: '开展{any}[任何，见第 {@Q001} 题]研究？', "
        "brackets: {any: 'plan/A.1/ind/c#any'}, feeds: [plan/A.1/ind/c]}"
    )
    rules = ruled(rule("A.2/ind/b", YES), rule("A.1/ind/c", "{in: [Q002, [yes]]}"))
    both = Scenario(name="both", entries=(entry, Entry(pattern="plan/A.1/ind/c#any", decision=Decision.DROP)))
    assert checked(questionnaire(gone, left, more=rules), both) == []
    one = Scenario(name="one", entries=(entry,))
    assert codes(checked(questionnaire(gone, left, more=rules), one)) == ["PD103"]


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("comparability: same", "The choices of Q001 and Q14 differ (partial): they are not the same."),
        ("comparability: reworded", "The link of Q001 to Q14 is reworded, and does not say why."),
        ("comparability: recoded, reason: 丙", "The link of Q001 to Q14 leaves out choices: yes, partial, no."),
        (
            "comparability: recoded, recode: {yes: yes, no: no}, reason: 丙",
            "The link of Q001 to Q14 leaves out choices: partial.",
        ),
        (
            "comparability: recoded, recode: {yes: yes, partial: maybe, no: no}, reason: 丙",
            "Q001 has no choice maybe.",
        ),
        (
            "comparability: recoded, recode: {yes: yes, partial: ~, no: no, na: no}, reason: 丙",
            "Q14 of cycle 4 has no choice na.",
        ),
        (
            "comparability: proxy, recode: {yes: yes}, reason: 丙",
            "The link of Q001 to Q14 recodes, and says otherwise.",
        ),
    ],
)
def test_links_claim_no_more_than_the_choices_allow(link: str, message: str) -> None:
    linked = GATE.replace("}", f", previous: [{{cycle: 4, question: Q14, {link}}}]}}")
    earlier = "earlier:\n  4:\n    Q14: {type: single, choices: [yes, partial, no]}\n"
    found = checked(questionnaire(linked, more=earlier))
    assert ("PD104", message) in [(one.code.name, one.message) for one in found]


def test_several_links_need_a_rule() -> None:
    earlier = (
        "earlier:\n  4:\n    Q14: {type: single, choices: [yes, no]}\n    Q15: {type: single, choices: [no, yes]}\n"
    )

    def linked(first: str, second: str) -> list[Diagnostic]:
        links = f"[{{cycle: 4, question: Q14, comparability: same{first}}}, {{cycle: 4, question: Q15, comparability: same{second}}}]"
        return checked(questionnaire(GATE.replace("}", f", previous: {links}}}"), more=earlier))

    assert only(linked("", ""))[1].startswith("Q001 is linked to several questions of cycle 4")
    assert only(linked(", rule: any", ", rule: all"))[0] == "PD104"
    assert linked(", rule: any", ", rule: any") == []
    one = GATE.replace("}", ", previous: [{cycle: 4, question: Q14, comparability: same}]}")
    assert only(checked(questionnaire(one, one.replace("Q001", "Q002"), more=earlier)))[1].startswith(
        "Q14 of cycle 4 is linked to Q001 and Q002"
    )


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (FED.replace("A.1/ind/a", "A.1/ind/z"), "There is no indicator plan/A.1/ind/z in the text."),
        (context("Q001", more=", basis: {paragraphs: [a/99]}"), "There is no paragraph a/99 in the text."),
        (
            context("Q001", more=", feeds: [plan/A.1/ind/a], brackets: {any: 'plan/A.1/ind/c#any'}"),
            "plan/A.1/ind/c#any is no group of an indicator that is fed here.",
        ),
        (
            context("Q001", more=", feeds: [plan/A.1/ind/c], brackets: {any: 'plan/A.1/ind/c#any'}").replace(
                "乙？", "'{any.1}[甲]{any.2}[乙]'"
            ),
            "plan/A.1/ind/c#any has no option 2.",
        ),
        (
            context("Q001", more=", previous: [{cycle: 4, question: Q99, comparability: none, reason: 丙}]"),
            "Cycle 4 has no question Q99.",
        ),
    ],
)
def test_names_stand_for_something(question: str, message: str) -> None:
    assert ("PD092", message) in [(one.code.name, one.message) for one in checked(questionnaire(question))]


def test_goals_stand_for_something() -> None:
    files = questionnaire(GATE, heading="goals: [plan/A.9]")
    assert ("PD092", "There is no goal plan/A.9 in the text.") in [
        (one.code.name, one.message) for one in checked(files)
    ]
    assert checked(questionnaire(GATE, heading="goals: [plan/A.1]")) == []


def test_texts_that_are_not_translated() -> None:
    settings = Settings(languages=("zh", "en"))
    found = checked(questionnaire(GATE), settings=settings)
    assert set(codes(found)) == {"PD106"}
    assert len(found) == 2 + LISTS.count("code:") + 1
    assert "report/Q001 is not translated into en." in [one.message for one in found]
