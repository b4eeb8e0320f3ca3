"""Ids before and after: blocks and groups of a text that was changed, and of the same text as it is read again."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from plandoc.agreement.refusal import refuse
from plandoc.language.flow import Flow, Voice, flow
from plandoc.model.blocks import Block, Footnote, LineKind, Part, Structure
from plandoc.model.printed import OptionEnd, OptionStart
from plandoc.model.walk import groups
from plandoc.model.workspace import Reading

_GLOB = re.compile(r"[*?\[]")
_PLACE = re.compile(r"(?P<id>.*)[/#]")
_VOICE = Voice(reading=Reading.CORRECTED, language="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """What is called otherwise now; what keeps its id is not in it."""

    blocks: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)

    def block(self, identifier: str) -> str:
        """Return what a block is called now."""
        return self.blocks.get(identifier, identifier)

    def group(self, identifier: str) -> str:
        """Return what a group is called now."""
        return self.groups.get(identifier, identifier)

    def pattern(self, pattern: str) -> str:
        """Return a pattern of a scenario for the same groups: an id, or a glob below a place that is named in full."""
        sign = _GLOB.search(pattern)
        if sign is None:
            return self.group(pattern)
        place = _PLACE.match(pattern, 0, sign.start())
        return self.block(place["id"]) + pattern[place.end("id") :] if place else pattern

    def text(self, text: str) -> str:
        """Return a sentence with every id in it as it is now, all at once."""
        names = {**self.blocks, **self.groups}
        if not names:
            return text
        longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        return re.sub(rf"(?<![\w/])(?:{longest_first})(?!\w)", lambda match: names[match[0]], text)


def compare_ids(meant: Iterable[Part], read: Iterable[Part]) -> Renaming:
    """Return what changed its id between parts as they are meant, in ids of before, and as their text is read.

    Raises `RefusedError` where the text does not say what is meant: another block, label or bracket would come of it.
    """
    blocks: dict[str, str] = {}
    found: dict[str, str] = {}
    for before, after in zip(meant, read, strict=True):
        _compare_blocks(before, after, blocks)
        _compare_groups(before, after, found)
    return Renaming(
        blocks={old: new for old, new in blocks.items() if old != new},
        groups={old: new for old, new in found.items() if old != new},
    )


def _compare_blocks(before: Part, after: Part, found: dict[str, str]) -> None:
    for meant, read in _pairs(before, after):
        if meant is None or read is None or _says(meant) != _says(read):
            identifier = meant.id if meant else before.id
            refuse(
                f"{identifier} would not be read again as it is meant.",
                "Settle what stands beside it by hand, or give the block another label.",
            )
        found[meant.id] = read.id


def _pairs(before: Part, after: Part) -> Iterator[tuple[Block | None, Block | None]]:
    ours, theirs = tuple(before.blocks()), tuple(after.blocks())
    for at in range(max(len(ours), len(theirs))):
        yield (ours[at] if at < len(ours) else None), (theirs[at] if at < len(theirs) else None)


def _says(block: Block) -> tuple[str, int, str, Flow]:
    """Return what a block says in the open text, and how deep it hangs, without ids."""
    words = (piece for piece in flow(block.content, _VOICE) if not isinstance(piece, OptionStart | OptionEnd))
    label = block.label.typed if block.label else ""
    openings, closings = (one.character for one in block.opening), (one.character for one in block.closing)
    return label, block.level, "".join((*openings, *closings)), tuple(words)


def _compare_groups(before: Part, after: Part, found: dict[str, str]) -> None:
    ours, theirs = tuple(options_of(before)), tuple(options_of(after))
    indexes = tuple(index for _, index in ours) == tuple(index for _, index in theirs)
    for (meant, _), (read, _) in zip(ours, theirs, strict=False):
        if not indexes or found.setdefault(meant, read) != read:
            refuse(
                f"The brackets of {meant} would not be read again as they are meant.",
                "Settle it together with the groups round it, or by hand.",
            )
    if len(set(found.values())) < len(found):
        refuse(f"Two groups of {before.id} would become one.", "Give each of them a label of its own first.")


def options_of(part: Part) -> Iterator[tuple[str, int]]:
    """Yield group and index of every option, in the order in which their brackets open."""
    round_it = {one.option: (one.group, one.index) for block in part.blocks() for one in block.enclosures}
    for column in part.columns:
        yield from _inside(column.head)
        if column.note:
            yield from _inside(column.note)
    for line in part.lines:
        match line:
            case Structure(kind=LineKind.OPEN_FENCE, name=option):
                yield from (round_it[option],) if option in round_it else ()
            case Block():
                yield from (round_it[one.option] for one in line.opening if one.option in round_it)
                yield from _inside(line)
            case Footnote(block=block):
                yield from _inside(block)
            case Structure():
                pass


def _inside(block: Block) -> Iterator[tuple[str, int]]:
    for group in groups(block.content):
        yield from ((group.id, option.index) for option in group.options)
