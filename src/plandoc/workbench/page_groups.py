"""What the negotiators' page knows of each group: its options in words, where it stands, who speaks for what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from plandoc.model.choices import Choice
from plandoc.model.positions import Position
from plandoc.model.printed import NoteCall, OptionEnd, OptionStart, Piece, PrintedBlock, Role, Words
from plandoc.model.workspace import Workspace
from plandoc.render.html.inline import Anchors, InlineWriter

JSON = dict[str, object]
"""An object of the page's data."""


@dataclass(slots=True, kw_only=True)
class _Read:
    """The words of one option as far as they were read."""

    pieces: list[Piece] = field(default_factory=list)
    goes_on: bool = False
    """Whether later blocks belong to it too."""


def group_data(
    choices: Iterable[Choice], blocks: Mapping[str, tuple[PrintedBlock, ...]], workspace: Workspace
) -> list[JSON]:
    """Return the groups of a document in the order of the text; `blocks` are those of its open text, by language."""
    texts = {language: _option_texts(printed) for language, printed in blocks.items()}
    return [_group(choice, texts, workspace) for choice in choices]


def _group(choice: Choice, texts: Mapping[str, Mapping[str, str]], workspace: Workspace) -> JSON:
    first, ids = choice.places[0], _option_ids(choice)
    return {
        "id": choice.id,
        "label": choice.label,
        "block": first.block,
        "part": first.part,
        "options": choice.options,
        "value": choice.value,
        "crosses": choice.crosses,
        "blocks": list(dict.fromkeys(place.block for place in choice.places)),
        "within": list(first.within),
        "places": [{"block": place.block, "within": list(place.within)} for place in choice.places],
        "option_ids": list(ids),
        "linked": len(choice.places) > 1,
        "texts": {language: [found.get(option, "") for option in ids] for language, found in texts.items()},
        "positions": [_position(one, workspace) for one in workspace.positions if one.group == choice.id],
        "note": next((note.reason for note in workspace.notes if note.block == first.block), ""),
    }


def _option_ids(choice: Choice) -> tuple[str, ...]:
    """Return the ids of options 1 to n, wherever each of them stands first."""
    found = {index: one for place in choice.places for index, one in zip(place.options, place.option_ids, strict=True)}
    return tuple(found.get(index, "") for index in range(1, choice.options + 1))


def _position(position: Position, workspace: Workspace) -> JSON:
    return {
        "option": position.option,
        "proposers": [
            {language: proposer.in_language(language) for language in workspace.settings.languages}
            for proposer in position.proposers
        ],
        "since": position.since,
        "note": position.note,
        "example": position.example,
    }


def _option_texts(blocks: Iterable[PrintedBlock]) -> dict[str, str]:
    """Return the words of every option as markup, by its id: where it first stands, the first block of a run."""
    found: dict[str, _Read] = {}
    for block in blocks:
        _read_options(block.pieces, found)
    writer = InlineWriter(anchors=Anchors(targets=frozenset()), notes=None)
    return {option: str(writer.markup(_inside(read.pieces)) + _rest(read)) for option, read in found.items()}


def _read_options(pieces: Iterable[Piece], found: dict[str, _Read]) -> None:
    """Add the options of one block, each where it is new; an option is left out of its own words."""
    reading: list[tuple[str, _Read | None]] = []
    for piece in pieces:
        if isinstance(piece, OptionEnd) and reading:
            reading.pop()
        for _, read in reading:
            if read is not None:
                read.pieces.append(piece)
        if isinstance(piece, OptionStart):
            reading.append((piece.option, _begun(piece, found)))


def _begun(start: OptionStart, found: dict[str, _Read]) -> _Read | None:
    """Return where the words of an option go: nowhere if it was read before."""
    known = found.get(start.option)
    if known is None:
        return found.setdefault(start.option, _Read())
    known.goes_on = known.goes_on or (not start.first and start.echo == 0)
    return None


def _inside(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the words without the option's own brackets, and without note calls, which lead nowhere from a list."""
    kept = [piece for piece in pieces if not isinstance(piece, NoteCall)]
    if kept and _is_bracket(kept[0], "[［"):
        kept = kept[1:]
    if kept and _is_bracket(kept[-1], "]］"):
        kept = kept[:-1]
    yield from kept


def _is_bracket(piece: Piece, characters: str) -> bool:
    return isinstance(piece, Words) and piece.role is Role.BRACKET and piece.text in characters


def _rest(read: _Read) -> Markup:
    return Markup(' <span class="goes-on">…</span>') if read.goes_on else Markup()
