"""Inline content back into notation, character for character: the inverse of reading it."""

from typing import assert_never

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


def print_content(content: tuple[Inline, ...]) -> str:
    """Return inline content as notation."""
    return "".join(_inline(node) for node in content)


def print_mark(mark: Mark | None) -> str:
    """Return a mark as typed; nothing for None."""
    if mark is None:
        return ""
    return f"{{{mark.label}}}" if mark.index is None else f"{{{mark.label}.{mark.index}}}"


def _inline(node: Inline) -> str:
    match node:
        case Text(text=text):
            return text
        case Stray(character=character, mark=mark):
            return print_mark(mark) + character
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
    return print_mark(option.mark) + option.opening + print_content(option.content) + option.closing
