"""Finished text: punctuation and spaces mended at the seams of a block, and nowhere else.

The engine knows seams and edits; what is wrong at a seam, and what to do, is the rules of the language.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from plandoc.language.flow import Flow, Seam
from plandoc.model.printed import CrossReference, LineBreak, NoteCall, Piece, Words
from plandoc.spans import NOWHERE, Span

NOTE = "\ue000"
"""Stands for the call of a footnote while text is mended; rules look through it."""
REFERENCE = "\ue001"
"""Stands for a cross-reference, which is a word."""
_MOST_MENDS = 100
"""More edits than any block can need: a rule that undid another would otherwise never end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """A seam as a rule sees it: the block's text, and where the seam's neighbours are."""

    text: str
    at: int
    """Offset of the seam."""
    left: int | None
    """Offset of the last character before the seam that is neither white space nor a note; None at the start."""
    right: int | None
    """Offset of the first such character after it; None at the end."""
    capital: bool = False
    """Whether the words that stood here before the choice began with a capital letter."""

    @property
    def before(self) -> str:
        """The character before the seam; empty at the start of the block."""
        return "" if self.left is None else self.text[self.left]

    @property
    def after(self) -> str:
        """The character after the seam; empty at the end of the block."""
        return "" if self.right is None else self.text[self.right]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Characters `start` to `end` give way to `text`."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """One thing that was mended."""

    before: str
    after: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One thing that cannot be mended safely."""

    message: str
    span: Span = field(default=NOWHERE, compare=False)


MendRule: TypeAlias = Callable[[Joint], Edit | None]
DoubtRule: TypeAlias = Callable[[Joint], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """The pieces of a block without seams, and what was done and doubted."""

    pieces: tuple[Piece, ...]
    mends: tuple[Mend, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class _Sheet:
    """A block's text under repair: every character knows its piece."""

    characters: list[str]
    owners: list[int]
    seams: list[tuple[int, Seam]]

    def text(self) -> str:
        return "".join(self.characters)

    def joint(self, at: int, seam: Seam) -> Joint:
        text = self.text()
        left, right = at - 1, at
        while left >= 0 and _transparent(text[left]):
            left -= 1
        while right < len(text) and _transparent(text[right]):
            right += 1
        return Joint(
            text=text,
            at=at,
            left=left if left >= 0 else None,
            right=right if right < len(text) else None,
            capital=seam.capital,
        )

    def apply(self, edit: Edit) -> None:
        """Replace characters; notes and references inside the range stay."""
        doomed = [at for at in range(edit.start, edit.end) if self.characters[at] not in (NOTE, REFERENCE)]
        owner = self.owners[doomed[0] if doomed else edit.start - 1]
        for at in reversed(doomed):
            del self.characters[at], self.owners[at]
            self.seams = [(place - (place > at), seam) for place, seam in self.seams]
        place = doomed[0] if doomed else edit.start
        self.characters[place:place] = edit.text
        self.owners[place:place] = [owner] * len(edit.text)
        self.seams = [(at + len(edit.text) * (at > place), seam) for at, seam in self.seams]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """What each piece of a flow says once the seams are mended, and what was done and doubted."""

    texts: tuple[str, ...]
    """The characters of each piece of the flow, in its order; empty for marks and seams."""
    mends: tuple[Mend, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def mend(flow: Flow, rules: tuple[MendRule, ...], doubts: tuple[DoubtRule, ...]) -> Mended:
    """Return the pieces with every seam mended by the rules, and what the doubts say of the result."""
    if not any(isinstance(piece, Seam) for piece in flow):
        return Mended(pieces=tuple(piece for piece in flow if not isinstance(piece, Seam)))
    sheet = _sheet(flow)
    mends = _repair(sheet, rules)
    return Mended(pieces=_rebuild(flow, sheet), mends=mends, doubts=_doubts(sheet, doubts))


def trace(flow: Flow, rules: tuple[MendRule, ...], doubts: tuple[DoubtRule, ...]) -> Traced:
    """Do what `mend` does, and say of every piece of the flow what became of its own characters."""
    sheet = _sheet(flow)
    mends = _repair(sheet, rules)
    texts = [""] * len(flow)
    for character, owner in zip(sheet.characters, sheet.owners, strict=True):
        texts[owner] += character
    return Traced(texts=tuple(texts), mends=mends, doubts=_doubts(sheet, doubts))


def _repair(sheet: _Sheet, rules: tuple[MendRule, ...]) -> tuple[Mend, ...]:
    """Mend every seam of a sheet, and say what was done."""
    mends: list[Mend] = []
    for _ in range(_MOST_MENDS):
        found = _first_edit(sheet, rules)
        if found is None:
            break
        edit, span = found
        before = _excerpt(sheet.text(), edit.start, edit.end)
        sheet.apply(edit)
        after = _excerpt(sheet.text(), edit.start, edit.start + len(edit.text))
        mends.append(Mend(before=before, after=after, span=span))
    return tuple(mends)


def _transparent(character: str) -> bool:
    return character == NOTE or character.isspace()


def _sheet(flow: Flow) -> _Sheet:
    sheet = _Sheet(characters=[], owners=[], seams=[])
    for index, piece in enumerate(flow):
        match piece:
            case Seam():
                sheet.seams.append((len(sheet.characters), piece))
                text = ""
            case Words(text=words):
                text = words
            case NoteCall():
                text = NOTE
            case CrossReference():
                text = REFERENCE
            case LineBreak():
                text = "\n"
            case _:
                text = ""
        sheet.characters.extend(text)
        sheet.owners.extend([index] * len(text))
    return sheet


def _first_edit(sheet: _Sheet, rules: tuple[MendRule, ...]) -> tuple[Edit, Span] | None:
    for at, seam in sheet.seams:
        joint = sheet.joint(at, seam)
        for rule in rules:
            edit = rule(joint)
            if edit is not None:
                return edit, seam.span
    return None


def _rebuild(flow: Flow, sheet: _Sheet) -> tuple[Piece, ...]:
    texts: dict[int, str] = {}
    for character, owner in zip(sheet.characters, sheet.owners, strict=True):
        texts[owner] = texts.get(owner, "") + character
    pieces: list[Piece] = []
    for index, piece in enumerate(flow):
        match piece:
            case Seam():
                pass
            case Words():
                if index in texts:
                    _add(pieces, replace(piece, text=texts[index]))
            case LineBreak():
                if index in texts:
                    pieces.append(piece)
            case _:
                pieces.append(piece)
    return tuple(pieces)


def _add(pieces: list[Piece], words: Words) -> None:
    """Add words, joined to the words before them where both are set alike."""
    last = pieces[-1] if pieces else None
    if isinstance(last, Words) and (last.emphasis, last.role) == (words.emphasis, words.role):
        pieces[-1] = replace(last, text=last.text + words.text)
    else:
        pieces.append(words)


def _doubts(sheet: _Sheet, rules: tuple[DoubtRule, ...]) -> tuple[Doubt, ...]:
    found: list[Doubt] = []
    for at, seam in sheet.seams:
        joint = sheet.joint(at, seam)
        for rule in rules:
            message = rule(joint)
            if message and all(doubt.message != message for doubt in found):
                found.append(Doubt(message=message, span=seam.span))
    return tuple(found)


def _excerpt(text: str, start: int, end: int) -> str:
    """Return a few characters round a place, without the stand-ins."""
    around = text[max(0, start - 6) : end + 6]
    return around.replace(NOTE, "").replace(REFERENCE, "…").replace("\n", " ")
