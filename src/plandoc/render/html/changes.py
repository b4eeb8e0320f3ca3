"""What a redline shows besides its words: `ins` and `del`, a place to go to for each change, and the list of them.

A change is whatever stands together without unchanged words between: words, a label, a whole block, row or table. On
pages it is underlined or struck out and nothing more; on a screen it is said to readers by ear, and can be gone to.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from plandoc.model.printed import (
    BlockKind,
    Change,
    CrossReference,
    LineBreak,
    Number,
    OptionEnd,
    OptionStart,
    Piece,
    PrintedBlock,
    PrintedDocument,
    PrintedNote,
    PrintedRow,
    PrintedTable,
    PrintedText,
    Words,
)
from plandoc.render.html.inline import InlineWriter

_ELEMENTS = {Change.INSERTED: "ins", Change.DELETED: "del"}
_WORDS = ("inserted", "deleted", "end", "count", "legend", "none", "list", "previous", "next", "last")
_EXCERPT = 60
"""Characters of a change that the list shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands round a block because of a change."""

    opening: Markup = field(default_factory=Markup)
    """Before its label: the place of the change, the start of `ins` or `del`."""
    closing: Markup = field(default_factory=Markup)
    change: str = ""
    """`inserted`, `deleted`, or `changed` where only some of it is; empty for a block that is the same in both."""
    number: Markup = field(default_factory=Markup)
    """The label in both texts, where they print it differently."""


UNCHANGED = Frame()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A change in the list."""

    number: int
    place: str
    """The label of its paragraph, in a table with that of the goal."""
    deleted: str
    inserted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeList:
    """The list of changes, with what is said of them."""

    author: str
    date: str
    """As in `2022-03-28`."""
    entries: tuple[Entry, ...]
    words: Mapping[str, str]

    @property
    def count(self) -> str:
        """How many there are, in words."""
        return self.words["count"].replace("{count}", str(len(self.entries)))

    @property
    def legend(self) -> tuple[str, ...]:
        """How to read the marks: words, and `inserted` and `deleted` where an example of each belongs."""
        return tuple(re.split(r"\{(inserted|deleted)\}", self.words["legend"]))


@dataclass(slots=True, kw_only=True)
class ChangeMarks:
    """Marks the changes of one redline, in reading order."""

    words: Mapping[str, str]
    """What is said of changes, by the ends of the keys `redline-…`."""
    listed: bool
    """Whether changes have places and are said to readers by ear: on a screen."""
    kept: frozenset[str]
    """Ids of what the second text prints: what the first text alone has does not take them away."""
    entries: list[Entry] = field(default_factory=list)
    _goal: str = ""
    _place: str = ""
    _within: Change | None = None
    """The change of the row or table that is being written."""
    _announced: bool = True
    """Whether that change has its place already."""

    def enter(self, change: Change | None) -> None:
        """Begin a row or table; it ends where the next one begins, or with `enter(None)`."""
        self._within, self._announced = change, change is None

    def frame(self, block: PrintedBlock) -> Frame:
        """Return what stands round a block that is about to be written."""
        self._move_to(block)
        change = block.change or self._within
        if change is not None:
            place = ""
            if block.change or not self._announced:
                place, self._announced = self.place(change, _words(block.pieces)), True
            opening, closing = self._element(change)
            return Frame(opening=Markup(place + opening), closing=Markup(closing), change=change.value)
        if block.was and block.number and _label(block.was) != _label(block.number):
            return self._relabelled(block.was, block.number)
        return Frame(change="changed") if any(map(_change, block.pieces)) else UNCHANGED

    def _relabelled(self, was: Number, number: Number) -> Frame:
        """Return the frame of a block with another label; where only its bracket differs, the rest stays."""
        rest = str(escape(number.text)) if was.text == number.text else ""
        old, new = (_bracket(one) if rest else _bracket(one) + str(escape(one.text)) for one in (was, number))
        marked = (self.element(Change.DELETED, old) if old else "") + (
            self.element(Change.INSERTED, new) if new else ""
        )
        place = self._place_of(_label(was), _label(number))
        return Frame(opening=Markup(place), change="changed", number=Markup(marked + rest))

    def enter_note(self, note: PrintedNote) -> None:
        """Begin a note."""
        self._goal, self._place = "", str(note.number)

    def place(self, change: Change, words: str) -> str:
        """Return the place of a change of one kind, and put it into the list."""
        return self._place_of(words, "") if change is Change.DELETED else self._place_of("", words)

    def pair(self, run: Iterable[Piece]) -> str:
        """Return the place of a run of changed pieces, and put it into the list."""
        pieces = tuple(run)
        deleted, inserted = (
            _words(piece for piece in pieces if _change(piece) is change)
            for change in (Change.DELETED, Change.INSERTED)
        )
        return self._place_of(deleted, inserted)

    def element(self, change: Change, markup: str) -> str:
        """Return markup as inserted or deleted, for the eye and for the ear."""
        opening, closing = self._element(change)
        return f"{opening}{markup}{closing}"

    def _element(self, change: Change) -> tuple[str, str]:
        name = _ELEMENTS[change]
        return f"<{name}>{self._told(change.value, '{} ')}", f"{self._told('end', ' {}')}</{name}>"

    def _told(self, key: str, spaced: str) -> str:
        word = self.words[key] if self.listed else ""
        return f'<span class="told">{escape(spaced.format(word))}</span>' if word else ""

    def _place_of(self, deleted: str, inserted: str) -> str:
        if not self.listed:
            return ""
        number = len(self.entries) + 1
        entry = Entry(number=number, place=self._place, deleted=_excerpt(deleted), inserted=_excerpt(inserted))
        self.entries.append(entry)
        before = f"change:{number - 1}" if number > 1 else "change:list"
        return (
            f'<span class="change" id="change:{number}"><span class="steps">'
            f"{self._step(before, 'previous', '←')}{self._step('change:list', 'list', str(number))}"
            f"{self._step(f'change:{number + 1}', 'next', '→')}</span></span>"
        )

    def _step(self, target: str, key: str, sign: str) -> str:
        said = escape(self.words[key])
        return f'<a href="#{target}" title="{said}" aria-label="{said}">{sign}</a>'

    def _move_to(self, block: PrintedBlock) -> None:
        label = _label(block.number)
        if block.kind is BlockKind.GOAL:
            self._goal = label
        elif block.kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.BAND):
            self._goal = ""
        self._place = label if label.startswith(self._goal) else f"{self._goal} {label}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWriter(InlineWriter):
    """Writes the pieces of a redline, those that changed as `ins` and `del`."""

    marks: ChangeMarks

    def markup(self, pieces: Iterable[Piece]) -> Markup:
        """Return the pieces as well nested markup; `ins` and `del` end where an option begins or ends."""
        given = tuple(pieces)
        if not any(map(_change, given)):
            return InlineWriter.markup(self, given)
        strings = self.strings(given)
        parts: list[str] = []
        for change, start, end in _runs(given):
            markup = "".join(strings[start:end])
            if change is None:
                parts.append(markup)
                continue
            if _begins(given, start):
                parts.append(self.marks.pair(_together(given, start)))
            parts.append(self.marks.element(change, markup))
        parts.extend(strings[len(given) :])
        return Markup("".join(parts))

    def note(self, note: PrintedNote) -> Markup:
        """Return the words of a note; one that a single text calls is inserted or deleted as a whole."""
        self.marks.enter_note(note)
        markup = InlineWriter.note(self, note)
        if note.change is None:
            return markup
        return Markup(self.marks.place(note.change, _words(note.pieces)) + self.marks.element(note.change, markup))


