"""Repeat the goal of a plan table, marked as continued, where its row goes on on the next page.

A goal is a row group of `table.plan` whose first cell holds a `.continued` mark. WeasyPrint 70 leaves that cell empty
on the next page; here it is laid out again there, with the mark and without anything that may exist only once.
"""

import inspect
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Protocol

from plandoc.render.pdf.repairs.boxes import Box, LayoutResult, SkipStack, replaced
from plandoc.render.pdf.repairs.repair import Repair

__all__ = ["GOAL"]

_MARK = "continued"
_PARAMETERS = (
    "context",
    "table",
    "bottom_space",
    "skip_stack",
    "containing_block",
    "page_is_empty",
    "absolute_boxes",
    "fixed_boxes",
)
_NOT_HERE: LayoutResult = (None, None, {"break": "any", "page": None}, [], False)
"""The layout result that sends a table to the next page."""


class _PlanTable(Box, Protocol):
    # Kept on the table box, because WeasyPrint copies the box, and everything on it, when it lays a page out again.
    repeated_goals: dict[int, Box]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A row in which a layout stops or goes on: its group, its number there, and its unfinished cells."""

    group: int
    row: int
    cells: dict[int, SkipStack]


def _place(stack: SkipStack) -> _Place | None:
    """Return the row in which a stack stands, or None if it stands between two groups."""
    if not stack:
        return None
    ((group, rows),) = stack.items()
    if not rows:
        return None
    ((row, cells),) = rows.items()
    return _Place(group=group, row=row, cells=dict(cells or {}))


def _has_class(box: Box, name: str) -> bool:
    element = box.element
    if element is None or isinstance(element, str):
        return False
    return name in (element.get("class") or "").split()


def _children(box: Box) -> list[Box]:
    return list(getattr(box, "children", ()))


def _holds_mark(box: Box) -> bool:
    return _has_class(box, _MARK) or any(map(_holds_mark, _children(box)))


def _without_mark(box: Box) -> Box:
    """Copy a goal as it opens: without the mark."""
    copy = box.copy()
    if _children(box):
        copy.children = [_without_mark(child) for child in box.children if not _has_class(child, _MARK)]
    return copy


def _repeated(box: Box) -> Box:
    """Copy a goal as it goes on: without footnote calls, ids, outline entries and named strings."""
    copy = box.copy()
    copy.bookmark_label = None
    if box.style["anchor"] or box.style["string_set"] != "none":
        copy.style = box.style.copy()
        copy.style["anchor"] = None
        copy.style["string_set"] = "none"
    if _children(box):
        copy.children = [_repeated(child) for child in box.children if not child.footnote]
    return copy


def _with_child(box: Box, position: int, child: Box) -> Box:
    copy = box.copy()
    copy.children = [*box.children[:position], child, *box.children[position + 1 :]]
    return copy


def _prepare(table: _PlanTable) -> None:
    """Take the marks out of a table's goals, and keep beside each the goal as it is repeated."""
    if hasattr(table, "repeated_goals"):
        return
    table.repeated_goals = {}
    for position, group in enumerate(list(table.children)):
        if group.is_header or group.is_footer or not group.children or not group.children[0].children:
            continue
        row = group.children[0]
        goal = row.children[0]
        if _holds_mark(goal):
            table.repeated_goals[position] = _repeated(goal)
            opened = _with_child(group, 0, _with_child(row, 0, _without_mark(goal)))
            table.children = [*table.children[:position], opened, *table.children[position + 1 :]]


def _goes_on(table: _PlanTable, place: _Place | None) -> bool:
    """Whether the goal has to stand again in this row: the row is split, or is a later one with an empty first cell."""
    if place is None or place.group not in table.repeated_goals:
        return False
    if place.row == 0:
        return bool(place.cells)
    row = table.children[place.group].children[place.row]
    return bool(row.children) and not _children(row.children[0])


def _with_goal(table: _PlanTable, place: _Place) -> tuple[_PlanTable, SkipStack]:
    """Put the goal, as it is repeated, into a row; it starts anew there while the other cells go on."""
    group = table.children[place.group]
    goal = _repeated(table.repeated_goals[place.group])
    row = _with_child(group.children[place.row], 0, goal)
    copy = _with_child(table, place.group, _with_child(group, place.row, row))
    # No entry in `cells` would mean that every cell of the row starts anew.
    cells: SkipStack = {**place.cells, 0: None} if place.cells else None
    return copy, {place.group: {place.row: cells}}  # type: ignore[return-value] # a copy of a plan table is one


