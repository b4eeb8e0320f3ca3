"""How far a scenario is: which groups it decides, which wait for a decision, and which no longer matter."""

from collections.abc import Mapping
from dataclasses import dataclass

from plandoc.choices.decide import decide, is_moot, options_not_taken
from plandoc.model.choices import Choice
from plandoc.model.inline import Chosen
from plandoc.model.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a scenario makes of every group; a group that holds only a value is left to the value, and in no list."""

    decisions: Mapping[str, Chosen]
    """Of each group, those in the lists `moot` too."""
    decided: tuple[Choice, ...]
    undecided: tuple[Choice, ...]
    moot: tuple[Choice, ...]
    """Groups that lie in options which are not taken, wherever they stand: decided or not, they change nothing."""


def standing(registry: tuple[Choice, ...], scenario: Scenario) -> Standing:
    """Return what a scenario makes of all choices, in their order."""
    decisions = decide(registry, scenario)
    gone = options_not_taken(registry, decisions)
    asked = tuple(choice for choice in registry if choice.value is None)
    live = tuple(choice for choice in asked if not is_moot(choice, gone))
    return Standing(
        decisions={choice.id: decisions[choice.id] for choice in asked},
        decided=tuple(choice for choice in live if decisions[choice.id] is not None),
        undecided=tuple(choice for choice in live if decisions[choice.id] is None),
        moot=tuple(choice for choice in asked if is_moot(choice, gone)),
    )
