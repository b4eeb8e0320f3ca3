"""Tokens of one block into its tree: groups, options, emphasis, and brackets left over for the blocks around.

Parsing cannot fail: what has no partner becomes a `Stray` character, and everything else keeps its meaning.
"""

from dataclasses import dataclass, field

from plandoc.diagnostics import Findings
from plandoc.model.inline import (
    Address,
    Break,
    Emendation,
    Emphasis,
    Escaped,
    FootnoteMark,
    Inline,
    Mark,
    Reference,
    Stray,
    Text,
    Value,
)
from plandoc.notation.grouping import Loose, LooseOption, join_options
from plandoc.notation.tokens import BRACES, Token, TokenKind, scan
from plandoc.spans import SourceText, Span

DEEPEST = 50
"""Deepest nesting of brackets; text that nests deeper is not a draft but an attack or an accident."""


@dataclass(slots=True)
class _Frame:
    """An element that is open: an option, emphasis, or the block itself (token None)."""

    token: Token | None
    nodes: list[Loose] = field(default_factory=list)


class InlineParser:
    """Builds the tree of one block; one instance a block."""

    def __init__(self, source: SourceText, findings: Findings, *, depth: int = 0) -> None:
        """Take the source that offsets count in, the collector, and how deep the text already lies."""
        self._source = source
        self._findings = findings
        self._depth = depth
        self._too_deep = 0
        self._frames = [_Frame(token=None)]

    def parse(self, start: int, end: int) -> tuple[Loose, ...]:
        """Return the nodes of `text[start:end]`, with options not yet joined to groups."""
        for token in scan(self._source.text, start, end):
            self._take(token)
        while len(self._frames) > 1:
            self._abandon()
        return tuple(self._frames[0].nodes)

    def _take(self, token: Token) -> None:
        match token.kind:
            case TokenKind.OPEN:
                self._open(token)
            case TokenKind.CLOSE:
                self._close(token)
            case TokenKind.STAR:
                self._star(token)
            case _:
                self._append(self._leaf(token))

    def _append(self, node: Loose) -> None:
        self._frames[-1].nodes.append(node)

    def _span(self, token: Token) -> Span:
        return self._source.span(token.start, token.end)

    def _open(self, token: Token) -> None:
        if not self._too_deep and self._depth + len(self._frames) <= DEEPEST:
            self._frames.append(_Frame(token=token))
            return
        # Deeper brackets are plain characters, with their partners, so that the outer ones keep their meaning.
        if not self._too_deep:
            self._warn_depth(token)
        self._too_deep += 1
        self._append(Text(text=token.text, span=self._span(token)))

    def _warn_depth(self, token: Token) -> None:
        self._findings.add(
            "PD013",
            self._span(token),
            f"Brackets are nested more than {DEEPEST} deep; from here on they are plain characters.",
            hint="Close a bracket before this one.",
        )

    def _close(self, token: Token) -> None:
        if self._too_deep:
            self._too_deep -= 1
            self._append(Text(text=token.text, span=self._span(token)))
            return
        while _is_star(self._frames[-1].token) and self._has_option():
            self._abandon()
        opened = self._frames[-1].token
        if opened is None or _is_star(opened):
            self._append(Stray(character=token.text, span=self._span(token)))
            return
        frame = self._frames.pop()
        self._append(
            LooseOption(
                mark=_mark(opened),
                opening=opened.parts[2],
                content=tuple(frame.nodes),
                closing=token.text,
                span=self._source.span(opened.start, token.end),
            )
        )

    def _has_option(self) -> bool:
        return any(frame.token and frame.token.kind is TokenKind.OPEN for frame in self._frames)

    def _star(self, token: Token) -> None:
        if not _is_star(self._frames[-1].token):
            self._frames.append(_Frame(token=token))
            return
        if not self._frames[-1].nodes:
            self._abandon()
            self._append(Text(text=token.text, span=self._span(token)))
            return
        frame = self._frames.pop()
        start = frame.token.start if frame.token else token.start
        self._append(Emphasis(content=_plain(frame.nodes), span=self._source.span(start, token.end)))

    def _abandon(self) -> None:
        """Turn the innermost open element back into a character."""
        frame = self._frames.pop()
        token = frame.token
        if token is None:
            return
        if _is_star(token):
            self._warn_star(token)
            self._append(Text(text="*", span=self._span(token)))
        else:
            self._append(Stray(character=token.parts[2], mark=_mark(token), span=self._span(token)))
        self._frames[-1].nodes.extend(frame.nodes)

    def _warn_star(self, token: Token) -> None:
        self._findings.add(
            "PD027",
            self._span(token),
            "This star begins no emphasis: it has no partner within its bracket, or nothing stands between them.",
            hint="Put both stars inside the bracket, or both outside: `[*Requests* the …]`; "
            "write `\\*` for a plain star.",
        )

    def _leaf(self, token: Token) -> Inline:
        span = self._span(token)
        match token.kind:
            case TokenKind.ESCAPED:
                return Escaped(character=token.text[1], span=span)
            case TokenKind.BREAK:
                return Break(span=span)
            case TokenKind.ADDRESS:
                return Address(url=token.text[1:-1], span=span)
            case TokenKind.VALUE:
                printed = token.parts[1] if len(token.parts) > 1 else None
                return Value(name=token.parts[0], printed=printed, span=span)
            case TokenKind.REFERENCE:
                return Reference(target=token.parts[0], span=span)
            case TokenKind.FOOTNOTE:
                return FootnoteMark(name=token.parts[0], span=span)
            case TokenKind.EMENDATION:
                return self._emendation(token)
            case _:
                self._warn_braces(token)
                return Text(text=token.text, span=span)

    def _emendation(self, token: Token) -> Emendation | Text:
        issued = token.parts[0]
        depth = self._depth + len(self._frames)
        if depth > DEEPEST:
            self._warn_depth(token)
            return Text(text=token.text, span=self._span(token))
        start = token.start + len("{~") + len(issued) + len("|")
        loose = InlineParser(self._source, self._findings, depth=depth).parse(start, token.end - 1)
        for node in loose:
            if isinstance(node, Stray):
                self._findings.add(
                    "PD017",
                    node.span,
                    "The mended side of an emendation has a bracket without a partner.",
                    hint="Supply one bracket with ⟦ or ⟧, or take one away with {~[|} or {~]|}.",
                )
        return Emendation(issued=issued, mended=_plain(loose), span=self._span(token))

    def _warn_braces(self, token: Token) -> None:
        for match in BRACES.finditer(token.text):
            start = token.start + match.start()
            span = self._source.span(start, token.start + match.end())
            if token.text.startswith("{~", match.start()):
                self._findings.add(
                    "PD017",
                    span,
                    "This emendation lacks its bar or its closing brace, and is printed as it stands.",
                    hint="Write {~issued|mended}; the issued side holds neither braces nor a bar.",
                )
                continue
            self._findings.add(
                "PD016",
                span,
                f"{match[0]} means nothing here and is printed as it stands.",
                hint="A mark stands right before a bracket; write `\\{` or `\\}` for a plain brace.",
            )


def _mark(token: Token) -> Mark | None:
    label, index, _ = token.parts
    return Mark(label=label, index=int(index) if index else None) if label else None


def _is_star(token: Token | None) -> bool:
    return token is not None and token.kind is TokenKind.STAR


def _plain(nodes: "list[Loose] | tuple[Loose, ...]") -> tuple[Inline, ...]:
    return join_options(tuple(nodes))
