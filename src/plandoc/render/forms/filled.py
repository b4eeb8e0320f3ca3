"""What is read from a filled form, whatever kind of file it travelled in: whose form it is, answers, problems."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from plandoc.model.answers import Answer, Answers
from plandoc.model.questions import QuestionType

_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}([ ,'\u00a0\u2009\u202f]\d{3})+(\.\d+)?")
_PLAIN: Final = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?")
_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


class ProblemKind(StrEnum):
    """What can be wrong with a filled form."""

    UNREADABLE = "unreadable"
    UNKNOWN_FORM = "unknown-form"
    """What says which form it is, is missing."""
    NO_NAME = "no-name"
    """A field is filled in, and nothing says what it answers."""
    CONTRADICTION = "contradiction"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_DAY = "not-a-day"
    UNKNOWN_CHOICE = "unknown-choice"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something about a filled form that a person has to look at."""

    kind: ProblemKind
    field: str = ""
    """Id of the question; empty where it is the file as a whole."""
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormIdentity:
    """What a form is."""

    id: str
    version: str
    cycle: str
    language: str
    scenario: str = ""
    party: str = ""
    """Whose report it is, where it was filled in beforehand; so are the days."""
    begins: str = ""
    """First day of the reporting period, `2023-01-01`."""
    ends: str = ""
    types: Mapping[str, QuestionType] = field(default_factory=dict)
    """The type of every question that has an answer, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """What a filled form says."""

    identity: FormIdentity | None = None
    found: Answers = field(default_factory=dict)
    """Answers by the ids of questions in printed order, blanks left out."""
    problems: tuple[Problem, ...] = ()


def in_order(answers: Mapping[tuple[str, int], Answer], identity: FormIdentity | None) -> Answers:
    """Return answers, which are by question and record, in the order of the form, columns gathered in their records."""
    places = {question: place for place, question in enumerate(identity.types)} if identity else {}
    found: dict[str, Answer] = {question: answer for (question, record), answer in answers.items() if not record}
    for question in dict.fromkeys(column.partition(".")[0] for column, record in answers if record):
        found[question] = tuple(_records(question, answers))
    return dict(sorted(found.items(), key=lambda item: places.get(item[0], len(places))))


def _records(question: str, answers: Mapping[tuple[str, int], Answer]) -> Iterator[Answers]:
    """The records of a question that hold anything."""
    for number in sorted({record for _, record in answers if record}):
        held = {
            column: answer
            for (column, record), answer in answers.items()
            if record == number and column.startswith(f"{question}.")
        }
        if held:
            yield held


def number_in(text: str) -> int | float | None:
    """Return a number as people write it, full-width figures and grouped thousands too; None where there is none."""
    text = unicodedata.normalize("NFKC", text).strip()
    if _THOUSANDS.fullmatch(text):
        text = re.sub(r"[ ,'\u2009\u202f]", "", text)
    if not _PLAIN.fullmatch(text):
        return None
    return float(text) if "." in text else int(text)


def day_in(text: str) -> str:
    """Return a day, year first, as `2026-01-31`; empty where there is none, or no such day."""
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return ""
    try:
        return date(*(int(figure) for figure in match.groups())).isoformat()
    except ValueError:
        return ""
