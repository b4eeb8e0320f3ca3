"""The negotiators' page in Chromium, as one file from the disk: choosing by keys, what it says, and that all can use it."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from plandoc.workbench.desk import Desk
from plandoc.workbench.state import State, write_state
from tests.unit.workbench.states import random_state
from tests.workspaces import call

pytestmark = pytest.mark.browser

LAPTOP, PHONE, PROJECTOR = (1366, 820), (390, 844), (1920, 1080)
LARGEST = 3_000_000
"""Bytes of the single file."""
SHOWN = """(language) => [...document.querySelectorAll(`.cell.clean[data-language="${language}"]`)]
    .filter((cell) => !("gone" in cell.dataset) && cell.parentElement.dataset.kind !== "column-head")
    .map((cell) => {
        const number = cell.querySelector(".number").cloneNode(true);
        number.querySelector(".was")?.remove();
        return [cell.parentElement.dataset.block, number.textContent, cell.querySelector(".text").innerHTML];
    })"""
SAME_MARKUP = """(texts) => texts.map((text) => {
    const holder = document.createElement("p");
    holder.innerHTML = text;
    return holder.innerHTML;
})"""


@pytest.fixture(scope="module")
def file(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole recommendation in one file, as the command writes it."""
    made = tmp_path_factory.mktemp("page") / "cp-10.html"
    ran = call(project, "preview", "recommendation", "-o", str(made))
    assert ran.code == 0, ran.err
    return made


