"""The pieces of a redline as the content of a paragraph: runs in tracked insertions and deletions.

There are no content controls: nested ones lose tracked runs in word processors. Bookmarks stay.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from plandoc.model.printed import (
    Change,
    CrossReference,
    LineBreak,
    NoteCall,
    OptionEnd,
    OptionStart,
    Piece,
    Words,
)
from plandoc.render.docx.inline import (
    InlineWriter,
    Target,
    field_code_of,
    link,
    note_repeated,
    word_run,
)
from plandoc.render.docx.runs import LINE_BREAK, Script, field_runs, run
from plandoc.render.docx.sides import Side
from plandoc.render.docx.tracking import Tracker


@dataclass(slots=True, kw_only=True)
class TrackedInlineWriter(InlineWriter):
    """Writes the blocks of one redline in reading order; its `targets` are those of the second text."""

    tracker: Tracker
    former_targets: Mapping[str, Target]
    """The places that the first text has and names."""
    _called_in: dict[Side, list[str]] = field(default_factory=lambda: {side: [] for side in Side})

    def content(self, pieces: Sequence[Piece], script: Script, label: str = "", holding: int = 0) -> str:
        """The content of one paragraph; `label` bears its tracked changes already."""
        parts = [self._begin(piece) for piece in pieces[:holding] if isinstance(piece, OptionStart)]
        parts.append(label)
        held, runs = None, ""
        for piece in pieces[holding:]:
            for change, content in self._stretches(piece, script):
                if change is not held:
                    parts.append(self.tracker.marked(runs, held))
                    held, runs = change, ""
                runs += content
        return "".join((*parts, self.tracker.marked(runs, held)))

    def anchored(self, identity: str, content: str) -> str:
        """The content, in a bookmark if either text names the block or part `identity`."""
        target = self.targets.get(identity) or self.former_targets.get(identity)
        return content if target is None else self.bookmarked(target, content)

    def _stretches(self, piece: Piece, script: Script) -> Iterator[tuple[Change | None, str]]:
        """Yield what one piece gives to the paragraph, each with the text that alone has it."""
        match piece:
            case Words(change=change):
                yield change, word_run(piece, script)
            case LineBreak(change=change):
                yield change, LINE_BREAK
            case NoteCall():
                yield from self._calls(piece)
            case CrossReference(change=change):
                # A link is no run, so that a tracked change stands inside it.
                content, is_link = self._reference_in(piece, script)
                yield (None if is_link else change), content
            case OptionStart():
                yield None, self._begin(piece)
            case OptionEnd():
                yield None, self._end(piece)
            case _:
                assert_never(piece)

    def _calls(self, call: NoteCall) -> Iterator[tuple[Change | None, str]]:
        """Yield the native note or the repeated number; what the call is in one text it may not be in the other."""
        forms = {side: self._call_in(call, side) for side in Side if side.has(call.change)}
        if call.change is None and len(set(forms.values())) == 1:
            yield None, self._call(call.note, forms[Side.SECOND], None)
            return
        for side, number in forms.items():
            yield side.alone, self._call(call.note, number, side.alone)

    def _call(self, note: str, number: int, change: Change | None) -> str:
        return note_repeated(number) if number else self.native_note(note, change)

    def _call_in(self, call: NoteCall, side: Side) -> int:
        """Return the number that a call repeats in one text, and 0 where it is the first call there."""
        called = self._called_in[side]
        if call.note in called:
            return called.index(call.note) + 1
        if self.in_notes:
            return call.number
        called.append(call.note)
        return 0

    def _reference_in(self, reference: CrossReference, script: Script) -> tuple[str, bool]:
        """Return a reference as it works in every text that has it, and whether that is a link."""
        words = run(script.lead if reference.emphasis else script.plain, reference.text)
        by_side = {Side.FIRST: self.former_targets, Side.SECOND: self.targets}
        targets = [by_side[side].get(reference.target) for side in Side if side.has(reference.change)]
        found = [target for target in targets if target is not None]
        if len(found) < len(targets):
            return words, False
        codes = {field_code_of(reference, target) for target in found}
        code = codes.pop() if len(codes) == 1 else ""
        if code:
            return field_runs(code, words), False
        return link(found[-1], self.tracker.marked(words, reference.change)), True
