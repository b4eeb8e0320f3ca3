"""Scenarios side by side: the groups that they decide differently, and the values that they word differently."""

from dataclasses import dataclass

from plandoc.choices.standing import standing
from plandoc.model.choices import Choice
from plandoc.model.inline import Chosen
from plandoc.model.scenario import Scenario, SettledValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one scenario makes of a group."""

    chosen: Chosen
    moot: bool
    """Whether the group lies in an option that the scenario does not take, so that deciding it changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What several scenarios make of a group."""

    choice: Choice
    each: tuple[Outcome, ...]
    """In the order of the scenarios."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """What several scenarios say of a value."""

    name: str
    each: tuple[SettledValue | None, ...]
    """In the order of the scenarios; None where the value is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What tells scenarios apart."""

    groups: int
    """How many groups there are to decide."""
    open: tuple[int, ...]
    """How many of them wait for a decision in each scenario."""
    differences: tuple[Outcomes, ...]
    """The groups that are not decided the same everywhere, in the order of the text."""
    values: tuple[Wordings, ...]
    """The values that have not the same words everywhere, in the order in which the scenarios name them."""


def compare(scenarios: tuple[Scenario, ...], registry: tuple[Choice, ...]) -> Comparison:
    """Return what tells the scenarios apart.

    A group differs where the decisions do; of one that is moot in some of the scenarios, this is said. Groups that hold
    only a value differ as the value does.
    """
    groups = outcomes(scenarios, registry)
    differences = tuple(one for one in groups if len({outcome.chosen for outcome in one.each}) > 1)
    values = tuple(
        one for one in wordings(scenarios) if len({words and frozenset(words.words) for words in one.each}) > 1
    )
    waiting = (
        sum(one.each[place] == Outcome(chosen=None, moot=False) for one in groups) for place in range(len(scenarios))
    )
    return Comparison(groups=len(groups), open=tuple(waiting), differences=differences, values=values)


def outcomes(scenarios: tuple[Scenario, ...], registry: tuple[Choice, ...]) -> tuple[Outcomes, ...]:
    """Return what the scenarios make of every group, those apart that hold only a value."""
    standings = tuple(standing(registry, scenario) for scenario in scenarios)
    return tuple(
        Outcomes(
            choice=choice,
            each=tuple(Outcome(chosen=one.decisions[choice.id], moot=choice in one.moot) for one in standings),
        )
        for choice in registry
        if choice.value is None
    )


def wordings(scenarios: tuple[Scenario, ...]) -> tuple[Wordings, ...]:
    """Return every value that one of the scenarios has words for; of two entries in a scenario, the last one counts."""
    said = tuple({value.name: value for value in scenario.values} for scenario in scenarios)
    names = dict.fromkeys(name for values in said for name in values)
    return tuple(Wordings(name=name, each=tuple(values.get(name) for values in said)) for name in names)
