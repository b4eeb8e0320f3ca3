"""The tree of one block into a flat flow of pieces and seams, under one reading.

A seam is a place where somebody's choice joined words that did not stand together before, or ended them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never

from plandoc.model.inline import (
    SUPPLIED,
    Address,
    Break,
    Emendation,
    Emphasis,
    Escaped,
    FootnoteMark,
    Group,
    Inline,
    Option,
    Reference,
    Stray,
    Text,
    Value,
)
from plandoc.model.printed import (
    CrossReference,
    LineBreak,
    NoteCall,
    OptionEnd,
    OptionStart,
    Piece,
    Role,
    Words,
)
from plandoc.model.visible import is_taken
from plandoc.model.walk import walk
from plandoc.model.workspace import Reading
from plandoc.spans import NOWHERE, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Seam:
    """Where a decision joined or ended words."""

    capital: bool = False
    """Whether the words that stood here before the choice began with a capital letter."""
    span: Span = field(default=NOWHERE, compare=False)
    """The group that was decided."""


Flow: TypeAlias = tuple[Piece | Seam, ...]

_BRACKETS = re.compile(r"([\[\]]+)")
_AS_PRINTED = {"⟦": "[", "⟧": "]", "［": "［", "］": "］"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """In which reading and language words are spoken."""

    reading: Reading
    language: str
    """Name of the locale folder; settled values have words for each language."""
    traced: bool = False
    """Whether the options of decided groups are marked too, also those without words, so that texts can be compared."""


def flow(content: tuple[Inline, ...], voice: Voice) -> Flow:
    """Return the pieces of a block's content in order, with a seam at each border of a decided group.

    Numbers of notes and names of references are not known yet: they come out as 0 and as empty text.
    """
    return tuple(_merged(pieces(content, voice)))


def bracket(character: str, reading: Reading) -> tuple[Words, ...]:
    """Return a bracket as it is printed: the published reading leaves supplied ones out."""
    if character in SUPPLIED and reading is Reading.PUBLISHED:
        return ()
    return (Words(text=_AS_PRINTED.get(character, character), role=Role.BRACKET),)


def pieces(content: tuple[Inline, ...], voice: Voice) -> Iterator[Piece | Seam]:
    """Yield what `flow` returns before neighbouring words are joined: words, or one mark, for each node."""
    for node in content:
        yield from _piece(node, voice)


def _piece(node: Inline, voice: Voice) -> Iterator[Piece | Seam]:  # noqa: C901  # one case a node
    match node:
        case Text(text=text):
            yield Words(text=text)
        case Escaped(character=character):
            yield Words(text=character)
        case Stray(character=character):
            yield Words(text=character[-1], role=Role.BRACKET)
        case Break():
            yield LineBreak()
        case Address(url=url):
            yield Words(text=url)
        case Value():
            yield from _value(node, voice)
        case Reference(target=target):
            yield CrossReference(text="", target=target)
        case FootnoteMark(name=name):
            yield NoteCall(note=name, number=0)
        case Emphasis(content=content):
            yield from (emphasised(piece) for piece in pieces(content, voice))
        case Emendation():
            yield from _emendation(node, voice)
        case Group():
            yield from _group(node, voice)
        case _:
            assert_never(node)


def _value(value: Value, voice: Voice) -> Iterator[Piece]:
    words = value.settled.in_language(voice.language) if value.settled else None
    if words is not None:
        yield Words(text=words)
    elif value.printed:
        yield Words(text=value.printed, role=Role.BLANK)


def emphasised(piece: Piece | Seam) -> Piece | Seam:
    """Return words and references set in emphasis; other marks have none."""
    match piece:
        case Words(role=Role.TEXT) | CrossReference():
            return replace(piece, emphasis=True)
        case _:
            return piece


def _emendation(node: Emendation, voice: Voice) -> Iterator[Piece | Seam]:
    if voice.reading is Reading.CORRECTED:
        yield from pieces(node.mended, voice)
        return
    for index, text in enumerate(_BRACKETS.split(node.issued)):
        if text:
            yield Words(text=text, role=Role.BRACKET if index % 2 else Role.TEXT)


def _group(group: Group, voice: Voice) -> Iterator[Piece | Seam]:
    if group.chosen is not None:
        yield border(group)
        for option in group.options:
            if is_taken(group.chosen, option.index):
                yield from _traced(option, group.id, voice)
                yield Seam(span=group.span)
            elif voice.traced:
                yield from _marks(option, group.id, ())
        return
    printed = False
    for option, separator in zip(group.options, ("", *group.separators), strict=True):
        pieces = tuple(_option(option, group.id, voice))
        if pieces and printed and separator:
            yield Words(text=separator, role=Role.BRACKET if separator.strip() else Role.TEXT)
        printed = printed or bool(pieces)
        yield from pieces


def border(group: Group) -> Seam:
    """Return the seam where a decided group begins."""
    return Seam(capital=_first_letter(group).isupper(), span=group.span)


def _traced(option: Option, group: str, voice: Voice) -> Iterator[Piece | Seam]:
    """Yield the words of a chosen option, marked where texts will be compared."""
    content = tuple(pieces(option.content, voice))
    yield from _marks(option, group, content) if voice.traced else content


def _marks(option: Option, group: str, content: tuple[Piece | Seam, ...]) -> Iterator[Piece | Seam]:
    yield OptionStart(option=option.id, group=group, index=option.index)
    yield from content
    yield OptionEnd(option=option.id)


def _first_letter(group: Group) -> str:
    """Return the first letter of the group's first option; empty where it has none."""
    letters = (
        character
        for node in walk(group.options[0].content)
        if isinstance(node, Text)
        for character in node.text
        if character.isalpha()
    )
    return next(letters, "")


def _option(option: Option, group: str, voice: Voice) -> Iterator[Piece | Seam]:
    """Yield an option in its brackets; an option without words prints nothing at all."""
    content = tuple(pieces(option.content, voice))
    if any(isinstance(piece, Words | CrossReference | NoteCall) for piece in content):
        brackets = bracket(option.opening, voice.reading), bracket(option.closing, voice.reading)
        yield from _marks(option, group, (*brackets[0], *content, *brackets[1]))
    elif voice.traced:
        yield from _marks(option, group, ())


def _merged(pieces: Iterator[Piece | Seam]) -> Iterator[Piece | Seam]:
    """Join neighbouring words that are set alike."""
    held: Words | None = None
    for piece in pieces:
        if isinstance(piece, Words):
            if not piece.text:
                continue
            if held and (held.emphasis, held.role) == (piece.emphasis, piece.role):
                held = replace(held, text=held.text + piece.text)
                continue
        if held:
            yield held
        held = piece if isinstance(piece, Words) else None
        if held is None:
            yield piece
    if held:
        yield held
