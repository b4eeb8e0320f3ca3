"""Names of answers in a Word file: the tags of controls, and the bookmarks round them that spell the same.

Word keeps tags, and so does LibreOffice from 25.2 on; 7.4 drops every tag on saving and keeps bookmarks.
"""

import re
from dataclasses import dataclass
from hashlib import sha1
from typing import Final

PREFIX: Final = "_a_"
"""Begins the names of the bookmarks; Word hides bookmarks whose names begin with a stroke."""
_LONGEST_BOOKMARK: Final = 40
_LONGEST_TAG: Final = 64
_SPELLED: Final = {"_": "__", ".": "_d", "-": "_h", "#": "_c", "@": "_r"}
"""How a bookmark spells what may stand in a tag and not in a bookmark."""
_MEANT: Final = {spelled: mark for mark, spelled in _SPELLED.items()}
_TAG: Final = re.compile(r"(?P<question>[A-Z0-9]+(?:\.[A-Za-z0-9_-]+)*)(?:@(?P<record>[1-9]\d*))?(?:#(?P<code>\S+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerKey:
    """What one control answers: a question, or one choice of it."""

    question: str
    record: int = 0
    """From 1 for a column of records; 0 for every other question."""
    code: str = ""
    """The choice that the control stands for; empty where it holds the whole answer."""

    @property
    def tag(self) -> str:
        """The key in one word: `Q101`, `Q101#full`, `Q009.name@2`."""
        record = f"@{self.record}" if self.record else ""
        return f"{self.question}{record}{f'#{self.code}' if self.code else ''}"

    @property
    def bookmark(self) -> str:
        """Name of the bookmark; a digest where Word would cut the spelled name off."""
        name = PREFIX + "".join(_SPELLED.get(mark, mark) for mark in self.tag)
        if len(name) <= _LONGEST_BOOKMARK:
            return name
        return f"{PREFIX}_x{sha1(self.tag.encode(), usedforsecurity=False).hexdigest()[:20]}"

    @property
    def control_tag(self) -> str:
        """The tag of the control; the name of the bookmark where Word would cut the tag off."""
        return self.tag if len(self.tag) <= _LONGEST_TAG else self.bookmark

    @property
    def is_spelled(self) -> bool:
        """Whether the name of the bookmark says the key by itself."""
        return read_name(self.bookmark) == self


def read_name(name: str) -> AnswerKey | None:
    """Return the key that a tag or a bookmark spells; None where it spells none, as a digest does."""
    if name.startswith(PREFIX):
        name = re.sub(r"_(.)", lambda match: _MEANT.get(match[0], "\0"), name.removeprefix(PREFIX))
    match = _TAG.fullmatch(name)
    if match is None:
        return None
    return AnswerKey(question=match["question"], record=int(match["record"] or 0), code=match["code"] or "")
