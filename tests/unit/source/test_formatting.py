"""`plandoc fmt` writes missing ids and labels, and the text that is printed stays the same."""

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Part
from plandoc.source.formatting import format_part
from plandoc.source.part import parse_part
from plandoc.spans import source_text

FRONT = "---\nid: a\nkind: decision\n---\n"


def formatted(text: str, front: str = FRONT) -> str:
    return format_part(source_text("a.md", front + text)).removeprefix(front)


def asked(text: str) -> set[str]:
    findings = Findings()
    parse_part(source_text("a.md", text), findings)
    return {one.code.name for one in findings} & {"PD014", "PD021"}


def reading(part: Part) -> list[object]:
    """What is printed of a part: its blocks without ids, marks, places, and what is typed round the text."""
    return [shape(block) for block in part.blocks()]


LEFT_OUT = {"id", "option", "group", "mark", "span", "parent", "explicit", "before", "after", "typed"}


def shape(node: object) -> object:
    if isinstance(node, tuple):
        return [shape(one) for one in node]
    if is_dataclass(node):
        names = [field.name for field in fields(node) if field.name not in LEFT_OUT]
        return [type(node).__name__, *(shape(getattr(node, name)) for name in names)]
    return node


def test_preambular_paragraphs_follow_the_largest_number() -> None:
    text = "The Parties,\n*Recalling* one,\n*Noting* two,{#pp4}\n*Welcoming* three,\n"
    assert formatted(text) == (
        "The Parties,{#chapeau}\n*Recalling* one,{#pp5}\n*Noting* two,{#pp4}\n*Welcoming* three,{#pp6}\n"
    )


def test_heading_takes_its_first_words_and_chinese_ones_a_number() -> None:
    assert formatted("## General rules apply\n## General rules\n## 总则\n") == (
        "## General rules apply{#general-rules}\n## General rules{#general-rules1}\n## 总则{#heading1}\n"
    )


def test_cell_with_two_blocks_numbers_them_by_column() -> None:
    front = '---\nid: t\nkind: table\ncolumns:\n  out: {head: "成果"}\n---\n'
    text = "### A.1. 目标\n#### out\n第一\n第二{#out3}\n"
    assert formatted(text, front) == "### A.1. 目标\n#### out\n第一{#out4}\n第二{#out3}\n"


def test_groups_get_labels_that_nothing_else_has() -> None:
    text = "1. 甲{g7}[乙]丙[丁]戊[more words here][x];\n2. 己[庚]、[more words];\n"
    assert formatted(text) == (
        "1. 甲{g7}[乙]丙{g8}[丁]戊{more_words}[more words here][x];\n2. 己{g9}[庚]、{more_words1}[more words];\n"
    )


def test_runs_and_fences_get_labels() -> None:
    text = "[1. 甲；\n2. 乙；]\n[\n3. 丙；\n4. 丁。\n]\n"
    assert formatted(text) == "{g2}[1. 甲；\n2. 乙；]\n{g1}[\n3. 丙；\n4. 丁。\n]\n"


def test_declared_labels_are_not_taken() -> None:
    front = "---\nid: a\nkind: decision\nlabels: [g1]\n---\n"
    assert formatted("1. 甲[乙][丙]、{k}[丁];\n", front) == "1. 甲{g2}[乙][丙]、{k}[丁];\n"
    source = source_text("a.md", FRONT + "1. 甲[乙]、[丙];\n")
    assert format_part(source, frozenset({"g4"})).endswith("1. 甲{g5}[乙]、{g6}[丙];\n")


def test_white_space_after_a_block_stays_after_its_id() -> None:
    assert formatted("The Parties, \t\n") == "The Parties,{#chapeau} \t\n"


@pytest.mark.parametrize("text", ["[1. One;]\n", "6. [Two;]\n", "1. a [b] c;\n", "x{#y}\n", "1. a {k}[b] [^n]\n"])
def test_what_is_complete_stays_as_it_is(text: str) -> None:
    assert formatted(text) == text


def test_the_sources_have_nothing_missing(project: Path) -> None:
    paths = sorted((project / "sources").rglob("*.md"))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert format_part(source_text(path.name, text)) == text


_TEXT = st.lists(
    st.sampled_from(
        ["1. ", "(a) ", "## ", "[", "]", "][", "/", "{k}[", "{k.2}[", "⟦", "⟧", "*", "甲", "words ", " ", "\\", "\n",
         "{#x1}", "{~[|", "}", "{~|a}", "{=v|--}", "[^n]", "[^n]: ", "；", "{", "\n[\n", "\n]\n"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(_TEXT)
def test_reading_is_unchanged_and_a_second_run_writes_nothing(text: str) -> None:
    before = source_text("a.md", FRONT + text)
    once = format_part(before)
    after = source_text("a.md", once)
    assert format_part(after) == once
    assert reading(parse_part(after, Findings())) == reading(parse_part(before, Findings()))


@given(_TEXT)
def test_nothing_is_missing_afterwards(text: str) -> None:
    assert asked(format_part(source_text("a.md", FRONT + text))) == set()
