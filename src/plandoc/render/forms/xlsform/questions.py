"""Questions into rows: the same question in several languages at a time, since all of them stand in one row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from plandoc.model.printed_form import PrintedChoice, PrintedForm, PrintedQuestion
from plandoc.model.questions import QuestionType, Required
from plandoc.render.forms import Paths
from plandoc.render.forms.wording import headed, plain, words_of
from plandoc.render.forms.xlsform.rows import Row

_TYPES: Mapping[QuestionType, str] = {
    QuestionType.SINGLE: "select_one",
    QuestionType.BAND: "select_one",
    QuestionType.MULTIPLE: "select_multiple",
    QuestionType.INTEGER: "integer",
    QuestionType.NUMBER: "decimal",
    QuestionType.MONEY: "decimal",
    QuestionType.DATE: "date",
    QuestionType.TEXT: "text",
    QuestionType.NOTE: "note",
}
Sides: TypeAlias = tuple[PrintedQuestion, ...]
"""One question in each language."""
Choices: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Codes with their labels in each language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyor:
    """Makes the rows of questions."""

    forms: tuple[PrintedForm, ...]
    paths: Mapping[str, Paths]
    lists: Mapping[Choices, str]
    """The name of each list of choices."""
    feeds: tuple[Mapping[str, str], ...]
    """What each question feeds, in each language."""

    def rows(self, sides: Sides) -> Iterator[Row]:
        """Yield the rows of a question and of everything in it."""
        first = sides[0]
        match first.type:
            case QuestionType.GROUP | QuestionType.RECORDS:
                kind = "repeat" if first.type is QuestionType.RECORDS else "group"
                yield self._opened(f"begin {kind}", sides)
                yield from self._members(sides)
                yield Row(type=f"end {kind}")
            case QuestionType.MATRIX:
                appearance = "table-list" if _is_table(first) else "field-list"
                yield self._opened("begin group", sides, appearance)
                yield from self._members(sides)
                yield Row(type="end group")
            case _:
                yield self._asked(sides)
                for choices in zip(*(side.choices for side in sides), strict=True):
                    yield from self._beside(choices)

    def _members(self, sides: Sides) -> Iterator[Row]:
        for members in zip(*(side.members for side in sides), strict=True):
            yield from self.rows(members)

    def _beside(self, choices: tuple[PrintedChoice, ...]) -> Iterator[Row]:
        """Yield the field beside a choice."""
        fields = tuple(choice.specify for choice in choices if choice.specify is not None)
        if fields:
            labels = tuple(f"{one.text}: {plain(at.pieces)}" for one, at in zip(choices, fields, strict=True))
            yield self._row(fields, self._type(fields), {"label": labels})

    def _opened(self, kind: str, sides: Sides, appearance: str = "") -> Row:
        return self._row(sides, kind, {"label": self._labels(sides)}, appearance)

    def _asked(self, sides: Sides) -> Row:
        spoken = {"label": self._labels(sides), "hint": self._hints(sides)}
        return self._row(sides, self._type(sides), spoken, "multiline" if _is_long(sides[0]) else "")

    def _type(self, sides: Sides) -> str:
        kind = _TYPES[sides[0].type]
        return f"{kind} {self.lists[choices_of(sides)]}" if sides[0].type.chooses else kind

    def _row(self, sides: Sides, kind: str, spoken: Mapping[str, tuple[str, ...]], appearance: str = "") -> Row:
        first = sides[0]
        paths = self.paths.get(first.id, Paths())
        messages = {"constraint_message": tuple(" ".join(one.message for one in side.demands) for side in sides)}
        needed = first.required is not Required.NO and first.type.is_answered and not kind.startswith("begin")
        said = {"required_message": tuple(words_of(form)["needed"] for form in self.forms)} if needed else {}
        return Row(
            type=kind,
            name=first.id,
            spoken={**spoken, **messages, **said},
            plain={
                "relevant": paths.relevant,
                "constraint": " and ".join(paths.constraints),
                "required": "yes" if needed else "",
                "appearance": appearance,
            },
        )

    def _labels(self, sides: Sides) -> tuple[str, ...]:
        return tuple(headed(f"{side.number}." if side.number else "", side.pieces) for side in sides)

    def _hints(self, sides: Sides) -> tuple[str, ...]:
        """Return what stands below a question: the condition in words, help, unit and indicators."""
        return tuple(map(_hint, sides, self.forms, self.feeds))


def choices_of(sides: Sides) -> Choices:
    """Return the choices of a question in all languages."""
    return tuple(
        (choices[0].code, tuple(one.text for one in choices))
        for choices in zip(*(side.choices for side in sides), strict=True)
    )


def _hint(question: PrintedQuestion, form: PrintedForm, feeds: Mapping[str, str]) -> str:
    unit = words_of(form)["unit"].format(unit=question.unit) if question.unit else ""
    return "\n".join(filter(None, (question.condition, plain(question.help), unit, feeds.get(question.id, ""))))


def _is_table(matrix: PrintedQuestion) -> bool:
    """Return whether the rows of a matrix are nothing but choices from one list, always asked together."""
    return all(
        not row.help
        and row.relevant is None
        and not row.demands
        and all(choice.specify is None for choice in row.choices)
        for row in matrix.members
    )


def _is_long(question: PrintedQuestion) -> bool:
    return question.type is QuestionType.TEXT and question.lines > 1
