import itertools

import pytest
import weasyprint

from plandoc.render.pdf.repairs import FOOTNOTE, repaired_layout
from tests.render.pdf.specimen import note, page, page_texts, printed

BORDERS = ("0", ".5pt", ".4pt", "1px", ".75pt")
PADDINGS = ("0", "1mm", "1.5mm", "2mm", "4px", "5pt")
MARGINS = ("0", "2mm", "10px")


def with_area(border: str, padding: str, margin: str) -> str:
    area = f"@page {{ @footnote {{ border-top: {border} solid; padding-top: {padding}; margin-top: {margin} }} }}"
    return page(f"<p>甲{note('注一。')}</p><p>正文。</p><p>乙{note('注二。')}</p>", style=area)


@pytest.mark.slow  # prints 23 documents
def test_notes_stay_on_the_page_of_their_calls_under_any_rule() -> None:
    areas = list(itertools.product(BORDERS, PADDINGS, MARGINS))[::4]
    assert {area: printed(with_area(*area)).pages for area in areas} == dict.fromkeys(areas, 1)


def test_without_the_repair_some_rules_send_notes_on() -> None:
    areas = list(itertools.product(BORDERS, PADDINGS, MARGINS))[::4]
    assert any(len(weasyprint.HTML(string=with_area(*area)).render().pages) > 1 for area in areas)


def nearly_full(lines: int) -> str:
    """A page with a note near its top, filled with lines, and then a paragraph that may be broken after its second line."""
    return page(f"<p>甲{note('注一。')}</p>" + '<p style="margin:0">行。</p>' * lines + f"<p>{'末段，' * 60}</p>")


@pytest.mark.parametrize("lines", range(34, 42))
def test_a_note_is_never_given_up_to_save_a_line_of_another_paragraph(lines: int) -> None:
    first, *_ = page_texts(printed(nearly_full(lines)).data)
    assert "注一。" in first


def test_without_the_repair_a_note_is_given_up() -> None:
    printed_plainly = (page_texts(weasyprint.HTML(string=nearly_full(lines)).write_pdf()) for lines in range(34, 42))
    assert any("注一。" not in first for first, *_ in printed_plainly)


def test_notes_are_numbered_in_order_over_pages() -> None:
    body = "".join(f"<p>{'正文，' * 60}段尾{n:02}{note(f'第{n:02}注。')}</p>" for n in range(1, 31))
    texts = page_texts(printed(page(body)).data)
    assert len(texts) > 3
    for number in range(1, 31):
        (called,) = (text for text in texts if f"段尾{number:02}{number}" in text)
        assert called.count(f"{number}第{number:02}注。") == 1


def test_the_fallback_keeps_notes_on_the_page_of_their_calls() -> None:
    html = page(f"<p>甲{note('注一。')}</p><p>正文。</p><p>乙{note('注二。')}</p>")
    with repaired_layout("71.0", (FOOTNOTE,)) as layout:
        data = weasyprint.HTML(string=html).write_pdf(stylesheets=[weasyprint.CSS(string=layout.style)])
    assert len(page_texts(data)) == 1
