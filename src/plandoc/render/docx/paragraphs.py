"""Blocks of a printed document as paragraphs of a Word file: style, label, look, through the template."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from plandoc.model.printed import Change, Number, Piece, PrintedBlock, Words
from plandoc.model.printed_walk import Place
from plandoc.render.docx.inline import InlineWriter, options_holding_label
from plandoc.render.docx.marks import Entry, Line, plan_lines, tracked_lines
from plandoc.render.docx.numbering import ListPlace, separator
from plandoc.render.docx.runs import TAB, Script, run, script
from plandoc.render.docx.shapes import Shape, make_shape
from plandoc.render.docx.sides import Side
from plandoc.render.docx.styles import style_of
from plandoc.render.docx.tracking import Tracker, inside, put_last
from plandoc.render.templates import Templates

_PARAGRAPH_SLOTS: Final = ("page_break", "numbering", "label", "section", "content")
_NO_SLOTS: Final = dict.fromkeys(_PARAGRAPH_SLOTS, "")
_PAGE_BREAK: Final = "<w:pageBreakBefore/>"
_EMPTY: Final = {Place.TEXT: "SectionEnd", Place.CELL: "TableText", Place.BESIDE: "BesideText"}
"""Styles of paragraphs that have to be there and say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What holds for the whole document while its body is written."""

    templates: Templates
    han: bool
    right_to_left: bool
    places: Mapping[str, ListPlace]
    """List places of live labels, by block."""
    indents: Mapping[str, str]
    """Tabs and indent of each numbered block's style, by block."""

    bracketed_label: str
    """Children of the `w:rPr` of a paragraph whose live label bears a bracket. The label looks as the paragraph's mark
    does, and list text has one look, so `[1.` is marked whole; a character style would give it the wrong size in
    LibreOffice."""
    words: Script
    """How the words of the document's language are set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a paragraph is set, whatever it says."""

    style: str
    untranslated: bool = False
    slots: Mapping[str, str]
    """What its template says of page and list; the other slots are empty."""
    letters: str = ""
    """Children of the `w:rPr` of its mark."""


