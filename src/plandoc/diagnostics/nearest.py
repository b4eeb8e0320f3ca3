"""The hint for a name that does not exist: the nearest one that does."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return a hint that asks for the nearest known name; `otherwise` where none is near."""
    # Of names equally near, difflib takes the last by the alphabet: the order of `known` does not matter.
    near = get_close_matches(name, list(known), n=1)
    return f"Did you mean {near[0]}?" if near else otherwise
