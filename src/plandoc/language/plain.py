"""Marks and spaces at a seam, for languages that have no rules of their own yet: Latin, Cyrillic and Arabic marks."""

from plandoc.language.mending import MendRule
from plandoc.language.punctuation import Punctuation, no_space_at_marks

_PUNCTUATION = Punctuation(
    strength={",": 1, "،": 1, ":": 2, ";": 3, "؛": 3, ".": 4, "!": 4, "?": 4, "؟": 4},
    full=4,
    pairs={"(": ")", "“": "”", "«": "»", "‘": "’"},
    blanks=" \t\u00a0",
    is_tight=no_space_at_marks,
)
RULES: tuple[MendRule, ...] = _PUNCTUATION.rules()
