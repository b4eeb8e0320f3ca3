"""The few parts of WeasyPrint's boxes and styles that the repairs touch, as types: WeasyPrint ships none."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, Self, TypeAlias

__all__ = ["Box", "Element", "LayoutResult", "SkipStack", "Style", "replaced"]

SkipStack: TypeAlias = dict[int, "SkipStack | None"] | None
"""Where a layout goes on: child index to the same within that child; None is from its start."""


class Style(Protocol):
    """The computed style of a box."""

    def __getitem__(self, key: str, /) -> object:
        """Return the computed value of a property."""

    def __setitem__(self, key: str, value: object, /) -> None:
        """Set the computed value of a property."""

    def copy(self) -> Self:
        """Return a style that can be changed without changing this one."""


class Element(Protocol):
    """The HTML element from which a box was made."""

    def get(self, key: str) -> str | None:
        """Return an attribute, or None."""


class Box(Protocol):
    """One box of the layout tree. A layout never changes its input boxes' children; it returns copies."""

    children: "list[Box]"
    style: Style
    element: "Element | str | None"
    footnote: "Box | None"
    bookmark_label: object
    is_header: bool
    is_footer: bool
    text: str

    def copy(self) -> Self:
        """Return a shallow copy."""


LayoutResult: TypeAlias = tuple[Box | None, SkipStack, object, list[object], bool]
"""What a table layout returns: the laid-out table, where to go on, and three values for its container."""


@contextmanager
def replaced(owner: object, name: str, value: object) -> Iterator[None]:
    """Put `value` in the place of an attribute for as long as the context lasts."""
    original = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, original)
