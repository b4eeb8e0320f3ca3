"""Two sequences of things with ids into one merged order: what both have side by side, the rest where it stood."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias, TypeVar

Thing = TypeVar("Thing")
Step: TypeAlias = tuple[str, int, int, int, int]
"""What happens to a stretch: its name (`equal`, `replace`, `delete`, `insert`), start and end in either sequence."""


def steps(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Step]:
    """Return how the first sequence becomes the second; what only one of them has at a place is kept together."""
    # Without `autojunk`, or characters that are frequent in a long text would never be found again.
    return list(SequenceMatcher(None, first, second, autojunk=False).get_opcodes())


def align(
    first: Sequence[Thing], second: Sequence[Thing], identity: Callable[[Thing], Hashable]
) -> Iterator[tuple[Thing | None, Thing | None]]:
    """Yield pairs of what has the same identity; what only one has comes alone, of the first before of the second.

    What moved is found at one of its places only: there it is paired, or else it comes alone twice.
    """
    ids = [identity(one) for one in first], [identity(one) for one in second]
    if ids[0] == ids[1]:
        yield from zip(first, second, strict=True)
        return
    for name, start, end, other_start, other_end in steps(*ids):
        if name == "equal":
            yield from zip(first[start:end], second[other_start:other_end], strict=True)
            continue
        yield from ((one, None) for one in first[start:end])
        yield from ((None, one) for one in second[other_start:other_end])
