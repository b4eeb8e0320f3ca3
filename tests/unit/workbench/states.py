"""Random states: each group open, none, or one of its options; each value open, or one of its known words."""

from random import Random

from plandoc.model.choices import Choice
from plandoc.workbench.state import Agenda, State


def random_state(agenda: Agenda, random: Random) -> State:
    """A state that decides about two thirds of the groups, and half of the values."""
    decided = {choice.id: random.randint(-1, choice.options) for choice in _countable(agenda)}
    values = {name: random.randint(1, len(words)) for name, words in agenda.values.items() if words}
    return State(
        choices={name: chosen for name, chosen in decided.items() if chosen >= 0},
        values={name: place for name, place in values.items() if random.random() < 0.5},
    )


def toggled(state: State, agenda: Agenda, random: Random) -> State:
    """The state after somebody decided one group otherwise."""
    choice = random.choice(_countable(agenda))
    before = state.choices.get(choice.id, -1)
    chosen = random.choice([one for one in range(-1, choice.options + 1) if one != before])
    others = {name: one for name, one in state.choices.items() if name != choice.id}
    return State(choices=others if chosen < 0 else {**others, choice.id: chosen}, values=state.values)


def _countable(agenda: Agenda) -> list[Choice]:
    return [choice for choice in agenda.choices.values() if choice.value is None]
