"""The page in Chromium: filled in by keys, kept, given and taken as files, said aloud, printed, and used by everybody."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from plandoc.model.answers import answers_json
from plandoc.model.printed_form import PrintedForm
from plandoc.render.forms.schema import render_schema
from plandoc.report.evaluating import settle
from plandoc.report.fields import fields
from tests.render.forms.html.attack import ATTACK, attacked
from tests.render.forms.html.forms import filled, random_answers, real_forms, same, specimens, workspace, written

pytestmark = pytest.mark.browser

LAPTOP, PHONE = (1366, 820), (390, 844)
FORM = {"id": "report-5", "version": 2, "cycle": 5, "scenario": "mixed"}
NO_STORAGE = (
    """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });"""
)
SHOWN = """() => {
    const outside = (one) => !one.closest("[data-record]");
    const all = (what) => [...document.querySelectorAll(`#form ${what}`)].filter(outside);
    return {
        fields: all("[data-field]:not([data-off])").map((one) => one.dataset.field),
        errors: all("[data-error]:not(:empty)").map((one) => one.dataset.error),
    };
}"""
"""Which fields are asked, and at which something is wrong, records aside."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {"specimen": specimens(), "real": real_forms(), "attacked": attacked()}
    return {name: written(forms, tmp_path_factory.mktemp(name)) for name, forms in made.items()}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A laptop; whatever goes wrong in a page, or is asked of a network, fails the test."""
    opened = browser.new_context(
        viewport={"width": LAPTOP[0], "height": LAPTOP[1]}, locale="en-GB", reduced_motion="reduce"
    )
    opened.set_default_timeout(10_000)
    wrong: list[str] = []
    opened.on("weberror", lambda error: wrong.append(str(error.error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    opened.on(
        "request",
        lambda asked: wrong.append(asked.url) if not asked.url.startswith(("file:", "data:", "blob:")) else None,
    )
    yield opened
    opened.close()
    assert wrong == []


@pytest.fixture
def page(context: BrowserContext, files: dict[str, Path]) -> Page:
    return opened(context.new_page(), files["specimen"])


def opened(page: Page, file: Path) -> Page:
    page.goto(file.as_uri())
    page.locator("html[data-ready]").wait_for()
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def entry(page: Page, field: str) -> Locator:
    return page.locator(f'[id="{field}-entry"]')


def box(page: Page, field: str, code: str) -> Locator:
    return page.locator(f'[data-of="{field}"][value="{code}"]')


def place(page: Page, field: str) -> Locator:
    return page.locator(f'[data-field="{field}"]').first


def error(page: Page, field: str) -> Locator:
    return page.locator(f'[data-error="{field}"]').first


def action(page: Page, name: str) -> Locator:
    return page.locator(f'[data-do="{name}"]:visible').first


def menu(page: Page, name: str) -> None:
    page.locator("[popovertarget]").click()
    page.locator(f'#menu [data-do="{name}"]').click()


def exported(page: Page) -> dict[str, object]:
    with page.expect_download() as given:
        action(page, "export").click()
    assert given.value.suggested_filename.isascii()
    read: dict[str, object] = json.loads(Path(given.value.path()).read_text(encoding="utf-8"))
    return read


def load(page: Page, content: object, name: str = "答案.json") -> None:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    page.locator("#file").set_input_files({"name": name, "mimeType": "application/json", "buffer": text.encode()})
    page.locator("#notices .notice, dialog[open]").first.wait_for()


def complaints(file: dict[str, object], form: PrintedForm) -> list[str]:
    """What the schema of answer files finds."""
    validator = Draft202012Validator(json.loads(render_schema(form)))
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(file)]


FILLED = {
    "Q001": "缔约方 <b>",
    "Q002": "2026-02-02",
    "Q010": "yes",
    "Q011": ["b", "other"],
    "Q011.other": 1200,
    "Q012": "b",
    "Q014": 7,
    "Q016": 12.5,
    "Q020.a": "yes",
    "Q020.b": "na",
    "Q030": [{"Q030.name": "项目一", "Q030.funds": 100, "Q030.kind": "a"}, {"Q030.name": "项目二"}],
}


def fill_by_keys(page: Page) -> None:
    """Fill the form in without a pointer: tabulator, arrows, space and what is typed."""
    entry(page, "Q001").focus()
    page.keyboard.type("缔约方 <b>")
    press(page, "Tab")
    # Day and month alike: their order is the browser's own.
    page.keyboard.type("02022026")
    box(page, "Q010", "yes").focus()
    press(page, "Space", "ArrowDown", "ArrowUp")
    assert page.evaluate("document.activeElement.value") == "yes"
    press(page, "Tab")
    press(page, "Tab")
    press(page, "Tab", "Space", "Tab", "Space")
    press(page, "Tab")
    page.keyboard.type("1,200")
    box(page, "Q012", "a").focus()
    press(page, "Space", "ArrowDown")
    entry(page, "Q014").focus()
    page.keyboard.type("７")
    entry(page, "Q016").focus()
    page.keyboard.type("12.5")
    press(page, "Tab", "Space")
    box(page, "Q020.b", "yes").focus()
    press(page, "Space", "ArrowRight", "ArrowRight")
    page.locator("#Q030-add").focus()
    press(page, "Enter")
    page.keyboard.type("项目一")
    press(page, "Tab")
    page.keyboard.type("100")
    press(page, "Tab", "Space")
    page.locator("#Q030-add").focus()
    press(page, "Enter")
    page.keyboard.type("项目二")


def test_filled_in_by_keys_it_gives_a_valid_file(page: Page) -> None:
    fill_by_keys(page)
    file = exported(page)
    assert file == {
        "form": FORM,
        "party": "缔约方 <b>",
        "language": "zh-Hans",
        "answers": FILLED,
        "withheld": {},
    }
    assert complaints(file, specimens()[0]) == []


def test_a_file_restores_everything(context: BrowserContext, files: dict[str, Path]) -> None:
    page = opened(context.new_page(), files["specimen"])
    load(page, {"form": FORM, "answers": FILLED, "withheld": {"Q010.partial": "甲\n乙"}})
    expect(page.locator("#notices")).to_contain_text(f"答案.json 载入 {len(FILLED) + 1} 个答案")
    assert entry(page, "Q001").input_value() == "缔约方 <b>"
    assert box(page, "Q010", "yes").is_checked()
    assert entry(page, "Q011.other").input_value() == "1200"
    rows = page.locator("#Q030 [data-record]")
    assert rows.count() == 2
    assert rows.nth(1).locator("textarea").input_value() == "项目二"
    file = exported(page)
    assert (file["answers"], file["withheld"]) == (FILLED, {"Q010.partial": "甲\n乙"})
    box(page, "Q010", "partial").check()
    assert entry(page, "Q010.partial").input_value() == "甲\n乙"


def test_any_answers_to_the_real_form_come_back_as_python_settles_them(
    context: BrowserContext, files: dict[str, Path]
) -> None:
    page = opened(context.new_page(), files["real"])
    report = workspace().report
    assert report is not None
    listed, form = fields(report), real_forms()[0]
    known = {"id": form.id, "version": form.version, "scenario": form.scenario}
    for seed in range(4):
        given = filled(random_answers(listed, seed))
        load(page, {"form": known, "answers": answers_json(given)})
        if page.locator("#ask").is_visible():
            page.locator("#ask-yes").click()
        expected = settle(listed, given)
        file = exported(page)
        assert file["answers"] == same(answers_json(expected.answers))
        assert file["withheld"] == same(answers_json(expected.withheld))
        shown = page.evaluate(SHOWN)
        assert shown["fields"] == [field.id for field in listed if expected.relevant[field.id]]
        assert set(shown["errors"]) == {one.field for one in expected.broken}
        rows = [row for records in expected.records.values() for row in records]
        done, every = map(int, (page.locator("#done .figures").text_content() or "").strip().split("/"))
        assert every - done == len(expected.missing) + sum(len(row.missing) for row in rows)


def test_what_a_file_says_amiss_is_named_and_left_out(page: Page) -> None:
    wrong = {
        "Q999": "x",
        "__proto__": "y",
        "Q010": "maybe",
        "Q011": ["a", "a"],
        "Q014": "7",
        "Q002": "2026-02-30",
        "Q030": [{"Q030.name": "甲", "Q030.age": 3}, {"Q030.kind": "z"}],
        "Q016": True,
        "Q022": "好",
    }
    load(page, json.dumps({"form": {**FORM, "version": 1, "scenario": ""}, "answers": wrong}))
    lines = page.locator("#notices li").all_inner_texts()
    assert len([line for line in lines if "未载入" in line]) == 9
    assert [line for line in lines if "第 1 版" in line]
    assert [line for line in lines if "未定案文" in line]
    assert any(line.startswith("Q030[2].Q030.kind") for line in lines)
    assert exported(page)["answers"] == {"Q022": "好", "Q030": [{"Q030.name": "甲"}]}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "不是报告答案文件"),
        ("[]", "不是报告答案文件"),
        ('{"form": {"id": "x"}, "answers": []}', "不是报告答案文件"),
        ('{"form": {"id": "<img data-evil>"}, "answers": {}}', "另一份表格的答案：<img data-evil>"),
    ],
)
def test_files_of_other_things_change_nothing(page: Page, content: str, said: str) -> None:
    entry(page, "Q001").fill("甲")
    load(page, content)
    expect(page.locator("#notices")).to_contain_text(said)
    assert exported(page)["answers"] == {"Q001": "甲"}


def test_answers_are_replaced_only_when_asked(page: Page) -> None:
    entry(page, "Q001").fill("甲")
    load(page, {"form": FORM, "answers": {"Q001": "乙"}})
    page.locator("#ask-no").click()
    assert entry(page, "Q001").input_value() == "甲"
    load(page, {"form": FORM, "answers": {"Q001": "乙"}})
    page.locator("#ask-yes").click()
    expect(entry(page, "Q001")).to_have_value("乙")


def test_hidden_answers_are_kept_apart(page: Page) -> None:
    box(page, "Q010", "yes").check()
    box(page, "Q011", "a").check()
    box(page, "Q010", "no").check()
    expect(place(page, "Q011")).to_be_hidden()
    expect(page.locator("#announcer")).to_contain_text("现在少问 1 道题")
    file = exported(page)
    assert (file["answers"], file["withheld"]) == ({"Q010": "no"}, {"Q011": ["a"]})
    box(page, "Q010", "yes").check()
    expect(box(page, "Q011", "a")).to_be_checked()
    expect(page.locator("#announcer")).to_contain_text("现在多问 1 道题")


def test_a_choice_that_excludes_others_takes_them_back_and_keeps_their_words(page: Page) -> None:
    box(page, "Q010", "yes").check()
    box(page, "Q011", "a").check()
    box(page, "Q011", "other").check()
    entry(page, "Q011.other").fill("5")
    box(page, "Q011", "none").check()
    expect(page.locator("#announcer")).to_contain_text("其他选项已取消")
    file = exported(page)
    assert (file["answers"], file["withheld"]) == ({"Q010": "yes", "Q011": ["none"]}, {"Q011.other": 5})
    box(page, "Q011", "other").check()
    assert not box(page, "Q011", "none").is_checked()
    assert entry(page, "Q011.other").input_value() == "5"


def test_what_is_no_number_is_said_kept_and_not_exported(page: Page) -> None:
    entry(page, "Q014").fill("约 12")
    expect(error(page, "Q014")).to_be_empty()
    press(page, "Tab")
    expect(error(page, "Q014")).to_contain_text("请用数字填写整数")
    expect(entry(page, "Q014")).to_have_attribute("aria-invalid", "true")
    assert exported(page)["answers"] == {}
    expect(page.locator("#notices")).to_contain_text("第 7 题所填内容还不是答案，未写入文件：约 12")
    page.reload()
    expect(entry(page, "Q014")).to_have_value("约 12")
    entry(page, "Q014").fill("-3")
    press(page, "Tab")
    expect(error(page, "Q014")).to_contain_text("请填写不小于0的数。")
    entry(page, "Q014").fill("3")
    press(page, "Tab")
    expect(error(page, "Q014")).not_to_contain_text("请填写不小于0的数。")


def test_a_single_answer_can_be_taken_back(page: Page) -> None:
    box(page, "Q010", "no").check()
    clear = page.locator('[data-clear="Q010"]')
    clear.focus()
    press(page, "Enter")
    expect(clear).to_be_hidden()
    assert exported(page)["answers"] == {}
    assert not box(page, "Q010", "no").is_checked()


def test_records_are_added_removed_and_brought_back(page: Page) -> None:
    add = page.locator("#Q030-add")
    for name in "甲乙丙":
        add.click()
        page.keyboard.type(name)
    page.locator("#Q030 [data-record]").nth(1).locator("[data-remove]").click()
    expect(page.locator("#announcer")).to_contain_text("第 2 项已删除")
    assert [row["Q030.name"] for row in exported(page)["answers"]["Q030"]] == ["甲", "丙"]  # type: ignore[index]
    expect(page.locator("#Q030 tbody th .label").nth(1)).to_have_text("第 2 项")
    page.locator("#Q030 .gone button").click()
    assert [row["Q030.name"] for row in exported(page)["answers"]["Q030"]] == ["甲", "乙", "丙"]  # type: ignore[index]
    add.click()
    assert len(exported(page)["answers"]["Q030"]) == 3, "an empty record is none"  # type: ignore[index]
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    assert not [one for one in ids if "@" in one]


def test_answers_outlast_the_window(context: BrowserContext, files: dict[str, Path]) -> None:
    page = opened(context.new_page(), files["specimen"])
    fill_by_keys(page)
    expect(page.locator("#kept")).to_contain_text("已保存在本浏览器中")
    page.close()
    again = opened(context.new_page(), files["specimen"])
    expect(again.locator("#notices")).to_contain_text("已恢复")
    assert exported(again)["answers"] == FILLED
    menu(again, "anew")
    again.locator("#ask-yes").click()
    assert exported(again)["answers"] == {}
    again.reload()
    expect(again.locator("#notices .notice")).to_have_count(0)


def test_a_hasty_closing_loses_nothing(context: BrowserContext, files: dict[str, Path]) -> None:
    page = opened(context.new_page(), files["specimen"])
    entry(page, "Q001").fill("甲")
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    again = opened(context.new_page(), files["specimen"])
    expect(entry(again, "Q001")).to_have_value("甲")


def test_forms_keep_their_answers_apart(context: BrowserContext, files: dict[str, Path]) -> None:
    page = opened(context.new_page(), files["specimen"])
    entry(page, "Q001").fill("甲")
    action(page, "save").click()
    opened(page, files["real"])
    assert exported(page)["answers"] == {}
    keys = page.evaluate("() => Object.keys(localStorage).sort()")
    assert keys == ["plandoc-form report-5 2 mixed zh-Hans"]


def test_where_a_browser_keeps_nothing_the_form_still_works(context: BrowserContext, files: dict[str, Path]) -> None:
    page = context.new_page()
    page.add_init_script(NO_STORAGE)
    opened(page, files["specimen"])
    entry(page, "Q001").fill("甲")
    expect(page.locator("#kept")).to_contain_text("请在关闭网页前下载")
    with page.expect_download() as given:
        action(page, "save").click()
    assert json.loads(Path(given.value.path()).read_text(encoding="utf-8"))["answers"] == {"Q001": "甲"}
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.accept()


def test_damaged_memory_is_said_and_harms_nothing(context: BrowserContext, files: dict[str, Path]) -> None:
    page = opened(context.new_page(), files["specimen"])
    for kept in ("{", '"x"', '{"saved": "x", "answers": {}}', '{"answers": []}', "null"):
        page.evaluate("(kept) => localStorage.setItem('plandoc-form report-5 2 mixed zh-Hans', kept)", kept)
        page.reload()
        expect(page.locator("#notices")).to_contain_text("无法读取")
        assert exported(page)["answers"] == {}


def test_two_windows_ask_whose_answers_count(context: BrowserContext, files: dict[str, Path]) -> None:
    one, other = (opened(context.new_page(), files["specimen"]) for _ in range(2))
    entry(one, "Q001").fill("甲")
    action(one, "save").click()
    expect(other.locator("#notices")).to_contain_text("另一个窗口")
    entry(other, "Q001").fill("乙")
    expect(other.locator("#kept")).to_contain_text("尚未保存")
    other.locator("#notices button").first.click()
    expect(entry(other, "Q001")).to_have_value("甲")


def test_the_language_changes_and_the_answers_stay(page: Page) -> None:
    entry(page, "Q001").fill("甲")
    page.locator('[data-tongue="en"]').click()
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.locator("#done .full")).to_contain_text("required answers given")
    expect(page.locator("header")).to_contain_text("Unofficial translation")
    file = exported(page)
    assert (file["language"], file["answers"]) == ("en", {"Q001": "甲"})
    assert page.locator("[data-language]:visible").evaluate_all(
        "(all) => all.every((one) => one.dataset.language === 'en')"
    )
    page.reload()
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(entry(page, "Q001")).to_have_value("甲")


def test_progress_counts_what_is_asked_and_required(page: Page) -> None:
    figures = page.locator("#done .figures")
    expect(figures).to_have_text("0/3")
    entry(page, "Q001").fill("甲")
    expect(figures).to_have_text("1/3")
    box(page, "Q010", "yes").check()
    expect(figures).to_have_text("2/4")
    box(page, "Q010", "partial").check()
    expect(figures).to_have_text("2/4")
    entry(page, "Q010.partial").fill("乙")
    expect(figures).to_have_text("3/4")
    sections = page.locator("#rail .figures")
    assert sections.all_text_contents() == ["1/2", "2/2", ""]


def test_check_lists_what_is_left_and_leads_there(page: Page) -> None:
    box(page, "Q010", "partial").check()
    action(page, "check").click()
    notice = page.locator("#notices .notice")
    expect(notice).to_contain_text("尚待完成：3 处")
    expect(notice).to_be_focused()
    expect(error(page, "Q001")).to_have_text("本题必须回答。")
    press(page, "Tab", "Tab", "Tab", "Enter")
    expect(entry(page, "Q010.partial")).to_be_focused()
    expect(entry(page, "Q010.partial")).to_have_accessible_description("本题必须回答。")
    action(page, "next").click()
    expect(entry(page, "Q001")).to_be_focused()
    for field, value in (("Q001", "甲"), ("Q002", "2026-01-31"), ("Q010.partial", "乙")):
        entry(page, field).fill(value)
    action(page, "next").click()
    expect(page.locator("#announcer")).to_contain_text("必答题均已作答")


def test_screen_readers_hear_names_groups_and_descriptions(page: Page) -> None:
    expect(place(page, "Q010")).to_have_role("radiogroup")
    expect(place(page, "Q010")).to_have_accessible_name("3 贵国是否[经常]这样做？\u2060* (必答)".replace("\u2060*", ""))
    expect(place(page, "Q010")).to_have_accessible_description("提示")
    expect(place(page, "Q011")).to_have_role("group")
    expect(entry(page, "Q014")).to_have_accessible_description("人")
    expect(box(page, "Q020.a", "no")).to_have_accessible_name("10(a) 问题 Q020.a 选项no")
    page.locator("#Q030-add").click()
    expect(page.locator("#Q030 textarea")).to_have_accessible_name("第 1 项 问题 Q030.name")
    expect(page.locator("#Q030 [data-remove]")).to_have_accessible_name("删除第 1 项")


def test_the_first_key_leads_past_the_bars(page: Page) -> None:
    press(page, "Tab")
    expect(page.locator(".skip")).to_be_focused()
    press(page, "Enter", "Tab")
    expect(entry(page, "Q001")).to_be_focused()


def test_everything_can_be_shown_and_nothing_more_be_answered(page: Page) -> None:
    menu(page, "all")
    expect(place(page, "Q011")).to_be_visible()
    expect(place(page, "Q011").locator("> .off")).to_have_text("根据其他答案，本题无需作答；已填的内容不计入。")
    expect(box(page, "Q011", "a")).to_be_disabled()
    menu(page, "all")
    expect(place(page, "Q011")).to_be_hidden()


def test_links_to_questions_that_are_not_asked_show_them(page: Page) -> None:
    page.locator(".indexes details").last.locator("summary").click()
    page.locator('.indexes a[href="#Q011"]').click()
    expect(place(page, "Q011")).to_be_visible()


def test_on_paper_stand_all_questions_with_their_answers(page: Page) -> None:
    entry(page, "Q001").fill("第一行\n第二行")
    box(page, "Q010", "no").check()
    page.emulate_media(media="print")
    for field in ("Q011", "G01", "Q014", "Q010.partial", "Q021.a.no"):
        expect(place(page, field)).to_be_visible()
    expect(entry(page, "Q001")).to_be_hidden()
    mirror = place(page, "Q001").locator("[data-mirror]")
    expect(mirror).to_be_visible()
    assert mirror.inner_text().strip("\u200b") == "第一行\n第二行"
    expect(page.locator("#bars")).to_be_hidden()
    expect(page.locator(".print-head")).to_contain_text("非正式文本")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert len(page.pdf()) > 10_000


def test_texts_and_answers_never_become_markup(context: BrowserContext, files: dict[str, Path]) -> None:
    page = opened(context.new_page(), files["attacked"])
    answers = {
        "Q001": ATTACK,
        "Q010": "partial",
        "Q010.partial": ATTACK,
        ATTACK: ATTACK,
        "Q012": ATTACK,
        "Q014": -1,
        "Q030": [{"Q030.name": ATTACK}],
    }
    load(
        page, {"form": {**FORM, "scenario": ATTACK, "version": ATTACK}, "answers": answers}, name=f"{ATTACK[-20:]}.json"
    )
    expect(page.locator("#notices")).to_contain_text(ATTACK[:40])
    entry(page, "Q015").fill(ATTACK)
    action(page, "check").click()
    exported(page)
    page.locator('[data-tongue="en"]').click()
    page.locator("#Q030 [data-remove]").click()
    page.reload()
    page.locator("html[data-ready]").wait_for()
    assert page.locator("[data-evil], img").count() == 0
    assert page.title() == ATTACK
    assert exported(page)["party"] == ATTACK


def faults(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds that keeps somebody from using the page: rule, how grave, and the first element."""
    found = Axe().run(page).response["violations"]
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    return [(one["id"], one["impact"], one["nodes"][0]["html"]) for one in grave]


