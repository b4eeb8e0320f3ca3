"""Words into the numbers that they say, whatever the language says them in: 第四次 and `fourth` are both 4.

A language that is not known is read for figures and symbols only; numbers written as words are then not asked for.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}
_CN = "[零〇一二三四五六七八九十百千两]"
_COUNTED = "项|个|次|种|类|份|年|位|名|章|节|款|段|条|级|天|日|月|周|届|期|倍|大|部分|方面|分之"
_MAGNITUDES = {"万": 10**4, "亿": 10**8, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_MONTH_NAMES = "January February March April May June July August September October November December"
_UNDER_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_UNDER_TWENTIETH = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS_FROM_TWENTY = "twenty thirty forty fifty sixty seventy eighty ninety"
_MONTHS = _MONTH_NAMES.split()
_TENS = {word: 10 * value for value, word in enumerate(_TENS_FROM_TWENTY.split(), 2)}
_WORDS = (
    {word: value for value, word in enumerate(_UNDER_TWENTY.split())}
    | {word: value for value, word in enumerate(_UNDER_TWENTIETH.split())}
    | _TENS
    | {word[:-1] + "ieth": value for word, value in _TENS.items()}
    | {"thirds": 3, "quarters": 4, "fifths": 5}
)
_LOOSE_WORDS = {"one": 1, "both": 2, "twice": 2, "biennial": 2, "two-thirds": 2, "decade": 10}
"""Words that say a number only sometimes: they may answer a number of the other language and ask for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in a text, with what it counts."""

    kind: str
    """`Article`, `annex`, `appendix`, `symbol`, `item`; empty for a plain number."""
    value: str
    start: int
    end: int
    spelled: bool = False
    """Whether it is, or in another language would be, written as a word."""
    loose: bool = False
    """Whether it may be left out in the other language."""

    def __str__(self) -> str:
        """Return it as a message says it: Article 28, annex 1, (a), CP-9/7."""
        if self.kind == "item":
            return f"({self.value})"
        return self.value if self.kind in ("", "symbol") else f"{self.kind} {self.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A pattern and what its match says; a match takes its characters away from the rules after it."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], "Iterator[Figure]"]


def read_figures(words: str, language: str) -> tuple[Figure, ...]:
    """Return the numbers of a text in its order; `language` is the name of its locale folder."""
    found: list[Figure] = []
    for rule in _RULES.get(language, _PLAIN):
        for match in tuple(rule.pattern.finditer(words)):
            found.extend(rule.read(match))
            words = words[: match.start()] + "\0" * len(match[0]) + words[match.end() :]
    return tuple(sorted(found, key=lambda figure: figure.start))


def knows_words(language: str) -> bool:
    """Return whether numbers written as words are read in a language."""
    return language in _RULES


def _one(
    match: re.Match[str], value: int | str, kind: str = "", *, spelled: bool = False, loose: bool = False
) -> Figure:
    start, end = match.span(1) if match.re.groups else match.span()
    return Figure(kind=kind, value=str(value), start=start, end=end, spelled=spelled, loose=loose)


def _chinese_value(written: str) -> int:
    """Return what a Chinese numeral says: 二十二 is 22, 二〇二二 is 2022."""
    if not any(sign in _CHINESE_UNITS for sign in written):
        return int("".join(str(_CHINESE_DIGITS[sign]) for sign in written))
    value = digit = 0
    for sign in written:
        if sign in _CHINESE_UNITS:
            value += (digit or 1) * _CHINESE_UNITS[sign]
            digit = 0
        else:
            digit = _CHINESE_DIGITS[sign]
    return value + digit


def _roman_value(written: str) -> int:
    values = [_ROMAN[sign] for sign in written]
    return sum(-one if one < after else one for one, after in zip(values, (*values[1:], 0), strict=True))


def _value(written: str) -> int:
    """Return the value of a number in figures, Chinese or Roman numerals."""
    if written[0] in _ROMAN:
        return _roman_value(written)
    return _chinese_value(written) if re.match(_CN, written) else int(written)


def _listed(kind: str) -> Callable[[re.Match[str]], Iterator[Figure]]:
    """Read every number of an enumeration: Articles 22 and 28."""

    def read(match: re.Match[str]) -> Iterator[Figure]:
        for number in re.finditer(rf"\d+|{_CN}+|[IVXLC]+", match[1]):
            start = match.start(1) + number.start()
            yield Figure(kind=kind, value=str(_value(number[0])), start=start, end=start + len(number[0]))

    return read


def _symbol(match: re.Match[str]) -> Iterator[Figure]:
    if any(sign.isdigit() for sign in match[1]):
        yield _one(match, match[1], "symbol")


def _item(match: re.Match[str]) -> Iterator[Figure]:
    yield _one(match, match[1], "item")


def _plain(match: re.Match[str]) -> Iterator[Figure]:
    """Read figures: 1,000 is 1000, 3 万 and `30 thousand` are 30000."""
    written = re.sub(r"[,\u00a0\u202f](?=\d{3})", "", match[1])
    magnitude = _MAGNITUDES.get(match[2].lower() if match[2] else "", 1)
    yield _one(match, f"{float(written) * magnitude:g}" if "." in written else int(written) * magnitude)


def _month(match: re.Match[str]) -> Iterator[Figure]:
    yield _one(match, _value(match[1]), spelled=True)


def _english_month(match: re.Match[str]) -> Iterator[Figure]:
    yield _one(match, _MONTHS.index(match[1]) + 1, spelled=True)


def _chinese_number(match: re.Match[str]) -> Iterator[Figure]:
    yield _one(match, _chinese_value(match[1]), spelled=True)


def _chinese_count(match: re.Match[str]) -> Iterator[Figure]:
    value = _chinese_value(match[1])
    yield _one(match, value, spelled=True, loose=value == 1)


def _chinese_first(match: re.Match[str]) -> Iterator[Figure]:
    yield _one(match, 1, spelled=True)


def _english_word(match: re.Match[str]) -> Iterator[Figure]:
    written = match[1].lower()
    value = sum(_WORDS.get(part, _LOOSE_WORDS.get(part, 0)) for part in written.split("-"))
    yield _one(match, value, spelled=True, loose=written in _LOOSE_WORDS)


def _english_roman(match: re.Match[str]) -> Iterator[Figure]:
    yield _one(match, _roman_value(match[1]))


def _rule(pattern: str, read: Callable[[re.Match[str]], Iterator[Figure]]) -> _Rule:
    return _Rule(pattern=re.compile(pattern), read=read)


_N = rf"(?:\d+|{_CN}+)"
_R = r"(?:\d+|[IVXLC]+)"
_AND = r"(?:\s*,\s*|\s*[-–]\s*|\s+)(?:(?:and|or|to)\s+)?"
_ALSO = r"\s*(?:、|和|及|与|至|到|-|–)\s*"
_SYMBOLS = _rule(
    r"(?<![A-Za-z0-9/])([A-Z][A-Za-z]*(?:-[A-Z0-9]+)*(?:/[A-Za-z0-9.]*[A-Za-z0-9])*/?|\d+/\d+)(?<=[/\d])",
    _symbol,
)
_ITEMS = _rule(r"(?<![A-Za-z0-9])[(（]([a-z]|[ivx]+)[)）]", _item)
_FIGURES = _rule(
    r"(\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?)"
    r"(?:\s*(万|亿|(?:[Tt]housand|[Mm]illion|[Bb]illion)\b))?(?:st\b|nd\b|rd\b|th\b)?",
    _plain,
)
_PLAIN = (_SYMBOLS, _ITEMS, _FIGURES)
_WORD = "|".join(
    f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sorted((*_WORDS, *_LOOSE_WORDS), key=len, reverse=True)
)
"""Words in small letters or with a capital."""

_RULES: dict[str, tuple[_Rule, ...]] = {
    "zh": (
        _rule(rf"第\s*({_N}(?:{_ALSO}(?:第\s*)?{_N})*)\s*条", _listed("Article")),
        _rule(rf"附件\s*((?:{_N}|[IVXLC]+)(?:{_ALSO}(?:{_N}|[IVXLC]+))*)", _listed("annex")),
        _rule(rf"附录\s*((?:{_N}|[IVXLC]+)(?:{_ALSO}(?:{_N}|[IVXLC]+))*)", _listed("appendix")),
        _SYMBOLS,
        _ITEMS,
        _rule(rf"({_N})\s*月", _month),
        _FIGURES,
        _rule(rf"(?:第\s*|百分之\s*|分之\s*)({_CN}+)", _chinese_number),
        _rule("(首)(?=次|届)", _chinese_first),
        _rule(rf"({_CN}+)(?={_COUNTED})", _chinese_count),
        _rule(rf"^\0*({_CN}+)\0*$", _chinese_number),
    ),
    "en": (
        _rule(rf"\bArticles?\s+({_R}(?:{_AND}{_R})*)", _listed("Article")),
        _rule(rf"\b[Aa]nnex(?:es)?\s+({_R}\b(?:{_AND}{_R}\b)*)", _listed("annex")),
        _rule(rf"\b[Aa]ppend(?:ix|ices)\s+({_R}\b(?:{_AND}{_R}\b)*)", _listed("appendix")),
        _SYMBOLS,
        _ITEMS,
        _rule(r"\b(?:[Pp]art|[Ss]ection|[Cc]hapter|[Vv]olume)\s+([IVXLC]+)\b", _english_roman),
        _rule(rf"(?:(?<=\d )|(?<=\d\u00a0))({'|'.join(_MONTHS)})\b", _english_month),
        _rule(rf"\b({'|'.join(_MONTHS)})(?=\s+\d)", _english_month),
        _FIGURES,
        _rule(rf"(?<![^\W_])((?:{_WORD})(?:-(?:{_WORD}))?)\b", _english_word),
    ),
}
"""What says a number in each language, in the order in which it is looked for."""
