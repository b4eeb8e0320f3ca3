"""Placed drafts, matched brackets and ids of choices into finished blocks."""

from dataclasses import dataclass, replace

from plandoc.model.blocks import Block, Closing, Enclosure, Opening
from plandoc.model.identity import option_id
from plandoc.model.inline import Emendation, Emphasis, Group, Inline, Option
from plandoc.model.walk import rewrite
from plandoc.source.drafts import LooseBracket
from plandoc.source.enclosing import Run
from plandoc.source.naming import Names
from plandoc.source.placing import Placed
from plandoc.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _BlockOption:
    """A block-level option with its ids."""

    run: Run
    group: str
    index: int

    @property
    def id(self) -> str:
        return option_id(self.group, self.index)

    def enclosure(self) -> Enclosure:
        return Enclosure(
            group=self.group,
            option=self.id,
            index=self.index,
            opening=self.run.opening.character,
            closing=self.run.closing.character,
            fenced=self.run.fenced,
        )


def assemble(
    placed: tuple[Placed, ...], contents: tuple[tuple[Inline, ...], ...], runs: tuple[Run, ...], names: Names
) -> tuple[Block, ...]:
    """Return the finished blocks of a part; `contents` are their words, options joined to groups."""
    options = tuple(
        _BlockOption(
            run=run,
            group=names.by_run[run.opening.span],
            index=(run.mark.index if run.mark else None) or 1,
        )
        for run in sorted(runs, key=lambda run: (run.first, -run.last, run.opening.span.start))
    )
    by_bracket = {option.run.opening.span: option.id for option in options}
    by_bracket |= {option.run.closing.span: option.id for option in options}
    coming = list(reversed(options))
    around: list[tuple[int, Enclosure]] = []
    blocks = []
    for index, (one, content) in enumerate(zip(placed, contents, strict=True)):
        around = [(last, enclosure) for last, enclosure in around if index <= last]
        while coming and coming[-1].run.first <= index:
            option = coming.pop()
            around.append((option.run.last, option.enclosure()))
        round_it = tuple(enclosure for _, enclosure in around)
        blocks.append(_block(one, _named(content, index, names), round_it, by_bracket))
    return tuple(blocks)


def _block(
    placed: Placed, content: tuple[Inline, ...], enclosures: tuple[Enclosure, ...], options: dict[Span, str]
) -> Block:
    draft = placed.draft
    return Block(
        id=placed.id,
        kind=placed.kind,
        level=placed.level,
        parent=placed.parent,
        column=placed.column,
        opening=tuple(_opening(bracket, options) for bracket in draft.opening),
        label=draft.label,
        content=content,
        closing=tuple(
            Closing(character=one.character, option=options.get(one.span), span=one.span) for one in draft.closing
        ),
        explicit=draft.explicit,
        before=draft.before,
        after=draft.after,
        enclosures=enclosures,
        span=draft.span,
    )


def _opening(bracket: LooseBracket, options: dict[Span, str]) -> Opening:
    return Opening(
        mark=bracket.mark,
        character=bracket.character,
        option=options.get(bracket.span),
        after=bracket.after,
        span=bracket.span,
    )


def _named(content: tuple[Inline, ...], block: int, names: Names) -> tuple[Inline, ...]:
    """Complete the ids of the groups of a block."""
    if not any(isinstance(node, Group | Emphasis | Emendation) for node in content):
        return content

    def complete(node: Inline) -> Inline:
        if not isinstance(node, Group):
            return node
        group = names.by_group.get(node.span) or names.by_block[block, node.id]
        return replace(node, id=group, options=tuple(_named_option(option, group) for option in node.options))

    return rewrite(content, complete)


def _named_option(option: Option, group: str) -> Option:
    return replace(option, id=option_id(group, option.index))