@pytest.mark.slow
@pytest.mark.parametrize("size", [LAPTOP, PHONE])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_fault(
    browser: Browser, files: dict[str, Path], size: tuple[int, int], theme: Literal["light", "dark"]
) -> None:
    # Slow: axe works out every colour.
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=theme, reduced_motion="reduce"
    )
    page = opened(context.new_page(), files["specimen"])
    box(page, "Q010", "yes").check()
    box(page, "Q011", "other").check()
    page.locator("#Q030-add").click()
    action(page, "check").click() if size is LAPTOP else menu(page, "check")
    found = faults(page)
    page.locator('[data-tongue="en"]').click()
    menu(page, "all")
    page.locator("[popovertarget]").click()
    found += faults(page)
    context.close()
    assert found == []


@pytest.mark.slow
def test_axe_finds_no_fault_in_the_real_form(context: BrowserContext, files: dict[str, Path]) -> None:
    # Slow: axe works out every colour of a hundred questions.
    page = opened(context.new_page(), files["real"])
    box(page, "Q101", "partial").check()
    assert faults(page) == []


@pytest.mark.parametrize("name", ["specimen", "real"])
def test_nothing_is_wider_than_a_phone(context: BrowserContext, files: dict[str, Path], name: str) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 700})
    opened(page, files[name])
    if name == "specimen":
        page.locator("#Q030-add").click()
    for tongue in ("zh-Hans", "en"):
        page.locator(f'[data-tongue="{tongue}"]').click()
        wide = page.evaluate(
            "() => [...document.querySelectorAll('#paper *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.unseen, thead')).map((one) => one.outerHTML.slice(0, 80))"
        )
        assert wide == []
    page.locator('[data-do="rail"]').click()
    expect(page.locator("#rail a").first).to_be_focused()
