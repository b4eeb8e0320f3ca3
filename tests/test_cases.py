"""The conformance corpus: every case of `tests/cases`, its tree, its readings and its findings."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Part
from plandoc.source.part import parse_part
from plandoc.source.printing import print_part
from plandoc.spans import source_text
from tests.expressions import expressions
from tests.readings import corrected, published

CASES = Path(__file__).parent / "cases"
FRONT = {
    "decision": "---\nid: a\nkind: decision\n---\n",
    "annex": "---\nid: annex-1\nkind: annex\n---\n",
    "frame": "---\nid: rec\nkind: frame\n---\n",
    "table": "---\nid: plan\nkind: table\ncolumns:\n  ind: {head: 指标}\n  actor: {head: 行为体}\n---\n",
    "whole": "",
}
CASE = re.compile(r"^## (?P<title>.+)\n(?P<body>(?:```\w+\n(?:(?!```$).*\n)*```\n|(?!## ).*\n)+)", re.MULTILINE)
FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<text>(?:(?!^```$).*\n)*)```$", re.MULTILINE)
READINGS: dict[str, Callable[[Part], str]] = {"tree": expressions, "published": published, "corrected": corrected}


def cases() -> list[tuple[Path, str]]:
    return [
        (path, case["title"]) for path in sorted(CASES.glob("*.md")) for case in CASE.finditer(path.read_text("utf-8"))
    ]


def outcome(kind: str, text: str) -> dict[str, str]:
    """What the parser makes of an input, by the kind of expectation."""
    source, findings = source_text("case.md", FRONT[kind] + text), Findings()
    part, skipped = parse_part(source, findings), FRONT[kind].count("\n")
    assert print_part(part) == source.text
    places = [(one, source.position(one.span.start)) for one in findings]
    found = [f"{one.code.name} {at.line - skipped}:{at.column} {one.message}" for one, at in places]
    return {name: read(part) for name, read in READINGS.items()} | {"findings": "\n".join(found)}


@pytest.mark.parametrize(("path", "title"), cases(), ids=lambda one: one if isinstance(one, str) else one.stem)
def test_case(path: Path, title: str, request: pytest.FixtureRequest) -> None:
    text = path.read_text("utf-8")
    (case,) = (match for match in CASE.finditer(text) if match["title"] == title)
    fences = {fence["kind"]: fence["text"] for fence in FENCE.finditer(case["body"])}
    (kind,) = fences.keys() & FRONT.keys()
    actual = outcome(kind, fences[kind])
    expected = {name: fences[name].removesuffix("\n") for name in fences.keys() & actual.keys()}
    assert expected, "a case expects something"
    if request.config.getoption("--update-cases"):
        renewed = FENCE.sub(lambda f: f"```{f['kind']}\n{actual.get(f['kind'], f['text'][:-1])}\n```", case["body"])
        path.write_text(text.replace(case[0], f"## {title}\n{renewed}"), "utf-8")
        return
    assert {"findings": ""} | expected == {name: actual[name] for name in expected.keys() | {"findings"}}
