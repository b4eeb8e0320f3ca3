"""The translated text that is most like a new one: an index of pairs of characters, for suggestions only.

Texts are compared outside their brackets, and what one text decides is never offered for what another agrees to. The
index looks at the rarest pairs first, so that 5,000 texts are searched in milliseconds.
"""

import re
from collections.abc import Iterable

from plandoc.language.differing import plain_marks

LEAST = 75
"""Per cent from which on a text is worth offering; what translation memory tools take by default."""
_SHORTEST = 6
"""Characters that must stand outside the brackets for them alone to be compared."""
_MARKS = re.compile(r"\{[^{}]*\}|\[\^[^\[\]]*\]|[\[\]*/\\\s]")
_INNERMOST = re.compile(r"(?<!\\)\[[^\[\]]*\]")
_STARRED = re.compile(r"(?<!\\)\*([^*]+)\*")
_CHINESE_VERBS = (
    "注意到|认识到|认识|决定|商定|同意|通过|核可|核准|赞同|欢迎|敦促|促请|邀请|鼓励|要求|请求|建议|呼吁|吁请|强调|回顾|确认|重申"
    "|表示|感谢|审议|授权|指示|承认|铭记|关切|支持|谴责|(?<!申)请"
)
_ENGLISH_VERBS = (
    r"decid|agree|adopt|approv|endors|welcom|urg|request|invit|encourag|recommend|call|not|recogni[sz]|emphasi[sz]|stress"
    r"|recall|reaffirm|reiterat|express|authori[sz]|acknowledg|tak"
)
_OPERATIVE = re.compile(rf"{_CHINESE_VERBS}|\b(?:{_ENGLISH_VERBS})(?:s|es|ed|ing)\b", re.IGNORECASE)
"""Verbs by which a meeting acts. Source: United Nations Editorial Manual, resolutions and decisions."""


def operative_verbs(text: str) -> frozenset[str]:
    """Return what a text does: the verbs between its stars, or what stands there; without stars, all its verbs."""
    starred = _STARRED.findall(text)
    verbs = _OPERATIVE.findall(" ".join(starred) if starred else text)
    return frozenset(verb.lower() for verb in verbs) or frozenset(starred)


def likeness(one: str, other: str) -> int:
    """Return how alike two texts are outside their brackets, in per cent."""
    return _dice(_pairs(one), _pairs(other))


class Likenesses:
    """An index of texts to search for the one most like another."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Index the texts; the first of two equal ones counts."""
        self._texts = tuple(dict.fromkeys(texts))
        self._pairs = tuple(_pairs(text) for text in self._texts)
        self._places: dict[str, list[int]] = {}
        for place, pairs in enumerate(self._pairs):
            for pair in pairs:
                self._places.setdefault(pair, []).append(place)

    def nearest(self, text: str) -> tuple[str, int] | None:
        """Return the text most like this one, with its likeness in per cent; None where none reaches `LEAST`."""
        pairs = _pairs(text)
        found = [(_dice(pairs, self._pairs[place]), -place) for place in self._candidates(pairs)]
        verbs = operative_verbs(text)
        for percent, place in sorted(found, reverse=True):
            if percent < LEAST:
                return None
            if operative_verbs(self._texts[-place]) == verbs:
                return self._texts[-place], percent
        return None

    def _candidates(self, pairs: frozenset[str]) -> set[int]:
        """Return the places of all texts that can reach `LEAST`.

        A text with likeness t shares at least t / (2 - t) of the pairs; so any larger rest of them has one in common.
        """
        share = LEAST / (200 - LEAST)
        needed = len(pairs) - int(share * len(pairs)) + 1
        rarest = sorted(pairs, key=lambda pair: len(self._places.get(pair, ())))[:needed]
        return {place for pair in rarest for place in self._places.get(pair, ())}


def _pairs(text: str) -> frozenset[str]:
    wording = _compared(text)
    return frozenset(wording[at : at + 2] for at in range(max(1, len(wording) - 1))) - {""}


def _compared(text: str) -> str:
    """Return the characters that likeness is measured on: those outside brackets, or all where these are few."""
    outside, inner = text, ""
    while outside != inner:
        outside, inner = _INNERMOST.sub("", outside), outside
    outside = _MARKS.sub("", outside)
    return plain_marks(outside if len(outside) >= _SHORTEST else _MARKS.sub("", text))


def _dice(one: frozenset[str], other: frozenset[str]) -> int:
    """Return twice the shared pairs over all pairs, in per cent, rounded down. Source: Dice, Ecology 26 (1945)."""
    total = len(one) + len(other)
    return 200 * len(one & other) // total if total else 0