@pytest.fixture(scope="module")
def desk(project: Path) -> Desk:
    return Desk.open(project)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A laptop; whatever goes wrong in a page, or is asked of a network, fails the test."""
    opened = browser.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]})
    opened.set_default_timeout(15_000)
    wrong: list[str] = []
    opened.on("weberror", lambda error: wrong.append(str(error.error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    opened.on(
        "request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(("file:", "data:")) else None
    )
    yield opened
    opened.close()
    assert wrong == []


@pytest.fixture
def page(context: BrowserContext, file: Path) -> Page:
    return opened(context.new_page(), file)


def opened(page: Page, file: Path, fragment: str = "") -> Page:
    page.goto(f"{file.as_uri()}#{fragment}")
    page.locator("html[data-ready]").wait_for()
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def counter(page: Page) -> tuple[int, int]:
    return tuple(int(page.locator(one).inner_text()) for one in ("#open-count", "#all-count"))  # type: ignore[return-value]


def clean(page: Page, block: str, language: str = "zh") -> Locator:
    return page.locator(f'.row[data-block="{block}"] .cell.clean[data-language="{language}"]')


def handle(page: Page, group: str, language: str = "zh") -> Locator:
    return page.locator(f'.cell.bracketed[data-language="{language}"] .handle[data-group="{group}"]').first


def written(state: State, desk: Desk) -> str:
    """A state as the address has it."""
    said = write_state(state, desk.agenda)
    entries = [f"{name.replace('#', '~')}:{word}" for name, word in said["choices"].items()]
    return ",".join([*entries, *(f"*{name}:{place}" for name, place in said["values"].items())])


def test_file_is_small_and_needs_nothing_else(file: Path, page: Page) -> None:
    assert file.stat().st_size < LARGEST
    assert page.title() == "执行问题附属机构通过的建议"
    expect(page.locator("#standing")).to_contain_text("非正式文本")


def test_every_group_can_be_decided_by_keys_alone(page: Page) -> None:
    left, every = counter(page)
    assert left == every > 60
    for turn in range(every):
        if counter(page)[0] == 0:
            break
        press(page, "j", "10s"[turn % 3])
    assert counter(page) == (0, every)
    still = page.locator(".row:not([data-kind=column-head]) .cell.clean .option:visible")
    groups = set(still.evaluate_all("(all) => all.map((one) => one.dataset.group)"))
    assert groups == {"a/11#sbi", "a/11#mop"}, "nothing but blanks stands in brackets"
    press(page, "j")
    expect(page.locator("#announcer")).to_contain_text("各处均已选定")
    press(page, *["u"] * every)
    assert counter(page)[0] == every
    page.wait_for_url(re.compile("^[^,]*$"))
    press(page, *["r"] * every)
    assert counter(page)[0] == 0


def test_clean_side_is_the_clean_text(context: BrowserContext, file: Path, desk: Desk) -> None:
    random = Random(7)
    page = context.new_page()
    for language in ("zh", "en"):
        state = random_state(desk.agenda, random)
        opened(page, file, f"l={language}&c={written(state, desk)}")
        page.reload()
        page.locator("html[data-ready]").wait_for()
        rows = desk.text("recommendation", language, state).rows
        texts = page.evaluate(SAME_MARKUP, [row.html for row in rows])
        wanted = [[row.id, row.before + row.number, text] for row, text in zip(rows, texts, strict=True)]
        assert page.evaluate(SHOWN, language) == wanted


def test_choosing_renumbers_mends_and_says_so(page: Page) -> None:
    handle(page, "a/1#whole").click()
    press(page, "0")
    expect(clean(page, "a/1").locator(".gone")).to_have_text("（已删除）")
    expect(clean(page, "a/3").locator(".number")).to_have_text("2.原 3")
    expect(page.locator("#announcer")).to_contain_text("第 1 段 · 第 1 组: 已删除")
    handle(page, "a/5#funds").click()
    press(page, "d")
    expect(page.locator("#mends-count")).to_have_text("修整 1 处")
    expect(page.locator("#popover-notes")).to_contain_text("改为")
    expect(page.locator("#popover-choices [aria-pressed=true]")).to_have_attribute("data-index", "0")
    press(page, "o")
    expect(page.locator("#mends-count")).to_have_text("修整 0 处")
    assert page.locator("#popover-choices [aria-pressed=true]").count() == 0


def test_linked_groups_switch_together_and_say_so(page: Page) -> None:
    group = "plan-2#actors"
    handle(page, group).click()
    expect(page.locator("#popover-notes")).to_contain_text("各处一并切换")
    press(page, "0")
    expect(page.locator("#announcer")).to_contain_text("处一并切换")
    states = page.locator(f'.cell.bracketed[data-language="zh"] .handle[data-group="{group}"]').evaluate_all(
        "(all) => all.map((one) => one.dataset.state)"
    )
    assert len(states) > 10
    assert set(states) == {"dropped"}
    assert clean(page, "plan-2/A.1:actor").get_attribute("data-gone") == "", "a column without a head is gone"
    press(page, "o")
    page.locator("#popover-notes .link").first.click()
    current = page.locator(".row:has(.handle:focus)").get_attribute("data-block") or ""
    assert current.startswith("plan-2/")


def test_groups_in_text_not_taken_are_moot_and_skipped(page: Page) -> None:
    handle(page, "b/9#whole").click()
    left = counter(page)[0]
    inside = page.locator('.row[data-block="b/9"] .cell.bracketed[data-language="zh"] .text .handle')
    nested = set(inside.evaluate_all("(all) => all.map((one) => one.dataset.group)"))
    press(page, "0")
    assert counter(page)[0] == left - 1 - len(nested)
    assert set(inside.evaluate_all("(all) => all.map((one) => one.dataset.state)")) == {"moot"}
    press(page, "j")
    assert page.locator(".row:has(.handle:focus)").get_attribute("data-block") != "b/9"
    press(page, "p")
    assert page.locator(".row:has(.handle:focus)").get_attribute("data-block") == "b/9"
    expect(page.locator("#popover-notes")).to_contain_text("所在文字已不采用")


def test_values_are_filled_in(page: Page) -> None:
    page.locator("#value-gbf_decision").select_option("1")
    expect(clean(page, "a/2")).to_contain_text("第 15/4 号决定")
    assert counter(page)[0] == counter(page)[1]
    handle(page, "a/11#sbi").click()
    press(page, "1")
    expect(clean(page, "a/11")).to_contain_text("第五次会议")
    press(page, "u", "u")
    expect(clean(page, "a/2")).to_contain_text("第 15/--")


def test_keys_belong_to_fields_and_to_other_programs(page: Page) -> None:
    press(page, "j")
    page.wait_for_url(re.compile("at=a/1"))
    before = page.url
    press(page, "Control+d", "Alt+1", "Shift+O")
    press(page, "/")
    page.keyboard.type("01jdouv")
    expect(page.locator("#search-words")).to_have_value("01jdouv")
    press(page, "Escape")
    assert counter(page)[0] == counter(page)[1]
    assert page.url == before
    press(page, "1", "Control+z")
    assert counter(page)[0] == counter(page)[1]
    press(page, "Control+Shift+Z", "Control+z", "Control+y")
    assert counter(page)[0] == counter(page)[1] - 1


def test_popover_is_a_dialog_that_gives_the_focus_back(page: Page) -> None:
    first = handle(page, "a/5#funds")
    first.focus()
    press(page, "Enter")
    dialog = page.get_by_role("dialog", name="第 5 段 · 第 1 组")
    expect(dialog).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "true")
    expect(dialog.get_by_role("button").nth(1)).to_contain_text("示例：甲集团、丙集团")
    press(page, "1")
    expect(dialog).to_be_focused()
    press(page, "Escape")
    expect(first).to_be_focused()
    expect(dialog).to_be_hidden()
    expect(first).to_have_accessible_name("第 1 组，已保留")


def test_address_holds_everything_and_opens_the_same(context: BrowserContext, file: Path) -> None:
    page = opened(context.new_page(), file)
    press(page, "j", "0", "j", "1", "v", "l")
    page.wait_for_url(re.compile("v=clean&l=en.*c=a/1~whole:drop,a/2~whole:keep"))
    other = context.new_page()
    other.goto(page.url)
    other.locator("html[data-ready]").wait_for()
    assert counter(other) == counter(page)
    assert page.evaluate(SHOWN, "en") == other.evaluate(SHOWN, "en")
    expect(other.locator("html")).to_have_attribute("data-view", "clean")
    expect(other.locator("html")).to_have_attribute("lang", "en")


def test_address_with_mistakes_is_followed_as_far_as_it_goes(context: BrowserContext, file: Path) -> None:
    fragment = "v=both&l=zh&at=a/99&s=nobody&c=a/1~whole:drop,nix:keep,b/9~who:keep,a/2~whole:2,*foo:1,*gbf_decision:99,constructor:1"
    page = opened(context.new_page(), file, fragment)
    expect(page.locator("#notices li")).to_have_count(7)
    for name in ("nix", "b/9#who", "a/2#whole", "foo", "gbf_decision", "nobody", "constructor", "a/99"):
        expect(page.locator("#notices")).to_contain_text(name)
    assert counter(page)[0] == counter(page)[1] - 1
    while page.locator("#notices button").count():
        page.locator("#notices button").first.click()
    page.evaluate("location.hash = '#v=clean&l=en&c=a/1~whole:keep,a/5~gef:drop'")
    expect(page.locator("#open-count")).to_have_text(str(counter(page)[1] - 2))
    expect(page.locator("html")).to_have_attribute("data-view", "clean")


@pytest.mark.parametrize("fragment", ["%", "v=%zz&c=%", "c=:,:,,*:", "<script>", "c=" + "x," * 5000, "=&==&c"])
def test_address_that_makes_no_sense_breaks_nothing(context: BrowserContext, file: Path, fragment: str) -> None:
    page = opened(context.new_page(), file, fragment)
    assert counter(page)[0] == counter(page)[1]


def test_address_opens_a_scenario(context: BrowserContext, file: Path) -> None:
    page = opened(context.new_page(), file, "s=mixed")
    assert counter(page)[0] == 0
    page.wait_for_url(re.compile("s=mixed&c=.*plan-2~actors:keep"))


def test_filters_show_what_is_asked_for_and_say_how_much(page: Page) -> None:
    rows = page.locator("#rows > .row:not(.context):visible")
    every = rows.count()
    press(page, "f")
    shown = rows.count()
    assert 0 < shown < every
    expect(page.locator(".filtered")).to_contain_text(f"{every} 行中的 {shown} 行")
    assert rows.evaluate_all("(all) => all.every((row) => row.querySelector('[data-group]'))")
    press(page, "j", "1", "j")
    assert rows.count() == shown - 1, "what is decided goes once it is no longer in hand"
    page.locator("#filters [data-filter=linked]").click()
    assert rows.evaluate_all("(all) => all.map((row) => row.dataset.block)")[0] == "b/9"
    page.locator('#parts [data-part="plan-1"] .only').click()
    assert rows.evaluate_all("(all) => new Set(all.map((row) => row.dataset.part)).size") == 1
    page.locator(".filtered button").click()
    assert rows.count() == every
    page.locator("#proposers .chip", has_text="戊观察员").click()
    assert 0 < rows.count() < shown
    expect(page.locator("#proposers-head")).to_contain_text("示例")


def test_search_counts_and_goes_from_hit_to_hit(page: Page) -> None:
    press(page, "v", "v")
    press(page, "/")
    page.keyboard.type("新的资金")
    expect(page.locator("#search-count")).to_have_text(re.compile("第 0 / [1-9]"))
    press(page, "Enter")
    expect(page.locator("#search-count")).to_have_text(re.compile("第 1 / [1-9]"))
    assert page.locator(".row.found").get_attribute("data-block") == "a/5"
    expect(page.locator(".row.found")).to_be_in_viewport()
    assert page.evaluate("[...CSS.highlights.get('found-one')].map(String)") == ["新的资金"]
    page.locator("#search-words").fill("no such words")
    expect(page.locator("#search-count")).to_have_text("未找到")
    press(page, "Escape")
    expect(page.locator("#find")).to_be_focused()


def test_languages_change_text_and_labels(page: Page) -> None:
    visible = page.locator('.row[data-block="a/5"] > .cell:visible')
    assert visible.count() == 2
    press(page, "l")
    expect(page.locator("#next")).to_have_text("Next")
    expect(page.locator("#standing")).to_contain_text("Unofficial translation")
    expect(visible.first).to_contain_text("Also urges")
    press(page, "l")
    assert visible.count() == 4
    # Labels keep the language that was read last.
    expect(page.locator("#next")).to_have_text("Next")
    assert visible.evaluate_all("(all) => all.map((one) => one.lang)") == ["zh-Hans", "en", "zh-Hans", "en"]
    press(page, "v", "v")
    assert visible.count() == 2


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_group_in_hand_is_seen_above_its_options(context: BrowserContext, file: Path, size: tuple[int, int]) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    opened(page, file)
    for _ in range(24):
        press(page, "j")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        places = page.evaluate("""() => {
            const box = (one) => one.getBoundingClientRect();
            const bars = Math.max(box(document.getElementById("bars")).bottom, box(document.getElementById("heads")).bottom);
            const [mark, sheet] = [box(document.activeElement), box(document.getElementById("popover"))];
            return [bars, mark.top, mark.bottom, sheet.top, sheet.bottom, innerHeight];
        }""")
        assert places == sorted(places), page.locator("#popover-title").inner_text()


def test_projection_shows_the_paragraph_in_hand_and_the_next(page: Page) -> None:
    page.set_viewport_size({"width": PROJECTOR[0], "height": PROJECTOR[1]})
    press(page, "b")
    rows = page.locator("#rows > .row:visible")
    assert rows.evaluate_all("(all) => all.map((row) => row.dataset.block)") == ["a/1", "a/2"]
    size = page.locator('.row[data-block="a/1"] .cell:visible .text').first.evaluate(
        "(one) => getComputedStyle(one).fontSize"
    )
    assert float(size.removesuffix("px")) > 36
    press(page, "j", "j")
    assert rows.first.get_attribute("data-block") == "a/5"
    press(page, "b")
    assert rows.count() > 400


def test_phone_shows_one_cell_at_a_time_and_a_sheet_from_below(page: Page) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    row = page.locator('.row[data-block="a/5"] > .cell:visible')
    assert row.count() == 1
    page.locator("#dock [data-does=next]").click()
    sheet = page.locator("#popover").bounding_box()
    dock = page.locator("#dock").bounding_box()
    assert sheet
    assert dock
    assert (sheet["x"], sheet["width"]) == (0, PHONE[0])
    assert abs(sheet["y"] + sheet["height"] - dock["y"]) <= 1
    page.locator("#dock [data-view=clean]").click()
    assert "clean" in (row.first.get_attribute("class") or "")
    assert row.count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0], "nothing hangs over"
    page.locator("#popover-close").click()
    page.locator("#rail-toggle").click()
    page.locator("#rail-look [data-languages=en]").click()
    expect(row.first).to_contain_text("Also urges")


def test_printing_gives_the_clean_text_alone(context: BrowserContext, file: Path) -> None:
    page = opened(context.new_page(), file, "s=mixed&v=both")
    press(page, "n")
    page.emulate_media(media="print")
    visible = page.locator("#rows .cell:visible")
    assert visible.evaluate_all("(all) => all.every((one) => one.matches('.clean:not([data-gone])'))")
    for hidden in ("#bars", "#rail", "#foot", "#popover", ".was >> nth=0", ".gone >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".print-notice:visible")).to_have_text("非正式文本：情景“混合（示例）”的净文本 · 未决 0 / 67")
    assert page.locator('.row[data-kind="note"] .cell:visible').count() > 0


AXE_VIEWS = {
    "laptop": (LAPTOP, "v=both&l=zh", ("j", "d", "j", "d", "j", "1", "j")),
    "bracketed": (LAPTOP, "v=bracketed&l=en", ("j",)),
    "clean": (LAPTOP, "v=clean&l=zh&s=mixed", ("n",)),
    "aligned": (LAPTOP, "v=both&l=zh-en", ("j",)),
    "filtered": (LAPTOP, "v=both&l=zh", ("f", "/")),
    "mistaken": (LAPTOP, "v=both&l=zh&c=nix:keep", ()),
    "help": (LAPTOP, "v=both&l=zh", ("?",)),
    "phone": (PHONE, "v=both&l=zh", ("j",)),
    "projector": (PROJECTOR, "v=both&l=zh", ("j", "1", "b")),
}
ONE_PART = (
    """(part) => document.querySelectorAll(`#rows > .row:not([data-part="${part}"])`).forEach((row) => row.remove())"""
)
"""Leaves the rows of one part: contrast is worked out for every word that is shown, and all parts look alike."""


def faults(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds that keeps somebody from using the page: rule, how grave, and the first element."""
    found = Axe().run(page).response["violations"]
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    return [(one["id"], one["impact"], one["nodes"][0]["html"]) for one in grave]


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_fault_in_any_view(browser: Browser, file: Path, theme: Literal["light", "dark"]) -> None:
    # Slow: axe works out every colour in nine views.
    context = browser.new_context(color_scheme=theme, reduced_motion="reduce")
    page = context.new_page()
    found = {}
    for name, (size, fragment, keys) in AXE_VIEWS.items():
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto("about:blank")
        opened(page, file, fragment)
        press(page, *keys)
        page.evaluate(ONE_PART, "plan-2" if name == "clean" else "a")
        found[name] = faults(page)
    context.close()
    assert {name: those for name, those in found.items() if those} == {}


