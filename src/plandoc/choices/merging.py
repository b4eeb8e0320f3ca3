"""Several scenarios into one: what they agree on is taken, and what they decide differently stays open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from plandoc.choices.comparing import Outcomes, Wordings, outcomes, wordings
from plandoc.choices.decide import as_said
from plandoc.choices.standing import standing
from plandoc.model.choices import Choice
from plandoc.model.inline import Chosen
from plandoc.model.scenario import Entry, Provenance, Scenario

_Said = TypeVar("_Said")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The scenario that came of it, and what it leaves open because the others differ."""

    scenario: Scenario
    conflicts: tuple[Outcomes, ...]
    """In the order of the text."""
    values: tuple[Wordings, ...]


def merge(
    scenarios: tuple[Scenario, ...],
    registry: tuple[Choice, ...],
    *,
    name: str,
    title: str = "",
    provenance: Provenance | None = None,
    prefer: int | None = None,
) -> Merged:
    """Return one scenario that has an entry for each group that the given ones settle, in the order of the text.

    A decision counts where the group is not moot. Of a group, the one decision that all scenarios which decide it share
    is taken; where there are several it stays open, unless the scenario at the place `prefer` has one of them. What the
    result makes moot gets no entry and is no conflict. Values are treated alike.
    """
    groups = tuple((one, _decisions(one)) for one in outcomes(scenarios, registry))
    taken = {one.choice.id: _agreed(said, prefer) for one, said in groups}
    entries = tuple(
        Entry(pattern=one.choice.id, decision=as_said(one.choice, taken[one.choice.id]))
        for one, _ in groups
        if taken[one.choice.id] is not None
    )
    settled = Scenario(name=name, title=title, provenance=provenance or Provenance(), entries=entries)
    moot = {choice.id for choice in standing(registry, settled).moot}
    words = tuple((one, _agreed(one.each, prefer)) for one in wordings(scenarios))
    return Merged(
        scenario=replace(
            settled,
            entries=tuple(entry for entry in entries if entry.pattern not in moot),
            values=tuple(value for _, value in words if value is not None),
        ),
        conflicts=tuple(
            one
            for one, said in groups
            if said.count(None) < len(said) and taken[one.choice.id] is None and one.choice.id not in moot
        ),
        values=tuple(one for one, value in words if value is None),
    )


def _decisions(group: Outcomes) -> tuple[Chosen, ...]:
    """Return what each scenario decides; nothing where the group does not matter to it."""
    return tuple(None if one.moot else one.chosen for one in group.each)


def _agreed(said: Sequence[_Said | None], prefer: int | None) -> _Said | None:
    """Return the one thing that is said; of several, what the preferred scenario says; else nothing."""
    heard = [one for one in said if one is not None]
    if heard and all(one == heard[0] for one in heard):
        return heard[0]
    return None if prefer is None else said[prefer]
