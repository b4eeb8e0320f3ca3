"""Numbers in the numeral systems of typed labels, and labels back into numbers."""

from collections.abc import Callable

from plandoc.model.printed import NumberStyle

CHINESE_FIGURES = "一二三四五六七八九"
PARENTHESISED_FIGURES = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_ROMAN = (
    ("c", 100),
    ("xc", 90),
    ("l", 50),
    ("xl", 40),
    ("x", 10),
    ("ix", 9),
    ("v", 5),
    ("iv", 4),
    ("i", 1),
)


def numeral(value: int, style: NumberStyle) -> str:
    """Return a number from 1 in a numeral system; Roman ones up to 399, Chinese ones past 99 are written in figures.

    Letters beyond z double: aa, bb, as word processors and the UN do.
    """
    return _WRITERS[style](value)


def letter_value(letters: str) -> int:
    """Return 1 for `a`, 26 for `z`, 27 for `aa`, 28 for `bb`: the inverse of a lower-case letter."""
    return 26 * (len(letters) - 1) + ord(letters[0]) - ord("a") + 1


def roman_value(numeral: str) -> int:
    """Return the value of a lower-case Roman numeral."""
    value = 0
    for symbol, worth in _ROMAN:
        while numeral.startswith(symbol):
            value, numeral = value + worth, numeral[len(symbol) :]
    return value


def chinese_value(numeral: str) -> int:
    """Return the value of a Chinese numeral from 一 to 十九."""
    tens = 10 if numeral.startswith("十") else 0
    rest = numeral.removeprefix("十")
    return tens + (CHINESE_FIGURES.index(rest) + 1 if rest else 0)


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
    if tens > len(CHINESE_FIGURES):
        return str(value)
    head = "" if tens == 0 else ("" if tens == 1 else CHINESE_FIGURES[tens - 1]) + "十"
    return head + (CHINESE_FIGURES[units - 1] if units else "")


def _parenthesised(value: int) -> str:
    if value > len(PARENTHESISED_FIGURES):
        return f"（{_chinese(value)}）"
    return PARENTHESISED_FIGURES[value - 1]


_WRITERS: dict[NumberStyle, Callable[[int], str]] = {
    NumberStyle.DECIMAL: str,
    NumberStyle.LOWER_LETTER: _letters,
    NumberStyle.UPPER_LETTER: lambda value: _letters(value).upper(),
    NumberStyle.LOWER_ROMAN: _roman,
    NumberStyle.UPPER_ROMAN: lambda value: _roman(value).upper(),
    NumberStyle.CHINESE: _chinese,
    NumberStyle.PARENTHESISED_CHINESE: _parenthesised,
}
