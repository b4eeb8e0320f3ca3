"""Scenarios side by side and merged: what differs, what is moot, what is agreed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.choices.comparing import Comparison, compare
from plandoc.choices.decide import decide, inherit
from plandoc.choices.merging import merge
from plandoc.choices.standing import standing
from plandoc.model.choices import choices
from plandoc.model.scenario import Decision, Scenario, SettledValue
from tests.drafting import part, scenario

TEXT = (
    "1. One {funds}[two] and {who}[three][four {coi}[five {deep}[six]]];\n"
    "2. The {session}[{=session|fifth}] session;\n"
    "3. {why}[Seven {coi}[eight]];\n"
    "4. {last}[nine];\n"
)
REGISTRY = choices((part(TEXT, front="labels: [coi]\n"),))
GROUPS = ("a/1#funds", "a/1#who", "a#coi", "a/1#deep", "a/3#why", "a/4#last")


def shown(found: Comparison) -> dict[str, list[str]]:
    """What each scenario makes of every group that differs; what is moot has a star."""
    return {
        one.choice.id: [f"{'open' if each.chosen is None else each.chosen}{'*' * each.moot}" for each in one.each]
        for one in found.differences
    }


def test_groups_that_differ_are_found_in_the_order_of_the_text() -> None:
    first = scenario({"a/4#last": "keep", "a/1#funds": "keep", "a/1#who": 2})
    second = scenario({"a/1#funds": "drop", "a/1#who": 2})
    found = compare((first, second, scenario()), REGISTRY)
    assert shown(found) == {
        "a/1#funds": ["1", "0", "open"],
        "a/1#who": ["2", "2", "open"],
        "a/4#last": ["1", "open", "open"],
    }
    assert (found.groups, found.open) == (6, (3, 4, 6))


def test_group_in_an_option_that_is_not_taken_is_moot_and_not_open() -> None:
    kept = scenario({"a/1#who": 2, "a#coi": "keep", "a/1#deep": "keep", "a/3#why": "keep"})
    dropped = scenario({"a/1#who": 1, "a/3#why": "drop", "a#coi": "drop"})
    found = compare((kept, dropped), REGISTRY)
    assert shown(found)["a#coi"] == ["1", "0*"]
    assert shown(found)["a/1#deep"] == ["1", "open*"]
    assert found.open == (2, 2)


def test_group_that_stands_elsewhere_too_is_not_moot() -> None:
    found = compare((scenario({"a/1#who": 1}), scenario({"a#coi": "keep"})), REGISTRY)
    assert shown(found)["a#coi"] == ["open", "1"]


def test_values_differ_by_their_words() -> None:
    four, five, none = scenario(values={"session": "4"}), scenario(values={"session": "5"}), scenario()
    (found,) = compare((four, five, none), REGISTRY).values
    assert found.name == "session"
    assert [words and words.in_language("zh") for words in found.each] == ["4", "5", None]
    assert compare((four, scenario(values={"session": "4"})), REGISTRY).values == ()
    assert shown(compare((four, none), REGISTRY)) == {}


def test_defaults_are_compared_by_what_they_decide() -> None:
    found = compare((scenario(default="keep"), scenario({"a*": "keep"})), REGISTRY)
    assert shown(found) == {}


def test_values_of_the_workspace_stand_behind_those_of_a_scenario() -> None:
    own = scenario(values={"session": "4"})
    settled = (SettledValue(name="session", words=(("*", "9"),)), SettledValue(name="other", words=(("*", "8"),)))
    assert [(one.name, one.in_language("zh")) for one in inherit(own, settled).values] == [
        ("session", "4"),
        ("other", "8"),
    ]


def merged(*scenarios: Scenario, prefer: int | None = None) -> tuple[dict[str, str], list[str]]:
    """The entries of the merged scenario, and the groups and values left open."""
    found = merge(scenarios, REGISTRY, name="m", prefer=prefer)
    entries = {entry.pattern: str(entry.decision) for entry in found.scenario.entries}
    words = {value.name: value.words[0][1] for value in found.scenario.values}
    return entries | words, [one.choice.id for one in found.conflicts] + [one.name for one in found.values]


def test_what_all_agree_on_and_what_one_alone_decides_is_taken() -> None:
    first = scenario({"a/4#last": "keep", "a/1#who": "none", "a/1#funds": "open"}, values={"session": "4"})
    second = scenario({"a/4#last": "keep", "a/1#funds": "drop"})
    entries, conflicts = merged(first, second)
    assert list(entries.items()) == [
        ("a/1#funds", "drop"),
        ("a/1#who", "none"),
        ("a/4#last", "keep"),
        ("session", "4"),
    ]
    assert conflicts == []


def test_conflict_stays_open_unless_one_scenario_is_preferred() -> None:
    first = scenario({"a/1#funds": "keep", "a/1#who": 1}, values={"session": "4"})
    second = scenario({"a/1#funds": "drop", "a/1#who": 2}, values={"session": "5"})
    third = scenario({"a/4#last": "keep"})
    assert merged(first, second, third) == ({"a/4#last": "keep"}, ["a/1#funds", "a/1#who", "session"])
    assert merged(first, second, third, prefer=1) == (
        {"a/1#funds": "drop", "a/1#who": "2", "a/4#last": "keep", "session": "5"},
        [],
    )
    assert merged(first, second, third, prefer=2)[1] == ["a/1#funds", "a/1#who", "session"]


def test_what_does_not_matter_to_a_scenario_is_no_decision_of_it() -> None:
    dropped = scenario({"a/1#who": 1, "a/3#why": "drop", "a#coi": "drop"})
    kept = scenario({"a/1#who": 2, "a#coi": "keep"})
    assert merged(dropped, kept) == ({"a#coi": "keep", "a/3#why": "drop"}, ["a/1#who"])


def test_what_the_result_makes_moot_has_no_entry_and_is_no_conflict() -> None:
    first = scenario({"a/1#who": 1, "a/3#why": "drop"})
    second = scenario({"a/1#who": 1, "a#coi": "keep"})
    third = scenario({"a/3#why": "drop", "a#coi": "drop"})
    assert merged(first, second, third) == ({"a/1#who": "1", "a/3#why": "drop"}, [])


def test_defaults_and_globs_become_entries() -> None:
    entries, _ = merged(scenario(default="keep", alternatives="first"), scenario({"a/1#fu*": "keep"}))
    assert list(entries) == ["a/1#funds", "a/1#who", "a#coi", "a/3#why", "a/4#last"]


_SAID: st.SearchStrategy[str | int] = st.sampled_from(["open", "keep", "drop", "none", 1, 2])
_SCENARIOS = st.builds(scenario, st.dictionaries(st.sampled_from(GROUPS), _SAID))


@given(st.lists(_SCENARIOS, min_size=2, max_size=4))
def test_merged_scenario_decides_only_what_nobody_contradicts(several: list[Scenario]) -> None:
    found = merge(tuple(several), REGISTRY, name="m")
    decided = {name: chosen for name, chosen in decide(REGISTRY, found.scenario).items() if chosen is not None}
    standings = [standing(REGISTRY, one) for one in several]
    for name, chosen in decided.items():
        others = {
            one.decisions[name]
            for one in standings
            if name not in {choice.id for choice in one.moot} and one.decisions[name] is not None
        }
        assert others == {chosen}
    assert decided.keys().isdisjoint(one.choice.id for one in found.conflicts)
    assert not standing(REGISTRY, found.scenario).moot or {
        choice.id for choice in standing(REGISTRY, found.scenario).moot
    }.isdisjoint(decided)


@given(_SCENARIOS)
def test_merging_a_scenario_with_itself_keeps_all_that_matters(one: Scenario) -> None:
    found = merge((one, one), REGISTRY, name="m")
    assert found.conflicts == ()
    before, after = standing(REGISTRY, one), standing(REGISTRY, found.scenario)
    assert (before.decided, before.undecided, before.moot) == (after.decided, after.undecided, after.moot)
    assert {choice.id: before.decisions[choice.id] for choice in before.decided} == {
        choice.id: after.decisions[choice.id] for choice in after.decided
    }


@pytest.mark.parametrize("decision", ["keep", "drop"])
def test_order_of_the_scenarios_does_not_matter(decision: str) -> None:
    first, second = scenario({"a/1#funds": decision}), scenario({"a/4#last": Decision.KEEP, "a/1#who": 2})
    assert merged(first, second) == merged(second, first)
