"""Forms for tests of the page: the real one, a specimen of every kind, and random ones; answers at random."""

import json
import random
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from plandoc.diagnostics import Findings
from plandoc.forms import printed_form
from plandoc.model.answers import Answer, Answers, answers_json
from plandoc.model.conditions import ChoiceIn
from plandoc.model.printed_form import PrintedForm, PrintedQuestion
from plandoc.model.questions import Purpose, QuestionType, Required
from plandoc.model.workspace import Workspace
from plandoc.render.forms.html.document import render_form
from plandoc.render.forms.html.trees import tree
from plandoc.render.templates import load_templates
from plandoc.report.evaluating import Settlement
from plandoc.report.fields import Demand, Field
from tests.conditions import random_condition, random_form
from tests.drafting import project_workspace
from tests.render.forms.docx.specimen import specimen

TEMPLATES = load_templates(None)
LANGUAGES = ("zh", "en")


@cache
def workspace() -> Workspace:
    """The workspace of this repository."""
    return project_workspace()


@cache
def real_forms(scenario: str = "") -> tuple[PrintedForm, ...]:
    """The form of this repository in both languages; of the open text where no scenario is named."""
    decided = next((one for one in workspace().scenarios if one.name == scenario), None)
    forms = (printed_form(workspace(), language, decided, Findings()) for language in LANGUAGES)
    return tuple(form for form in forms if form is not None)


@cache
def specimens() -> tuple[PrintedForm, ...]:
    """A form with every kind of question, in two languages."""
    zh, en = real_forms()
    english = {"direction": "ltr", "language_name": "English", "standing": "Unofficial translation"}
    return (
        _complete(specimen(language_name="中文", words=zh.words)),
        _complete(specimen("en", words=en.words, **english)),
    )


def _complete(form: PrintedForm) -> PrintedForm:
    """The specimen as printing makes forms: its first question is the header's, fields hang on their choices."""
    sections = tuple(replace(one, questions=tuple(map(_hung, one.questions))) for one in form.sections)
    header, *others = sections
    party, *rest = header.questions
    named = replace(header, questions=(replace(party, purpose=Purpose.HEADER), *rest))
    return replace(form, sections=(named, *others))


def _hung(question: PrintedQuestion) -> PrintedQuestion:
    choices = tuple(
        replace(
            one,
            specify=one.specify and replace(one.specify, relevant=ChoiceIn(question=question.id, codes=(one.code,))),
        )
        for one in question.choices
    )
    return replace(question, choices=choices, members=tuple(map(_hung, question.members)))


def written(forms: tuple[PrintedForm, ...], folder: Path) -> Path:
    """The page of a form as a file."""
    file = folder / "form.html"
    file.write_text(render_form(forms, TEMPLATES), encoding="utf-8")
    return file


def field_json(field: Field) -> dict[str, object]:
    """A field as the page's data have it."""
    return {
        "id": field.id,
        "type": field.type.value,
        "within": field.within,
        "relevant": None if field.relevant is None else tree(field.relevant),
        "required": field.type.is_answered and field.required is not Required.NO,
        "choices": [choice.code for choice in field.choices],
        "exclusive": [choice.code for choice in field.choices if choice.exclusive],
        "demands": [tree(demand.that) for demand in field.demands],
        "columns": [field_json(column) for column in field.columns],
    }


def demanding_form(seed: int) -> tuple[Field, ...]:
    """A random form whose fields demand something, too."""
    dice = random.Random(seed)
    found: list[Field] = []
    for field in random_form(seed):
        before = [one for one in (*found, field) if one.type.is_answered]
        demands = tuple(
            Demand(that=random_condition(dice, before, 2)) for _ in range(dice.randint(0, 2) if before else 0)
        )
        found.append(replace(field, demands=demands, required=dice.choice(tuple(Required))))
    return tuple(found)


def random_answers(fields: tuple[Field, ...], seed: int) -> dict[str, Answer]:
    """Answers of any kind to most fields, hidden ones among them."""
    dice = random.Random(seed)
    return {field.id: _answer(dice, field) for field in fields if field.type.is_answered and dice.random() < 0.8}


def _answer(dice: random.Random, field: Field) -> Answer:
    codes = tuple(choice.code for choice in field.choices)
    match field.type:
        case QuestionType.SINGLE | QuestionType.BAND:
            return dice.choice(codes)
        case QuestionType.MULTIPLE:
            return tuple(code for code in codes if dice.random() < 0.4)
        case QuestionType.INTEGER:
            return dice.choice((-1, 0, 1, 2, 12, 300))
        case QuestionType.NUMBER | QuestionType.MONEY:
            return dice.choice((-0.0005, 0, 0.1 + 0.2, 0.3, 1.0005, 2.5, 1e308))
        case QuestionType.DATE:
            return f"202{dice.randint(3, 6)}-0{dice.randint(1, 9)}-1{dice.randint(0, 9)}"
        case QuestionType.RECORDS:
            return tuple(random_answers(field.columns, dice.randrange(10**6)) for _ in range(dice.randint(0, 3)))
        case _:
            return dice.choice(("", "甲", "<b>&\"'"))


def filled(answers: Answers) -> dict[str, Answer]:
    """Answers without blanks, as forms give them."""
    found: dict[str, Answer] = {}
    for name, answer in answers.items():
        rows = tuple(filled(row) for row in answer if isinstance(row, Mapping)) if isinstance(answer, tuple) else ()
        left = tuple(row for row in rows if row) if rows else answer
        if left not in ("", ()):
            found[name] = left
    return found


def settled_json(fields: tuple[Field, ...], settled: Settlement) -> dict[str, object]:
    """What answers come to, as the page's module says it."""
    by_id = {field.id: field for field in fields}
    return {
        "relevant": dict(settled.relevant),
        "answers": answers_json(settled.answers),
        "withheld": answers_json(settled.withheld),
        "broken": [
            {"field": one.field, "demand": _place(one.demand, by_id[one.field].demands)} for one in settled.broken
        ],
        "missing": list(settled.missing),
        "records": {
            name: [settled_json(by_id[name].columns, one) for one in rows] for name, rows in settled.records.items()
        },
    }


def _place(demand: Demand, demands: tuple[Demand, ...]) -> int:
    return next(at for at, one in enumerate(demands) if one is demand)


def same(value: object) -> Mapping[str, object]:
    """A value as it is after a passage through JSON."""
    read: Mapping[str, object] = json.loads(json.dumps(value))
    return read
