"""The engine of ODK asks what Python asks, and refuses what Python refuses."""

import random
from dataclasses import replace

import pytest

from plandoc.diagnostics import Findings
from plandoc.forms.carrying import printed_forms, recipe
from plandoc.model.answers import Answer
from plandoc.model.printed_form import PrintedChoice, PrintedForm, PrintedQuestion
from plandoc.model.questions import QuestionType
from plandoc.render.forms.xlsform import render_xlsform
from plandoc.report.evaluating import settle
from plandoc.report.fields import Field, fields
from tests.conditions import random_answers, random_form, written
from tests.drafting import project_workspace
from tests.judges.xforms import NEEDS_JAVAC, JavaRosa, converted
from tests.render.forms import specimens
from tests.render.forms.specimens import CREATED, TEMPLATES, in_language, words

pytestmark = [NEEDS_JAVAC, pytest.mark.slow]  # a compiler, and an engine that reads the form anew for each set

SETS = 300
DAYS = ("2023-01-01", "2024-06-30", "2026-12-31", "2027-01-15")
NOT_ASKED = (QuestionType.GROUP, QuestionType.MATRIX, QuestionType.NOTE, QuestionType.RECORDS)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> JavaRosa:
    return JavaRosa(tmp_path_factory.mktemp("javarosa"))


def compare(engine: JavaRosa, xform: str, listed: tuple[Field, ...], sets: list[dict[str, Answer]]) -> tuple[int, int]:
    """Compare every field; return how many answers opened or hid what has a condition, and how many were refused."""
    dice = random.Random(len(sets))
    told: list[dict[str, str]] = []
    for answers in sets:
        # In any order, and to questions that are not asked, too.
        names = [name for name, answer in answers.items() if written(answer)]
        told.append({name: written(answers[name]) for name in dice.sample(names, len(names))})
    opened = refused = 0
    for heard, answers in zip(engine.answer(xform, told), sets, strict=True):
        settled = settle(listed, answers)
        asked = {name for name, relevant in settled.relevant.items() if relevant}
        assert heard.relevant & set(settled.relevant) == asked
        assert heard.broken == {one.field for one in settled.broken}
        opened += sum(1 for one in listed if one.relevant is not None and one.id in asked)
        refused += len(heard.broken)
    return opened, refused


def random_answer(dice: random.Random, field: Field) -> Answer:
    codes = [choice.code for choice in field.choices]
    if field.type is QuestionType.MULTIPLE:
        return tuple(dice.sample(codes, dice.randint(1, min(4, len(codes)))))
    if field.type.chooses_one:
        return dice.choice(codes)
    if field.type.is_number:
        return dice.choice((-1, 0, 1, 2, 40, 100))
    return dice.choice(DAYS) if field.type is QuestionType.DATE else "甲"


def test_the_questionnaire_is_asked_alike(engine: JavaRosa) -> None:
    workspace = project_workspace()
    assert workspace.report is not None
    forms = printed_forms(workspace, None, Findings())
    told = recipe(forms, "zh", TEMPLATES, CREATED)
    # One language is enough for the engine, and read more quickly.
    xform = converted(render_xlsform(told.forms[:1], told.paths, created=CREATED))
    listed, dice = fields(workspace.report), random.Random(20)
    answered = [one for one in listed if one.type not in NOT_ASKED]
    sets = [{one.id: random_answer(dice, one) for one in answered if dice.random() < 0.85} for _ in range(SETS)]
    opened, refused = compare(engine, xform, listed, sets)
    assert opened > SETS
    assert refused > SETS // 10


def as_form(listed: tuple[Field, ...]) -> PrintedForm:
    """A printed form of random fields."""
    members: dict[str, list[PrintedQuestion]] = {}
    for field in listed:
        choices = tuple(PrintedChoice(code=one.code, text=one.code) for one in field.choices)
        asked = PrintedQuestion(
            id=field.id, type=field.type, pieces=words(field.id), choices=choices, relevant=field.relevant
        )
        members.setdefault(field.within, []).append(asked)
    nested = [replace(one, members=tuple(members.get(one.id, ()))) for one in members[""]]
    form = in_language("zh")
    return replace(form, sections=(replace(form.sections[0], questions=tuple(nested)),))


@pytest.mark.parametrize("seed", range(3))
def test_random_forms_are_asked_alike(engine: JavaRosa, seed: int) -> None:
    listed = random_form(seed, 40)
    told = specimens.recipe(as_form(listed))
    xform = converted(render_xlsform(told.forms, told.paths, created=CREATED))
    sets = [random_answers(listed, 1000 * seed + number) for number in range(40)]
    opened, _ = compare(engine, xform, listed, sets)
    assert opened
