"""Keep a footnote on the page of its call.

WeasyPrint 70 sends notes on for two reasons. It compares the bottom of the last note with that of the note area
exactly, though both are sums of floats: for a third of all border and padding values every note is too high by a
rounding error. And it gives up the notes of a page to save one line of a paragraph that must not be broken there.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from textwrap import dedent
from types import FunctionType

from plandoc.render.pdf.repairs.boxes import replaced
from plandoc.render.pdf.repairs.repair import Repair

__all__ = ["FOOTNOTE"]

_TOLERANCE = 1e-6  # CSS pixels; the sums differ by less than 1e-12
_COMPARISON = "overflow = last_child_bottom > footnote_area_bottom\n"
_GIVES_UP_NOTES = "report = not context.in_column and can_break_now and not could_break_before\n"
_KEEPS_NOTES = "report = False\n"


def _fits() -> bool:
    from weasyprint import layout
    from weasyprint.layout import block

    area = inspect.getsource(layout.LayoutContext._update_footnote_area)  # noqa: SLF001 # what is repaired
    lines = inspect.getsource(block._linebox_layout)  # noqa: SLF001 # what is repaired
    return "block_level_layout(" in area and area.count(_COMPARISON) == lines.count(_GIVES_UP_NOTES) == 1


def _rewritten(function: FunctionType, old: str, new: str) -> object:
    """Compile a function again, in its own module, with one statement changed."""
    source = dedent(inspect.getsource(function)).replace(old, new)
    names: dict[str, object] = {}
    exec(compile(source, inspect.getfile(function), "exec"), function.__globals__, names)
    return names[function.__name__]


def _tolerant(layout: Callable[..., tuple[object, ...]]) -> Callable[..., tuple[object, ...]]:
    """Wrap the layout of a note area so that the area is taller than its notes by more than a rounding error."""

    def tolerant(*arguments: object) -> tuple[object, ...]:
        area, *rest = layout(*arguments)
        area.height += _TOLERANCE  # type: ignore[attr-defined] # a box; WeasyPrint has no types
        return area, *rest

    return tolerant


@contextmanager
def _applied() -> Iterator[None]:
    from weasyprint import layout
    from weasyprint.layout import block

    with ExitStack() as changes:
        # This name of the function is used for the note area only.
        changes.enter_context(replaced(layout, "block_level_layout", _tolerant(layout.block_level_layout)))
        keeping = _rewritten(block._linebox_layout, _GIVES_UP_NOTES, _KEEPS_NOTES)  # noqa: SLF001 # what is repaired
        changes.enter_context(replaced(block, "_linebox_layout", keeping))
        yield


FOOTNOTE = Repair(
    name="footnote",
    fault="footnotes move to a later page than their call",
    versions="70.",
    fits=_fits,
    applied=_applied,
    style="",
    fallback_style="@page { @footnote { border-top: 1px solid !important; padding-top: 0 !important } }",
    fallback="the rule above footnotes is drawn in whole pixels, close to the first note, a note may be late",
)
