"""What stands inside a block: words, marks, and groups of bracketed options.

Every node keeps what was typed, so that printing the tree gives the source back byte for byte.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from plandoc.model.scenario import SettledValue
from plandoc.spans import NOWHERE, Span

Chosen: TypeAlias = int | None
"""What was chosen of a group: None while it is open, 0 for none of its options, k for option k."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Plain characters."""

    text: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Escaped:
    """A character that a backslash makes plain, such as a bracket, a star, a brace, a backslash."""

    character: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """`{label}` or `{label.n}` before an option."""

    label: str
    index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """A bracket without a partner: reported, and kept as a character."""

    character: str
    mark: Mark | None = None
    """The mark before it; typed, but never printed for readers."""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A backslash at a line's end: the line breaks, the block goes on."""

    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """`<https://…>`: the only form of link."""

    url: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """`{=name|as-printed}`: words that are settled in one place for the whole workspace."""

    name: str
    printed: str | None
    """How the blank stands in the published text; None where the source gives none."""
    settled: SettledValue | None = None
    """The words that a scenario or the workspace gives, in each language; None while the value is open."""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """`{@id}`: the computed name of another place, 附件一 or a number."""

    target: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FootnoteMark:
    """`[^name]`: the call of a footnote of the same part."""

    name: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """`*…*`: lead words; pairs within one bracket level."""

    content: "tuple[Inline, ...]"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Emendation:
    """`{~issued|mended}`: what was published, and what it must say; structure is read from the mended side."""

    issued: str
    """Exactly as typed: the published reading prints these characters, brackets too."""
    mended: "tuple[Inline, ...]"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One alternative of a choice, with its brackets."""

    id: str
    """`a/11#sbi.1`; the same for every echo."""
    index: int
    """Which alternative of the choice, from 1, counted over all echoes."""
    mark: Mark | None = None
    opening: str = "["
    """`[`, or `⟦` where the published text lacks the bracket; full-width `［` as typed."""
    content: "tuple[Inline, ...]"
    closing: str = "]"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A choice at one place: options that touch or that a slash joins."""

    id: str
    """`a/11#sbi`; groups with one id are one choice and switch together."""
    options: tuple[Option, ...]
    separators: tuple[str, ...] = ()
    """What is printed between the options, one fewer than there are options."""
    chosen: Chosen = None
    span: Span = field(default=NOWHERE, compare=False)


Inline: TypeAlias = (
    Text | Escaped | Stray | Break | Address | Value | Reference | FootnoteMark | Emphasis | Emendation | Group
)
"""Everything that may stand inside a block."""

SUPPLIED = frozenset("⟦⟧")
"""Brackets that the published text lacks and the corrected text has."""
