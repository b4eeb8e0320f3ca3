"""Scenarios back into the text of their files: what is written is read as the same scenario."""

import re
from collections.abc import Iterable, Iterator

import yaml

from plandoc.model.scenario import Alternatives, Decision, Provenance, Scenario, SettledValue

EVERY_LANGUAGE = "*"
_TEXT = "tag:yaml.org,2002:str"
_PLAIN = re.compile(r"(?:[A-Za-z0-9]|[^\x00-\x7f])(?:[A-Za-z0-9_./# -]|[^\x00-\x7f])*")
"""Characters that mean nothing to YAML; but for words such as `true`, and ` #`, which begins a comment."""
_HALF = re.compile("[\ud800-\udfff]")
_LONGEST_KEY = 1000
"""Characters of a key that YAML reads without a question mark before it; the limit is 1024."""


def print_scenario(scenario: Scenario, comments: Iterable[str] = ()) -> str:
    """Return the text of a scenario's file, in YAML; `comments` are lines above it.

    The name is that of the file and is not in the text. Of entries with the same pattern, and of values with the same
    name, the last one is written; a value without words is not. Half of a surrogate pair becomes U+FFFD.
    """
    return "".join(f"{line}\n" for line in _lines(scenario, comments))


def quoted(text: str) -> str:
    """Return a text as YAML reads it again: plain, or in quotation marks where YAML would make something else of it."""
    text = _HALF.sub("\ufffd", text)
    if not text.isprintable():
        return '"' + "".join(_escaped(character) for character in text) + '"'
    return text if _PLAIN.fullmatch(text) and _reads_as(text) else "'" + text.replace("'", "''") + "'"


def _reads_as(text: str) -> bool:
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    return isinstance(node, yaml.ScalarNode) and (node.tag, node.value) == (_TEXT, text)


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def _lines(scenario: Scenario, comments: Iterable[str]) -> Iterator[str]:
    for comment in comments:
        yield "# " + "".join(character if character.isprintable() else " " for character in comment)
    if scenario.title:
        yield _pair("title", quoted(scenario.title))
    yield from _provenance(scenario.provenance)
    if scenario.default is not Decision.OPEN:
        yield _pair("default", scenario.default)
    if scenario.alternatives is not Alternatives.OPEN:
        yield _pair("alternatives", scenario.alternatives)
    entries = {entry.pattern: str(entry.decision) for entry in scenario.entries}
    yield from _block("choices", entries.items())
    values = {value.name: print_words(value) for value in scenario.values if value.words}
    yield from _block("values", values.items())


def _provenance(provenance: Provenance) -> Iterator[str]:
    said = (("who", provenance.who), ("when", provenance.when), ("session", provenance.session))
    yield from _block("provenance", ((key, quoted(text)) for key, text in said if text))


def _block(key: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    lines = [_pair(quoted(name), value) for name, value in pairs]
    if lines:
        yield f"{key}:"
        yield from (f"  {line}" for line in lines)


def print_words(value: SettledValue) -> str:
    """Return what stands after the name of a value: its words, or `{zh: words, en: words}`."""
    words = dict(value.words)
    if words.keys() == {EVERY_LANGUAGE}:
        return quoted(words[EVERY_LANGUAGE])
    return "{" + ", ".join(_pair(quoted(language), quoted(text)) for language, text in words.items()) + "}"


def _pair(key: str, value: str) -> str:
    return f"{key}: {value}" if len(key) <= _LONGEST_KEY else f"? {key}\n  : {value}"
