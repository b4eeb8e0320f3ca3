"""One logical line into a draft block: brackets before the label, label, content, closing brackets, id.

Ids and enclosures need the neighbours, so a draft knows only what its own line says.
"""

import re
from dataclasses import dataclass, field, replace

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Label
from plandoc.model.inline import Mark, Stray
from plandoc.source.grouping import Loose
from plandoc.source.inline import InlineParser
from plandoc.source.labels import read_label
from plandoc.source.tokens import LABEL, emendation_sides
from plandoc.spans import SourceText, Span

_TAIL = re.compile(r"(?:[ \t]*\{#(?P<id>[A-Za-z0-9_.-]+)\})?[ \t]*\Z")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]*")
_OPENING = re.compile(rf"(?:\{{(?P<label>{LABEL})(?:\.(?P<index>[1-9]\d*))?\}})?(?P<bracket>[\[⟦])(?!\^)(?P<after> ?)")
_CLOSERS = frozenset("]⟧")


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseBracket:
    """A bracket of a block-level option, before its partner is known."""

    mark: Mark | None = None
    character: str
    after: str = ""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one logical line says."""

    heading: int
    before: str
    """What is typed before everything else: the number signs of a heading, indents."""
    opening: tuple[LooseBracket, ...]
    label: Label | None
    content: tuple[Loose, ...]
    closing: tuple[LooseBracket, ...]
    explicit: str | None
    after: str
    """What is typed after the text: the id with its white space."""
    span: Span
    body: Span = field(compare=False)
    """The text after the label, without id."""


def draft_line(
    source: SourceText, start: int, end: int, heading: int, findings: Findings, *, labelled: bool = True
) -> Draft:
    """Read `text[start:end]`, one logical line, as a draft block; `labelled` is false where numbers are words."""
    text, span = source.text, source.span(start, end)
    tail = _TAIL.search(text[start:end])
    stop = start + tail.start() if tail else end
    before = _before(text, start, stop, heading)
    position = start + len(before)
    opening, label = (), None
    if labelled:
        opening, label, position = _head(source, position, stop, heading=bool(heading))
    loose = InlineParser(source, findings).parse(position, stop)
    if label is None:
        leading, loose = _leading(source, loose)
        opening += leading
    content, closing = _trailing(loose)
    return Draft(
        heading=heading,
        before=before,
        opening=opening,
        label=label,
        content=content,
        closing=closing,
        explicit=tail["id"] if tail else None,
        after=text[stop:end],
        span=span,
        body=source.span(position, stop),
    )


def _before(text: str, start: int, stop: int, heading: int) -> str:
    if heading:
        match = _HEADING.match(text, start, stop)
        return match[0] if match else ""
    line = text[start:stop]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _head(
    source: SourceText, position: int, stop: int, *, heading: bool
) -> tuple[tuple[LooseBracket, ...], Label | None, int]:
    """Read brackets that a label follows, and the label; nothing is taken where no label follows."""
    brackets, after = _brackets(source, position, stop)
    found = _label(source.text, after, stop, heading=heading)
    if found is None:
        return (), None, position
    label, length = found
    return brackets, label, after + length


def _brackets(
    source: SourceText, position: int, stop: int
) -> tuple[tuple[LooseBracket, ...], int]:
    brackets = []
    while match := _OPENING.match(source.text, position, stop):
        brackets.append(_bracket(match, source.span(match.start(), match.end())))
        position = match.end()
    return tuple(brackets), position


def _bracket(match: re.Match[str], span: Span) -> LooseBracket:
    label, index = match["label"], match["index"]
    mark = Mark(label=label, index=int(index) if index else None) if label else None
    return LooseBracket(mark=mark, character=match["bracket"], after=match["after"], span=span)


def _label(text: str, position: int, stop: int, *, heading: bool) -> tuple[Label, int] | None:
    """Return the label and the number of characters typed for it; an emendation may supply or mend it."""
    if text.startswith("{~", position):
        sides = emendation_sides(text, position + 2, stop)
        if sides is None:
            return None
        after, issued, mended = sides
        label = read_label(mended, heading=heading)
        if label is None or label.mended != mended:
            return None
        gap = re.match(r"[ \t]*", text[after:stop])
        spaces = gap[0] if gap else ""
        typed = text[position:after] + spaces
        issued = issued + spaces if issued else ""
        return replace(label, typed=typed, issued=issued, mended=mended + spaces), len(typed)
    label = read_label(text[position:stop], heading=heading)
    return None if label is None else (label, len(label.typed))


def _leading(
    source: SourceText, loose: tuple[Loose, ...]
) -> tuple[tuple[LooseBracket, ...], tuple[Loose, ...]]:
    """Take brackets off the front of an unlabelled block that do not close inside it."""
    brackets = []
    while loose and isinstance(loose[0], Stray) and loose[0].character[-1] not in _CLOSERS:
        match = _OPENING.match(loose[0].character)
        if match is None:
            break
        brackets.append(_bracket(match, loose[0].span))
        loose = loose[1:]
    return tuple(brackets), loose


def _trailing(loose: tuple[Loose, ...]) -> tuple[tuple[Loose, ...], tuple[LooseBracket, ...]]:
    """Take closing brackets off the end that were not opened inside the block."""
    brackets: list[LooseBracket] = []
    while loose and isinstance(loose[-1], Stray) and loose[-1].character in _CLOSERS:
        brackets.insert(0, LooseBracket(character=loose[-1].character, span=loose[-1].span))
        loose = loose[:-1]
    return loose, tuple(brackets)
