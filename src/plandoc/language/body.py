"""The clean or open text of one block: a function of the block, its own choices, and whether it is the last.

Clean text depends on `body` and `is_admitted` only; whatever shows a document may look blocks up that were made before.
"""

from dataclasses import dataclass, replace

from plandoc.language.conventions import Conventions, Manner
from plandoc.language.flow import Seam, flow
from plandoc.language.mending import Doubt, Mend, mend
from plandoc.model.blocks import Block
from plandoc.model.keeping import Kept
from plandoc.model.locale import Locale
from plandoc.model.printed import BlockKind, CrossReference, Piece, Role, Words
from plandoc.model.printed_walk import words_of

LISTED = (BlockKind.ITEM, BlockKind.OPERATIVE)
"""Kinds of blocks whose end marks follow their place in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The text of a block, and what was mended or doubted at its seams."""

    pieces: tuple[Piece, ...]
    mends: tuple[Mend, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def text(self) -> str:
        """The words alone."""
        return words_of(self.pieces)


def body(block: Block, manner: Manner, *, is_last: bool) -> Body:
    """Return the text of a block as its own choices leave it.

    `is_last` says whether the block is the last visible one of its list. Where nobody chose, nothing is mended.
    Block-level brackets are not part of a body: they depend on the neighbours.
    """
    pieces, conventions = flow(block.content, manner.voice), manner.conventions
    if ends_at_seam(block):
        pieces = (*pieces, Seam(span=block.closing[-1].span))
    mended = mend(pieces, conventions.rules, conventions.doubts)
    result = Body(pieces=mended.pieces, mends=mended.mends, doubts=mended.doubts)
    if manner.clean and block.kind in LISTED:
        result = _end_mark(result, block, is_last=is_last, conventions=conventions)
    return replace(result, pieces=tuple(_tied(piece, conventions) for piece in result.pieces))


class Bodies:
    """Writes the bodies of one manner, and writes that of the very same block only once."""

    def __init__(self) -> None:
        """Start without a body."""
        self._kept: Kept[Body] = Kept()

    def __call__(self, block: Block, manner: Manner, *, is_last: bool) -> Body:
        """Return what `body` returns; `manner` is the same at every call."""
        return self._kept.get(block, is_last, lambda: body(block, manner, is_last=is_last))


def says_something(result: Body) -> bool:
    """Return whether a block is worth printing: marks without words are not; an open bracket is."""
    return any(
        isinstance(piece, CrossReference)
        or (isinstance(piece, Words) and (piece.role is not Role.TEXT or any(map(str.isalnum, piece.text))))
        for piece in result.pieces
    )


def _tied(piece: Piece, conventions: Conventions) -> Piece:
    return replace(piece, text=conventions.tie(piece.text)) if isinstance(piece, Words) else piece


def ends_at_seam(block: Block) -> bool:
    """Return whether a block-level option that somebody decided ends with the block."""
    decided = {one.option for one in block.enclosures if one.chosen is not None}
    return any(one.option in decided for one in block.closing)


def _end_mark(result: Body, block: Block, *, is_last: bool, conventions: Conventions) -> Body:
    """Give the last block of a list its full stop, and a block that a decision made an inner one its semicolon."""
    at = max((at for at, piece in enumerate(result.pieces) if isinstance(piece, Words)), default=None)
    if at is None:
        return result
    words = result.pieces[at]
    if not isinstance(words, Words) or words.role is not Role.TEXT:
        return result
    text = ended(words.text, block, conventions.locale, is_last=is_last)
    if text is None:
        return result
    span = block.closing[-1].span if block.closing else block.span
    done = Mend(before=words.text[: len(text)][-7:], after=text[-7:], span=span)
    return replace(
        result,
        pieces=(*result.pieces[:at], replace(words, text=text), *result.pieces[at + 1 :]),
        mends=(*result.mends, done),
    )


def ended(words: str, block: Block, locale: Locale, *, is_last: bool) -> str | None:
    """Return the last words of a listed block with the mark that its place asks for; None where theirs is right."""
    text = _without_conjunction(words.rstrip(), locale) if is_last else words.rstrip()
    mark = text[-1:]
    if is_last and mark in locale.weak_ends:
        return text[:-1] + locale.full_stop
    if not is_last and mark == locale.full_stop and ends_at_seam(block):
        return text[:-1] + locale.semicolon
    return None


def _without_conjunction(text: str, locale: Locale) -> str:
    """Return the text of a block without the word that led to the block after it: `…; and`."""
    for word in locale.conjunctions:
        shortened = text.removesuffix(f" {word}").rstrip()
        if shortened != text and shortened[-1:] in locale.weak_ends:
            return shortened
    return text
