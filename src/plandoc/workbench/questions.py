"""Questions: what the text of a block depends on, one decision or one value at a time.

The answer to a question is a branch: 0 while the point is open, then what may be decided. A choice that holds only a
value asks for the value, as it is settled by it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from plandoc.choices.decide import decide
from plandoc.model.choices import Choice
from plandoc.model.inline import Chosen, Group, Inline, Value
from plandoc.model.scenario import Decision, Entry, Scenario, SettledValue
from plandoc.model.visible import is_taken
from plandoc.model.walk import children


class Subject(StrEnum):
    """What a question is about; the names are those of the two halves of a state."""

    CHOICES = "choices"
    VALUES = "values"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that a state may say."""

    subject: Subject
    name: str
    """Id of the choice, or name of the value."""
    branches: int
    """How many answers there are. To a choice: open, none, option 1, 2 …; to a value: not said, first words, …"""


Answers = Mapping[Question, int]
"""The branch that was taken at each question asked so far."""


class Questions:
    """All questions of one document in one language."""

    def __init__(
        self,
        registry: Iterable[Choice],
        known: Mapping[str, tuple[SettledValue, ...]],
        inherited: Iterable[SettledValue],
    ) -> None:
        """Take the choices of the document, the words that are known of each value, and those of the workspace."""
        self._choices = {choice.id: choice for choice in registry}
        self._known = known
        self._inherited = {value.name: value for value in inherited}

    def of_group(self, group: str) -> Question | None:
        """Return the question that decides a group; None where a value decides it and nobody gave the value words."""
        choice = self._choices[group]
        if choice.value is not None:
            return self.of_value(choice.value)
        return Question(subject=Subject.CHOICES, name=group, branches=choice.options + 2)

    def of_value(self, name: str) -> Question | None:
        """Return the question that settles a value; None where no words are known of it."""
        known = self._known.get(name)
        return Question(subject=Subject.VALUES, name=name, branches=len(known) + 1) if known else None

    def chosen(self, group: str, branch: int) -> Chosen:
        """Return what the answer to its question decides of a group."""
        value = self._choices[group].value
        if value is None:
            return branch - 1 if branch else None
        return 1 if self.settled(value, branch) else None

    def settled(self, value: str, branch: int) -> SettledValue | None:
        """Return the words of a value; where a state says nothing of it, those of the workspace, if it has any."""
        return self._known[value][branch - 1] if branch else self._inherited.get(value)

    def decisions(self, answers: Answers) -> tuple[dict[str, Chosen], dict[str, SettledValue]]:
        """Return the decisions by group and the words by value that some answers come to."""
        chosen: dict[str, Chosen] = {}
        values: dict[str, SettledValue] = {}
        for question, branch in answers.items():
            if question.subject is Subject.CHOICES:
                chosen[question.name] = self.chosen(question.name, branch)
                continue
            settled = self.settled(question.name, branch)
            if settled is not None:
                values[question.name] = settled
        chosen |= {choice.id: 1 for choice in self._choices.values() if choice.value in values}
        return chosen, values

    def following(self, content: tuple[Inline, ...], answers: Answers) -> Question | None:
        """Return the first question that the visible words of a block still depend on; None where all are answered."""
        for node in content:
            found = self._of_node(node, answers)
            if found is not None:
                return found
        return None

    def states(self, content: tuple[Inline, ...], answers: Answers) -> Iterator[Answers]:
        """Yield all answers that tell two texts of a block from each other, beyond those that are given."""
        question = self.following(content, answers)
        if question is None:
            yield answers
            return
        for branch in range(question.branches):
            yield from self.states(content, {**answers, question: branch})

    def _of_node(self, node: Inline, answers: Answers) -> Question | None:
        match node:
            case Group():
                return self._of_group(node, answers)
            case Value(name=name):
                question = self.of_value(name)
                return question if question not in answers else None
            case _:
                return self.following(children(node), answers)

    def _of_group(self, group: Group, answers: Answers) -> Question | None:
        question = self.of_group(group.id)
        if question is not None and question not in answers:
            return question
        chosen = self.chosen(group.id, answers[question] if question else 0)
        taken = (option for option in group.options if is_taken(chosen, option.index))
        return next((found for option in taken if (found := self.following(option.content, answers))), None)

    def branch_words(self, question: Question) -> dict[str, int]:
        """Return the branches of a question by the words of a state; other words leave the point open."""
        if question.subject is Subject.VALUES:
            return {str(place): place for place in range(1, question.branches)}
        choice = self._choices[question.name]
        words: tuple[Decision | int, ...] = (Decision.KEEP, Decision.DROP, Decision.NONE, *range(1, choice.options + 1))
        decided = {str(word): _decided(choice, word) for word in words}
        return {word: chosen + 1 for word, chosen in decided.items() if chosen is not None}


def _decided(choice: Choice, word: Decision | int) -> Chosen:
    entry = Entry(pattern=choice.id, decision=word)
    return decide((choice,), Scenario(name="", entries=(entry,)))[choice.id]
