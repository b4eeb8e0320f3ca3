"""What is visible: the one helper that every writer asks."""

from plandoc.model.blocks import Block, Enclosure
from plandoc.model.inline import Chosen


def is_taken(chosen: Chosen, index: int) -> bool:
    """Return whether option `index` shows: while its group is open, or when it was chosen."""
    return chosen is None or chosen == index


def is_admitted(block: Block) -> bool:
    """Return whether no block-level choice hides the block."""
    return all(is_taken(enclosure.chosen, enclosure.index) for enclosure in block.enclosures)


def open_enclosures(block: Block) -> tuple[Enclosure, ...]:
    """Return the block-level options round a block whose choice is open, outermost first."""
    return tuple(enclosure for enclosure in block.enclosures if enclosure.chosen is None)
