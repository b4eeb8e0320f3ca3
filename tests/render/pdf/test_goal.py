import io
import random
import re

import pikepdf
import pytest
import weasyprint
from lxml.html import fromstring

from plandoc.render.pdf.repairs import GOAL, repaired_layout
from tests.readers.pdf import Table, canonical, pdf_text, read_pdf
from tests.render.pdf.specimen import ITEMS, goal, note, page, page_heads, page_texts, paragraphs, plan, printed

GOALS = 14


def table_of(numbers: range, *, items: int = 5) -> str:
    return page(plan(*(goal(n, items=items + n % 4, called=f"注{n}。") for n in numbers)))


def continued(text: str) -> list[int]:
    """The goals that a page marks as continued."""
    return [int(number) for number in re.findall(r"A\.(\d+)\.\[[^\]]*\]（续）", text)]


def items_on(text: str) -> list[tuple[int, int]]:
    """The items that begin on a page, as goal and number."""
    return [(int(a), int(b)) for a, b in re.findall(r"\((\d+)\.(\d+)\)", text)]


def goes_on_at_the_top(texts: tuple[str, ...]) -> list[list[int]]:
    """For each page the goal that goes on there, judged by what was and was not on the pages before."""
    started: set[int] = set()
    result: list[list[int]] = []
    for text in texts:
        body = text.split("长期目标指标成果", 1)[-1]
        opened = {int(n) for n in re.findall(r"A\.(\d+)\.\[[^\]]*\](?!（续）)", body)}
        result.append(sorted({g for g, _ in items_on(body)} & (started - opened)))
        started |= opened
    return result


@pytest.mark.parametrize("above", [0, 2, 4, 6])
def test_a_goal_is_repeated_where_it_goes_on_and_nowhere_else(above: int) -> None:
    html = page(paragraphs(*["上文。"] * above) + plan(*(goal(n, items=5 + n % 4) for n in range(1, GOALS))))
    texts = page_texts(printed(html).data)
    assert len(texts) > 3
    marked = [continued(text) for text in texts]
    assert all(len(goals) <= 1 for goals in marked)
    # A row that goes on with the rest of one item only shows no item number: the mark is right there too.
    for shown, expected in zip(marked, goes_on_at_the_top(texts), strict=True):
        assert shown == expected or (not expected and shown)
    assert any(marked)
    assert not all(marked)


def test_a_goal_that_opens_a_page_is_not_marked() -> None:
    groups = [goal(n).replace("<tbody", '<tbody style="break-before:page"') for n in range(1, 5)]
    texts = page_texts(printed(page(plan(*groups))).data)
    assert len(texts) == 4
    assert "（续）" not in "".join(texts)


@pytest.mark.slow  # prints many pages
def test_the_text_is_complete_and_in_order_after_gluing() -> None:
    data = printed(table_of(range(1, GOALS))).data
    (table,) = (line for line in read_pdf(data) if isinstance(line, Table))
    assert len(table.head) == 1
    assert len(table.rows) == GOALS - 1
    for number, row in enumerate(table.rows, 1):
        assert canonical(row[0].text).startswith(f"A.{number}.[")
        assert "（续）" not in row[0].text
        listed = "".join(f"({number}.{k}) {ITEMS[k % 3]}" for k in range(5 + number % 4))
        assert canonical(row[1].text) == canonical(listed)
        assert canonical(row[2].text) == f"成果{number}"


def test_notes_called_in_a_goal_are_printed_and_called_once() -> None:
    texts = page_texts(printed(table_of(range(1, GOALS))).data)
    assert re.findall(r"注(\d+)。", "".join(texts)) == [str(n) for n in range(1, GOALS)]
    for text in texts:
        for number in continued(text):
            assert f"注{number}。" not in text


