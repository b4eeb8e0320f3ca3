"""Scenario files: what they say, what is malformed, and one choice set with all else kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.diagnostics import Diagnostic, Findings
from plandoc.model.scenario import Alternatives, Decision, Provenance, Scenario
from plandoc.source.scenarios import read_scenario, set_choice
from plandoc.spans import SourceText, source_text

WHOLE = """\
# A comment that stays.
title: Mixed
provenance: {who: Secretariat, when: 2022-12-01, session: SBI 3}
default: keep
alternatives: first
choices:
  a/5#funds: drop
  b/9#who: 2   # the second
  'plan-2/*': open
  a/6#: none
  laws: "1"
values:
  session: {zh: 五, en: fifth}
  meeting: 4.10
"""


def source(text: str) -> SourceText:
    return source_text("sources/scenarios/mixed.yaml", text)


def read(text: str) -> tuple[Scenario, list[Diagnostic], list[tuple[str, int, int]]]:
    findings = Findings()
    scenario = read_scenario(source(text), findings)
    found = list(findings)
    positions = [source(text).position(one.span.start) for one in found]
    return scenario, found, [(one.code.name, at.line, at.column) for one, at in zip(found, positions, strict=True)]


def test_whole_scenario_is_read() -> None:
    scenario, found, _ = read(WHOLE)
    assert found == []
    assert (scenario.name, scenario.title) == ("mixed", "Mixed")
    assert scenario.provenance == Provenance(who="Secretariat", when="2022-12-01", session="SBI 3")
    assert (scenario.default, scenario.alternatives) == (Decision.KEEP, Alternatives.FIRST)
    assert [(entry.pattern, entry.decision) for entry in scenario.entries] == [
        ("a/5#funds", Decision.DROP),
        ("b/9#who", 2),
        ("plan-2/*", Decision.OPEN),
        ("a/6#", Decision.NONE),
        ("laws", 1),
    ]
    assert WHOLE[scenario.entries[2].span.start : scenario.entries[2].span.end] == "plan-2/*"
    session, meeting = scenario.values
    assert (session.in_language("zh"), session.in_language("en"), session.in_language("ar")) == ("五", "fifth", None)
    assert meeting.in_language("ar") == "4.10"


def test_empty_scenario_leaves_everything_open() -> None:
    scenario, found, _ = read("")
    assert (scenario.default, scenario.entries, scenario.values) == (Decision.OPEN, (), ())
    assert found == []
    assert read("choices:\nvalues:\n")[1] == []


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("choices:\n  a/1#: kepe\n", (2, 9), "keep"),
        ("choices:\n  a/1#: 0\n", (2, 9), "none"),
        ("choices:\n  a/1#: -1\n", (2, 9), "number"),
        ("choices:\n  a/1#: true\n", (2, 9), "number"),
        ("choices:\n  a/1#:\n", (2, 8), "number"),
        ("choices:\n  a/1#: [1]\n", (2, 9), "number"),
        ("choices: [a]\n", (1, 10), "name"),
        ("choices: keep\n", (1, 10), "name"),
        ("default: kep\n", (1, 10), "keep"),
        ("default: none\n", (1, 10), "drop"),
        ("alternatives: 2\n", (1, 15), "first"),
        ("values:\n  v:\n", (2, 5), "words"),
        ("title: [x]\n", (1, 8), "title: words"),
        ("provenance: SBI 3\n", (1, 13), "name"),
        ("provenance: {who: [x]}\n", (1, 19), "who: words"),
        ("values:\n  v: {zh: [a]}\n", (2, 6), "words"),
    ],
)
def test_malformed_entry_is_reported_at_its_value(text: str, place: tuple[int, int], hint: str) -> None:
    scenario, found, places = read(text)
    assert places == [("PD033", *place)]
    assert hint in found[0].hint
    assert (scenario.entries, scenario.values, scenario.default) == ((), (), Decision.OPEN)


def test_title_and_provenance_are_text_as_typed() -> None:
    scenario, found, _ = read("title: 3.10\nprovenance: {who: yes, when: 2022, session: }\n")
    assert found == []
    assert (scenario.title, scenario.provenance) == ("3.10", Provenance(who="yes", when="2022"))


def test_unknown_key_has_the_nearest() -> None:
    _, found, places = read("titel: x\nprovenance: {wh: x}\n")
    assert places == [("PD007", 1, 1), ("PD007", 2, 14)]
    assert [one.hint for one in found] == ["Did you mean title?", "Did you mean who?"]


def test_invalid_yaml_is_reported_at_its_place() -> None:
    _, found, places = read("choices:\n  *x: keep\n")
    assert [code for code, _, _ in places] == ["PD004"]
    assert places[0][1] == 2
    assert "quotation marks" in found[0].hint


def test_choice_is_changed_in_its_place() -> None:
    text = set_choice(source(WHOLE), "b/9#who", "1")
    assert text == WHOLE.replace("b/9#who: 2   # the second", "b/9#who: 1   # the second")


def test_choice_with_quotation_marks_keeps_them() -> None:
    assert set_choice(source(WHOLE), "laws", "keep") == WHOLE.replace('laws: "1"', 'laws: "keep"')


def test_new_choice_goes_after_the_last() -> None:
    assert set_choice(source(WHOLE), "a/11#sbi", "keep") == WHOLE.replace('"1"\n', '"1"\n  a/11#sbi: keep\n')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "choices:\n  a/1#: keep\n"),
        ("title: x", "title: x\nchoices:\n  a/1#: keep\n"),
        ("choices:\ntitle: x\n", "choices:\n  a/1#: keep\ntitle: x\n"),
        ("choices: {}\n", "choices: {a/1#: keep}\n"),
        ("choices: {b: 1}  # why\n", "choices: {b: 1, a/1#: keep}  # why\n"),
        ("choices:\n    b: 1 # one\n\n# end\n", "choices:\n    b: 1 # one\n    a/1#: keep\n\n# end\n"),
        ("choices:\n    'b*': 1", "choices:\n    'b*': 1\n    a/1#: keep\n"),
        ("title: x\n\n\n", "title: x\nchoices:\n  a/1#: keep\n\n\n"),
    ],
)
def test_new_choice_is_written_as_the_file_is(text: str, expected: str) -> None:
    assert set_choice(source(text), "a/1#", "keep") == expected


@pytest.mark.parametrize(("text", "decision"), [("choices: [", "keep"), ("", "kepe"), ("", "0"), ("", "keep\nx: 1")])
def test_nothing_is_written_over_what_is_not_understood(text: str, decision: str) -> None:
    with pytest.raises(ValueError, match="a/1#"):
        set_choice(source(text), "a/1#", decision)


_PATTERNS = st.text(st.sampled_from("ab1/#*[]'\": ,{}&!.-"), min_size=1, max_size=8).filter(
    lambda pattern: pattern == pattern.strip()
)
_FILES = st.sampled_from([WHOLE, "", "choices: {}\n", "choices: {a: 1}\n", "choices:\n", "title: x\n"])


@given(_FILES, _PATTERNS, st.sampled_from(["open", "keep", "drop", "none", "1", "12"]))
def test_choice_that_was_set_is_read_back_and_the_rest_is_kept(text: str, pattern: str, decision: str) -> None:
    before, _, _ = read(text)
    changed = set_choice(source(text), pattern, decision)
    after, found, _ = read(changed)
    assert found == []
    assert str({entry.pattern: entry.decision for entry in after.entries}[pattern]) == decision
    others = {entry.pattern: entry.decision for entry in before.entries if entry.pattern != pattern}
    assert {entry.pattern: entry.decision for entry in after.entries if entry.pattern != pattern} == others
    assert (after.values, after.title) == (before.values, before.title)
    assert set_choice(source(changed), pattern, decision) == changed
