"""A printed form as its template sees it: markup, and under which name each box on the page is a field."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from plandoc.model.printed import Piece
from plandoc.model.printed_form import PrintedChoice, PrintedForm, PrintedFormSection, PrintedQuestion
from plandoc.model.questions import QuestionType
from plandoc.render.forms.pdf.fields import RECORDS, is_listed, path_of, specified
from plandoc.render.forms.wording import article_name, demands, feeds, is_marked, numbers
from plandoc.render.html.inline import Anchors, InlineWriter

_LINE: Final = 72
"""How many halves of Han characters choices may be wide together to stand in one line."""
_GAP: Final = 6
"""What a box and the space round it take of that."""
_MOST_COLUMNS: Final = 6
"""Choices that a matrix has columns for; of more, each row is set like a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """A choice with its box."""

    text: str
    box: str
    specify: "QuestionView | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question, ready to set."""

    shape: str
    """`boxes`, `list`, `text`, `matrix`, `records`, `group` or `note`."""
    look: str
    """Of boxes: `radio`, of which one is ticked, or `check`."""
    number: str
    words: Markup
    help: Markup
    demands: tuple[str, ...]
    condition: str
    feeds: str
    unit: str
    is_marked: bool
    is_date: bool
    is_narrow: bool
    """Whether the answer is a number or a day."""
    is_short: bool
    """Whether the choices stand in one line."""
    lines: int
    box: str
    """Name of the field, where it has one box only."""
    choices: tuple[ChoiceView, ...]
    members: "tuple[QuestionView, ...]"
    records: "tuple[tuple[QuestionView, ...], ...]"
    """The columns of each record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A stretch of the form under one heading."""

    number: str
    heading: Markup
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """What templates may use."""

    title: Markup
    mandate: Markup
    guidance: tuple[Markup, ...]
    definitions: tuple[tuple[Markup, Markup], ...]
    sections: tuple[SectionView, ...]
    articles: tuple[tuple[str, str], ...]
    """What an Article is called, and the numbers of the questions on it."""


def form_view(form: PrintedForm) -> FormView:
    """Return a form ready to set."""
    return _Viewer(form).form()


class _Viewer:
    """Turns one form into markup."""

    def __init__(self, form: PrintedForm) -> None:
        self._form = form
        self._feeds = feeds(form)
        # A form on paper has no links, so there is nothing that a reference could lead to.
        self._inline = InlineWriter(anchors=Anchors(targets=frozenset()), notes=None)

    def form(self) -> FormView:
        """Return the whole."""
        form, words = self._form, dict(self._form.words)
        return FormView(
            title=self._said(form.title),
            mandate=self._said(form.mandate),
            guidance=tuple(map(self._said, form.guidance)),
            definitions=tuple((self._said(one.term), self._said(one.text)) for one in form.definitions),
            sections=tuple(map(self._section, form.sections)),
            articles=tuple((article_name(one, words), numbers(form, one.questions)) for one in form.articles),
        )

    def _said(self, pieces: tuple[Piece, ...]) -> Markup:
        return self._inline.markup(pieces)

    def _section(self, section: PrintedFormSection) -> SectionView:
        return SectionView(
            number=section.number,
            heading=self._said(section.heading),
            questions=tuple(self._question(one, path_of(one.id, 0)) for one in section.questions),
        )

    def _question(self, question: PrintedQuestion, path: tuple[str, ...], record: int = 0) -> QuestionView:
        name, columns = ".".join(path), question.type is QuestionType.RECORDS
        return QuestionView(
            shape=_shape(question),
            look="radio" if question.type.chooses_one else "check",
            number=question.number,
            words=self._said(question.pieces),
            help=self._said(question.help),
            demands=demands(question),
            condition=question.condition,
            feeds=self._feeds.get(question.id, ""),
            unit=question.unit,
            is_marked=is_marked(question),
            is_date=question.type is QuestionType.DATE,
            is_narrow=question.type.is_number or question.type is QuestionType.DATE,
            is_short=_is_short(question.choices),
            lines=question.lines if question.type is QuestionType.TEXT else 1,
            box=name,
            choices=tuple(self._choice(choice, name, record) for choice in question.choices),
            members=self._members(question, record),
            records=tuple(
                tuple(self._question(one, path_of(one.id, number), number) for one in question.members)
                for number in range(1, RECORDS + 1 if columns else 1)
            ),
        )

    def _members(self, question: PrintedQuestion, record: int) -> tuple[QuestionView, ...]:
        """Return the members of a question; what they feed is not said again where it is the same for all."""
        members = tuple(self._question(one, path_of(one.id, record), record) for one in question.members)
        above = self._feeds.get(question.id)
        return (
            tuple(replace(one, feeds="") for one in members) if all(one.feeds == above for one in members) else members
        )

    def _choice(self, choice: PrintedChoice, name: str, record: int) -> ChoiceView:
        beside = choice.specify
        return ChoiceView(
            text=choice.text,
            box=f"{name}.{choice.code}",
            specify=None if beside is None else self._question(beside, specified(beside.id, record), record),
        )


_SHAPES: Final[Mapping[QuestionType, str]] = {
    QuestionType.RECORDS: "records",
    QuestionType.GROUP: "group",
    QuestionType.NOTE: "note",
}


def _shape(question: PrintedQuestion) -> str:
    if question.type is QuestionType.MATRIX:
        # Where there is no room for a column for each choice, each row is set like a question.
        return (
            "matrix"
            if question.members and all(len(row.choices) <= _MOST_COLUMNS for row in question.members)
            else "group"
        )
    if question.type.chooses:
        return "list" if is_listed(question) else "boxes"
    return _SHAPES.get(question.type, "text")


def _is_short(choices: tuple[PrintedChoice, ...]) -> bool:
    """Return whether choices stand in one line: their labels have room in it, and no field stands beside one."""
    width = sum(
        _GAP + sum(1 + (unicodedata.east_asian_width(one) in "WF") for one in choice.text) for choice in choices
    )
    return width <= _LINE and all(choice.specify is None for choice in choices)
