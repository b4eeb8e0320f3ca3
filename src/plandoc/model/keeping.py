"""What was made of objects before, found again by the very objects: no tree is compared, and none is hashed."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

MOST = 20_000
"""How many things are kept before all are forgotten."""
Made = TypeVar("Made")


class Kept(Generic[Made]):
    """Keeps what a pure function made of one object and of a few more values that can be hashed."""

    def __init__(self, most: int = MOST) -> None:
        """Start with nothing; of more than `most` things all are forgotten, so that memory has a bound."""
        self._most = most
        self._things: dict[tuple[int, Hashable], tuple[object, Made]] = {}

    def __len__(self) -> int:
        """Return how many things are kept."""
        return len(self._things)

    def get(self, one: object, more: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made of the very object `one` and of values equal to `more`; make it if it was not yet."""
        key = (id(one), more)
        found = self._things.get(key)
        if found is None:
            if len(self._things) >= self._most:
                self._things.clear()
            # The object is kept too: while it is, no other has its identity.
            found = self._things[key] = (one, make())
        return found[1]
