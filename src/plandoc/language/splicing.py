"""Decided groups spliced into the words round them, mended as clean text is: a tree that notation can write again.

Choosing marks and keeps every option; an agreement is for good, and splices. Mends that depend on a bracket which is
still open wait until it is decided, so that settling groups one by one ends with the text of settling them together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import replace as changed
from typing import assert_never

from plandoc.language.body import LISTED, ended, ends_at_seam
from plandoc.language.conventions import Manner
from plandoc.language.flow import Seam, Voice, border, emphasised, pieces
from plandoc.language.mending import Doubt, Mend, trace
from plandoc.model.blocks import Block
from plandoc.model.inline import Break, Emendation, Emphasis, Escaped, Group, Inline, Text
from plandoc.model.printed import CrossReference, NoteCall, OptionEnd, Piece, Role, Words
from plandoc.model.visible import is_taken
from plandoc.notation.printing import print_content
from plandoc.spans import Span

HELD = Words(text="\ue002", role=Role.BRACKET)
"""Stands for a bracket that is still open while text is mended; to the rules it is a word of no language."""
_UNSEEN = OptionEnd(option="")
"""Stands for an open bracket at the edge of a block, which the rules look through: it has no characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spliced:
    """The content of a block without its decided groups, and what was mended or doubted at their seams."""

    content: tuple[Inline, ...]
    mends: tuple[Mend, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """One piece of a block's flow, and the node whose characters it has; None where no edit can be written back."""

    node: Text | Escaped | Break | None
    piece: Piece | Seam


def splice(block: Block, manner: Manner, *, is_last: bool, issued: Mapping[Span, str] | None = None) -> Spliced:
    """Return the content of a chosen block with the words of the options taken in the place of its decided groups.

    The words are those of `body` in the same manner. `issued` gives emendations, by their spans, another issued side;
    other emendations keep theirs, and one whose two sides have become equal is plain words.
    """
    score = [*_score(block.content, manner.voice)]
    if ends_at_seam(block):
        score.append(_Note(node=None, piece=Seam(span=block.closing[-1].span)))
    conventions = manner.conventions
    traced = trace(_looked_through([note.piece for note in score]), conventions.rules, conventions.doubts)
    texts, mends = list(traced.texts), traced.mends
    if manner.clean and block.kind in LISTED:
        mends += tuple(_finish(score, texts, block, manner, is_last=is_last))
    said = {id(note.node): text for note, text in zip(score, texts, strict=True) if note.node is not None}
    writer = _Writer(said, issued or {})
    content = tuple(writer.written(block.content, in_emphasis=False))
    return Spliced(content=content, mends=mends, doubts=traced.doubts)


def _score(content: tuple[Inline, ...], voice: Voice) -> Iterator[_Note]:
    """Yield what `flow` yields, node by node, with held brackets round the options of open groups."""
    for node in content:
        match node:
            case Text() | Escaped() | Break():
                yield from (_Note(node=node, piece=piece) for piece in pieces((node,), voice))
            case Emphasis(content=inside):
                yield from (changed(note, piece=emphasised(note.piece)) for note in _score(inside, voice))
            case Emendation(mended=mended):
                yield from _score(mended, voice)
            case Group(chosen=None):
                yield from _open(node, voice)
            case Group():
                yield from _decided(node, voice)
            case _:
                yield from (_Note(node=None, piece=piece) for piece in pieces((node,), voice))


def _decided(group: Group, voice: Voice) -> Iterator[_Note]:
    yield _Note(node=None, piece=border(group))
    for option in group.options:
        if is_taken(group.chosen, option.index):
            yield from _score(option.content, voice)
            yield _Note(node=None, piece=Seam(span=group.span))


def _open(group: Group, voice: Voice) -> Iterator[_Note]:
    is_begun = False
    for option, separator in zip(group.options, ("", *group.separators), strict=True):
        notes = tuple(_score(option.content, voice))
        if not any(isinstance(note.piece, Words | CrossReference | NoteCall) for note in notes):
            continue
        if is_begun and separator:
            yield _Note(node=None, piece=Words(text=separator, role=Role.BRACKET))
        is_begun = True
        yield _Note(node=None, piece=HELD)
        yield from notes
        yield _Note(node=None, piece=HELD)


def _looked_through(flow: list[Piece | Seam]) -> tuple[Piece | Seam, ...]:
    """Return the flow with the open brackets at both edges of the block out of sight."""
    seen = list(flow)
    for order in (range(len(seen)), range(len(seen) - 1, -1, -1)):
        for at in order:
            piece = seen[at]
            if piece == HELD:
                seen[at] = _UNSEEN
            elif isinstance(piece, CrossReference) or (isinstance(piece, Words) and not piece.text.isspace()):
                break
    return tuple(seen)


def _finish(score: list[_Note], texts: list[str], block: Block, manner: Manner, *, is_last: bool) -> Iterator[Mend]:
    """Give the last words the mark that the block's place in its list asks for; `texts` are changed."""
    last_words = _last_words(score, texts)
    before = "".join(texts[at] for at in last_words)
    after = ended(before, block, manner.conventions.locale, is_last=is_last)
    if after is None:
        return
    same = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), len(after))
    start = 0
    for at in last_words:
        text = texts[at]
        texts[at] = text[: max(0, same - start)]
        if start <= same < start + len(text):
            texts[at] += after[same:]
        start += len(text)
    span = block.closing[-1].span if block.closing else block.span
    yield Mend(before=before[: len(after)][-7:], after=after[-7:], span=span)


