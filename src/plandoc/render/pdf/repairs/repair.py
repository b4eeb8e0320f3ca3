"""What a repair of WeasyPrint is: a fault, the versions it is tested with, a change, and what is done without it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

__all__ = ["Repair"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One repair. It changes WeasyPrint only inside the context that `applied` returns."""

    name: str
    fault: str
    """What is wrong without the repair, in one clause."""
    versions: str
    """Start of the WeasyPrint versions that the acceptance tests cover."""
    fits: Callable[[], bool]
    """Whether the parts that the repair changes still look as it expects; imports WeasyPrint."""
    applied: Callable[[], AbstractContextManager[None]]
    style: str
    """CSS that goes with the repaired layout."""
    fallback_style: str
    """CSS that does without the repair."""
    fallback: str
    """What the reader gets then, in one clause."""
