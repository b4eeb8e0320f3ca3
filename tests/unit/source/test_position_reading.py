"""positions.yaml: who speaks for which option, what is malformed, and what the text does not have."""

from pathlib import Path

import pytest

from plandoc.diagnostics import Diagnostic, Findings
from plandoc.model.positions import Position
from plandoc.model.scenario import Decision
from plandoc.source.positions import read_positions
from plandoc.source.workspace import read_workspace
from plandoc.spans import source_text
from tests.workspaces import decision, make_workspace, read_checked

WHOLE = """\
# Synthetic.
example: true
names:
  甲集团: {en: Group A}
positions:
  a/5#funds:
    - {option: keep, proposers: [甲集团, 丙集团, 甲集团], since: SBI-3.2, note: Together with 6.}
    - option: drop
      proposers:
        - 乙集团
      since: 2022-03-28
  b/9#who:
    - {option: 2, proposers: [12], since: 3.20}
    - {option: none, proposers: ["*<script>"]}
"""


def read(text: str) -> tuple[tuple[Position, ...], list[Diagnostic], list[tuple[str, int, int]]]:
    source, findings = source_text("sources/positions.yaml", text), Findings()
    positions = read_positions(source, findings)
    found = list(findings)
    places = [source.position(one.span.start) for one in found]
    return positions, found, [(one.code.name, at.line, at.column) for one, at in zip(found, places, strict=True)]


def test_whole_file_is_read_as_typed() -> None:
    positions, found, _ = read(WHOLE)
    assert found == []
    assert [(one.group, one.option, [who.name for who in one.proposers], one.since) for one in positions] == [
        ("a/5#funds", 1, ["甲集团", "丙集团"], "SBI-3.2"),
        ("a/5#funds", 0, ["乙集团"], "2022-03-28"),
        ("b/9#who", 2, ["12"], "3.20"),
        ("b/9#who", 0, ["*<script>"], ""),
    ]
    assert [one.decision for one in positions] == [Decision.KEEP, Decision.DROP, None, Decision.NONE]
    assert [one.note for one in positions] == ["Together with 6.", "", "", ""]
    assert all(one.example for one in positions)
    assert WHOLE[positions[1].span.start : positions[1].span.end] == "a/5#funds"


def test_proposer_has_a_name_in_each_language_that_the_file_gives() -> None:
    first, second = read(WHOLE)[0][0].proposers
    assert (first.in_language("zh"), first.in_language("en")) == ("甲集团", "Group A")
    assert (second.in_language("zh"), second.in_language("en")) == ("丙集团", "丙集团")


def test_positions_are_real_unless_the_file_says_otherwise() -> None:
    (one,) = read("positions: {g: [{option: 1, proposers: [A]}]}\n")[0]
    assert not one.example


def test_empty_file_has_no_positions() -> None:
    for text in ("", "positions:\n", "example: false\nnames:\npositions: {}\n"):
        assert read(text) == ((), [], [])


@pytest.mark.parametrize(
    ("item", "column", "hint"),
    [
        ("{option: kepe, proposers: [A]}", 15, "keep"),
        ("{option: open, proposers: [A]}", 15, "keep, drop, none"),
        ("{option: 0, proposers: [A]}", 15, "none"),
        ("{option: true, proposers: [A]}", 15, "number"),
        ("{option: [1], proposers: [A]}", 15, "number"),
        ("{option: , proposers: [A]}", 15, "number"),
        ("{proposers: [A]}", 6, "number"),
        ("{option: keep}", 6, "proposers"),
        ("{option: keep, proposers: []}", 32, "proposers"),
        ("{option: keep, proposers: A}", 32, "proposers"),
        ("{option: keep, proposers: [A, '']}", 32, "proposers"),
        ("{option: keep, proposers: [{A: B}]}", 32, "proposers"),
        ("keep", 6, "proposers"),
    ],
)
def test_malformed_position_is_reported_at_its_place_and_left_out(item: str, column: int, hint: str) -> None:
    positions, found, places = read(f"positions:\n  g:\n   - {item}\n   - {{option: 2, proposers: [B]}}\n")
    assert [(code, line) for code, line, _ in places] == [("PD081", 3)]
    assert abs(places[0][2] - column) <= 1
    assert hint in found[0].hint
    assert [(one.group, one.option) for one in positions] == [("g", 2)]