def _first_group(table: Box, stack: SkipStack) -> int:
    if stack:
        return next(iter(stack))
    return next((n for n, group in enumerate(table.children) if not group.is_header), 0)


class _Layout(Protocol):
    def __call__(self, table: Box, stack: SkipStack) -> LayoutResult: ...

    def take_back(self, laid_out: Box) -> None:
        """Give back the footnotes and placed boxes of a layout that is thrown away."""


def _lay_out(table: _PlanTable, stack: SkipStack, layout: _Layout, *, page_is_empty: bool) -> LayoutResult:
    """Lay out the part of a plan table that stands on one page, from `stack` on."""
    _prepare(table)
    place = _place(stack)
    shown, start = _with_goal(table, place) if place and _goes_on(table, place) else (table, stack)
    result = layout(shown, start)
    stop = _place(result[1])
    if result[0] is None or stop is None or stop.group not in table.repeated_goals or 0 not in stop.cells:
        return result
    # The goal itself is cut in two.
    if shown is not table and place and (stop.group, stop.row) == (place.group, place.row):
        # It fills a page: repeating it would never end. Go on as WeasyPrint does.
        layout.take_back(result[0])
        return layout(table, stack)
    if stop.row > 0 or (page_is_empty and stop.group == _first_group(table, stack)):
        return result
    layout.take_back(result[0])
    if stop.group == _first_group(table, stack):
        return _NOT_HERE
    whole = shown.children[stop.group].copy()
    whole.style = whole.style.copy()
    whole.style["break_inside"] = "avoid"
    return layout(_with_child(shown, stop.group, whole), start)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """One call of WeasyPrint's table layout, open to being repeated with another table."""

    original: "_TableLayout"
    context: object
    bottom_space: float
    rest: tuple[object, bool, list[Box], list[Box]]

    def __call__(self, table: Box, stack: SkipStack) -> LayoutResult:
        return self.original(self.context, table, self.bottom_space, stack, *self.rest)

    def take_back(self, laid_out: Box) -> None:
        from weasyprint.layout.block import remove_placeholders

        remove_placeholders(self.context, [laid_out], *self.rest[2:])


class _TableLayout(Protocol):
    def __call__(
        self, context: object, table: Box, bottom_space: float, skip_stack: SkipStack, *rest: object
    ) -> LayoutResult: ...


def _fits() -> bool:
    from weasyprint.layout import block, table

    return (
        block.table_layout is table.table_layout
        and tuple(inspect.signature(table.table_layout).parameters) == _PARAMETERS
    )


@contextmanager
def _applied() -> Iterator[None]:
    from weasyprint.layout import block, table

    original: _TableLayout = table.table_layout

    def table_layout(  # noqa: PLR0913, PLR0917 # its signature
        context: object,
        plan: _PlanTable,
        bottom_space: float,
        skip_stack: SkipStack,
        containing_block: object,
        page_is_empty: bool,  # noqa: FBT001
        absolute_boxes: list[Box],
        fixed_boxes: list[Box],
    ) -> LayoutResult:
        rest = (containing_block, page_is_empty, absolute_boxes, fixed_boxes)
        call = _Call(original=original, context=context, bottom_space=bottom_space, rest=rest)
        if not _has_class(plan, "plan"):
            return call(plan, skip_stack)
        return _lay_out(plan, skip_stack, call, page_is_empty=page_is_empty)

    with ExitStack() as changes:
        for module in (table, block):
            changes.enter_context(replaced(module, "table_layout", table_layout))
        yield


GOAL = Repair(
    name="goal",
    fault="a goal whose row goes on on the next page is not named there",
    versions="70.",
    fits=_fits,
    applied=_applied,
    style=f".{_MARK} {{ display: inline !important }}",
    fallback_style=f"""
.{_MARK} {{ display: none !important }}
table.plan tbody {{ break-before: auto }}
table.plan tbody th:first-child {{ string-set: goal content(text) }}
table.plan tbody::after {{ content: ""; display: table-row; break-before: avoid; string-set: goal "" }}
@page {{ @top-center {{ content: string(goal, start) !important; font-weight: bold }} }}
""",
    fallback="the page head names the goal that goes on, without a mark",
)
