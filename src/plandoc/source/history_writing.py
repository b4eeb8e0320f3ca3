"""An agreement put at the end of history.yaml; what stands there already stays byte for byte."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plandoc.diagnostics import Findings
from plandoc.model.scenario import SettledValue
from plandoc.source.scenario_writing import print_words, quoted
from plandoc.source.structured import YamlSequence, read_yaml
from plandoc.spans import SourceText

_HEAD = "# What was agreed, oldest first: `plandoc agree` adds to the end. Ids and words are those of the time.\n"
_INDENT = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A group that was settled."""

    decision: str
    """`keep`, `drop`, `none`, or the number of an option."""
    options: tuple[str, ...]
    """What the options said in the sources, in notation, by their number."""
    blocks: tuple[str, ...]
    """Ids of the blocks where it stood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is kept of one agreement; what nobody said is empty."""

    when: str = ""
    session: str = ""
    by: str = ""
    choices: Mapping[str, Settled] = field(default_factory=dict)
    """By the id of the group."""
    values: tuple[SettledValue, ...] = ()
    gone: tuple[str, ...] = ()
    """Ids of groups that stood in options which were not taken."""
    removed: tuple[str, ...] = ()
    """Ids of blocks that left the text."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Editorial notes that explain nothing any more: the reason, by the id of the block."""


def append_record(source: SourceText | None, record: Record) -> str:
    """Return the text of history.yaml with one more agreement; None stands for a file that is not there yet.

    Raises ValueError where the file is no list of agreements with one item to a line.
    """
    if source is None or not source.text.strip():
        return f"{_HEAD}agreements:\n" + _item(record, _INDENT)
    findings = Findings()
    root = read_yaml(source, 0, len(source.text), findings)
    listed = root.get("agreements")
    if findings.has_errors() or not isinstance(listed, YamlSequence) or source.text[listed.span.start] != "-":
        message = f"{source.path} is no list of agreements with one item to a line"
        raise ValueError(message)
    start = listed.span.start
    indent = source.text[source.text.rfind("\n", 0, start) + 1 : start]
    text = source.text if source.text.endswith("\n") else f"{source.text}\n"
    return text + _item(record, indent)


def _item(record: Record, indent: str) -> str:
    lines = [f"{indent}{'  ' if at else '- '}{line}\n" for at, line in enumerate(_lines(record))]
    return "".join(lines)


def _lines(record: Record) -> Iterator[str]:
    for key, text in (("when", record.when), ("session", record.session), ("by", record.by)):
        if text:
            yield f"{key}: {quoted(text)}"
    choices = record.choices
    yield "choices:" if choices else "choices: {}"
    yield from (f"  {quoted(group)}: {one.decision}" for group, one in choices.items())
    yield from _section("options", {group: _list(one.options) for group, one in choices.items() if one.options})
    yield from _section("blocks", {group: _list(one.blocks) for group, one in choices.items()})
    yield from _section("values", {value.name: print_words(value) for value in record.values})
    yield from (
        f"{key}: {_list(names)}" for key, names in (("gone", record.gone), ("removed", record.removed)) if names
    )
    yield from _section("notes", {block: quoted(reason) for block, reason in record.notes.items()})


def _section(key: str, entries: Mapping[str, str]) -> Iterator[str]:
    if entries:
        yield f"{key}:"
        yield from (f"  {quoted(name)}: {text}" for name, text in entries.items())


def _list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(_in_flow(text) for text in texts)}]"


def _in_flow(text: str) -> str:
    """Return a text as YAML reads it within brackets, where an empty one needs quotation marks."""
    return quoted(text) if text else "''"
