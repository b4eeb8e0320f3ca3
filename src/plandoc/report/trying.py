"""A few answers to each question that a condition may see, in every combination that a form allows.

Enough to tell conditions that are never or always true: of choices, those that some condition names and one that none
does; of numbers and days, those that something is compared with, and their neighbours. Where the combinations are too
many, nothing is told.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from plandoc.model.answers import Answer, Answers
from plandoc.model.conditions import (
    CONDITIONS,
    Comparison,
    Condition,
    CountOf,
    DateLiteral,
    NumberLiteral,
    Operand,
    ValueOf,
    codes_of,
    leaves,
    operands,
    questions_of,
)
from plandoc.model.questions import QuestionType
from plandoc.report.evaluating import holds
from plandoc.report.fields import Field

MOST_CASES = 3000
"""How many combinations are tried for one condition."""
_FEW_RECORDS = 3
_SOME_DAY = "2026-01-01"


class TooManyCasesError(Exception):
    """There are more combinations than are worth trying."""


class Trials:
    """Tries answers to the fields of one report."""

    def __init__(self, fields: tuple[Field, ...], rules: Iterable[Condition | Operand] = ()) -> None:
        """Take the fields in printed order, and what else reads answers to them."""
        self._fields = {field.id: field for field in fields}
        written = [one for field in fields for one in (field.relevant, *(demand.that for demand in field.demands))]
        read = tuple(one for one in (*written, *rules) if one is not None)
        self._codes = {pair for one in read for pair in codes_of(one)}
        self._counted: set[str] = set()
        self._literals: dict[str, set[NumberLiteral | DateLiteral]] = {}
        for comparison in (leaf for one in read for leaf in _comparisons(one)):
            parts = tuple(operands(comparison))
            literals = {part for part in parts if isinstance(part, NumberLiteral | DateLiteral)}
            for part in parts:
                if isinstance(part, CountOf):
                    self._counted.add(part.question)
                elif isinstance(part, ValueOf):
                    self._literals.setdefault(part.question, set()).update(literals)

    def cases(self, named: Iterable[str], *, complete: bool, free: str = "") -> tuple[Answers, ...]:
        """Return combinations of answers to these fields, and to those that decide whether they are asked.

        What is not asked is blank; if `complete`, nothing else is. Answers break no demand but those
        written at the field `free`. Raises TooManyCasesError.
        """
        chain = self._chain(named)
        tries = {field.id: self._tries(field, complete=complete) for field in chain}
        found: list[Answers] = []
        for case in self._combined(chain, tries, {}, free):
            if len(found) == MOST_CASES:
                raise TooManyCasesError
            found.append(case)
        return tuple(found)

    def is_asked(self, identifier: str, answers: Answers) -> bool:
        """Return whether a field is asked, given the answers to all that decide it."""
        field = self._fields.get(identifier)
        while field is not None:
            if field.relevant is not None and holds(field.relevant, answers) is not True:
                return False
            field = self._fields.get(field.within)
        return True

    def _chain(self, named: Iterable[str]) -> tuple[Field, ...]:
        """Return the fields that these hang from, and themselves, in printed order."""
        wanted = list(dict.fromkeys(named))
        for identifier in wanted:
            field = self._fields.get(identifier)
            if field is not None:
                above = (*questions_of(field.relevant), field.within)
                wanted.extend(one for one in dict.fromkeys(above) if one not in wanted)
        return tuple(field for field in self._fields.values() if field.id in wanted)

    def _combined(
        self, chain: tuple[Field, ...], tries: Mapping[str, tuple[Answer, ...]], before: Answers, free: str
    ) -> Iterator[Answers]:
        """Yield every combination; fields further down are blank where those before leave them out."""
        if not chain:
            yield before
            return
        field, rest = chain[0], chain[1:]
        if not tries[field.id] or not self.is_asked(field.id, before):
            yield from self._combined(rest, tries, before, free)
            return
        for answer in tries[field.id]:
            after = {**before, field.id: answer}
            tried = (one for one in field.demands if field.id != free or one.standing is not None)
            if all(holds(demand.that, after) is not False for demand in tried):
                yield from self._combined(rest, tries, after, free)

    def _tries(self, field: Field, *, complete: bool) -> tuple[Answer, ...]:
        """Return the answers to try for one field, blank among them if not `complete`; none for a heading."""
        if not field.type.is_answered:
            return ()
        return self._answers(field) if complete else ("", *self._answers(field))

    def _answers(self, field: Field) -> tuple[Answer, ...]:
        match field.type:
            case QuestionType.SINGLE | QuestionType.BAND:
                return self._choices(field)
            case QuestionType.MULTIPLE:
                return self._ticked(field)
            case QuestionType.INTEGER | QuestionType.NUMBER | QuestionType.MONEY:
                return self._numbers(field)
            case QuestionType.DATE:
                return self._days(field)
            case QuestionType.RECORDS:
                return tuple(({},) * count for count in range(1, _FEW_RECORDS + 1))
            case _:
                return ("x",)

    def _ticked(self, field: Field) -> tuple[tuple[str, ...], ...]:
        """Return each choice alone, and several together: all that do not exclude others, or so many of them."""
        codes = self._choices(field)
        exclusive = {choice.code for choice in field.choices if choice.exclusive}
        together = tuple(code for code in codes if code not in exclusive)
        several: tuple[tuple[str, ...], ...] = (together,) if len(together) > 1 else ()
        if field.id in self._counted:
            free = tuple(choice.code for choice in field.choices if not choice.exclusive)
            several = tuple(free[:size] for size in range(2, len(free) + 1))
        return (*((code,) for code in codes), *several)

    def _numbers(self, field: Field) -> tuple[Answer, ...]:
        known = {one.value for one in self._literals.get(field.id, ()) if isinstance(one, NumberLiteral)}
        return tuple(sorted({near for number in (0, *known) for near in (number - 1, number, number + 1)}))

    def _days(self, field: Field) -> tuple[Answer, ...]:
        known = {one.value for one in self._literals.get(field.id, ()) if isinstance(one, DateLiteral)}
        days = (date.fromisoformat(day) for day in (_SOME_DAY, *known))
        return tuple(sorted({str(day + timedelta(days=by)) for day in days for by in (-1, 0, 1)}))

    def _choices(self, field: Field) -> tuple[str, ...]:
        """Return the codes that something names, and one that nothing does."""
        codes = tuple(choice.code for choice in field.choices)
        read = tuple(code for code in codes if (field.id, code) in self._codes)
        others = tuple(code for code in codes if code not in read)
        return (*read, *others[:1])


def _comparisons(condition: Condition | Operand) -> Iterator[Comparison]:
    if isinstance(condition, CONDITIONS):
        yield from (leaf for leaf in leaves(condition) if isinstance(leaf, Comparison))
