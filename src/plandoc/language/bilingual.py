"""Two printed documents of one tree into one in two languages, side by side: blocks with the same id share a row.

Ids of the second language bear its tag, since a file has every id once; footnotes are numbered once for both.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias
from unicodedata import east_asian_width

import babel

from plandoc.language.runs import count_echoes
from plandoc.language.unfolding import Line, unfold
from plandoc.model.locale import Locale
from plandoc.model.printed import (
    CrossReference,
    Masthead,
    NoteCall,
    Piece,
    PrintedBlock,
    PrintedDocument,
    PrintedNote,
    PrintedPair,
    PrintedParallel,
    PrintedSide,
)
from plandoc.model.printed_walk import words_of

Row: TypeAlias = tuple[Line | None, Line | None]
"""The lines with one key; at least one is there."""
_SHARES = range(35, 66)
_PAGE, _PADDING = 240, 10
"""Width of an upright page between its margins, and what a column loses of its own, in fifths of an em."""


def side_by_side(first: PrintedDocument, second: PrintedDocument, locales: tuple[Locale, Locale]) -> PrintedDocument:
    """Return both documents as one, the first on the left; the locales are those of their languages.

    The masthead speaks for both. What one language does not print leaves an empty place beside the other.
    """
    rows = _aligned(tuple(unfold(first)), tuple(unfold(second)))
    numbers = _note_numbers(rows)
    begun: dict[str, int] = {}
    left = _Side(numbers=numbers, begun=begun)
    right = _Side(
        numbers=numbers,
        begun=begun,
        suffix=f"@{second.language}",
        own=frozenset(line.key for _, line in rows if line is not None),
    )
    # One language after the other: an option's blocks in one of them follow each other, whatever stands between.
    lefts = [left.block(line) for line, _ in rows]
    notes = _notes(first, numbers, left)
    rights = [right.block(line) for _, line in rows]
    beside = _notes(second, numbers, right)
    blocks = tuple(zip(lefts, rights, strict=True))
    return replace(
        first,
        masthead=_masthead((first.masthead, second.masthead), locales),
        title=" / ".join(dict.fromkeys(title for title in (first.title, second.title) if title)),
        sections=tuple(_sections(rows, blocks)),
        notes=tuple(
            PrintedNote(id=name, number=number, pieces=notes.get(name, ()), beside=beside.get(name, ()))
            for name, number in numbers.items()
        ),
        sides=tuple(
            PrintedSide(language=document.language, name=own_name(locale), direction=document.direction, share=share)
            for document, locale, share in zip((first, second), locales, _shares(rows), strict=True)
        ),
    )


def _shares(rows: Sequence[Row]) -> tuple[int, int]:
    """Return widths in per cent at which the rows together are lowest, the evener ones of several."""
    lengths = [(_length(first), _length(second)) for first, second in rows]
    share = min(_SHARES, key=lambda one: (sum(_height(pair, one) for pair in lengths), abs(one - 50)))
    return share, 100 - share


def _height(lengths: tuple[int, int], share: int) -> int:
    """Return how many lines a row takes on a page if its first column has that share of the width."""
    widths = (_PAGE * share // 100 - _PADDING, _PAGE * (100 - share) // 100 - _PADDING)
    return max(-(-length // width) for length, width in zip(lengths, widths, strict=True))


def _length(line: Line | None) -> int:
    """Return how much room a line takes, in fifths of an em: a character of East Asia is an em wide, others two."""
    words = words_of(line.block.pieces) if line else ""
    return sum(5 if east_asian_width(character) in "WF" else 2 for character in words)


def own_name(locale: Locale) -> str:
    """Return what a language calls itself (CLDR): 中文, English; its tag where nobody knows."""
    try:
        return babel.Locale.parse(locale.tag, sep="-").language_name or locale.tag
    except (ValueError, babel.UnknownLocaleError):
        return locale.tag


def _masthead(mastheads: tuple[Masthead, Masthead], locales: tuple[Locale, Locale]) -> Masthead:
    """Return the masthead of the translation, in English if either is, with a notice that says which is which."""
    names = tuple(locale.masthead or locale.language for locale in locales)
    chosen = min((0, 1), key=lambda at: (locales[at].language != "en", not mastheads[at].standing))
    masthead = mastheads[chosen]
    notice = f"{names[0].title()} and {names[1].title()} side by side"
    if masthead.standing and masthead.notice.startswith(masthead.standing):
        rest = masthead.notice.removeprefix(masthead.standing)
        notice += f". {names[chosen].title()}: {masthead.standing.lower()}{rest}"
    elif masthead.notice:
        notice += f". {masthead.notice}"
    return replace(masthead, language=" AND ".join(names), notice=notice)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One language on its way into the common document."""

    numbers: Mapping[str, int]
    begun: dict[str, int]
    """How often each option has begun so far."""
    suffix: str = ""
    """What tells its ids from those of the other language."""
    own: frozenset[str] = field(default_factory=frozenset)
    """Ids of its blocks, which bear the suffix."""

    def block(self, line: Line | None) -> PrintedBlock | None:
        """Return the block of a line as the common document has it."""
        if line is None:
            return None
        block, number = line.block, line.block.number
        return replace(
            block,
            id=f"{block.id}{self.suffix}",
            number=replace(number, sequence=f"{number.sequence}{self.suffix}") if number else None,
            pieces=self.pieces(block.pieces),
        )

    def pieces(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Return pieces with notes numbered, references to the same language, and options counted."""
        return tuple(map(self._piece, count_echoes(pieces, self.begun)))

    def _piece(self, piece: Piece) -> Piece:
        if isinstance(piece, NoteCall):
            return replace(piece, number=self.numbers.get(piece.note, piece.number))
        if isinstance(piece, CrossReference) and piece.target in self.own:
            return replace(piece, target=f"{piece.target}{self.suffix}")
        return piece


def _aligned(first: Sequence[Line], second: Sequence[Line]) -> tuple[Row, ...]:
    """Return the lines in pairs; what only the second has stands behind what it follows there."""
    beside = {line.key: line for line in second}
    known = {line.key for line in first}
    following: dict[str, list[Line]] = {}
    anchor = ""
    for line in second:
        if line.key in known:
            anchor = line.key
        else:
            following.setdefault(anchor, []).append(line)
    rows: list[Row] = [(None, line) for line in following.get("", ())]
    for line in first:
        rows.append((line, beside.get(line.key)))
        rows.extend((None, alone) for alone in following.get(line.key, ()))
    return tuple(rows)


def _note_numbers(rows: Sequence[Row]) -> dict[str, int]:
    """Return the number of every note, in the order in which the rows call them."""
    numbers: dict[str, int] = {}
    for row in rows:
        for line in row:
            for piece in line.block.pieces if line else ():
                if isinstance(piece, NoteCall):
                    numbers.setdefault(piece.note, len(numbers) + 1)
    return numbers


def _notes(document: PrintedDocument, numbers: Mapping[str, int], side: _Side) -> dict[str, tuple[Piece, ...]]:
    """Return the words of the notes that are called, by their ids."""
    return {note.id: side.pieces(note.pieces) for note in document.notes if note.id in numbers}


def _sections(
    rows: Sequence[Row], blocks: Sequence[tuple[PrintedBlock | None, PrintedBlock | None]]
) -> Iterator[PrintedParallel]:
    """Yield a section for all that flows on, and a new one where a page begins."""
    collected: list[PrintedPair] = []
    part, last = "", None
    for row, (left, right) in zip(rows, blocks, strict=True):
        line = row[0] or row[1]
        if line is None:
            continue
        begins = line.section != last
        if begins and line.paged and collected:
            yield PrintedParallel(id=part, rows=tuple(collected))
            collected = []
        opened = line.section[0] if begins and line.section[1] == 1 else ""
        part = part if collected else opened
        collected.append(PrintedPair(first=left, second=right, part=opened if collected else ""))
        last = line.section
    if collected:
        yield PrintedParallel(id=part, rows=tuple(collected))
