"""The chart of open points."""

from io import BytesIO
from pathlib import Path

from lxml import etree
from PIL import Image

from plandoc.ledger.chart import FAMILIES, ChartWords, Count, draw_counts
from plandoc.model.printed import Figure

WORDS = ChartWords(groups="未决分组", alternative="未决分组数目：{counts}")
COUNTS = (Count(revision="2022-03-28", groups=9), Count(revision="现在", groups=4))


def draw(counts: tuple[Count, ...], cache: Path) -> Figure:
    return draw_counts(counts, WORDS, FAMILIES, cache)


def test_same_counts_give_the_same_bytes(tmp_path: Path) -> None:
    assert draw(COUNTS, tmp_path) == draw(COUNTS, tmp_path)


def test_picture_is_well_formed_and_as_large_as_it_says(tmp_path: Path) -> None:
    figure = draw(COUNTS, tmp_path)
    assert etree.fromstring(figure.svg.encode()).tag == "{http://www.w3.org/2000/svg}svg"
    with Image.open(BytesIO(figure.png)) as picture:
        assert abs(picture.width - figure.width) <= 1
        assert abs(picture.height - figure.height) <= 1


def test_alternative_tells_every_count(tmp_path: Path) -> None:
    assert draw(COUNTS, tmp_path).alternative == "未决分组数目：2022-03-28: 9; 现在: 4"


def test_other_counts_look_otherwise(tmp_path: Path) -> None:
    assert draw(COUNTS, tmp_path).png != draw(COUNTS[:1], tmp_path).png


def test_many_revisions_keep_their_names_apart(tmp_path: Path) -> None:
    many = tuple(Count(revision=f"2022-03-{day:02}", groups=day) for day in range(1, 29))
    assert "2022-03-28: 28" in draw(many, tmp_path).alternative
