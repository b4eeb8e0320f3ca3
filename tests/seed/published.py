"""Sources into the words that the published reading prints, by plain regular expressions.

A second, independent way to read a source: what the product's own reader makes of it can be compared with this.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n(.*)", re.DOTALL)
EMENDATION = re.compile(r"\{~([^|]*)\|([^{}]*)\}")
IDENTIFIER = re.compile(r"\{#([\w-]+)\}$")
SLOT = re.compile(r"\{\+([\w-]+)\}")
NOTE = re.compile(r"\[\^(\w+)\]: ?(.*)")
HEADING = re.compile(r"(#+) (.*)")
OPENING = re.compile(r"(?:(?:\{\w+(?:\.\d+)?\})?[\[⟦](?!\^))*")
LABEL = re.compile(
    r"(?:\{~\|)?(?:(?P<goal>[A-Z]\.\d+(?:\.\d+)?)\.|(?P<letter>[A-Z])\.|(?P<section>[一二三四五六七八九十])\."
    r"|(?P<number>\d+)\.|\((?P<item>[a-z]|\d+)\)|(?P<ring>[㈠-㈩]))"
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One logical line of a source: a block, a slot or a column key."""

    id: str
    typed: str
    cell: str
    """Id of the cell that the block stands in; for prose, of the block itself."""
    row: str
    """Id of the row; for prose, of the block itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source file."""

    meta: dict[str, Any]
    lines: tuple[Line, ...]

    @property
    def id(self) -> str:
        """The part's id."""
        return str(self.meta["id"])


def issued(typed: str) -> str:
    """What the published reading prints of a line; footnote marks and references stay as typed."""
    return _plain(EMENDATION.sub(r"\1", typed), supplied="")


def mended(typed: str) -> str:
    """What the corrected reading prints of a line; footnote marks and references stay as typed."""
    return _plain(EMENDATION.sub(r"\2", typed), supplied="[]")


def _plain(text: str, *, supplied: str) -> str:
    """Take the marks off; `supplied` are the characters for ⟦ and ⟧, or nothing."""
    text = IDENTIFIER.sub("", text)
    text = re.sub(r"\{=\w+\|([^{}]*)\}", r"\1", text)
    text = re.sub(r"\{[a-z]\w*(?:\.\d+)?\}", "", text)
    for typed, printed in (("⟦", supplied[:1]), ("⟧", supplied[1:]), ("*", ""), ("\\", "\n")):
        text = text.replace(typed, printed)
    return text


def read_source(path: Path) -> Source:
    """Read one source file."""
    match = FRONT_MATTER.fullmatch(path.read_text(encoding="utf-8"))
    assert match is not None, f"{path.name} has no front matter"
    meta = yaml.safe_load(match[1])
    return Source(meta=meta, lines=(*_heads(meta), *_body(meta, match[2])))


def published_blocks(path: Path) -> list[tuple[str, str]]:
    """Return id and published text of every block of a source, column heads and footnotes included."""
    return [(line.id, issued(line.typed)) for line in read_source(path).lines if not SLOT.fullmatch(line.typed)]


def _heads(meta: dict[str, Any]) -> Iterator[Line]:
    row = f"{meta['id']}/columns"
    for key, column in meta.get("columns", {}).items():
        yield Line(id=f"{row}/{key}", typed=column["head"], cell=f"{row}/{key}", row=row)
        yield Line(id=f"{row}/{key}/note", typed=column["note"], cell=f"{row}/{key}", row=row)


def _body(meta: dict[str, Any], body: str) -> Iterator[Line]:
    row = column = ""
    for number, typed in enumerate(re.sub(r"\\\n", "\\\\", body).split("\n")):
        part = meta["id"]
        if not typed:
            continue
        if typed.startswith("#### "):
            column = typed.removeprefix("#### ")
            assert column in meta["columns"], f"{part}: {typed}"
        elif note := NOTE.fullmatch(typed):
            yield Line(id=f"{part}/notes/{note[1]}", typed=note[2], cell="", row="")
        elif SLOT.fullmatch(typed):
            yield Line(id=typed, typed=typed, cell="", row="")
        elif heading := HEADING.fullmatch(typed):
            own = f"{part}/{_name(heading[2])}" if len(heading[1]) > 1 else f"{part}/title"
            row, column = own, ""
            yield Line(id=own, typed=heading[2], cell=own, row=own)
        else:
            cell = f"{row}/{column}" if column else f"{part}/{_name(typed, number)}"
            own = f"{cell}/{_name(typed, number)}" if column and _name(typed) else cell
            yield Line(id=own, typed=typed, cell=cell, row=row if column else own)


def _name(typed: str, number: int | None = None) -> str:
    """The last member of a block's id: what is typed in braces, else the label; empty where it has neither."""
    if explicit := IDENTIFIER.search(typed):
        return explicit[1]
    opening = OPENING.match(typed)
    match = LABEL.match(typed, opening.end() if opening else 0)
    if match is None:
        return "" if number is None else f"line-{number}"
    if match["section"]:
        return ROMAN["一二三四五六七八九十".index(match["section"])]
    if match["ring"]:
        return str("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩".index(match["ring"]) + 1)
    return next(name for name in match.groups() if name)
