"""Conditions as XPath for survey forms, which knows no third value.

Each node has two readings, one true exactly where the condition is true, one exactly where it is false. What is asked
is compiled from the first; a constraint passes where the second is not true. Functions beside XPath 1.0 are those of
ODK XForms: `selected`, `count-selected`, `coalesce`, `date`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

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
    operands,
)
from plandoc.model.questions import QuestionType

_SIGNS = {
    Comparator.LESS: "<",
    Comparator.AT_MOST: "<=",
    Comparator.EQUAL: "=",
    Comparator.UNEQUAL: "!=",
    Comparator.AT_LEAST: ">=",
    Comparator.MORE: ">",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a form names its fields."""

    refer: Callable[[str], str]
    """The path of a field by its id: `${Q007}` where pyxform resolves it."""
    types: Mapping[str, QuestionType]
    """What each field is answered with."""


def relevance(condition: Condition, dialect: Dialect) -> str:
    """Return the XPath that is true exactly where a condition is."""
    return _Compiler(dialect, "").reading(condition, wanted=True)


def constraint(condition: Condition, dialect: Dialect, own: str) -> str:
    """Return the XPath of a constraint of field `own`: true unless the condition is false.

    The field itself is written `.`, the answer that is being tried: its path would be the one that is stored.
    """
    return f"not({_Compiler(dialect, own).reading(condition, wanted=False)})"


class _Compiler:
    """Compiles one condition."""

    def __init__(self, dialect: Dialect, own: str) -> None:
        self._dialect = dialect
        self._own = own

    def reading(self, condition: Condition, *, wanted: bool) -> str:
        """Return what is true exactly where the condition is `wanted`."""
        match condition:
            case AllOf(conditions=inner):
                return self._joined(inner, " and " if wanted else " or ", wanted=wanted)
            case AnyOf(conditions=inner):
                return self._joined(inner, " or " if wanted else " and ", wanted=wanted)
            case Not(condition=inner):
                return self.reading(inner, wanted=not wanted)
            case Answered(question=question):
                return self._answered(question, wanted=wanted)
            case ChoiceIn():
                return self._chosen(condition, wanted=wanted)
            case Comparison():
                return self._compared(condition, wanted=wanted)
            case _:
                assert_never(condition)

    def _joined(self, conditions: tuple[Condition, ...], word: str, *, wanted: bool) -> str:
        return f"({word.join(self.reading(one, wanted=wanted) for one in conditions)})"

    def _path(self, question: str) -> str:
        return "." if question == self._own else self._dialect.refer(question)

    def _answered(self, question: str, *, wanted: bool) -> str:
        some = self._some(question)
        return f"({some})" if wanted else f"not({some})"

    def _chosen(self, condition: ChoiceIn, *, wanted: bool) -> str:
        path = self._path(condition.question)
        several = self._dialect.types[condition.question] is QuestionType.MULTIPLE
        tests = (f"selected({path}, '{code}')" if several else f"{path} = '{code}'" for code in condition.codes)
        chosen = " or ".join(tests)
        return f"({chosen})" if wanted else f"({path} != '' and not({chosen}))"

    def _compared(self, comparison: Comparison, *, wanted: bool) -> str:
        sides = (comparison.left, comparison.right)
        comparator = comparison.comparator if wanted else comparison.comparator.opposite
        left, right = (self._day(side) if self._is_day(comparison) else self._thousandths(side) for side in sides)
        known = [test for side in sides if (test := self._known(side))]
        return f"({' and '.join((*known, f'{left} {_SIGNS[comparator]} {right}'))})"

    def _is_day(self, comparison: Comparison) -> bool:
        return any(
            isinstance(one, DateLiteral)
            or (isinstance(one, ValueOf) and self._dialect.types[one.question] is QuestionType.DATE)
            for one in operands(comparison)
        )

    def _known(self, operand: Operand) -> str:
        """Return what is true where an operand is known; empty where it always is."""
        match operand:
            case NumberLiteral() | DateLiteral():
                return ""
            case ValueOf(question=question):
                return f"{self._path(question)} != ''"
            case CountOf(question=question):
                return self._some(question)
            case SumOf(terms=terms):
                tests = [self._known(term) for term in terms]
                return f"({' or '.join(tests)})" if all(tests) else ""
            case _:
                assert_never(operand)

    def _some(self, question: str) -> str:
        path = self._path(question)
        return f"count({path}) > 0" if self._dialect.types[question] is QuestionType.RECORDS else f"{path} != ''"

    def _day(self, operand: Operand) -> str:
        match operand:
            case DateLiteral(value=day):
                return f"date('{day}')"
            case ValueOf(question=question):
                return f"date({self._path(question)})"
            case _:
                message = f"{operand} is no day"
                raise TypeError(message)

    def _thousandths(self, operand: Operand) -> str:
        return f"round(({self._number(operand)}) * 1000)"

    def _number(self, operand: Operand) -> str:
        match operand:
            case NumberLiteral(value=number):
                # XPath knows no exponents.
                return format(Decimal(repr(number)), "f")
            case ValueOf(question=question):
                return f"number({self._path(question)})"
            case CountOf(question=question):
                counts = "count" if self._dialect.types[question] is QuestionType.RECORDS else "count-selected"
                return f"{counts}({self._path(question)})"
            case SumOf(terms=terms):
                return f"({' + '.join(map(self._term, terms))})"
            case DateLiteral():
                message = f"{operand} is no number"
                raise TypeError(message)
            case _:
                assert_never(operand)

    def _term(self, operand: Operand) -> str:
        """Return a term of a sum; blank counts as nothing."""
        match operand:
            case ValueOf(question=question):
                return f"number(coalesce({self._path(question)}, '0'))"
            case _:
                return self._number(operand)
