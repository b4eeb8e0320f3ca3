"""Walking and rewriting what stands inside blocks; both pure, both bottom-up where order matters."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from plandoc.model.blocks import Block, Column, Document, Footnote, Line, Part, Section, Structure
from plandoc.model.inline import Emendation, Emphasis, Group, Inline

Rewrite: TypeAlias = Callable[[Inline], Inline]


def children(node: Inline) -> tuple[Inline, ...]:
    """Return what stands directly inside a node; the options of a group one after the other."""
    match node:
        case Emphasis(content=content):
            return content
        case Emendation(mended=mended):
            return mended
        case Group(options=options):
            return tuple(child for option in options for child in option.content)
        case _:
            return ()


def walk(content: tuple[Inline, ...]) -> Iterator[Inline]:
    """Yield every node, parents before children, in the order of the text."""
    for node in content:
        yield node
        yield from walk(children(node))


def groups(content: tuple[Inline, ...]) -> Iterator[Group]:
    """Yield every group, outer ones first."""
    for node in walk(content):
        if isinstance(node, Group):
            yield node


def rewrite(content: tuple[Inline, ...], change: Rewrite) -> tuple[Inline, ...]:
    """Return the content with every node changed, children first."""
    return tuple(change(_rewrite_children(node, change)) for node in content)


def _rewrite_children(node: Inline, change: Rewrite) -> Inline:
    match node:
        case Emphasis(content=content):
            return replace(node, content=rewrite(content, change))
        case Emendation(mended=mended):
            return replace(node, mended=rewrite(mended, change))
        case Group(options=options):
            return replace(
                node,
                options=tuple(replace(option, content=rewrite(option.content, change)) for option in options),
            )
        case _:
            return node


def rewrite_blocks(document: Document, change: Callable[[Block], Block]) -> Document:
    """Return the document with every block changed: of lines, of footnotes, of the heads of columns; each once."""
    parts: dict[str, Part] = {}
    lines: dict[int, Line] = {}
    for section in document.sections:
        if section.part.id not in parts:
            lines |= {id(line): _rewrite_line(line, change) for line in section.part.lines}
            parts[section.part.id] = replace(
                section.part,
                columns=tuple(_rewrite_column(column, change) for column in section.part.columns),
                lines=tuple(lines[id(line)] for line in section.part.lines),
            )
    # A section's lines are those of its part, so that what is changed once stands in both.
    sections = tuple(
        Section(part=parts[section.part.id], lines=tuple(lines[id(line)] for line in section.lines))
        for section in document.sections
    )
    return replace(document, sections=sections)


def _rewrite_column(column: Column, change: Callable[[Block], Block]) -> Column:
    note = column.note and change(column.note)
    return replace(column, head=change(column.head), note=note)


def _rewrite_line(line: Line, change: Callable[[Block], Block]) -> Line:
    match line:
        case Block():
            return change(line)
        case Footnote():
            return replace(line, block=change(line.block))
        case Structure():
            return line
