"""The tree of a part as s-expressions: what the corpus in `tests/cases` compares, one expression a line of source.

The form is described in `docs/bracket-grammar.md`, so that another implementation can write it too.
"""

import json
from typing import TypeAlias, assert_never

from plandoc.model.blocks import Block, Footnote, Line, LineKind, Part
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

WIDTH = 100

Expression: TypeAlias = "str | list[Expression]"


def expressions(part: Part) -> str:
    return "\n".join(layout(line) for line in map(_line, part.lines) if line)


def layout(expression: Expression, indent: int = 0) -> str:
    """One line where it fits, else one child a line."""
    if isinstance(expression, str):
        return expression
    flat = _flat(expression)
    if indent + len(flat) <= WIDTH:
        return flat
    head = [item for item in expression if isinstance(item, str) and not item.startswith('"')]
    rest = expression[len(head) :]
    children = "".join("\n" + " " * (indent + 2) + layout(child, indent + 2) for child in rest)
    return f"({' '.join(head)}{children})"


def _flat(expression: Expression) -> str:
    if isinstance(expression, str):
        return expression
    return f"({' '.join(map(_flat, expression))})"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _line(line: Line) -> list[Expression]:
    match line:
        case Block():
            return _block(line)
        case Footnote(name=name, block=block):
            return ["footnote", name, _block(block)]
        case _ if line.kind is LineKind.BLANK:
            return []
        case _:
            return [line.kind.value, line.name or "-"]


def _block(block: Block) -> list[Expression]:
    return [
        f"{block.kind.value}",
        block.id,
        *([f":level {block.level}"] if block.level else []),
        *(f":in {one.option}" for one in block.enclosures),
        *(f":open {one.option or '-'}" for one in block.opening),
        *([f":label {_quoted(block.label.mended)}"] if block.label else []),
        *(
            [f":issued {_quoted(block.label.issued)}"]
            if block.label and block.label.issued != block.label.mended
            else []
        ),
        *(f":close {one.option or '-'}" for one in block.closing),
        *map(_inline, block.content),
    ]


def _inline(node: Inline) -> Expression:
    match node:
        case Text(text=text):
            return _quoted(text)
        case Escaped(character=character):
            return ["plain", _quoted(character)]
        case Stray(character=character):
            return ["stray", _quoted(character)]
        case Emphasis(content=content):
            return ["emphasis", *map(_inline, content)]
        case Emendation(issued=issued, mended=mended):
            return ["emendation", _quoted(issued), *map(_inline, mended)]
        case Group():
            return ["group", node.id, *_options(node)]
        case _:
            return _leaf(node)


def _leaf(node: Break | Address | Value | Reference | FootnoteMark) -> Expression:
    match node:
        case Break():
            return ["break"]
        case Address(url=url):
            return ["address", _quoted(url)]
        case Value(name=name, printed=printed):
            return ["value", name] if printed is None else ["value", name, _quoted(printed)]
        case Reference(target=target):
            return ["reference", target]
        case FootnoteMark(name=name):
            return ["note", name]
        case _:
            assert_never(node)


def _options(group: Group) -> list[Expression]:
    found: list[Expression] = []
    for option, separator in zip(group.options, (*group.separators, ""), strict=True):
        found.append(_option(option))
        if separator:
            found.append(_quoted(separator))
    return found


def _option(option: Option) -> list[Expression]:
    brackets = option.opening + option.closing
    head = str(option.index) if brackets == "[]" else f"{option.index} :brackets {brackets}"
    return [head, *map(_inline, option.content)]
