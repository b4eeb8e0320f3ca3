"""States from JSON and scenarios and back: what is wrong is named, and the rest is applied."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.choices.decide import decide
from plandoc.diagnostics import Findings
from plandoc.model.scenario import Decision, Entry, Provenance
from plandoc.source.workspace import read_workspace
from plandoc.workbench.state import (
    MOST_ENTRIES,
    MOST_PROBLEMS,
    Agenda,
    ProblemKind,
    State,
    agenda_of,
    as_scenario,
    known_values,
    of_scenario,
    open_points,
    read_state,
    write_state,
)
from tests.drafting import project_workspace
from tests.workspaces import decision, make_workspace

BODY = (
    "1. {one}[*One* {inner}[more ]]words {k.1}[two] {k.2}[three {deep}[still]] and {n}[{=session|--}];\n\n"
    "{whole}[2. *Again* {=blank|__}.]\n"
)
FILES = {
    **decision(BODY),
    "plandoc.toml": (
        '[languages]\nsource = "zh"\nbuild = ["zh", "en"]\n\n[values.session]\nzh = "四"\nen = "fourth"\n\n'
        '[documents.decision]\nparts = ["a"]\n'
    ),
    "sources/scenarios/first.yaml": "values:\n  session: {en: fifth, zh: 五}\n",
    "sources/scenarios/second.yaml": "values:\n  session: {zh: 五, en: fifth}\n  venue: Montreal\n",
    "sources/scenarios/third.yaml": "values:\n  session: {zh: 四, en: fourth}\n  venue: {zh: Montreal, en: Montreal}\n",
}


@pytest.fixture(scope="module")
def agenda(tmp_path_factory: pytest.TempPathFactory) -> Agenda:
    return agenda_of(read_workspace(make_workspace(tmp_path_factory.mktemp("w"), FILES), Findings()))


REAL = agenda_of(project_workspace())


def kinds(data: object, agenda: Agenda) -> list[tuple[ProblemKind, str]]:
    return [(problem.kind, problem.about) for problem in read_state(data, agenda)[1]]


def test_the_fixture_has_the_groups_and_words_that_the_tests_speak_of(agenda: Agenda) -> None:
    found = {choice.id: (choice.options, choice.value) for choice in agenda.choices.values()}
    assert found == {
        "a/1#one": (1, None),
        "a/1#inner": (1, None),
        "a/1#k": (2, None),
        "a/1#deep": (1, None),
        "a/1#n": (1, "session"),
        "a/2#whole": (1, None),
    }
    assert agenda.languages == ("zh", "en")
    assert agenda.settled == {"session": 1}


def test_known_words_are_each_wording_once_those_of_the_workspace_first(agenda: Agenda) -> None:
    words = {
        name: [(one.in_language("zh"), one.in_language("en")) for one in known] for name, known in agenda.values.items()
    }
    assert words == {
        "session": [("四", "fourth"), ("五", "fifth")],
        "venue": [("Montreal", "Montreal")],
        "blank": [],
    }


def test_words_of_the_real_scenarios_are_known() -> None:
    known = known_values(project_workspace())
    assert {name: len(words) for name, words in known.items()} == dict.fromkeys(
        ("gbf_decision", "capacity_decision", "plan_decision", "sbi_session", "evaluation_meeting"), 1
    )


DECISIONS = {
    "a/1#one": "keep",
    "a/1#inner": "drop",
    "a/1#k": "2",
    "a/1#deep": "1",
    "a/2#whole": "none",
}


def test_every_decision_is_read_and_written(agenda: Agenda) -> None:
    state, problems = read_state({"choices": DECISIONS, "values": {"session": 2}}, agenda)
    assert problems == ()
    assert state == State(
        choices={"a/1#one": 1, "a/1#inner": 0, "a/1#k": 2, "a/1#deep": 1, "a/2#whole": 0}, values={"session": 2}
    )
    assert write_state(state, agenda) == {
        "choices": {**DECISIONS, "a/1#deep": "keep", "a/2#whole": "drop"},
        "values": {"session": 2},
    }


def test_open_and_what_is_missing_are_the_same(agenda: Agenda) -> None:
    assert read_state({"choices": {"a/1#one": "open", "a/1#k": "open"}}, agenda) == (State(), ())
    assert read_state({}, agenda) == (State(), ())
    assert write_state(State(), agenda) == {"choices": {}, "values": {}}


def test_none_of_several_options(agenda: Agenda) -> None:
    state, _ = read_state({"choices": {"a/1#k": "none"}}, agenda)
    assert state == State(choices={"a/1#k": 0})
    assert write_state(state, agenda)["choices"] == {"a/1#k": "none"}


@given(st.data())
def test_what_is_written_is_read_again(data: st.DataObject) -> None:
    known = REAL
    choices = {
        choice.id: data.draw(st.integers(0, choice.options))
        for choice in known.choices.values()
        if choice.value is None and data.draw(st.booleans())
    }
    values = {name: 1 for name in known.values if data.draw(st.booleans())}
    state = State(choices=choices, values=values)
    assert read_state(json.loads(json.dumps(write_state(state, known))), known) == (state, ())
    assert of_scenario(as_scenario(state, known), known) == (state, ())


def test_entries_that_cannot_be_applied_are_named_and_the_rest_applied(agenda: Agenda) -> None:
    state, problems = read_state(
        {
            "choices": {
                "a/1#one": "keep",
                "a/1#onne": "keep",
                "a/1#k": "3",
                "a/1#inner": "2",
                "a/1#n": "keep",
                "a/2#whole": "perhaps",
                "a/1#deep": True,
            },
            "values": {"session": 2, "sesion": 1, "venue": 2, "blank": 1},
        },
        agenda,
    )
    assert state == State(choices={"a/1#one": 1}, values={"session": 2})
    assert [(problem.kind, problem.about) for problem in problems] == [
        (ProblemKind.UNKNOWN_GROUP, "a/1#onne"),
        (ProblemKind.UNKNOWN_OPTION, "a/1#k"),
        (ProblemKind.UNKNOWN_OPTION, "a/1#inner"),
        (ProblemKind.SETTLED_BY_VALUE, "a/1#n"),
        (ProblemKind.MALFORMED, "a/2#whole"),
        (ProblemKind.MALFORMED, "a/1#deep"),
        (ProblemKind.UNKNOWN_VALUE, "sesion"),
        (ProblemKind.UNKNOWN_WORDS, "venue"),
        (ProblemKind.UNKNOWN_WORDS, "blank"),
    ]
    texts = {problem.about: problem.text for problem in problems}
    assert texts["a/1#onne"] == "There is no group a/1#onne. Did you mean a/1#one?"
    assert texts["sesion"] == "There is no value sesion. Did you mean session?"
    assert texts["a/1#k"] == "a/1#k has no option 3, only 2."
    assert problems[0].as_json() == {"kind": "unknown-group", "about": "a/1#onne", "text": texts["a/1#onne"]}


def test_a_decision_that_does_not_say_which_option_fits_no_group_of_several(agenda: Agenda) -> None:
    assert kinds({"choices": {"a/1#k": "keep"}}, agenda) == [(ProblemKind.MISFIT, "a/1#k")]
    assert kinds({"choices": {"a/1#k": "drop"}}, agenda) == [(ProblemKind.MISFIT, "a/1#k")]


@pytest.mark.parametrize("data", [None, [], "keep", 3, True, 1.5])
def test_what_is_no_object_is_named(data: object, agenda: Agenda) -> None:
    assert read_state(data, agenda)[0] == State()
    assert kinds(data, agenda) == [(ProblemKind.MALFORMED, "")]


@pytest.mark.parametrize("entries", [[], "all", 7, ["a/1#one"], None])
def test_members_that_are_no_objects_are_named_and_the_other_applied(entries: object, agenda: Agenda) -> None:
    state, problems = read_state({"choices": entries, "values": {"session": 1}}, agenda)
    assert state == State(values={"session": 1})
    assert [(problem.kind, problem.about) for problem in problems] == [(ProblemKind.MALFORMED, "choices")]


@pytest.mark.parametrize("place", [0, -1, 3, 10**30])
def test_numbers_of_words_that_are_not_there(place: int, agenda: Agenda) -> None:
    assert kinds({"values": {"session": place}}, agenda) == [(ProblemKind.UNKNOWN_WORDS, "session")]


@pytest.mark.parametrize("place", ["1", 1.0, True, None, [1], {"zh": "五"}])
def test_words_that_are_no_number(place: object, agenda: Agenda) -> None:
    assert kinds({"values": {"session": place}}, agenda) == [(ProblemKind.MALFORMED, "session")]


@pytest.mark.parametrize("entry", ["0", "-1", "２", "1e3", "KEEP", "", "keep ", 0, -3, 10**30, None, [], {}, 1.0])
def test_decisions_that_mean_nothing(entry: object, agenda: Agenda) -> None:
    state, problems = read_state({"choices": {"a/1#k": entry, "a/1#one": "drop"}}, agenda)
    assert state == State(choices={"a/1#one": 0})
    assert [(problem.kind, problem.about) for problem in problems] == [(ProblemKind.MALFORMED, "a/1#k")]


def test_very_many_problems_are_counted_and_not_listed(agenda: Agenda) -> None:
    state, problems = read_state({"choices": {f"x/{n}": "keep" for n in range(500)} | {"a/1#one": "keep"}}, agenda)
    assert state == State(choices={"a/1#one": 1})
    assert len(problems) == MOST_PROBLEMS + 1
    assert (problems[-1].kind, problems[-1].text) == (
        ProblemKind.TOO_LONG,
        f"{500 - MOST_PROBLEMS} more entries could not be applied.",
    )


def test_a_list_longer_than_any_negotiation_is_not_read(agenda: Agenda) -> None:
    data = {"choices": {f"x/{n}": "keep" for n in range(MOST_ENTRIES + 1)}, "values": {"session": 1}}
    state, problems = read_state(data, agenda)
    assert state == State(values={"session": 1})
    assert [(problem.kind, problem.about) for problem in problems] == [(ProblemKind.TOO_LONG, "choices")]


def test_a_very_long_name_is_shortened(agenda: Agenda) -> None:
    (problem,) = read_state({"choices": {"x" * 1_000_000: "keep"}}, agenda)[1]
    assert problem.kind is ProblemKind.UNKNOWN_GROUP
    assert len(problem.text) < 200


def test_choices_within_a_dropped_option_are_kept(agenda: Agenda) -> None:
    data = {"choices": {"a/1#one": "drop", "a/1#inner": "keep", "a/1#k": "1", "a/1#deep": "drop"}}
    state, problems = read_state(data, agenda)
    assert problems == ()
    assert write_state(state, agenda)["choices"] == {**data["choices"], "a/1#deep": "drop"}


def test_states_are_equal_and_hash_alike_in_any_order() -> None:
    one = State(choices={"a": 1, "b": 0}, values={"x": 1})
    other = State(choices={"b": 0, "a": 1}, values={"x": 1})
    assert one == other
    assert hash(one) == hash(other)
    assert one != State(choices={"a": 1, "b": 1}, values={"x": 1})
    assert State(choices={"x": 1}) != State(values={"x": 1})


def test_a_scenario_has_one_entry_a_decision_in_the_order_of_the_text(agenda: Agenda) -> None:
    state = State(choices={"a/2#whole": 0, "a/1#k": 0, "a/1#one": 1, "a/1#deep": 1}, values={"session": 2})
    said = Provenance(who="Chair", when="2022-03-28")
    made = as_scenario(state, agenda, name="room", title="Room", provenance=said)
    assert (made.name, made.title, made.provenance) == ("room", "Room", said)
    assert made.entries == (
        Entry(pattern="a/1#one", decision=Decision.KEEP),
        Entry(pattern="a/1#k", decision=Decision.NONE),
        Entry(pattern="a/1#deep", decision=Decision.KEEP),
        Entry(pattern="a/2#whole", decision=Decision.DROP),
    )
    assert made.values == (agenda.values["session"][1],)


def test_a_state_of_older_sources_becomes_a_scenario_without_what_is_gone(agenda: Agenda) -> None:
    state = State(choices={"gone/1#": 1, "a/1#one": 1}, values={"gone": 1, "session": 9})
    made = as_scenario(state, agenda)
    assert [entry.pattern for entry in made.entries] == ["a/1#one"]
    assert made.values == ()


def test_defaults_and_patterns_of_scenarios_are_resolved() -> None:
    workspace = project_workspace()
    for scenario in workspace.scenarios:
        state, foreign = of_scenario(scenario, REAL)
        assert foreign == ()
        registry = tuple(REAL.choices.values())
        again = as_scenario(state, REAL)
        assert decide(registry, again) == decide(registry, scenario)
        assert {one.name for one in again.values} == {one.name for one in scenario.values}


def test_words_that_nobody_knows_are_named(agenda: Agenda, tmp_path: Path) -> None:
    scenario = {"sources/scenarios/late.yaml": "values:\n  session: {zh: 六, en: sixth}\n  venue: Montreal\n"}
    late = read_workspace(make_workspace(tmp_path, scenario), Findings()).scenario("late")
    assert late is not None
    assert of_scenario(late, agenda) == (State(values={"venue": 1}), ("session",))


def points(choices: Mapping[str, int], agenda: Agenda) -> tuple[int, int]:
    found = open_points(State(choices=choices), agenda.choices.values())
    return found.open, found.total


def test_open_points_are_neither_decided_nor_moot_nor_settled_by_a_value(agenda: Agenda) -> None:
    assert points({}, agenda) == (5, 5)
    assert points({"a/1#one": 1}, agenda) == (4, 5)
    assert points({"a/1#one": 0}, agenda) == (3, 5)
    assert points({"a/1#one": 0, "a/1#k": 1}, agenda) == (1, 5)
    assert points({"a/1#one": 0, "a/1#k": 1, "a/2#whole": 1}, agenda) == (0, 5)
    assert points({"a/1#one": 0, "a/1#inner": 1}, agenda) == (3, 5)


def test_open_points_of_the_real_scenarios() -> None:
    workspace = project_workspace()
    found = {}
    for scenario in workspace.scenarios:
        points = open_points(of_scenario(scenario, REAL)[0], REAL.choices.values())
        found[scenario.name] = (points.open, points.total)
    total = sum(choice.value is None for choice in REAL.choices.values())
    assert found["mixed"] == (0, total)
    assert found["keep-all"][1] == total
