"""What happened between two inventories."""

from plandoc.ledger.inventory import open_points, part_totals
from plandoc.ledger.since import Inventory, Since, what_changed
from tests.drafting import part


def inventory(*bodies: str) -> Inventory:
    parts = tuple(part(body, identifier=name) for name, body in zip("ab", bodies, strict=False))
    points = open_points(parts)
    return Inventory(points=points, totals=part_totals(parts, points))


def happened(before: str, after: str) -> Since:
    return what_changed(inventory(before), inventory(after))


def test_nothing_happens_where_nothing_changed() -> None:
    since = happened("1. 各方[应当]行动。\n", "1. 各方[应当]行动。\n")
    assert (since.opened, since.closed, since.moved, since.changed) == ((), (), (), ())


def test_group_that_is_new_was_opened() -> None:
    since = happened("1. 各方应当行动。\n", "1. 各方[应当]行动。\n")
    assert [point.choice.id for point in since.opened] == ["a/1#"]
    assert since.closed == ()


def test_group_that_is_gone_was_closed() -> None:
    since = happened("1. 各方[应当]行动。\n", "1. 各方应当行动。\n")
    assert [point.choice.id for point in since.closed] == ["a/1#"]


def test_other_words_are_a_change() -> None:
    since = happened("1. 各方[应当]行动。\n", "1. 各方[可以]行动。\n")
    assert [(one.before.options[0].texts, one.after.options[0].texts) for one in since.changed] == [
        (("应当",), ("可以",))
    ]


def test_renumbered_paragraph_moves_its_groups() -> None:
    since = happened("2. 各方[应当]行动。\n", "1. 各方[应当]行动。\n")
    assert [(one.before.choice.id, one.after.choice.id) for one in since.moved] == [("a/2#", "a/1#")]
    assert (since.opened, since.closed) == ((), ())


def test_one_group_moves_once() -> None:
    since = happened("2. 各方[应当]行动。\n", "1. 各方[应当]行动。\n3. 各方[应当]报告。\n")
    assert len(since.moved) == 1
    assert [point.choice.id for point in since.opened] == ["a/3#"]


def test_parts_tell_words_before_and_after() -> None:
    since = what_changed(inventory("1. 各方[应当]行动。\n", "1. 甲。\n"), inventory("1. 各方行动。\n", "1. [甲]。\n"))
    told = [(one.part, one.opened, one.closed, one.words_before, one.words_after) for one in since.parts]
    assert told == [("a", 0, 1, 2, 0), ("b", 1, 0, 0, 1)]


def test_part_that_is_gone_is_told_of_last() -> None:
    since = what_changed(inventory("1. 甲。\n", "1. [乙]。\n"), inventory("1. 甲。\n"))
    assert [one.part for one in since.parts] == ["a", "b"]
    assert [point.choice.id for point in since.closed] == ["b/1#"]
