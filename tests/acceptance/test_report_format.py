"""The questionnaire of this repository: sound in every scenario and language, and asked alike by every engine."""

import random
from dataclasses import replace

import pytest

from plandoc.diagnostics import Findings
from plandoc.forms import check_report, printed_form
from plandoc.model.answers import Answer
from plandoc.model.conditions import questions_of
from plandoc.model.questions import QuestionType
from plandoc.model.report import Report
from plandoc.report.evaluating import settle
from plandoc.report.fields import Field, fields
from plandoc.report.indicators import indicator_blocks
from plandoc.report.xpath import relevance
from tests.conditions import XForm
from tests.drafting import project_workspace, words
from tests.reports import documented, read

WORKSPACE = project_workspace()
assert WORKSPACE.report is not None
REPORT: Report = WORKSPACE.report
FIELDS = fields(REPORT)


def test_the_questionnaire_is_sound_in_every_scenario_and_language() -> None:
    findings = Findings()
    check_report(WORKSPACE, findings)
    assert [(one.code.name, one.message) for one in findings] == []


def test_all_indicators_have_questions_or_a_declared_source() -> None:
    indicators = [block.id for block in indicator_blocks(WORKSPACE.parts)]
    assert len(indicators) == 103
    fed = {name for question in REPORT.questions() for name in question.feeds}
    for name in indicators:
        known = REPORT.indicator(name)
        assert known is not None
        assert name in fed or known.record


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_scenario_leaves_a_form_that_is_numbered_through(language: str) -> None:
    for scenario in (None, *WORKSPACE.scenarios):
        findings = Findings()
        form = printed_form(WORKSPACE, language, scenario, findings)
        assert form is not None
        assert [one.message for one in findings] == []
        asked = tuple(form.questions())
        assert not any(question.untranslated for question in asked)
        assert all(words(question.pieces) for question in asked)
        numbers = [int(question.number) for question in asked if question.number.isdigit()]
        assert numbers == list(range(1, len(numbers) + 1))
        by_id = {question.id: question for question in asked}
        for question in asked:
            if question.condition:
                named = questions_of(question.relevant)
                bases = (by_id.get(name, by_id.get(name.rpartition(".")[0])) for name in named)
                assert all(one is not None and one.number in question.condition for one in bases)


def answers(seed: int) -> dict[str, Answer]:
    """Random answers to most of the real questions, hidden ones among them."""
    dice = random.Random(seed)
    return {
        field.id: _answer(dice, field)
        for field in FIELDS
        if field.type.is_answered and field.type is not QuestionType.RECORDS and dice.random() < 0.8
    }


def _answer(dice: random.Random, field: Field) -> Answer:
    codes = [choice.code for choice in field.choices]
    if field.type is QuestionType.MULTIPLE:
        return tuple(dice.sample(codes, dice.randint(1, len(codes))))
    if field.type.chooses_one:
        return dice.choice(codes)
    if field.type.is_number:
        return dice.choice((0, 1, 2, 10, 100))
    return dice.choice(("2024-01-01", "2026-06-30")) if field.type is QuestionType.DATE else "甲"


def test_xpath_asks_what_python_asks_for_three_hundred_sets_of_answers() -> None:
    form = XForm(FIELDS)
    paths = {field.id: relevance(field.relevant, form.dialect) for field in FIELDS if field.relevant is not None}
    hidden = opened = 0
    for seed in range(300):
        given = answers(seed)
        settled = settle(FIELDS, given)
        assert form.relevances(paths, given) == settled.relevant
        opened += sum(settled.relevant[name] for name in paths)
        hidden += sum(not settled.relevant[name] for name in paths)
    assert min(opened, hidden) > 300


def test_the_example_of_the_reference_names_what_there_is() -> None:
    example, _ = read(documented())
    findings = Findings()
    check_report(replace(WORKSPACE, report=example), findings)
    # It speaks of a few indicators only, and is not translated.
    assert {one.code.name for one in findings} <= {"PD097", "PD106"}
    assert all("says nothing of" in one.message for one in findings if one.code.name == "PD097")
