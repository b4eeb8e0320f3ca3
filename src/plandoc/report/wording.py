"""Conditions in words, for paper forms and hints: with the numbers that questions bear in the form at hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
    operands,
)
from plandoc.model.questions import QuestionType


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """How a language and a form say conditions."""

    words: Mapping[str, str]
    """The words of plandoc.po whose keys begin with `report-`, by the rest of the key."""
    number: Callable[[str], str]
    """The number that a question bears, `22` or `22(a)`."""
    label: Callable[[str, str], str]
    """The label of a choice, by question and code."""
    types: Mapping[str, QuestionType]
    own: str = ""
    """The question that the words stand at: it is not named by its number."""


def say(condition: Condition, speech: Speech) -> str:
    """Return a condition in words, without a stop at its end; every question in it is named."""
    return _say(condition, speech, holds=True, inside="")


def say_number(operand: Operand, speech: Speech) -> str:
    """Return a number that is computed from answers in words."""
    return _operand(operand, speech)


def _say(condition: Condition, speech: Speech, *, holds: bool, inside: str) -> str:
    """Say that a condition holds, or does not; `inside` is the word that joins it to its neighbours."""
    match condition:
        case AllOf(conditions=inner):
            return _joined(inner, "all" if holds else "any", speech, holds=holds, inside=inside)
        case AnyOf(conditions=inner):
            return _joined(inner, "any" if holds else "all", speech, holds=holds, inside=inside)
        case Not(condition=one):
            return _say(one, speech, holds=not holds, inside=inside)
        case Answered(question=question):
            return speech.words["answered" if holds else "not-answered"].format(question=_question(question, speech))
        case ChoiceIn():
            return _choice(condition, speech, holds=holds)
        case Comparison():
            return _compared(condition, speech, holds=holds)
        case _:
            assert_never(condition)


def _joined(conditions: tuple[Condition, ...], word: str, speech: Speech, *, holds: bool, inside: str) -> str:
    if len(conditions) == 1:
        return _say(conditions[0], speech, holds=holds, inside=inside)
    said = speech.words[word].join(_say(one, speech, holds=holds, inside=word) for one in conditions)
    return speech.words["bracketed"].format(condition=said) if inside not in ("", word) else said


def _question(question: str, speech: Speech) -> str:
    if question == speech.own:
        return speech.words["this"]
    return speech.words["question"].format(number=speech.number(question))


def _choice(condition: ChoiceIn, speech: Speech, *, holds: bool) -> str:
    several = speech.types[condition.question] is QuestionType.MULTIPLE
    key = ("includes" if several else "is") if holds else ("includes-not" if several else "is-not")
    labels = (speech.label(condition.question, code) for code in condition.codes)
    choices = speech.words["or"].join(speech.words["choice"].format(choice=label) for label in labels)
    return speech.words[key].format(question=_question(condition.question, speech), choices=choices)


def _compared(comparison: Comparison, speech: Speech, *, holds: bool) -> str:
    comparator = comparison.comparator if holds else comparison.comparator.opposite
    left, right = (_operand(side, speech) for side in (comparison.left, comparison.right))
    kind = "day" if _is_day(comparison, speech) else "number"
    return speech.words[f"{kind}-{comparator}"].format(left=left, right=right)


def _is_day(comparison: Comparison, speech: Speech) -> bool:
    return any(
        isinstance(one, DateLiteral) or (isinstance(one, ValueOf) and speech.types[one.question] is QuestionType.DATE)
        for one in operands(comparison)
    )


def _operand(operand: Operand, speech: Speech) -> str:
    match operand:
        case NumberLiteral(value=number):
            return f"{number}"
        case DateLiteral(value=day):
            return day
        case ValueOf(question=question):
            return speech.words["value"].format(question=_question(question, speech))
        case CountOf(question=question):
            records = speech.types[question] is QuestionType.RECORDS
            return speech.words["records" if records else "count"].format(question=_question(question, speech))
        case SumOf(terms=terms):
            said = [_operand(term, speech) for term in terms]
            return speech.words["sum"].format(terms=speech.words["and"].join(said))
        case _:
            assert_never(operand)
