"""What the PDF stage has to say about a document that it printed: plain values that the build turns into diagnostics.

Nothing here stops a print; a notice names what was left out or replaced, so that nobody finds it on paper first.
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Notice", "NoticeKind"]


class NoticeKind(StrEnum):
    """Why a notice was given; the build has one diagnostic code for each."""

    REPAIR_LEFT_OUT = "repair-left-out"
    ADDRESS_REFUSED = "address-refused"
    GLYPH_MISSING = "glyph-missing"
    LAYOUT_WARNING = "layout-warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One sentence about the printed document, with what to do about it (empty if there is nothing to do)."""

    kind: NoticeKind
    message: str
    hint: str = ""
