"""One logical line into a draft block: brackets before the label, label, content, closing brackets, id.

Ids and enclosures need the neighbours, so a draft knows only what its own line says.
"""

import re
from dataclasses import dataclass, field, replace

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Label
from plandoc.model.inline import Mark, Stray
from plandoc.notation.grouping import Loose
from plandoc.notation.inline import InlineParser
from plandoc.notation.tokens import CLOSERS, MARK, OPENERS, emendation_sides, pair_braces
from plandoc.source.labels import read_label
from plandoc.spans import SourceText, Span

_ID = re.compile(r"\{#(?P<id>[A-Za-z0-9_.-]+)\}")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]*")
_GAP = re.compile(r"[ \t]*")
_OPENING = re.compile(rf"(?:{MARK})?(?P<bracket>[\[⟦［])(?!\^)(?P<after> ?)")


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
    stop, explicit = _tail(text, start, end)
    before = _before(text, start, stop, heading)
    position = start + len(before)
    opening: tuple[LooseBracket, ...] = ()
    label: Label | None = None
    if labelled:
        opening, label, position = _head(source, position, stop, heading=bool(heading))
    loose = InlineParser(source, findings).parse(position, stop)
    if label is None:
        leading, loose = _leading(loose)
        opening += leading
    content, closing = _trailing(loose)
    return Draft(
        heading=heading,
        before=before,
        opening=opening,
        label=label,
        content=content,
        closing=closing,
        explicit=explicit,
        after=text[stop:end],
        span=span,
        body=source.span(position, stop),
    )


def _tail(text: str, start: int, end: int) -> tuple[int, str | None]:
    """Return where the white space and the `{#id}` at the end of `text[start:end]` begin, and the id."""
    stop = start + len(text[start:end].rstrip(" \t"))
    brace = text.rfind("{#", start, stop)
    match = _ID.fullmatch(text, brace, stop) if brace >= 0 else None
    backslashes = brace - start - len(text[start:brace].rstrip("\\")) if match else 0
    if match is None or backslashes % 2:
        return stop, None
    return start + len(text[start:brace].rstrip(" \t")), match["id"]


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


def _brackets(source: SourceText, position: int, stop: int) -> tuple[tuple[LooseBracket, ...], int]:
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
        return _mended_label(text, position, stop, heading=heading)
    label = read_label(text[position:stop], heading=heading)
    return None if label is None else (label, len(label.typed))


def _mended_label(text: str, position: int, stop: int, *, heading: bool) -> tuple[Label, int] | None:
    """Read a label that an emendation mends or supplies, or that follows one that takes something away."""
    sides = emendation_sides(text, position, pair_braces(text, position, stop))
    if sides is None:
        return None
    after, issued, mended = sides
    gap = _GAP.match(text, after, stop)
    spaces = gap[0] if gap else ""
    if not mended:
        found = read_label(text[after:stop], heading=heading)
        if found is None:
            return None
        typed = text[position:after] + found.typed
        return replace(found, typed=typed, issued=issued + found.issued), len(typed)
    label = read_label(mended, heading=heading)
    if label is None or label.mended != mended:
        return None
    typed = text[position:after] + spaces
    issued = issued + spaces if issued else ""
    return replace(label, typed=typed, issued=issued, mended=mended + spaces), len(typed)


def _leading(loose: tuple[Loose, ...]) -> tuple[tuple[LooseBracket, ...], tuple[Loose, ...]]:
    """Take brackets off the front of an unlabelled block that do not close inside it."""
    brackets = []
    for node in loose:
        if not isinstance(node, Stray) or node.character not in OPENERS:
            break
        brackets.append(LooseBracket(mark=node.mark, character=node.character, span=node.span))
    return tuple(brackets), loose[len(brackets) :]


def _trailing(loose: tuple[Loose, ...]) -> tuple[tuple[Loose, ...], tuple[LooseBracket, ...]]:
    """Take closing brackets off the end that were not opened inside the block."""
    brackets = []
    for node in reversed(loose):
        if not isinstance(node, Stray) or node.character not in CLOSERS:
            break
        brackets.append(LooseBracket(character=node.character, span=node.span))
    return loose[: len(loose) - len(brackets)], tuple(reversed(brackets))
