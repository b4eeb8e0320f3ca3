"""The fields of a PDF form: what each is called, which boxes on the page are its own, what a reading aid says of it.

A field bears the id of its question. What stands beside a choice is found below `specify`, since the choice itself may
already be `Q202.other`; records have their number after the question: `Q1154.2.title`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from plandoc.model.printed_form import PrintedForm, PrintedQuestion
from plandoc.model.questions import QuestionType, Required
from plandoc.render.html.inline import plain

IDENTITY: Final = "form"
"""Name of the field that says what the form is; questions begin with a capital letter."""
SPECIFY: Final = "specify"
"""Name over all fields that stand beside a choice."""
RECORDS: Final = 4
"""How many records of one question there is room for."""
_MOST_BOXES: Final = 6
"""Choices of which one is ticked; one of a longer list is picked from it, or written into the box on paper."""

Path = tuple[str, ...]
"""A field's name, part by part: PDF joins them with full stops."""


class FieldKind(StrEnum):
    """What a field is in PDF."""

    RADIO = "radio"
    """One box for each choice, of which one is on."""
    CHECKS = "checks"
    """One box for each choice; each is a field of its own below the question."""
    COMBO = "combo"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field."""

    path: Path
    kind: FieldKind
    tooltip: str
    """What a reading aid says: number and words of the question."""
    choices: tuple[tuple[str, str], ...] = ()
    """Codes and labels."""
    required: bool = False
    """Whether it must always be filled in; what hangs on a condition no viewer could know."""
    lines: int = 1

    @property
    def name(self) -> str:
        """The whole name."""
        return ".".join(self.path)

    @property
    def boxes(self) -> Iterator[tuple[str, str]]:
        """The name of each box on the page, and what a reading aid says of it."""
        if self.kind in (FieldKind.RADIO, FieldKind.CHECKS):
            for code, label in self.choices:
                yield f"{self.name}.{code}", f"{self.tooltip} {label}"
        else:
            yield self.name, self.tooltip


def form_fields(form: PrintedForm) -> tuple[FormField, ...]:
    """Return the fields of a form in printed order."""
    words = dict(form.words)
    return tuple(
        field
        for section in form.sections
        for question in section.questions
        for field in _fields(question, "", 0, words["record"])
    )


def is_listed(question: PrintedQuestion) -> bool:
    """Return whether a question is answered from a list that opens instead of boxes."""
    return question.type.chooses_one and len(question.choices) > _MOST_BOXES


def path_of(question: str, record: int) -> Path:
    """Return the name of the field of a question or a column, in one of several records or, at 0, in none."""
    first, *rest = question.split(".")
    return (first, *([str(record)] if record else []), *rest)


def specified(question: str, record: int) -> Path:
    """Return the name of a field beside a choice."""
    return (SPECIFY, *path_of(question, record))


def _fields(question: PrintedQuestion, above: str, record: int, record_words: str) -> Iterator[FormField]:
    said = " ".join(part for part in (above, question.number, plain(question.pieces)) if part)
    if question.type is QuestionType.RECORDS:
        for number in range(1, RECORDS + 1):
            heading = f"{question.number} {record_words.format(number=number)}"
            for column in question.members:
                yield from _fields(column, heading, number, record_words)
        return
    if question.type.is_answered:
        yield _field(question, path_of(question.id, record), said)
    for choice in question.choices:
        if choice.specify is not None:
            beside = f"{said} {choice.text} {plain(choice.specify.pieces)}"
            yield _field(choice.specify, specified(choice.specify.id, record), beside)
    for member in question.members:
        inside = plain(question.pieces) if question.type is QuestionType.MATRIX else ""
        yield from _fields(member, inside, record, record_words)


def _field(question: PrintedQuestion, path: Path, said: str) -> FormField:
    return FormField(
        path=path,
        kind=_kind(question),
        tooltip=f"{said} ({question.unit})" if question.unit else said,
        choices=tuple((choice.code, choice.text) for choice in question.choices),
        required=question.required is Required.ALWAYS,
        lines=question.lines if question.type is QuestionType.TEXT else 1,
    )


def _kind(question: PrintedQuestion) -> FieldKind:
    if question.type is QuestionType.MULTIPLE:
        return FieldKind.CHECKS
    if is_listed(question):
        return FieldKind.COMBO
    return FieldKind.RADIO if question.type.chooses_one else FieldKind.TEXT
