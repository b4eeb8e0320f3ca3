import io
import os
import statistics
import subprocess
import sys
from itertools import pairwise

import pdfplumber
import pytest
import weasyprint

from plandoc.render.pdf.repairs import JUSTIFICATION, repaired_layout
from tests.render.pdf.specimen import PROSE, page, paragraphs, printed, right_edges


def full_line_gaps(data: bytes, edge: float) -> list[float]:
    """How far each line that is not the last of its paragraph ends from the edge, in points."""
    endings = tuple("".join(text.split())[-6:] for text in PROSE)
    return [right - edge for text, right in right_edges(data) if not "".join(text.split()).endswith(endings)]


@pytest.mark.parametrize("width", [151, 157, 160, 166])
def test_every_full_line_of_chinese_reaches_the_right_edge(width: int) -> None:
    data = printed(page(f'<div style="width:{width}mm">{paragraphs(*PROSE)}</div>')).data
    gaps = full_line_gaps(data, (25 + width) / 25.4 * 72)
    assert len(gaps) == 7
    assert max(map(abs, gaps)) < 1


def test_without_the_repair_the_edge_is_ragged() -> None:
    html = page(f'<div style="width:157mm">{paragraphs(*PROSE)}</div>')
    data = weasyprint.HTML(string=html).write_pdf()
    gaps = full_line_gaps(data, (25 + 157) / 25.4 * 72)
    assert statistics.pstdev(gaps) > 1


def test_the_last_line_of_a_paragraph_keeps_its_spacing() -> None:
    data = printed(page("<p>认识到需要定期确定优先事项，</p>")).data
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        lefts = [c["x0"] for c in pdf.pages[0].chars if abs(c["size"] - 10.5) < 0.1]
    steps = {round(after - before, 2) for before, after in pairwise(lefts)}
    assert steps == {10.5}


def width_of(text: str) -> float:
    """The width of the text, measured as the place of a last character set behind it, in ems."""
    data = printed(page(f'<p style="white-space:nowrap">{text}口</p>')).data
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        drawn = [c for c in pdf.pages[0].chars if abs(c["size"] - 10.5) < 0.1]
    return round(float(drawn[-1]["x0"] - drawn[0]["x0"]) / 10.5, 1)


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("国。国", 3.0),
        ("国）。国", 3.5),
        ("国。”，国", 4.0),
        ("国、《国", 3.5),
        ("国（“国", 3.5),
        ("国——国", 4.0),
    ],
)
def test_adjacent_marks_close_up_and_single_ones_do_not(text: str, ems: float) -> None:
    assert width_of(text) == pytest.approx(ems, abs=0.11)


def test_latin_text_is_set_as_it_was() -> None:
    text = (
        "“Requests” the Executive Secretary – subject to available resources – to prepare the ‘mid-term’ evaluation. "
        * 6
    )
    html = page(f"<p>{text}</p>", language="en")
    plain = [right for _, right in right_edges(weasyprint.HTML(string=html).write_pdf())]
    assert [right for _, right in right_edges(printed(html).data)] == pytest.approx(plain, abs=0.01)


def test_the_fallback_sets_text_ragged_right() -> None:
    html = page(paragraphs(*PROSE))
    with repaired_layout("71.0", (JUSTIFICATION,)) as layout:
        data = weasyprint.HTML(string=html).write_pdf(stylesheets=[weasyprint.CSS(string=layout.style)])
    plain = weasyprint.HTML(string=html.replace("--justified: justify", "--justified: start")).write_pdf()
    assert list(right_edges(data)) == list(right_edges(plain))
    assert list(right_edges(data)) != list(right_edges(weasyprint.HTML(string=html).write_pdf()))


@pytest.mark.slow  # a process of its own, in which freed memory is overwritten
def test_shared_font_features_are_left_alone() -> None:
    """The layout engine shares its font features between texts: to free one with one text breaks the next."""
    program = (
        "from datetime import datetime\n"
        "from plandoc.render.pdf import print_pdf\n"
        "text = '<p>“《议定书》（第五次）。”，甲乙丙</p>' * 40\n"
        "style = 'p { font-feature-settings: \"chws\"; text-align: justify; width: 60mm }'\n"
        "html = f'<html lang=zh><style>{style}</style>{text}</html>'\n"
        "for _ in range(3):\n"
        "    print_pdf(html, created=datetime(2024, 1, 1))\n"
    )
    environment = {**os.environ, "MALLOC_PERTURB_": "165"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
