"""Remarks on options as comments of a Word file (ECMA-376 part 1, 17.13.4): ranges in its text, and a part for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from plandoc.model.printed import Remark
from plandoc.render.docx.runs import Script, printable, run
from plandoc.render.docx.wordprocessing import DECLARATION, NAMESPACES

_LONGEST_INITIALS: Final = 9
"""Characters that Word shows before the number of a comment."""


@dataclass(slots=True, kw_only=True)
class Comments:
    """Marks where remarks belong, each once: at the first place of its option."""

    remarks: Mapping[str, Remark] = field(default_factory=dict)
    """By the id of the option."""
    first: int = 0
    """Number of the first comment; above those of all notes, or LibreOffice (7.4) shows one for the other."""
    placed: list[Remark] = field(default_factory=list)
    """In the order of the text."""
    _open: dict[tuple[int, str], int] = field(default_factory=dict)
    _ended: list[int] = field(default_factory=list)

    def begin(self, option: str, side: int) -> str:
        """Begin the range of an option's comment where the option begins; nothing if it has none, or has it already.

        `side` tells two languages apart, in each of which the option ends.
        """
        remark = self.remarks.get(option)
        if remark is None or remark in self.placed:
            return ""
        number = self._open[side, option] = self.first + len(self.placed)
        self.placed.append(remark)
        return f'<w:commentRangeStart w:id="{number}"/>'

    def end(self, option: str, side: int) -> str:
        """End the range where the option ends."""
        number = self._open.pop((side, option), None)
        if number is None:
            return ""
        self._ended.append(number)
        return _range_end(number)

    def calls(self) -> str:
        """Return the runs that call the comments whose ranges ended, for the end of the paragraph.

        Behind a call LibreOffice (7.4) saves the ends of bookmarks a run too early.
        """
        if not self._ended:
            return ""
        ended, self._ended = self._ended, []
        return "".join(map(_call, ended))

    def unclosed(self) -> str:
        """Ends for the ranges of options that never ended; between paragraphs no run can call their comments."""
        ends = "".join(map(_range_end, self._open.values()))
        self._open.clear()
        return ends

    def part(self, words: Script, date: str) -> bytes:
        """Return the part that holds them; a line of a remark is a paragraph, `date` the time that they bear."""
        comments = "".join(
            _comment(number, remark, words, date) for number, remark in enumerate(self.placed, self.first)
        )
        return f"{DECLARATION}<w:comments {NAMESPACES}>{comments}</w:comments>".encode()


def _range_end(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/>'


def _call(number: int) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'


def _comment(number: int, remark: Remark, words: Script, date: str) -> str:
    call = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
    lines = remark.text.split("\n")
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>{"" if place else call}{run(words.plain, line)}</w:p>'
        for place, line in enumerate(lines)
    )
    author, initials = printable(remark.author), printable(_initials(remark.author))
    signature = f'w:author="{author}" w:date="{date}" w:initials="{initials}"'
    return f'<w:comment w:id="{number}" {signature}>{paragraphs}</w:comment>'


def _initials(author: str) -> str:
    """Return the first letter of each word."""
    return "".join(word[0] for word in author.split())[:_LONGEST_INITIALS]
