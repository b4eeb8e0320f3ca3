"""Conditions on the answers of a report: a closed tree, read from data and never executed as code.

What is blank or was not asked is unknown: conditions are true, false or neither (Kleene's strong logic).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias, assert_never

from plandoc.spans import NOWHERE, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLiteral:
    """A number as written."""

    value: int | float
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLiteral:
    """A day as written, `2026-01-31`."""

    value: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueOf:
    """The number or the day that a question was answered with."""

    question: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOf:
    """How many choices were ticked, or how many records there are."""

    question: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SumOf:
    """A sum that leaves blanks out; unknown when all of it is blank."""

    terms: "tuple[Operand, ...]"
    span: Span = field(default=NOWHERE, compare=False)


Operand: TypeAlias = NumberLiteral | DateLiteral | ValueOf | CountOf | SumOf
"""What comparisons compare: numbers with numbers, days with days."""


class Comparator(StrEnum):
    """How two operands are compared."""

    LESS = "lt"
    AT_MOST = "le"
    EQUAL = "eq"
    UNEQUAL = "ne"
    AT_LEAST = "ge"
    MORE = "gt"

    @property
    def opposite(self) -> "Comparator":
        """The comparator that is true where this one is false."""
        return _OPPOSITES[self]


_OPPOSITES = {
    Comparator.LESS: Comparator.AT_LEAST,
    Comparator.AT_LEAST: Comparator.LESS,
    Comparator.MORE: Comparator.AT_MOST,
    Comparator.AT_MOST: Comparator.MORE,
    Comparator.EQUAL: Comparator.UNEQUAL,
    Comparator.UNEQUAL: Comparator.EQUAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Every condition holds."""

    conditions: "tuple[Condition, ...]"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """One condition holds, or several."""

    conditions: "tuple[Condition, ...]"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The condition does not hold; unknown where it is unknown."""

    condition: "Condition"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceIn:
    """One of these choices was made; of a multiple choice, at least one of them."""

    question: str
    codes: tuple[str, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """There is an answer; never unknown."""

    question: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two numbers, or two days, compared."""

    comparator: Comparator
    left: Operand
    right: Operand
    span: Span = field(default=NOWHERE, compare=False)


Condition: TypeAlias = AllOf | AnyOf | Not | ChoiceIn | Answered | Comparison
CONDITIONS = (AllOf, AnyOf, Not, ChoiceIn, Answered, Comparison)
"""What a condition may be, to tell it from an operand."""


def leaves(condition: Condition) -> Iterator[ChoiceIn | Answered | Comparison]:
    """Yield the conditions that hold no others, in the order in which they are written."""
    match condition:
        case AllOf(conditions=inner) | AnyOf(conditions=inner):
            for one in inner:
                yield from leaves(one)
        case Not(condition=one):
            yield from leaves(one)
        case ChoiceIn() | Answered() | Comparison():
            yield condition
        case _:
            assert_never(condition)


def named(condition: Condition | Operand) -> Iterator[tuple[str, Span]]:
    """Yield every question that a condition or an operand names, with the place where it does, repeats included."""
    match condition:
        case AllOf() | AnyOf() | Not():
            for leaf in leaves(condition):
                yield from named(leaf)
        case ChoiceIn(question=question, span=span) | Answered(question=question, span=span):
            yield question, span
        case _:
            for operand in operands(condition):
                if isinstance(operand, ValueOf | CountOf):
                    yield operand.question, operand.span


def operands(compared: Comparison | Operand) -> Iterator[NumberLiteral | DateLiteral | ValueOf | CountOf]:
    """Yield what is compared or summed up, in the order in which it is written."""
    match compared:
        case Comparison(left=left, right=right):
            yield from operands(left)
            yield from operands(right)
        case SumOf(terms=terms):
            for term in terms:
                yield from operands(term)
        case _:
            yield compared


def questions_of(condition: Condition | Operand | None) -> tuple[str, ...]:
    """Return the ids of the questions that a condition names, each once, in the order in which it does."""
    return () if condition is None else tuple(dict.fromkeys(question for question, _ in named(condition)))


def codes_of(condition: Condition | Operand | None) -> Iterator[tuple[str, str]]:
    """Yield the question and the code of every choice that a condition reads."""
    match condition:
        case AllOf() | AnyOf() | Not() | ChoiceIn() | Answered() | Comparison():
            for leaf in leaves(condition):
                if isinstance(leaf, ChoiceIn):
                    yield from ((leaf.question, code) for code in leaf.codes)
        case NumberLiteral() | DateLiteral() | ValueOf() | CountOf() | SumOf() | None:
            pass
        case _:
            assert_never(condition)
