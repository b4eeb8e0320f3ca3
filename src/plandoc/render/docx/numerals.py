"""The numerals that a word processor writes for a place in a list, to tell which labels it would compute rightly."""

from collections.abc import Mapping
from sys import maxsize
from typing import Final

from plandoc.model.numerals import numeral
from plandoc.model.printed import NumberStyle

_LAST: Final[Mapping[NumberStyle, int]] = {
    NumberStyle.DECIMAL: maxsize,
    NumberStyle.LOWER_LETTER: 26,
    NumberStyle.UPPER_LETTER: 26,
    NumberStyle.LOWER_ROMAN: 399,
    NumberStyle.UPPER_ROMAN: 399,
    NumberStyle.CHINESE: 99,
}
"""The last number that every word processor writes alike, for each style that lists have."""


def list_numeral(style: NumberStyle, value: int) -> str:
    """What a list of this style shows at `value` (from 1) before prefix and suffix; empty where no list shows it.

    The styles are those of ECMA-376 part 1, 17.18.59. Letters past z and Chinese numerals past 99 differ between
    word processors, so they count as not shown; ㈠ has no list format at all.
    """
    return numeral(value, style) if 1 <= value <= _LAST.get(style, 0) else ""
