"""A filled form back into answers. Nothing that was filled in is lost in silence: what is no answer is told."""

from dataclasses import dataclass, field

import pikepdf

from plandoc.model.answers import Answer
from plandoc.model.questions import QuestionType
from plandoc.render.forms.filled import FilledForm, FormIdentity, Problem, ProblemKind, day_in, in_order, number_in
from plandoc.render.forms.pdf.fields import IDENTITY, SPECIFY, FieldKind, Path
from plandoc.render.forms.pdf.identity import read_identity
from plandoc.render.forms.pdf.scanning import Held, scan


def read_form(data: bytes) -> FilledForm:
    """Read a filled PDF, whichever program saved it; what is no form has a problem and no answers.

    Without the field that says what the form is, types are not known: numbers and days are words.
    """
    try:
        listed = scan(data)
    except (pikepdf.PdfError, AttributeError, LookupError, TypeError, ValueError) as error:
        message = f"The file cannot be read as a PDF form: {error}."
        return FilledForm(problems=(Problem(kind=ProblemKind.UNREADABLE, message=message),))
    said = [held.value for held in listed if held.path == (IDENTITY,)]
    reader = _Reader(identity=read_identity(said[0]) if said else None)
    if reader.identity is None:
        reader.problem(ProblemKind.UNKNOWN_FORM, "", "The field that says which form this is, is missing.")
    for held in listed:
        if held.path != (IDENTITY,):
            reader.take(held)
    found = in_order(reader.answers, reader.identity)
    return FilledForm(identity=reader.identity, found=found, problems=tuple(reader.problems))


def _question(path: Path) -> tuple[str, int]:
    """Return the id of the question that a field answers, and in which record, 0 for none."""
    first, *rest = path[1:] if path[0] == SPECIFY and len(path) > 1 else path
    record = int(rest.pop(0)) if len(rest) > 1 and rest[0].isascii() and rest[0].isdigit() else 0
    return ".".join((first, *rest)), record


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Takes what fields hold, one after another."""

    identity: FormIdentity | None
    problems: list[Problem] = field(default_factory=list)
    answers: dict[tuple[str, int], Answer] = field(default_factory=dict)

    def problem(self, kind: ProblemKind, question: str, message: str) -> None:
        """Keep a problem."""
        self.problems.append(Problem(kind=kind, field=question, message=message))

    def take(self, held: Held) -> None:
        """Take what one field holds."""
        if held.kind is FieldKind.CHECKS:
            *above, code = held.path
            key = _question(tuple(above)) if above else (code, 0)
            before = self.answers.get(key, ())
            if self._on(held, key[0]) and self._is_known(key[0], code):
                self.answers[key] = (*before, code) if isinstance(before, tuple) else (code,)
            return
        key = _question(held.path)
        value = self._on(held, key[0]) if held.kind is FieldKind.RADIO else held.value
        if value and self._is_known(key[0], value):
            answer = self._answer(held, key[0], value)
            if self.answers.setdefault(key, answer) != answer:
                message = f"There are two answers, {self.answers[key]} and {answer}; the first counts."
                self.problem(ProblemKind.CONTRADICTION, key[0], message)

    def _on(self, held: Held, question: str) -> str:
        """Return the code of a button that is on; some programs say so only at the field, some only at the box."""
        said = {held.value} - {""} | held.shown
        if len(said) > 1:
            listed = ", ".join(sorted(said))
            message = f"Only one choice may be made, and there are {listed}; {held.value or min(said)} counts."
            self.problem(ProblemKind.CONTRADICTION, question, message)
        return held.value or min(said, default="")

    def _is_known(self, question: str, value: str) -> bool:
        known = self.identity is None or question in self.identity.types
        if not known:
            self.problem(ProblemKind.NO_NAME, "", f"The form has no question {question}, and it is answered: {value}")
        return known

    def _answer(self, held: Held, question: str, value: str) -> Answer:
        """Return the answer as its type has it; as it stands there where it is not of the type."""
        kind = self.identity.types[question] if self.identity else QuestionType.TEXT
        if held.kind in (FieldKind.RADIO, FieldKind.COMBO):
            if value not in held.choices:
                self.problem(ProblemKind.UNKNOWN_CHOICE, question, f"This is none of the choices: {value}")
            return held.choices.get(value, value)
        if kind.is_number:
            number = number_in(value)
            if number is None or (kind is QuestionType.INTEGER and isinstance(number, float)):
                self.problem(ProblemKind.NOT_A_NUMBER, question, f"A number is asked for: {value}")
                return value
            return number
        if kind is QuestionType.DATE and not day_in(value):
            self.problem(ProblemKind.NOT_A_DAY, question, f"A date is asked for, as in 2026-01-31: {value}")
        return (day_in(value) or value) if kind is QuestionType.DATE else value
