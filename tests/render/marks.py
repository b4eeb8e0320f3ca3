"""A short notation for the pieces of a printed block, so that samples read like the page they describe.

`*lead words*`, `[option]`, `[one][other]` for alternatives, `{a/5|paragraph 5}` for a reference (`{=a/5|5}` for a live one),
`^1` for a note call, `_--_` for a blank, `\\` for a forced line. Every other character stands for itself.
"""

import re
from dataclasses import dataclass, field

from plandoc.model.printed import (
    CrossReference,
    LineBreak,
    NoteCall,
    Number,
    NumberStyle,
    OptionEnd,
    OptionStart,
    Piece,
    Role,
    Words,
)

MARK = re.compile(
    r"(?P<open>\[)|(?P<close>\])|\*(?P<lead>[^*]+)\*|_(?P<blank>[^_]+)_|\^(?P<note>\d+)|(?P<line>\\)"
    r"|\{(?P<live>=?)(?P<target>[^|}]+)\|(?P<name>[^}]+)\}|(?P<text>[^\[\]*_^\\{]+)"
)


@dataclass(slots=True)
class _Scan:
    """Where a scan stands: pieces so far, open options, and the group that an adjoining option would join."""

    block: str
    pieces: list[Piece] = field(default_factory=list)
    open_options: list[tuple[str, int]] = field(default_factory=list)
    closed: tuple[str, int] | None = None
    groups: int = 0

    def open(self) -> None:
        """Begin an option: the next of the group that has just closed, or the first of a new one."""
        if self.closed is None:
            self.groups += 1
            self.closed = (f"{self.block}#g{self.groups}", 0)
        group, index = self.closed[0], self.closed[1] + 1
        self.open_options.append((group, index))
        self.closed = None
        self.pieces.append(OptionStart(option=f"{group}.{index}", group=group, index=index))
        self.pieces.append(Words(text="[", role=Role.BRACKET))

    def close(self) -> None:
        """End the innermost option."""
        group, index = self.open_options.pop()
        self.pieces.append(Words(text="]", role=Role.BRACKET))
        self.pieces.append(OptionEnd(option=f"{group}.{index}"))
        self.closed = (group, index)


def _plain(found: re.Match[str]) -> Piece:
    if found["lead"]:
        return Words(text=found["lead"], emphasis=True)
    if found["blank"]:
        return Words(text=found["blank"], role=Role.BLANK)
    if found["note"]:
        return NoteCall(note=f"note-{found['note']}", number=int(found["note"]))
    if found["line"]:
        return LineBreak()
    if found["target"]:
        return CrossReference(text=found["name"], target=found["target"], live=bool(found["live"]))
    return Words(text=found["text"])


def marked(block: str, notation: str) -> tuple[Piece, ...]:
    """Return the pieces that the notation stands for; options are named after the block's id."""
    scan = _Scan(block)
    for found in MARK.finditer(notation):
        if found["open"]:
            scan.open()
        elif found["close"]:
            scan.close()
        else:
            scan.closed = None
            scan.pieces.append(_plain(found))
    return tuple(scan.pieces)


def in_run(
    pieces: tuple[Piece, ...], group: str, *, first: bool, last: bool, typed_before: bool = True
) -> tuple[Piece, ...]:
    """Wrap pieces as one block of a block-level option; its opening bracket stands in the number unless `typed_before` is false."""
    opening: tuple[Piece, ...] = (OptionStart(option=f"{group}.1", group=group, index=1, first=first),)
    if first and not typed_before:
        opening += (Words(text="[", role=Role.BRACKET),)
    closing: tuple[Piece, ...] = (OptionEnd(option=f"{group}.1", last=last),)
    if last:
        closing = (Words(text="]", role=Role.BRACKET), *closing)
    return (*opening, *pieces, *closing)


def decimal(sequence: str, value: int, *, before: str = "", addition: str = "") -> Number:
    """Return the label `5.` or `5 bis.`."""
    text = f"{value} {addition}." if addition else f"{value}."
    return Number(
        text=text,
        before=before,
        sequence=sequence,
        style=NumberStyle.DECIMAL,
        value=value,
        suffix=".",
        addition=addition,
    )


def lettered(sequence: str, value: int, *, before: str = "", addition: str = "") -> Number:
    """Return the label `(a)` or `(a alt)`."""
    letter = "abcdefghijklmnopqrstuvwxyz"[value - 1]
    text = f"({letter} {addition})" if addition else f"({letter})"
    return Number(
        text=text,
        before=before,
        sequence=sequence,
        style=NumberStyle.LOWER_LETTER,
        value=value,
        prefix="(",
        suffix=")",
        addition=addition,
    )


def roman(sequence: str, value: int) -> Number:
    """Return the label `(i)`."""
    text = ("i", "ii", "iii", "iv", "v")[value - 1]
    return Number(
        text=f"({text})", sequence=sequence, style=NumberStyle.LOWER_ROMAN, value=value, prefix="(", suffix=")"
    )


def circled(sequence: str, value: int) -> Number:
    """Return the label ㈠, which no space follows."""
    return Number(
        text="㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"[value - 1],
        sequence=sequence,
        style=NumberStyle.PARENTHESISED_CHINESE,
        value=value,
        gap="",
    )


def numeral(sequence: str, value: int) -> Number:
    """Return the heading label 一."""
    return Number(
        text=f"{'一二三四五六七八九十'[value - 1]}.",
        sequence=sequence,
        style=NumberStyle.CHINESE,
        value=value,
        suffix=".",
    )


def outlined(sequence: str, value: int, *, prefix: str) -> Number:
    """Return the label `A.9.2.` of an objective, or `A.9.` of a goal."""
    return Number(
        text=f"{prefix}{value}.",
        sequence=sequence,
        style=NumberStyle.DECIMAL,
        value=value,
        prefix=prefix,
        suffix=".",
    )
