"""The seven brackets without a partner in the published tables: the checker finds every one, and nothing else.

The published text is the source with every correction undone: supplied brackets off, emendations as issued.
"""

import re
from pathlib import Path

import pytest

from plandoc.diagnostics import Diagnostic, Findings
from plandoc.model.blocks import Part
from plandoc.source.part import parse_part
from plandoc.spans import source_text

EMENDATION = re.compile(r"\{~([^{}|]*)\|(?:[^{}]|\{[^{}]*\})*\}")
SUPPLIED = re.compile(r"(?:\{[a-z0-9_.]+\})?⟦|⟧")
WITHOUT_PARTNER = {"PD010", "PD011", "PD012"}

DEFECTS = {
    ("plan-1", "PD010", "plan-1/A.9/ind/c"),
    ("plan-2", "PD010", "plan-2/A.3/actor"),
    ("plan-2", "PD011", "plan-2/A.6/ind/c"),
    ("plan-2", "PD011", "plan-2/A.7/ind/b"),
    ("plan-2", "PD010", "plan-2/A.10/ind/a"),
    ("plan-2", "PD011", "plan-2/B.2"),
    ("plan-2", "PD011", "plan-2/B.2/ind/e"),
}


def unmatched(path: Path, *, published: bool) -> set[tuple[str, str, str]]:
    text = path.read_text("utf-8")
    if published:
        text = SUPPLIED.sub("", EMENDATION.sub(lambda match: match[1], text))
    findings = Findings()
    part = parse_part(source_text(path.name, text), findings)
    return {(part.id, one.code.name, place(part, one)) for one in findings if one.code.name in WITHOUT_PARTNER}


def place(part: Part, finding: Diagnostic) -> str:
    """The id of the block that a finding is about."""
    return next(block.id for block in part.blocks() if block.span.start <= finding.span.start < block.span.end)


@pytest.fixture(scope="module")
def sources(project: Path) -> list[Path]:
    return sorted((project / "sources" / "cp-10").glob("*.md"))


def test_every_bracket_without_partner_is_found(sources: list[Path]) -> None:
    assert {defect for path in sources for defect in unmatched(path, published=True)} == DEFECTS


def test_corrected_sources_have_none(sources: list[Path]) -> None:
    assert {defect for path in sources for defect in unmatched(path, published=False)} == set()
