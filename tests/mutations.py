"""What goes wrong with brackets while somebody translates, and what may change because languages differ.

Every mutation takes a translation and a source of chance, and returns the changed text, or None where it has nothing
to change.
"""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from plandoc.language.parity.shapes import Shape, Slot, holds_text, read_shape
from plandoc.model.inline import Group, Option

Mutation = Callable[[str, Random], str | None]


class Swap(NamedTuple):
    """Two options of one group that change places."""

    label: str
    first: int
    second: int
    text: str


def groups_of(shape: Shape) -> list[Group]:
    return [group for choice in shape.choices.values() for group in choice.groups]


def options_of(shape: Shape) -> list[Option]:
    return [option for group in groups_of(shape) for option in group.options if holds_text(option)]


def brackets(option: Option) -> tuple[int, int]:
    """Offsets of the opening and the closing bracket."""
    mark = len(f"{{{option.mark.label}}}") if option.mark else 0
    return option.span.start + mark, option.span.end - 1


def cut(text: str, start: int, end: int, instead: str = "") -> str:
    return text[:start] + instead + text[end:]


def drop_bracket(text: str, chance: Random) -> str | None:
    options = options_of(read_shape(text))
    if not options:
        return None
    place = chance.choice(brackets(chance.choice(options)))
    return cut(text, place, place + 1)


def drop_option(text: str, chance: Random) -> str | None:
    """An option goes with its brackets; of a group of one, all of it."""
    groups = groups_of(read_shape(text))
    if not groups:
        return None
    group = chance.choice(groups)
    filled = [option for option in group.options if holds_text(option)]
    if len(filled) == 1:
        return cut(text, group.span.start, group.span.end)
    opening, closing = brackets(chance.choice(filled))
    return cut(text, opening, closing + 1)


def add_option(text: str, chance: Random) -> str | None:
    groups = groups_of(read_shape(text))
    return cut(text, (end := chance.choice(groups).span.end), end, "[more]") if groups else None


def add_group(text: str, chance: Random) -> str | None:
    """A word outside brackets gets brackets of its own."""
    words = list(re.finditer(r"[A-Za-z]{4,}", read_shape(text).own[None]))
    if not words:
        return None
    word = chance.choice(words)
    return cut(text, word.start(), word.end(), f"[{word[0]}]")


def labelled(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"\{([a-z][a-z0-9_]*)\}(?=\[)", text))


def lose_label(text: str, chance: Random) -> str | None:
    labels = labelled(text)
    return cut(text, *chance.choice(labels).span()) if labels else None


def misspell_label(text: str, chance: Random) -> str | None:
    """A letter of a label is lost, doubled, or another one."""
    labels = labelled(text)
    if not labels:
        return None
    label = chance.choice(labels)
    place = chance.randrange(label.start(1), label.end(1))
    instead = chance.choice(["", text[place] * 2, "x" if text[place] != "x" else "y"])
    changed = cut(text, place, place + 1, instead)
    return None if instead == "" and len(label[1]) == 1 else changed


def part_label(text: str, chance: Random) -> str | None:
    """A space comes between a label and its bracket, or between two options that touched."""
    places = [label.end() for label in labelled(text)]
    places += [match.start() + 1 for match in re.finditer(r"(?<!\[)\]\[(?![\]^])", text)]
    return cut(text, (place := chance.choice(places)), place, " ") if places else None


def nest_elsewhere(text: str, chance: Random) -> str | None:
    """A group moves into an option of another choice, or out of the option that it lies in."""
    shape = read_shape(text)
    moves = list(_moves(shape))
    if not moves:
        return None
    group, place = chance.choice(moves)
    written = text[group.span.start : group.span.end]
    if place <= group.span.start:
        return cut(cut(text, group.span.start, group.span.end), place, place, written)
    return cut(cut(text, place, place, written), group.span.start, group.span.end)


def _moves(shape: Shape) -> Iterator[tuple[Group, int]]:
    for choice in shape.choices.values():
        for group in choice.groups:
            for option in options_of(shape):
                inside = group.span.start <= option.span.start and option.span.end <= group.span.end
                if not inside and (option.id, option.index) not in choice.parents:
                    yield group, brackets(option)[0] + 1
            if choice.parents != {None} and None not in choice.parents:
                yield group, 0


