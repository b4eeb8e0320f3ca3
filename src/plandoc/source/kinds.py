"""What a logical line is, from its first characters: text, heading, column, slot, fence or footnote."""

import re
from dataclasses import dataclass
from enum import StrEnum

from plandoc.model.blocks import PartKind
from plandoc.notation.tokens import MARK
from plandoc.source.lines import RawLine

COLUMN_LEVEL = 4
"""Headings of this level name the column, in a table part."""
_SLOT = re.compile(r"\{\+(?P<part>[A-Za-z0-9_-]+)\}\s*")
_FENCE_OPEN = re.compile(rf"(?:{MARK})?(?P<bracket>[\[⟦［])\s*")
_FENCE_CLOSE = re.compile(r"(?P<bracket>[\]⟧］])\s*")
_FOOTNOTE = re.compile(r"\[\^(?P<name>[A-Za-z0-9_-]+)\]:[ \t]*")


class RawKind(StrEnum):
    """Kinds of logical lines."""

    TEXT = "text"
    COLUMN = "column"
    SLOT = "slot"
    OPEN_FENCE = "open-fence"
    CLOSE_FENCE = "close-fence"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The kind of a line with what was matched."""

    kind: RawKind
    match: re.Match[str] | None = None


def kind_of(text: str, line: RawLine, part: PartKind) -> Kind:
    """Return what a line of a part is; headings that are no columns count as text."""
    typed = text[line.start : line.end]
    if line.heading:
        column = part is PartKind.TABLE and line.heading == COLUMN_LEVEL
        return Kind(kind=RawKind.COLUMN if column else RawKind.TEXT)
    for kind, pattern in (
        (RawKind.SLOT, _SLOT),
        (RawKind.OPEN_FENCE, _FENCE_OPEN),
        (RawKind.CLOSE_FENCE, _FENCE_CLOSE),
    ):
        match = pattern.fullmatch(typed)
        if match:
            return Kind(kind=kind, match=match)
    match = _FOOTNOTE.match(typed)
    return Kind(kind=RawKind.FOOTNOTE, match=match) if match else Kind(kind=RawKind.TEXT)
