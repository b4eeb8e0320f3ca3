"""The served preview in Chromium: it follows the files, keeps what people chose, and runs nothing that a text says."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.previews import CHAIR, FILES, PART, served
from tests.workspaces import call, make_workspace

pytestmark = pytest.mark.browser
# A busy machine is no failure.
expect.set_options(timeout=20_000)

NASTY = (
    "<script>window.ran=1</script><img src=x onerror=window.ran=1><svg onload=window.ran=1>"
    "<a href=javascript:window.ran=1>x</a>'\" onmouseover=window.ran=1 \u202eturned\u202c </script> &lt;b&gt;"
)
SETTINGS = '[workspace]\nsources = "sources"\n[languages]\nsource = "zh"\nbuild = ["zh", "en"]\n[documents.decision]\nparts = ["a"]\n'
HEAD = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
CATALOG = "locales/en/LC_MESSAGES/sources.po"
LONG = "".join(
    f"\n{number}. *Recalls* paragraph {number}, which is long enough to fill a line of the page;\n"
    for number in range(4, 60)
)


def unit(place: str, source: str, target: str) -> str:
    return f'\nmsgctxt "{place}"\nmsgid "{source}"\nmsgstr "{target}"\n'


def files(**changed: str) -> dict[str, str]:
    po = HEAD + unit("a/3", "*Ends* here.", "*Ends* in English.")
    return {**FILES, PART: FILES[PART] + LONG, "plandoc.toml": SETTINGS, CATALOG: po, **changed}


@contextmanager
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Pages of one person; whatever goes wrong in one of them fails the test."""
    opened = browser.new_context(viewport={"width": 1200, "height": 700})
    opened.set_default_timeout(15_000)
    wrong: list[str] = []
    opened.on("weberror", lambda error: wrong.append(str(error.error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    yield opened
    opened.close()
    # Browsers tell of every refusal: of a save that meets another (409), of a page of an earlier preview (403).
    assert [text for text in wrong if not any(known in text for known in ("409", "403", "ERR_"))] == []


def ready(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator("html[data-ready]").wait_for()
    return page


def clean(block: str, language: str = "zh") -> str:
    return f'.row[data-block="{block}"] .cell.clean[data-language="{language}"]'


def top(page: Page, block: str) -> float:
    """Where a row stands in the window."""
    return float(page.locator(f'.row[data-block="{block}"]').evaluate("(row) => row.getBoundingClientRect().top"))


def test_page_follows_the_files_where_the_reader_is(browser: Browser, tmp_path: Path) -> None:
    root = make_workspace(tmp_path, files())
    with served(root) as server, context(browser) as person:
        page = ready(person.new_page(), f"{server.url}/#l=en&c=a/1~one:drop,a/9~:keep")
        expect(page.locator("#notices")).to_contain_text("a/9#")
        expect(page.locator(clean("a/1", "en"))).not_to_contain_text("One")
        page.locator('.row[data-block="a/40"]').evaluate("(row) => scrollBy(0, row.getBoundingClientRect().top - 200)")
        page.wait_for_timeout(300)
        before = top(page, "a/40")

        # The source: a paragraph above the reader grows, and a word in sight changes.
        text = files()[PART].replace("*Recalls* paragraph 10,", "*Recalls* paragraph 10, " + "again and again " * 40)
        (root / PART).write_text(text.replace("paragraph 41,", "paragraph forty-one,"), encoding="utf-8")
        expect(page.locator(clean("a/41", "en"))).to_contain_text("forty-one")
        page.locator("html[data-ready]").wait_for()
        page.wait_for_timeout(600)
        assert abs(top(page, "a/40") - before) < 3
        expect(page.locator(clean("a/1", "en"))).not_to_contain_text("One")
        assert "a/1~one:drop" in page.url

        # The translation.
        po = files()[CATALOG].replace("in English", "in good English")
        (root / CATALOG).write_text(po, encoding="utf-8")
        expect(page.locator(clean("a/3", "en"))).to_contain_text("good English")

        # The page's own template, which did not exist in the workspace.
        template = root / "templates/workbench/foot.html.j2"
        template.parent.mkdir(parents=True)
        template.write_text('<footer id="foot">our own foot<span id="mends-count"></span></footer>', encoding="utf-8")
        page.wait_for_timeout(100)
        template.unlink()
        template.parent.rmdir()

        assert abs(top(page, "a/40") - before) < 3


def test_errors_stand_over_the_last_good_text(browser: Browser, tmp_path: Path) -> None:
    root = make_workspace(tmp_path, files())
    with served(root) as server, context(browser) as person:
        page = ready(person.new_page(), f"{server.url}/#c=a/1~k:2")
        good = page.locator(clean("a/1")).inner_text()
        (root / PART).write_text(files()[PART] + f"\n3. {NASTY}\n", encoding="utf-8")
        box = page.locator("#findings .finding").first
        expect(box).to_contain_text("PD020")
        expect(box).to_contain_text(f"{PART}:")
        expect(box.locator("pre mark")).to_contain_text("^")
        expect(box).to_contain_text("提示")
        assert page.locator(clean("a/1")).inner_text() == good
        page.locator('.handle[data-group="a/2#whole"]').first.click()
        page.keyboard.press("0")
        expect(page.locator(clean("a/2"))).to_have_attribute("data-gone", "")

        # A page that is opened now shows the same.
        second = ready(person.new_page(), server.url)
        expect(second.locator("#findings")).to_contain_text("PD020")
        second.close()

        (root / PART).unlink()
        expect(page.locator("#findings")).to_contain_text("PD006")
        assert page.locator(clean("a/1")).inner_text() == good

        (root / PART).write_text(files()[PART].replace("here", "there"), encoding="utf-8")
        expect(page.locator(clean("a/3"))).to_contain_text("there")
        expect(page.locator("#findings .finding")).to_have_count(0)
        expect(page.locator(clean("a/2"))).to_have_attribute("data-gone", "")
        assert page.evaluate("window.ran") is None


def test_nothing_that_a_text_says_becomes_markup(browser: Browser, tmp_path: Path) -> None:
    quoted = json.dumps(NASTY)
    plain = NASTY.replace('"', "").replace("'", "").replace("&lt;b&gt;", "")
    root = make_workspace(
        tmp_path,
        files(
            **{
                PART: f"---\nid: a\nkind: decision\n---\n# {plain}\n\n1. *{plain}* {{k.1}}[{plain}] {{k.2}}[two];\n\n"
                f"2. [{plain}] Ends.[^n]\n\n[^n]: {plain}\n",
                CATALOG: HEAD
                + unit("a/1", f"*{plain}* {{k}}[{plain}] {{k}}[two];", f"*{plain}* {{k}}[{plain}] {{k}}[two];"),
                CHAIR: f"title: {quoted}\nprovenance: {{who: {quoted}, when: {quoted}, session: {quoted}}}\nchoices:\n  a/1#k: 1\n"
                f"values:\n  {quoted}: {quoted}\n",
                "sources/positions.yaml": f"positions:\n  a/1#k:\n    - {{option: 1, proposers: [{quoted}], since: {quoted}, note: {quoted}}}\n",
                "sources/editorial-notes.yaml": f"notes:\n  - block: a/1\n    reason: {quoted}\n",
            }
        ),
    )
    single = tmp_path / "single.html"
    call(root, "preview", "-o", str(single))
    with served(root) as server, context(browser) as person:
        for address in (server.url, *([single.as_uri()] if single.exists() else [])):
            page = ready(person.new_page(), address)
            page.select_option("#scenario", "chair")
            page.locator('.handle[data-group="a/1#k"]').first.click()
            page.keyboard.press("Escape")
            page.select_option("#compare", "first")
            page.locator("#compare-dialog[open]").wait_for()
            page.keyboard.press("Escape")
            page.locator("#save").click()
            page.keyboard.press("Escape")
            page.locator("#redline").click()
            page.keyboard.press("Escape")
            page.set_input_files(
                "#import-file", {"name": f"{plain[:40]}.yaml", "mimeType": "text/yaml", "buffer": f"choices:\n  {quoted}: {quoted}\n{quoted}: 1\n".encode()}
            )  # fmt: skip
            page.locator("#notices .notice").first.wait_for()
            page.goto(
                f"{address}#c=%3Cscript%3Ewindow.ran=1%3C/script%3E:keep&s=%3Cimg%20onerror=1%3E&at=%22%3E%3Cb%3E"
            )
            page.wait_for_timeout(300)
            assert page.evaluate("window.ran") is None
            assert page.evaluate(MARKUP) == []
            assert page.evaluate(FOREIGN) == []


MARKUP = """() => [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]
    .filter(({ name, value }) => name.startsWith("on") || /^\\s*javascript:/i.test(value))
    .map(({ name, value }) => `${one.tagName} ${name}=${value}`))"""
"""Event attributes and addresses of scripts, which no page of ours has."""


FOREIGN = r"""() => [...document.querySelectorAll("img, iframe, object, embed, script, svg:not([aria-hidden]), dialog a, #rows a")]
    .map((one) => one.outerHTML.slice(0, 200))
    .filter((one) => !/^<script type="(application\/json|module|importmap)"|^<a [^>]*href="#/.test(one))"""
"""Elements that only a text could have brought."""


def decide(page: Page, group: str, key: str) -> None:
    page.locator(f'.handle[data-group="{group}"]').first.click()
    page.keyboard.press(key)
    page.keyboard.press("Escape")


def save_as(page: Page, name: str, **said: str) -> None:
    page.locator("#save").click()
    for key, text in {"name": name, **said}.items():
        page.fill(f"#save-{key}", text)
    page.locator("#save-submit").click()


def test_scenario_is_saved_loaded_and_compared(browser: Browser, tmp_path: Path) -> None:
    root = make_workspace(tmp_path, files())
    with served(root) as server, context(browser) as person:
        page = ready(person.new_page(), server.url)
        decide(page, "a/1#k", "2")
        expect(page.locator("#unsaved")).to_contain_text("1")
        save_as(page, "bad name")
        expect(page.locator("#save-problem")).not_to_be_empty()
        page.keyboard.press("Escape")
        save_as(page, "新情景", title="A <b>title</b>", who="Me", when="2022-03-28", session="SBI-3")
        expect(page.locator("#save-dialog")).not_to_be_visible()
        expect(page.locator("#unsaved")).to_be_empty()
        text = (root / "sources/scenarios/新情景.yaml").read_text(encoding="utf-8")
        assert yaml.safe_load(text) == {
            "title": "A <b>title</b>",
            "provenance": {"who": "Me", "when": "2022-03-28", "session": "SBI-3"},
            "choices": {"a/1#k": 2},
        }
        # The address is written a moment later.
        page.wait_for_timeout(300)
        page.reload()
        page.locator("html[data-ready]").wait_for()
        assert page.input_value("#scenario") == "新情景"

        # Another scenario is loaded only after a question, and can be undone.
        decide(page, "a/2#whole", "0")
        page.select_option("#scenario", "chair")
        page.locator("#ask[open] [data-closes].button").click()
        assert page.input_value("#scenario") == "新情景"
        page.select_option("#scenario", "chair")
        page.locator("#ask-yes").click()
        expect(page.locator("#unsaved")).to_be_empty()
        assert page.input_value("#scenario") == "chair"
        page.locator("#undo").click()
        expect(page.locator(clean("a/2"))).to_have_attribute("data-gone", "")
        page.locator("#redo").click()

        page.select_option("#compare", "新情景")
        expect(page.locator("#compare-rows tr")).to_have_count(3)
        expect(page.locator("#compare-rows")).to_contain_text("three")
        page.keyboard.press("Escape")
        page.locator("#redline").click()
        with page.expect_download() as offered:
            page.locator("#redline-submit").click()
        assert offered.value.suggested_filename == "decision.新情景-chair.docx"
        expect(page.locator("#redline-dialog")).not_to_be_visible()


def test_two_pages_that_save_one_scenario(browser: Browser, tmp_path: Path) -> None:
    root = make_workspace(tmp_path, files())
    with served(root) as server, context(browser) as person:
        first, second = (ready(person.new_page(), f"{server.url}/#s=chair") for _ in range(2))
        # The second page does not hear of what the first one saves.
        second.route("**/scenarios", lambda route: route.abort())
        decide(first, "a/1#k", "1")
        decide(second, "a/1#k", "2")
        save_as(first, "chair")
        expect(first.locator("#save-dialog")).not_to_be_visible()
        save_as(second, "chair")
        expect(second.locator("#conflict-dialog")).to_be_visible()
        expect(second.locator("#conflict-rows tr")).to_have_count(1)
        assert yaml.safe_load((root / CHAIR).read_text())["choices"] == {"a/1#n": "keep", "a/1#k": 1}
        second.locator("#conflict-mine").click()
        expect(second.locator("#save-dialog")).not_to_be_visible()
        text = (root / CHAIR).read_text(encoding="utf-8")
        assert yaml.safe_load(text)["choices"] == {"a/1#n": "keep", "a/1#k": 2}
        assert text.startswith("# Mine.\n")
        # The first page is told, and keeps what is on its screen.
        expect(first.locator("#notices")).to_contain_text("Chair")
        expect(first.locator(clean("a/1"))).to_contain_text("two")


def test_scenario_files_go_out_and_come_in(browser: Browser, tmp_path: Path) -> None:
    root = make_workspace(tmp_path, files())
    with served(root) as server, context(browser) as person:
        page = ready(person.new_page(), f"{server.url}/#c=a/1~one:drop,a/1~k:2,*session:1")
        page.locator("#more").click()
        with page.expect_download() as offered:
            page.locator("#export").click()
        target = root / "sources/scenarios/exported.yaml"
        offered.value.save_as(target)
        assert call(root, "check").code == 0
        assert yaml.safe_load(target.read_text(encoding="utf-8")) == {
            "choices": {"a/1#one": "drop", "a/1#k": 2},
            "values": {"session": {"zh": "五", "en": "fifth"}},
        }
        page.goto(f"{server.url}/?document=decision")
        page.locator("html[data-ready]").wait_for()
        page.set_input_files("#import-file", target)
        expect(page.locator(clean("a/1"))).to_contain_text("words three")
        expect(page.locator(clean("a/1"))).to_contain_text("五")
        assert page.locator("#notices .notice").count() == 0

        older = "title: Old\ndefault: keep\nalternatives: first\nchoices:\n  a/7#: keep\n  a/1#k: 9\n  a/1#[no]*: drop\nvalues:\n  session: 九\nmore: 1\n"
        page.set_input_files("#import-file", {"name": "old.yaml", "mimeType": "text/yaml", "buffer": older.encode()})
        notice = page.locator("#notices .notice").first
        for named in ("a/7#", "a/1#k", "九", "more", "Old"):
            expect(notice).to_contain_text(named)
        expect(page.locator(clean("a/1"))).to_contain_text("words two  and".replace("  ", " "))
        page.set_input_files("#import-file", {"name": "x.yaml", "mimeType": "text/yaml", "buffer": b"a: [\n"})
        expect(page.locator("#notices")).to_contain_text("x.yaml")
        as_json = json.dumps({"choices": {"a/2#whole": "drop"}, "values": {}}).encode()
        page.set_input_files("#import-file", {"name": "x.json", "mimeType": "application/json", "buffer": as_json})
        expect(page.locator(clean("a/2"))).to_have_attribute("data-gone", "")


def test_more_pages_than_a_browser_has_connections_share_one_stream(browser: Browser, tmp_path: Path) -> None:
    root = make_workspace(tmp_path, files())
    with served(root) as server, context(browser) as person:
        pages = [ready(person.new_page(), server.url) for _ in range(7)]
        (root / PART).write_text(files()[PART].replace("here", "there"), encoding="utf-8")
        for page in pages:
            expect(page.locator(clean("a/3"))).to_contain_text("there")
        # When the page that listens is closed another one does.
        while len(pages) > 2:
            pages.pop(0).close()
        (root / PART).write_text(files()[PART].replace("here", "everywhere"), encoding="utf-8")
        for page in pages:
            expect(page.locator(clean("a/3"))).to_contain_text("everywhere")


def test_page_whose_preview_ended_says_so_and_goes_on_with_the_next(browser: Browser, tmp_path: Path) -> None:
    root = make_workspace(tmp_path, files())
    with context(browser) as person:
        page = person.new_page()
        with served(root) as server:
            ready(page, f"{server.url}/#c=a/1~k:2")
            port = server.url.rpartition(":")[2]
        expect(page.locator("#unreachable")).to_be_visible()
        with served(root, "--port", port):
            expect(page.locator("#unreachable")).to_have_count(0)
            decide(page, "a/2#whole", "0")
            # The page was made by another process: it loads itself anew, its choices kept by its address.
            expect(page.locator(clean("a/2"))).to_have_attribute("data-gone", "")
            expect(page.locator(clean("a/1"))).to_contain_text("three")
            save_as(page, "again")
            expect(page.locator("#save-dialog")).not_to_be_visible()
            assert (root / "sources/scenarios/again.yaml").exists()
