"""What is wrong at a seam in English, and what to do about it; what can only be reported.

Sources: the United Nations Editorial Manual for punctuation and lists; the order of strength is , : ; .
"""

import re

from plandoc.language.mending import DoubtRule, Edit, Joint, MendRule

_STRENGTH = {",": 1, ":": 2, ";": 3, ".": 4, "!": 4, "?": 4}
_FULL = 4
_PAIRS = {"(": ")", "“": "”", "‘": "’", "[": "]"}
_OPENERS, _CLOSERS = frozenset(_PAIRS), frozenset(_PAIRS.values())
_ARTICLE = re.compile(r"(?:^|[\s(“‘])(an?)\s+$", re.IGNORECASE)
_SILENT = ("hour", "honest", "honour", "heir")
_CONSONANT_SOUND = ("uni", "use", "usu", "eu", "one", "once")

FULL_STOP, SEMICOLON = ".", ";"
WEAK_ENDS = frozenset(";,")


def _spaces(joint: Joint) -> Edit | None:
    """White space at a seam: none at the ends of a block, after an opener or before a mark; one elsewhere."""
    start, end = joint.at, joint.at
    while start > 0 and joint.text[start - 1] in " \t\u00a0":
        start -= 1
    while end < len(joint.text) and joint.text[end] in " \t\u00a0":
        end += 1
    if start == end:
        return None
    bare = joint.left is None or joint.right is None or joint.before in _OPENERS
    if bare or joint.after in _STRENGTH or joint.after in _CLOSERS:
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
    """No weak mark stands before a closing parenthesis."""
    if joint.left is None or joint.after != ")" or _STRENGTH.get(joint.before, _FULL) == _FULL:
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


RULES: tuple[MendRule, ...] = (
    _spaces,
    _leading_mark,
    _trailing_mark,
    _two_marks,
    _empty_pair,
    _capital,
    _article,
)

_CONJUNCTIONS = frozenset({"and", "or", "and/or", "as well as", "including"})
_PREPOSITIONS = frozenset({"of", "to", "for", "in", "on", "by", "with", "from", "under", "at", "the", "a", "an"})


def _hanging_word(joint: Joint) -> str | None:
    # A comma after the word may open a parenthesis: “and, where needed, to report”.
    if joint.left is None or (joint.right is not None and joint.after not in _STRENGTH) or joint.after == ",":
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
