"""Characters of a block into tokens, in one pass, with exact offsets.

The alphabet is docs/bracket-grammar.md: brackets, marks, values, references, footnote marks, emendations, stars.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class TokenKind(StrEnum):
    """What a stretch of characters means."""

    TEXT = "text"
    ESCAPED = "escaped"
    BREAK = "break"
    OPEN = "open"
    CLOSE = "close"
    STAR = "star"
    VALUE = "value"
    REFERENCE = "reference"
    FOOTNOTE = "footnote"
    EMENDATION = "emendation"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A stretch of characters with its offsets in the source."""

    kind: TokenKind
    text: str
    """As typed; an OPEN token includes its mark."""
    start: int
    end: int
    parts: tuple[str, ...] = ()
    """VALUE: name, printed. REFERENCE, FOOTNOTE: name. OPEN: label, index, character. EMENDATION: issued, mended."""


LABEL = r"[a-z][a-z0-9_]*"
_MARK = rf"\{{(?P<label>{LABEL})(?:\.(?P<index>[1-9][0-9]*))?\}}(?=[\[⟦［](?!\^))"
_SPECIAL = re.compile(
    r"(?P<escaped>\\[\[\]{}*\\|<⟦⟧])"
    r"|(?P<break>\\\n)"
    r"|(?P<footnote>\[\^(?P<note>[A-Za-z0-9_-]+)\])"
    rf"|(?P<open>(?:{_MARK})?(?P<bracket>[\[⟦［]))"
    r"|(?P<close>[\]⟧］])"
    r"|(?P<star>\*)"
    r"|(?P<value>\{=(?P<name>[a-z][a-z0-9_]*)(?:\|(?P<printed>[^{}|]*))?\})"
    r"|(?P<reference>\{@(?P<target>[^\s{}]+)\})"
    r"|(?P<emendation>\{~)"
    r"|(?P<address><https?://[^\s<>]+>)"
)
BRACES = re.compile(r"\{[^{}\n]*\}")
"""Braces that no rule understands."""


def scan(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens of `text[start:end]`; together they are exactly these characters."""
    position = plain = start
    while match := _SPECIAL.search(text, position, end):
        token = _token(text, match, end)
        if token is None:
            position = match.end()
            continue
        if token.start > plain:
            yield _text(text, plain, token.start)
        yield token
        position = plain = token.end
    if plain < end:
        yield _text(text, plain, end)


def _text(text: str, start: int, end: int) -> Token:
    return Token(kind=TokenKind.TEXT, text=text[start:end], start=start, end=end)


def _token(text: str, match: re.Match[str], end: int) -> Token | None:
    kind = TokenKind(match.lastgroup if match.lastgroup in _KINDS else _outer(match))
    stop, parts = match.end(), _parts(kind, match)
    if kind is TokenKind.EMENDATION:
        sides = emendation_sides(text, match.end(), end)
        if sides is None:
            return None
        stop, parts = sides[0], sides[1:]
    return Token(kind=kind, text=text[match.start() : stop], start=match.start(), end=stop, parts=parts)


_KINDS = frozenset(kind.value for kind in TokenKind)


def _outer(match: re.Match[str]) -> str:
    return next(name for name, value in match.groupdict().items() if value is not None and name in _KINDS)


def _parts(kind: TokenKind, match: re.Match[str]) -> tuple[str, ...]:
    match kind:
        case TokenKind.OPEN:
            return (match["label"] or "", match["index"] or "", match["bracket"])
        case TokenKind.VALUE:
            printed = match["printed"]
            return (match["name"],) if printed is None else (match["name"], printed)
        case TokenKind.REFERENCE:
            return (match["target"],)
        case TokenKind.FOOTNOTE:
            return (match["note"],)
        case _:
            return ()


def emendation_sides(text: str, start: int, end: int) -> tuple[int, str, str] | None:
    """Read an emendation after its `{~`.

    Returns the offset after its closing brace, the issued side and the mended side as typed, or None where the
    bar or the closing brace is missing. Braces nest inside the mended side.
    """
    bar = text.find("|", start, end)
    if bar < 0 or "\n" in text[start:bar]:
        return None
    depth = 1
    for offset in range(bar + 1, end):
        character = text[offset]
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return offset + 1, text[start:bar], text[bar + 1 : offset]
    return None
