"""What was probably meant by a name that does not exist."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint: the nearest known name, or all known names where none is near."""
    names = {one.casefold(): one for one in sorted(known)}
    close = get_close_matches(name.casefold(), names, n=1, cutoff=0.5)
    if close:
        return f"Did you mean '{names[close[0]]}'?"
    return f"Known names: {', '.join(names.values())}." if names else "There is none yet."
