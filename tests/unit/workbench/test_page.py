"""The negotiators' page as Python makes it: rows, handles, what is known of groups, words, and the single file."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from plandoc.language.conventions import spoken
from plandoc.model.choices import choices
from plandoc.render.templates import Templates, load_templates
from plandoc.workbench.desk import Desk
from plandoc.workbench.page import FOLDER, PageSetting, assets, page_data, render_page
from plandoc.workbench.page_rows import Cell, PageRow, entries, page_parts, page_rows
from plandoc.workbench.state import State
from tests.workspaces import make_workspace

LANGUAGES = ("zh", "en")
SETTINGS = '[workspace]\nsources = "sources"\n[languages]\nsource = "zh"\nbuild = ["zh"]\n[documents.decision]\nparts = ["a"]\n'
HEAD = "---\nid: a\nkind: decision\n---\n# 决定{#title}\n\n"
TEXT = """\
1. 甲{one}[*乙*][丙]丁{n}[戊]，见本决定第{@a/2}段[^n]；

[2. {one}[*乙*][丙]{=year|--}己；

3. [庚[辛]]壬；]

[^n]: 注。
"""


@pytest.fixture(scope="module")
def templates() -> Templates:
    return load_templates(None)


@pytest.fixture(scope="module")
def desk(project: Path) -> Desk:
    return Desk.open(project)


@pytest.fixture(scope="module")
def data(desk: Desk) -> dict[str, Any]:
    return page_data(PageSetting(desk=desk, document="recommendation"))


@pytest.fixture(scope="module")
def single(desk: Desk, templates: Templates) -> str:
    return render_page(PageSetting(desk=desk, document="recommendation", atlas={}), templates, single=True)


def small(root: Path, text: str = TEXT) -> Desk:
    changed = {"sources/a.md": HEAD.replace("id: a\n", "id: a\nlabels: [one]\n") + text, "plandoc.toml": SETTINGS}
    return Desk.open(make_workspace(root, changed))


def rows_of(desk: Desk, document: str = "decision", languages: tuple[str, ...] = ("zh",)) -> tuple[PageRow, ...]:
    texts = {language: entries(desk.printed(document, language)) for language in languages}
    return page_rows(texts, {choice.id for choice in choices(desk.workspace.parts) if choice.crosses})


def cell(desk: Desk, block: str) -> Cell:
    return next(row.cells["zh"] for row in rows_of(desk) if row.id == block)


def handles(markup: str) -> list[str]:
    return re.findall(r'<button type="button" class="handle" data-group="([^"]*)">\d+</button>', markup)


class Tags(HTMLParser):
    """The attributes of every element of a page, and what interactive elements stand within each other."""

    INTERACTIVE = frozenset({"a", "button", "select", "input", "label"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.ids: list[str] = []
        self.nested: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.update(name for name, _ in attrs)
        self.ids.extend(value or "" for name, value in attrs if name == "id")
        if tag in self.INTERACTIVE:
            if self._open and not (self._open[-1] == "label" and tag in ("select", "input")):
                self.nested.append(f"{tag} in {self._open}")
            if tag != "input":
                self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()


def test_each_group_of_a_block_has_one_handle_before_its_first_bracket(tmp_path: Path) -> None:
    desk = small(tmp_path)
    first = cell(desk, "a/1")
    assert handles(first.text) == ["a#one", "a/1#n"]
    assert re.search(
        r'data-group="a#one">1</button><span class="option" data-group="a#one"[^>]*data-index="1"', first.text
    )
    assert first.text.count('data-group="a#one"') == 3, "one handle and two options"


def test_handles_of_block_level_groups_stand_before_bracket_and_label(tmp_path: Path) -> None:
    desk = small(tmp_path)
    second, third = cell(desk, "a/2"), cell(desk, "a/3")
    group = next(choice.id for choice in choices(desk.workspace.parts) if choice.crosses)
    assert handles(second.number) == [group]
    assert re.sub("<[^>]*>", "", second.number) == "1[2."
    assert handles(second.text) == ["a#one"]
    assert handles(third.number) == [], "the option only goes on"
    assert f'data-group="{group}"' in third.number, "it is struck through with the option that it stands in"


def test_numbers_of_handles_count_the_groups_of_the_block(tmp_path: Path) -> None:
    third = cell(small(tmp_path), "a/3")
    assert [re.sub("<[^>]*>", "", one) for one in re.findall(r"<button.*?</button>", third.text)] == ["1", "2"]


def test_markup_of_rows_gives_no_ids(single: str) -> None:
    tags = Tags(single)
    assert len(tags.ids) == len(set(tags.ids))


def test_nothing_interactive_stands_within_another(single: str) -> None:
    assert Tags(single).nested == []


def test_every_block_of_the_open_text_is_a_row_in_reading_order(desk: Desk) -> None:
    rows = rows_of(desk, "recommendation", LANGUAGES)
    text = desk.text("recommendation", "zh", State())
    shown = [row.id for row in rows if row.kind != "column-head"]
    assert shown == [row.id for row in text.rows]
    assert all(set(row.cells) == set(LANGUAGES) for row in rows)
    kinds = [row.kind for row in rows]
    assert kinds.index("note") > max(at for at, kind in enumerate(kinds) if kind == "item")


def test_columns_are_headed_goal_by_goal_and_bear_handles_once(desk: Desk) -> None:
    rows = rows_of(desk, "recommendation", LANGUAGES)
    heads = [row for row in rows if row.kind == "column-head" and row.id.endswith(":actor")]
    assert len(heads) > 10
    assert [bool(handles(row.cells["zh"].text)) for row in heads] == [True] + [False] * (len(heads) - 1)
    at = next(at for at, row in enumerate(rows) if row.id == "plan-2/A.1")
    assert rows[at].kind == "goal"
    assert rows[at + 1].id == "plan-2/A.1:area"


def test_handles_reach_every_group_in_both_languages(desk: Desk) -> None:
    rows = rows_of(desk, "recommendation", LANGUAGES)
    every = {choice.id for choice in choices(desk.workspace.parts)}
    for language in LANGUAGES:
        markup = "".join(row.cells[language].number + row.cells[language].text for row in rows)
        assert set(handles(markup)) == every


def test_parts_are_called_by_their_labels_titles_or_the_heading_before_them(desk: Desk) -> None:
    texts = {language: entries(desk.printed("recommendation", language)) for language in LANGUAGES}
    named = {part.id: part.titles["zh"] for part in page_parts(texts)}
    assert named["a"] == "A. 卡塔赫纳生物安全议定书执行计划"
    assert named["plan-1"] == "附件一附录\u3000执行计划"
    alone = {"zh": entries(desk.printed("decision-implementation-plan", "zh"))}
    assert {part.id: part.titles["zh"] for part in page_parts(alone)}["a"] == "卡塔赫纳生物安全议定书执行计划"


def test_groups_say_where_they_stand_and_what_their_options_say(data: dict[str, Any]) -> None:
    groups = {group["id"]: group for group in data["groups"]}
    funds = groups["a/5#funds"]
    assert funds["texts"]["zh"] == [
        "并提供新的资金确保发展中国家缔约方根据《公约》第 20 条和《议定书》第 28 条执行计划"
    ]
    assert funds["texts"]["en"][0].startswith(", and to provide new funds")
    assert funds["option_ids"] == ["a/5#funds.1"]
    nested = groups["b/9#coi"]
    assert [place["within"] for place in nested["places"]] == [
        ["b/9#whole.1", "b/9#who.1"],
        ["b/9#whole.1", "b/9#who.2"],
    ]
    assert nested["linked"]
    assert groups["plan-2#actors"]["blocks"][0] == "plan-2/columns/actor"
    assert groups["a/11#sbi"]["value"] == "sbi_session"
    assert all(len(text) == group["options"] for group in data["groups"] for text in group["texts"].values())


def test_options_of_whole_blocks_say_that_they_go_on(data: dict[str, Any]) -> None:
    groups = {group["id"]: group for group in data["groups"]}
    run = groups["plan-2/A.5/ind#a5"]["texts"]["zh"][0]
    assert run.endswith('<span class="goes-on">…</span>')
    assert not groups["a/6#whole"]["texts"]["zh"][0].endswith("…</span>")
    assert "[" not in re.sub("<[^>]*>", "", groups["a/6#whole"]["texts"]["zh"][0]), "its own brackets are left out"


def test_option_texts_hold_no_links(data: dict[str, Any]) -> None:
    texts = [text for group in data["groups"] for found in group["texts"].values() for text in found]
    assert not any("<a " in text or "<button" in text for text in texts)


def test_positions_say_whether_they_are_examples(data: dict[str, Any]) -> None:
    positions = [one for group in data["groups"] for one in group["positions"]]
    assert positions
    assert all(one["example"] for one in positions), "all positions of this repository are synthetic"
    assert all(set(name) == set(LANGUAGES) for one in positions for name in one["proposers"])


def test_values_say_where_they_stand(data: dict[str, Any]) -> None:
    assert data["value_places"]["gbf_decision"] == ["a/2"]
    assert set(data["value_places"]) <= set(data["values"])


def test_page_speaks_every_word_it_uses_in_both_languages(desk: Desk, templates: Templates) -> None:
    sources = {one.name: templates.text(one.name) for one in templates.files if one.name.startswith(FOLDER)}
    used: set[str] = set()
    for name, text in sources.items():
        if name.endswith(".j2"):
            used.update(re.findall(r'(?:say|label|words)[(\[]"([a-z-]+)"[)\]]', text))
            used.update(re.findall(r'(?:icon\("[a-z-]+", "[a-z]+", |dialog\("[a-z-]+", )"([a-z-]+)"', text))
        if name.endswith(".js"):
            used.update(re.findall(r'(?:words|note)\(\s*"([a-z-]+)"', text))
            used.update(re.findall(r'word: "([a-z-]+)"', text))
    assert len(used) > 100
    for language in LANGUAGES:
        locale = desk.workspace.locale(language)
        assert locale is not None
        said = spoken(locale, "web-")
        assert used - set(said) == set()
        assert all(said.values())


def test_words_keep_their_places_in_both_languages(desk: Desk) -> None:
    first, second = (spoken(locale, "web-") for name in LANGUAGES if (locale := desk.workspace.locale(name)))
    assert first.keys() == second.keys()
    for key, text in first.items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", second[key])), key


def test_data_cannot_end_their_element(tmp_path: Path, templates: Templates) -> None:
    desk = small(tmp_path, "1. 甲[</script><!--<script>乙]丙；\n")
    page = render_page(PageSetting(desk=desk, document="decision", atlas={}), templates, single=True)
    held = page.split('id="data">', 1)[1].split("</script>", 1)[0]
    groups = json.loads(held)["groups"]
    assert groups[0]["texts"]["zh"] == ["&lt;/script&gt;&lt;!--&lt;script&gt;乙"]
    assert "<" not in held


def test_single_file_allows_its_own_scripts_and_styles_and_nothing_else(single: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', single)
    assert policy is not None
    inline = re.findall(r'<(?:script type="(?:importmap|module)"|style)>(.*?)</(?:script|style)>', single, re.DOTALL)
    assert len(inline) == 3
    rules = policy[1].replace("&#39;", "'")
    for text in inline:
        assert f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in rules
    assert rules.startswith("default-src 'none';")
    assert "unsafe" not in rules
    assert "http" not in rules


def test_single_file_names_modules_as_its_import_map_does(single: str, templates: Templates) -> None:
    found = re.search(r'<script type="importmap">(.*?)</script>', single, re.DOTALL)
    assert found is not None
    modules = json.loads(found[1])["imports"]
    assert set(modules) == {
        one.name for one in templates.files if one.name.startswith(FOLDER) and one.name.endswith(".js")
    }
    for name, address in modules.items():
        text = unquote(address.partition(",")[2])
        assert set(re.findall(r"""\bfrom\s*["']([^"']*)["']""", text)) <= set(modules), name
        assert not re.search(r"""\b(?:from|import)\s*\(?\s*["']\.""", text), name


def test_page_has_no_inline_handlers_and_no_inline_styles(single: str) -> None:
    names = Tags(single).names
    assert not [name for name in names if name.startswith("on") or name == "style"]


def test_served_page_links_files_that_there_are(desk: Desk, templates: Templates) -> None:
    page = render_page(PageSetting(desk=desk, document="recommendation"), templates)
    linked = re.findall(r'(?:href|src)="/assets/(?:[0-9a-f]+/)?([a-z-]+\.(?:css|js))"', page)
    assert "main.js" in linked
    assert "base.css" in linked
    assert set(linked) <= set(assets(templates))
    assert "<style" not in page
    assert "importmap" not in page


def test_same_page_has_the_same_bytes(desk: Desk, templates: Templates) -> None:
    setting = PageSetting(desk=desk, document="decision-implementation-plan", atlas={})
    assert render_page(setting, templates, single=True) == render_page(setting, templates, single=True)


def test_modules_are_short_and_set_markup_in_two_places_only(templates: Templates) -> None:
    modules = {name: data.decode() for name, (_, data) in assets(templates).items() if name.endswith(".js")}
    assert [name for name, text in modules.items() if text.count("\n") >= 250] == []
    assert {name for name, text in modules.items() if "innerHTML" in text or "insertAdjacentHTML" in text} == {
        "clean.js",
        "options.js",
    }
