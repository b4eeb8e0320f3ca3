"""The front matter of a part, settled: heads and notes of columns in their words, columns that are gone, and starts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from plandoc.diagnostics import Findings
from plandoc.language.numbering import sequence_of
from plandoc.language.shares import rescale
from plandoc.model.blocks import Block, Part, Start
from plandoc.notation.printing import print_content
from plandoc.source.front_matter import KEYS
from plandoc.source.structured import YamlMapping, YamlNode, YamlScalar, read_yaml
from plandoc.source.yaml_editing import YamlEdit, edit_yaml
from plandoc.spans import SourceText, source_text

_DASHES = "---\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """Characters of the front matter, and what stands in their place."""

    start: int
    end: int
    text: str = ""


def settle_front_matter(part: Part, settled: Part) -> str:
    """Return the front matter of a settled part; what does not change stays as it was typed.

    A list that lost its first blocks gets an entry of `starts`, so that clean text counts it as before.
    """
    text = part.front_matter
    for cut in sorted(_column_cuts(part, settled), key=lambda one: one.start, reverse=True):
        text = text[: cut.start] + cut.text + text[cut.end :]
    edits = [*_gone_columns(part, settled)]
    starts = _starts(part, settled)
    return _edited(text, edits if starts == part.starts else [*edits, _entry_of(starts)])


def without_starts(front_matter: str) -> str:
    """Return the front matter of a part whose lists all begin with the labels that they count from."""
    return _edited(front_matter, [_entry_of(())])


def _entry_of(starts: tuple[Start, ...]) -> YamlEdit:
    words = ", ".join(f'"{start.block.partition("/")[2]}": {start.value}' for start in starts)
    return YamlEdit(key="starts", value=f"{{{words}}}" if words else None)


def _edited(front_matter: str, edits: list[YamlEdit]) -> str:
    if not edits:
        return front_matter
    end = front_matter.rindex("\n---") + 1
    yaml = source_text("", front_matter[len(_DASHES) : end])
    return _DASHES + edit_yaml(yaml, edits, KEYS) + front_matter[end:]


def _gone_columns(part: Part, settled: Part) -> Iterator[YamlEdit]:
    left = {column.key for column in settled.columns}
    for column in part.columns:
        if column.key not in left:
            yield YamlEdit(section="columns", key=column.key, value=None)


def _column_cuts(part: Part, settled: Part) -> Iterator[_Cut]:
    """Yield what changes in the columns that stay: words of heads and notes, notes that are gone, shares."""
    shares = rescale(tuple(column.share for column in settled.columns))
    before = {column.key: column for column in part.columns}
    declared = _declared(part.front_matter)
    for column, share in zip(settled.columns, shares, strict=True):
        old, node = before[column.key], declared[column.key]
        yield from _words(old.head, column.head)
        if old.note and column.note:
            yield from _words(old.note, column.note)
        elif old.note:
            yield _without(node, "note", part.front_matter)
        typed = node.get("share")
        if share != column.share and isinstance(typed, YamlScalar):
            yield _Cut(start=typed.span.start, end=typed.span.end, text=str(share))


def _words(before: Block, after: Block) -> Iterator[_Cut]:
    if before.content != after.content:
        written = replace(after, opening=(), closing=())
        start = before.span.start + len(before.before)
        yield _Cut(start=start, end=before.span.end - len(before.after), text=print_content(written.content))


def _declared(front_matter: str) -> dict[str, YamlMapping]:
    """Return the columns as they are typed, by their keys."""
    source = source_text("", front_matter)
    end = front_matter.rfind("\n---") + 1
    columns = read_yaml(source, len(_DASHES), end, Findings()).get("columns") if end else None
    items = columns.items if isinstance(columns, YamlMapping) else ()
    return {str(key.value): value for key, value in items if isinstance(value, YamlMapping)}


def _without(node: YamlMapping, key: str, text: str) -> _Cut:
    """Take an entry out of a mapping, with the comma or the line before it."""
    source = source_text("", text)
    at = next(at for at, (name, _) in enumerate(node.items) if name.value == key)
    end = _after(node.items[at][1], source)
    if at:
        return _Cut(start=_after(node.items[at - 1][1], source), end=end)
    return _Cut(start=node.items[0][0].span.start, end=node.items[1][0].span.start)


def _after(node: YamlNode, source: SourceText) -> int:
    """Return the offset after a scalar, its quotation mark included."""
    end = node.span.start + len(source.text[node.span.start : node.span.end].rstrip())
    return end + (source.text[node.span.start - 1] in "'\"" and source.text[end : end + 1] in ("'", '"'))


def _starts(part: Part, settled: Part) -> tuple[Start, ...]:
    """Return where the lists start that do not count from the label of their first block: where they started before."""
    first = _lists(part)
    said = {start.block: start.value for start in part.starts}
    found = []
    for sequence, (block, typed) in _lists(settled).items():
        name, value = first[sequence]
        value = said.get(name, value)
        if value != typed:
            found.append(Start(block=block, value=value))
    return tuple(found)


def _lists(part: Part) -> dict[str, tuple[str, int]]:
    """Return the id of the first block of each list, with the place that its label says."""
    found: dict[str, tuple[str, int]] = {}
    for line in part.lines:
        if isinstance(line, Block) and line.label is not None:
            found.setdefault(sequence_of(line, line.label), (line.id, line.label.value))
    return found
