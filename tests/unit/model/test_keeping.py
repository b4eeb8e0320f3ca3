"""What was made is found again by the very object, and memory has a bound."""

from plandoc.model.keeping import Kept


class Maker:
    """Counts how often something is made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


def test_the_very_object_and_equal_values_give_what_was_made() -> None:
    kept, make, one = Kept[int](), Maker(), (1, 2)
    assert [kept.get(one, ("a", n // 2), make) for n in range(4)] == [1, 1, 2, 2]


def test_an_equal_object_that_is_another_gives_something_of_its_own() -> None:
    kept, make, one = Kept[int](), Maker(), [1]
    assert (kept.get(one, None, make), kept.get([1], None, make), kept.get(one, None, make)) == (1, 2, 1)


def test_objects_are_kept_so_that_no_other_takes_their_identity() -> None:
    kept = Kept[int]()
    assert [kept.get([n], None, lambda n=n: n) for n in range(1000)] == list(range(1000))  # type: ignore[misc]


def test_of_too_many_things_all_are_forgotten() -> None:
    kept, make, objects = Kept[int](most=3), Maker(), [[n] for n in range(5)]
    for one in objects:
        kept.get(one, None, make)
        assert len(kept) <= 3
    assert kept.get(objects[4], None, make) == 5
    assert kept.get(objects[0], None, make) == 6
