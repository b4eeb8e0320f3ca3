"""Ids of options and blocks as names that survive a word processor: bookmarks and tags of content controls.

Bookmarks outlive every save (LibreOffice drops nested tags), so import recognises an option by its bookmark first.
"""

from hashlib import sha1
from typing import Final

LONGEST_TAG: Final = 64
"""Characters that Word keeps of a tag or an alias; it cuts the rest without a word."""


def bookmark_name(option: str, echo: int = 0) -> str:
    """Name of the bookmark round an option: 23 characters, of the 40 that Word allows.

    `echo` counts how often the option has begun before in the document, so that names are unique there;
    who reads a document back recomputes the names from the ids of the source, no table is needed.
    """
    return f"pd_{_digest(option if echo == 0 else f'{option}@{echo}')}"


def target_name(block: str) -> str:
    """Name of the bookmark that cross-references to a block follow; Word hides names with a leading stroke."""
    return f"_pd_{_digest(block)}"


def control_tag(option: str) -> str:
    """Tag and alias of an option's controls: its id, or where that is too long its head and a digest."""
    if len(option) <= LONGEST_TAG:
        return option
    return f"{option[: LONGEST_TAG - 9]}~{_digest(option)[:8]}"


def _digest(identity: str) -> str:
    return sha1(identity.encode(), usedforsecurity=False).hexdigest()[:20]
