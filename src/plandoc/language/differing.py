"""Two wordings of one unit: what differs, in a line that a translator reads, and whether it matters to a translation.

Marks of the difference are « », which neither the notation nor Chinese text uses.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

_HAN = r"\u2e80-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"\{{[^{{}}]*\}}|[{_HAN}]|[^\W{_HAN}]+|\s+|.", re.DOTALL)
_LABEL = re.compile(r"\{([^{}]*)\}(?=\[)")
_SPACE = re.compile(r"(?<![a-zA-Z0-9])\s+|\s+(?![a-zA-Z0-9])")
_SENTENCE_MARK = re.compile(r"(?<![0-9])[,.:;!?、]|[,.:;!?、](?![0-9])")
_SAME = str.maketrans(
    "".join(map(chr, range(0xFF01, 0xFF5F))) + "。｡“”‘’–\u3000",
    "".join(map(chr, range(0x21, 0x7F))) + "..\"\"''- ",
)
"""Full-width marks and typographic quotation marks to their plain forms."""
_CONTEXT = 12
"""Characters of what is equal that stand on either side of a difference."""


def difference(before: str, after: str) -> str:
    """Return the new wording with what went as «-…» and what came as «+…»; long equal stretches are cut with ….

    Han characters are compared one by one, other scripts word by word.
    """
    pieces: list[str] = []
    changes = _changes(_TOKEN.findall(before), _TOKEN.findall(after))
    for went, came in changes:
        if went == came:
            pieces.append(went)
        else:
            pieces.append((f"«-{went}»" if went else "") + (f"«+{came}»" if came else ""))
    last = len(pieces) - 1
    shown = (piece if piece.startswith("«") else _cut(piece, at, last) for at, piece in enumerate(pieces))
    return "".join(shown).replace("\n", "↵")


def _changes(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Yield stretches with what they were and what they are; a single token between two changes goes with them."""
    operations = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    went, came = "", ""
    for at, (kind, start, end, new_start, new_end) in enumerate(operations, 1):
        old, new = "".join(before[start:end]), "".join(after[new_start:new_end])
        is_between = (went or came) and at < len(operations)
        if kind != "equal" or (end - start == 1 and is_between):
            went, came = went + old, came + new
            continue
        if went or came:
            yield went, came
        yield old, new
        went, came = "", ""
    if went or came:
        yield went, came


def _cut(text: str, at: int, last: int) -> str:
    head = 0 if at == 0 else _CONTEXT
    tail = 0 if at == last else _CONTEXT
    if len(text) <= head + tail + 1:
        return text
    return f"{text[:head]}…{text[len(text) - tail :] if tail else ''}"


def renamed_labels(before: str, after: str) -> Mapping[str, str] | None:
    """Return how labels are called now, or None where more changed than a translation can keep.

    It keeps its place where only labels, sentence marks, the width of marks or white space changed. Marks between
    figures count: 1.5 is not 15.
    """
    if _skeleton(before) != _skeleton(after):
        return None
    pairs = dict(zip(_LABEL.findall(before), _LABEL.findall(after), strict=True))
    consistent = [pairs[label] for label in _LABEL.findall(before)] == _LABEL.findall(after)
    return pairs if consistent and len(set(pairs.values())) == len(pairs) else None


def rename_labels(text: str, names: Mapping[str, str]) -> str:
    """Return a translation with its labels called as they are now."""
    return _LABEL.sub(lambda match: "{" + names.get(match[1], match[1]) + "}", text)


def _skeleton(text: str) -> str:
    """Return what of a wording a translation depends on."""
    unlabelled = _LABEL.sub("{}", plain_marks(text))
    return _SPACE.sub("", _SENTENCE_MARK.sub("", unlabelled)).strip()


def plain_marks(text: str) -> str:
    """Return a text with full-width marks, quotation marks and dashes in their plain forms."""
    return text.translate(_SAME)
