"""Conditions come to the same in Python and in XPath, and their words name every question in them."""

import random

import pytest

from plandoc.language.conventions import spoken
from plandoc.model.answers import Answer
from plandoc.model.conditions import (
    AllOf,
    Answered,
    AnyOf,
    ChoiceIn,
    Comparator,
    Comparison,
    CountOf,
    DateLiteral,
    Not,
    NumberLiteral,
    Operand,
    SumOf,
    ValueOf,
    questions_of,
)
from plandoc.model.questions import QuestionType
from plandoc.report.evaluating import holds, settle
from plandoc.report.wording import Speech, say
from plandoc.report.xpath import constraint, relevance
from tests.conditions import XForm, evaluated, random_answers, random_condition, random_form, written
from tests.drafting import LOCALES

YES = ChoiceIn(question="Q1", codes=("yes",))
MORE = Comparison(comparator=Comparator.MORE, left=ValueOf(question="Q2"), right=NumberLiteral(value=3))
TYPES = {
    "Q1": QuestionType.SINGLE,
    "Q2": QuestionType.INTEGER,
    "Q3": QuestionType.MULTIPLE,
    "Q4": QuestionType.DATE,
    "Q5": QuestionType.RECORDS,
}


@pytest.mark.parametrize("seed", range(12))
def test_xpath_asks_what_python_asks(seed: int) -> None:
    fields = random_form(seed)
    form = XForm(fields)
    paths = {field.id: relevance(field.relevant, form.dialect) for field in fields if field.relevant is not None}
    opened = hidden = 0
    for number in range(25):
        answers = random_answers(fields, 1000 * seed + number)
        settled = settle(fields, answers)
        assert form.relevances(paths, answers) == settled.relevant
        opened += sum(settled.relevant[name] for name in paths)
        hidden += sum(not settled.relevant[name] for name in paths)
    assert opened
    assert hidden


@pytest.mark.parametrize("seed", range(12))
def test_xpath_breaks_what_python_breaks(seed: int) -> None:
    fields = tuple(field for field in random_form(seed) if field.type is not QuestionType.GROUP)
    form, dice = XForm(fields), random.Random(seed)
    own = fields[-1]
    for number in range(60):
        that = random_condition(dice, list(fields), 3)
        path = constraint(that, form.dialect, own.id)
        assert f"/form/{own.id}" not in path
        answers = random_answers(fields, number)
        root = {field.id: written(answers.get(field.id, "")) for field in fields}
        assert evaluated(path, instance(root, own.id)) is (holds(that, answers) is not False)


