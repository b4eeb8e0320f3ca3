"""The JSON Schemas of the YAML files: the real files are valid, what plandoc would complain of is not."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from plandoc.source.schemas import FILES, SCHEMAS
from plandoc.source.schemas.shapes import WORD, keyed
from tests.reports import LISTS, documented


class Plain(yaml.SafeLoader):
    """YAML as editors read it (1.2): yes and no are words, and so are days."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in ("bool", "timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))

VALIDATORS = {name: Draft7Validator(schema()) for name, schema in SCHEMAS.items()}


def complaints(name: str, text: str) -> list[str]:
    return [error.message for error in VALIDATORS[name].iter_errors(yaml.load(text, Plain))]


def real_files(project: Path) -> Iterator[tuple[str, Path]]:
    sources = project / "sources" / "cp-10"
    for path in sorted((sources / "report").glob("*.yaml")):
        yield ("form" if path.name == "form.yaml" else "questionnaire"), path
    for path in sorted((sources / "scenarios").glob("*.yaml")):
        yield "scenario", path
    yield "positions", sources / "positions.yaml"


def test_each_is_a_schema_and_says_for_which_files() -> None:
    assert list(SCHEMAS) == list(FILES)
    for schema in SCHEMAS.values():
        Draft7Validator.check_schema(schema())


def test_the_real_files_are_valid(project: Path) -> None:
    found = {path.name: complaints(name, path.read_text(encoding="utf-8")) for name, path in real_files(project)}
    assert len(found) > 8
    assert {name: said for name, said in found.items() if said} == {}


def test_a_key_that_no_reader_knows_is_not_valid(project: Path) -> None:
    for name, path in real_files(project):
        text = path.read_text(encoding="utf-8") + "\nunheard_of: 1\n"
        assert any("unheard_of" in one for one in complaints(name, text)), path.name


def test_the_example_of_the_reference_is_valid() -> None:
    for name, text in documented().items():
        assert complaints("form" if name == "form.yaml" else "questionnaire", text) == [], name


QUESTION = "sections: [{{id: A, heading: h, questions: [{{id: Q001, {}}}]}}]"
INDICATOR = "indicators: {{p/a: {{measure: percent, unit: party, source: [report], direction: up, {}}}}}"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (QUESTION.format("type: singel, text: t, list: x"), "singel"),
        (QUESTION.format("type: single, text: t"), "list"),
        (QUESTION.format("type: matrix, text: t, list: x"), "rows"),
        (QUESTION.format("type: money, text: t"), "unit"),
        (QUESTION.format("type: text, text: t, rowz: []"), "rowz"),
        (QUESTION.format("type: text, text: t, lines: 99"), "99"),
        (QUESTION.format("type: text"), "text"),
        (QUESTION.format("type: text, text: t, relevant: {in: [Q000, yes]}"), "yes"),
        (QUESTION.format("type: text, text: t, relevant: {all: []}"), "[]"),
        (QUESTION.format("type: text, text: t, relevant: {in: [Q000, [a]], answered: Q000}"), "properties"),
        (QUESTION.format("type: text, text: t, relevant: {like: [Q000, [a]]}"), "like"),
        (QUESTION.format("type: records, text: t, columns: [{id: a, type: matrix, text: t}]"), "matrix"),
        (QUESTION.format("type: text, text: t, constraints: [{that: {answered: Q000}}]"), "message"),
        (QUESTION.format("type: text, text: t, previous: [{cycle: 4, question: Q1, comparability: equal}]"), "equal"),
        (LISTS + "  bad: [{code: A B, text: t}]\n", "A B"),
        (LISTS + "  bad: [{code: a, text: t, means: perhaps}]\n", "perhaps"),
        (LISTS + "  bad: []\n", "[]"),
        (INDICATOR.format("denominator: {of: countries}"), "countries"),
        (INDICATOR.format("blank: perhaps"), "perhaps"),
        (INDICATOR.format("numerator: {strict: {in: [Q001, [yes]]}}"), "strict"),
        ("earlier: {fourth: {Q1: {type: text}}}", "fourth"),
    ],
)
def test_what_cannot_stand_is_not_valid(text: str, word: str) -> None:
    assert any(word in one for one in complaints("questionnaire", text))


def test_variants_of_words_are_valid() -> None:
    assert complaints("questionnaire", QUESTION.format("type: text, text: 10, relevant: {in: [Q000, [1, yes]]}")) == []
    assert complaints("questionnaire", "lists:\nsections:\n") == []
    assert complaints("scenario", "provenance:\nchoices: {a/5#: 2, 'b/*': keep}\nvalues: {n: 五, m: {zh: 五}}") == []
    assert complaints("positions", "positions: {a/5#: [{option: 2, proposers: [A]}]}") == []


def test_a_key_of_a_reader_without_a_schema_cannot_be_forgotten() -> None:
    with pytest.raises(KeyError, match="new"):
        keyed(("old", "new"), {"old": WORD})


def test_definitions_that_are_referred_to_exist() -> None:
    def references(node: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
        if isinstance(node, dict):
            yield from ([node["$ref"]] if "$ref" in node else [])
            for one in node.values():
                yield from references(one)
        elif isinstance(node, list):
            for one in node:
                yield from references(one)

    schema = SCHEMAS["questionnaire"]()
    definitions = schema["definitions"]
    assert isinstance(definitions, dict)
    assert {name.rpartition("/")[2] for name in references(schema)} == set(definitions)
