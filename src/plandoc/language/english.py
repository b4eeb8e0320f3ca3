"""What is wrong at a seam in English, and what to do about it; what can only be reported.

Sources: the United Nations Editorial Manual for punctuation and lists; the order of strength is , : ; .
"""

import re

from plandoc.language.mending import DoubtRule, Edit, Joint, MendRule
from plandoc.language.punctuation import Punctuation, no_space_at_marks

_ARTICLE = re.compile(r"(?:^|[\s(“‘])(an?)\s+$", re.IGNORECASE)
_SILENT = ("hour", "honest", "honour", "heir")
_CONSONANT_SOUND = ("uni", "use", "usu", "eu", "one", "once")


_PUNCTUATION = Punctuation(
    strength={",": 1, ":": 2, ";": 3, ".": 4, "!": 4, "?": 4},
    full=4,
    pairs={"(": ")", "“": "”", "‘": "’", "[": "]"},
    blanks=" \t\u00a0",
    is_tight=no_space_at_marks,
)


def _capital(joint: Joint) -> Edit | None:
    """A block that began with a capital letter goes on beginning with one."""
    if joint.left is not None or joint.right is None or not joint.capital or not joint.after.islower():
        return None
    return Edit(start=joint.right, end=joint.right + 1, text=joint.after.upper())


def _article(joint: Joint) -> Edit | None:
    """`a` and `an` follow the word that now comes after them."""
    match = _ARTICLE.search(joint.text[: joint.at]) if joint.right is not None else None
    if match is None or joint.right is None or not joint.after.isalpha():
        return None
    wanted = "an" if _sounds_like_a_vowel(joint.text[joint.right :]) else "a"
    if match[1].lower() == wanted:
        return None
    written = match[1][0] + wanted[1:]
    return Edit(start=match.start(1), end=match.end(1), text=written)


def _sounds_like_a_vowel(words: str) -> bool:
    word = words.lower()
    if word.startswith(_SILENT):
        return True
    return word[0] in "aeiou" and not word.startswith(_CONSONANT_SOUND)


RULES: tuple[MendRule, ...] = (*_PUNCTUATION.rules(), _capital, _article)

_CONJUNCTIONS = frozenset({"and", "or", "and/or", "as well as", "including"})
_PREPOSITIONS = frozenset({"of", "to", "for", "in", "on", "by", "with", "from", "under", "at", "the", "a", "an"})


def _hanging_word(joint: Joint) -> str | None:
    # A comma after the word may open a parenthesis: “and, where needed, to report”.
    if joint.left is None or not _PUNCTUATION.ends_clause(joint) or joint.after == ",":
        return None
    word = joint.text[: joint.left + 1].rsplit(maxsplit=1)[-1].lower()
    if word in _CONJUNCTIONS:
        return f"“{word}” joins nothing."
    return f"“{word}” has nothing after it." if word in _PREPOSITIONS else None


def _two_conjunctions(joint: Joint) -> str | None:
    around = joint.text[max(0, joint.at - 12) : joint.at + 12]
    match = re.search(r"\b(and|or) (and|or)\b", around)
    return f"“{match[0]}” joins nothing." if match else None


DOUBTS: tuple[DoubtRule, ...] = (_hanging_word, _two_conjunctions)

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_TIES = re.compile(
    r"\b(?P<word>Articles?|[Dd]ecisions?|[Aa]nnex(?:es)?|[Ss]ections?|[Pp]aragraphs?|[Gg]oals?)"
    r" (?=\d|[IVX]+\b|[A-Z][.-]|[A-Z]{2}[-/])"
    rf"|(?P<day>\b\d{{1,2}}) (?=(?:{_MONTHS})\b)"
)


def tie(text: str) -> str:
    """Return a text whose figures do not part from the words they count: `Article 17`, `decision CP-9/7`, `5 March`."""
    return _TIES.sub(lambda match: f"{match['word'] or match['day']}\u00a0", text)
