"""Typed labels of paragraphs, items, goals and sections, and their normal form.

The typed label is the identity, as it is in the room: `5 bis.` is 5bis, `(c alt)` is calt, ㈤ is 5.
"""

import re

from plandoc.model.blocks import Label
from plandoc.model.printed import NumberStyle

_CHINESE = "一二三四五六七八九"
_PARENTHESISED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_ADDITION = r"(?:[ .]?(?P<addition>bis|ter|quater|quinquies|alt(?:[ .]?\d)?))?"

PARAGRAPH = re.compile(rf"(?P<numeral>\d{{1,3}}){_ADDITION}[.．](?![\da-z])(?P<gap>\s*)")
ITEM = re.compile(
    r"(?P<open>[(（])"
    rf"(?:(?P<digits>\d{{1,3}})|(?P<roman>(?:x{{1,3}}|x{{0,2}}(?:ix|iv|v?i{{1,3}}|v)))|(?P<letters>[a-z]|(?P<twin>[a-z])(?P=twin))){_ADDITION}"
    r"[)）](?P<gap>\s*)"
)
CHINESE_ITEM = re.compile(rf"(?P<numeral>[{_PARENTHESISED}])(?P<gap>\s*)")
GOAL = re.compile(rf"(?P<stem>[A-Z](?:\.\d{{1,3}}){{0,5}}\.)(?P<numeral>\d{{1,3}}){_ADDITION}[.．](?!\d)(?P<gap>\s*)")
SECTION = re.compile(rf"(?P<chinese>十?[{_CHINESE}]|十){_ADDITION}\s?[.、．](?P<gap>\s*)")
ROMAN_SECTION = re.compile(rf"(?P<roman>(?:X{{0,2}}(?:IX|IV|V?I{{1,3}}|V|X))){_ADDITION}[.．](?P<gap>\s*)")
LETTER_SECTION = re.compile(r"(?P<letter>[A-Z])[.．](?![\d])(?P<gap>\s*)")
SESSION = re.compile(r"(?P<stem>\d{1,3}/)(?P<numeral>\d{1,3})[.．](?P<gap>\s*)")

_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


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
    value = _PARENTHESISED.index(match["numeral"]) + 1
    return _label(match, str(value), NumberStyle.PARENTHESISED_CHINESE, value, ("", ""))


def _section(text: str) -> Label | None:
    match = SECTION.match(text)
    if match is not None:
        value = _chinese_value(match["chinese"])
        return _label(match, roman_numeral(value).upper(), NumberStyle.CHINESE, value, ("", "."))
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


def letter_value(letters: str) -> int:
    """Return 1 for `a`, 26 for `z`, 27 for `aa`, 28 for `bb`: word processors and the UN double the letter."""
    return 26 * (len(letters) - 1) + ord(letters[0]) - ord("a") + 1


def roman_value(numeral: str) -> int:
    """Return the value of a lower-case Roman numeral below 40."""
    value = 0
    for symbol, worth in _ROMAN:
        while numeral.startswith(symbol):
            value, numeral = value + worth, numeral[len(symbol) :]
    return value


def roman_numeral(value: int) -> str:
    """Return a lower-case Roman numeral below 40."""
    numeral = ""
    for symbol, worth in _ROMAN:
        while value >= worth:
            numeral, value = numeral + symbol, value - worth
    return numeral


def _chinese_value(numeral: str) -> int:
    tens = 10 if numeral.startswith("十") else 0
    rest = numeral.removeprefix("十")
    return tens + (_CHINESE.index(rest) + 1 if rest else 0)
