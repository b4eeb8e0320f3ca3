"""What is open in a part, in numbers."""

from plandoc.ledger.inventory import open_points, part_totals
from plandoc.ledger.since import take_inventory
from tests.drafting import part, project_workspace

VALUE = part("1. 于第{day}[{=day|一}]天[准时]开会。\n")


def test_a_group_that_holds_only_a_value_is_listed_and_not_counted() -> None:
    points = open_points((VALUE,))
    assert [(point.choice.id, point.is_open) for point in points] == [("a/1#day", False), ("a/1#", True)]
    assert [point.choice.id for point in take_inventory((VALUE,)).points] == ["a/1#"]


def test_totals_leave_out_what_only_a_value_decides() -> None:
    (total,) = part_totals((VALUE,), open_points((VALUE,)))
    assert (total.choices, total.options, total.words, total.characters) == (1, 1, 2, 2)


def test_open_points_of_the_recommendation() -> None:
    inventory = take_inventory(project_workspace().parts)
    assert len(inventory.points) == 67
    assert sum(total.choices for total in inventory.totals) == 67
