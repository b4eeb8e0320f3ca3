"""A filled form back into answers: by tag, else by bookmark; the state of a box, never its glyph first.

Nothing that was written is lost in silence: what cannot be read as an answer is told with the words that stand there.
"""

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from plandoc.model.answers import Answer
from plandoc.model.questions import QuestionType
from plandoc.render.docx.package import PackageError, read_package, related
from plandoc.render.docx.wordprocessing import parse, w
from plandoc.render.forms.docx.identity import Identity, find_identity
from plandoc.render.forms.docx.naming import AnswerKey, read_name
from plandoc.render.forms.docx.scanning import Held, HeldKind, scan
from plandoc.render.forms.filled import FilledForm, Problem, ProblemKind, day_in, in_order, number_in

_TICKS: Final = frozenset("☒☑✓✔✗✘⊠■●√×xX")
_BOXES: Final = frozenset("☐□▢○")


def read_form(data: bytes) -> FilledForm:
    """Read a filled Word file, whichever program saved it; what is no form has a problem and no answers.

    Without the part that says what the form is, types are not known: what is ticked is a multiple choice then, numbers
    are words.
    """
    try:
        parts = read_package(data)
        body = parse(parts[related(parts, "", "officeDocument")]).find(w("body"))
    except (PackageError, etree.XMLSyntaxError) as error:
        return _unreadable(str(error))
    if body is None:
        return _unreadable("its document has no body")
    found = find_identity(parts)
    reader = _Reader(identity=found[1] if found else None)
    if found is None:
        reader.problem(ProblemKind.UNKNOWN_FORM, "", "The part that says which form this is, is missing.")
    for held in scan(body):
        reader.take(held)
    return reader.filled()


