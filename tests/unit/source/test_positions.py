"""Exact positions on the whole real text, and proof that a wrong position is seen."""

from dataclasses import replace
from pathlib import Path

import pytest

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Block
from plandoc.source.part import parse_part
from plandoc.source.printing import print_part
from plandoc.spans import source_text
from tests.positions import count, misplaced

SOURCES = sorted((Path(__file__).parents[3] / "sources" / "cp-10").glob("*.md"))


def test_there_are_sources() -> None:
    assert len(SOURCES) >= 7


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_node_of_the_real_text_stands_where_it_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    findings = Findings()
    part = parse_part(source_text(path.name, text), findings)
    assert print_part(part) == text
    assert misplaced(text, part) == []
    assert count(part) >= len(part.lines)
    assert [(one.code.name, one.message) for one in findings if one.code.name != "PD015"] == []


def test_a_span_that_is_off_by_one_is_seen() -> None:
    text = "---\nid: a\nkind: decision\n---\n1. 甲[乙]丙\n"
    part = parse_part(source_text("a.md", text), Findings())
    (block,) = (line for line in part.lines if isinstance(line, Block))
    first = block.content[0]
    shifted = replace(first, span=replace(first.span, end=first.span.end + 1))
    wrong = replace(part, lines=(replace(block, content=(shifted, *block.content[1:])),))
    assert misplaced(text, part) == []
    assert misplaced(text, wrong) == [("甲[", "甲")]
