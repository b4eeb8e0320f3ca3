"""The registry of choices, read from parts in the source notation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Part
from plandoc.model.choices import Choice, PlaceKind, choices
from plandoc.source.part import parse_part
from plandoc.spans import source_text


def part(text: str, *, kind: str = "decision", front: str = "", workspace: frozenset[str] = frozenset()) -> Part:
    source = source_text("a.md", f"---\nid: a\nkind: {kind}\n{front}---\n{text}")
    return parse_part(source, Findings(), workspace)


def by_id(*parts: Part) -> dict[str, Choice]:
    return {choice.id: choice for choice in choices(parts)}


def test_alternatives_and_kept_groups_are_counted() -> None:
    found = by_id(part("1. {k}[one][two] and {m}[three];\n"))
    assert {name: choice.options for name, choice in found.items()} == {"a/1#k": 2, "a/1#m": 1}
    assert found["a/1#k"].label == "k"
    assert not found["a/1#k"].crosses


def test_echo_that_lacks_options_counts_the_largest_index_of_all_places() -> None:
    found = by_id(part("1. {v.2}[towards] it, {v.1}[to], {v}[a][b][c];\n"))
    (choice,) = found.values()
    assert choice.options == 3
    assert [place.options for place in choice.places] == [(2,), (1,), (1, 2, 3)]


def test_choices_stand_in_the_order_of_the_text_column_heads_first() -> None:
    front = 'labels: [actors]\ncolumns:\n  actor: {head: "{actors}[Actors]", note: "{n}[(who)]"}\n'
    text = "### A.1. Goal {g}[kept]\n#### actor\n{actors}[Parties]\n"
    found = by_id(part(text, kind="table", front=front))
    assert list(found) == ["a#actors", "a/columns/actor/note#n", "a/A.1#g"]
    assert [place.block for place in found["a#actors"].places] == ["a/columns/actor", "a/A.1/actor"]


def test_nested_choice_names_every_option_round_it() -> None:
    found = by_id(part("[1. {k}[one {m}[inner]][two]]\n"))
    assert found["a/1#m"].parents == {"a/1#whole.1", "a/1#k.1"}
    assert found["a/1#m"].places[0].within == ("a/1#whole.1", "a/1#k.1")
    assert found["a/1#whole"].parents == frozenset()


def test_parents_are_gathered_over_all_places() -> None:
    found = by_id(part("1. {k}[one {m}[inner]][two {m}[inner]]\n"))
    assert found["a/1#m"].parents == {"a/1#k.1", "a/1#k.2"}


def test_run_of_items_is_one_place_that_crosses() -> None:
    text = "1. Asks:\n{k}[(a) first;\n(b) second {m}[more];]\n(c) third.\n"
    found = by_id(part(text))
    (run,) = found["a/1#k"].places
    assert (run.kind, run.block, run.options) == (PlaceKind.BLOCKS, "a/1/a", (1,))
    assert found["a/1#k"].crosses
    (inner,) = next(choice for name, choice in found.items() if name.startswith("a/1/b#")).places
    assert inner.within == ("a/1#k.1",)


def test_runs_nested_in_one_block_know_which_is_the_outer_one() -> None:
    found = by_id(part("{k}[{m}[1. first;\n2. second;]\n3. third;]\n"))
    assert found["a#m"].places[0].within == ("a#k.1",)
    assert found["a#k"].places[0].within == ()


def test_inline_echo_of_a_run_is_the_same_choice() -> None:
    text = "5. Asks {k}[as follows:⟧\n{k}⟦(a) first;\n(b) second.]\n"
    (choice,) = by_id(part(text)).values()
    assert [place.kind for place in choice.places] == [PlaceKind.INLINE, PlaceKind.BLOCKS]


def test_nested_fences_keep_their_order() -> None:
    text = "{k}[\n{m}[\n1. first {n}[x];\n]\n2. second;\n]\n3. third;\n{p.2}[\n4. fourth;\n]\n"
    found = by_id(part(text))
    places = {name.partition("#")[2]: choice.places[0] for name, choice in found.items()}
    assert {label: place.kind for label, place in places.items() if label in "kmp"} == dict.fromkeys(
        "kmp", PlaceKind.FENCE
    )
    outer, inner = found["a#k"].id, next(name for name in found if name.endswith("#m"))
    assert places["m"].within == (f"{outer}.1",)
    assert places["n"].within == (f"{outer}.1", f"{inner}.1")
    assert places["p"].options == (2,)
    assert places["p"].within == ()


def test_choice_in_the_mended_side_of_an_emendation_counts() -> None:
    found = by_id(part("1. A {~[b|{k}[b]} c;\n"))
    assert found["a/1#k"].options == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1. the {k}[{=session|five}] session;\n", "session"),
        ("1. the {k}[{=session|five}] and {k}[{=session}];\n", "session"),
        ("1. the {k}[{=session|five} or so] session;\n", None),
        ("1. the {k}[{=session}][{=other}] session;\n", None),
        ("1. the {k}[{=session}] or {k}[fifth] session;\n", None),
        ("1. the {k}[] session;\n", None),
    ],
)
def test_group_that_holds_only_a_value_names_it(text: str, value: str | None) -> None:
    (choice,) = by_id(part(text)).values()
    assert choice.value == value


def test_workspace_label_is_one_choice_in_all_parts() -> None:
    first = part("1. {laws}[one];\n", workspace=frozenset({"laws"}))
    second = part("2. {laws}[two][three];\n", workspace=frozenset({"laws"}))
    found = by_id(first, second)
    assert found["#laws"].options == 2
    assert [place.block for place in found["#laws"].places] == ["a/1", "a/2"]


_LINES = st.lists(
    st.sampled_from(["[", "{k}[", "]", "⟧", "1. a {m}[b]", "[(a) b;", "(c) d]", "## H{#h}", "x{#y}", "{~[|}", ""]),
    max_size=12,
)


@given(_LINES)
def test_any_soup_of_fences_and_runs_has_a_registry(lines: list[str]) -> None:
    found = choices([part("\n".join(lines) + "\n")])
    assert len({choice.id for choice in found}) == len(found)
    assert all(choice.options >= 1 and choice.places for choice in found)