def test_text_that_is_none_is_reported_and_the_position_stays() -> None:
    positions, _, places = read("positions:\n  g:\n    - {option: 1, proposers: [A], since: [x], note: {y: z}}\n")
    assert [code for code, _, _ in places] == ["PD081", "PD081"]
    assert [(one.option, one.since, one.note) for one in positions] == [(1, "", "")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("positions: [a]\n", (1, 12)),
        ("positions:\n  g: keep\n", (2, 6)),
        ("example: maybe\n", (1, 10)),
        ("names: [a]\n", (1, 8)),
        ("names: {A: B}\npositions: {g: [{option: 1, proposers: [A]}]}\n", (1, 12)),
        ("names: {A: {en: }}\npositions: {g: [{option: 1, proposers: [A]}]}\n", (1, 12)),
    ],
)
def test_malformed_key_is_reported_at_its_value(text: str, place: tuple[int, int]) -> None:
    assert read(text)[2] == [("PD081", *place)]


def test_name_without_a_position_has_the_nearest_proposer() -> None:
    _, (found,), places = read("names: {Groop: {en: G}}\npositions: {g: [{option: 1, proposers: [Group]}]}\n")
    assert places == [("PD081", 1, 9)]
    assert found.hint == "Did you mean Group?"


def test_unknown_keys_have_the_nearest() -> None:
    _, found, _ = read("exmple: true\npositions: {g: [{option: 1, proposers: [A], sinc: x}]}\n")
    assert [(one.code.name, one.hint) for one in found] == [
        ("PD007", "Did you mean example?"),
        ("PD007", "Did you mean since?"),
    ]


TEXT = decision("1. 请[提出]{who}[书面][口头]报告；\n\n[2. 第{=session|五}届；]\n\n3. 第{s}[{=session|五}]届；\n")


@pytest.mark.parametrize(
    ("group", "option", "code", "said"),
    [
        ("a/1#1", "keep", "PD080", "Did you mean a/1#"),
        ("zzz", "keep", "PD080", "plandoc brackets"),
        ("a/2#whole", "2", "PD081", "Write keep or drop."),
        ("a/1#who", "keep", "PD081", "Write a number from 1 to 2, or none."),
        ("a/1#who", "3", "PD081", "Write a number from 1 to 2, or none."),
        ("a/3#s", "keep", "PD081", "Remove this position."),
    ],
)
def test_position_that_does_not_fit_the_text_is_reported(
    group: str, option: str, code: str, said: str, tmp_path: Path
) -> None:
    text = f"positions:\n  {group}:\n    - {{option: {option}, proposers: [A]}}\n"
    files = {"sources/positions.yaml": text, "sources/scenarios/first.yaml": ""}
    workspace, findings = read_checked(make_workspace(tmp_path, TEXT | files))
    (found,) = [one for one in findings if one.span.path.endswith("positions.yaml")]
    assert (found.code.name, text[found.span.start : found.span.end]) == (code, group)
    assert said in found.hint
    assert [one.group for one in workspace.positions] == [group]


@pytest.mark.parametrize(("group", "option"), [("a/2#whole", "keep"), ("a/2#whole", "1"), ("a/2#whole", "none")])
def test_position_that_fits_has_no_finding(group: str, option: str, tmp_path: Path) -> None:
    text = f"positions:\n  {group}:\n    - {{option: {option}, proposers: [A]}}\n"
    files = {"sources/positions.yaml": text, "sources/scenarios/first.yaml": ""}
    _, findings = read_checked(make_workspace(tmp_path, TEXT | files))
    assert [one for one in findings if one.span.path.endswith("positions.yaml")] == []


def test_position_on_what_was_agreed_is_out_of_date_and_no_error(tmp_path: Path) -> None:
    files = {
        "sources/positions.yaml": "positions:\n  a/4#gone:\n    - {option: 3, proposers: [A]}\n",
        "sources/history.yaml": "agreements:\n  - {when: 2022-03-28, choices: {a/4#gone: 3}}\n",
        "sources/scenarios/first.yaml": "",
    }
    _, findings = read_checked(make_workspace(tmp_path, TEXT | files))
    (found,) = [one for one in findings if one.span.path.endswith("positions.yaml")]
    assert (found.code.name, found.message) == ("PD037", "a/4#gone was agreed on 2022-03-28 as 3.")


def test_positions_of_the_project_are_synthetic_and_say_so(project: Path) -> None:
    findings = Findings()
    workspace = read_workspace(project, findings)
    assert {one.group.partition("/")[0].partition("#")[0] for one in workspace.positions} >= {"a", "b", "plan-1"}
    for one in workspace.positions:
        assert one.example
        assert all("example" in who.in_language("en") for who in one.proposers)
        assert "示例" in (one.since or "示例")
        assert "示例" in (one.note or "示例")
