"""What is wrong at a seam in Chinese, and what to do about it; what can only be reported.

Sources: CLREQ (W3C) for marks and spaces; the order of strength 、 ， ； 。 is that of GB/T 15834-2011.
"""

import re

from plandoc.language.mending import REFERENCE, DoubtRule, Edit, Joint, MendRule

_STRENGTH = {"、": 1, "，": 2, ",": 2, "：": 3, "；": 3, ";": 3, "。": 4, "！": 4, "？": 4}
_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "‘": "’", "「": "」"}
_OPENERS, _CLOSERS = frozenset(_PAIRS), frozenset(_PAIRS.values())
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff01-\uff60“”‘’…—]")

FULL_STOP, SEMICOLON = "。", "；"
WEAK_ENDS = frozenset("；;，,、")


def _spaces(joint: Joint) -> Edit | None:
    """White space at a seam: none between Han, none at the ends of a block, one elsewhere."""
    start, end = joint.at, joint.at
    while start > 0 and joint.text[start - 1] in " \t\u3000":
        start -= 1
    while end < len(joint.text) and joint.text[end] in " \t\u3000":
        end += 1
    if start == end:
        return None
    at_border = joint.left is None or joint.right is None
    if at_border or (_HAN.match(joint.before) and _HAN.match(joint.after)):
        return Edit(start=start, end=end)
    return Edit(start=start, end=end, text=" ") if end - start > 1 else None


def _leading_mark(joint: Joint) -> Edit | None:
    """No block begins with a mark, and nothing in parentheses does."""
    if joint.right is None or joint.after not in _STRENGTH:
        return None
    if joint.left is None or joint.before in _OPENERS:
        return Edit(start=joint.right, end=joint.right + 1)
    return None


def _trailing_mark(joint: Joint) -> Edit | None:
    """No weak mark stands before a closing parenthesis or quotation mark."""
    if joint.left is None or joint.after not in _CLOSERS or _STRENGTH.get(joint.before, 4) == 4:  # noqa: PLR2004
        return None
    return Edit(start=joint.left, end=joint.left + 1)


def _two_marks(joint: Joint) -> Edit | None:
    """Of two marks that meet, the stronger stays; of two equal ones, the first."""
    if joint.left is None or joint.right is None:
        return None
    before, after = _STRENGTH.get(joint.before), _STRENGTH.get(joint.after)
    if before is None or after is None:
        return None
    weaker = joint.right if before >= after else joint.left
    return Edit(start=weaker, end=weaker + 1)


def _empty_pair(joint: Joint) -> Edit | None:
    """Parentheses and quotation marks that lost what was inside go with it."""
    if joint.left is None or joint.right is None or _PAIRS.get(joint.before) != joint.after:
        return None
    return Edit(start=joint.left, end=joint.right + 1)


RULES: tuple[MendRule, ...] = (_spaces, _leading_mark, _trailing_mark, _two_marks, _empty_pair)

_CONJUNCTIONS = ("以及", "和", "或", "及", "并", "与")
_PREPOSITIONS = ("对于", "根据", "关于", "对", "向", "从", "为", "在", "由")
_VERBS = ("提供", "进行", "采取", "使用", "编制", "建立", "加强", "支持", "促进", "获得", "参与", "开展", "接受")


def _counted_nothing(joint: Joint) -> str | None:
    if joint.before == "第" and joint.after in ("次", "号", "届", "条", "项"):
        return f"第{joint.after} lacks its number."
    return None


def _hanging_word(joint: Joint) -> str | None:
    if joint.left is None or (joint.right is not None and joint.after not in _STRENGTH):
        return None
    before = joint.text[: joint.left + 1]
    for words, lack in (
        (_CONJUNCTIONS, "joins nothing"),
        (_PREPOSITIONS, "has nothing after it"),
        (_VERBS, "has no object"),
    ):
        for word in words:
            if before.endswith(word):
                return f"{word} {lack}."
    return None


DOUBTS: tuple[DoubtRule, ...] = (_counted_nothing, _hanging_word)


def has_words(text: str) -> bool:
    """Return whether a text says anything: a block of marks only says nothing."""
    return any(character.isalnum() or character == REFERENCE for character in text)
