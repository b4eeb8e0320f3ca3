"""What shows that a translation is unfinished, and marks at its end that are not those of the source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import name

from plandoc.diagnostics import Findings
from plandoc.language.parity.pairs import Pair, Places
from plandoc.language.parity.shapes import BLANK, Shape, Slot

_ENDS = {
    **dict.fromkeys(".。．。۔", "a full stop"),
    **dict.fromkeys(";；؛", "a semicolon"),
    **dict.fromkeys(",，、､،", "a comma"),
    **dict.fromkeys(":：", "a colon"),
    **dict.fromkeys("?？؟", "a question mark"),
    **dict.fromkeys("!！", "an exclamation mark"),
}
_NO_MARK = "no mark"
_AFTER_THE_END = re.compile(r"(?:\[\^[A-Za-z0-9_-]+\]|\{[a-z][a-z0-9_]*\}(?=\[)|[\s\]⟧*\"”’»]|(?<=\s)[)）]|\[)+$")
"""What may stand after the last mark: footnote marks, closing brackets, stars, closing quotation marks."""
_IDEOGRAPHIC = frozenset({"zh", "ja", "ko"})
_FOREIGN = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]+")
"""Signs of Chinese, Japanese and Korean text: ideographs and full-width marks (Unicode Standard Annex 11)."""
_DOUBLED = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_HIDDEN = re.compile("[\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    """One sign that a translation is not finished."""

    start: int
    end: int
    message: str
    hint: str


def compare_ends(pair: Pair, findings: Findings) -> None:
    """Report a translation that does not end with the same mark, looking through brackets and footnote marks."""
    ours, theirs = _end(pair.source.shape.text), _end(pair.target.shape.text)
    here, there = _mark(pair.target.shape.text, theirs), _mark(pair.source.shape.text, ours)
    if here == there or _end_in_the_same_choice(pair, theirs, ours):
        return
    pair.report(
        findings,
        "PD071",
        f"the translation ends with {here}, the source with {there}.",
        Places(target=(theirs - 1, theirs), source=(ours - 1, ours)),
        hint="End the translation with the mark of its language that answers the mark of the source.",
    )


def _end_in_the_same_choice(pair: Pair, theirs: int, ours: int) -> bool:
    """Return whether both texts end within one choice, whose options have their marks, only in another order."""
    slots = _slot_at(pair.target.shape, theirs - 1), _slot_at(pair.source.shape, ours - 1)
    if not all(slots) or len({slot[0] for slot in slots if slot}) > 1:
        return False
    own = pair.source.shape.own, pair.target.shape.own
    ends = [[_mark(words[slot], len(words[slot].rstrip(BLANK))) for slot in slots if slot in words] for words in own]
    return ends[0] == ends[1]


def _slot_at(shape: Shape, offset: int) -> Slot:
    return next((slot for slot, words in shape.own.items() if words[offset : offset + 1] != BLANK), None)


def _end(text: str) -> int:
    """Return the offset after the last character that says something."""
    after = _AFTER_THE_END.search(text)
    return max(1, after.start() if after else len(text))


def _mark(text: str, end: int) -> str:
    return _ENDS.get(text[end - 1 : end], _NO_MARK)


def check_finish(pair: Pair, findings: Findings) -> None:
    """Report words left in the source's language, spaces and marks that do not belong to the translation's."""
    text = pair.target.shape.text
    if text == pair.source.shape.text and _FOREIGN.search(text):
        faults = [_Fault(start=0, end=len(text), message="the translation is the source.", hint="Translate it.")]
    else:
        faults = [*_foreign_signs(pair), *_spaces(text), *_emphasis(pair)]
    for fault in faults:
        pair.report(
            findings,
            "PD072",
            fault.message,
            Places(target=(fault.start, fault.end), source=(0, len(pair.source.shape.text))),
            hint=fault.hint,
        )


def _foreign_signs(pair: Pair) -> Iterator[_Fault]:
    """Yield every stretch of ideographs or full-width marks in a text of another script."""
    if pair.target.language.partition("_")[0] in _IDEOGRAPHIC:
        return
    for match in _FOREIGN.finditer(pair.target.shape.text):
        yield _Fault(
            start=match.start(),
            end=match.end(),
            message=f"{match[0]} stands in the translation{_which(match[0])}.",
            hint="Write the words and marks of the translation's own language.",
        )


def _which(signs: str) -> str:
    return f" ({name(signs, 'a character without a name').lower()})" if len(signs) == 1 else ""


def _spaces(text: str) -> Iterator[_Fault]:
    for match in _DOUBLED.finditer(text):
        yield _Fault(start=match.start(), end=match.end(), message="two spaces stand together.", hint="Keep one.")
    for match in _HIDDEN.finditer(text):
        yield _Fault(
            start=match.start(),
            end=match.end(),
            message="a character that cannot be seen stands here.",
            hint="Delete it.",
        )
    if text != text.strip():
        start, end = (0, 1) if text[:1].isspace() else (len(text) - 1, len(text))
        yield _Fault(start=start, end=end, message="a space stands at the edge of the translation.", hint="Delete it.")


def _emphasis(pair: Pair) -> Iterator[_Fault]:
    if pair.source.shape.emphases and not pair.target.shape.emphases:
        yield _Fault(
            start=0,
            end=1,
            message="no words are emphasised, and in the source some are.",
            hint="Put stars round the words that lead: `*Welcomes*`.",
        )
