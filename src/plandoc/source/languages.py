"""Locale folders into languages: the workspace's own, or those that come with the program."""

from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from plandoc.diagnostics import Findings
from plandoc.model.locale import LabelLook, Locale
from plandoc.model.printed import NumberStyle
from plandoc.source.files import list_files, read_text
from plandoc.source.locales import PAGE_WORDS
from plandoc.source.toml_tables import TomlTable, read_toml
from plandoc.spans import SourceText, source_text

FILE = "conventions.toml"
KEYS = (
    "tag",
    "direction",
    "masthead",
    "grammar",
    "full_stop",
    "semicolon",
    "weak_ends",
    "conjunctions",
    "annex_numerals",
    "labels",
)
LOOK_KEYS = ("style", "prefix", "suffix")
_Name = TypeVar("_Name", bound=StrEnum)


def read_language(root: Path, language: str, findings: Findings) -> Locale | None:
    """Read a language's conventions; None where neither the workspace nor the program has its folder.

    A file in the workspace's `locales/LANGUAGE/` takes the place of the program's of the same name.
    """
    source = _text(root, language, FILE, findings)
    if source is None:
        return None
    table = read_toml(source, findings)
    table.report_unknown_keys(KEYS)
    defaults = Locale(language=language, tag=language)
    return Locale(
        language=language,
        tag=table.text("tag", language),
        direction=_one_of(table, "direction", defaults.direction),
        masthead=table.text("masthead"),
        grammar=_one_of(table, "grammar", defaults.grammar),
        full_stop=table.text("full_stop", defaults.full_stop),
        semicolon=table.text("semicolon", defaults.semicolon),
        weak_ends=frozenset(table.text("weak_ends", "".join(sorted(defaults.weak_ends)))),
        conjunctions=table.texts("conjunctions"),
        annex_numerals=_one_of(table, "annex_numerals", defaults.annex_numerals),
        labels=tuple(_labels(table.table("labels"))),
        words=_text(root, language, f"LC_MESSAGES/{PAGE_WORDS}", findings),
    )


def _text(root: Path, language: str, name: str, findings: Findings) -> SourceText | None:
    path = f"locales/{language}/{name}"
    folder, _, file = path.rpartition("/")
    if path in list_files(root, folder, f".{file.rpartition('.')[2]}", findings):
        return read_text(root, path, findings)
    packaged = files("plandoc") / path
    return source_text(f"plandoc:{path}", packaged.read_text(encoding="utf-8")) if packaged.is_file() else None


def _labels(table: TomlTable) -> Iterator[tuple[NumberStyle, LabelLook]]:
    table.report_unknown_keys(tuple(NumberStyle))
    for style in NumberStyle:
        if style in table.values:
            look = table.table(style)
            look.report_unknown_keys(LOOK_KEYS)
            yield (
                style,
                LabelLook(
                    style=_one_of(look, "style", NumberStyle.DECIMAL),
                    prefix=look.text("prefix"),
                    suffix=look.text("suffix"),
                ),
            )


def _one_of(table: TomlTable, key: str, default: _Name) -> _Name:
    name = table.text(key, default)
    names = tuple(type(default))
    if name in names:
        return type(default)(name)
    table.report(key, f"There is no {key} {name}.", f"Write one of {', '.join(names)}.")
    return default
