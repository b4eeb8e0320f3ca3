"""Files that name groups, values and blocks, brought after the sources: scenarios, positions, notes, settings."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from plandoc.choices.checking import check_entries
from plandoc.choices.decide import names
from plandoc.diagnostics import Findings
from plandoc.model.choices import Choice
from plandoc.model.scenario import Scenario
from plandoc.source import positions, scenarios
from plandoc.source.positions import read_positions
from plandoc.source.scenario_writing import quoted
from plandoc.source.scenarios import read_scenario
from plandoc.source.settings import read_settings
from plandoc.source.structured import YamlMapping, YamlNode, YamlScalar, YamlSequence, read_yaml, typed
from plandoc.source.yaml_editing import YamlEdit, edit_yaml
from plandoc.spans import SourceText, source_text

Registry = tuple[Choice, ...]
_OUT_OF_DATE = frozenset({"PD030", "PD034", "PD035", "PD037"})
"""What is found in entries that say nothing about the text: about nothing in it, or nothing that they change."""
_REFERENCE = re.compile(r"\{@([^\s{}|]+)\}")
_TOML_HEAD = re.compile(r"[ \t]*\[")


def follow_scenario(source: SourceText, before: Registry, after: Registry, values: Collection[str]) -> str:
    """Return a scenario without the entries that name only groups which are gone, and without values that no text uses.

    An entry that changes nothing any more goes too, if it did before; no other one is touched.
    """
    left = {choice.id for choice in after}
    gone = tuple(choice for choice in before if choice.id not in left)
    scenario = read_scenario(source, Findings())
    is_named = any(names(entry.pattern, choice) for entry in scenario.entries for choice in gone)
    if not is_named and all(value.name in values for value in scenario.values):
        return source.text
    was_idle = set(_flagged(scenario, before, _OUT_OF_DATE))
    text = source
    while True:
        scenario = read_scenario(text, Findings())
        stale = list(_stale(scenario, before, after, was_idle))
        unused = [value.name for value in scenario.values if value.name not in values]
        if not stale and not unused:
            return text.text
        edits = [YamlEdit(section="choices", key=pattern, value=None) for pattern in stale]
        edits += [YamlEdit(section="values", key=name, value=None) for name in unused]
        text = source_text(source.path, edit_yaml(text, edits, scenarios.KEYS))


def _stale(scenario: Scenario, before: Registry, after: Registry, was_idle: Collection[str]) -> Iterator[str]:
    """Yield the patterns of entries that named groups, and name none of those that are left, or change none of them."""
    idle = set(_flagged(scenario, after, _OUT_OF_DATE)) - set(was_idle)
    misfits = set(_flagged(scenario, after, frozenset({"PD031"})))
    left = {choice.id for choice in after}
    for entry in scenario.entries:
        named = {choice.id for choice in before if names(entry.pattern, choice)}
        is_gone = bool(named) and left.isdisjoint(named)
        if is_gone or entry.pattern in idle or (entry.pattern in misfits and not left.issuperset(named)):
            yield entry.pattern


def _flagged(scenario: Scenario, registry: Registry, codes: Collection[str]) -> Iterator[str]:
    findings = Findings()
    check_entries(scenario, registry, findings)
    flagged = {one.span for one in findings if one.code.name in codes}
    return (entry.pattern for entry in scenario.entries if entry.span in flagged)


def follow_positions(source: SourceText, gone: Collection[str]) -> str:
    """Return the positions without those on groups that are gone, and without names of those who had no other."""
    before = read_positions(source, Findings())
    left = {who.name for one in before if one.group not in gone for who in one.proposers}
    silent = dict.fromkeys(
        who.name for one in before if one.group in gone for who in one.proposers if who.name not in left
    )
    edits = [YamlEdit(section="positions", key=group, value=None) for group in gone]
    edits += [YamlEdit(section="names", key=name, value=None) for name in silent]
    return edit_yaml(source, edits, positions.KEYS)


def rename_keys(source: SourceText, section: str, called: Callable[[str], str]) -> str:
    """Return a YAML file whose keys below a section are called otherwise, all at once; all else stays as typed."""
    root = read_yaml(source, 0, len(source.text), Findings())
    node = root.get(section)
    text = source.text
    for key, _ in reversed(node.items if isinstance(node, YamlMapping) else ()):
        name = typed(key, source)
        if called(name) == name:
            continue
        start, end = key.span.start, key.span.end
        if text[start - 1 : start] in ("'", '"') and text[end : end + 1] == text[start - 1]:
            start, end = start - 1, end + 1
        text = text[:start] + quoted(called(name)) + text[end:]
    return text


def named_places(source: SourceText) -> Iterator[str]:
    """Yield everything in a YAML file that may be the id of a block: keys, values, and what references `{@id}` name."""
    for node in _scalars(read_yaml(source, 0, len(source.text), Findings())):
        text = source.text[node.span.start : node.span.end]
        yield text
        yield from _REFERENCE.findall(text)


def rename_places(source: SourceText, called: Callable[[str], str]) -> str:
    """Return a YAML file in which blocks are called otherwise, as keys, as values and in references `{@id}`."""
    text = source.text
    root = read_yaml(source, 0, len(text), Findings())
    for node in sorted(_scalars(root), key=lambda one: one.span.start, reverse=True):
        start, end = node.span.start, node.span.end
        stretch = text[start:end]
        said = called(stretch) if called(stretch) != stretch else _with_references(stretch, called)
        text = text[:start] + said + text[end:]
    return text


def _with_references(text: str, called: Callable[[str], str]) -> str:
    return _REFERENCE.sub(lambda match: "{@" + called(match[1]) + "}", text)


def _scalars(node: YamlNode) -> Iterator[YamlScalar]:
    match node:
        case YamlScalar():
            yield node
        case YamlSequence(items=items):
            for item in items:
                yield from _scalars(item)
        case YamlMapping(items=pairs):
            for key, value in pairs:
                yield key
                yield from _scalars(value)


def without_values(source: SourceText, gone: Collection[str]) -> str:
    """Return the settings without values that no text uses any more; where that cannot be done safely, as they were."""
    before = read_settings(source, Findings()).values
    wanted = tuple(value for value in before if value.name not in gone)
    if wanted == before:
        return source.text
    lines = source.text.splitlines(keepends=True)
    kept = "".join(line for line, stays in zip(lines, _staying(lines, gone), strict=True) if stays)
    findings = Findings()
    after = read_settings(source_text(source.path, kept), findings).values
    return kept if after == wanted and not findings.has_errors() else source.text


def _staying(lines: Iterable[str], gone: Collection[str]) -> Iterator[bool]:
    """Yield whether each line of the settings stays: the tables of values, and their lines in a common table."""
    name = "|".join(re.escape(one) for one in gone)
    table = re.compile(rf"""[ \t]*\[[ \t]*values[ \t]*\.[ \t]*["']?(?:{name})["']?[ \t]*\]""")
    entry = re.compile(rf"""[ \t]*["']?(?:{name})["']?[ \t]*(?:=|\.)""")
    in_gone = in_values = False
    for line in lines:
        if _TOML_HEAD.match(line):
            in_gone = table.match(line) is not None
            in_values = line.split("#")[0].strip() == "[values]"
        yield not in_gone and not (in_values and entry.match(line))
