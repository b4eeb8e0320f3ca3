"""How much text there is: words and characters, as word processors count them, and the units of each part."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plandoc.language.catalog import Catalog, Entry
from plandoc.language.differing import renamed_labels

_HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_HAN}]|[^\W{_HAN}]+(?:['’./-][^\W{_HAN}]+)*")
_NOTATION = re.compile(r"\{[^{}]*\}|\[\^[^\[\]]*\]|(?<!\\)[\[\]*]")


def count_words(text: str) -> int:
    """Return the number of words; a Han character counts as one."""
    return len(_WORD.findall(text))


def count_characters(text: str) -> int:
    """Return the number of characters, white space apart."""
    return sum(not character.isspace() for character in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartStatus:
    """How far the translation of a part is; every unit is translated, fuzzy or missing."""

    part: str
    """Id of the part; `values` for the values that all parts share."""
    units: int
    words: int
    """Words of the source, labels and other marks of the notation apart."""
    characters: int
    translated: int
    fuzzy: int
    """Units whose translation was made for other words."""
    missing: int


def status(units: Iterable[Entry], catalog: Catalog) -> tuple[PartStatus, ...]:
    """Return the status of each part in the order of the sources."""
    live = catalog.live()
    parts: dict[str, list[Entry]] = {}
    for unit in units:
        parts.setdefault(unit.id.partition("/")[0], []).append(unit)
    return tuple(_part_status(part, own, live) for part, own in parts.items())


def total(parts: Iterable[PartStatus], name: str) -> PartStatus:
    """Return the sums over some parts, under a name."""
    listed = tuple(parts)
    return PartStatus(
        part=name,
        units=sum(one.units for one in listed),
        words=sum(one.words for one in listed),
        characters=sum(one.characters for one in listed),
        translated=sum(one.translated for one in listed),
        fuzzy=sum(one.fuzzy for one in listed),
        missing=sum(one.missing for one in listed),
    )


def _part_status(part: str, units: list[Entry], live: dict[str, Entry]) -> PartStatus:
    texts = [_NOTATION.sub("", unit.source) for unit in units]
    entries = [(unit, live.get(unit.id)) for unit in units]
    translated = sum(entry is not None and entry.finished and _fits(entry, unit) for unit, entry in entries)
    missing = sum(entry is None or not entry.text for _, entry in entries)
    return PartStatus(
        part=part,
        units=len(units),
        words=sum(map(count_words, texts)),
        characters=sum(map(count_characters, texts)),
        translated=translated,
        fuzzy=len(units) - translated - missing,
        missing=missing,
    )


def _fits(entry: Entry, unit: Entry) -> bool:
    """Return whether an entry was made for the words of today; an update may not have run since they changed."""
    return entry.source == unit.source or renamed_labels(entry.source, unit.source) is not None