def instance(values: dict[str, str], at: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - an element of lxml
    from lxml import etree

    root = etree.Element("form")
    slots = {name: etree.SubElement(root, name) for name in values}
    for name, text in values.items():
        slots[name].text = text
    return slots[at]


def words_of(language: str) -> Speech:
    locale = next(one for one in LOCALES if one.language == language)
    return Speech(
        words=spoken(locale, "report-"),
        number=lambda name: f"<{name}>",
        label=lambda name, code: f"{name}:{code}",
        types=TYPES,
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("seed", range(6))
def test_words_name_every_question_and_choice(seed: int, language: str) -> None:
    fields = random_form(seed, 40)
    speech = Speech(
        words=words_of(language).words,
        number=lambda name: f"<{name}>",
        label=lambda name, code: f"{name}:{code}",
        types={field.id: field.type for field in fields},
    )
    for field in fields:
        if field.relevant is not None:
            said = say(field.relevant, speech)
            assert all(f"<{name}>" in said for name in questions_of(field.relevant))
            assert "{" not in said


@pytest.mark.parametrize(
    ("condition", "chinese", "english"),
    [
        (
            ChoiceIn(question="Q1", codes=("yes", "partial")),
            "对第 <Q1> 题的回答是“Q1:yes”或“Q1:partial”",
            "the answer to question <Q1> is “Q1:yes” or “Q1:partial”",
        ),
        (
            AllOf(conditions=(YES, AnyOf(conditions=(MORE, Answered(question="Q4"))))),
            "对第 <Q1> 题的回答是“Q1:yes”，并且（对第 <Q2> 题的回答大于3，或者第 <Q4> 题已作答）",
            "the answer to question <Q1> is “Q1:yes”, and (the answer to question <Q2> is more than 3, "
            "or question <Q4> is answered)",
        ),
        (
            Not(condition=AnyOf(conditions=(YES, MORE))),
            "对第 <Q1> 题的回答不是“Q1:yes”，并且对第 <Q2> 题的回答不大于3",
            "the answer to question <Q1> is not “Q1:yes”, and the answer to question <Q2> is at most 3",
        ),
        (
            Not(condition=ChoiceIn(question="Q3", codes=("a",))),
            "对第 <Q3> 题的回答不包括“Q3:a”",
            "the answers to question <Q3> do not include “Q3:a”",
        ),
        (
            Comparison(
                comparator=Comparator.AT_LEAST,
                left=SumOf(terms=(ValueOf(question="Q2"), CountOf(question="Q3"), CountOf(question="Q5"))),
                right=NumberLiteral(value=2),
            ),
            "对第 <Q2> 题的回答与第 <Q3> 题所选的项数与第 <Q5> 题所列的条数之和不小于2",
            "the sum of the answer to question <Q2> and the number of choices made in question <Q3> and "
            "the number of records listed in question <Q5> is at least 2",
        ),
        (
            Comparison(comparator=Comparator.LESS, left=ValueOf(question="Q4"), right=DateLiteral(value="2026-01-01")),
            "对第 <Q4> 题的回答早于2026-01-01",
            "the answer to question <Q4> is before 2026-01-01",
        ),
    ],
)
def test_words_read_like_words(condition: AllOf, chinese: str, english: str) -> None:
    assert say(condition, words_of("zh")) == chinese
    assert say(condition, words_of("en")) == english


def less(left: Operand, right: Operand) -> Comparison:
    return Comparison(comparator=Comparator.LESS, left=left, right=right)


@pytest.mark.parametrize(
    ("condition", "answers", "truth"),
    [
        (YES, {}, None),
        (YES, {"Q1": "yes"}, True),
        (YES, {"Q1": "no"}, False),
        (Not(condition=YES), {}, None),
        (Not(condition=YES), {"Q1": "no"}, True),
        (Answered(question="Q1"), {}, False),
        (Not(condition=Answered(question="Q1")), {"Q1": ""}, True),
        (AllOf(conditions=(YES, MORE)), {"Q1": "no"}, False),
        (AllOf(conditions=(YES, MORE)), {"Q1": "yes"}, None),
        (AnyOf(conditions=(YES, MORE)), {"Q1": "yes"}, True),
        (AnyOf(conditions=(YES, MORE)), {"Q1": "no"}, None),
        (MORE, {"Q2": 4}, True),
        (MORE, {"Q2": 3.0004}, False),
        (MORE, {"Q2": 3.0005}, True),
        (MORE, {"Q2": float("inf")}, None),
        (MORE, {"Q2": 10**400}, None),
        (MORE, {"Q2": 1e306}, True),
        (MORE, {"Q2": "many"}, None),
        (less(CountOf(question="Q3"), NumberLiteral(value=2)), {"Q3": ()}, None),
        (less(CountOf(question="Q3"), NumberLiteral(value=2)), {"Q3": ("a",)}, True),
        (less(CountOf(question="Q5"), NumberLiteral(value=2)), {"Q5": ({}, {})}, False),
        (less(SumOf(terms=(ValueOf(question="Q2"), ValueOf(question="Q6"))), NumberLiteral(value=2)), {"Q6": 1}, True),
        (less(SumOf(terms=(ValueOf(question="Q2"),)), NumberLiteral(value=2)), {}, None),
        (less(ValueOf(question="Q4"), DateLiteral(value="2026-01-01")), {"Q4": "2025-12-31"}, True),
    ],
)
def test_truth(condition: AllOf, answers: dict[str, Answer], truth: bool | None) -> None:  # noqa: FBT001 - three values
    assert holds(condition, answers) is truth


def test_tenths_add_up() -> None:
    tenths = SumOf(terms=(ValueOf(question="A"), ValueOf(question="B")))
    equal = Comparison(comparator=Comparator.EQUAL, left=tenths, right=NumberLiteral(value=0.3))
    assert holds(equal, {"A": 0.1, "B": 0.2}) is True