@dataclass(slots=True, kw_only=True)
class ParagraphWriter:
    """Writes paragraphs in reading order; keeps the shapes that it has met."""

    setting: Setting
    inline: InlineWriter
    tracker: Tracker
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Paragraphs that stand before those of figures, by block."""
    _shapes: dict[tuple[str, bool], Shape] = field(default_factory=dict)
    _looks: dict[tuple[str, bool, bool, ListPlace | None, bool], Look] = field(default_factory=dict)

    def paragraphs(
        self, entries: Sequence[Entry], place: Place, *, section: str = "", row: Change | None = None
    ) -> Iterator[str]:
        """Blocks that share a text or a cell; an empty paragraph where there is none, be it to end a section.

        `section` is the `w:sectPr` that ends with the last of them, `row` the change of the row that they stand in: in
        one that comes or goes whole every mark comes or goes with its paragraph.
        """
        if not entries:
            yield self._filled(_empty(place), row, section, "")
        if self.tracker.signature:
            lines = tracked_lines(entries) if row else plan_lines(entries)
            for line in lines:
                yield from (self.pictures[entry.block.id] for entry in line.entries if entry.block.id in self.pictures)
                yield self._line(line, place, section if line is lines[-1] else "")
            return
        # The tables of a clean text are long, and there is nothing to plan in them.
        for entry in entries:
            if entry.block.id in self.pictures:
                yield self.pictures[entry.block.id]
            look = self._look(entry, place, Side.SECOND)
            yield self._filled(look, None, section if entry is entries[-1] else "", self._content(entry))

    def row(self, row: str, change: Change | None) -> str:
        """A row of a table; one that only one text of a redline has says so itself."""
        return put_last(row, "w:trPr", self.tracker.sign(change)) if change else row

    def plain(self, style: str, pieces: Sequence[Piece] = (), *, page_break: bool = False) -> str:
        """A paragraph that is no block and never changes: the head of a language, what keeps two tables apart."""
        look = Look(style=style, slots={**_NO_SLOTS, "page_break": _PAGE_BREAK if page_break else ""})
        return self._filled(look, None, "", self.inline.content(pieces, self.setting.words))

    def _script(self, block: PrintedBlock) -> Script:
        """An untranslated block is set by its own words: Chinese ones in Chinese, whatever the document's language."""
        if not block.untranslated:
            return self.setting.words
        return script(han=_has_han(block.pieces), right_to_left=False)

    def _line(self, line: Line, place: Place, section: str) -> str:
        content = "".join(map(self._content, line.entries))
        second = self._look(line.second, place, Side.SECOND)
        text = self._filled(second, line.mark, section, content)
        first = second if line.is_alike else self._look(line.first, place, Side.FIRST)
        if (first.style, first.slots) == (second.style, second.slots):
            return text
        properties = inside(self._shape(first.style, first.untranslated).fill(first.slots), "w:pPr")
        return put_last(text, "w:pPr", self.tracker.former(properties))

    def _filled(self, look: Look, mark: Change | None, section: str, content: str) -> str:
        letters = self.tracker.sign(mark) + look.letters if mark else look.letters
        slots = {
            **look.slots,
            "label": f"<w:rPr>{letters}</w:rPr>" if letters else "",
            "section": section,
            "content": content + self.inline.comments.calls(),
        }
        return self._shape(look.style, look.untranslated).fill(slots)

    def _look(self, entry: Entry | None, place: Place, side: Side) -> Look:
        if entry is None:
            return _empty(place)
        block, page_break = entry.block, entry.page_break
        if side is Side.FIRST:
            block, page_break = replace(block, number=block.was or block.number), entry.former_page_break
        at = self.setting.places.get(block.id)
        bracketed = bool(at and block.number and block.number.before)
        key = (entry.style or style_of(block, place), block.untranslated, page_break, at, bracketed)
        found = self._looks.get(key)
        if found is None:
            slots = {
                **_NO_SLOTS,
                "page_break": _PAGE_BREAK if page_break else "",
                "numbering": "" if at is None else _list_place(at),
            }
            letters = self.setting.bracketed_label if bracketed else ""
            found = self._looks[key] = Look(style=key[0], untranslated=key[1], slots=slots, letters=letters)
        return found

    def _content(self, entry: Entry) -> str:
        block = entry.block
        words = self._script(block)
        label = "" if block.id in self.setting.places else self._label(block, words)
        content = self.inline.content(block.pieces, words, label, options_holding_label(block) if label else 0)
        content = self.inline.anchored(block.id, content)
        return self.inline.anchored(entry.anchor, content) if entry.anchor else content

    def _label(self, block: PrintedBlock, words: Script) -> str:
        """The literal label as runs; what a redline changes of it is tracked: brackets, label, what separates it."""
        if block.number is None:
            return ""
        new = self._label_runs(block.id, block.number, words)
        if block.was is None:
            return self.tracker.marked("".join(new), block.change)
        old = self._label_runs(block.id, block.was, words)
        marked = self.tracker.marked
        return "".join(
            now if now == then else marked(then, Change.DELETED) + marked(now, Change.INSERTED)
            for then, now in zip(old, new, strict=True)
        )

    def _label_runs(self, block: str, number: Number, words: Script) -> tuple[str, str, str]:
        """The runs of brackets, label and tab, each empty if it has none."""
        brackets = run(words.bracket, number.before) if number.before else ""
        if separator(self.setting.indents.get(block, ""), number.gap) == "tab":
            return brackets, run(words.plain, number.text), TAB
        return brackets, run(words.plain, number.text + number.gap), ""

    def _shape(self, style: str, untranslated: bool) -> Shape:  # noqa: FBT001 - part of the key
        key = (style, untranslated)
        found = self._shapes.get(key)
        if found is None:
            look = {"style": style, "untranslated": untranslated, "right_to_left": self.setting.right_to_left}
            found = self._shapes[key] = make_shape(self.setting.templates, "paragraph", look, _PARAGRAPH_SLOTS)
        return found


def _empty(place: Place) -> Look:
    return Look(style=_EMPTY[place], slots=_NO_SLOTS)


def _list_place(at: ListPlace) -> str:
    return f'<w:numPr><w:ilvl w:val="{at.level}"/><w:numId w:val="{at.num}"/></w:numPr>'


def _has_han(pieces: Sequence[Piece]) -> bool:
    return any("\u4e00" <= mark <= "\u9fff" for piece in pieces if isinstance(piece, Words) for mark in piece.text)
