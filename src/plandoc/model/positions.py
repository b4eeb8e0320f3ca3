"""Positions: who proposed or supports which option of a group, since when."""

from dataclasses import dataclass, field

from plandoc.spans import NOWHERE, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One entry of positions.yaml."""

    group: str
    """Id of the group, as scenarios name it."""
    option: int
    """Which option, from 1; 0 for a proposal to take none of them."""
    proposers: tuple[str, ...]
    """Who speaks for it, in the order of the file; never empty."""
    since: str = ""
    """The meeting or date from which it stands, as typed."""
    note: str = ""
    example: bool = False
    """Whether the file says that its entries are synthetic; whatever shows the position says so too."""
    span: Span = field(default=NOWHERE, compare=False)
