"""What became of one target."""

from dataclasses import dataclass
from enum import StrEnum


class OutputState(StrEnum):
    """What became of an output file."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    """It stands there already as it would be written."""
    FAILED = "failed"
    """A finding says why; the last good output stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One output file after a build."""

    path: str
    """Path below the output folder, with forward slashes."""
    state: OutputState
    seconds: float = 0.0
    """What making it took; 0 where it was not made."""
    size: int = 0
    """Bytes of the file; 0 where it failed."""
