"""Numbers in the numeral systems of typed labels."""

from collections.abc import Callable

from plandoc.model.printed import NumberStyle

_CHINESE = "一二三四五六七八九"
_PARENTHESISED_FIRST = ord("㈠")
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_PARENTHESISED_LAST = 10


def numeral(value: int, style: NumberStyle) -> str:
    """Return a number from 1 to 39 in a numeral system; larger Chinese ones are written in figures.

    Letters beyond z double: aa, bb, as word processors and the UN do.
    """
    return _WRITERS[style](value)


def _letters(value: int) -> str:
    times, letter = divmod(value - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _roman(value: int) -> str:
    written = ""
    for symbol, worth in _ROMAN:
        while value >= worth:
            written, value = written + symbol, value - worth
    return written


def _chinese(value: int) -> str:
    tens, units = divmod(value, 10)
    if tens > len(_CHINESE):
        return str(value)
    head = "" if tens == 0 else ("" if tens == 1 else _CHINESE[tens - 1]) + "十"
    return head + (_CHINESE[units - 1] if units else "")


def _parenthesised(value: int) -> str:
    if value > _PARENTHESISED_LAST:
        return f"（{_chinese(value)}）"
    return chr(_PARENTHESISED_FIRST + value - 1)


_WRITERS: dict[NumberStyle, Callable[[int], str]] = {
    NumberStyle.DECIMAL: str,
    NumberStyle.LOWER_LETTER: _letters,
    NumberStyle.UPPER_LETTER: lambda value: _letters(value).upper(),
    NumberStyle.LOWER_ROMAN: _roman,
    NumberStyle.UPPER_ROMAN: lambda value: _roman(value).upper(),
    NumberStyle.CHINESE: _chinese,
    NumberStyle.PARENTHESISED_CHINESE: _parenthesised,
}
