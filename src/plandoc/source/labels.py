"""Typed labels of paragraphs, items, goals and sections, and their normal form.

The typed label is the identity, as it is in the room: `5 bis.` is 5bis, `(c alt)` is calt, ㈤ is 5.
"""

import re

from plandoc.model.blocks import Label
from plandoc.model.numerals import (
    CHINESE_FIGURES,
    PARENTHESISED_FIGURES,
    chinese_value,
    letter_value,
    numeral,
    roman_value,
)
from plandoc.model.printed import NumberStyle

_ADDITION = r"(?:[ .]?(?P<addition>bis|ter|quater|quinquies|alt(?:[ .]?\d)?))?"

PARAGRAPH = re.compile(rf"(?P<numeral>\d{{1,3}}){_ADDITION}[.．](?![\da-z])(?P<gap>\s*)")
ITEM = re.compile(
    r"(?P<open>[(（])"
    rf"(?:(?P<digits>\d{{1,3}})|(?P<roman>(?:x{{1,3}}|x{{0,2}}(?:ix|iv|v?i{{1,3}}|v)))|(?P<letters>[a-z]|(?P<twin>[a-z])(?P=twin))){_ADDITION}"
    r"[)）](?P<gap>\s*)"
)
CHINESE_ITEM = re.compile(rf"(?P<numeral>[{PARENTHESISED_FIGURES}])(?P<gap>\s*)")
GOAL = re.compile(rf"(?P<stem>[A-Z](?:\.\d{{1,3}}){{0,5}}\.)(?P<numeral>\d{{1,3}}){_ADDITION}[.．](?!\d)(?P<gap>\s*)")
SECTION = re.compile(rf"(?P<chinese>十?[{CHINESE_FIGURES}]|十){_ADDITION}\s?[.、．](?P<gap>\s*)")
ROMAN_SECTION = re.compile(rf"(?P<roman>(?:X{{0,2}}(?:IX|IV|V?I{{1,3}}|V|X))){_ADDITION}[.．](?P<gap>\s*)")
LETTER_SECTION = re.compile(r"(?P<letter>[A-Z])[.．](?![\d])(?P<gap>\s*)")
SESSION = re.compile(r"(?P<stem>\d{1,3}/)(?P<numeral>\d{1,3})[.．](?P<gap>\s*)")


def read_label(text: str, *, heading: bool) -> Label | None:
    """Return the label that a text begins with, its gap included, or None where it begins with words."""
    readers = (_goal, _session, _section, _letter_section) if heading else (_goal, _paragraph, _item, _chinese_item)
    for reader in readers:
        label = reader(text)
        if label is not None:
            return label
    return None


def _label(match: re.Match[str], normal: str, style: NumberStyle, value: int, around: tuple[str, str]) -> Label:
    addition = match.groupdict().get("addition") or ""
    return Label(
        typed=match[0],
        issued=match[0],
        mended=match[0],
        normal=normal + re.sub(r"[ .]", "", addition),
        style=style,
        value=value,
        prefix=around[0],
        suffix=around[1],
        addition=addition,
    )


def _paragraph(text: str) -> Label | None:
    match = PARAGRAPH.match(text)
    if match is None:
        return None
    value = int(match["numeral"])
    return _label(match, str(value), NumberStyle.DECIMAL, value, ("", "."))


def _goal(text: str) -> Label | None:
    match = GOAL.match(text)
    if match is None:
        return None
    normal = match["stem"] + str(int(match["numeral"]))
    return _label(match, normal, NumberStyle.DECIMAL, int(match["numeral"]), (match["stem"], "."))


def _session(text: str) -> Label | None:
    match = SESSION.match(text)
    if match is None:
        return None
    normal = str(int(match["numeral"]))
    return _label(match, normal, NumberStyle.DECIMAL, int(match["numeral"]), (match["stem"], "."))


def _item(text: str) -> Label | None:
    match = ITEM.match(text)
    if match is None:
        return None
    around = (match["open"], match[0].rstrip()[-1])
    if match["digits"]:
        value = int(match["digits"])
        return _label(match, str(value), NumberStyle.DECIMAL, value, around)
    if match["letters"] is None and len(match["roman"]) > 1:
        roman = match["roman"]
        return _label(match, roman, NumberStyle.LOWER_ROMAN, roman_value(roman), around)
    letters = match["letters"] or match["roman"]
    return _label(match, letters, NumberStyle.LOWER_LETTER, letter_value(letters), around)


def _chinese_item(text: str) -> Label | None:
    match = CHINESE_ITEM.match(text)
    if match is None:
        return None
    value = PARENTHESISED_FIGURES.index(match["numeral"]) + 1
    return _label(match, str(value), NumberStyle.PARENTHESISED_CHINESE, value, ("", ""))


def _section(text: str) -> Label | None:
    match = SECTION.match(text)
    if match is not None:
        value = chinese_value(match["chinese"])
        return _label(match, numeral(value, NumberStyle.UPPER_ROMAN), NumberStyle.CHINESE, value, ("", "."))
    match = ROMAN_SECTION.match(text)
    if match is None:
        return None
    roman = match["roman"]
    return _label(match, roman, NumberStyle.UPPER_ROMAN, roman_value(roman.lower()), ("", "."))


def _letter_section(text: str) -> Label | None:
    match = LETTER_SECTION.match(text)
    if match is None:
        return None
    value = letter_value(match["letter"].lower())
    return _label(match, match["letter"], NumberStyle.UPPER_LETTER, value, ("", "."))
