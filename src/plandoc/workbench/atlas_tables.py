"""The tables of an atlas: trees of questions as numbers that lead from table to table, equal things written once."""

import json
from dataclasses import dataclass, field
from typing import TypeAlias

from plandoc.workbench.questions import Question, Questions
from plandoc.workbench.variants import Fork, Said, Tree, Variant
from plandoc.workbench.wording import CallHole, NameHole, Part

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


@dataclass(slots=True)
class _Table:
    """Rows, each once, in the order in which they were first met."""

    rows: list[Json] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    def place(self, row: Json) -> int:
        """Return where a row stands; a new one is put at the end."""
        key = json.dumps(row, ensure_ascii=False)
        if key not in self._places:
            self._places[key] = len(self.rows)
            self.rows.append(row)
        return self._places[key]


@dataclass(slots=True)
class Tables:
    """The tables that the blocks of an atlas point into."""

    questions: Questions
    notes: set[str] = field(default_factory=set)
    """Ids of the notes that are called in any text."""
    _asked: _Table = field(default_factory=_Table)
    _forks: _Table = field(default_factory=_Table)
    _variants: _Table = field(default_factory=_Table)
    _said: _Table = field(default_factory=_Table)

    def question(self, question: Question) -> int:
        """Return the place of a question: subject and name, as in a state, and the branch of each of its words."""
        words: dict[str, Json] = dict(self.questions.branch_words(question))
        return self._asked.place([question.subject.value, question.name, words])

    def tree(self, tree: Tree) -> int | None:
        """Return where to begin: at a variant by its place, at a fork by -1 less its place; None where nothing is."""
        match tree:
            case None:
                return None
            case Variant(inner=inner, last=last):
                inside, at_end = self._said_at(inner), self._said_at(last)
                return self._variants.place([inside, at_end])
            case Fork(question=question, branches=branches):
                row: list[Json] = [self.question(question), *(self.tree(branch) for branch in branches)]
                return -1 - self._forks.place(row)

    def _said_at(self, said: Said) -> int:
        self.notes |= {part.note for part in said.parts if isinstance(part, CallHole)}
        parts: list[Json] = [_part(part) for part in said.parts]
        return self._said.place([parts, [list(mend) for mend in said.mends], list(said.doubts)])

    def as_json(self) -> dict[str, Json]:
        """Return the tables.

        A fork is its question and where each branch leads, a variant what is said within a list and at its end, and
        what is said its parts, mends and doubts.
        """
        return {
            "questions": self._asked.rows,
            "forks": self._forks.rows,
            "variants": self._variants.rows,
            "said": self._said.rows,
        }


def _part(part: Part) -> Json:
    match part:
        case str():
            return part
        case CallHole(note=note):
            return {"note": note}
        case NameHole():
            return {"name": part.target, "opening": part.opening, "closing": part.closing, "hidden": part.hidden}
