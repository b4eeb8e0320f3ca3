"""The two readings of a part as plain text, made straight from the definition: an oracle that knows no product code.

References print as ‹id›, footnote marks as ^name, line breaks as ↵; blocks stand one a line.
"""

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
    Reference,
    Stray,
    Text,
    Value,
)

SUPPLIED = {"⟦": "[", "⟧": "]"}


def published(part: Part) -> str:
    return "\n".join(_block(block, issued=True) for block in part.blocks())


def corrected(part: Part) -> str:
    return "\n".join(_block(block, issued=False) for block in part.blocks())


def _block(block: Block, *, issued: bool) -> str:
    opening = "".join(_bracket(one.character, issued=issued) + one.after for one in block.opening)
    label = (block.label.issued if issued else block.label.mended) if block.label else ""
    closing = "".join(_bracket(one.character, issued=issued) for one in block.closing)
    return opening + label + words(block.content, issued=issued) + closing


def words(content: tuple[Inline, ...], *, issued: bool) -> str:
    return "".join(_inline(node, issued=issued) for node in content)


def _bracket(character: str, *, issued: bool) -> str:
    return ("" if issued else SUPPLIED[character]) if character in SUPPLIED else character


def _inline(node: Inline, *, issued: bool) -> str:
    match node:
        case Text(text=text):
            return text
        case Escaped(character=character):
            return character
        case Stray(character=character):
            return character if character not in SUPPLIED else _bracket(character, issued=issued)
        case Emphasis(content=content):
            return words(content, issued=issued)
        case Emendation(issued=original, mended=mended):
            return original if issued else words(mended, issued=False)
        case Group():
            return _group(node, issued=issued)
        case _:
            return _leaf(node)


def _leaf(node: Break | Address | Value | Reference | FootnoteMark) -> str:
    match node:
        case Break():
            return "↵"
        case Address(url=url):
            return url
        case Value(name=name, printed=printed):
            return f"‹{name}›" if printed is None else printed
        case Reference(target=target):
            return f"‹{target}›"
        case FootnoteMark(name=name):
            return f"^{name}"
        case _:
            assert_never(node)


def _group(group: Group, *, issued: bool) -> str:
    return "".join(
        _bracket(option.opening, issued=issued)
        + words(option.content, issued=issued)
        + _bracket(option.closing, issued=issued)
        + separator
        for option, separator in zip(group.options, (*group.separators, ""), strict=True)
    )
