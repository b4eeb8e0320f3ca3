"""Block-level options in print: their brackets stand at the first and at the last visible block of the run."""

from collections.abc import Callable, Collection, Mapping
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

    @property
    def bracketed(self) -> bool:
        """Whether its brackets are printed: those of a decided option are gone."""
        return self.enclosure.chosen is None


Borders = Mapping[str, tuple[Border, ...]]
"""For every visible block that lies in an open run, by id, its runs, outermost first."""


Visible = list[str]
"""Ids of the visible blocks of one run."""


def borders(document: Document, visible: Collection[str], *, traced: bool = False) -> Borders:
    """Return for every visible block where it stands in the open runs round it; if traced, in the decided ones too."""
    blocks = tuple(line for section in document.sections for line in section.lines if isinstance(line, Block))
    shown = _every_enclosure if traced else open_enclosures
    runs = _runs(blocks, visible, shown)
    return {
        block.id: tuple(_border(block, one, runs) for one in shown(block))
        for block in blocks
        if block.enclosures and block.id in visible
    }


def _every_enclosure(block: Block) -> tuple[Enclosure, ...]:
    return block.enclosures


def _runs(
    blocks: tuple[Block, ...], visible: Collection[str], shown: Callable[[Block], tuple[Enclosure, ...]]
) -> Mapping[tuple[str, str], Visible]:
    """Return the run of each block and option: a new one where a bracket opens, else the one that goes on."""
    runs: dict[tuple[str, str], Visible] = {}
    current: dict[str, Visible] = {}
    for block in blocks:
        if not block.enclosures:
            current = {}
            continue
        opened = {one.option for one in block.opening}
        current = {
            one.option: [] if one.option in opened or one.option not in current else current[one.option]
            for one in shown(block)
        }
        for option, run in current.items():
            runs[block.id, option] = run
            if block.id in visible:
                run.append(block.id)
    return runs


def _border(block: Block, enclosure: Enclosure, runs: Mapping[tuple[str, str], Visible]) -> Border:
    run = runs[block.id, enclosure.option]
    return Border(enclosure=enclosure, first=run[0] == block.id, last=run[-1] == block.id)


def enclose(
    block: Block, pieces: tuple[Piece, ...], round_it: tuple[Border, ...], reading: Reading, *, numbered: bool
) -> tuple[str, tuple[Piece, ...]]:
    """Return the brackets before the label, and the pieces with the marks and brackets of the runs round them.

    A block without a printed label has its opening brackets among its pieces.
    """
    if not (round_it or block.opening or block.closing):
        return "", pieces
    before = _strays_before(block)
    opened: list[Piece] = []
    start: list[Piece] = []
    end: list[Piece] = []
    for border in round_it:
        option = border.enclosure
        start.append(OptionStart(option=option.option, group=option.group, index=option.index, first=border.first))
        marks = bracket(option.opening, reading) if border.first and border.bracketed else ()
        if numbered:
            before += "".join(mark.text for mark in marks) + (_space(block, option) if marks else "")
        else:
            start.extend(marks)
    for border in reversed(round_it):
        if border.last and border.bracketed:
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
    return tuple(Words(text=one.character, role=Role.BRACKET) for one in block.closing if one.option is None)


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
