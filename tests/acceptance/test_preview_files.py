"""Scenario files that the page reads and writes are those of the command line; a page in one file keeps them too."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Page, expect

from plandoc.diagnostics import Findings
from plandoc.model.scenario import Provenance
from plandoc.source.scenario_writing import print_scenario
from plandoc.source.scenarios import read_scenario
from plandoc.source.workspace import read_workspace
from plandoc.spans import source_text
from plandoc.workbench.state import State, agenda_of, as_scenario, of_scenario, write_state
from tests.previews import FILES, served
from tests.workspaces import call, make_workspace

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

TEXTS = (
    "plain", "yes", "12", "1e3", "- a", "{a: b}", "'", '"', "\\", "# x", "a: b", "a #b", "a:", "!x", "&a", "*a", "~", " pad ",
    "<script>", "null", "全部（示例）", "0x1F", "2022-03-28", "a\u200fb", "%", "@", "`", "|", ">", "?", "a\u2028b", "é\u0301", "[x]", "=",
)  # fmt: skip
READ = """async ([data, texts]) => {
    const { readScenario } = await import("/assets/transfer.js");
    return texts.map((text) => readScenario(data, text));
}"""
WRITE = """async ([data, scenarios]) => {
    const { writeScenario } = await import("/assets/transfer.js");
    return scenarios.map((scenario) => writeScenario(data, scenario));
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, project: Path) -> Iterator[Page]:
    """The page of the whole recommendation."""
    with served(project, "recommendation") as server:
        opened = browser.new_page()
        opened.goto(f"{server.url}/?document=recommendation")
        opened.locator("html[data-ready]").wait_for()
        yield opened
        opened.close()


def test_files_of_the_command_line_are_read_as_it_reads_them(page: Page, project: Path) -> None:
    read = read_workspace(project, Findings())
    agenda = agenda_of(read)
    random = Random(7)
    texts = [(project / one.span.path).read_text(encoding="utf-8") for one in read.scenarios]
    for number in range(60):
        decided = {
            one.id: random.randrange(one.options + 1)
            for one in agenda.choices.values()
            if one.value is None and random.random() < 0.6
        }
        scenario = as_scenario(State(choices=decided), agenda, title=TEXTS[number % len(TEXTS)])
        text = print_scenario(scenario, ("A comment.",))
        if number % 3 == 0:
            pattern = random.choice(("a/*", "plan-?/A.[59]/*", "*#whole", "*", "plan-2#*", "[!a]*"))
            default = random.choice(("keep", "drop"))
            text = f"default: {default}\nalternatives: first\nchoices:\n  '{pattern}': open\n"
        texts.append(text)
    data = json.loads(
        page.locator("#data").inner_text() or page.evaluate("document.getElementById('data').textContent")
    )
    known = {group["id"] for group in data["groups"]}
    for text, found in zip(texts, page.evaluate(READ, [data, texts]), strict=True):
        state, _ = of_scenario(read_scenario(source_text("s.yaml", text), Findings()), agenda)
        expected = write_state(state, agenda)
        assert found["state"]["choices"] == {k: v for k, v in expected["choices"].items() if k in known}, text
        assert found["state"]["values"] == expected["values"]
        assert found["problems"] == [] or not known.issuperset(expected["choices"])


def test_files_of_the_page_are_read_by_the_command_line(page: Page, project: Path) -> None:
    agenda = agenda_of(read_workspace(project, Findings()))
    data = json.loads(page.evaluate("document.getElementById('data').textContent"))
    state = {"choices": {"a/5#funds": "drop", "b/9#who": "2"}, "values": {"gbf_decision": 1}}
    scenarios = [{"title": one, "provenance": {"who": one, "when": one, "session": ""}, **state} for one in TEXTS]
    texts = page.evaluate(WRITE, [data, scenarios])
    for title, text, again in zip(TEXTS, texts, page.evaluate(READ, [data, texts]), strict=True):
        findings = Findings()
        scenario = read_scenario(source_text("s.yaml", text), findings)
        assert not findings.has_errors(), text
        assert (scenario.title, scenario.provenance) == (title, Provenance(who=title, when=title))
        assert write_state(of_scenario(scenario, agenda)[0], agenda) == state
        assert (again["title"], again["state"], again["problems"]) == (title, state, [])


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: [1]", 1), ("x: 1\na: *x", 2), ("a: &b c", 1), ("- a", 1), ("a:\n  b: 1\n   c: 2", 3), ("a: 'x", 1), ("a: {b: 1", 1),
     ("a: |\n  x", 1), ("a:\n\tb: 1", 2), ("{", 1), ("a: !!python/object:x", 1), ("a\n", 1), ("{" * 50_000, 1)],
)  # fmt: skip
def test_files_of_another_shape_are_named_by_their_line(page: Page, text: str, line: int) -> None:
    data: dict[str, object] = {"groups": [], "values": {}}
    (found,) = page.evaluate(READ, [data, [text]])
    assert (found["state"], found["problems"]) == (None, [{"key": "import-unreadable", "values": {"line": str(line)}}])


def test_names_of_the_language_itself_mean_nothing(page: Page) -> None:
    data = {"groups": [], "values": {"x": []}}
    text = "default: constructor\nvalues:\n  __proto__: a\n  toString: b\nchoices:\n  constructor: keep\n"
    (found,) = page.evaluate(READ, [data, [text]])
    named = {problem["values"]["name"] for problem in found["problems"]}
    assert named == {"default", "__proto__", "toString", "constructor"}


def test_page_in_one_file_saves_and_names_the_command(browser: Browser, tmp_path: Path) -> None:
    root = make_workspace(tmp_path, FILES)
    assert call(root, "preview", "-o", "page.html").code == 0
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((root / "page.html").as_uri() + "#s=chair&c=a/1~n:keep,a/2~whole:drop")
    page.locator("html[data-ready]").wait_for()
    page.locator("#save").click()
    page.fill("#save-name", "mine")
    with page.expect_download() as offered:
        page.locator("#save-submit").click()
    target = root / "sources/scenarios" / offered.value.suggested_filename
    offered.value.save_as(target)
    assert target.name == "mine.yaml"
    assert call(root, "check").code == 0
    scenario = read_scenario(source_text("mine.yaml", target.read_text(encoding="utf-8")), Findings())
    assert {entry.pattern: str(entry.decision) for entry in scenario.entries} == {"a/1#n": "keep", "a/2#whole": "drop"}
    assert page.input_value("#scenario") == "mine"
    page.locator("#redline").click()
    expect(page.locator("#redline-submit")).to_be_hidden()
    command = page.locator("#redline-line").inner_text()
    page.keyboard.press("Escape")
    # The command does what it says, in the workspace with that scenario in it.
    done = call(root, *command.removeprefix("plandoc ").split())
    assert done.code == 0, done.err
    assert (root / "decision.docx").stat().st_size > 1000
    assert wrong == []
    page.close()