@pytest.mark.slow
def test_axe_finds_no_fault_in_the_tables_and_notes(page: Page) -> None:
    # Slow: axe works out every colour of two hundred rows.
    press(page, "l")
    page.evaluate("() => document.querySelectorAll('#rows > .row').forEach((row, at) => at < 330 && row.remove())")
    assert faults(page) == []


def test_colours_say_nothing_alone(page: Page) -> None:
    press(page, "j", "d", "j", "1", "n", "Escape")
    looks = {}
    for group in ("a/1#whole", "a/2#whole", "a/5#gef"):
        shape = handle(page, group).evaluate(
            "(one) => { const style = getComputedStyle(one); return [style.backgroundImage, style.boxShadow].map((x) => x.replace(/(rgba?|color|oklab)\\\\([^)]*\\\\)/g, '')); }"
        )
        looks[handle(page, group).get_attribute("data-state")] = str(shape)
    assert set(looks) == {"dropped", "kept", "open"}
    assert len(set(looks.values())) == 3
    struck = page.locator('.row[data-block="a/1"] .cell.bracketed .text .option').first
    assert "line-through" in struck.evaluate("(one) => getComputedStyle(one).textDecorationLine")


def test_tab_goes_from_the_handle_through_its_options_and_on(page: Page) -> None:
    first = handle(page, "a/5#funds")
    first.focus()
    press(page, "Enter", "Escape", "j")
    expect(handle(page, "a/5#gef")).to_be_focused()
    press(page, "Shift+Tab")
    expect(first).to_be_focused()
    press(page, "Tab", "Tab")
    expect(page.locator("#popover button").first).to_be_focused()
    press(page, "Shift+Tab")
    expect(handle(page, "a/5#gef")).to_be_focused()
    buttons = page.locator("#popover button:enabled").count()
    press(page, *["Tab"] * buttons)
    expect(page.locator("#popover button:enabled").last).to_be_focused()
    press(page, "Tab")
    assert page.locator("#popover :focus").count() == 0
    assert page.evaluate("document.activeElement.closest('.row').dataset.block") == "a/6"


def test_references_and_note_calls_lead_to_what_they_name(page: Page) -> None:
    page.locator('.row[data-block="a/1"] .cell.clean:visible a.reference').click()
    expect(page.locator('.row[data-block="annex-1/label"]')).to_be_in_viewport()
    page.locator('.row[data-block="a/7"] .cell.clean:visible .call a').click()
    expect(page.locator('.row[data-block="a/notes/baseline"]')).to_be_in_viewport()


@pytest.mark.parametrize("fragment", ["l=zh&v=both", "l=zh-en&v=clean"])
def test_address_leads_to_its_place_and_stays_there(context: BrowserContext, file: Path, fragment: str) -> None:
    page = opened(context.new_page(), file, f"{fragment}&at=plan-2/A.5")
    page.locator("html:not([data-fresh])").wait_for()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    top, heads = page.evaluate("""() => [
        document.querySelector('.row[data-block="plan-2/A.5"]').getBoundingClientRect().top,
        document.getElementById("heads").getBoundingClientRect().bottom,
    ]""")
    assert 0 <= top - heads <= 60
