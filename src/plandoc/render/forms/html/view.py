"""What the templates of the page see of a form: every text in all its languages at once, as finished markup."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from markupsafe import Markup, escape

from plandoc.model.printed import CrossReference, Piece
from plandoc.model.printed_form import (
    PrintedArticle,
    PrintedChoice,
    PrintedDefinition,
    PrintedForm,
    PrintedFormSection,
    PrintedIndicator,
    PrintedQuestion,
)
from plandoc.model.questions import QuestionType, Required
from plandoc.model.report import PART
from plandoc.render.html.inline import Anchors, InlineWriter

T = TypeVar("T")
_COLUMNS, _CHOICES = 5, 4
"""So many columns of records, and so many choices in one, stand beside each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A text in one language."""

    tag: str
    """The language of the form that says it; it is shown while that one is read."""
    language: str
    """The language that the words are in; another than `tag` where a translation is wanting."""
    direction: str
    words: Markup


Texts: TypeAlias = tuple[Said, ...]
"""The same text in every language of the page; empty where none has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link within the page."""

    target: str
    """Id of an element."""
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """A choice with the field beside it."""

    code: str
    text: Texts
    specify: "QuestionView | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question as the templates print it."""

    id: str
    type: str
    """The value of its `QuestionType`."""
    chooses: str
    """`radio`, `checkbox`, or empty: what its choices are."""
    marked: bool
    """Whether it bears the mark of questions that must be answered."""
    number: Texts
    text: Texts
    help: Texts
    unit: Texts
    condition: Texts
    lines: int
    choices: tuple[ChoiceView, ...]
    """Of a matrix, those of its rows."""
    members: "tuple[QuestionView, ...]"
    feeds: tuple[Link, ...]
    spacious: bool
    """Of records: whether each takes more room than a row has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section."""

    anchor: str
    number: str
    heading: Texts
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the indexes: a text with links."""

    anchor: str
    number: str
    text: Texts
    questions: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """The whole form."""

    title: Texts
    standing: Texts
    notice: Texts
    mandate: Texts
    guidance: tuple[Texts, ...]
    definitions: tuple[tuple[Texts, Texts], ...]
    sections: tuple[SectionView, ...]
    indicators: tuple[Entry, ...]
    articles: tuple[Entry, ...]


def form_view(forms: tuple[PrintedForm, ...]) -> FormView:
    """Return one form in several languages; all must have been printed under one scenario."""
    return _Viewer(forms).view()


class _Viewer:
    """Sets the languages of one form side by side."""

    def __init__(self, forms: tuple[PrintedForm, ...]) -> None:
        self._forms = forms
        form = forms[0]
        self._numbers = {one.id: one.number for one in form.questions()}
        self._indicators = {
            one.id: Link(target=_indicator(one.id), label=f"{one.goal}{one.number}") for one in form.indicators
        }
        targets = frozenset(one.id for one in form.questions())
        self._writer = InlineWriter(anchors=Anchors(targets=targets), notes=None)
        # Words that stand for a missing translation are in the language of the sources, whose form bears no standing.
        self._source = next((one.language for one in forms if not one.standing), "")

    def view(self) -> FormView:
        """Return the whole form."""
        return FormView(
            title=self._each(lambda form: form.title),
            # Most notices begin with these words themselves.
            standing=self._plain("" if form.standing in form.notice else form.standing for form in self._forms),
            notice=self._plain(form.notice for form in self._forms),
            mandate=self._each(lambda form: form.mandate),
            guidance=tuple(self._texts(one) for one in self._together(lambda form: form.guidance)),
            definitions=tuple(self._definition(one) for one in self._together(lambda form: form.definitions)),
            sections=tuple(self._section(one) for one in self._together(lambda form: form.sections)),
            indicators=tuple(self._indicator(one) for one in self._together(lambda form: form.indicators)),
            articles=tuple(self._article(one) for one in self._together(lambda form: form.articles)),
        )

    def _together(self, part: Callable[[PrintedForm], tuple[T, ...]]) -> Iterable[tuple[T, ...]]:
        return zip(*(part(form) for form in self._forms), strict=True)

    def _each(self, part: Callable[[PrintedForm], tuple[Piece, ...]]) -> Texts:
        return self._texts(tuple(part(form) for form in self._forms))

    def _texts(self, sides: tuple[tuple[Piece, ...], ...], untranslated: tuple[bool, ...] = ()) -> Texts:
        if not any(sides):
            return ()
        return tuple(
            Said(
                tag=form.language,
                language=self._source if wanting and self._source else form.language,
                direction=form.direction,
                words=self._writer.markup(map(_local, pieces)),
            )
            for form, pieces, wanting in zip(
                self._forms, sides, untranslated or (False,) * len(self._forms), strict=True
            )
        )

    def _plain(self, sides: Iterable[str]) -> Texts:
        said = tuple(sides)
        if not any(said):
            return ()
        return tuple(
            Said(tag=form.language, language=form.language, direction=form.direction, words=escape(words))
            for form, words in zip(self._forms, said, strict=True)
        )

    def _definition(self, sides: tuple[PrintedDefinition, ...]) -> tuple[Texts, Texts]:
        return self._texts(tuple(one.term for one in sides)), self._texts(tuple(one.text for one in sides))

    def _section(self, sides: tuple[PrintedFormSection, ...]) -> SectionView:
        return SectionView(
            anchor=f"section-{sides[0].id}",
            number=sides[0].number,
            heading=self._texts(tuple(one.heading for one in sides)),
            questions=self._questions(tuple(one.questions for one in sides)),
        )

    def _questions(self, sides: tuple[tuple[PrintedQuestion, ...], ...]) -> tuple[QuestionView, ...]:
        return tuple(self._question(one) for one in zip(*sides, strict=True))

    def _question(self, sides: tuple[PrintedQuestion, ...]) -> QuestionView:
        first = sides[0]
        members = self._questions(tuple(one.members for one in sides))
        choices = tuple(self._choice(one) for one in zip(*(one.choices for one in sides), strict=True))
        matrix = first.type is QuestionType.MATRIX
        return QuestionView(
            id=first.id,
            type=first.type.value,
            chooses=_box(first),
            marked=first.type.is_answered and first.required is not Required.NO,
            number=self._plain(one.number for one in sides),
            text=self._texts(tuple(one.pieces for one in sides), tuple(one.untranslated for one in sides)),
            help=self._texts(tuple(one.help for one in sides)),
            unit=self._plain(one.unit for one in sides),
            condition=self._plain(one.condition for one in sides),
            lines=first.lines,
            choices=members[0].choices if matrix and members else choices,
            members=members,
            feeds=tuple(self._indicators[one] for one in first.feeds if one in self._indicators),
            spacious=len(members) > _COLUMNS or any(len(one.choices) > _CHOICES for one in members),
        )

    def _choice(self, sides: tuple[PrintedChoice, ...]) -> ChoiceView:
        beside = tuple(one.specify for one in sides if one.specify is not None)
        return ChoiceView(
            code=sides[0].code,
            text=self._plain(one.text for one in sides),
            specify=self._question(beside) if beside else None,
        )

    def _indicator(self, sides: tuple[PrintedIndicator, ...]) -> Entry:
        own = self._indicators[sides[0].id]
        text = self._texts(tuple(one.pieces for one in sides))
        return Entry(anchor=own.target, number=own.label, text=text, questions=self._links(sides[0].questions))

    def _article(self, sides: tuple[PrintedArticle, ...]) -> Entry:
        keys = ("article-supplementary" if one.supplementary else "article" for one in sides)
        words = (dict(form.words)[key] for form, key in zip(self._forms, keys, strict=True))
        text = self._plain(said.format(number=one.number) for said, one in zip(words, sides, strict=True))
        return Entry(anchor="", number="", text=text, questions=self._links(sides[0].questions))

    def _links(self, questions: Iterable[str]) -> tuple[Link, ...]:
        return tuple(Link(target=one, label=self._numbers[one]) for one in questions if self._numbers.get(one))


def _box(question: PrintedQuestion) -> str:
    if question.type is QuestionType.MULTIPLE:
        return "checkbox"
    return "radio" if question.type.chooses_one else ""


def _local(piece: Piece) -> Piece:
    """Return a reference to a question as one to its place in the page."""
    if not isinstance(piece, CrossReference):
        return piece
    return replace(piece, target=piece.target.removeprefix(f"{PART}/"))


def _indicator(identifier: str) -> str:
    return f"indicator-{identifier.replace('/', '-')}"
