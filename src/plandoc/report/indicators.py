"""The indicators of the tables, which questions feed."""

from collections.abc import Iterable, Iterator

from plandoc.model.blocks import Block, Part, PartKind
from plandoc.model.printed import BlockKind

COLUMN = "ind"
"""Key of the column that holds indicators."""


def indicator_blocks(parts: Iterable[Part]) -> Iterator[Block]:
    """Yield the indicators of all tables, in the order of the text."""
    for part in parts:
        if part.kind is PartKind.TABLE:
            yield from (block for block in part.blocks() if block.column == COLUMN and block.kind is BlockKind.ITEM)


def goal_of(indicator: str) -> str:
    """Return the id of the goal that an indicator measures: `plan-1/A.1` for `plan-1/A.1/ind/a`."""
    return indicator.partition(f"/{COLUMN}")[0]
