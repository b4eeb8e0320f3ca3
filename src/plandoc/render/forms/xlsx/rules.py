"""What a cell takes: the rules that spreadsheets check while somebody fills in the form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plandoc.model.conditions import Comparator, Comparison, NumberLiteral, ValueOf
from plandoc.model.printed_form import PrintedChoice, PrintedQuestion
from plandoc.model.questions import QuestionType
from plandoc.render.forms.wording import listed

_LONGEST_MESSAGE = 255
"""Characters that a message of a rule may have."""
TICK = "choices_yes"
"""Name of the list with the one word that ticks a choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one form."""

    lists: Mapping[tuple[PrintedChoice, ...], str]
    """The defined name of each list of choices."""
    words: Mapping[str, str]

    def of(self, question: PrintedQuestion, cell: str) -> Mapping[str, object] | None:
        """Return the rule for the field of a question; None where any words do. `cell` is the address of the field."""
        if question.type.chooses_one:
            return self._from(self.lists[listed(question)])
        if question.type.is_number:
            return _number(question)
        if question.type is QuestionType.DATE:
            return {
                "validate": "custom",
                "value": f"=AND(LEN({cell})=10,ISNUMBER(DATEVALUE({cell})))",
                "error_message": self.words["no-day"].format(shape=self.words["day"]),
                # Programs differ in what they take for a day; whoever fills in the form has the last word.
                "error_type": "warning",
            }
        return None

    def tick(self) -> Mapping[str, object]:
        """Return the rule for the cell beside one choice of several."""
        return self._from(TICK)

    def _from(self, name: str) -> Mapping[str, object]:
        return {"validate": "list", "source": f"={name}"}


def _number(question: PrintedQuestion) -> Mapping[str, object] | None:
    """Return the rule of a number, from those demands that give it bounds; None where it has none."""
    bounds = tuple(_bounds(question))
    if not bounds:
        return None
    kind = "integer" if question.type is QuestionType.INTEGER else "decimal"
    message = " ".join(one for _, _, one in bounds)
    least = next((number for comparator, number, _ in bounds if comparator is Comparator.AT_LEAST), None)
    most = next((number for comparator, number, _ in bounds if comparator is Comparator.AT_MOST), None)
    rule: dict[str, object] = {"validate": kind, "error_message": message[:_LONGEST_MESSAGE]}
    if least is not None and most is not None:
        return {**rule, "criteria": "between", "minimum": least, "maximum": most}
    return {**rule, "criteria": ">=" if most is None else "<=", "value": least if most is None else most}


def _bounds(question: PrintedQuestion) -> Iterator[tuple[Comparator, float, str]]:
    for demand in question.demands:
        match demand.that:
            case Comparison(
                comparator=Comparator.AT_LEAST | Comparator.AT_MOST as comparator,
                left=ValueOf(question=question.id),
                right=NumberLiteral(value=number),
            ):
                yield comparator, number, demand.message
