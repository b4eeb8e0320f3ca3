"""Brackets of the published text that stand in emendations, and go when the bracket that they pair with is settled.

`⟦对{~[|}支持…]` was issued as `对[支持…]`: when the group is settled, the issued bracket must not stay behind alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plandoc.model.blocks import Block
from plandoc.model.inline import SUPPLIED, Emendation, Emphasis, Group, Inline
from plandoc.spans import Span

_OPENING = frozenset("[［")
_CLOSING = frozenset("]］")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bracket:
    """A bracket as the published text has it."""

    opens: bool
    goes: bool
    """Whether it belongs to a settled group."""
    emendation: Span | None = None
    """The emendation on whose issued side it stands."""
    at: int = 0
    """Its offset there."""


def issued_sides(block: Block) -> Mapping[Span, str]:
    """Return the issued sides of the emendations of a chosen block that lose a bracket, by the emendation's span.

    A bracket goes with the one that it pairs with in the published text; one without a partner goes with the last
    bracket of its block.
    """
    brackets = tuple(_brackets(block))
    lost = {(one.emendation, one.at) for one in _partners_of_settled(brackets) if one.emendation}
    if not any(one.emendation is None and not one.goes for one in brackets):
        lost |= {(one.emendation, one.at) for one in brackets if one.emendation}
    emendations = {one.emendation for one in brackets} & {span for span, _ in lost}
    issued = dict(_emendations(block.content))
    return {
        span: "".join(character for at, character in enumerate(issued[span]) if (span, at) not in lost)
        for span in emendations
        if span is not None
    }


def _partners_of_settled(brackets: tuple[_Bracket, ...]) -> Iterator[_Bracket]:
    stack: list[_Bracket] = []
    for one in brackets:
        if one.opens:
            stack.append(one)
        elif stack:
            partner = stack.pop()
            if one.goes:
                yield partner
            if partner.goes:
                yield one


def _brackets(block: Block) -> Iterator[_Bracket]:
    decided = {one.option for one in block.enclosures if one.chosen is not None}
    for opening in block.opening:
        if opening.character not in SUPPLIED:
            yield _Bracket(opens=True, goes=opening.option in decided)
    yield from _inside(block.content)
    for closing in block.closing:
        if closing.character not in SUPPLIED:
            yield _Bracket(opens=False, goes=closing.option in decided)


def _inside(content: tuple[Inline, ...]) -> Iterator[_Bracket]:
    for node in content:
        match node:
            case Emendation(issued=issued, span=span):
                for at, character in enumerate(issued):
                    if character in _OPENING | _CLOSING:
                        yield _Bracket(opens=character in _OPENING, goes=False, emendation=span, at=at)
            case Emphasis(content=inside):
                yield from _inside(inside)
            case Group():
                yield from _group(node)
            case _:
                pass


def _group(group: Group) -> Iterator[_Bracket]:
    goes = group.chosen is not None
    for option in group.options:
        if option.opening not in SUPPLIED:
            yield _Bracket(opens=True, goes=goes)
        yield from _inside(option.content)
        if option.closing not in SUPPLIED:
            yield _Bracket(opens=False, goes=goes)


def _emendations(content: tuple[Inline, ...]) -> Iterator[tuple[Span, str]]:
    for node in content:
        match node:
            case Emendation(issued=issued, span=span):
                yield span, issued
            case Emphasis(content=inside):
                yield from _emendations(inside)
            case Group(options=options):
                for option in options:
                    yield from _emendations(option.content)
            case _:
                pass
