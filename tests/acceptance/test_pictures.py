"""The screenshots of the guides show the pages as they are: taken anew by `--update-pictures`, compared otherwise."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page

from tests.workspaces import call

pytestmark = pytest.mark.browser

PICTURES = Path("docs/pictures")
COLOURS = 192
"""Of a kept picture; pages have few."""
CLOSE = 4.0
"""Mean difference of grey, of 255, between pictures of a quarter of the size: faces are hinted a little otherwise by
every version of a browser, while a line that is gone makes more."""

CHOSEN = "c=a/1~whole:keep,a/2~whole:drop,a/5~gef:keep"
SCREENS = {
    "workbench": ((1366, 820), f"v=both&l=zh&at=a/5&{CHOSEN}", "j"),
    "workbench-aligned": ((1366, 820), f"v=bracketed&l=zh-en&at=plan-1/A.9/ind/b&{CHOSEN}", ""),
    "workbench-phone": ((390, 844), f"v=bracketed&l=en&at=a/5&{CHOSEN}", "j"),
    "workbench-projector": ((1920, 1080), f"v=both&l=en&at=a/5&{CHOSEN}", "bj"),
}
"""For each picture the size of the window, the address, and the keys that are pressed then."""


@pytest.fixture(scope="module")
def made(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page in one file, and a redline."""
    folder = tmp_path_factory.mktemp("pages")
    for arguments in (
        ("preview", "recommendation", "-o", str(folder / "page.html")),
        (
            "compare",
            "bracketed",
            "mixed",
            "-o",
            str(folder / "redline.html"),
            "--document",
            "decision-implementation-plan",
        ),
    ):
        ran = call(project, *arguments)
        assert ran.code == 0, ran.err
    return folder


def open_page(browser: Browser, size: tuple[int, int], address: str) -> Page:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", color_scheme="light"
    )
    page = context.new_page()
    page.goto(address)
    return page


def keep_or_compare(name: str, data: bytes, project: Path, *, update: bool) -> None:
    """Write the picture with few colours, or hold it against the one that is kept."""
    file = project / PICTURES / f"{name}.png"
    if update:
        with Image.open(BytesIO(data)) as picture:
            picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    with Image.open(BytesIO(data)) as now, Image.open(file) as kept:
        assert now.size == kept.size
        small = (now.width // 4, now.height // 4)
        grey = [one.convert("RGB").convert("L").resize(small) for one in (now, kept)]
    difference = ImageStat.Stat(ImageChops.difference(*grey)).mean[0]
    assert difference < CLOSE, f"{file} shows the page as it was; look at it and take it anew: pytest --update-pictures"


@pytest.mark.parametrize("name", SCREENS)
def test_page_looks_as_in_the_guide(
    name: str, made: Path, browser: Browser, project: Path, pytestconfig: pytest.Config
) -> None:
    size, fragment, keys = SCREENS[name]
    page = open_page(browser, size, f"{(made / 'page.html').as_uri()}#{fragment}")
    page.locator("html[data-ready]").wait_for()
    press(page, keys)
    data = page.screenshot(animations="disabled", caret="hide")
    page.context.close()
    keep_or_compare(name, data, project, update=pytestconfig.getoption("--update-pictures"))


def press(page: Page, keys: Sequence[str]) -> None:
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(200)
    page.wait_for_timeout(400)


def test_redline_looks_as_in_the_guide(
    made: Path, browser: Browser, project: Path, pytestconfig: pytest.Config
) -> None:
    page = open_page(browser, (1100, 760), (made / "redline.html").as_uri())
    page.locator('[id="a/5"]').scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    data = page.screenshot(animations="disabled")
    page.context.close()
    keep_or_compare("redline", data, project, update=pytestconfig.getoption("--update-pictures"))


def test_every_picture_stands_in_a_guide(project: Path) -> None:
    guides = "".join(path.read_text(encoding="utf-8") for path in (project / "docs").glob("*.md"))
    kept = {path.name for path in (project / PICTURES).glob("*.png")} - {"plandoc.png"}
    assert kept == {f"{name}.png" for name in (*SCREENS, "redline")}
    assert [name for name in sorted(kept) if f"(pictures/{name})" not in guides] == []


def test_another_picture_is_told_from_the_kept_one(project: Path) -> None:
    with Image.open(project / PICTURES / "workbench.png") as kept:
        other = kept.convert("RGB")
    other.paste((255, 255, 255), (0, other.height // 2, other.width, other.height))
    data = BytesIO()
    other.save(data, "PNG")
    with pytest.raises(AssertionError, match="update-pictures"):
        keep_or_compare("workbench", data.getvalue(), project, update=False)
