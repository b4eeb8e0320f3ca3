"""The pieces of a block as the content of a paragraph: runs, bookmarks, content controls, notes and references.

One writer for all of it, outside the templates, because a document has tens of thousands of runs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, assert_never
from zlib import crc32

from plandoc.model.printed import (
    Change,
    CrossReference,
    LineBreak,
    NoteCall,
    OptionEnd,
    OptionStart,
    Piece,
    PrintedBlock,
    Role,
    Words,
)
from plandoc.render.docx.comments import Comments
from plandoc.render.docx.identity import bookmark_name, control_tag
from plandoc.render.docx.runs import LINE_BREAK, NOTE_CALL, NOTE_REPEATED, Script, field_runs, printable, run

_HIGHEST_ID: Final = 0x7FFFFFFF
_CONTROL_END: Final = "</w:sdtContent></w:sdt>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A place that cross-references name."""

    bookmark: str
    number: str = ""
    """What a REF field shows as the number of the place; empty where no field can be trusted to."""
    label: str = ""
    """The words of an annex's label, which a REF field shows as they stand; empty for other places."""


@dataclass(slots=True, kw_only=True)
class InlineWriter:
    """Writes the blocks of one document in reading order and counts what must be unique in the file."""

    ids: Iterator[int]
    """Numbers of bookmarks and tracked changes."""
    targets: Mapping[str, Target]
    """The places that the document has and some reference names, by id of block or part."""
    called: list[tuple[str, Change | None]] = field(default_factory=list)
    """Ids of the notes in the order of their first calls; in a redline with the text that alone has the call."""
    comments: Comments = field(default_factory=Comments)
    side: int = 0
    """Which of two languages is being written; an option that runs over several blocks ends in its own."""
    in_notes: bool = False
    """Whether the notes themselves are being written; they call no further notes."""
    _begun: set[str] = field(default_factory=set)
    _open: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    _controls: set[int] = field(default_factory=set)

    def content(self, pieces: Sequence[Piece], script: Script, label: str = "", holding: int = 0) -> str:
        """The content of one paragraph.

        Args:
            pieces: what the paragraph says.
            script: how its words are set.
            label: a literal label and what separates it from the text, already as runs.
            holding: how many of the leading options hold the label too; their bookmarks begin before it.
        """
        if len(pieces) == 1 and not label and isinstance(pieces[0], Words):
            return word_run(pieces[0], script)
        parts = [self._begin(piece) for piece in pieces[:holding] if isinstance(piece, OptionStart)]
        parts.append(label)
        for index, piece in enumerate(pieces):
            if isinstance(piece, Words):
                parts.append(word_run(piece, script))
            elif isinstance(piece, OptionStart):
                begin = "" if index < holding else self._begin(piece)
                empty = isinstance(pieces[index + 1], OptionEnd) if index + 1 < len(pieces) else True
                parts.append(begin if empty else begin + self._control(piece.option))
            elif isinstance(piece, OptionEnd):
                empty = index == 0 or isinstance(pieces[index - 1], OptionStart)
                parts.append(self._end(piece) if empty else _CONTROL_END + self._end(piece))
            else:
                parts.append(self._piece(piece, script))
        return "".join(parts)

    def anchored(self, identity: str, content: str) -> str:
        """The content, in a bookmark if some reference names the block or part `identity`."""
        target = self.targets.get(identity)
        return content if target is None else self.bookmarked(target, content)

    def bookmarked(self, target: Target, content: str) -> str:
        """The content in the bookmark that references to a place follow."""
        number = next(self.ids)
        return f'<w:bookmarkStart w:id="{number}" w:name="{target.bookmark}"/>{content}<w:bookmarkEnd w:id="{number}"/>'

    def _piece(self, piece: NoteCall | CrossReference | LineBreak, script: Script) -> str:
        match piece:
            case NoteCall():
                return self._note(piece)
            case CrossReference():
                return self._reference(piece, script)
            case LineBreak():
                return LINE_BREAK
            case _:
                assert_never(piece)

    def _begin(self, start: OptionStart) -> str:
        if not start.first:
            return ""
        echo = start.echo
        while (name := bookmark_name(start.option, echo)) in self._begun:
            echo += 1
        self._begun.add(name)
        number = next(self.ids)
        self._open.setdefault((self.side, start.option), []).append(number)
        # A note can have no comment.
        comment = "" if self.in_notes else self.comments.begin(start.option, self.side)
        return f'{comment}<w:bookmarkStart w:id="{number}" w:name="{name}"/>'

    def _end(self, end: OptionEnd) -> str:
        begun = self._open.get((self.side, end.option))
        if not end.last or not begun:
            return ""
        return f'<w:bookmarkEnd w:id="{begun.pop()}"/>{self.comments.end(end.option, self.side)}'

    def unclosed(self) -> str:
        """Ends for the bookmarks and comments of options that never ended; a lone start would damage the file."""
        ends = "".join(f'<w:bookmarkEnd w:id="{number}"/>' for begun in self._open.values() for number in begun)
        self._open.clear()
        return ends + self.comments.unclosed()

    def _control(self, option: str) -> str:
        """The beginning of a rich-text control; its own number differs in every place, the tag does not."""
        number = crc32(f"{option}/{len(self._controls)}".encode()) & _HIGHEST_ID
        while number in self._controls or number == 0:
            number = (number + 1) & _HIGHEST_ID
        self._controls.add(number)
        tag = printable(control_tag(option))
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/><w:id w:val="{number}"/><w:richText/>'
            "</w:sdtPr><w:sdtContent>"
        )

    def _note(self, call: NoteCall) -> str:
        """A native note at the first call; later calls of it repeat the number, since Word has one mark a note."""
        if self.in_notes or (call.note, None) in self.called:
            return note_repeated(call.number)
        return self.native_note(call.note, None)

    def native_note(self, note: str, change: Change | None) -> str:
        """The run that calls a native note of its own."""
        self.called.append((note, change))
        return f'{NOTE_CALL}<w:footnoteReference w:id="{len(self.called)}"/></w:r>'

    def _reference(self, reference: CrossReference, script: Script) -> str:
        words = run(script.lead if reference.emphasis else script.plain, reference.text)
        target = self.targets.get(reference.target)
        if target is None:
            return words
        field_code = field_code_of(reference, target)
        return field_runs(field_code, words) if field_code else link(target, words)


