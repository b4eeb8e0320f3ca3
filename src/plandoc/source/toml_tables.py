"""TOML into tables that know where their keys stand, so that every complaint has a line and a column.

tomllib gives values without places; the lines of the file give the places of keys and table heads.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from plandoc.diagnostics import Findings, did_you_mean
from plandoc.spans import SourceText, Span

KeyPath: TypeAlias = tuple[str, ...]

_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_KEY = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_HEAD = re.compile(rf"[ \t]*\[\[?[ \t]*(?P<key>{_KEY})[ \t]*\]")
_PAIR = re.compile(rf"[ \t]*(?P<key>{_KEY})[ \t]*=")
_WHERE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlTable:
    """A table: its values, where it stands in the file, and the collector for what is wrong with it."""

    values: Mapping[str, object]
    path: KeyPath
    source: SourceText
    places: Mapping[KeyPath, Span]
    findings: Findings

    def span(self, *keys: str) -> Span:
        """Return where a key stands; where its own line is not known, the nearest table round it."""
        path = (*self.path, *keys)
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, self.source.span(0, 0))

    def span_of_text(self, key: str, text: str) -> Span:
        """Return where a text stands in quotation marks after a key; the key itself where it is not found."""
        place = self.span(key)
        for quote in ('"', "'"):
            offset = self.source.text.find(f"{quote}{text}{quote}", place.end)
            if offset >= 0:
                return self.source.span(offset + 1, offset + 1 + len(text))
        return place

    def text(self, key: str, default: str = "") -> str:
        """Return a text; a value of another type is reported."""
        value = self.values.get(key, default)
        if isinstance(value, str):
            return value
        self._report_type(key, 'a text in quotation marks, "…"')
        return default

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of texts; a value of another type is reported."""
        value = self.values.get(key)
        if value is None:
            return default
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self._report_type(key, 'a list of texts, ["…", "…"]')
        return default

    def table(self, key: str) -> "TomlTable":
        """Return a table, empty where it is missing; a value of another type is reported."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self._report_type(key, f"a table, [{'.'.join((*self.path, key))}]")
            value = {}
        return TomlTable(
            values=value,
            path=(*self.path, key),
            source=self.source,
            places=self.places,
            findings=self.findings,
        )

    def report_unknown_keys(self, known: tuple[str, ...]) -> None:
        """Report every key that is not in `known`, with the nearest known one."""
        for key in self.values:
            if key in known:
                continue
            where = f"in [{'.'.join(self.path)}]" if self.path else "at the top of this file"
            self.findings.add(
                "PD007",
                self.span(key),
                f"The key {key} is not known {where}.",
                hint=did_you_mean(key, known, f"Known keys: {', '.join(known)}."),
            )

    def report(self, key: str, message: str, hint: str) -> None:
        """Report what is wrong with the value of a key (PD005)."""
        self.findings.add("PD005", self.span(key), message, hint=hint)

    def _report_type(self, key: str, wanted: str) -> None:
        self.report(key, f"The value of {key} has the wrong type.", f"Write {wanted}.")


def read_toml(source: SourceText, findings: Findings) -> TomlTable:
    """Read a TOML file; one that is not valid is reported (PD005) and reads as an empty table."""
    values: dict[str, object] = {}
    try:
        values = tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        _report_invalid(error, source, findings)
    return TomlTable(values=values, path=(), source=source, places=_places(source), findings=findings)


def _report_invalid(error: Exception, source: SourceText, findings: Findings) -> None:
    message = str(error)
    where = _WHERE.search(message)
    offset = len(source.text)
    if where and where["line"]:
        offset = source.line_starts[int(where["line"]) - 1] + int(where["column"]) - 1
    problem = _WHERE.sub("", message)
    findings.add(
        "PD005",
        source.span(offset, min(offset + 1, len(source.text))),
        f"This is not valid TOML: {problem[:1].lower()}{problem[1:]}.",
        hint='Write `key = "text"`, `key = ["a", "b"]` or `[table.name]`, one to a line.',
    )


def _places(source: SourceText) -> dict[KeyPath, Span]:
    places: dict[KeyPath, Span] = {}
    table: KeyPath = ()
    for start, line in source.lines():
        head = _HEAD.match(line)
        match = head or _PAIR.match(line)
        if match is None:
            continue
        path = _names(match["key"]) if head else (*table, *_names(match["key"]))
        if head:
            table = path
        place = source.span(start + match.start("key"), start + match.end("key"))
        for length in range(1, len(path) + 1):
            places.setdefault(path[:length], place)
    return places


def _names(key: str) -> KeyPath:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, key))
