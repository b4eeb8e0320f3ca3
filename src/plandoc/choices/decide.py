"""A scenario's words into decisions: for every choice the option that is taken, none, or still open."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import assert_never

from plandoc.model.choices import Choice
from plandoc.model.inline import Chosen
from plandoc.model.scenario import Alternatives, Decision, Entry, Scenario, SettledValue
from plandoc.model.visible import is_taken

_GLOB = re.compile(r"[*?\[]")
"""What makes a pattern more than a name."""


def decide(choices: tuple[Choice, ...], scenario: Scenario) -> Mapping[str, Chosen]:
    """Return what a scenario decides of each choice, by id.

    A choice that holds only a value is settled by the value, and by nothing else. An entry
    that does not fit a choice (`keep` for several options) leaves it as it was; `plandoc check` reports that.
    """
    settled = {value.name for value in scenario.values}
    decisions: dict[str, Chosen] = {}
    find = _finder(scenario.entries)
    for choice in choices:
        if choice.value is not None:
            decisions[choice.id] = 1 if choice.value in settled else None
            continue
        chosen = _default(choice, scenario)
        for entry in find(choice):
            chosen = _decision(choice, entry, chosen)
        decisions[choice.id] = chosen
    return decisions


def matching(choice: Choice, scenario: Scenario) -> Iterator[Entry]:
    """Yield the entries that speak of a choice, in the order of the file; the last one wins."""
    return (entry for entry in scenario.entries if names(entry.pattern, choice))


def _finder(entries: tuple[Entry, ...]) -> Callable[[Choice], Iterator[Entry]]:
    """Return `matching` for many choices: plain names are looked up, and only globs are tried on every choice."""
    plain: dict[str, list[int]] = {}
    globs: list[int] = []
    for at, entry in enumerate(entries):
        (globs if _GLOB.search(entry.pattern) else plain.setdefault(entry.pattern, [])).append(at)

    def find(choice: Choice) -> Iterator[Entry]:
        named = (*plain.get(choice.id, ()), *plain.get(choice.id.removeprefix("#"), ()))
        found = {*named, *(at for at in globs if names(entries[at].pattern, choice))}
        return (entries[at] for at in sorted(found))

    return find


def names(pattern: str, choice: Choice) -> bool:
    """Return whether a pattern names a choice: its id, the label of a workspace-wide choice, or a glob over ids."""
    return choice.id in (pattern, f"#{pattern}") or fnmatchcase(choice.id, pattern)


def options_not_taken(choices: tuple[Choice, ...], decisions: Mapping[str, Chosen]) -> frozenset[str]:
    """Return the ids of the options that the decisions take out of the text."""
    return frozenset(
        option
        for choice in choices
        for place in choice.places
        for option, index in zip(place.option_ids, place.options, strict=True)
        if not is_taken(decisions[choice.id], index)
    )


def is_moot(choice: Choice, gone: frozenset[str]) -> bool:
    """Return whether a choice decides nothing: wherever it stands, it lies in an option that is not taken."""
    return all(not gone.isdisjoint(place.within) for place in choice.places)


def as_said(choice: Choice, chosen: Chosen) -> Decision | int:
    """Return a decision as scenarios say it: open, keep or drop of one option, none or the number of several."""
    if chosen is None:
        return Decision.OPEN
    if choice.options == 1:
        return Decision.KEEP if chosen else Decision.DROP
    return chosen or Decision.NONE


def inherit(scenario: Scenario, values: tuple[SettledValue, ...]) -> Scenario:
    """Return the scenario with the values that the workspace settles behind its own."""
    own = {value.name for value in scenario.values}
    return replace(scenario, values=(*scenario.values, *(value for value in values if value.name not in own)))


def _default(choice: Choice, scenario: Scenario) -> Chosen:
    if scenario.default is Decision.OPEN:
        return None
    if choice.options == 1:
        return 1 if scenario.default is Decision.KEEP else 0
    match scenario.alternatives:
        case Alternatives.OPEN:
            return None
        case Alternatives.FIRST:
            return 1
        case Alternatives.NONE:
            return 0
        case _:
            assert_never(scenario.alternatives)


def _decision(choice: Choice, entry: Entry, before: Chosen) -> Chosen:
    decision = entry.decision
    if isinstance(decision, int):
        return decision if 1 <= decision <= choice.options else before
    match decision:
        case Decision.OPEN:
            return None
        case Decision.NONE:
            return 0
        case Decision.KEEP:
            return 1 if choice.options == 1 else before
        case Decision.DROP:
            return 0 if choice.options == 1 else before
        case _:
            assert_never(decision)
