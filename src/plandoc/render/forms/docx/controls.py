"""Content controls as Word files hold them: check boxes, drop-down lists, days, and words without a type.

All are at run level and bound to nothing: block-level, typed and bound ones lose answers when LibreOffice saves them.
Each stands in a bookmark of its own, which outlives what its tag does not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from zlib import crc32

from plandoc.render.docx.runs import Script, printable, run
from plandoc.render.forms.docx.naming import AnswerKey

CHECKED: Final = "\N{BALLOT BOX WITH X}"
UNCHECKED: Final = "\N{BALLOT BOX}"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
FACE: Final = "MS Gothic"
"""The face that Word takes for boxes."""
_LONGEST_TITLE: Final = 64
_HIGHEST_ID: Final = 0x7FFFFFFF
_BLANK: Final = "\N{EN SPACE}"
"""What an empty control holds: nothing to be deleted before writing, nothing to be read as an answer, and on paper a
place to write on."""
_BOX: Final = (
    f'<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="{FACE}"/>'
    f'<w14:uncheckedState w14:val="2610" w14:font="{FACE}"/></w14:checkbox>'
)
_BOX_RUN: Final = (
    f'<w:r><w:rPr><w:rFonts w:ascii="{FACE}" w:eastAsia="{FACE}" w:hAnsi="{FACE}" w:hint="eastAsia"/></w:rPr>'
    f"<w:t>{UNCHECKED}</w:t></w:r>"
)
_LINE: Final = '<w:u w:val="single"/>'
_HINT: Final = '<w:rFonts w:hint="eastAsia"/>'


@dataclass(slots=True, kw_only=True)
class ControlWriter:
    """Writes the controls of one form and keeps what must be unique in the file."""

    ids: Iterator[int]
    """Numbers of bookmarks."""
    words: Script
    han: bool
    tag: str
    """Language of the calendar that Word opens at a date, `zh-Hans`."""
    keys: list[AnswerKey] = field(default_factory=list)
    """What the controls answer, in reading order."""
    _numbers: set[int] = field(default_factory=set)

    def check(self, key: AnswerKey, title: str) -> str:
        """A check box."""
        return self._control(key, title, _BOX, _BOX_RUN)

    def drop(self, key: AnswerKey, title: str, choices: Sequence[tuple[str, str]], blank: str) -> str:
        """A drop-down list of codes with labels; `blank` is what it shows before, and how to go back to that."""
        items = "".join(
            f'<w:listItem w:displayText="{printable(label)}" w:value="{printable(code)}"/>'
            for code, label in (("", blank), *choices)
        )
        return self._control(key, title, f"<w:dropDownList>{items}</w:dropDownList>", self._held(blank))

    def day(self, key: AnswerKey, title: str, blank: str) -> str:
        """A date, shown as `2026-01-31`; `blank` is what it shows before."""
        kind = (
            f'<w:date><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="{printable(self.tag)}"/>'
            '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
        )
        return self._control(key, title, kind, self._held(blank))

    def words_of(self, key: AnswerKey, title: str, width: int, *, line: bool) -> str:
        """Words of any length, on several lines too, or a number.

        `width` is how wide it is while empty, in ens; `line` draws a line to write on, where words stand beside it.
        """
        return self._control(key, title, "", self._held(_BLANK * width, line=line))

    def bookmarked(self, key: AnswerKey, content: str) -> str:
        """Content in the bookmark of an answer."""
        number = next(self.ids)
        return f'<w:bookmarkStart w:id="{number}" w:name="{key.bookmark}"/>{content}<w:bookmarkEnd w:id="{number}"/>'

    def _held(self, text: str, *, line: bool = False) -> str:
        """What a control shows until it is filled in, on a line where that is to be written on."""
        style = f'<w:rStyle w:val="PlaceholderText"/>{_HINT if self.han else ""}{_LINE if line else ""}'
        return run(f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">', text)

    def _control(self, key: AnswerKey, title: str, kind: str, content: str) -> str:
        self.keys.append(key)
        number = crc32(key.tag.encode()) & _HIGHEST_ID
        while number in self._numbers or number == 0:
            number = (number + 1) & _HIGHEST_ID
        self._numbers.add(number)
        empty = "" if kind is _BOX else "<w:showingPlcHdr/>"
        return self.bookmarked(
            key,
            f'<w:sdt><w:sdtPr><w:alias w:val="{printable(title[:_LONGEST_TITLE])}"/>'
            f'<w:tag w:val="{printable(key.control_tag)}"/><w:id w:val="{number}"/><w:lock w:val="sdtLocked"/>'
            f"{empty}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>",
        )
