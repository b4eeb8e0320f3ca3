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
OPENERS = "[⟦［"
CLOSERS = "]⟧］"
MARK = rf"\{{(?P<label>{LABEL})(?:\.(?P<index>[1-9][0-9]?))?\}}"
"""A mark; it means something only with an option right after it."""
_SPECIAL = re.compile(
    r"(?P<escaped>\\[\[\]{}*\\|<⟦⟧［］])"
    r"|(?P<break>\\\n)"
    r"|(?P<footnote>\[\^(?P<note>[A-Za-z0-9_-]+)\])"
    rf"|(?P<open>(?:{MARK}(?=[\[⟦［](?!\^)))?(?P<bracket>[\[⟦［]))"
    r"|(?P<close>[\]⟧］])"
    r"|(?P<star>\*)"
    rf"|(?P<value>\{{=(?P<name>{LABEL})(?:\|(?P<printed>[^{{}}|\n]*))?\}})"
    r"|(?P<reference>\{@(?P<target>[^\s{}|]+)\})"
    r"|(?P<emendation>\{~)"
    r"|(?P<address><https?://[^\s<>]+>)"
)
_SIGN = re.compile(r"[\\\[\]⟦⟧［］*{<]")
"""The characters that a rule of `_SPECIAL` may begin with."""
BRACES = re.compile(r"\{[^{}\n]*\}|[{}]")
"""Braces that no rule understands."""
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_ISSUED = re.compile(r"(?P<issued>[^{}|\n]*)\|")


def scan(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens of `text[start:end]`; together they are exactly these characters."""
    braces = pair_braces(text, start, end) if "{~" in text[start:end] else {}
    position = plain = start
    # Two steps: finding one of a few signs is fast, and most characters are none.
    while sign := _SIGN.search(text, position, end):
        match = _SPECIAL.match(text, sign.start(), end)
        token = _token(text, match, braces) if match else None
        if token is None:
            position = sign.end()
            continue
        if token.start > plain:
            yield _text(text, plain, token.start)
        yield token
        position = plain = token.end
    if plain < end:
        yield _text(text, plain, end)


def _text(text: str, start: int, end: int) -> Token:
    return Token(kind=TokenKind.TEXT, text=text[start:end], start=start, end=end)


def _token(text: str, match: re.Match[str], braces: dict[int, int]) -> Token | None:
    # Every alternative is one outer group, so the last group that closed names it.
    kind = TokenKind(match.lastgroup or "")
    stop, parts = match.end(), _parts(kind, match)
    if kind is TokenKind.EMENDATION:
        sides = emendation_sides(text, match.start(), braces)
        if sides is None:
            return None
        stop, parts = sides[0], sides[1:]
    return Token(kind=kind, text=text[match.start() : stop], start=match.start(), end=stop, parts=parts)


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


def pair_braces(text: str, start: int, end: int) -> dict[int, int]:
    """Return the offset of the closing brace for every opening one in `text[start:end]`; escaped braces are words."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACE.finditer(text, start, end):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            pairs[opened.pop()] = match.start()
    return pairs


def emendation_sides(text: str, start: int, braces: dict[int, int]) -> tuple[int, str, str] | None:
    """Read an emendation whose `{~` stands at `start`.

    Returns the offset after its closing brace, the issued side and the mended side as typed, or None where the
    bar or the closing brace is missing. Braces nest inside the mended side; the issued side holds neither braces,
    nor a bar, nor a line end.
    """
    close = braces.get(start)
    if close is None:
        return None
    issued = _ISSUED.match(text, start + len("{~"), close)
    if issued is None:
        return None
    return close + 1, issued["issued"], text[issued.end() : close]
