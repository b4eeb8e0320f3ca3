"""What the controls of a filled Word file hold, in reading order, whoever saved it.

Word nests controls in paragraphs or round them, LibreOffice 7.4 wraps them anew and drops their tags, others turn them
into words: so only innermost controls count, each with all names that may be its own, and bookmarks without a control
count as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from lxml import etree

from plandoc.render.docx.wordprocessing import W, w
from plandoc.render.forms.docx.controls import W14
from plandoc.render.forms.docx.naming import PREFIX

_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_UNSEEN: Final = (w("moveFrom"), w("del"), f"{{{_COMPATIBILITY}}}Fallback")
"""Elements whose words are not shown."""
_SIGNS: Final = {w("br"): "\n", w("cr"): "\n", w("p"): "\n", w("tab"): "\t", w("noBreakHyphen"): "-"}
"""Elements that stand for a character; a paragraph ends with one."""
_ON: Final = frozenset(("1", "true", "on"))


class HeldKind(StrEnum):
    """What kind of control holds an answer."""

    CHECK = "check"
    DROP = "drop"
    DAY = "day"
    WORDS = "words"
    NOTHING = "nothing"
    """There is no control any more, only the bookmark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one control shows and says."""

    names: tuple[str, ...]
    """Its tag, then the bookmarks in which it stands, the innermost first."""
    kind: HeldKind
    text: str
    checked: bool | None = None
    """The state of a check box; None where it is none, or does not say."""
    day: str = ""
    """The day that a date holds, `2026-01-31`."""
    values: Mapping[str, str] = field(default_factory=dict)
    """The values of a drop-down list by what it shows."""
    is_placeholder: bool = False
    """Whether the control says that its text is no answer."""
    is_greyed: bool = False
    """Whether the text is set like a placeholder."""


@dataclass(slots=True, kw_only=True)
class _Open:
    """A control or a bookmark that is being read."""

    name: str
    element: etree._Element | None = None
    texts: list[str] = field(default_factory=list)
    around: tuple[str, ...] | None = None
    """Bookmarks open at the first word."""
    has_inner: bool = False
    """Whether a control lies within, or in part."""
    is_greyed: bool = False

    @property
    def text(self) -> str:
        return "".join(self.texts).strip()


def scan(body: etree._Element) -> Iterator[Held]:
    """Yield what the controls of a body hold."""
    scanner = _Scanner()
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if isinstance(element.tag, str):
            yield from scanner.begin(element) if event == "start" else scanner.end(element)


@dataclass(slots=True, kw_only=True)
class _Scanner:
    """Keeps what is open while a body is walked through."""

    controls: list[_Open] = field(default_factory=list)
    bookmarks: dict[str, _Open] = field(default_factory=dict)
    """By their numbers, the last begun last."""
    unseen: int = 0

    def begin(self, element: etree._Element) -> Iterator[Held]:
        """Take the beginning of an element."""
        tag = element.tag
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == w("sdt"):
            for outer in (*self.controls, *self.bookmarks.values()):
                outer.has_inner = True
            self.controls.append(_Open(name=_value(element, "tag"), element=element))
        elif tag == w("bookmarkStart"):
            name = element.get(w("name"), "")
            if name.startswith(PREFIX):
                # LibreOffice lets it begin within the control that it stands round.
                self.bookmarks[element.get(w("id"), "")] = _Open(name=name, has_inner=bool(self.controls))
        elif tag == w("bookmarkEnd"):
            yield from self._end_bookmark(element.get(w("id"), ""))
        elif tag == w("t") and not self.unseen:
            self._add(element.text or "", greyed=_is_greyed(element))

    def end(self, element: etree._Element) -> Iterator[Held]:
        """Take the end of an element."""
        tag = element.tag
        if tag in _UNSEEN:
            self.unseen -= 1
        elif tag == w("sdt"):
            control = self.controls.pop()
            if not control.has_inner:
                yield self._held(control)
        elif tag in _SIGNS and not self.unseen:
            self._add(_SIGNS[str(tag)])

    def _add(self, text: str, *, greyed: bool = False) -> None:
        for one in (*self.controls, *self.bookmarks.values()):
            one.texts.append(text)
            one.is_greyed |= greyed
            if one.around is None and text.strip("\n"):
                one.around = self._around()

    def _around(self) -> tuple[str, ...]:
        return tuple(bookmark.name for bookmark in reversed(self.bookmarks.values()))

    def _end_bookmark(self, number: str) -> Iterator[Held]:
        bookmark = self.bookmarks.pop(number, None)
        if bookmark is not None and not bookmark.has_inner:
            yield Held(names=(bookmark.name,), kind=HeldKind.NOTHING, text=bookmark.text, is_greyed=bookmark.is_greyed)

    def _held(self, control: _Open) -> Held:
        properties = None if control.element is None else control.element.find(w("sdtPr"))
        around = self._around() if control.around is None else control.around
        names = (control.name, *around) if control.name else around
        if properties is None:
            return Held(names=names, kind=HeldKind.WORDS, text=control.text)
        box, drop, day = (properties.find(name) for name in (f"{{{W14}}}checkbox", w("dropDownList"), w("date")))
        kind = next(
            (kind for kind, found in zip(HeldKind, (box, drop, day), strict=False) if found is not None), HeldKind.WORDS
        )
        return Held(
            names=names,
            kind=kind,
            text=control.text,
            checked=None if box is None else _checked(box),
            day="" if day is None else day.get(w("fullDate"), "")[:10],
            values={} if drop is None else _values(drop),
            is_placeholder=properties.find(w("showingPlcHdr")) is not None,
            is_greyed=control.is_greyed,
        )


def _value(control: etree._Element, name: str) -> str:
    node = control.find(f"{{{W}}}sdtPr/{{{W}}}{name}")
    return "" if node is None else node.get(w("val"), "")


def _checked(box: etree._Element) -> bool | None:
    node = box.find(f"{{{W14}}}checked")
    return None if node is None else node.get(f"{{{W14}}}val", "1").lower() in _ON


def _values(drop: etree._Element) -> dict[str, str]:
    return {
        node.get(w("displayText"), node.get(w("value"), "")).strip(): node.get(w("value"), "")
        for node in drop.iterfind(w("listItem"))
    }


def _is_greyed(text: etree._Element) -> bool:
    run = text.getparent()
    style = None if run is None else run.find(f"{{{W}}}rPr/{{{W}}}rStyle")
    return style is not None and style.get(w("val")) == "PlaceholderText"
