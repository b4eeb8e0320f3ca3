"""A chosen part into the part that is agreed: without what was settled, and as an editor would have left its lines."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from plandoc.agreement.front_matter import settle_front_matter
from plandoc.model.blocks import Block, Closing, Column, Footnote, Line, LineKind, Opening, Part, Structure
from plandoc.model.inline import Inline
from plandoc.model.printed import BlockKind

_ROWS = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.BAND, BlockKind.GOAL)
"""Blocks that end the cell before them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What becomes of the blocks of the sources."""

    gone: frozenset[str]
    """Ids of the blocks that leave the text."""
    contents: Mapping[str, tuple[Inline, ...]]
    """Words of the blocks that have other ones, by id."""


def settle_part(part: Part, settlement: Settlement) -> Part:
    """Return a chosen part with every decided bracket taken off, its blocks and columns gone or in their new words.

    What is still open keeps its brackets: where the first or the last block of a run is gone, they stand at the one
    that is the first or the last now. Ids are those of before.
    """
    columns = tuple(_column(column, settlement) for column in part.columns if column.head.id not in settlement.gone)
    borders = _Borders(part, settlement)
    dropped = frozenset(_dropped_lines(part, settlement))
    kept = (None if at in dropped else borders.settled(line) for at, line in enumerate(part.lines))
    settled = replace(part, columns=columns, lines=tuple(_tidied(kept)))
    return replace(settled, front_matter=settle_front_matter(part, settled))


def settled_block(block: Block, settlement: Settlement) -> Block:
    """Return a block in its new words, within the options that are still open."""
    return replace(
        block,
        content=settlement.contents.get(block.id, block.content),
        enclosures=tuple(one for one in block.enclosures if one.chosen is None),
    )


def _column(column: Column, settlement: Settlement) -> Column:
    note = column.note if column.note and column.note.id not in settlement.gone else None
    head = settled_block(column.head, settlement)
    return replace(column, head=head, note=note and settled_block(note, settlement))


class _Borders:
    """Where the options round blocks begin and end in a part, once it is settled."""

    def __init__(self, part: Part, settlement: Settlement) -> None:
        self._settlement = settlement
        blocks = tuple(line for line in part.lines if isinstance(line, Block))
        self._open = {one.option for block in blocks for one in block.enclosures if one.chosen is None}
        self._openings = dict(self._carried_down(blocks))
        self._closings = dict(self._carried_up(blocks))

    def settled(self, line: Line) -> Line:
        """Return a line that stays."""
        match line:
            case Block():
                return replace(
                    settled_block(line, self._settlement),
                    opening=self._openings[line.id],
                    closing=self._closings[line.id],
                )
            case Footnote(block=block):
                return replace(line, block=settled_block(block, self._settlement))
            case Structure():
                return line

    def _carried_down(self, blocks: Iterable[Block]) -> Iterator[tuple[str, tuple[Opening, ...]]]:
        """Yield the opening brackets of each block that stays; those of blocks that are gone come before its own."""
        carried: list[Opening] = []
        for block in blocks:
            own = [one for one in block.opening if one.option is None or one.option in self._open]
            if block.id not in self._settlement.gone:
                yield block.id, (*carried, *own)
                carried = []
                continue
            closed = {one.option for one in block.closing}
            carried = [one for one in (*carried, *own) if one.option not in closed]

    def _carried_up(self, blocks: tuple[Block, ...]) -> Iterator[tuple[str, tuple[Closing, ...]]]:
        """Yield the closing brackets of each block that stays; those of blocks that are gone come after its own."""
        carried: list[Closing] = []
        for block in reversed(blocks):
            own = [one for one in block.closing if one.option is None or one.option in self._open]
            if block.id not in self._settlement.gone:
                yield block.id, (*own, *carried)
                carried = []
                continue
            opened = {one.option for one in block.opening}
            carried = [one for one in (*own, *carried) if one.option not in opened]


def _dropped_lines(part: Part, settlement: Settlement) -> Iterator[int]:
    """Yield the places of the lines that leave the part."""
    for at, line in enumerate(part.lines):
        match line:
            case Block(id=identifier) | Footnote(block=Block(id=identifier)) if identifier in settlement.gone:
                yield at
            case _:
                pass
    yield from _dropped_fences(part, settlement)
    yield from _dropped_columns(part, settlement)


def _dropped_fences(part: Part, settlement: Settlement) -> Iterator[int]:
    """Yield the lines of fences that are settled, or that hold nothing any more."""
    decided = {one.option for block in part.blocks() for one in block.enclosures if one.chosen is not None}
    holding: list[tuple[int, int]] = []
    stay = 0
    for at, line in enumerate(part.lines):
        match line:
            case Structure(kind=LineKind.OPEN_FENCE):
                holding.append((at, stay))
            case Structure(kind=LineKind.CLOSE_FENCE, name=option) if holding:
                opened, before = holding.pop()
                if option in decided or stay == before:
                    yield opened
                    yield at
            case Block(id=identifier) if identifier not in settlement.gone:
                stay += 1
            case Structure(kind=LineKind.SLOT):
                stay += 1
            case _:
                pass


def _dropped_columns(part: Part, settlement: Settlement) -> Iterator[int]:
    """Yield the lines that name the column of a cell which lost all its blocks, its row or its column."""
    columns = {column.key for column in part.columns if column.head.id in settlement.gone}
    for at, cell, row in tuple(_cells(part)):
        line = part.lines[at]
        named = line.name if isinstance(line, Structure) else ""
        is_emptied = bool(cell) and settlement.gone.issuperset(cell)
        if is_emptied or named in columns or (not cell and row in settlement.gone):
            yield at


def _cells(part: Part) -> Iterator[tuple[int, list[str], str]]:
    """Yield each cell: the place of the line that names its column, the ids of its blocks, the id of its row.

    The list of blocks is whole when all cells have been yielded.
    """
    row, cell = "", list[str]()
    for at, line in enumerate(part.lines):
        match line:
            case Structure(kind=LineKind.COLUMN):
                cell = []
                yield at, cell, row
            case Block(kind=kind, id=identifier) if kind in _ROWS:
                row, cell = identifier, []
            case Block(id=identifier):
                cell.append(identifier)
            case _:
                pass


def _tidied(lines: Iterable[Line | None]) -> Iterator[Line]:
    """Yield the lines that stay; where some are gone, the blank lines round them are those of one gap."""
    written = 0
    gap: list[Line] = []
    is_cut = False
    for line in lines:
        if line is None:
            is_cut = True
        elif isinstance(line, Structure) and line.kind is LineKind.BLANK:
            # Where what is gone stood right below a line that stays, the gap after it is the gap of that line.
            if not is_cut or (written and not gap):
                gap.append(line)
        else:
            yield from gap
            yield line
            written += 1
            gap, is_cut = [], False
    if not is_cut:
        yield from gap
