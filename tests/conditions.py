"""Random forms, conditions and answers for property tests, and XPath read by lxml as an ODK engine would."""

import random
from collections.abc import Callable, Mapping

from lxml import etree

from plandoc.model.answers import Answer, Answers
from plandoc.model.conditions import (
    AllOf,
    Answered,
    AnyOf,
    ChoiceIn,
    Comparator,
    Comparison,
    Condition,
    CountOf,
    DateLiteral,
    Not,
    NumberLiteral,
    Operand,
    SumOf,
    ValueOf,
)
from plandoc.model.questions import Choice, Question, QuestionType
from plandoc.report.fields import Field
from plandoc.report.xpath import Dialect

CODES = ("yes", "partial", "no", "na")
CHOICES = tuple(Choice(code=code, text=f"report/lists/x/{code}") for code in CODES)
KINDS = (
    QuestionType.SINGLE,
    QuestionType.MULTIPLE,
    QuestionType.INTEGER,
    QuestionType.NUMBER,
    QuestionType.DATE,
    QuestionType.TEXT,
)
DAYS = ("2025-12-31", "2026-01-01", "2026-01-02", "2026-11-30")


def random_form(seed: int, size: int = 25) -> tuple[Field, ...]:
    """A form whose conditions name earlier fields only; some fields lie in a group that has a condition itself."""
    dice = random.Random(seed)
    fields: list[Field] = []
    group = ""
    for at in range(size):
        if at and at % 6 == 0:
            group = f"G{at}" if dice.random() < 0.6 else ""
            if group:
                fields.append(_field(dice, group, QuestionType.GROUP, fields, ""))
        fields.append(_field(dice, f"Q{at:03}", dice.choice(KINDS), fields, group))
    return tuple(fields)


def _field(dice: random.Random, name: str, kind: QuestionType, before: list[Field], within: str) -> Field:
    asked = [field for field in before if field.type is not QuestionType.GROUP]
    relevant = random_condition(dice, asked, 3) if asked and dice.random() < 0.6 else None
    question = Question(id=name, type=kind, text=f"report/{name}")
    return Field(
        id=name,
        type=kind,
        question=question,
        choices=CHOICES if kind.chooses else (),
        within=within,
        relevant=relevant,
    )


def random_condition(dice: random.Random, asked: list[Field], depth: int) -> Condition:
    """A condition on these fields."""
    roll = dice.random()
    if depth and roll < 0.35:
        inner = tuple(random_condition(dice, asked, depth - 1) for _ in range(dice.randint(1, 3)))
        return AllOf(conditions=inner) if dice.random() < 0.5 else AnyOf(conditions=inner)
    if depth and roll < 0.5:
        return Not(condition=random_condition(dice, asked, depth - 1))
    field = dice.choice(asked)
    if roll < 0.6:
        return Answered(question=field.id)
    if field.type.chooses and dice.random() < 0.8:
        return ChoiceIn(question=field.id, codes=tuple(dice.sample(CODES, dice.randint(1, 3))))
    return _comparison(dice, asked, field)


def _comparison(dice: random.Random, asked: list[Field], field: Field) -> Condition:
    comparator = dice.choice(tuple(Comparator))
    if field.type is QuestionType.DATE:
        literal: Operand = DateLiteral(value=dice.choice(DAYS))
        days: list[Operand] = [ValueOf(question=one.id) for one in asked if one.type is QuestionType.DATE]
        right = dice.choice([*days, literal])
        return Comparison(comparator=comparator, left=ValueOf(question=field.id), right=right)
    numbers = _numbers(asked)
    if not numbers:
        return Answered(question=field.id)
    left, right = _operand(dice, numbers), _operand(dice, [*numbers, NumberLiteral(value=dice.choice((0, 1, 2, 0.3)))])
    return Comparison(comparator=comparator, left=left, right=right)


def _numbers(asked: list[Field]) -> list[Operand]:
    values: list[Operand] = [ValueOf(question=one.id) for one in asked if one.type.is_number]
    return [*values, *(CountOf(question=one.id) for one in asked if one.type is QuestionType.MULTIPLE)]


def _operand(dice: random.Random, known: list[Operand]) -> Operand:
    if dice.random() < 0.3:
        return SumOf(terms=tuple(dice.choice(known) for _ in range(dice.randint(1, 3))))
    return dice.choice(known)


def random_answers(fields: tuple[Field, ...], seed: int) -> dict[str, Answer]:
    """Answers to some of the fields, hidden ones among them."""
    dice = random.Random(seed)
    return {field.id: _answer(dice, field.type) for field in fields if field.type in KINDS and dice.random() < 0.75}


def _answer(dice: random.Random, kind: QuestionType) -> Answer:
    match kind:
        case QuestionType.SINGLE:
            return dice.choice(CODES)
        case QuestionType.MULTIPLE:
            return tuple(dice.sample(CODES, dice.randint(0, 3)))
        case QuestionType.INTEGER:
            return dice.randint(-1, 3)
        case QuestionType.NUMBER:
            return dice.choice((0.1, 0.2, 0.3, 0.1 + 0.2, 1.0005, 2.5, -0.0005))
        case QuestionType.DATE:
            return dice.choice(DAYS)
        case _:
            return dice.choice(("", "甲"))


class XForm:
    """One form's fields as an XML instance, in which XPath is evaluated in printed order; hidden fields are empty."""

    def __init__(self, fields: tuple[Field, ...]) -> None:
        self.fields = fields
        self.dialect = Dialect(refer=lambda name: f"/form/{name}", types={field.id: field.type for field in fields})

    def relevances(self, paths: Mapping[str, str], answers: Answers) -> dict[str, bool]:
        """Whether each field is asked, by the XPath of each."""
        root = etree.Element("form")
        slots = {field.id: etree.SubElement(root, field.id) for field in self.fields}
        asked: dict[str, bool] = {}
        for field in self.fields:
            path = paths.get(field.id)
            asked[field.id] = asked.get(field.within, True) and (path is None or evaluated(path, slots[field.id]))
            if asked[field.id] and field.id in answers:
                slots[field.id].text = written(answers[field.id])
        return asked


def written(answer: Answer) -> str:
    """An answer as a survey form keeps it."""
    return " ".join(map(str, answer)) if isinstance(answer, tuple) else str(answer)


def evaluated(path: str, node: etree._Element) -> bool:
    """What an XPath comes to at a node, with the functions of ODK."""
    return bool(etree.XPath(path, extensions=_FUNCTIONS)(node))


def _text(value: object) -> str:
    if isinstance(value, list):
        return (value[0].text or "") if value else ""
    return str(value)


_FUNCTIONS: dict[tuple[None, str], Callable[..., object]] = {
    (None, "selected"): lambda _, value, code: code in _text(value).split(),
    (None, "count-selected"): lambda _, value: float(len(_text(value).split())),
    (None, "coalesce"): lambda _, first, second: _text(first) or second,
    (None, "date"): lambda _, value: float(_text(value).replace("-", "") or "nan"),
}
