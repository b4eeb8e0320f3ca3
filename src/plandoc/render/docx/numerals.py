"""The numerals that a word processor writes for a place in a list, to tell which labels it would compute rightly."""

from collections.abc import Callable, Mapping
from typing import Final

from plandoc.model.printed import NumberStyle

_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HAN: Final = "零一二三四五六七八九"
_LETTERS: Final = 26
_HUNDRED: Final = 100
_TEN: Final = 10


def list_numeral(style: NumberStyle, value: int) -> str:
    """What a list of this style shows at `value` (from 1) before prefix and suffix; empty where no list shows it.

    The styles are those of ECMA-376 part 1, 17.18.59. Letters past z and Chinese numerals past 99 differ between
    word processors, so they count as not shown; ㈠ has no list format at all.
    """
    writer = _WRITERS.get(style)
    return writer(value) if writer is not None and value >= 1 else ""


def _letter(value: int) -> str:
    return chr(ord("a") + value - 1) if value <= _LETTERS else ""


def _roman(value: int) -> str:
    if value >= 4 * _HUNDRED:
        return ""
    numeral = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        numeral += letters * count
    return numeral


def _chinese(value: int) -> str:
    if value >= _HUNDRED:
        return ""
    tens, ones = divmod(value, _TEN)
    head = {0: "", 1: "十"}.get(tens, f"{_HAN[tens]}十")
    return head + (_HAN[ones] if ones else "")


_WRITERS: Final[Mapping[NumberStyle, Callable[[int], str]]] = {
    NumberStyle.DECIMAL: str,
    NumberStyle.LOWER_LETTER: _letter,
    NumberStyle.UPPER_LETTER: lambda value: _letter(value).upper(),
    NumberStyle.LOWER_ROMAN: _roman,
    NumberStyle.UPPER_ROMAN: lambda value: _roman(value).upper(),
    NumberStyle.CHINESE: _chinese,
}
