"""What forms in rows say alike, whatever their kind: plain words, marks, and the choice lists that questions share."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from plandoc.model.conditions import Comparator, Comparison, Condition, NumberLiteral
from plandoc.model.printed import Piece
from plandoc.model.printed_form import PrintedArticle, PrintedChoice, PrintedForm, PrintedQuestion
from plandoc.model.questions import Required
from plandoc.render.html.inline import plain

MARK = "*"
"""Stands after a question that must be answered."""

__all__ = [
    "MARK",
    "all_words",
    "article_name",
    "choice_lists",
    "demands",
    "feeds",
    "headed",
    "label",
    "listed",
    "numbers",
    "plain",
    "words_of",
]


def words_of(form: PrintedForm) -> Mapping[str, str]:
    """Return the words of forms by their keys."""
    return dict(form.words)


def all_words(shown: object) -> Iterator[str]:
    """Yield every string in a form or a part of it, ids too: what its pages need letters for."""
    match shown:
        case str():
            yield shown
        case tuple():
            for one in shown:
                yield from all_words(one)
        case _ if is_dataclass(shown):
            for field in fields(shown):
                yield from all_words(getattr(shown, field.name))


def label(question: PrintedQuestion) -> str:
    """Return the words of a question with the mark of those that must be answered."""
    words = plain(question.pieces)
    return f"{words} {MARK}" if is_marked(question) else words


def is_marked(question: PrintedQuestion) -> bool:
    """Return whether a question bears that mark; rows bear their own, not the matrix."""
    return question.required is not Required.NO and question.type.is_answered


def demands(question: PrintedQuestion) -> tuple[str, ...]:
    """Return what is said of a good answer, but for that a number is not below nought, which no one has to be told."""
    return tuple(one.message for one in question.demands if not _is_usual(one.that))


def _is_usual(condition: Condition) -> bool:
    match condition:
        case Comparison(comparator=Comparator.AT_LEAST, right=NumberLiteral(value=0)):
            return True
        case _:
            return False


def headed(number: str, pieces: Iterable[Piece]) -> str:
    """Return a heading with its number: `A.1 Parties have …`."""
    return f"{number} {plain(pieces)}".strip()


def feeds(form: PrintedForm) -> Mapping[str, str]:
    """Return what each question feeds, by its id: `→ A.1(a), A.2(b)`."""
    names = {one.id: f"{one.goal}{one.number}" for one in form.indicators}
    return {
        question.id: "→ " + ", ".join(dict.fromkeys(names[one] for one in question.feeds))
        for question in form.questions()
        if question.feeds
    }


def numbers(form: PrintedForm, questions: Iterable[str]) -> str:
    """Return the numbers of questions, as an index lists them: `3, 7, 22(a)`."""
    known = {question.id: question.number for question in form.questions()}
    return ", ".join(known[one] for one in questions if known.get(one))


def article_name(article: PrintedArticle, words: Mapping[str, str]) -> str:
    """Return what an Article is called."""
    return words["article-supplementary" if article.supplementary else "article"].format(number=article.number)


def choice_lists(questions: Iterable[PrintedQuestion]) -> Mapping[tuple[PrintedChoice, ...], str]:
    """Return the different lists of choices with a name for each, after the first question that has it."""
    found: dict[tuple[PrintedChoice, ...], str] = {}
    for question in questions:
        if question.choices:
            found.setdefault(listed(question), f"choices_{question.id}")
    return found


def listed(question: PrintedQuestion) -> tuple[PrintedChoice, ...]:
    """Return the choices of a question without the fields beside them, which are the question's own."""
    return tuple(PrintedChoice(code=one.code, text=one.text) for one in question.choices)
