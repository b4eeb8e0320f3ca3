"""Read a Word file back as its visible text, in the canon of `tests.readers.printed`.

Labels are computed from numbering.xml as a word processor does it; notes stand after the text in the order of their calls.
Written without the renderer's code, so that the two can disagree.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from tests.readers.printed import canon

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "〇一二三四五六七八九"
_HAN_FORMATS = ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "japaneseCounting")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the main part."""

    label: str
    """What its list shows before it; a literal label belongs to the text."""
    text: str
    style: str
    in_table: bool

    @property
    def shown(self) -> str:
        """Label and text, in canon."""
        return canon(self.label + self.text)


def _value(node: etree._Element, path: str, default: str = "") -> str:
    found = node.find("/".join(f"{_W}{step}" for step in path.split("/")))
    return default if found is None else found.get(f"{_W}val", default)


def numeral(number_format: str, value: int) -> str:
    """Return the numeral of a list format; figures for formats that no test uses."""
    if number_format in {"lowerLetter", "upperLetter"}:
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters if number_format == "lowerLetter" else letters.upper()
    if number_format in {"lowerRoman", "upperRoman"}:
        signs = ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"]
        worths = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
        text = ""
        for sign, worth in zip(signs, worths, strict=True):
            text += sign * (value // worth)
            value %= worth
        return text if number_format == "lowerRoman" else text.upper()
    if number_format in _HAN_FORMATS:
        tens, ones = divmod(value, 10)
        return ("" if tens == 0 else ("" if tens == 1 else _HAN[tens]) + "十") + (_HAN[ones] if ones else "")
    return str(value)


@dataclass(slots=True)
class Lists:
    """The lists of a file, counted paragraph by paragraph: all nums of one abstractNum count together."""

    levels: dict[str, dict[int, etree._Element]]
    nums: dict[str, etree._Element]
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    restarted: set[str] = field(default_factory=set)

    def label(self, num: str, level: int) -> str:
        """Count one paragraph and return its label."""
        node = self.nums.get(num)
        if node is None:
            return ""
        counters = self.counters.setdefault(_value(node, "abstractNumId"), {})
        levels = self._levels_of(node)
        if num not in self.restarted:
            self.restarted.add(num)
            counters.update(_restarts(node))
        if level not in levels:
            return ""
        for upper in range(level):
            counters.setdefault(upper, int(_value(levels[upper], "start", "1")))
        counters[level] = counters.get(level, int(_value(levels[level], "start", "1")) - 1) + 1
        for deeper in [place for place in counters if place > level]:
            del counters[deeper]
        text = _value(levels[level], "lvlText")
        for place in counters.keys() & levels.keys():
            written = numeral(_value(levels[place], "numFmt", "decimal"), counters[place])
            text = text.replace(f"%{place + 1}", written)
        return text

    def _levels_of(self, num: etree._Element) -> dict[int, etree._Element]:
        """Return the levels of a num: those of its abstractNum, and those that it puts in their place."""
        levels = dict(self.levels.get(_value(num, "abstractNumId"), {}))
        for override in num.findall(f"{_W}lvlOverride"):
            replacing = override.find(f"{_W}lvl")
            if replacing is not None:
                levels[int(override.get(f"{_W}ilvl", "0"))] = replacing
        return levels


def _restarts(num: etree._Element) -> dict[int, int]:
    """Return the counters as they stand before a num that restarts its list is used for the first time."""
    starts = {
        int(override.get(f"{_W}ilvl", "0")): _value(override, "startOverride")
        for override in num.findall(f"{_W}lvlOverride")
    }
    return {place: int(start) - 1 for place, start in starts.items() if start}


def _lists(archive: zipfile.ZipFile) -> Lists:
    if "word/numbering.xml" not in archive.namelist():
        return Lists({}, {})
    root = etree.fromstring(archive.read("word/numbering.xml"))
    levels = {
        abstract.get(f"{_W}abstractNumId", ""): {
            int(level.get(f"{_W}ilvl", "0")): level for level in abstract.findall(f"{_W}lvl")
        }
        for abstract in root.findall(f"{_W}abstractNum")
    }
    return Lists(levels, {num.get(f"{_W}numId", ""): num for num in root.findall(f"{_W}num")})


def _visible(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield what a reader meets, in order; of a field only its result, of a repeated note mark nothing."""
    depth = 0
    for element in paragraph.iter(f"{_W}t", f"{_W}fldChar", f"{_W}br", f"{_W}footnoteReference"):
        if element.tag == f"{_W}fldChar":
            depth += {"begin": 1, "separate": -1}.get(element.get(f"{_W}fldCharType", ""), 0)
        elif depth <= 0 and not (element.tag == f"{_W}t" and _is_note_mark(element)):
            yield element


def _is_note_mark(text: etree._Element) -> bool:
    run = text.getparent()
    return run is not None and _value(run, "rPr/vertAlign") == "superscript"


def _text(paragraph: etree._Element) -> str:
    return "".join(element.text or "" for element in _visible(paragraph) if element.tag == f"{_W}t")


def _document(archive: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(archive.read("word/document.xml"))


def docx_paragraphs(data: bytes) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the main part in reading order, cells row by row, empty ones too."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        lists = _lists(archive)
        found = []
        for node in _document(archive).iter(f"{_W}p"):
            num = _value(node, "pPr/numPr/numId")
            level = int(_value(node, "pPr/numPr/ilvl", "0"))
            found.append(
                Paragraph(
                    label=lists.label(num, level) if num else "",
                    text=_text(node),
                    style=_value(node, "pPr/pStyle"),
                    in_table=next(node.iterancestors(f"{_W}tbl"), None) is not None,
                )
            )
        return tuple(found)


def docx_notes(data: bytes) -> tuple[str, ...]:
    """Return the text of the footnotes in the order of their calls."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        calls = [node.get(f"{_W}id") for node in _document(archive).iter(f"{_W}footnoteReference")]
        if not calls:
            return ()
        root = etree.fromstring(archive.read("word/footnotes.xml"))
        notes = {note.get(f"{_W}id"): "".join(map(_text, note.iter(f"{_W}p"))) for note in root}
        return tuple(canon(notes[call]) for call in calls)


def docx_blocks(data: bytes) -> tuple[str, ...]:
    """Return paragraphs and notes, in canon, without empty ones."""
    blocks = (*(paragraph.shown for paragraph in docx_paragraphs(data)), *docx_notes(data))
    return tuple(block for block in blocks if block)


def docx_text(data: bytes) -> str:
    """Return all text of the file in one string, in canon."""
    return "".join(docx_blocks(data))


def bookmarks(data: bytes) -> dict[str, str]:
    """Return the bookmarks of options by name, each with the text between its two ends, in canon and without labels."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = _document(archive)
    names: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for element in root.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd", f"{_W}t"):
        identity = element.get(f"{_W}id", "")
        if element.tag == f"{_W}bookmarkStart":
            names[identity] = element.get(f"{_W}name", "")
            found[names[identity]] = []
        elif element.tag == f"{_W}bookmarkEnd":
            names.pop(identity, None)
        else:
            for name in names.values():
                found[name].append(element.text or "")
    return {name: canon("".join(texts)) for name, texts in found.items() if name.startswith("pd_")}
