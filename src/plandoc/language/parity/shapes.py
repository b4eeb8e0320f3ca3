"""Text in the alphabet of PO into what can be compared with another language: its choices and the words of each.

Offsets count in the text itself. The words of a place are the whole text with everything else blanked, so that
whatever is found in them has its offset at once.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from plandoc.diagnostics import Findings
from plandoc.model.inline import (
    Address,
    Emendation,
    Emphasis,
    FootnoteMark,
    Group,
    Inline,
    Option,
    Reference,
    Stray,
    Text,
    Value,
)
from plandoc.notation.grouping import join_options
from plandoc.notation.inline import InlineParser
from plandoc.notation.tokens import BRACES
from plandoc.spans import source_text

_SIGN = re.compile(r"[\[\]{}*\\<⟦⟧［］]")
"""The characters that mean something; most units have none."""
BLANK = "\0"
"""Stands for every character that belongs elsewhere."""

Slot: TypeAlias = tuple[str, int] | None
"""An option, as the label of its choice and its index; None for the text outside all brackets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Something that is the same in every language: `{value}`, `{reference}`, `[^footnote]`, `<address>`."""

    text: str
    slot: Slot
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Everything that a text says of one label, over all its echoes."""

    label: str
    """Empty for a group without a label."""
    groups: tuple[Group, ...]
    """Its echoes, in the order of the text."""
    filled: tuple[tuple[int, int], ...]
    """The options that hold text, ascending, each with the number of echoes in which it does."""
    parents: frozenset[Slot]
    """The options that its echoes lie in; None where one lies outside all brackets."""

    @property
    def options(self) -> frozenset[int]:
        """Indices of the options that hold text in some echo."""
        return frozenset(index for index, _ in self.filled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A text, taken apart."""

    text: str
    choices: dict[str, Choice]
    """By label, in the order in which they first occur."""
    names: tuple[Name, ...]
    strays: tuple[Stray, ...]
    """Brackets without a partner."""
    emphases: int
    """How many stretches of lead words there are."""
    own: dict[Slot, str]
    """The words of each option without what is bracketed inside it."""
    whole: dict[Slot, str]
    """The words of each option with everything inside it; of None the words of the whole text."""

    def spans(self, slot: Slot) -> tuple[tuple[int, int], ...]:
        """Return where an option stands, one pair of offsets for each echo; the whole text for None."""
        if slot is None:
            return ((0, len(self.text)),)
        choice = self.choices.get(slot[0])
        return tuple(
            (option.span.start, option.span.end)
            for group in (choice.groups if choice else ())
            for option in group.options
            if option.index == slot[1] and holds_text(option)
        )


def holds_text(option: Option) -> bool:
    """Return whether an option says anything: an empty one only counts to the index of the next."""
    return any(not isinstance(node, Text) or node.text.strip() for node in option.content)


def read_shape(text: str) -> Shape:
    """Take a text in the alphabet of PO apart. Cannot fail: what has no meaning is kept as a stray or as a word."""
    if not _SIGN.search(text):
        words: dict[Slot, str] = {None: text}
        return Shape(text=text, choices={}, names=(), strays=(), emphases=0, own=words, whole=words)
    content = join_options(InlineParser(source_text("", text), Findings()).parse(0, len(text)))
    reader = _Reader(text=text)
    reader.read(content, ())
    return Shape(
        text=text,
        choices={label: _choice(label, reader) for label in reader.groups},
        names=tuple(reader.names),
        strays=tuple(reader.strays),
        emphases=reader.emphases,
        own={slot: _masked(text, pieces) for slot, pieces in reader.own.items()},
        whole={slot: _masked(text, pieces) for slot, pieces in reader.whole.items()},
    )


def _choice(label: str, reader: "_Reader") -> Choice:
    found = reader.groups[label]
    filled = Counter(option.index for group, _ in found for option in group.options if holds_text(option))
    return Choice(
        label=label,
        groups=tuple(group for group, _ in found),
        filled=tuple(sorted(filled.items())),
        parents=frozenset(parent for _, parent in found),
    )


def _masked(text: str, pieces: list[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in pieces:
        parts.append(BLANK * (start - position) + text[start:end])
        position = end
    return "".join(parts) + BLANK * (len(text) - position)


@dataclass(slots=True)
class _Reader:
    """Collects while it walks; `slots` are the options that lie round a node, outermost first."""

    text: str
    groups: dict[str, list[tuple[Group, Slot]]] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    emphases: int = 0
    own: dict[Slot, list[tuple[int, int]]] = field(default_factory=lambda: {None: []})
    whole: dict[Slot, list[tuple[int, int]]] = field(default_factory=lambda: {None: []})

    def read(self, content: tuple[Inline, ...], slots: tuple[Slot, ...]) -> None:
        for node in content:
            match node:
                case Text():
                    self._words(node, slots)
                case Value() | Reference() | FootnoteMark() | Address():
                    self._name(node.span.start, node.span.end, slots)
                case Stray():
                    self.strays.append(node)
                case Emphasis(content=inside):
                    self.emphases += 1
                    self.read(inside, slots)
                case Emendation(mended=mended):
                    self.read(mended, slots)
                case Group():
                    self._group(node, slots)
                case _:
                    pass  # an escaped character or a line break says nothing that could differ

    def _group(self, group: Group, slots: tuple[Slot, ...]) -> None:
        if not any(holds_text(option) for option in group.options):
            return
        self.groups.setdefault(group.id, []).append((group, _innermost(slots)))
        for option in group.options:
            if holds_text(option):
                slot = (group.id, option.index)
                self.own.setdefault(slot, [])
                self.whole.setdefault(slot, [])
                self.read(option.content, (*slots, slot))

    def _words(self, node: Text, slots: tuple[Slot, ...]) -> None:
        position = node.span.start
        for brace in BRACES.finditer(self.text, node.span.start, node.span.end):
            self._piece(position, brace.start(), slots)
            self._name(brace.start(), brace.end(), slots)
            position = brace.end()
        self._piece(position, node.span.end, slots)

    def _name(self, start: int, end: int, slots: tuple[Slot, ...]) -> None:
        self.names.append(Name(text=self.text[start:end], slot=_innermost(slots), start=start, end=end))

    def _piece(self, start: int, end: int, slots: tuple[Slot, ...]) -> None:
        if start < end:
            self.own[_innermost(slots)].append((start, end))
            for slot in _around(slots):
                self.whole[slot].append((start, end))


def _innermost(slots: tuple[Slot, ...]) -> Slot:
    return slots[-1] if slots else None


def _around(slots: tuple[Slot, ...]) -> Iterator[Slot]:
    """Yield each option round a piece once, and None for the text as a whole."""
    yield from dict.fromkeys((None, *slots))
