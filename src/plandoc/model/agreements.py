"""Agreements: groups that were settled in the sources for good, and are bracketed no more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plandoc.model.inline import Chosen
from plandoc.model.scenario import Decision
from plandoc.spans import NOWHERE, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One group of history.yaml."""

    group: str
    """The id that it had."""
    decision: Decision | int
    """What became of it: keep, drop, none, or the number of an option."""
    when: str = ""
    """A date, as typed."""
    session: str = ""
    """The meeting, as typed."""
    by: str = ""
    """Who agreed, as typed."""
    removed: tuple[str, ...] = ()
    """Ids of the blocks that went out of the text with what was agreed at the same time."""
    span: Span = field(default=NOWHERE, compare=False)
    """The place of the id."""

    def __str__(self) -> str:
        """Return it as half a sentence: `was agreed on 2022-03-28 (SBI 3) as drop`."""
        when = f" on {self.when}" if self.when else ""
        session = f" ({self.session})" if self.session else ""
        return f"was agreed{when}{session} as {self.decision}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What agreements made of the text, for what was written beside it and still names what it had."""

    chosen: Mapping[str, Chosen] = field(default_factory=dict)
    """What became of each group, by its id."""
    removed: frozenset[str] = frozenset()
    """Ids of the blocks that went with what was agreed."""


def past_of(history: Iterable[Agreement]) -> Past:
    """Return what a history made of the text; of a group that was agreed twice, the later time counts."""
    listed = tuple(history)
    return Past(
        chosen={one.group: _chosen(one.decision) for one in listed},
        removed=frozenset(name for one in listed for name in one.removed),
    )


def _chosen(decision: Decision | int) -> Chosen:
    if isinstance(decision, int):
        return decision
    return 1 if decision is Decision.KEEP else 0