def swaps(text: str) -> Iterator[Swap]:
    """Every pair of options of every choice, exchanged in all its echoes."""
    shape = read_shape(text)
    for choice in shape.choices.values():
        indices = sorted(choice.options)
        for first in indices:
            for second in indices[indices.index(first) + 1 :]:
                changed = text
                for group in sorted(choice.groups, key=lambda one: -one.span.start):
                    changed = _exchanged(changed, group, first, second)
                yield Swap(choice.label, first, second, changed)


def _exchanged(text: str, group: Group, first: int, second: int) -> str:
    found = {option.index: brackets(option) for option in group.options}
    if first not in found or second not in found:
        return text
    (start, end), (later, last) = found[first], found[second]
    return text[: start + 1] + text[later + 1 : last] + text[end : later + 1] + text[start + 1 : end] + text[last:]


HARMFUL: dict[str, Mutation] = {
    "bracket dropped": drop_bracket,
    "option dropped": drop_option,
    "option added": add_option,
    "group added": add_group,
    "label lost": lose_label,
    "label misspelt": misspell_label,
    "label or option parted": part_label,
    "nested elsewhere": nest_elsewhere,
}


def move_group(text: str, chance: Random) -> str | None:
    """A group changes its place within the option that it lies in: to the front, or beside another group."""
    shape = read_shape(text)
    moves = []
    for choice in shape.choices.values():
        for group in choice.groups:
            around = _innermost(shape, group)
            moves += [(group, place) for place in _fronts(shape, around) if not _touches(group, place)]
    if not moves:
        return None
    group, place = chance.choice(moves)
    written = text[group.span.start : group.span.end]
    if place <= group.span.start:
        moved = cut(cut(text, group.span.start, group.span.end), place, place, written)
    else:
        moved = cut(cut(text, place, place, written), group.span.start, group.span.end)
    return re.sub(r" {2,}", " ", moved).strip()


def _touches(group: Group, place: int) -> bool:
    return group.span.start <= place <= group.span.end


def _innermost(shape: Shape, group: Group) -> tuple[Slot, tuple[int, int]]:
    around: tuple[Slot, tuple[int, int]] = None, (0, len(shape.text))
    for option in options_of(shape):
        opening, closing = brackets(option)
        inside = opening < group.span.start and group.span.end <= closing
        if inside and closing - opening < around[1][1] - around[1][0]:
            around = (option.id, option.index), (opening + 1, closing)
    return around


def _fronts(shape: Shape, around: tuple[Slot, tuple[int, int]]) -> Iterator[int]:
    """The front of an option and the places before the groups in it."""
    yield around[1][0]
    for group in groups_of(shape):
        if _innermost(shape, group) == around:
            yield group.span.start


def add_echo(text: str, chance: Random) -> str | None:
    """An option of a labelled choice says a word more, in another place."""
    shape = read_shape(text)
    choices = [choice for choice in shape.choices.values() if choice.label]
    if not choices:
        return None
    choice = chance.choice(choices)
    group = chance.choice(choice.groups)
    index = chance.choice(sorted(choice.options))
    return cut(text, group.span.start, group.span.start, f"{{{choice.label}}}{'[]' * (index - 1)}[so]")


def merge_echoes(text: str, chance: Random) -> str | None:
    """Two echoes in one option become one, which says what both said."""
    shape = read_shape(text)
    pairs = [
        (first, second)
        for choice in shape.choices.values()
        for first in choice.groups
        for second in choice.groups
        if first.span.end <= second.span.start and _innermost(shape, first) == _innermost(shape, second)
    ]
    if not pairs:
        return None
    first, second = chance.choice(pairs)
    said: dict[int, list[str]] = {}
    for option in (*first.options, *second.options):
        opening, closing = brackets(option)
        said.setdefault(option.index, []).append(text[opening + 1 : closing])
    options = [" ".join(filter(None, said.get(index, []))) for index in range(1, max(said) + 1)]
    merged = f"{{{first.id}}}" + "".join(f"[{option}]" for option in options)
    written = cut(cut(text, second.span.start, second.span.end), first.span.start, first.span.end, merged)
    return re.sub(r" {2,}", " ", written).strip()


ALLOWED: dict[str, Mutation] = {
    "group moved": move_group,
    "echo added": add_echo,
    "echo merged": merge_echoes,
}
