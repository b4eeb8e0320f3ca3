"""docs/bracket-grammar.md tells the truth: every example in it is run, and every finding has a case."""

import re
from pathlib import Path

import pytest

from tests.test_cases import CASES, FENCE, FRONT, outcome

DOCUMENT = Path(__file__).parents[3] / "docs" / "bracket-grammar.md"
INPUTS = [match.start() for match in FENCE.finditer(DOCUMENT.read_text("utf-8")) if match["kind"] in FRONT]
OF_READING = {"PD004", "PD007", *(f"PD0{number}" for number in (*range(10, 22), 23, 25, 26, 27))}


def test_there_are_examples() -> None:
    assert len(INPUTS) > 25


@pytest.mark.parametrize("number", range(len(INPUTS)))
def test_example(number: int, request: pytest.FixtureRequest) -> None:
    text = DOCUMENT.read_text("utf-8")
    starts = [match.start() for match in FENCE.finditer(text) if match["kind"] in FRONT]
    example = text[starts[number] : [*starts, len(text)][number + 1]]
    given, *others = FENCE.finditer(example)
    actual = outcome(given["kind"], given["text"])
    expected = {fence["kind"]: fence["text"].removesuffix("\n") for fence in others if fence["kind"] in actual}
    if request.config.getoption("--update-cases"):
        renewed = FENCE.sub(lambda f: f"```{f['kind']}\n{actual.get(f['kind'], f['text'][:-1])}\n```", example)
        DOCUMENT.write_text(text.replace(example, renewed), "utf-8")
        return
    assert expected, "an example shows what comes of it"
    assert {"findings": ""} | expected == {name: actual[name] for name in expected.keys() | {"findings"}}


def test_every_finding_of_reading_has_a_case() -> None:
    corpus = "\n".join(path.read_text("utf-8") for path in CASES.glob("*.md"))
    assert {code for code in OF_READING if not re.search(rf"^{code} \d", corpus, re.MULTILINE)} == set()


def test_document_names_the_findings_of_brackets() -> None:
    named = set(re.findall(r"\(?(PD\d{3})", DOCUMENT.read_text("utf-8")))
    assert {f"PD0{number}" for number in (*range(10, 24), 26, 27) if number != 22} <= named
