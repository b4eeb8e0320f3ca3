import io
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pdfplumber
import pikepdf
import pytest

from tests.readers.pdf import Footnote, Paragraph, Table, canonical, pdf_text, read_pdf
from tests.render.pdf.specimen import PROSE, goal, note, page, paragraphs, plan, printed

MASTHEAD = "<table><tr><td>CBD</td><td>Distr.<br>GENERAL</td></tr></table>"
SPLIT = "其中确认，为执行《卡塔赫纳议定书》及其《补充议定书》，需要制定一项具体能力建设行动计划，" * 9


@cache
def specimen() -> bytes:
    """A masthead, prose over a page break with notes on both pages, and a plan table over several pages."""
    body = "".join(f"<p>{SPLIT}{note(f'注{n}。')}</p>" for n in range(1, 9))
    listed = "<ol>" + "".join(f"<li>{text}</li>" for text in PROSE * 4) + "</ol>"
    table = plan(*(goal(n, items=6, called=f"目标注{n}。") for n in range(1, 9)))
    return printed(page(f"{MASTHEAD}<main><h1>执行计划</h1>{paragraphs(*PROSE)}{body}{listed}{table}</main>")).data


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(specimen())) as opened:
        yield opened


def tags(tag: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = tag.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from tags(kid)


def contents(tag: pikepdf.Object) -> list[object]:
    """The numbers of the marked contents that hang directly on a tag."""
    kids: list[object] = [*tag.get("/K", pikepdf.Array())]
    return [kid for kid in kids if isinstance(kid, int)]


def all_tags(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return list(tags(pdf.Root.StructTreeRoot))


def owners_of_pages(pdf: pikepdf.Pdf) -> list[list[pikepdf.Object | None]]:
    """For each page the owner of each of its marked contents; annotations, which come after the pages, left out."""
    listed: list[list[pikepdf.Object | None]] = [*pdf.Root.StructTreeRoot.ParentTree.Nums]
    return [[*owners] for owners in listed[1 : 2 * len(pdf.pages) : 2]]


def of_kind(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [tag for tag in all_tags(pdf) if f"/{kind}" == tag.S]


def names(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    listed = pdf.Root.StructTreeRoot.IDTree.Names
    return {str(listed[k]): listed[k + 1] for k in range(0, len(listed), 2)}


def test_a_table_over_several_pages_is_one_table_with_one_head(pdf: pikepdf.Pdf) -> None:
    assert len(pdf.pages) > 4
    kinds = Counter(str(tag.S) for tag in all_tags(pdf))
    assert (kinds["/Table"], kinds["/THead"], kinds["/TBody"], kinds["/TR"]) == (1, 1, 8, 9)
    assert (kinds["/TH"], kinds["/TD"], kinds["/H1"]) == (3 + 8, 2 * 8, 1)


def test_every_header_has_its_scope_and_every_cell_its_headers(pdf: pikepdf.Pdf) -> None:
    (table,) = of_kind(pdf, "Table")
    heads, *bodies = [kid for kid in table.K if kid.S in ("/THead", "/TBody")]
    assert [cell.A.Scope for cell in heads.K[0].K] == ["/Column"] * 3
    columns = [str(cell.ID) for cell in heads.K[0].K]
    for body in bodies:
        first, *cells = body.K[0].K
        assert first.A.Scope == "/Row"
        for number, cell in enumerate(cells, 1):
            assert [str(name) for name in cell.A.Headers] == [str(first.ID), columns[number]]


def test_ids_are_unique_and_the_index_leads_to_all_of_them(pdf: pikepdf.Pdf) -> None:
    carried = [tag for tag in all_tags(pdf) if "/ID" in tag]
    assert len({str(tag.ID) for tag in carried}) == len(carried) == 11 + 16
    index = names(pdf)
    assert list(index) == sorted(index)
    assert {name: tag.objgen for name, tag in index.items()} == {str(tag.ID): tag.objgen for tag in carried}


def test_every_tag_knows_its_parent_and_every_content_its_tag(pdf: pikepdf.Pdf) -> None:
    for tag in [pdf.Root.StructTreeRoot.K[0], *all_tags(pdf)]:
        inner: list[object] = [*tag.get("/K", pikepdf.Array())]
        below = [kid for kid in inner if isinstance(kid, pikepdf.Dictionary)]
        assert all(kid.P.objgen == tag.objgen for kid in below if "/S" in kid)
    owned = [
        (sheet, number, tag)
        for sheet, owners in enumerate(owners_of_pages(pdf))
        for number, tag in enumerate(owners)
        if tag is not None
    ]
    for sheet, number, tag in owned:
        assert number in contents(tag)
        assert tag.Pg.objgen == pdf.pages[sheet].obj.objgen
    assert sum(len(contents(tag)) for tag in all_tags(pdf)) == len(owned)


def test_page_heads_and_repetitions_are_artifacts_and_nothing_else_is(pdf: pikepdf.Pdf) -> None:
    owners = owners_of_pages(pdf)
    with pdfplumber.open(io.BytesIO(specimen())) as plumbed:
        for number, sheet in enumerate(plumbed.pages):
            marked = {c["mcid"] for c in sheet.chars} - {None}
            assert marked == {k for k, owner in enumerate(owners[number]) if owner is not None}
            loose = canonical("".join(c["text"] for c in sheet.chars if c["mcid"] is None))
            rest = loose.removesuffix(f"CBD/SBI/REC/3/4Page{number + 1}")
            assert rest != loose
            assert not rest or (rest.startswith("长期目标指标成果") and rest.endswith(("成果", "（续）")))


def test_notes_and_calls_are_tagged_as_such(pdf: pikepdf.Pdf) -> None:
    assert len(of_kind(pdf, "Note")) == len(of_kind(pdf, "Reference")) == 16
    assert all(tag.K[0].S == "/Lbl" for tag in of_kind(pdf, "Note"))
    lines = read_pdf(specimen())
    notes = [line for line in lines if isinstance(line, Footnote)]
    assert [line.number for line in notes] == [str(n) for n in range(1, 17)]
    assert [line.text for line in notes] == [f"注{n}。" for n in range(1, 9)] + [f"目标注{n}。" for n in range(1, 9)]


def test_a_paragraph_over_a_page_break_is_one_paragraph() -> None:
    lines = read_pdf(specimen())
    split = [line for line in lines if isinstance(line, Paragraph) and line.text.startswith("其中确认")]
    assert [canonical(line.text) for line in split] == [SPLIT] * 8
    assert [line.calls for line in split] == [(str(n),) for n in range(1, 9)]


def test_a_layout_table_is_no_table_to_a_reading_aid() -> None:
    first, second, *_ = read_pdf(specimen())
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.text, canonical(second.text)) == ("CBD", "Distr.GENERAL")


@pytest.mark.slow  # reads nine pages back
def test_the_whole_text_is_read_back() -> None:
    text = pdf_text(specimen())
    assert text.count(canonical(PROSE[0])) == 5
    assert sum(text.count(f"A.{n}.[") for n in range(1, 9)) == 8
    assert "（续）" not in text
    assert "Page" not in text
    (table,) = (line for line in read_pdf(specimen()) if isinstance(line, Table))
    assert [cell.text for cell in table.head[0]] == ["长期目标", "指标", "成果"]


def test_the_file_is_tagged_and_claims_no_conformance(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "zh-Hans"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo.Title) == "CBD/SBI/REC/3/4"
    assert "/Metadata" not in pdf.Root
    assert b"pdfuaid" not in specimen()
    assert b"pdfaid" not in specimen()
