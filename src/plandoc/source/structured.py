"""YAML into plain values that know where they stand, so that every complaint has a line and a column."""

from dataclasses import dataclass
from typing import TypeAlias

import yaml

from plandoc.diagnostics import Findings
from plandoc.spans import SourceText, Span

DEEPEST = 50
"""Deepest nesting of a YAML file."""

_CONSTRUCTED_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool", "null"))
"""Plain values that are no text; whatever bears another tag is taken as typed."""

Scalar: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlScalar:
    """A single value. The span leaves quotation marks out."""

    value: Scalar
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlSequence:
    """A list."""

    items: "tuple[YamlNode, ...]"
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlMapping:
    """Keys and their values, in the order of the file."""

    items: "tuple[tuple[YamlScalar, YamlNode], ...]"
    span: Span

    def get(self, key: str) -> "YamlNode | None":
        """Return the value of a key, or None where the key is missing."""
        return next((value for name, value in self.items if name.value == key), None)

    def text(self, key: str) -> str:
        """Return the value of a key as text; empty where the key is missing or holds no scalar."""
        node = self.get(key)
        return str(node.value) if isinstance(node, YamlScalar) and node.value is not None else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the scalars of a list as text; empty where the key is missing."""
        node = self.get(key)
        items = node.items if isinstance(node, YamlSequence) else ()
        return tuple(str(item.value) for item in items if isinstance(item, YamlScalar))


YamlNode: TypeAlias = YamlScalar | YamlSequence | YamlMapping


def typed(node: YamlScalar, source: SourceText) -> str:
    """Return a scalar as text: as typed where YAML makes a number or a truth value of it."""
    return node.value if isinstance(node.value, str) else source.text[node.span.start : node.span.end]


def read_yaml(source: SourceText, start: int, end: int, findings: Findings) -> YamlMapping:
    """Read `text[start:end]` as a YAML mapping.

    Wrong YAML, and anything but a mapping, becomes PD004 and reads as an empty mapping. Offsets in the result count
    in the whole file.
    """
    empty = YamlMapping(items=(), span=source.span(start, end))
    text = source.text[start:end]
    if _report_tangle(text, source, start, findings):
        return empty
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        node = _Converter(source, start).convert(root) if root is not None else empty
    except yaml.YAMLError as error:
        _report(error, source, start, findings)
        return empty
    if not isinstance(node, YamlMapping):
        findings.add("PD004", node.span, "Keys and values are expected here.", hint="Write `key: value`.")
        return empty
    _report_repeated(node, findings)
    return node


def _report_tangle(text: str, source: SourceText, base: int, findings: Findings) -> bool:
    """Report YAML that nests too deeply or uses aliases: either can cost any amount of memory, or end the process.

    Only text that may do so is looked at event by event, since that takes as long as reading it.
    """
    if _is_plain(text):
        return False
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
                offset = base + (event.start_mark.index if event.start_mark else 0)
                findings.add(
                    "PD004",
                    source.span(offset, offset + 1),
                    f"YAML files here hold no aliases and nest at most {DEEPEST} deep.",
                    hint="Write the value out, or put it in quotation marks.",
                )
                return True
    except yaml.YAMLError:
        return False
    return False


def _is_plain(text: str) -> bool:
    """Return whether no line can nest too deeply, brackets close in the line they open in, and nothing is an alias."""
    if "*" in text:
        return False
    for line in text.splitlines():
        opened = line.count("[") + line.count("{")
        if opened != line.count("]") + line.count("}"):
            return False
        if len(line) - len(line.lstrip(" ")) + opened + line.count("- ") + line.count("? ") > DEEPEST:
            return False
    return True


class _Converter:
    """Turns the nodes of one YAML text into values with their places."""

    def __init__(self, source: SourceText, base: int) -> None:
        self._source = source
        self._base = base
        self._values = yaml.SafeLoader("")

    def convert(self, node: yaml.Node) -> YamlNode:
        """Return the value of a node and of everything in it."""
        start, end = self._base + node.start_mark.index, self._base + node.end_mark.index
        match node:
            case yaml.MappingNode():
                pairs = []
                for key, value in node.value:
                    name = self.convert(key)
                    if isinstance(name, YamlScalar):
                        pairs.append((name, self.convert(value)))
                return YamlMapping(items=tuple(pairs), span=self._source.span(start, end))
            case yaml.SequenceNode():
                items = tuple(self.convert(item) for item in node.value)
                return YamlSequence(items=items, span=self._source.span(start, end))
            case _:
                return self._scalar(node, start, end)

    def _scalar(self, node: yaml.Node, start: int, end: int) -> YamlScalar:
        if isinstance(node, yaml.ScalarNode) and node.style in ("'", '"'):
            start, end = start + 1, end - 1
        return YamlScalar(value=self._plain(node), span=self._source.span(start, end))

    def _plain(self, node: yaml.Node) -> Scalar:
        """Return text, number, truth or nothing; dates, and what only looks like a number, stay text."""
        if node.tag not in _CONSTRUCTED_TAGS:
            return str(node.value)
        try:
            value = self._values.construct_object(node)
        except (ValueError, LookupError):
            return str(node.value)
        return value if isinstance(value, str | int | float | bool | None) else str(node.value)


def _report(error: yaml.YAMLError, source: SourceText, base: int, findings: Findings) -> None:
    mark = getattr(error, "problem_mark", None)
    offset = base + mark.index if mark is not None else base
    problem = getattr(error, "problem", None) or "the text is not YAML"
    findings.add(
        "PD004",
        source.span(offset, min(offset + 1, len(source.text))),
        f"This is not valid YAML: {problem}.",
        hint="Put text that begins with a bracket, a brace, a star or a quotation mark in quotation marks.",
    )


def _report_repeated(node: YamlMapping, findings: Findings) -> None:
    seen: set[Scalar] = set()
    for key, value in node.items:
        if key.value in seen:
            findings.add("PD004", key.span, f"The key {key.value} stands twice.", hint="Remove one of them.")
        seen.add(key.value)
        if isinstance(value, YamlMapping):
            _report_repeated(value, findings)
