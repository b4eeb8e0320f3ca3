"""Whether a question has what its type needs, and nothing that its type has no use for (PD105)."""

from itertools import pairwise

from plandoc.diagnostics import did_you_mean
from plandoc.model.questions import ChoiceList, Meaning, Purpose, Question, QuestionType, Required
from plandoc.source.report.values import Values

MOST_CHOICES = 200
"""Longer lists can be chosen from in no paper form, and word processors cut them."""
MEMBERS = {QuestionType.MATRIX: "rows", QuestionType.RECORDS: "columns", QuestionType.GROUP: "questions"}
_NO_BAND = (Meaning.NOT_APPLICABLE, Meaning.UNKNOWN)


def fit(question: Question, listed: ChoiceList | None, values: Values) -> None:
    """Report what a question lacks, or has in vain; `listed` is its choice list, where it has a known one."""
    checks = Fitting(question, values)
    checks.members()
    checks.keys()
    checks.purpose()
    if listed is not None:
        checks.choices(listed)


def known_list(values: Values, kind: QuestionType, lists: dict[str, ChoiceList]) -> ChoiceList | None:
    """Return the choice list that a question names; reported where it needs one, or names what there is not."""
    name = values.word("list")
    needs = kind.chooses or kind is QuestionType.MATRIX
    if needs and not name:
        values.complain(values.span, f"A {kind} question has no choice list.", "Write `list: yes-no`.", code="PD105")
    elif name and not needs:
        hint = "Remove the list, or change the type."
        values.complain(values.place("list"), f"A {kind} question has no choices.", hint, code="PD105")
    elif name and name not in lists:
        hint = did_you_mean(name, lists, f"Lists: {', '.join(lists)}.")
        values.complain(values.place("list"), f"There is no choice list {name}.", hint, code="PD092")
    return lists.get(name) if needs else None


class Fitting:
    """Looks at one question; everything is reported at its place."""

    def __init__(self, question: Question, values: Values) -> None:
        """Take the question, and the values that it was read from."""
        self._question = question
        self._values = values

    def members(self) -> None:
        """Report missing rows, columns or questions, and those of another type."""
        kind = self._question.type
        own = MEMBERS.get(kind)
        if own and not self._question.members:
            self._complain(own, f"{self._question.id} is a {kind} without {own}.", f"Write `{own}:` with a list.")
        for key in MEMBERS.values():
            if key != own and self._values.node(key) is not None:
                self._complain(key, f"A {kind} question has no {key}.", f"Remove {key}, or change the type.")

    def keys(self) -> None:
        """Report units, bounds and heights of what has none."""
        kind = self._question.type
        allowed = {
            "unit": kind.is_number or kind is QuestionType.BAND,
            "min": kind.is_number,
            "max": kind.is_number,
            "lines": kind is QuestionType.TEXT,
        }
        for key, may in allowed.items():
            if not may and self._values.node(key) is not None:
                self._complain(key, f"A {kind} question has no {key}.", f"Remove {key}, or change the type.")
        if kind is QuestionType.MONEY and not self._question.unit:
            self._complain("unit", f"{self._question.id} asks for money and names no currency.", "Write `unit: 美元`.")
        low, high = self._question.minimum, self._question.maximum
        if low is not None and high is not None and low > high:
            self._complain("max", f"The bounds of {self._question.id} leave no number.", "Raise max, or lower min.")

    def purpose(self) -> None:
        """Report indicators of what has none, and what must always be answered and is not always asked."""
        question = self._question
        if question.feeds and (question.type is QuestionType.NOTE or question.purpose is Purpose.HEADER):
            what = "note" if question.type is QuestionType.NOTE else "question about the header"
            self._complain("feeds", f"A {what} feeds no indicator.", "Remove feeds.")
        if question.required is Required.ALWAYS and question.relevant is not None:
            message = f"{question.id} must always be answered, and is not always asked."
            self._complain("required", message, "Write `required: relevant`.")
        if question.required is not Required.NO and question.type in (QuestionType.GROUP, QuestionType.NOTE):
            self._complain("required", f"A {question.type} has no answer.", "Remove required.")

    def choices(self, listed: ChoiceList) -> None:
        """Report a list that does not go with the type."""
        question = self._question
        exclusive = [choice.code for choice in listed.choices if choice.exclusive]
        if exclusive and question.type is not QuestionType.MULTIPLE:
            message = f"{question.id} takes one choice, and {exclusive[0]} of {listed.id} is exclusive."
            self._complain("list", message, "Use another list, or make it a multiple choice.")
        if len(listed.choices) > MOST_CHOICES:
            message = f"{listed.id} has {len(listed.choices)} choices; a form can show {MOST_CHOICES}."
            self._complain("list", message, "Ask in two steps, or make it a text question.")
        if question.type is QuestionType.BAND:
            self._bands(listed)

    def _bands(self, listed: ChoiceList) -> None:
        bands = [choice for choice in listed.choices if choice.least is not None]
        for choice in listed.choices:
            if choice.least is None and choice.means not in _NO_BAND:
                self._complain("list", f"The choice {choice.code} of {listed.id} is no band.", "Write `from` and `to`.")
        for one, other in pairwise(bands):
            if one.most is None or other.least is None or other.least <= one.most:
                message = f"The bands {one.code} and {other.code} of {listed.id} overlap."
                self._complain("list", message, "List bands from small to large; only the last has no `to`.")

    def _complain(self, key: str, message: str, hint: str) -> None:
        self._values.complain(self._values.place(key), message, hint, code="PD105")