def _unreadable(reason: str) -> FilledForm:
    problem = Problem(kind=ProblemKind.UNREADABLE, message=f"The form cannot be read: {reason}.")
    return FilledForm(problems=(problem,))


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Takes what controls hold, one after another."""

    identity: Identity | None
    problems: list[Problem] = field(default_factory=list)
    ticked: dict[tuple[str, int], dict[str, bool]] = field(default_factory=dict)
    """By question and record, each choice with its state."""
    written: dict[tuple[str, int], Answer] = field(default_factory=dict)

    def problem(self, kind: ProblemKind, question: str, message: str) -> None:
        """Keep a problem."""
        self.problems.append(Problem(kind=kind, field=question, message=message))

    def take(self, held: Held) -> None:
        """Take what one control holds."""
        key = self._key(held)
        if key is None:
            self._nameless(held)
        elif key.code:
            self._tick(key, held)
        else:
            self._write(key, held)

    def filled(self) -> FilledForm:
        """What all controls say together."""
        answers: dict[tuple[str, int], Answer] = {}
        for (question, record), states in self.ticked.items():
            codes = tuple(code for code, ticked in states.items() if ticked)
            if self._type(question).chooses_one and len(codes) > 1:
                listed = ", ".join(codes)
                self.problem(ProblemKind.CONTRADICTION, question, f"Only one choice may be made; ticked are {listed}.")
            elif codes:
                answers[question, record] = codes[0] if self._type(question).chooses_one else codes
        answers.update(self.written)
        return FilledForm(identity=self.identity, found=in_order(answers, self.identity), problems=tuple(self.problems))

    def _key(self, held: Held) -> AnswerKey | None:
        """The first of a control's names that names a question of the form."""
        for name in held.names:
            spelled = self.identity.names.get(name, name) if self.identity else name
            key = read_name(spelled)
            if key is not None and (self.identity is None or key.question in self.identity.types):
                return key
        return None

    def _type(self, question: str) -> QuestionType:
        types = self.identity.types if self.identity else {}
        return types.get(question, QuestionType.MULTIPLE)

    def _nameless(self, held: Held) -> None:
        if held.checked or (held.kind is not HeldKind.CHECK and held.text and not held.is_placeholder):
            self.problem(ProblemKind.NO_NAME, "", f"Nothing says which question is answered here: {held.text}")

    def _tick(self, key: AnswerKey, held: Held) -> None:
        states = self.ticked.setdefault((key.question, key.record), {})
        ticked = self._state(key, held)
        if states.setdefault(key.code, ticked) is not ticked:
            message = f"The choice {key.code} stands there twice, ticked and not; it counts as in the first place."
            self.problem(ProblemKind.CONTRADICTION, key.question, message)

    def _state(self, key: AnswerKey, held: Held) -> bool:
        """Whether a box is ticked: what it says of itself, and only where it says nothing what stands there."""
        looks = any(mark in _TICKS for mark in held.text)
        if held.checked is not None:
            if looks and not held.checked:
                message = (
                    f"The choice {key.code} looks ticked and its box says that it is not; it counts as not ticked."
                )
                self.problem(ProblemKind.DOUBTFUL, key.question, message)
            return held.checked
        if held.text and not looks and not set(held.text) <= _BOXES:
            message = f"The choice {key.code} has lost its box, and something else stands there: {held.text}"
            self.problem(ProblemKind.DOUBTFUL, key.question, message)
        return looks

    def _write(self, key: AnswerKey, held: Held) -> None:
        if not self._is_filled(key, held):
            return
        answer = self._answer(key, held)
        if answer is None:
            return
        before = self.written.setdefault((key.question, key.record), answer)
        if before != answer:
            message = f"There are two answers, {before} and {answer}; the first counts."
            self.problem(ProblemKind.CONTRADICTION, key.question, message)

    def _is_filled(self, key: AnswerKey, held: Held) -> bool:
        """Whether there is an answer; a control may hold words and say that they are none."""
        if held.kind is HeldKind.CHECK:
            if held.checked:
                message = "A box is ticked, and nothing says for which choice."
                self.problem(ProblemKind.NO_NAME, key.question, message)
            return False
        if held.day:
            return True
        if held.is_placeholder and held.text and not held.is_greyed:
            message = f"What stands there counts as a placeholder, not as an answer: {held.text}"
            self.problem(ProblemKind.DOUBTFUL, key.question, message)
        return bool(held.text) and not held.is_placeholder

    def _answer(self, key: AnswerKey, held: Held) -> Answer | None:
        """The answer as its type has it; as it is written where it is not of the type."""
        kind = self._type(key.question)
        if kind.chooses and (held.kind is HeldKind.DROP or self.identity is not None):
            return self._picked(key, held)
        if kind is QuestionType.DATE or held.kind is HeldKind.DAY:
            return self._day(key, held)
        if kind.is_number:
            number = number_in(held.text)
            if number is None or (kind is QuestionType.INTEGER and isinstance(number, float)):
                self.problem(ProblemKind.NOT_A_NUMBER, key.question, f"A number is asked for: {held.text}")
                return held.text
            return number
        return held.text

    def _picked(self, key: AnswerKey, held: Held) -> Answer | None:
        """The code of what was picked from a list; the code itself may have been typed."""
        labels = self.identity.labels.get(key.question, {}) if self.identity else {}
        values = {**labels, **held.values}
        if held.text in values:
            return values[held.text] or None
        if held.text in values.values():
            return held.text
        if held.is_greyed:
            return None
        self.problem(ProblemKind.UNKNOWN_CHOICE, key.question, f"This is none of the choices: {held.text}")
        return held.text

    def _day(self, key: AnswerKey, held: Held) -> Answer | None:
        """The day that a date holds; where it holds none, the day that is written."""
        written = day_in(held.text)
        held_day = day_in(held.day)
        if held_day and written and held_day != written:
            message = f"The date shows {written} and holds {held_day}; what it holds counts."
            self.problem(ProblemKind.DOUBTFUL, key.question, message)
        day = held_day or written
        if day or not any(mark.isdecimal() for mark in held.text):
            # Without a figure it is the shape of a date that was shown before.
            return day or None
        self.problem(ProblemKind.NOT_A_DAY, key.question, f"A date is asked for, as in 2026-01-31: {held.text}")
        return held.text
