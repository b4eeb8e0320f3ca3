"""Pieces of a block into markup: escaped words, options, brackets, lead words, references and note calls.

One function writes them all: a template called for every few words would take most of the time of a large table.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import assert_never
from urllib.parse import quote

from markupsafe import Markup, escape

from plandoc.model.printed import (
    Change,
    CrossReference,
    LineBreak,
    NoteCall,
    OptionEnd,
    OptionStart,
    Piece,
    PrintedNote,
    Role,
    Words,
)

_SYMBOL = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,}[-/][A-Z0-9](?:[A-Za-z0-9./-]*[A-Za-z0-9])?")
"""Symbols of documents and decisions, `CBD/SBI/REC/3/4`, `BS-V/11`: a line never ends inside one."""
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "\ufffd")
"""Control characters, which HTML does not allow even as references; shown as U+FFFD so that none vanishes unseen."""


@dataclass(slots=True, kw_only=True)
class Anchors:
    """The ids of one HTML file: a reference leads only where something stands, and no id is given twice."""

    targets: frozenset[str]
    """Ids of the parts and blocks that the document prints."""
    claimed: set[str] = field(default_factory=set)
    """Ids given so far."""

    def claim(self, identity: str) -> str:
        """Return the id if it is still free, otherwise an empty string."""
        if not identity or identity in self.claimed:
            return ""
        self.claimed.add(identity)
        return identity


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineWriter:
    """Turns pieces into markup; `notes` is given when notes are set at their calls, absent when they follow."""

    anchors: Anchors | None
    """None for a fragment that must not depend on what stands round it: it gives no ids, every reference is a link,
    and an option does not say how often it has begun before."""
    notes: Mapping[int, PrintedNote] | None
    languages: tuple[str, ...] = ()
    """Of a document in two languages, both."""

    def markup(self, pieces: Iterable[Piece]) -> Markup:
        """Return the pieces as well nested markup; an option that the block leaves open is closed at its end."""
        # Everything in the strings went through `escape` or is written in this module.
        return Markup("".join(self.strings(pieces)))

    def strings(self, pieces: Iterable[Piece]) -> tuple[str, ...]:
        """Return the markup of each piece, and after them one string for every option that was left open."""
        parts: list[str] = []
        depth = 0
        for piece in pieces:
            match piece:
                case OptionStart():
                    depth += 1
                    parts.append(self.option(piece))
                case OptionEnd():
                    parts.append("</span>" if depth else "")
                    depth -= bool(depth)
                case _:
                    parts.append(self._leaf(piece))
        parts.extend("</span>" for _ in range(depth))
        return tuple(parts)

    def option(self, piece: OptionStart) -> str:
        """Return the start tag of an option; whoever sets more before its words writes a writer that adds it here."""
        return _option(piece, "" if self.anchors is None else _begun(piece))

    def note(self, note: PrintedNote) -> Markup:
        """Return the words of a note; in a document in two languages one under the other."""
        if not self.languages:
            return self.markup(note.pieces)
        sides = zip(self.languages, (note.pieces, note.beside), strict=True)
        lines = [f'<span lang="{_text(tag)}">{self.markup(pieces)}</span>' for tag, pieces in sides if pieces]
        return Markup("<br>".join(lines))

    def _leaf(self, piece: Words | CrossReference | NoteCall | LineBreak) -> str:
        match piece:
            case Words():
                return _words(piece)
            case CrossReference():
                return self._reference(piece)
            case NoteCall():
                return self._call(piece)
            case LineBreak():
                return "<br>"
        assert_never(piece)

    def _reference(self, piece: CrossReference) -> str:
        words = _text(piece.text)
        if piece.emphasis:
            words = f'<em class="lead">{words}</em>'
        if self.anchors is not None and piece.target not in self.anchors.targets:
            return words
        return f'<a class="reference" href="#{fragment(piece.target)}">{words}</a>'

    def _call(self, piece: NoteCall) -> str:
        """Return the mark, or the note itself for the layout engine to set at the foot of the page.

        A second call of the same note is a link in both media: one note is printed once.
        """
        number, note = piece.number, f"note:{piece.number}"
        place = "" if self.anchors is None else self.anchors.claim(f"call:{number}")
        if self.anchors is not None and self.notes is not None and place and number in self.notes:
            identity = self.anchors.claim(note)
            return f'<span class="footnote" id="{identity}">{self.note(self.notes[number])}</span>'
        identity = f' id="{place}"' if place else ""
        return f'<sup class="call"><a{identity} role="doc-noteref" href="#{note}">{number}</a></sup>'


def plain(pieces: Iterable[Piece]) -> str:
    """Return the visible words of the pieces without note calls, for outlines and labels; of a redline those kept."""
    return "".join(
        " " if isinstance(piece, LineBreak) else piece.text
        for piece in pieces
        if isinstance(piece, Words | CrossReference | LineBreak) and piece.change is not Change.DELETED
    )


def fragment(identity: str) -> str:
    """Return an id as it stands after `#` in a link (RFC 3986, 3.5)."""
    return str(escape(quote(identity, safe="/:@!$&'()*+,;=-._~")))


def _text(text: str) -> str:
    return str(escape(text.translate(_FORBIDDEN)))


def _words(piece: Words) -> str:
    text = _text(piece.text)
    match piece.role:
        case Role.BRACKET:
            return f'<span class="bracket">{text}</span>'
        case Role.BLANK:
            return f'<span class="blank">{text}</span>'
        case Role.TEXT:
            text = _SYMBOL.sub(r'<span class="unbroken">\g<0></span>', text)
            return f'<em class="lead">{text}</em>' if piece.emphasis else text
    assert_never(piece.role)


def _option(piece: OptionStart, begun: str) -> str:
    return (
        f'<span class="option" data-group="{_text(piece.group)}" data-option="{_text(piece.option)}"'
        f' data-index="{piece.index}"{begun}>'
    )


def _begun(piece: OptionStart) -> str:
    """Return the attributes that say what of the option stands before, here or in other blocks."""
    echo = f' data-echo="{piece.echo}"' if piece.echo else ""
    return echo if piece.first else f'{echo} data-continued=""'
