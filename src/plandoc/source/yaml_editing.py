"""Entries of a YAML file set, added and removed in its text, so that comments and all else stay byte for byte."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plandoc.diagnostics import Findings
from plandoc.source.scenario_writing import quoted
from plandoc.source.structured import YamlMapping, YamlNode, YamlScalar, read_yaml
from plandoc.spans import SourceText, source_text


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlEdit:
    """What becomes of one entry."""

    section: str = ""
    """The top-level key whose mapping holds the entry; empty for an entry of the file itself."""
    key: str
    value: str | None
    """The new value as YAML, on one line; None takes the entry out."""
    last: bool = False
    """Whether the entry must stand after all others, where those further down win."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """Characters of the old text, and what stands in their place."""

    start: int
    end: int
    text: str = ""


def edit_yaml(source: SourceText, edits: Sequence[YamlEdit], order: Sequence[str]) -> str:
    """Return the text with all edits made; no two edits are for the same entry.

    An entry that is there is changed in its place; a new one goes after the last of its section, a new top-level key
    where `order` has it, and the last line gets its end. Taking out what is not there changes nothing. Raises
    ValueError where the text is no valid YAML, or is written so that an entry cannot be added.
    """
    if not edits:
        return source.text
    if source.text and not source.text.endswith("\n"):
        source = source_text(source.path, f"{source.text}\n")
    findings = Findings()
    root = read_yaml(source, 0, len(source.text), findings)
    if findings.has_errors() or source.text[root.span.start :].startswith("{"):
        message = f"{source.path} is not YAML with one key to a line"
        raise ValueError(message)
    cuts: list[_Cut] = []
    for section in dict.fromkeys(edit.section for edit in edits):
        editor = _Editor(source, root, order)
        cuts.extend(editor.cuts(section, [edit for edit in edits if edit.section == section]))
    pieces: list[str] = []
    done = 0
    # Sorting is stable: what is put in at one place stays in the order of the edits.
    for cut in sorted(cuts, key=lambda one: (one.start, one.end)):
        pieces += (source.text[done : cut.start], cut.text)
        done = cut.end
    return "".join(pieces) + source.text[done:]


class _Editor:
    """Turns the edits of one section into cuts."""

    def __init__(self, source: SourceText, root: YamlMapping, order: Sequence[str]) -> None:
        self._source = source
        self._text = source.text
        self._root = root
        self._order = order

    def cuts(self, section: str, edits: Sequence[YamlEdit]) -> Iterator[_Cut]:
        """Yield the cuts that change, take out and add entries."""
        node = self._root.get(section) if section else self._root
        entries = dict(self._entries(node))
        added = []
        for edit in edits:
            found = entries.get(edit.key)
            if found is not None and edit.value is not None and not edit.last:
                yield self._changed(found[1], edit.value)
                continue
            if found is not None:
                yield self._removed(found, node)
            if edit.value is not None:
                added.append(edit)
        if added:
            yield from self._added(section, node, added)

    def _entries(self, node: YamlNode | None) -> Iterator[tuple[str, tuple[YamlScalar, YamlNode]]]:
        if isinstance(node, YamlMapping):
            for key, value in node.items:
                typed = key.value if isinstance(key.value, str) else self._source.text[key.span.start : key.span.end]
                yield typed, (key, value)

    def _changed(self, value: YamlNode, text: str) -> _Cut:
        start, end = self._bounds(value)
        return _Cut(start=start, end=end, text=text if start < end else f" {text}")

    def _removed(self, entry: tuple[YamlScalar, YamlNode], node: YamlNode | None) -> _Cut:
        """Take an entry out; its line too, unless a comment stands on it."""
        start, end = self._bounds(entry[0])[0], self._bounds(entry[1])[1]
        if isinstance(node, YamlMapping) and self._is_flow(node):
            return self._removed_from_flow(start, end, node)
        line, after = self._text.rfind("\n", 0, start) + 1, self._line_end(end)
        if self._text[end:after].strip():
            return _Cut(start=start, end=end)
        return _Cut(start=line, end=after + 1)

    def _removed_from_flow(self, start: int, end: int, node: YamlMapping) -> _Cut:
        starts = [self._bounds(key)[0] for key, _ in node.items]
        following = next((one for one in starts if one > start), None)
        if following is not None:
            return _Cut(start=start, end=following)
        before = [self._bounds(value)[1] for _, value in node.items[:-1]]
        return _Cut(start=before[-1] if before else start, end=end)

    def _added(self, section: str, node: YamlNode | None, edits: Sequence[YamlEdit]) -> Iterator[_Cut]:
        lines = [f"{quoted(edit.key)}: {edit.value}" for edit in edits]
        if not section:
            for edit, line in zip(edits, lines, strict=True):
                yield self._top(edit.key, f"{line}\n")
        elif isinstance(node, YamlMapping) and self._is_flow(node):
            brace = self._text.rindex("}", node.span.start, node.span.end)
            yield _Cut(start=brace, end=brace, text=(", " if node.items else "") + ", ".join(lines))
        elif isinstance(node, YamlMapping):
            first = self._bounds(node.items[0][0])[0]
            indent = self._text[self._text.rfind("\n", 0, first) + 1 : first]
            yield self._below(max(self._bounds(value)[1] for _, value in node.items), indent, lines)
        elif node is None:
            yield self._top(section, "".join(f"{line}\n" for line in (f"{section}:", *(f"  {line}" for line in lines))))
        elif isinstance(node, YamlScalar) and node.value is None:
            yield self._below(node.span.end, "  ", lines)
        else:
            message = f"The key {section} of {self._source.path} holds no entries"
            raise ValueError(message)

    def _below(self, offset: int, indent: str, lines: Iterable[str]) -> _Cut:
        """Put lines below the line of an offset."""
        end = self._line_end(offset)
        text = "".join(f"{indent}{line}\n" for line in lines)
        return _Cut(start=end + 1, end=end + 1, text=text)

    def _top(self, key: str, text: str) -> _Cut:
        """Put a top-level entry after those that come before it in the order."""
        before = self._order[: self._order.index(key)]
        ends = [self._bounds(value)[1] for name, value in self._root.items if name.value in before]
        if ends:
            return self._below(max(ends), "", text.splitlines())
        if self._root.items:
            first = self._bounds(self._root.items[0][0])[0]
            return _Cut(start=first, end=first, text=text)
        return _Cut(start=len(self._text), end=len(self._text), text=text)

    def _bounds(self, node: YamlNode) -> tuple[int, int]:
        """Return where a node begins and ends, quotation marks included, white space and comments after it not."""
        start, end = node.span.start, node.span.end
        if isinstance(node, YamlScalar):
            quote = self._text[start - 1 : start]
            if quote in ("'", '"') and self._text[end : end + 1] == quote:
                return start - 1, end + 1
        elif node.items and not self._is_flow(node):
            last = node.items[-1]
            return start, self._bounds(last[1] if isinstance(last, tuple) else last)[1]
        return start, start + len(self._text[start:end].rstrip())

    def _is_flow(self, node: YamlNode) -> bool:
        return self._text[node.span.start : node.span.start + 1] in ("{", "[")

    def _line_end(self, offset: int) -> int:
        return self._text.index("\n", offset)
