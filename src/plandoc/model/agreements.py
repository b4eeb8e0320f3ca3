"""Agreements: groups that were settled in the sources for good, and are bracketed no more."""

from dataclasses import dataclass, field

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
