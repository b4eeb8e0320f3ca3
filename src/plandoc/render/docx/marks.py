"""Which paragraph marks a redline tracks, so that accepting or rejecting leaves every paragraph as it is in one text.

A text, a cell and what stands before a table all end with a mark that cannot go. Where blocks change behind the last
kept one, it is therefore the mark *before* each of them that comes or goes with it, and where paragraphs then join,
the mark that is left says how the joined paragraph looks. Word takes its look from there (ECMA-376 part 1, 17.13.5.15:
the contents join those of the following paragraph); LibreOffice takes it from the first paragraph that has words left.
Both give the same only if the two agree, which is what `Line.first` and `Line.second` are for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plandoc.model.printed import Change, PrintedBlock
from plandoc.render.docx.sides import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A block and what its place in the document gives to its paragraph."""

    block: PrintedBlock
    page_break: bool = False
    """Whether it begins a page."""
    former_page_break: bool = False
    """Whether it begins a page in the first text of a redline."""
    anchor: str = ""
    """Id of a part that it opens."""
    style: str = ""
    """Its paragraph style, where its kind alone does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph of a redline."""

    entries: tuple[Entry, ...]
    """One block; or a block of either text, where both have only the one mark that cannot go."""
    mark: Change | None
    """Which text alone has the mark at its end."""
    first: Entry | None
    """The block that it looks like in the first text; None for a paragraph that is left empty."""
    second: Entry | None

    @property
    def is_alike(self) -> bool:
        """Whether both texts surely set it alike: one block with one label."""
        entry = self.second
        return (
            entry is not None
            and entry is self.first
            and entry.block.was is None
            and entry.page_break == entry.former_page_break
        )


def plan_lines(entries: Sequence[Entry]) -> list[Line]:
    """Return the paragraphs of a stretch that ends with a mark which cannot go."""
    if all(entry.block.change is None for entry in entries):
        return tracked_lines(entries)
    held = _held(entries)
    changes = [one[0].block.change if len(one) == 1 else None for one in held]
    last_kept = max((at for at, change in enumerate(changes) if change is None), default=0)
    marks = (*changes[:last_kept], *changes[last_kept + 1 :], None)
    looks = [_looks(held, marks, side) for side in (Side.FIRST, Side.SECOND)]
    return [
        Line(entries=one, mark=mark, first=first, second=second)
        for one, mark, first, second in zip(held, marks, *looks, strict=True)
    ]


def tracked_lines(entries: Sequence[Entry]) -> list[Line]:
    """Return a paragraph for each block, its mark tracked as the block is: all stay, or the whole row comes or goes."""
    return [Line(entries=(one,), mark=one.block.change, first=one, second=one) for one in entries]


def _held(entries: Sequence[Entry]) -> list[tuple[Entry, ...]]:
    """The blocks of each paragraph: where both texts have blocks and none in common, two of them share one."""
    held = [(entry,) for entry in entries]
    changes = [entry.block.change for entry in entries]
    if None in changes or len(set(changes)) < len(Change):
        return list(held)
    at = next(at for at, (one, other) in enumerate(pairwise(changes)) if one is not other)
    return [*held[:at], (*held[at], *held[at + 1]), *held[at + 2 :]]


def _looks(held: Sequence[tuple[Entry, ...]], marks: Sequence[Change | None], side: Side) -> list[Entry | None]:
    """What each paragraph looks like in one text: its own block, or if its mark ends another's words, that block.

    Where insertions are rejected and nothing is left, LibreOffice keeps the look of the first paragraph; so all of
    them look like the empty one.
    """
    owned = [next((entry for entry in entries if side.has(entry.block.change)), None) for entries in held]
    emptied = side is Side.FIRST and not any(owned)
    looks: list[Entry | None] = []
    carried: Entry | None = None
    for entries, own, mark in zip(held, owned, marks, strict=True):
        carried = own or carried
        looks.append(carried if own or emptied or side.has(mark) else entries[0])
    return looks
