"""Positions: who proposed or supports which option of a group, since when."""

from dataclasses import dataclass, field

from plandoc.model.scenario import Decision
from plandoc.spans import NOWHERE, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposer:
    """Who speaks for an option: a Party, a group of Parties, an observer."""

    name: str
    """As positions.yaml has it, in the language of the sources; it tells proposers apart."""
    translations: tuple[tuple[str, str], ...] = ()
    """Pairs of language and name."""

    def in_language(self, language: str) -> str:
        """Return the name in a language; as typed where the file has no other."""
        return dict(self.translations).get(language, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One entry of positions.yaml."""

    group: str
    """Id of the group, as scenarios name it."""
    option: int
    """Which option, from 1; 0 for a proposal to take none of them."""
    decision: Decision | None = None
    """The word that the file says instead of a number."""
    proposers: tuple[Proposer, ...]
    """Who speaks for it, in the order of the file; never empty."""
    since: str = ""
    """The meeting or date from which it stands, as typed."""
    note: str = ""
    example: bool = False
    """Whether the file says that its entries are synthetic; whatever shows the position says so too."""
    span: Span = field(default=NOWHERE, compare=False)
