"""A report format as the flat list of its fields, in printed order: what every form made of it has to show.

Fields beside choices, and the constraints that follow from choices and bounds, are made here, once for all forms.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from plandoc.model.conditions import (
    AnyOf,
    ChoiceIn,
    Comparator,
    Comparison,
    Condition,
    CountOf,
    Not,
    NumberLiteral,
    ValueOf,
)
from plandoc.model.questions import Choice, Constraint, Question, QuestionType, Required
from plandoc.model.report import Report


class Standing(StrEnum):
    """Constraints that follow from the choices and the bounds of a question, and need no message of their own."""

    EXCLUSIVE = "exclusive"
    LEAST = "least"
    MOST = "most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What a good answer meets: a constraint as written, or one that follows from the question."""

    that: Condition
    message: str = ""
    """Id of the block that says so; empty where one of the usual messages does."""
    standing: Standing | None = None
    bound: int | float = 0
    """The number of a bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of the form, or a heading over fields."""

    id: str
    type: QuestionType
    question: Question
    """The question it belongs to; a field beside a choice belongs to the question with the choice."""
    specifies: Choice | None = None
    """The choice beside which it stands."""
    choices: tuple[Choice, ...] = ()
    within: str = ""
    """Id of the field without which it is not asked: its group, its matrix, or the question with the choice."""
    relevant: Condition | None = None
    required: Required = Required.NO
    demands: tuple[Demand, ...] = ()
    columns: "tuple[Field, ...]" = ()
    """The fields of each record."""


def fields(report: Report, existing: Collection[str] | None = None) -> tuple[Field, ...]:
    """Return the fields of a report in printed order; of these questions only, where `existing` names them."""
    return tuple(
        field
        for section in report.sections
        for question in section.questions
        for field in _fields(question, report, "", existing)
    )


def _fields(question: Question, report: Report, within: str, existing: Collection[str] | None) -> Iterator[Field]:
    if existing is not None and question.id not in existing:
        return
    listed = report.choice_list(question.list)
    choices = listed.choices if listed and question.type.chooses else ()
    records = question.type is QuestionType.RECORDS
    members = tuple(
        field
        for member in question.members
        for field in _fields(member, report, "" if records else question.id, existing)
    )
    yield Field(
        id=question.id,
        type=question.type,
        question=question,
        choices=choices,
        within=within,
        relevant=question.relevant,
        required=question.required,
        demands=(*map(_written, question.constraints), *_standing(question, choices)),
        columns=members if records else (),
    )
    yield from (_beside(question, choice) for choice in choices if choice.specify is not None)
    if not records:
        yield from members


def _beside(question: Question, choice: Choice) -> Field:
    """Return the field beside a choice; who makes the choice fills it in."""
    identifier = specified(question, choice)
    kind = choice.specify or QuestionType.TEXT
    return Field(
        id=identifier,
        type=kind,
        question=question,
        specifies=choice,
        within=question.id,
        relevant=ChoiceIn(question=question.id, codes=(choice.code,), span=choice.span),
        required=Required.RELEVANT,
        demands=(_bound(identifier, Comparator.AT_LEAST, 0),) if kind.is_number else (),
    )


def specified(question: Question, choice: Choice) -> str:
    """Return the id of the field beside a choice."""
    return f"{question.id}.{choice.code}"


def _written(constraint: Constraint) -> Demand:
    return Demand(that=constraint.that, message=constraint.message)


def _standing(question: Question, choices: tuple[Choice, ...]) -> Iterator[Demand]:
    exclusive = tuple(choice.code for choice in choices if choice.exclusive)
    if exclusive:
        other = Not(condition=ChoiceIn(question=question.id, codes=exclusive))
        alone = Comparison(
            comparator=Comparator.EQUAL, left=CountOf(question=question.id), right=NumberLiteral(value=1)
        )
        yield Demand(that=AnyOf(conditions=(other, alone)), standing=Standing.EXCLUSIVE)
    if question.minimum is not None:
        yield _bound(question.id, Comparator.AT_LEAST, question.minimum)
    if question.maximum is not None:
        yield _bound(question.id, Comparator.AT_MOST, question.maximum)


def _bound(identifier: str, comparator: Comparator, number: float) -> Demand:
    that = Comparison(comparator=comparator, left=ValueOf(question=identifier), right=NumberLiteral(value=number))
    standing = Standing.LEAST if comparator is Comparator.AT_LEAST else Standing.MOST
    return Demand(that=that, standing=standing, bound=number)