def change_list(document: PrintedDocument, marks: ChangeMarks) -> ChangeList | None:
    """Return the list of the changes that were marked; None where the document is no redline or has no list."""
    revision = document.revision
    if revision is None or not marks.listed:
        return None
    date = revision.date.date().isoformat()
    return ChangeList(author=revision.author, date=date, entries=tuple(marks.entries), words=marks.words)


def change_marks(document: PrintedDocument, *, listed: bool) -> ChangeMarks:
    """Return what marks the changes of a redline; words that its language does not have are left out."""
    said = dict(document.words)
    words = {key: said.get(f"redline-{key}", "") for key in _WORDS}
    return ChangeMarks(words=words, listed=listed, kept=frozenset(_kept(document)))


def _kept(document: PrintedDocument) -> Iterator[str]:
    for section in document.sections:
        if isinstance(section, PrintedTable) and section.change is not Change.DELETED:
            yield section.id
            yield from (block.id for block in section.opening if block.change is not Change.DELETED)
            for row in section.body:
                if row.change is not Change.DELETED:
                    yield from _kept_in_row(row)
        elif isinstance(section, PrintedText):
            yield from (block.id for block in section.blocks if block.change is not Change.DELETED)


def _kept_in_row(row: PrintedRow | PrintedBlock) -> Iterator[str]:
    if isinstance(row, PrintedBlock):
        yield row.id
        return
    yield row.goal.id
    yield from (block.id for cell in row.cells for block in cell if block.change is not Change.DELETED)


def _change(piece: Piece) -> Change | None:
    return None if isinstance(piece, OptionStart | OptionEnd) else piece.change


def _runs(pieces: tuple[Piece, ...]) -> Iterator[tuple[Change | None, int, int]]:
    """Yield stretches of pieces with one change, or with none."""
    start = 0
    for at in range(1, len(pieces) + 1):
        if at == len(pieces) or _change(pieces[at]) is not _change(pieces[start]):
            yield _change(pieces[start]), start, at
            start = at


def _begins(pieces: tuple[Piece, ...], at: int) -> bool:
    """Return whether a changed piece is the first after an unchanged one; borders of options do not count."""
    before = next((one for one in reversed(pieces[:at]) if not isinstance(one, OptionStart | OptionEnd)), None)
    return before is None or _change(before) is None


def _together(pieces: tuple[Piece, ...], start: int) -> Iterator[Piece]:
    """Yield the changed pieces from one on, up to the next that is the same in both texts."""
    for piece in pieces[start:]:
        if isinstance(piece, OptionStart | OptionEnd):
            continue
        if _change(piece) is None:
            return
        yield piece


def _label(number: Number | None) -> str:
    return number.before + number.text if number else ""


def _bracket(number: Number) -> str:
    return f'<span class="bracket">{escape(number.before)}</span>' if number.before else ""


def _words(pieces: Iterable[Piece]) -> str:
    shown = (
        " " if isinstance(piece, LineBreak) else piece.text
        for piece in pieces
        if isinstance(piece, Words | CrossReference | LineBreak)
    )
    return "".join(shown)


def _excerpt(words: str) -> str:
    return words if len(words) <= _EXCERPT else f"{words[: _EXCERPT - 1]}…"
