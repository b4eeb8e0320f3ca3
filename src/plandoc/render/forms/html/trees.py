"""Conditions as the trees that the page's modules read, in the shape in which questionnaires write them."""

from typing import assert_never

from plandoc.model.conditions import (
    AllOf,
    Answered,
    AnyOf,
    ChoiceIn,
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


def tree(condition: Condition) -> dict[str, object]:
    """Return a condition as JSON: `{"in": ["Q101", ["full"]]}`, one key at each node."""
    match condition:
        case AllOf(conditions=inner):
            return {"all": [tree(one) for one in inner]}
        case AnyOf(conditions=inner):
            return {"any": [tree(one) for one in inner]}
        case Not(condition=one):
            return {"not": tree(one)}
        case Answered(question=question):
            return {"answered": question}
        case ChoiceIn(question=question, codes=codes):
            return {"in": [question, list(codes)]}
        case Comparison(comparator=comparator, left=left, right=right):
            return {comparator.value: [_operand(left), _operand(right)]}
        case _:
            assert_never(condition)


def _operand(operand: Operand) -> object:
    match operand:
        case NumberLiteral(value=number):
            return number
        case DateLiteral(value=day):
            return day
        case ValueOf(question=question):
            return {"value": question}
        case CountOf(question=question):
            return {"count": question}
        case SumOf(terms=terms):
            return {"sum": [_operand(one) for one in terms]}
        case _:
            assert_never(operand)
