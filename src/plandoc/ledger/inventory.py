"""The open points of a set of parts: every choice with its place, its options' words, and how much text it holds.

Words are those of the corrected reading. What an outer option holds includes what the inner ones hold; the totals of a
part count every word once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from plandoc.language.counting import count_characters, count_words
from plandoc.model.blocks import Block, Part
from plandoc.model.choices import Choice, choices
from plandoc.model.inline import (
    Address,
    Break,
    Emendation,
    Emphasis,
    Escaped,
    FootnoteMark,
    Group,
    Inline,
    Reference,
    Stray,
    Text,
    Value,
)
from plandoc.model.walk import groups


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionText:
    """One option with its words, over all places where it stands."""

    index: int
    texts: tuple[str, ...]
    """One for each place, inner brackets included; of a run of blocks, one for each block."""
    words: int
    """A Han character counts as a word, as word processors count."""
    characters: int
    """White space and option brackets apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """One choice, wherever it stands."""

    choice: Choice
    options: tuple[OptionText, ...]

    @property
    def is_open(self) -> bool:
        """Whether anybody has to decide it; of what holds only a value, that decides."""
        return self.choice.value is None

    @property
    def part(self) -> str:
        """Id of the part where it first stands."""
        return self.choice.places[0].part

    @property
    def block(self) -> str:
        """Id of the block where it first stands."""
        return self.choice.places[0].block

    @property
    def depth(self) -> int:
        """1 for a choice that lies in no other option, one more for each option round it."""
        return 1 + max(len(place.within) for place in self.choice.places)

    @property
    def words(self) -> int:
        """Words in all its options."""
        return sum(option.words for option in self.options)

    @property
    def characters(self) -> int:
        """Characters in all its options."""
        return sum(option.characters for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTotal:
    """What is open in a part; what holds only a value is not counted."""

    part: str
    choices: int
    options: int
    depth: int
    """The deepest nesting."""
    words: int
    """Words that stand in any option, each counted once."""
    characters: int


def open_points(parts: Iterable[Part]) -> tuple[OpenPoint, ...]:
    """Return every choice of the parts in the order of the text; also those that hold only a value."""
    listed = tuple(parts)
    contents: dict[tuple[str, int], list[tuple[Inline, ...]]] = {}
    for part in listed:
        for block in part.blocks():
            _collect(block, contents)
    return tuple(
        OpenPoint(
            choice=choice,
            options=tuple(
                _option(index, contents.get((choice.id, index), [])) for index in range(1, choice.options + 1)
            ),
        )
        for choice in choices(listed)
    )


def part_totals(parts: Iterable[Part], points: Iterable[OpenPoint]) -> tuple[PartTotal, ...]:
    """Return the totals of each part; a choice counts in every part where it stands."""
    listed = tuple(point for point in points if point.is_open)
    return tuple(_total(part, listed) for part in parts)


def _total(part: Part, points: tuple[OpenPoint, ...]) -> PartTotal:
    own = [point for point in points if any(place.part == part.id for place in point.choice.places)]
    inside = "\n".join(_bracketed(part, frozenset(point.choice.id for point in own)))
    return PartTotal(
        part=part.id,
        choices=len(own),
        options=sum(len(point.options) for point in own),
        depth=max((point.depth for point in own), default=0),
        words=count_words(inside),
        characters=count_characters(inside),
    )


def _bracketed(part: Part, counted: frozenset[str]) -> Iterator[str]:
    """Yield the words of a part that stand in an option of the groups that count, each once."""
    for block in part.blocks():
        if block.enclosures:
            yield _block_text(block, brackets=False)
        else:
            outermost = (node for node in _outermost(block.content) if node.id in counted)
            yield from (plain_text((node,), brackets=False) for node in outermost)


def _outermost(content: tuple[Inline, ...]) -> Iterator[Group]:
    for node in content:
        match node:
            case Group():
                yield node
            case Emphasis(content=inner) | Emendation(mended=inner):
                yield from _outermost(inner)
            case _:
                pass


def _collect(block: Block, contents: dict[tuple[str, int], list[tuple[Inline, ...]]]) -> None:
    """Add what each option holds of a block: all of it, or the words inside its brackets."""
    label = (Text(text=block.label.mended),) if block.label else ()
    for enclosure in block.enclosures:
        contents.setdefault((enclosure.group, enclosure.index), []).append((*label, *block.content))
    for group in groups(block.content):
        for option in group.options:
            contents.setdefault((group.id, option.index), []).append(option.content)


def _option(index: int, contents: list[tuple[Inline, ...]]) -> OptionText:
    inside = "\n".join(plain_text(content, brackets=False) for content in contents)
    return OptionText(
        index=index,
        texts=tuple(plain_text(content, brackets=True) for content in contents),
        words=count_words(inside),
        characters=count_characters(inside),
    )


def _block_text(block: Block, *, brackets: bool) -> str:
    label = block.label.mended if block.label else ""
    return label + plain_text(block.content, brackets=brackets)


def plain_text(content: tuple[Inline, ...], *, brackets: bool) -> str:
    """Return the words of the corrected reading; a reference stands as its id, a footnote mark as nothing."""
    return "".join(_plain(node, brackets=brackets) for node in content)


def _plain(node: Inline, *, brackets: bool) -> str:  # noqa: C901, PLR0911 - one line for each kind of a closed union
    match node:
        case Text(text=text):
            return text
        case Escaped(character=character) | Stray(character=character):
            return character
        case Break():
            return "\n"
        case Address(url=url):
            return url
        case Value(printed=printed):
            return printed or ""
        case Reference(target=target):
            return f"{{@{target}}}" if brackets else ""
        case FootnoteMark():
            return ""
        case Emphasis(content=inner) | Emendation(mended=inner):
            return plain_text(inner, brackets=brackets)
        case Group(options=options):
            inside = (plain_text(option.content, brackets=brackets) for option in options)
            return "".join(f"[{text}]" if brackets else f"{text}\n" for text in inside)
        case _:
            assert_never(node)
