"""Positions in words, and those of a document as remarks beside its options."""

from collections.abc import Iterable, Mapping

from plandoc.model.choices import Choice
from plandoc.model.positions import Position
from plandoc.model.printed import Remark


def position_text(position: Position, options: int, language: str, words: Mapping[str, str]) -> str:
    """Return a position as a line: `keep: A, B (since SBI 3; note) · synthetic example`.

    `options` is how many options its group has, `words` are those of the language whose keys begin with `position-`.
    """
    names = words["comma"].join(proposer.in_language(language) for proposer in position.proposers)
    said = words["said"].format(option=_taken(position, options, words), names=names)
    since = words["since"].format(since=position.since) if position.since else ""
    details = words["semicolon"].join(detail for detail in (since, position.note) if detail)
    said = words["details"].format(said=said, details=details) if details else said
    return words["example"].format(said=said) if position.example else said


def remarks_of(
    choices: Iterable[Choice], positions: Iterable[Position], language: str, words: Mapping[str, str]
) -> tuple[Remark, ...]:
    """Return a remark for each option that somebody speaks for, a line for each position, in the order of the text.

    Who wants none of the options is named beside the first.
    """
    lines: dict[tuple[str, int], list[Position]] = {}
    for position in positions:
        lines.setdefault((position.group, max(position.option, 1)), []).append(position)
    return tuple(
        Remark(
            option=option,
            author=words["author"],
            text="\n".join(position_text(one, choice.options, language, words) for one in own),
        )
        for choice in choices
        for option, index in _options(choice)
        if (own := lines.get((choice.id, index)))
    )


def _options(choice: Choice) -> Iterable[tuple[str, int]]:
    """Return every option of a choice, its id and its index, where it stands first."""
    return dict(pair for place in choice.places for pair in zip(place.option_ids, place.options, strict=True)).items()


def _taken(position: Position, options: int, words: Mapping[str, str]) -> str:
    if position.option == 0:
        return words["none"]
    return words["keep"] if options == 1 else words["option"].format(number=position.option)
