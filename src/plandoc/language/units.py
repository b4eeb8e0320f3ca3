"""Translation units: one for each block, in the alphabet that PO tools check (docs/translators.md).

A unit is the corrected wording of a block without its number and without block-level brackets. Every brace in it is a
plain identifier, so that `msgfmt -c` compares labels and values; an index is written as leading empty options.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from plandoc.model.blocks import Block, Part
from plandoc.model.inline import (
    Address,
    Break,
    Emendation,
    Emphasis,
    Escaped,
    FootnoteMark,
    Group,
    Inline,
    Option,
    Reference,
    Stray,
    Text,
    Value,
)
from plandoc.model.walk import groups

_SLASHED = re.compile(r"\s*[/／]\s*|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What a translator translates at once."""

    id: str
    """Id of the block."""
    text: str
    """The wording in the alphabet of PO."""


def units(part: Part) -> Iterator[Unit]:
    """Yield the units of a part in the order of its source; blocks without words are left out."""
    for block in part.blocks():
        text = unit_text(block)
        if any(character.isalnum() for character in text):
            yield Unit(id=block.id, text=text)


def unit_text(block: Block) -> str:
    """Return the wording of a block in the alphabet of PO."""
    labelled = sum(1 for group in groups(block.content) if stands_in_unit(group)) > 1
    return "".join(_written(node, labelled=labelled) for node in block.content).strip()


def reference_name(target: str) -> str:
    """Return the identifier of a reference: `annex-1` is `annex_1`."""
    return re.sub(r"[^a-z0-9]+", "_", target.lower()).strip("_")


def _written(node: Inline, *, labelled: bool) -> str:  # noqa: C901, PLR0911  # one case a node
    match node:
        case Text(text=text):
            return text
        case Escaped(character=character):
            return "\\" + character
        case Stray(character=character):
            return "\\" + character[-1]
        case Break():
            return "\n"
        case Address(url=url):
            return f"<{url}>"
        case Value(name=name):
            return f"{{{name}}}"
        case Reference(target=target):
            return f"{{{reference_name(target)}}}"
        case FootnoteMark(name=name):
            return f"[^{name}]"
        case Emphasis(content=content):
            return f"*{''.join(_written(one, labelled=labelled) for one in content)}*"
        case Emendation(mended=mended):
            return "".join(_written(one, labelled=labelled) for one in mended)
        case Group():
            return _group(node, labelled=labelled)
        case _:
            assert_never(node)


def _group(group: Group, *, labelled: bool) -> str:
    """Write a group; alternatives that neither touch nor have a slash between them are written as echoes."""
    texts = [_option(option, labelled=labelled) for option in group.options]
    if not any(texts):
        return ""
    label = group.id.rpartition("#")[2]
    spaced = any(not _SLASHED.fullmatch(separator) for separator in group.separators)
    mark = f"{{{label}}}" if label and (labelled or spaced) else ""
    written, index = "", 0
    last = max(at for at, text in enumerate(texts) if text)
    for at, (option, text, separator) in enumerate(zip(group.options, texts, ("", *group.separators), strict=True)):
        touches = index > 0 and _SLASHED.fullmatch(separator) and option.index == index + 1
        # An empty option between others keeps its place; one at the end says nothing to a translator.
        if at > last or not (text or touches):
            continue
        written += separator if index > 0 else ""
        written += f"[{text}]" if touches else mark + "[]" * (option.index - 1) + f"[{text}]"
        index = option.index
    return written


def _option(option: Option, *, labelled: bool) -> str:
    return "".join(_written(node, labelled=labelled) for node in option.content)


def stands_in_unit(group: Group) -> bool:
    """Return whether a group stands in the unit of its block: one whose options are all empty does not."""
    return bool(_group(group, labelled=False))
