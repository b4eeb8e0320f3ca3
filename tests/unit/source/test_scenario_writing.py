"""Scenarios written as YAML: what is read back is what was written, whatever its strings are."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plandoc.diagnostics import Findings
from plandoc.model.scenario import Alternatives, Decision, Entry, Provenance, Scenario, SettledValue
from plandoc.source.scenario_writing import print_scenario, quoted
from plandoc.source.scenarios import read_scenario
from plandoc.spans import source_text


def read_back(text: str) -> Scenario:
    findings = Findings()
    scenario = read_scenario(source_text("sources/scenarios/s.yaml", text), findings)
    assert list(findings) == []
    return scenario


def test_scenario_is_written_as_an_editor_would() -> None:
    scenario = Scenario(
        name="s",
        title="混合（示例）",
        provenance=Provenance(who="Secretariat", when="2022-03-28", session="SBI 3: part 2"),
        default=Decision.KEEP,
        alternatives=Alternatives.FIRST,
        entries=(
            Entry(pattern="a/5#funds", decision=Decision.DROP),
            Entry(pattern="a/6#", decision=2),
            Entry(pattern="plan-2/*", decision=Decision.OPEN),
        ),
        values=(
            SettledValue(name="gbf_decision", words=(("*", "4"),)),
            SettledValue(name="sbi_session", words=(("zh", "五"), ("en", "fifth"))),
        ),
    )
    text = print_scenario(scenario, ("Two\nlines", "in one"))
    assert text == (
        "# Two lines\n"
        "# in one\n"
        "title: 混合（示例）\n"
        "provenance:\n"
        "  who: Secretariat\n"
        "  when: '2022-03-28'\n"
        "  session: 'SBI 3: part 2'\n"
        "default: keep\n"
        "alternatives: first\n"
        "choices:\n"
        "  a/5#funds: drop\n"
        "  a/6#: 2\n"
        "  'plan-2/*': open\n"
        "values:\n"
        "  gbf_decision: '4'\n"
        "  sbi_session: {zh: 五, en: fifth}\n"
    )
    assert read_back(text) == scenario


def test_empty_scenario_is_an_empty_file() -> None:
    assert print_scenario(Scenario(name="s")) == ""
    assert read_back("") == Scenario(name="s")


NASTY = (
    *("", "true", "null", "~", "1e3", "4.10", "0x1f", "2022-03-28", "=", "<<", "---", "...", "no", "12:30"),
    *("a #b", "#a", "a: b", "a:", "- a", "? a", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "[a]", "{a}", "a, b"),
    *("'", '"', "\\", " a", "a ", "\t", "a\nb", "a\r\nb", "\x00\x07\x7f\x85", "\u2028\ufeff\u202e\ufffe\U000e0001"),
    *("\u3000甲", "甲：乙", "<script>", "k" * 1100, "'" * 1100, "\n" * 300),
)


@pytest.mark.parametrize("text", NASTY)
def test_string_that_means_something_to_yaml_stays_text(text: str) -> None:
    assert yaml.safe_load(quoted(text)) == text
    assert yaml.safe_load(f"{{k: {quoted(text)}, l: 1}}") == {"k": text, "l": 1}


def test_half_a_surrogate_pair_is_no_text() -> None:
    assert quoted("a\ud800b") == "a\ufffdb"


_STRINGS = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
_ENTRIES = st.builds(
    Entry,
    pattern=_STRINGS,
    decision=st.one_of(st.sampled_from(Decision), st.integers(1, 9999)),
)
_VALUES = st.builds(
    SettledValue,
    name=_STRINGS,
    words=st.dictionaries(st.one_of(st.just("*"), _STRINGS), _STRINGS, min_size=1, max_size=3).map(
        lambda words: tuple(words.items())
    ),
)
_SCENARIOS = st.builds(
    Scenario,
    name=st.just("s"),
    title=_STRINGS,
    provenance=st.builds(Provenance, who=_STRINGS, when=_STRINGS, session=_STRINGS),
    default=st.sampled_from([Decision.OPEN, Decision.KEEP, Decision.DROP]),
    alternatives=st.sampled_from(Alternatives),
    entries=st.lists(_ENTRIES, max_size=4, unique_by=lambda entry: entry.pattern).map(tuple),
    values=st.lists(_VALUES, max_size=3, unique_by=lambda value: value.name).map(tuple),
)


@given(_SCENARIOS, st.lists(_STRINGS, max_size=2))
def test_every_scenario_is_read_back(scenario: Scenario, comments: list[str]) -> None:
    text = print_scenario(scenario, comments)
    assert read_back(text) == scenario
    assert all(character == "\n" or character.isprintable() for character in text)


def test_of_two_entries_for_one_pattern_the_last_is_written() -> None:
    twice = Scenario(
        name="s",
        entries=(Entry(pattern="a", decision=1), Entry(pattern="a", decision=2)),
        values=(SettledValue(name="v", words=()), SettledValue(name="w", words=(("*", "x"),))),
    )
    assert print_scenario(twice) == "choices:\n  a: 2\nvalues:\n  w: x\n"
