"""Scenarios against the text: names, options, values, and entries that change nothing."""

from pathlib import Path

import pytest

from plandoc.choices.checking import check_scenarios
from plandoc.diagnostics import Diagnostic, Findings
from plandoc.model.agreements import Agreement
from plandoc.model.scenario import Decision
from plandoc.model.workspace import Settings, Workspace
from plandoc.source.part import parse_part
from plandoc.source.scenarios import read_scenario
from plandoc.source.workspace import read_workspace
from plandoc.spans import source_text

PART = source_text(
    "a.md",
    "---\nid: a\nkind: decision\n---\n"
    "1. One {funds}[two] and {who}[three][four {coi}[five]];\n"
    "[2. The {session}[{=session|fifth}] session;]\n"
    "3. Six [seven];\n",
)


def checked(text: str, history: tuple[Agreement, ...] = ()) -> list[tuple[Diagnostic, tuple[int, int], str]]:
    source = source_text("scenarios/s.yaml", text)
    quiet, findings = Findings(), Findings()
    workspace = Workspace(
        settings=Settings(),
        parts=(parse_part(PART, quiet),),
        scenarios=(read_scenario(source, quiet),),
        history=history,
    )
    assert list(quiet) == []
    check_scenarios(workspace, findings)
    found = []
    for one in findings:
        place = source.position(one.span.start)
        found.append((one, (place.line, place.column), text[one.span.start : one.span.end]))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "default: keep\n",
        "choices:\n  a/1#funds: keep\n  a/1#who: 2\n  a/1#coi: drop\n  a/2#whole: keep\n  a/3#: open\n",
        "choices:\n  a/1#who: none\n",
        "choices:\n  'a/*': keep\n",
        "default: keep\nchoices:\n  a/3#: keep\n",
        "values: {session: 五}\n",
    ],
)
def test_scenario_that_fits_has_no_finding(text: str) -> None:
    assert checked(text) == []


@pytest.mark.parametrize(
    ("pattern", "near"),
    [("a/1#fund", "a/1#funds"), ("a/2#", "a/3#"), ("who", "a/1#who"), ("a/1#whose", "a/1#who")],
)
def test_unknown_group_has_the_nearest(pattern: str, near: str) -> None:
    ((found, place, typed),) = checked(f"choices:\n  {pattern}: keep\n")
    assert (found.code.name, place, typed) == ("PD030", (2, 3), pattern)
    assert found.hint == f"Did you mean {near}?"


def test_glob_that_matches_nothing_is_unknown() -> None:
    ((found, _, _),) = checked("choices:\n  'zz/*': keep\n")
    assert found.code.name == "PD030"
    assert "plandoc brackets" in found.hint


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("a/1#who: 3", "no option 3"),
        ("a/1#funds: 2", "no option 2"),
        ("a/1#who: keep", "does not say which"),
        ("a/1#who: drop", "does not say which"),
        ("'*#who': drop", "does not say which"),
    ],
)
def test_option_that_does_not_exist_is_reported(entry: str, message: str) -> None:
    ((found, _, _),) = checked(f"choices:\n  {entry}\n")
    assert found.code.name == "PD031"
    assert message in found.message


def test_value_that_no_text_uses_has_the_nearest() -> None:
    ((found, place, typed),) = checked("values:\n  sesion: 五\n")
    assert (found.code.name, place, typed) == ("PD032", (2, 3), "sesion")
    assert found.hint == "Did you mean session?"


def test_group_that_a_value_settles_takes_no_entry() -> None:
    ((found, _, _),) = checked("choices:\n  a/2#session: keep\n")
    assert found.code.name == "PD034"
    assert "`session: …`" in found.hint


@pytest.mark.parametrize(
    ("entries", "idle"),
    [
        ("  a/3#: keep\n  'a/*': drop\n", "a/3#"),
        ("  'a/3*': keep\n  a/3#: keep\n", "a/3#"),
        ("  'a/3*': keep\n  a/3#: drop\n", "a/3*"),
    ],
)
def test_entry_that_changes_nothing_is_reported(entries: str, idle: str) -> None:
    ((found, _, typed),) = checked(f"choices:\n{entries}")
    assert (found.code.name, typed) == ("PD034", idle)


def test_entry_that_overrules_another_in_part_is_noted() -> None:
    ((found, place, typed),) = checked("choices:\n  'a/*': keep\n  a/1#who: 2\n  a/3#: drop\n")
    assert (found.code.name, found.severity, place, typed) == ("PD036", "note", (2, 4), "a/*")
    assert [one.message for one in found.related] == ["a/3#: drop wins here"]


HISTORY = (
    Agreement(group="a/4#gone", decision=Decision.DROP, when="2022-03-28", session="SBI 3"),
    Agreement(group="#laws", decision=2),
    Agreement(group="a/3#", decision=Decision.KEEP),
)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("a/4#gone: keep", "a/4#gone was agreed on 2022-03-28 (SBI 3) as drop, and this scenario says keep."),
        ("a/4#gone: drop", "a/4#gone was agreed on 2022-03-28 (SBI 3) as drop, as this scenario has it."),
        ("laws: 2", "laws was agreed as 2, as this scenario has it."),
    ],
)
def test_entry_written_before_an_agreement_is_out_of_date_and_no_error(entry: str, message: str) -> None:
    ((found, _, typed),) = checked(f"choices:\n  {entry}\n  a/3#: drop\n", HISTORY)
    assert (found.code.name, found.severity, found.message) == ("PD037", "warning", message)
    assert typed == entry.partition(":")[0]


@pytest.mark.parametrize("others", ["  a/1#who: 1\n", "  a/1#who: none\n"])
def test_choice_in_a_dropped_option_is_moot(others: str) -> None:
    ((found, _, typed),) = checked(f"choices:\n{others}  a/1#coi: keep\n")
    assert (found.code.name, found.severity, typed) == ("PD035", "warning", "a/1#coi")
    assert "a/1#who.2" in found.message


def test_default_may_make_a_choice_moot() -> None:
    found = checked("default: drop\nalternatives: first\nchoices:\n  a/1#coi: keep\n")
    assert [one.code.name for one, _, _ in found] == ["PD035"]


def test_choice_with_a_place_that_shows_is_not_moot() -> None:
    part = source_text("a.md", "---\nid: a\nkind: decision\n---\n1. {k}[one {m}[x]][two] and {m}[x];\n")
    scenario = source_text("s.yaml", "choices:\n  a/1#k: 2\n  a/1#m: keep\n")
    findings = Findings()
    workspace = Workspace(
        settings=Settings(), parts=(parse_part(part, findings),), scenarios=(read_scenario(scenario, findings),)
    )
    check_scenarios(workspace, findings)
    assert list(findings) == []


def test_the_scenarios_of_the_project_have_no_finding(project: Path) -> None:
    findings = Findings()
    workspace = read_workspace(project, findings)
    assert {"keep-all", "drop-all", "mixed"} <= {scenario.name for scenario in workspace.scenarios}
    check_scenarios(workspace, findings)
    assert list(findings) == []
