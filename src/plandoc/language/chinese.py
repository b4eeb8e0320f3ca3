"""What is wrong at a seam in Chinese, and what to do about it; what can only be reported.

Sources: CLREQ (W3C) for marks and spaces; the order of strength 、 ， ； 。 is that of GB/T 15834-2011.
"""

import re

from plandoc.language.mending import DoubtRule, Joint, MendRule
from plandoc.language.punctuation import Punctuation

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff01-\uff60“”‘’…—]")


def _is_tight(_marks: Punctuation, joint: Joint) -> bool:
    """No white space stands between Han."""
    return bool(_HAN.match(joint.before) and _HAN.match(joint.after))


_PUNCTUATION = Punctuation(
    strength={"、": 1, "，": 2, ",": 2, "：": 3, "；": 3, ";": 3, "。": 4, "！": 4, "？": 4},
    full=4,
    pairs={"（": "）", "(": ")", "《": "》", "“": "”", "‘": "’", "「": "」"},
    blanks=" \t\u3000",
    is_tight=_is_tight,
)
RULES: tuple[MendRule, ...] = _PUNCTUATION.rules()

_CONJUNCTIONS = ("以及", "和", "或", "及", "并", "与")
_PREPOSITIONS = ("对于", "根据", "关于", "对", "向", "从", "为", "在", "由")
_VERBS = ("提供", "进行", "采取", "使用", "编制", "建立", "加强", "支持", "促进", "获得", "参与", "开展", "接受")


def _counted_nothing(joint: Joint) -> str | None:
    if joint.before == "第" and joint.after in ("次", "号", "届", "条", "项"):
        return f"第{joint.after} lacks its number."
    return None


def _hanging_word(joint: Joint) -> str | None:
    if joint.left is None or not _PUNCTUATION.ends_clause(joint):
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
