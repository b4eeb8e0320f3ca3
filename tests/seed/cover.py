"""An exact cover: every line of the issued text is the next part of one cell, and every cell is used up.

Extraction tore the tables: within a page it prints pieces of the cells of a row column by column, so a line may
continue any cell of the current row. All ways to read a line are followed at once.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one place of the page, block after block."""

    id: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells that the page shows side by side; prose is rows of one cell."""

    cells: tuple[Cell, ...]
    shared: bool = False
    """Whether one printed line may hold the words of several cells, as in the head of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far the text has been read: block and offset in every cell of the current row and in every footnote."""

    row: int
    cells: tuple[tuple[int, int], ...]
    notes: tuple[tuple[int, int], ...]


class UncoveredError(AssertionError):
    """The sources and the issued text differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The places that the issued text must fill, rows in order, footnotes wherever a page ends."""

    rows: tuple[Row, ...]
    notes: tuple[Cell, ...]

    def check(self, lines: Mapping[int, str]) -> None:
        """Raise `UncoveredError` unless the lines, by number and without furniture, fill every place exactly."""
        states = {self._enter(0, tuple((0, 0) for _ in self.notes))}
        for number, line in lines.items():
            text = WHITE.sub("", line)
            if not text:
                continue
            following = {after for state in states for after in self._read(state, text)}
            if not following:
                expected = sorted({rest for state in states for rest in self._expected(state)})
                message = f"line {number}, {line.strip()!r}, does not continue any of {expected}"
                raise UncoveredError(message)
            states = following
        if not any(self._finished(state) for state in states):
            left = sorted({rest for state in states for rest in self._expected(state)})
            message = f"words of the sources that the issued text lacks: {left}"
            raise UncoveredError(message)

    def _enter(self, row: int, notes: tuple[tuple[int, int], ...]) -> State:
        cells = self.rows[row].cells if row < len(self.rows) else ()
        return State(row=row, cells=tuple((0, 0) for _ in cells), notes=notes)

    def _read(self, state: State, text: str) -> Iterator[State]:
        """Yield every state after the text has been read."""
        row = self.rows[state.row] if state.row < len(self.rows) else Row(cells=())
        for index, position in enumerate(state.cells):
            rest = _rest(row.cells[index], position)
            if rest.startswith(text):
                yield self._advance(state, index, _after(row.cells[index], position, len(text)))
            elif row.shared and rest and text.startswith(rest):
                filled = self._advance(state, index, _after(row.cells[index], position, len(rest)))
                yield from self._read(filled, text[len(rest) :])
        for index, position in enumerate(state.notes):
            if _rest(self.notes[index], position).startswith(text):
                moved = _after(self.notes[index], position, len(text))
                yield State(row=state.row, cells=state.cells, notes=_replaced(state.notes, index, moved))

    def _advance(self, state: State, index: int, position: tuple[int, int]) -> State:
        cells = _replaced(state.cells, index, position)
        if all(not _rest(cell, at) for cell, at in zip(self.rows[state.row].cells, cells, strict=True)):
            return self._enter(state.row + 1, state.notes)
        return State(row=state.row, cells=cells, notes=state.notes)

    def _expected(self, state: State) -> Iterator[str]:
        cells = self.rows[state.row].cells if state.row < len(self.rows) else ()
        open_cells = [*zip(cells, state.cells, strict=True), *zip(self.notes, state.notes, strict=True)]
        return (f"{cell.id}: {_rest(cell, at)}" for cell, at in open_cells if _rest(cell, at))

    def _finished(self, state: State) -> bool:
        return state.row == len(self.rows) and not any(self._expected(state))


def _rest(cell: Cell, position: tuple[int, int]) -> str:
    block, offset = position
    return cell.blocks[block][offset:] if block < len(cell.blocks) else ""


def _after(cell: Cell, position: tuple[int, int], length: int) -> tuple[int, int]:
    block, offset = position
    return (block + 1, 0) if offset + length == len(cell.blocks[block]) else (block, offset + length)


def _replaced(
    positions: Sequence[tuple[int, int]], index: int, position: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    return (*positions[:index], position, *positions[index + 1 :])
