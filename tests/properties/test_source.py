"""Properties of reading source text, on soups of notation: exact, total, lossless, local."""

import re

import pytest
from hypothesis import example, given, settings

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Block, Line, Part, PartKind
from plandoc.model.walk import rewrite
from plandoc.source.part import parse_part
from plandoc.source.printing import print_part
from plandoc.spans import source_text
from tests.positions import misplaced
from tests.readings import published
from tests.strategies import BRACKETS, FRONT, LABELS, WORDS, cells, part_texts, soups

MARK = re.compile(r"\{[a-z]+(?:\.\d)?\}(?=[\[⟦])")
EMENDATION = re.compile(r"\{~([^|}]*)\|[^}]*\}")
EMENDATIONS = ("{~]|}", "{~[|}", "{~甲|乙}", "{~|，}", "{~[|} ")


def parsed(text: str) -> tuple[Part, Findings]:
    findings = Findings()
    return parse_part(source_text("soup.md", text), findings), findings


@settings(max_examples=60)
@given(part_texts())
def test_printing_a_parsed_part_gives_its_text(text: str) -> None:
    part, _ = parsed(text)
    assert print_part(part) == text


@settings(max_examples=60)
@given(part_texts())
def test_every_span_holds_what_its_node_prints(text: str) -> None:
    part, findings = parsed(text)
    assert misplaced(text, part) == []
    assert all(0 <= one.span.start <= one.span.end <= len(text) for one in findings)


@settings(max_examples=60)
@given(part_texts())
def test_reading_is_repeatable_and_rewriting_nothing_changes_nothing(text: str) -> None:
    part, findings = parsed(text)
    again, same = parsed(text)
    assert part == again
    assert list(findings) == list(same)
    for block in part.blocks():
        assert rewrite(block.content, lambda node: node) == block.content


@settings(max_examples=60)
@given(soups(BRACKETS, WORDS, LABELS, EMENDATIONS, ("\n",)))
def test_published_reading_is_the_text_less_its_marks(text: str) -> None:
    part, _ = parsed(FRONT[PartKind.DECISION] + text)
    lines = [line.strip(" ") for line in text.split("\n") if line.strip(" ") and not is_fence(line)]
    expected = [typed(line) for line in lines]
    assert [line.rstrip(" ") for line in published(part).split("\n")] == [line.rstrip(" ") for line in expected or [""]]


def typed(line: str) -> str:
    """What a line publishes, worked out from its characters alone."""
    plain = EMENDATION.sub(lambda match: match[1].replace("[", "\1").replace("]", "\2"), line)
    plain = re.sub("[⟦⟧]", "", MARK.sub("", plain))
    return plain.replace("\1", "[").replace("\2", "]")


def is_fence(line: str) -> bool:
    return re.fullmatch(r"(?:\{[a-z]+(?:\.\d)?\})?[\[⟦［]\s*|[\]⟧］]\s*", line) is not None


UNMATCHED = {"PD010": 1, "PD011": 1, "PD012": 2}


@settings(max_examples=60)
@given(soups(BRACKETS, ("甲", "乙，", " ")))
def test_every_bracket_without_partner_is_reported_once(text: str) -> None:
    line = "甲" + text
    _, findings = parsed(FRONT[PartKind.DECISION] + line)
    assert sum(UNMATCHED.get(one.code.name, 0) for one in findings) == unmatched(line)


def unmatched(line: str) -> int:
    """How many brackets of a line have no partner, counted with nothing but two counters."""
    opened = closed = 0
    for character in line:
        if character in "[⟦":
            opened += 1
        elif character in "]⟧":
            closed, opened = (closed, opened - 1) if opened else (closed + 1, opened)
    return opened + closed


SOUND_SECTION = "\n\n## 二. 供资\n[2. 丙{k}[丁][戊]{k.1}[己]；]\n{r}[(a) 庚；\n(b) 辛[壬]。]\n[^n]: 癸。\n"
SOUND_CELL = "\n\n#### ind\n{k}[(a) 乙[丙]；\n(b) 丁]\n### A.2. 戊\n#### actor\n[己]\n"


@settings(max_examples=60)
@given(cells())
@example("[1. 甲")
@example("{k}[(b) 甲⟧")
@example("[\n{r}[1. 甲")
def test_broken_section_never_changes_the_next(soup: str) -> None:
    assert after("## 二. 供资", FRONT[PartKind.ANNEX] + "## 一. 概述\n" + soup + SOUND_SECTION) == after(
        "## 二. 供资", FRONT[PartKind.ANNEX] + "## 一. 概述\n" + SOUND_SECTION
    )


@settings(max_examples=60)
@given(cells())
@example("{k}[(b) 甲⟧")
def test_broken_cell_never_changes_the_next(soup: str) -> None:
    start = FRONT[PartKind.TABLE] + "### A.1. 甲\n#### act\n"
    assert after("#### ind", start + soup + SOUND_CELL) == after("#### ind", start + SOUND_CELL)


def after(heading: str, text: str) -> list[Line]:
    """The lines after a heading, as read; positions do not count."""
    part, _ = parsed(text)
    (at,) = (number for number, line in enumerate(part.lines) if is_line(line, heading, text))
    return list(part.lines[at + 1 :])


def is_line(line: Line, heading: str, text: str) -> bool:
    span = line.block.span if not isinstance(line, Block) and hasattr(line, "block") else getattr(line, "span", None)
    return span is not None and text[span.start : span.end] == heading


def test_comparison_of_sections_can_fail() -> None:
    start = FRONT[PartKind.ANNEX]
    assert after("## 一. 甲", start + "## 一. 甲\n[1. 乙]") != after("## 一. 甲", start + "## 一. 甲\n[1. 乙")


@pytest.mark.parametrize("kind", PartKind)
def test_every_kind_of_part_is_read_as_itself(kind: PartKind) -> None:
    assert parsed(FRONT[kind])[0].kind is kind
