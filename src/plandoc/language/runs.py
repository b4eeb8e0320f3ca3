"""Block-level options in print: their brackets stand at the first and at the last visible block of the run."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from plandoc.language.flow import bracket
from plandoc.model.blocks import Block, Document, Enclosure
from plandoc.model.printed import OptionEnd, OptionStart, Piece, Role, Words
from plandoc.model.visible import open_enclosures
from plandoc.model.workspace import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """Where a block stands in one of the runs round it."""

    enclosure: Enclosure
    first: bool
    last: bool


Borders = Mapping[str, tuple[Border, ...]]
"""For every visible block, by id, its open runs, outermost first."""


@dataclass(slots=True)
class _Run:
    """An option over blocks, and its visible blocks."""

    visible: list[str]


def borders(document: Document, visible: Collection[str]) -> Borders:
    """Return for every visible block where it stands in the open runs round it."""
    runs: dict[tuple[str, str], _Run] = {}
    for section in document.sections:
        current: dict[str, _Run] = {}
        for line in section.lines:
            if not isinstance(line, Block):
                continue
            current = _continue(line, current)
            for option, run in current.items():
                runs[line.id, option] = run
                if line.id in visible:
                    run.visible.append(line.id)
    found: dict[str, tuple[Border, ...]] = {}
    for section in document.sections:
        for line in section.lines:
            if isinstance(line, Block) and line.id in visible:
                found[line.id] = tuple(_border(line, one, runs) for one in open_enclosures(line))
    return found


def _continue(block: Block, current: dict[str, _Run]) -> dict[str, _Run]:
    """Return the runs that a block lies in: those that go on, and new ones where a bracket opens."""
    opened = {one.option for one in block.opening}
    return {
        one.option: _Run(visible=[]) if one.option in opened or one.option not in current else current[one.option]
        for one in open_enclosures(block)
    }


def _border(block: Block, enclosure: Enclosure, runs: Mapping[tuple[str, str], _Run]) -> Border:
    visible = runs[block.id, enclosure.option].visible
    return Border(enclosure=enclosure, first=visible[0] == block.id, last=visible[-1] == block.id)


def enclose(
    block: Block, pieces: tuple[Piece, ...], round_it: tuple[Border, ...], reading: Reading, *, numbered: bool
) -> tuple[str, tuple[Piece, ...]]:
    """Return the brackets before the label, and the pieces with the marks and brackets of the runs round them.

    A block without a printed label has its opening brackets among its pieces.
    """
    before, start, end = _strays_before(block), [], []
    opened: list[Piece] = []
    for border in round_it:
        option = border.enclosure
        start.append(
            OptionStart(option=option.option, group=option.group, index=option.index, first=border.first)
        )
        marks = bracket(option.opening, reading) if border.first else ()
        if numbered:
            before += "".join(mark.text for mark in marks) + (_space(block, option) if marks else "")
        else:
            start.extend(marks)
    for border in reversed(round_it):
        if border.last:
            end.extend(bracket(border.enclosure.closing, reading))
        end.append(OptionEnd(option=border.enclosure.option, last=border.last))
    if before and not numbered:
        opened.append(Words(text=before, role=Role.BRACKET))
        before = ""
    return before, (*opened, *start, *pieces, *end, *_strays_after(block))


def _space(block: Block, enclosure: Enclosure) -> str:
    return next((one.after for one in block.opening if one.option == enclosure.option), "")


def _strays_before(block: Block) -> str:
    return "".join(one.character + one.after for one in block.opening if one.option is None)


def _strays_after(block: Block) -> tuple[Words, ...]:
    return tuple(
        Words(text=one.character, role=Role.BRACKET) for one in block.closing if one.option is None
    )


def count_echoes(pieces: tuple[Piece, ...], begun: dict[str, int]) -> tuple[Piece, ...]:
    """Return the pieces with every option told how often it has begun before; `begun` is kept up to date."""
    counted: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, OptionStart):
            if piece.first:
                begun[piece.option] = begun.get(piece.option, -1) + 1
            counted.append(replace(piece, echo=begun.get(piece.option, 0)))
        else:
            counted.append(piece)
    return tuple(counted)