def field_code_of(reference: CrossReference, target: Target) -> str:
    """The instruction of a field that gives the reference's words; empty where none does."""
    if reference.live and target.number == reference.text:
        return f"REF {target.bookmark} \\r \\h"
    return f"REF {target.bookmark} \\h" if target.label == reference.text else ""


def link(target: Target, words: str) -> str:
    """Runs that lead to a place of the document."""
    return f'<w:hyperlink w:anchor="{target.bookmark}" w:history="1">{words}</w:hyperlink>'


def note_repeated(number: int) -> str:
    """A run that repeats a note's number as text."""
    return f"{NOTE_REPEATED}<w:t>{number}</w:t></w:r>"


def word_run(words: Words, script: Script) -> str:
    """One run of words."""
    if words.role is Role.BRACKET:
        return run(script.bracket, words.text)
    return run(script.lead if words.emphasis else script.plain, words.text)


def options_holding_label(block: PrintedBlock) -> int:
    """How many of the options at the block's beginning hold its label too.

    Those are the options whose opening bracket stands before the label (`[5.`), and those that began in an earlier
    block; in `5. [` the option begins behind the label.
    """
    brackets = 0 if block.number is None else len(block.number.before)
    count = 0
    for piece in block.pieces:
        if not isinstance(piece, OptionStart) or (piece.first and brackets == 0):
            break
        brackets -= piece.first
        count += 1
    return count
