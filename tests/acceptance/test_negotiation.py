"""A negotiator by keyboard alone: every group decided, a scenario kept, another compared, a redline taken into Word."""

from pathlib import Path
from shutil import copy, copytree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.judges.libreoffice import settle
from tests.judges.tracked import resolved, tracked
from tests.previews import served
from tests.readers.settled import settled
from tests.workspaces import call

pytestmark = [pytest.mark.browser, pytest.mark.libreoffice, pytest.mark.slow]
# A browser, a server, a build and LibreOffice on the whole recommendation: some twenty seconds.

expect.set_options(timeout=20_000)
MOST_TABS = 120
NAME = "chair"


@pytest.fixture
def workspace(project: Path, tmp_path: Path) -> Path:
    """A copy of the project's workspace that may be written."""
    root = tmp_path / "workspace"
    root.mkdir()
    copy(project / "plandoc.toml", root)
    for folder in ("sources", "locales"):
        copytree(project / folder, root / folder)
    return root


def tab_to(page: Page, identity: str) -> None:
    """Press Tab until something has the focus; the pointer is never used."""
    for _ in range(MOST_TABS):
        if page.evaluate("document.activeElement.id") == identity:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no way to #{identity} by keyboard")


def choose_next(page: Page, identity: str, title: str) -> None:
    """Go down a list by one, and see that it says what was meant."""
    tab_to(page, identity)
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#{identity} option:checked")).to_have_text(title)


def decide_everything(page: Page) -> None:
    """Go from open point to open point; take what the key 1 gives in most, drop every third, until none is open."""
    counter = page.locator("#open-count")
    before = int(counter.inner_text())
    assert before > 60
    for turn in range(before):
        page.keyboard.press("j")
        page.keyboard.press("0" if turn % 3 == 2 else "1")
        if counter.inner_text() == "0":
            break
    expect(counter).to_have_text("0")
    expect(page.locator("#meter")).to_have_attribute("aria-valuenow", page.locator("#all-count").inner_text())
    page.keyboard.press("Escape")


def save(page: Page) -> None:
    tab_to(page, "save")
    page.keyboard.press("Enter")
    tab_to(page, "save-name")
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type("主席设想（示例）")
    tab_to(page, "save-submit")
    page.keyboard.press("Enter")
    expect(page.locator("#save-dialog")).to_be_hidden()
    expect(page.locator("#scenario")).to_have_value(NAME)


def shown(page: Page) -> list[str]:
    """The clean text on the screen, block by block."""
    texts: list[str] = page.evaluate(
        """[...document.querySelectorAll('.cell.clean[data-language="en"]')]
          .filter((cell) => !("gone" in cell.dataset)).map((cell) => cell.querySelector(".text").textContent)"""
    )
    return texts


def redline(page: Page, folder: Path) -> bytes:
    """Ask for the Word redline from what is compared with to what is on the screen."""
    tab_to(page, "redline")
    page.keyboard.press("Enter")
    expect(page.locator("#redline-first option:checked")).to_have_text("全部删除")
    tab_to(page, "redline-submit")
    with page.expect_download() as downloading:
        page.keyboard.press("Enter")
    file = folder / "redline.docx"
    downloading.value.save_as(file)
    return file.read_bytes()


def built(workspace: Path, scenario: str) -> bytes:
    ran = call(workspace, "build", "recommendation", "--scenario", scenario, "--lang", "en", "--format", "docx")
    assert ran.code == 0, ran.err
    return (workspace / "build" / "en" / f"recommendation.{scenario}.docx").read_bytes()


def negotiate(page: Page, url: str, folder: Path) -> bytes:
    """The whole evening; returns the redline."""
    page.goto(url)
    page.locator("html[data-ready]").wait_for()
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    decide_everything(page)
    page.keyboard.press("l")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    save(page)
    kept = shown(page)
    page.reload()
    page.locator("html[data-ready]").wait_for()
    expect(page.locator("#open-count")).to_have_text("0")
    assert shown(page) == kept
    choose_next(page, "compare", "主席设想（示例）")
    expect(page.locator("#compare-dialog")).to_be_visible()
    choose_next(page, "compare-second", "全部删除")
    assert page.locator("#compare-rows tr").count() > 10
    page.keyboard.press("Escape")
    return redline(page, folder)


@pytest.mark.timeout(300)
def test_by_keyboard_alone(browser: Browser, workspace: Path, tmp_path: Path) -> None:
    with served(workspace) as server:
        page = browser.new_page(viewport={"width": 1366, "height": 820}, accept_downloads=True)
        data = negotiate(page, server.url, tmp_path)
        page.close()
    assert len(list(tracked(data))) > 40
    first, second = (settled(built(workspace, name)) for name in ("drop-all", NAME))
    assert settled(resolved(data, accept=False)) == first
    assert settled(resolved(data, accept=True)) == second
    word = settle({"redline": data}, tmp_path)["redline"]
    assert settled(word.rejected, empty=False) == settled(built(workspace, "drop-all"), empty=False)
    assert settled(word.accepted, empty=False) == settled(built(workspace, NAME), empty=False)