def _last_words(score: list[_Note], texts: list[str]) -> list[int]:
    """Return where the last words of a block are that are set alike; nowhere where an open bracket ends it."""
    found: list[int] = []
    alike: tuple[bool, Role] | None = None
    for at in range(len(score) - 1, -1, -1):
        piece = score[at].piece
        if isinstance(piece, Words) and (texts[at] or piece == HELD):
            if alike not in (None, (piece.emphasis, piece.role)) or piece.role is not Role.TEXT:
                break
            alike = (piece.emphasis, piece.role)
            found.insert(0, at)
        elif found and not isinstance(piece, Words | Seam):
            break
    return found


def _characters(node: Text | Escaped | Break) -> str:
    match node:
        case Text(text=text):
            return text
        case Escaped(character=character):
            return character
        case Break():
            return "\n"
        case _:
            assert_never(node)


class _Writer:
    """Writes a chosen tree anew: without decided groups, with what mending made of its words."""

    def __init__(self, said: Mapping[int, str], issued: Mapping[Span, str]) -> None:
        """Take the words of each node by its identity, and the issued sides that change."""
        self._said = said
        self._issued = issued

    def written(self, content: tuple[Inline, ...], *, in_emphasis: bool) -> Iterator[Inline]:
        """Yield the nodes that stay; emphasis does not nest."""
        for node in content:
            match node:
                case Text() | Escaped() | Break():
                    yield from self._leaf(node)
                case Emphasis(content=inside):
                    words = tuple(self.written(inside, in_emphasis=True))
                    yield from words if in_emphasis or not words else (changed(node, content=words),)
                case Emendation():
                    yield from self._emendation(node, in_emphasis=in_emphasis)
                case Group():
                    yield from self._group(node, in_emphasis=in_emphasis)
                case _:
                    yield node

    def _leaf(self, node: Text | Escaped | Break) -> Iterator[Inline]:
        before = _characters(node)
        after = self._said.get(id(node), before)
        if after == before:
            yield node
        elif isinstance(node, Text):
            yield from (changed(node, text=after),) if after else ()
        elif after:
            yield node
            yield Text(text=after.removeprefix(before))

    def _emendation(self, node: Emendation, *, in_emphasis: bool) -> Iterator[Inline]:
        mended = tuple(self.written(node.mended, in_emphasis=in_emphasis))
        issued = self._issued.get(node.span, node.issued)
        if (mended, issued) == (node.mended, node.issued):
            yield node
        elif print_content(mended) == issued:
            yield from mended
        else:
            yield changed(node, issued=issued, mended=mended)

    def _group(self, group: Group, *, in_emphasis: bool) -> Iterator[Inline]:
        if group.chosen is not None:
            for option in group.options:
                if is_taken(group.chosen, option.index):
                    yield from self.written(option.content, in_emphasis=in_emphasis)
            return
        options = (
            changed(option, content=tuple(self.written(option.content, in_emphasis=in_emphasis)))
            for option in group.options
        )
        yield changed(group, options=tuple(options))
