"""The tree of a block into the words of the published reading, without any of the product's own writers."""

from typing import assert_never

from plandoc.model.blocks import Block
from plandoc.model.inline import (
    SUPPLIED,
    Address,
    Break,
    Emendation,
    Emphasis,
    Escaped,
    FootnoteMark,
    Group,
    Inline,
    Reference,
    Stray,
    Text,
    Value,
)


def issued_words(block: Block) -> str:
    """What was issued, brackets included; footnote marks and references as typed."""
    opening = "".join(_bracket(one.character) for one in block.opening)
    label = block.label.issued if block.label else ""
    closing = "".join(_bracket(one.character) for one in block.closing)
    return opening + label + _content(block.content) + closing


def _bracket(character: str) -> str:
    return "" if character in SUPPLIED else character


def _content(nodes: tuple[Inline, ...]) -> str:
    return "".join(_node(node) for node in nodes)


def _node(node: Inline) -> str:  # noqa: C901, PLR0911  # one case a node
    match node:
        case Text(text=text):
            return text
        case Escaped(character=character) | Stray(character=character):
            return character
        case Break():
            return "\n"
        case Address(url=url):
            return url
        case Value(printed=printed):
            return printed or ""
        case Reference(target=target):
            return f"{{@{target}}}"
        case FootnoteMark(name=name):
            return f"[^{name}]"
        case Emphasis(content=content):
            return _content(content)
        case Emendation(issued=issued):
            return issued
        case Group():
            return _group(node)
        case _:
            assert_never(node)


def _group(group: Group) -> str:
    options = [_bracket(one.opening) + _content(one.content) + _bracket(one.closing) for one in group.options]
    separators = ("", *group.separators)
    return "".join(before + option for before, option in zip(separators, options, strict=True))
