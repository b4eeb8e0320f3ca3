"""A part back into its source text, byte for byte: the inverse of `parse_part`."""

from typing import assert_never

from plandoc.model.blocks import Block, Footnote, Line, Part, Structure
from plandoc.model.inline import (
    Address,
    Break,
    Emendation,
    Emphasis,
    Escaped,
    FootnoteMark,
    Group,
    Inline,
    Mark,
    Option,
    Reference,
    Stray,
    Text,
    Value,
)


def print_part(part: Part) -> str:
    """Return the source text of a part."""
    text = part.front_matter + "\n".join(_line(line) for line in part.lines)
    return text + "\n" if part.final_newline and part.lines else text


def print_content(content: tuple[Inline, ...]) -> str:
    """Return inline content as notation."""
    return "".join(_inline(node) for node in content)


def _line(line: Line) -> str:
    match line:
        case Structure(typed=typed):
            return typed
        case Footnote(typed=typed, block=block):
            return typed + _block(block)
        case Block():
            return _block(line)


def _block(block: Block) -> str:
    opening = "".join(_mark(one.mark) + one.character + one.after for one in block.opening)
    label = block.label.typed if block.label else ""
    closing = "".join(one.character for one in block.closing)
    return block.before + opening + label + print_content(block.content) + closing + block.after


def _mark(mark: Mark | None) -> str:
    if mark is None:
        return ""
    return f"{{{mark.label}}}" if mark.index is None else f"{{{mark.label}.{mark.index}}}"


def _inline(node: Inline) -> str:
    match node:
        case Text(text=text):
            return text
        case Stray(character=character, mark=mark):
            return _mark(mark) + character
        case Emphasis(content=content):
            return f"*{print_content(content)}*"
        case Emendation(issued=issued, mended=mended):
            return f"{{~{issued}|{print_content(mended)}}}"
        case Group():
            return _group(node)
        case _:
            return _mark_or_sign(node)


def _mark_or_sign(node: Escaped | Break | Address | Value | Reference | FootnoteMark) -> str:
    match node:
        case Escaped(character=character):
            return "\\" + character
        case Break():
            return "\\\n"
        case Address(url=url):
            return f"<{url}>"
        case Value(name=name, printed=printed):
            return f"{{={name}}}" if printed is None else f"{{={name}|{printed}}}"
        case Reference(target=target):
            return f"{{@{target}}}"
        case FootnoteMark(name=name):
            return f"[^{name}]"
        case _:
            assert_never(node)


def _group(group: Group) -> str:
    separators = (*group.separators, "")
    return "".join(_option(option) + separator for option, separator in zip(group.options, separators, strict=True))


def _option(option: Option) -> str:
    return _mark(option.mark) + option.opening + print_content(option.content) + option.closing
