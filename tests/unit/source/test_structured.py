"""YAML with places: what is read, what is refused, and that nothing raises."""

import pytest

from plandoc.diagnostics import Findings
from plandoc.source.structured import YamlMapping, YamlScalar, YamlSequence, read_yaml
from plandoc.spans import source_text


def read(text: str) -> tuple[YamlMapping, list[tuple[str, int]]]:
    findings = Findings()
    node = read_yaml(source_text("x.yaml", text), 0, len(text), findings)
    return node, [(one.code.name, one.span.start) for one in findings]


def test_values_know_where_they_stand() -> None:
    text = 'id: "附件"\nlabels: [a, b]\n'
    node, found = read(text)
    assert found == []
    identifier, labels = node.get("id"), node.get("labels")
    assert isinstance(identifier, YamlScalar)
    assert text[identifier.span.start : identifier.span.end] == "附件"
    assert isinstance(labels, YamlSequence)
    assert [text[item.span.start : item.span.end] for item in labels.items] == ["a", "b"]
    assert node.texts("labels") == ("a", "b")
    assert node.text("none") == ""


@pytest.mark.parametrize(
    ("typed", "value"),
    [("5", 5), ("on", True), ("~", None), ("1.5", 1.5), ("'5'", "5"), ("2026-11-23", "2026-11-23"), ("x", "x")],
)
def test_scalars(typed: str, value: object) -> None:
    node, _ = read(f"a: {typed}\n")
    scalar = node.get("a")
    assert isinstance(scalar, YamlScalar)
    assert scalar.value == value


@pytest.mark.parametrize(
    "typed", ["2020-13-45", "9" * 5000, "!!int x", "!!int ''", "!!bool x", "!!timestamp x", "!own x"]
)
def test_what_only_looks_like_a_value_is_text(typed: str) -> None:
    node, _ = read(f"a: {typed}\n")
    assert isinstance(node.text("a"), str)
    assert isinstance(node.get("a"), YamlScalar)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 20_000,
        "a: " + "{b: " * 5_000,
        "".join(" " * n + "a:\n" for n in range(300)),
        "- " * 5_000,
        "a: &x [*x]\n",
        "b: [&x 1, *x]",
    ],
)
def test_tangles_are_refused_before_they_cost_anything(text: str) -> None:
    node, found = read(text)
    assert node.items == ()
    assert [code for code, _ in found] == ["PD004"]


@pytest.mark.parametrize(
    ("text", "place"), [("a: [b\n", 6), ("- a\n", 0), ("a: 1\na: 2\n", 5), ("a: {b: 1, b: 2}\n", 10)]
)
def test_wrong_yaml_is_reported_at_its_place(text: str, place: int) -> None:
    _, found = read(text)
    assert found == [("PD004", place)]


def test_stars_in_quoted_words_are_no_aliases() -> None:
    assert read('a: "*甲*"\n')[1] == []
