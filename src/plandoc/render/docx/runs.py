"""Characters as runs of WordprocessingML: which face and character style they wear, and what XML cannot carry."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final
from xml.sax.saxutils import escape

_UNPRINTABLE: Final = "\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_LEFT_OUT: Final = re.compile(f"[{_UNPRINTABLE}]")
_SPECIAL: Final = re.compile(f'[&<>"{_UNPRINTABLE}]')

TAB: Final = "<w:r><w:tab/></w:r>"
LINE_BREAK: Final = "<w:r><w:br/></w:r>"
NOTE_CALL: Final = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
"""Beginning of the run that calls a note."""
NOTE_REPEATED: Final = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
"""Beginning of the run that repeats a note's number as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """How the words of a block are set: the beginnings of its runs, up to the text."""

    plain: str
    lead: str
    """Lead words: italics, in Chinese a Kai face instead."""
    bracket: str


@cache
def script(*, han: bool, right_to_left: bool) -> Script:
    """The runs of a block.

    `han` says that the block is Chinese: the marks “ ” — … exist in Latin faces too, and only a hint on each run
    sets them in the Han face at full width. The document's language decides, never the character.
    """

    def properties(style: str) -> str:
        named = f'<w:rStyle w:val="{style}"/>' if style else ""
        hint = '<w:rFonts w:hint="eastAsia"/>' if han else ""
        direction = "<w:rtl/>" if right_to_left else ""
        return f"<w:rPr>{named}{hint}{direction}</w:rPr>" if named or hint or direction else ""

    def opening(style: str) -> str:
        return f'<w:r>{properties(style)}<w:t xml:space="preserve">'

    return Script(
        plain=opening(""),
        lead=opening("LeadWordsHan" if han else "LeadWords"),
        bracket=opening("Bracket"),
    )


def run(opening: str, text: str) -> str:
    """One run; characters that XML cannot carry are left out."""
    if _SPECIAL.search(text):
        text = printable(text)
    return f"{opening}{text}</w:t></w:r>"


def printable(text: str) -> str:
    """The text as XML carries it, in an element or between double quotes."""
    if _SPECIAL.search(text) is None:
        return text
    return escape(_LEFT_OUT.sub("", text), {'"': "&quot;"})


def field_runs(instruction: str, result: str) -> str:
    """A field with the result that stands until a word processor computes it; `result` is one or more runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
