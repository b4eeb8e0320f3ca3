"""Tracked changes of WordprocessingML (ECMA-376 part 1, 17.13.5): runs, paragraph marks, rows, former properties."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC
from itertools import count
from typing import Final

from plandoc.model.printed import Change, Revision
from plandoc.render.docx.runs import printable

_ELEMENTS: Final = {Change.INSERTED: "ins", Change.DELETED: "del"}
_IN_DELETIONS: Final = (
    ("<w:t>", "<w:delText>"),
    ("<w:t ", "<w:delText "),
    ("</w:t>", "</w:delText>"),
    ("<w:instrText ", "<w:delInstrText "),
    ("</w:instrText>", "</w:delInstrText>"),
)
"""What runs are called inside a deletion; text is escaped, so no other `<` can match."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """Marks what changed, each mark with a number that nothing else in the file has."""

    signature: str
    """Author and date as attributes; empty in a document that is no redline, which has nothing to mark."""
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    """Numbers of bookmarks and tracked changes."""

    def marked(self, runs: str, change: Change | None) -> str:
        """Return runs as they stand in a redline; no run gives no mark."""
        if change is None or not runs:
            return runs
        if change is Change.DELETED:
            for name, deleted in _IN_DELETIONS:
                runs = runs.replace(name, deleted)
        element = _ELEMENTS[change]
        return f'<w:{element} w:id="{next(self.ids)}" {self.signature}>{runs}</w:{element}>'

    def sign(self, change: Change | None) -> str:
        """Return what a paragraph's mark or a row bears among its properties."""
        return "" if change is None else f'<w:{_ELEMENTS[change]} w:id="{next(self.ids)}" {self.signature}/>'

    def former(self, properties: str) -> str:
        """Return the properties that a paragraph had in the first text, as the last child of those that it has now."""
        return f'<w:pPrChange w:id="{next(self.ids)}" {self.signature}><w:pPr>{properties}</w:pPr></w:pPrChange>'


def signature_of(revision: Revision) -> str:
    """Return author and date of a redline as attributes, the date in Coordinated Universal Time."""
    date = revision.date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f'w:author="{printable(revision.author)}" w:date="{date}"'


def put_last(text: str, element: str, child: str) -> str:
    """Return the text with a child added behind those of the first element of that name that is not empty."""
    head, closing, rest = text.partition(f"</{element}>")
    return f"{head}{child}{closing}{rest}"


def inside(text: str, element: str) -> str:
    """Return what stands in the first element of that name, which has no attributes."""
    return text.partition(f"<{element}>")[2].partition(f"</{element}>")[0]
