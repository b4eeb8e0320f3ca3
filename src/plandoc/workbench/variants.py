"""Variants: every text that a block can have, as its own choices and values leave it, and how a state finds it.

Clean text depends on the body of each block and on which blocks are visible, and on nothing else. So each block is
asked through once: a tree of questions whose leaves are texts, made by the functions that make every other text. Inner
groups are asked about only within options that show, so that equal texts are one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeAlias

from plandoc.choices.choose import choose_block
from plandoc.language.body import Body, body, says_something
from plandoc.language.conventions import Manner
from plandoc.model.blocks import Block
from plandoc.model.visible import is_taken
from plandoc.workbench.questions import Answers, Question, Questions
from plandoc.workbench.wording import Part, Wording

MOST_VARIANTS = 2000
"""If the groups in a block leave more texts than this, none is made beforehand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One text of a block, as markup, and what was mended and doubted in it."""

    parts: tuple[Part, ...]
    mends: tuple[tuple[str, str], ...]
    """Characters before and after."""
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What a block says under some answers: within its list, and as the last visible block of it."""

    inner: Said
    last: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """A question, and where each answer leads."""

    question: Question
    branches: "tuple[Tree, ...]"


Tree: TypeAlias = Fork | Variant | None
"""How a state finds the text of a block; None where the block is not visible."""


class TooManyVariants(Exception):  # noqa: N818 - what a block is, which becomes a diagnostic
    """A block has more texts than can be made beforehand."""


@dataclass(slots=True, kw_only=True)
class Variants:
    """Makes the variants of the blocks of one document in one language."""

    manner: Manner
    questions: Questions
    wording: Wording

    def tree(self, block: Block, part: str) -> Tree:
        """Return every text of a block of a part; raises `TooManyVariants`, before any is made."""
        states = self.questions.states(block.content, {})
        if sum(1 for _ in islice(states, MOST_VARIANTS + 1)) > MOST_VARIANTS:
            raise TooManyVariants
        return _Block(block=block, part=part, maker=self).enclosed(0, ends_at_seam=False)

    def variant(self, block: Block, part: str, answers: Answers, *, ends_at_seam: bool) -> Variant | None:
        """Return what a block says under some answers; None where it says nothing."""
        decided = choose_block(_with_seam(block) if ends_at_seam else block, *self.questions.decisions(answers))
        inner = body(decided, self.manner, is_last=False)
        if not says_something(inner):
            return None
        last = body(decided, self.manner, is_last=True)
        return Variant(inner=self._said(inner, part), last=self._said(last, part))

    def _said(self, made: Body, part: str) -> Said:
        return Said(
            parts=self.wording.parts(made.pieces, part),
            mends=tuple((mend.before, mend.after) for mend in made.mends),
            doubts=tuple(doubt.message for doubt in made.doubts),
        )


@dataclass(slots=True, kw_only=True)
class _Block:
    """One block on its way through all answers."""

    block: Block
    part: str
    maker: Variants
    _contents: dict[bool, Tree] = field(default_factory=dict)

    def enclosed(self, position: int, *, ends_at_seam: bool) -> Tree:
        """Return the tree from the enclosure at a position inwards; outside an option that is not taken is nothing."""
        if position == len(self.block.enclosures):
            return self._content(ends_at_seam=ends_at_seam)
        enclosure = self.block.enclosures[position]
        question = self.maker.questions.of_group(enclosure.group)
        closes = any(one.option == enclosure.option for one in self.block.closing)
        if question is None:
            return self.enclosed(position + 1, ends_at_seam=ends_at_seam)
        branches: list[Tree] = []
        for branch in range(question.branches):
            chosen = self.maker.questions.chosen(enclosure.group, branch)
            seam = ends_at_seam or (closes and chosen is not None)
            shown = is_taken(chosen, enclosure.index)
            branches.append(self.enclosed(position + 1, ends_at_seam=seam) if shown else None)
        return _fork(question, tuple(branches))

    def _content(self, *, ends_at_seam: bool) -> Tree:
        if ends_at_seam not in self._contents:
            self._contents[ends_at_seam] = self._asked({}, ends_at_seam=ends_at_seam)
        return self._contents[ends_at_seam]

    def _asked(self, answers: Mapping[Question, int], *, ends_at_seam: bool) -> Tree:
        question = self.maker.questions.following(self.block.content, answers)
        if question is not None:
            answered = ({**answers, question: branch} for branch in range(question.branches))
            return _fork(question, tuple(self._asked(one, ends_at_seam=ends_at_seam) for one in answered))
        return self.maker.variant(self.block, self.part, answers, ends_at_seam=ends_at_seam)


def _fork(question: Question, branches: tuple[Tree, ...]) -> Tree:
    """Return a question; where every answer leads to the same text, that text."""
    return (
        branches[0] if all(branch == branches[0] for branch in branches) else Fork(question=question, branches=branches)
    )


def _with_seam(block: Block) -> Block:
    """Return a block as a decision about the options that close with it leaves its end."""
    return replace(block, enclosures=tuple(replace(one, chosen=one.index) for one in block.enclosures))
