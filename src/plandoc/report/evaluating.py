"""What conditions come to, given answers: the one definition, which the script of a form and XPath are tested against.

Blank, skipped and irrelevant operands are unknown (None). A question is asked when its condition is true, so the
unknown hides; a constraint is broken when it is false, so the unknown passes. What was answered to a question that is
not asked any more is kept apart and counts as blank. Conditions name earlier fields only, so one pass settles a form.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TypeAlias, assert_never

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
from plandoc.model.questions import Required
from plandoc.report.fields import Demand, Field

Truth: TypeAlias = bool | None

_COMPARE: Mapping[Comparator, Callable[[float, float], bool]] = {
    Comparator.LESS: lambda left, right: left < right,
    Comparator.AT_MOST: lambda left, right: left <= right,
    Comparator.EQUAL: lambda left, right: left == right,
    Comparator.UNEQUAL: lambda left, right: left != right,
    Comparator.AT_LEAST: lambda left, right: left >= right,
    Comparator.MORE: lambda left, right: left > right,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A demand that an answer does not meet."""

    field: str
    demand: Demand


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What a set of answers comes to."""

    relevant: Mapping[str, bool]
    """Whether each field is asked, groups and notes too."""
    answers: Answers
    """What counts."""
    withheld: Answers
    """What was answered to questions that are not asked; kept, and blank for every condition."""
    broken: tuple[Broken, ...]
    missing: tuple[str, ...]
    """Fields that must be answered and are not."""
    records: Mapping[str, "tuple[Settlement, ...]"]
    """The same for each record of the records that are asked."""


def is_blank(answer: Answer | None) -> bool:
    """Return whether there is no answer."""
    return answer is None or answer in ("", ())


def settle(fields: tuple[Field, ...], answers: Answers) -> Settlement:
    """Return what answers come to in a form; `fields` in printed order, answers to other questions are left out."""
    return _settle(fields, answers, {})


def _settle(fields: tuple[Field, ...], answers: Answers, outer: Answers) -> Settlement:
    relevant: dict[str, bool] = {}
    counting: dict[str, Answer] = dict(outer)
    own: dict[str, Answer] = {}
    withheld: dict[str, Answer] = {}
    records: dict[str, tuple[Settlement, ...]] = {}
    for field in fields:
        asked = relevant.get(field.within, True) and (field.relevant is None or holds(field.relevant, counting) is True)
        relevant[field.id] = asked
        answer = answers.get(field.id)
        if answer is None or is_blank(answer) or not field.type.is_answered:
            continue
        if not asked:
            withheld[field.id] = answer
            continue
        own[field.id] = counting[field.id] = answer
        if field.columns:
            records[field.id] = tuple(_settle(field.columns, row, counting) for row in _rows(answer))
    return Settlement(
        relevant=relevant,
        answers=own,
        withheld=withheld,
        broken=tuple(
            Broken(field=field.id, demand=demand)
            for field in fields
            if field.id in own
            for demand in field.demands
            if holds(demand.that, counting) is False
        ),
        missing=tuple(field.id for field in fields if _is_missing(field, relevant[field.id], own)),
        records=records,
    )


def _rows(answer: Answer) -> tuple[Answers, ...]:
    return tuple(row for row in answer if isinstance(row, Mapping)) if isinstance(answer, tuple) else ()


def _is_missing(field: Field, asked: bool, answers: Answers) -> bool:  # noqa: FBT001 - a table of three columns
    return asked and field.type.is_answered and field.required is not Required.NO and field.id not in answers


def holds(condition: Condition, answers: Answers) -> Truth:
    """Return whether a condition holds; None while that is unknown."""
    match condition:
        case AllOf(conditions=inner):
            truths = [holds(one, answers) for one in inner]
            return False if False in truths else None if None in truths else True
        case AnyOf(conditions=inner):
            truths = [holds(one, answers) for one in inner]
            return True if True in truths else None if None in truths else False
        case Not(condition=inner):
            truth = holds(inner, answers)
            return None if truth is None else not truth
        case Answered(question=question):
            return not is_blank(answers.get(question))
        case ChoiceIn(question=question, codes=codes):
            return _is_chosen(answers.get(question), codes)
        case Comparison():
            return _compared(condition, answers)
        case _:
            assert_never(condition)


def _is_chosen(answer: Answer | None, codes: tuple[str, ...]) -> Truth:
    if answer is None or is_blank(answer):
        return None
    if isinstance(answer, tuple):
        return any(code in codes for code in answer)
    return answer in codes


def _compared(comparison: Comparison, answers: Answers) -> Truth:
    left, right = (value(operand, answers) for operand in (comparison.left, comparison.right))
    if isinstance(left, str) and isinstance(right, str):
        # Days in ISO 8601 compare as their characters do.
        order = (left > right) - (left < right)
        return _COMPARE[comparison.comparator](order, 0)
    if left is None or right is None or isinstance(left, str) or isinstance(right, str):
        return None
    return _COMPARE[comparison.comparator](thousandths(left), thousandths(right))


def value(operand: Operand, answers: Answers) -> float | str | None:
    """Return the number or the day that an operand comes to; None while it is unknown."""
    match operand:
        case NumberLiteral(value=number):
            return number
        case DateLiteral(value=day):
            return day
        case ValueOf(question=question):
            answer = answers.get(question)
            if isinstance(answer, tuple) or answer is None or answer == "":
                return None
            return answer if isinstance(answer, str) or _is_finite(answer) else None
        case CountOf(question=question):
            answer = answers.get(question)
            return len(answer) if isinstance(answer, tuple) and answer else None
        case SumOf(terms=terms):
            known = [float(one) for term in terms if isinstance(one := value(term, answers), int | float)]
            # One after the other, as scripts add: `sum` of later Pythons rounds otherwise.
            return reduce(add, known) if known else None
        case _:
            assert_never(operand)


def thousandths(number: float) -> float:
    """Return a number as comparisons see it: to the nearest thousandth, halves up, alike in every engine."""
    scaled = float(number) * 1000 + 0.5
    return math.floor(scaled) if math.isfinite(scaled) else scaled


def _is_finite(number: float) -> bool:
    """Return whether a number is one for every engine: whole numbers here may be larger than any float."""
    try:
        return math.isfinite(number)
    except OverflowError:
        return False
