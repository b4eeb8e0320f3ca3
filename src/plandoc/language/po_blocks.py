"""The text of a PO file into its blocks: which lines belong to one entry, what they say, and where it stands.

Blocks keep their lines as they were typed, so that an entry which does not change is written back byte for byte.
Previous sources of obsolete entries (`#~|`) are read like any others. Source: GNU gettext manual, section 3.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from plandoc.diagnostics import Findings
from plandoc.spans import SourceText

_STATEMENT = re.compile(
    r"(?P<lead>#~\||#~|#\||)[ \t]*"
    r"(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?|)[ \t]*"
    r'(?P<string>"(?:[^"\\]|\\.)*")[ \t]*'
)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_STATEMENT_LEADS = ("#|", "#~")
_TEXT = "msgstr"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line that is not blank."""

    start: int
    text: str

    @property
    def is_comment(self) -> bool:
        return self.text.startswith("#") and not self.text.startswith(_STATEMENT_LEADS)

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class PoBlock:
    """The lines of one entry, and what they say."""

    start: int
    end: int
    comments: list[str] = field(default_factory=list)
    """Comment lines as typed, flags and references among them."""
    strings: dict[str, str] = field(default_factory=dict)
    """Unescaped strings by keyword; those of the previous source have a `|` before their keyword."""
    places: dict[str, int] = field(default_factory=dict)
    """Offset of the line on which each string begins."""
    obsolete: bool = False
    broken: bool = False
    """Whether something of it could not be read, and was reported."""

    def lines(self, lead: str) -> tuple[str, ...]:
        """Return the comments of one kind (`#.`, `#,`) without their lead and the space after it."""
        return tuple(one[len(lead) :].removeprefix(" ") for one in self.comments if one.startswith(lead))

    def own_comment(self) -> str:
        """Return what people wrote: the comments that begin with `#` alone."""
        own = (one[1:].removeprefix(" ") for one in self.comments if one[1:2] not in (".", ":", ","))
        return "\n".join(own)

    def flags(self) -> tuple[str, ...]:
        """Return the flags in the order of the file."""
        return tuple(flag.strip() for line in self.lines("#,") for flag in line.split(",") if flag.strip())


def read_blocks(source: SourceText, findings: Findings) -> Iterator[PoBlock]:
    """Yield the blocks of a file in its order; one that holds comments only may come last.

    Lines that are no PO, entries that lack a part and plural forms are reported (PD062), and their block is broken.
    """
    reader = _Reader(source, findings)
    block: PoBlock | None = None
    for start, text in source.lines():
        if not text.strip():
            continue
        line = _Line(start=start, text=text)
        if block is not None and _TEXT in block.strings and reader.begins_entry(line):
            yield reader.finished(block)
            block = None
        block = block or PoBlock(start=start, end=start)
        reader.add(line, block)
    if block is not None:
        yield reader.finished(block)


class _Reader:
    """Adds lines to blocks and reports what is wrong with them."""

    def __init__(self, source: SourceText, findings: Findings) -> None:
        self._source = source
        self._findings = findings
        self._keyword = ""

    def begins_entry(self, line: _Line) -> bool:
        """Return whether a line after a `msgstr` belongs to the next entry."""
        if line.is_comment:
            return True
        match = _STATEMENT.match(line.text)
        return match is not None and (match["keyword"] in ("msgctxt", "msgid") or "|" in match["lead"])

    def add(self, line: _Line, block: PoBlock) -> None:
        block.end = line.end
        if line.is_comment:
            self._keyword = ""
            block.comments.append(line.text)
            return
        match = _STATEMENT.fullmatch(line.text)
        if match is None:
            self._report(line, block, _what_is_wrong(line.text), "Mend the line, or take the file as it was before.")
            return
        lead, keyword = match["lead"], match["keyword"]
        if keyword:
            self._keyword = ("|" if "|" in lead else "") + keyword
            self._begin(line, block, is_obsolete=lead.startswith("#~"))
        elif not self._keyword:
            self._report(line, block, "A string stands here without a keyword.", "Write msgctxt, msgid or msgstr.")
            return
        text = self._unescaped(match["string"][1:-1], line, block)
        block.strings[self._keyword] = block.strings.get(self._keyword, "") + text

    def finished(self, block: PoBlock) -> PoBlock:
        """Return the block once nothing more is added to it."""
        self._keyword = ""
        if block.broken or not block.strings:
            return block
        line = _Line(start=block.end, text="")
        if "msgid" not in block.strings or _TEXT not in block.strings:
            lacks = "msgid" if "msgid" not in block.strings else _TEXT
            plural = any(keyword.startswith(f"{_TEXT}[") for keyword in block.strings)
            message = "A unit has no plural forms." if plural else f"The entry that ends here has no {lacks}."
            self._report(line, block, message, "An entry has one msgctxt, one msgid and one msgstr, in this order.")
        return block

    def _begin(self, line: _Line, block: PoBlock, *, is_obsolete: bool) -> None:
        if self._keyword in block.strings:
            message = f"{self._keyword.removeprefix('|')} stands twice in one entry."
            self._report(line, block, message, "Between them a msgstr is missing, or a line is one too many.")
        elif block.strings and block.obsolete != is_obsolete:
            message = "One entry has lines with #~ and lines without."
            self._report(line, block, message, "Write #~ before all of its lines, or before none.")
        block.obsolete = is_obsolete
        block.places.setdefault(self._keyword, line.start)

    def _unescaped(self, text: str, line: _Line, block: PoBlock) -> str:
        for match in _ESCAPE.finditer(text):
            if match[1] not in _ESCAPED:
                hint = r"A PO string knows \n, \t, \" and \\."
                self._report(line, block, f"{match[0]} means nothing.", hint)
        return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[0]), text)

    def _report(self, line: _Line, block: PoBlock, message: str, hint: str) -> None:
        """Report what is wrong with a block; what follows from it is not reported again."""
        if not block.broken:
            self._findings.add("PD062", self._source.span(line.start, line.end), message, hint=hint)
        block.broken = True


def _what_is_wrong(text: str) -> str:
    if text.count('"') % 2:
        return "A string begins here and does not end on its line."
    return "A quotation mark within a string needs a \\ before it." if text.count('"') > 1 else "This line is no PO."
