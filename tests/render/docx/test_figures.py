"""Pictures in Word files: shown whole, described, over their captions."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from plandoc.model.printed import BlockKind, Figure, PrintedDocument
from tests.judges.libreoffice import convert
from tests.judges.ooxml import complaints
from tests.readers.docx import docx_blocks, docx_paragraphs
from tests.render.docx.specimens import R, document_of, docx, names, paragraph, part

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
TEXT_WIDTH = 9070 * 635
"""Between the margins of a portrait page, in English Metric Units."""


def figure(width: int = 384, height: int = 192, alternative: str = "两点") -> Figure:
    stream = BytesIO()
    Image.new("RGB", (width, height), "red").save(stream, "PNG")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><rect width="9" height="9"/></svg>'
    return Figure(svg=svg, png=stream.getvalue(), width=width, height=height, alternative=alternative)


def shown(*figures: Figure) -> PrintedDocument:
    blocks = (
        replace(paragraph(f"fig-{place}", f"图 {place}", kind=BlockKind.FIGURE), figure=one)
        for place, one in enumerate(figures, 1)
    )
    return document_of(paragraph("a/1", "前"), *blocks, paragraph("a/2", "后"))


def test_a_picture_stands_over_its_caption_in_both_forms() -> None:
    data = docx(shown(figure()))
    assert complaints(data) == []
    assert docx_blocks(data) == ("CBD", "前", "图1", "后")
    assert [one.style for one in docx_paragraphs(data)][-3:] == ["Figure", "Caption", "Operative"]
    root = part(data)
    (blip,), (svg,) = root.iter(f"{A}blip"), root.iter(SVG_BLIP)
    targets = {arrow.get("Id"): arrow.get("Target") for arrow in part(data, "word/_rels/document.xml.rels")}
    assert [targets[one.get(f"{R}embed")] for one in (blip, svg)] == ["media/image1.png", "media/image1.svg"]
    types = {one.get("PartName"): one.get("ContentType") for one in part(data, "[Content_Types].xml")}
    assert types["/word/media/image1.png"] == "image/png"
    assert types["/word/media/image1.svg"] == "image/svg+xml"


def test_the_alternative_is_the_description_whatever_it_says() -> None:
    data = docx(shown(figure(alternative='甲 <b> & "乙"\0')))
    assert [one.get("descr") for one in part(data).iter(f"{WP}docPr")] == ['甲 <b> & "乙"']


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [(384, 192, (384 * 4762, 192 * 4762)), (3840, 1920, (TEXT_WIDTH, TEXT_WIDTH // 2))],
)
def test_a_picture_has_its_size_or_that_of_the_text(width: int, height: int, expected: tuple[int, int]) -> None:
    (extent,) = part(docx(shown(figure(width, height)))).iter(f"{WP}extent")
    assert (int(extent.get("cx", "")), int(extent.get("cy", ""))) == expected


def test_every_picture_has_parts_and_a_number_of_its_own() -> None:
    data = docx(shown(figure(), figure()))
    assert complaints(data) == []
    assert {f"word/media/image{number}.{form}" for number in (1, 2) for form in ("png", "svg")} <= set(names(data))
    assert [one.get("id") for one in part(data).iter(f"{WP}docPr")] == ["1", "2"]
    assert data == docx(shown(figure(), figure()))


@pytest.mark.libreoffice
def test_libreoffice_shows_and_keeps_it(tmp_path: Path) -> None:
    given = docx(shown(figure()))
    saved = convert(given, "docx", tmp_path)
    assert docx_blocks(saved) == docx_blocks(given)
    (extent,) = part(saved).iter(f"{WP}extent")
    assert abs(int(extent.get("cx", "")) - 384 * 4762) < 9525  # a pixel of a screen
    assert [one.get("descr") for one in part(saved).iter(f"{WP}docPr")] == ["两点"]
    assert any(name.startswith("word/media/") for name in names(saved))
