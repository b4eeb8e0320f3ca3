"""Placed drafts, matched brackets and ids of choices into finished blocks."""

from dataclasses import dataclass, replace

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Block, Closing, Enclosure, Opening
from plandoc.model.inline import Group, Inline, Option, Stray
from plandoc.model.walk import rewrite, walk
from plandoc.source.drafts import LooseBracket
from plandoc.source.enclosing import Run
from plandoc.source.grouping import join_options
from plandoc.source.naming import Names
from plandoc.source.placing import Placed
from plandoc.spans import SourceText, Span


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


def option_id(group: str, index: int) -> str:
    """Return the id of an option: `a/11#sbi.1`; `a/6#1` where the group has no label."""
    return f"{group}{index}" if group.endswith("#") else f"{group}.{index}"


def assemble(
    placed: tuple[Placed, ...], runs: tuple[Run, ...], names: Names, source: SourceText, findings: Findings
) -> tuple[Block, ...]:
    """Return the finished blocks of a part; brackets that are left over inside a block are reported."""
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
    blocks = []
    for index, one in enumerate(placed):
        content = _named(join_options(one.draft.content), index, names)
        _report_strays(content, one, source, findings)
        round_it = tuple(option.enclosure() for option in options if option.run.first <= index <= option.run.last)
        blocks.append(_block(one, content, round_it, by_bracket))
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

    def complete(node: Inline) -> Inline:
        if not isinstance(node, Group):
            return node
        group = names.by_block.get((block, node.id), node.id)
        return replace(node, id=group, options=tuple(_named_option(option, group) for option in node.options))

    return rewrite(content, complete)


def _named_option(option: Option, group: str) -> Option:
    return replace(option, id=option_id(group, option.index))


def _report_strays(content: tuple[Inline, ...], placed: Placed, source: SourceText, findings: Findings) -> None:
    for node in walk(content):
        if not isinstance(node, Stray):
            continue
        if node.character[-1] in "]⟧］":
            findings.add(
                "PD011",
                node.span,
                "This bracket closes nothing in its block.",
                hint=f"Its partner most likely belongs {_partner_before(node.span, placed, source)}: supply it "
                "with ⟦, or take this one away with {~]|}.",
            )
        elif node.character[-1] in "[⟦［":
            findings.add(
                "PD010",
                node.span,
                "This bracket is never closed in its block.",
                hint=f"Its partner most likely belongs {_partner_after(node.span, placed, source)}: supply it "
                "with ⟧, or take this one away with {~[|}. An option that goes on in the next block is split: "
                "`{k}[…⟧` here, `{k}⟦…]` there.",
            )


_WEAK_MARKS = "，、；。,;."


def _partner_before(span: Span, placed: Placed, source: SourceText) -> str:
    """Say where an opening bracket is most likely missing: after the last mark before the closing one."""
    body = placed.draft.body
    before = source.text[body.start : span.start].rstrip(_WEAK_MARKS)
    cut = max((before.rfind(mark) for mark in _WEAK_MARKS), default=-1)
    place = source.position(body.start + cut + 1)
    return f"at column {place.column} of line {place.line}"


def _partner_after(span: Span, placed: Placed, source: SourceText) -> str:
    """Say where a closing bracket is most likely missing: before the next mark after the opening one."""
    body = placed.draft.body
    rest = source.text[span.end : body.end]
    stops = [offset for offset, character in enumerate(rest) if character in _WEAK_MARKS and offset > 0]
    place = source.position(span.end + (stops[0] if stops else len(rest)))
    return f"at column {place.column} of line {place.line}"
