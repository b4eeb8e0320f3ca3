"""A scenario: a saved set of choices, and the values that go with it."""

from dataclasses import dataclass, field
from enum import StrEnum

from plandoc.spans import NOWHERE, Span


class Decision(StrEnum):
    """What a scenario may say of a group, besides the number of an option."""

    OPEN = "open"
    KEEP = "keep"
    DROP = "drop"
    NONE = "none"


class Alternatives(StrEnum):
    """What a default means for groups of several options."""

    OPEN = "open"
    FIRST = "first"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a scenario: which groups, and what is decided of them."""

    pattern: str
    """Id of a group, a label that reaches further than its block, or a glob over ids."""
    decision: Decision | int
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledValue:
    """The words of a value, by language."""

    name: str
    words: tuple[tuple[str, str], ...]
    """Pairs of language tag and words; the tag `*` stands for every language."""
    span: Span = field(default=NOWHERE, compare=False)

    def in_language(self, language: str) -> str | None:
        """Return the words in a language, or None where the scenario has none for it."""
        by_language = dict(self.words)
        return by_language.get(language, by_language.get("*"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a set of choices comes from, as its file says; what is not said is empty."""

    who: str = ""
    when: str = ""
    """A date, `2022-03-28`."""
    session: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What is decided of every group of a workspace; entries further down win."""

    name: str
    title: str = ""
    provenance: Provenance = field(default_factory=Provenance)
    default: Decision = Decision.OPEN
    alternatives: Alternatives = Alternatives.OPEN
    entries: tuple[Entry, ...] = ()
    values: tuple[SettledValue, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)
