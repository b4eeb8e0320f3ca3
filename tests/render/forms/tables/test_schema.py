"""The schema of answer files: takes what the form can be answered with, and nothing else."""

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from plandoc.model.answers import Answer, AnswerFile, Answers
from plandoc.render.forms.schema import render_schema
from tests.render.forms.specimens import in_language, named, with_question, words

FORM = in_language("zh")
SCHEMA: dict[str, Any] = json.loads(render_schema(FORM))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
RECORDS: tuple[Answers, ...] = ({"Q030.name": "甲", "Q030.funds": 1.5, "Q030.kind": "a"}, {})
GOOD: dict[str, Answer] = {
    "Q001": "某国",
    "Q002": "2026-01-31",
    "Q010": "partial",
    "Q010.partial": '<b> "引号" ${Q1} =1+1',
    "Q011": ("a", "other"),
    "Q011.other": 3,
    "Q013": "few",
    "Q014": 0,
    "Q015": 0.5,
    "Q020.a": "na",
    "Q021.a.no": "说明",
    "Q030": RECORDS,
}


def answered(answers: Answers, /, **changed: object) -> dict[str, Any]:
    file = AnswerFile(form="report-5", version=2, cycle=5, scenario="mixed", answers=answers)
    # As it is read from a file: lists for tuples.
    return {**json.loads(json.dumps(file.as_json())), **changed}


def test_the_schema_is_one_and_knows_every_field() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    fields = list(SCHEMA["$defs"]["fields"]["properties"])
    columns = {one.id for name in ("Q030", "Q031") for one in named(FORM, name).members}
    assert fields == [one.id for one in FORM.questions() if one.type.is_answered and one.id not in columns]
    assert list(SCHEMA["$defs"]["fields"]["properties"]["Q030"]["items"]["properties"]) == [
        "Q030.name",
        "Q030.funds",
        "Q030.kind",
    ]


def test_good_answers_are_valid() -> None:
    VALIDATOR.validate(answered(GOOD))
    VALIDATOR.validate(answered({}, withheld={"Q022": "从前的回答"}, party="某国", language="zh-Hans"))


def test_choices_stand_with_their_labels_in_printed_order() -> None:
    listed = SCHEMA["$defs"]["fields"]["properties"]["Q013"]["oneOf"]
    assert [(one["const"], one["title"]) for one in listed] == [
        ("zero", "选项zero"),
        ("few", "选项few"),
        ("many", "选项many"),
    ]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Q010", "perhaps"),
        ("Q010", ["yes"]),
        ("Q011", "a"),
        ("Q011", ["a", "a"]),
        ("Q011", ["z"]),
        ("Q014", -1),
        ("Q014", 1.5),
        ("Q014", "3"),
        ("Q002", "31.1.2026"),
        ("Q002", "2026-02-30x"),
        ("Q001", 3),
        ("Q020", "yes"),
        ("Q030", [{"Q030.colour": "rot"}]),
        ("Q030.name", "甲"),
        ("Q999", "x"),
    ],
)
def test_other_answers_are_not(name: str, answer: object) -> None:
    assert not VALIDATOR.is_valid(answered({}, answers={name: answer}))
    assert not VALIDATOR.is_valid(answered({}, withheld={name: answer}))


@pytest.mark.parametrize(("key", "value"), [("id", "report-6"), ("version", 1), ("cycle", 4), ("scenario", "")])
def test_answers_to_another_form_are_not(key: str, value: object) -> None:
    file = answered({})
    file["form"][key] = value
    assert not VALIDATOR.is_valid(file)


def test_whatever_a_text_says_the_schema_is_one() -> None:
    attacked = with_question(FORM, replace(named(FORM, "Q012"), pieces=words('"}]</script>\\u0000\n')))
    assert Draft202012Validator(json.loads(render_schema(attacked))).is_valid(answered(GOOD))
