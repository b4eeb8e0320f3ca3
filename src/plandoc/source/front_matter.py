"""The front matter of a part: what it is, which labels reach over the whole of it, and the heads of its columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plandoc.diagnostics import Findings, did_you_mean
from plandoc.model.blocks import PartKind, Start
from plandoc.notation.tokens import LABEL
from plandoc.source.structured import YamlMapping, YamlNode, YamlScalar, YamlSequence, read_yaml
from plandoc.spans import SourceText, Span

KEYS = ("id", "kind", "appendix-of", "labels", "starts", "columns")
COLUMN_KEYS = ("head", "note", "share")
_PART_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_LABEL = re.compile(LABEL)
_COLUMN = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHead:
    """A column as declared; heads and notes are spans of notation, read like any block."""

    key: str
    head: Span
    note: Span | None
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What the front matter of a part says."""

    id: str
    kind: PartKind
    appendix_of: str | None
    labels: frozenset[str]
    starts: tuple[Start, ...]
    columns: tuple[ColumnHead, ...]


def read_front_matter(source: SourceText, end: int, findings: Findings) -> FrontMatter:
    """Read the front matter that ends before offset `end`; what is missing is reported and given a sensible value."""
    opening = source.text.find("\n") + 1
    closing = source.text.rfind("\n---", 0, end) + 1
    if end == 0:
        unclosed = source.text.startswith("---\n")
        findings.add(
            "PD004",
            source.span(0, 0),
            "The front matter of this part is never closed." if unclosed else "This part has no front matter.",
            hint="Write `---` on a line of its own after its last key."
            if unclosed
            else "Begin the file with `---`, `id: …`, `kind: decision`, `---`.",
        )
        node = YamlMapping(items=(), span=source.span(0, 0))
    else:
        node = read_yaml(source, opening, closing, findings)
    report_unknown_keys(node, KEYS, findings)
    _report_name(node.get("labels"), _LABEL, "a label: small letters, digits and _", findings)
    identifier = _identifier(node, source, findings)
    return FrontMatter(
        id=identifier,
        kind=_kind(node, findings),
        appendix_of=node.text("appendix-of") or None,
        labels=frozenset(node.texts("labels")),
        starts=tuple(_starts(node.get("starts"), identifier, findings)),
        columns=_columns(node, findings),
    )


def report_unknown_keys(node: YamlMapping, known: tuple[str, ...], findings: Findings) -> None:
    """Report every key that is not in `known`, with the nearest known one."""
    for key, _ in node.items:
        if key.value not in known:
            findings.add(
                "PD007",
                key.span,
                f"The key {key.value} is not known here.",
                hint=did_you_mean(str(key.value), known, f"Known keys: {', '.join(known)}."),
            )


def _identifier(node: YamlMapping, source: SourceText, findings: Findings) -> str:
    identifier = node.text("id")
    if not identifier:
        findings.add("PD021", node.span, "This part has no id.", hint="Write `id: annex-1` in the front matter.")
        return source.path.rpartition("/")[2].removesuffix(".md")
    _report_name(node.get("id"), _PART_ID, "the id of a part: letters, digits and hyphens", findings)
    return identifier


def _report_name(node: YamlNode | None, pattern: re.Pattern[str], what: str, findings: Findings) -> None:
    """Report a name that no mark, reference or id could repeat."""
    for item in node.items if isinstance(node, YamlSequence) else (node,):
        if isinstance(item, YamlScalar) and not pattern.fullmatch(str(item.value)):
            findings.add("PD004", item.span, f"{item.value} cannot be {what}.", hint="Choose another name.")


def _kind(node: YamlMapping, findings: Findings) -> PartKind:
    kind = node.text("kind")
    if kind in tuple(PartKind):
        return PartKind(kind)
    value = node.get("kind")
    findings.add(
        "PD004",
        value.span if value else node.span,
        f"The kind of a part cannot be {kind or 'missing'}.",
        hint=f"Write one of {', '.join(PartKind)}.",
    )
    return PartKind.ANNEX


def _starts(node: YamlNode | None, part: str, findings: Findings) -> Iterator[Start]:
    """Yield where lists begin to count: `starts: {"3": 1}`, the list that begins with paragraph 3 counts from 1."""
    if node is None:
        return
    for key, value in node.items if isinstance(node, YamlMapping) else ():
        place = value.value if isinstance(value, YamlScalar) else None
        if not isinstance(place, int) or place < 1:
            findings.add("PD004", value.span, f"The list of {key.value} starts nowhere.", hint="Write a number from 1.")
            continue
        yield Start(block=f"{part}/{key.value}", value=place, span=key.span)
    if not isinstance(node, YamlMapping):
        findings.add("PD004", node.span, "The key starts has no entries.", hint='Write `starts: {"3": 1}`.')


def _columns(node: YamlMapping, findings: Findings) -> tuple[ColumnHead, ...]:
    columns = node.get("columns")
    if not isinstance(columns, YamlMapping):
        return ()
    shares = _shares(columns)
    found = []
    for (key, value), share in zip(columns.items, shares, strict=True):
        if not isinstance(value, YamlMapping) or value.get("head") is None:
            findings.add(
                "PD004",
                value.span,
                f"The column {key.value} has no head.",
                hint='Write `{head: "指标", note: "(…)"}`.',
            )
            continue
        report_unknown_keys(value, COLUMN_KEYS, findings)
        _report_name(key, _COLUMN, "the key of a column: small letters, digits, _ and -", findings)
        head, note = value.get("head"), value.get("note")
        found.append(
            ColumnHead(
                key=str(key.value),
                head=head.span if head else value.span,
                note=note.span if note else None,
                share=share,
            )
        )
    return tuple(found)


def _shares(columns: YamlMapping) -> tuple[int, ...]:
    """Return the widths in per cent: as declared, the rest shared evenly, so that the sum is 100."""
    declared = [_share(value) for _, value in columns.items]
    open_columns = declared.count(0)
    rest = max(0, 100 - sum(declared))
    even = rest // open_columns if open_columns else 0
    shares = [share or even for share in declared]
    if shares:
        shares[-1] += 100 - sum(shares)
    return tuple(shares)


def _share(value: YamlNode) -> int:
    share = value.get("share") if isinstance(value, YamlMapping) else None
    number = share.value if isinstance(share, YamlScalar) else 0
    return number if isinstance(number, int) else 0
