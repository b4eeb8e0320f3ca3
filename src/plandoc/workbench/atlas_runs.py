"""The brackets round blocks, for an atlas: what stands before and after the text of a block while they are open.

A run is the blocks from where an option opens to where it closes. Its brackets stand at the first and at the last of
them that is visible; which ones these are, the page sees.
"""

from dataclasses import dataclass, field, replace

from plandoc.language.numbering import Numbers
from plandoc.language.runs import Border, borders, enclose
from plandoc.model.blocks import Block, Document
from plandoc.model.printed import LineBreak
from plandoc.model.workspace import Reading
from plandoc.workbench.atlas_tables import Json, Tables
from plandoc.workbench.rows import WRITER

_TEXT = LineBreak()
"""Stands for the text of the block."""


@dataclass(slots=True)
class Runs:
    """The runs of one document."""

    document: Document
    numbers: Numbers
    tables: Tables
    _borders: dict[str, tuple[tuple[Border, int], ...]] = field(default_factory=dict)
    """Of each block the options round it, outermost first, each with the place of its run."""

    def __post_init__(self) -> None:
        """Count the runs: one begins where its option opens."""
        lines = (line for section in self.document.sections for line in section.lines)
        every = borders(self.document, {line.id for line in lines if isinstance(line, Block)}, traced=True)
        runs: dict[str, int] = {}
        count = 0
        for block, round_it in every.items():
            for border in round_it:
                if border.first:
                    runs[border.enclosure.option], count = count, count + 1
            self._borders[block] = tuple((border, runs[border.enclosure.option]) for border in round_it)

    def of_block(self, block: Block) -> dict[str, Json]:
        """Return what stands round the text of a block.

        `before` stands before the label, `start` and `end` round the text: brackets without a partner. `runs` says the
        same of each option: the question that keeps it open, its run, and strings for the first block of the run; those
        that stand round the text have one more for the other blocks, before it.
        """
        bare = replace(
            block,
            opening=tuple(one for one in block.opening if one.option is not None),
            closing=tuple(one for one in block.closing if one.option is not None),
        )
        before, start, end = self._round(block, ())
        around = {"before": before, "start": start, "end": end}
        found: dict[str, Json] = {key: text for key, text in around.items() if text}
        runs: list[Json] = [self._run(bare, border, run) for border, run in self._borders.get(block.id, ())]
        return found | ({"runs": runs} if runs else {})

    def _run(self, block: Block, border: Border, run: int) -> Json:
        question = self.tables.questions.of_group(border.enclosure.group)
        _, start, end = self._round(block, (replace(border, first=False, last=False),))
        before, first, last = self._round(block, (replace(border, first=True, last=True),))
        place = None if question is None else self.tables.question(question)
        return {"question": place, "run": run, "before": before, "start": [start, first], "end": [end, last]}

    def _round(self, block: Block, round_it: tuple[Border, ...]) -> tuple[str, str, str]:
        numbered = block.id in self.numbers.blocks
        before, pieces = enclose(block, (_TEXT,), round_it, Reading.CORRECTED, numbered=numbered)
        strings, at = WRITER.strings(pieces), pieces.index(_TEXT)
        return before, "".join(strings[:at]), "".join(strings[at + 1 :])
