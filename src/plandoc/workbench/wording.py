"""Pieces into markup that is made beforehand: strings, and holes for the few words that depend on other blocks.

Such words are the number of a footnote and the name of another paragraph; whoever shows the text fills them in.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from plandoc.language.layout import name_reference
from plandoc.language.numbering import Numbers
from plandoc.model.printed import CrossReference, NoteCall, Piece
from plandoc.workbench.rows import WRITER


@dataclass(frozen=True, slots=True, kw_only=True)
class CallHole:
    """The call of a footnote."""

    note: str
    """Id of the note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHole:
    """A reference to a numbered block."""

    target: str
    """Id of the block."""
    opening: str
    """Markup before its name."""
    closing: str
    """Markup after its name."""
    hidden: str
    """Markup of the whole reference while the block is not visible."""


Part: TypeAlias = str | CallHole | NameHole
_NAME = "\ue002"
"""Stands for the name of a block while the markup round it is made; the address of a link never contains it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Writes the blocks of one document in one language."""

    numbers: Numbers
    """Names of annexes, and a label for each block that has one when it is visible."""

    def parts(self, pieces: Iterable[Piece], part: str) -> tuple[Part, ...]:
        """Return the pieces of a block of a part as strings and holes; no two strings touch.

        Options that begin here end here.
        """
        resolved = tuple(self._named(piece) for piece in pieces)
        joined: list[Part] = []
        for piece, string in zip(resolved, WRITER.strings(resolved), strict=True):
            made = self._part(piece, string, part)
            if isinstance(made, str) and joined and isinstance(joined[-1], str):
                joined[-1] += made
            elif made:
                joined.append(made)
        return tuple(joined)

    def _named(self, piece: Piece) -> Piece:
        return name_reference(piece, self.numbers) if isinstance(piece, CrossReference) else piece

    def _part(self, piece: Piece, string: str, part: str) -> Part:
        match piece:
            case NoteCall(note=name):
                return CallHole(note=f"{part}/notes/{name}")
            case CrossReference(target=target) if target in self.numbers.blocks:
                return self._name_hole(piece)
            case _:
                return string

    def _name_hole(self, piece: CrossReference) -> NameHole:
        (marked,) = WRITER.strings((replace(piece, text=_NAME),))
        opening, _, closing = marked.partition(_NAME)
        nowhere = replace(self.numbers, blocks={})
        (hidden,) = WRITER.strings((name_reference(piece, nowhere),))
        return NameHole(target=piece.target, opening=opening, closing=closing, hidden=hidden)


def escaped(text: str) -> str:
    """Return the name of a place as markup."""
    around, made = (WRITER.strings((CrossReference(text=one, target=""),))[0] for one in (_NAME, text))
    opening, _, closing = around.partition(_NAME)
    return made[len(opening) : len(made) - len(closing)]


def call(number: int) -> str:
    """Return the markup of the call of a note."""
    return str(WRITER.markup((NoteCall(note="", number=number),)))