def test_ids_lead_to_the_first_page_of_a_goal_and_headings_are_listed_once() -> None:
    groups = "".join(goal(n, items=9) for n in range(1, 8)).replace(
        "<p data-goal", '<p style="bookmark-level:1;bookmark-label:content(text)" data-goal'
    )
    links = "".join(f'<a href="#g{n}-x">{n}</a>' for n in range(1, 8))
    data = printed(page(links + plan(groups))).data
    texts = page_texts(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {sheet.obj.objgen: number for number, sheet in enumerate(pdf.pages)}
        names = pdf.Root.Names.Dests.Names
        targets = {str(names[k]): pages[names[k + 1][0].objgen] for k in range(0, len(names), 2)}
        with pdf.open_outline() as outline:
            assert len(outline.root) == 7
    for number in range(1, 8):
        first = next(k for k, text in enumerate(texts) if f"A.{number}.[" in text)
        assert targets[f"g{number}-x"] == first


@pytest.mark.slow  # prints many pages
def test_a_goal_that_would_be_cut_in_two_moves_to_the_next_page() -> None:
    for above in range(25, 35, 2):
        texts = page_texts(
            printed(page(paragraphs(*["上文。"] * above) + plan(goal(1, items=1), goal(2, items=2)))).data
        )
        for number in (1, 2):
            (whole,) = (text for text in texts if f"A.{number}.[" in text and f"({number}.0)" in text)
            assert "开展合作]" in whole.split(f"A.{number}.[")[1]
        assert "（续）" not in "".join(texts)


@pytest.mark.slow  # prints many pages
def test_a_goal_longer_than_a_page_ends() -> None:
    document = printed(page(plan(goal(1, name="长期目标的说明，" * 400, items=2), goal(2))))
    assert 2 <= document.pages <= 12
    assert pdf_text(document.data).count("长期目标的说明，") == 400


def test_rows_after_the_first_repeat_the_goal_in_their_empty_first_cell() -> None:
    rows = "".join(f"<tr><td></td><td><p>(1.{k}) {ITEMS[k % 3]}</p></td><td></td></tr>" for k in range(1, 40))
    texts = page_texts(printed(page(plan(goal(1, items=1).replace("</tbody>", rows + "</tbody>")))).data)
    assert len(texts) > 1
    assert all(continued(text) == [1] for text in texts[1:])
    assert continued(texts[0]) == []


def test_other_tables_are_left_alone() -> None:
    html = page(plan(*(goal(n, items=9) for n in range(1, 8)))).replace('class="plan"', 'class="other"')
    texts = page_texts(printed(html).data)
    assert len(texts) > 1
    assert texts == page_texts(weasyprint.HTML(string=html).write_pdf())


def uneven_table(seed: int) -> str:
    """A landscape page with a table of long and short goals and cells, with notes in both."""
    chance = random.Random(seed)
    groups = []
    for number in range(1, 13):
        name, called = "缔约方能够发现和识别改性活生物体，" * chance.randint(1, 14), f"{number:02}目标注。"
        group = goal(number, items=chance.randint(1, 14), name=name, called=called)
        groups.append(group.replace("百分比；", f"百分比{note(f'{number:02}格注。')}；", chance.randint(0, 2)))
    above = paragraphs(*["上文。"] * chance.randint(0, 20))
    return page(above + plan(*groups), style="@page { size: A4 landscape }")


@pytest.mark.slow  # prints and reads many pages
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_uneven_tables_lose_no_word_and_no_note(seed: int) -> None:
    source = uneven_table(seed)
    written = canonical(str(fromstring(source).xpath("string(//body)")))
    notes = re.findall(r"\d\d(?:目标|格)注。", written)
    body = re.sub(r"\d\d(?:目标|格)注。|（续）", "", written)
    assert pdf_text(printed(source).data) == body + "".join(notes)


def test_the_fallback_names_the_goal_in_the_page_head_and_only_where_it_goes_on() -> None:
    html = page(plan(*(goal(n, items=5 + n % 4) for n in range(1, GOALS))))
    with repaired_layout("71.0", (GOAL,)) as layout:
        data = weasyprint.HTML(string=html).write_pdf(stylesheets=[weasyprint.CSS(string=layout.style)])
    texts = page_texts(data)
    assert "（续）" not in "".join(texts)
    named = [[int(number) for number in re.findall(r"A\.(\d+)\.\[", head)] for head in page_heads(data)]
    assert any(named)
    assert not all(named)
    for shown, expected in zip(named, goes_on_at_the_top(texts), strict=True):
        assert shown == expected or (not expected and shown)
