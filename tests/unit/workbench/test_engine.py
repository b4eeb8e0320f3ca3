"""Clean text looked up in Chromium is the text that the pipeline makes, for every state, byte for byte."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from playwright.sync_api import Browser, Page, Route

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Part, PartKind
from plandoc.model.keeping import Kept
from plandoc.model.locale import LabelLook
from plandoc.model.order import Order
from plandoc.model.printed import NumberStyle
from plandoc.model.scenario import SettledValue
from plandoc.model.workspace import DocumentPlan, Reading, Workspace
from plandoc.pipeline import Draft, Memory, draft, settle
from plandoc.render.templates import load_templates
from plandoc.workbench.atlas import atlas_of
from plandoc.workbench.rows import Row, rows_of
from plandoc.workbench.state import Agenda, State, agenda_of, as_scenario, write_state
from tests.drafting import LOCALES, part, project_workspace, workspace
from tests.strategies import bodies

pytestmark = pytest.mark.browser

SITE = "http://localhost/"
LOOK_UP = """async ([data, states, language]) => {
    const { createSource } = await import("/text-local.js");
    const source = createSource(data);
    const places = new Map();
    const place = (row) => {
        const key = JSON.stringify(row);
        if (!places.has(key)) places.set(key, places.size);
        return places.get(key);
    };
    const texts = [];
    for (const state of states) {
        const { rows, mends, doubts } = await source.clean(state, language);
        texts.push([rows, mends, doubts].map((listed) => listed.map(place)));
    }
    return { table: [...places.keys()], texts };
}"""
"""Looks many states up; rows come back once each, since most are alike from state to state."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page with the modules of the workbench beside it, and no way to anything else."""
    templates = load_templates(None)

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(SITE)
        if name:
            route.fulfill(body=templates.text(f"workbench/{name}"), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>-</title>", content_type="text/html")

    opened = browser.new_page()
    opened.route("**/*", answer)
    opened.goto(SITE)
    yield opened
    opened.close()


Listed = dict[str, list[list[str]]]


def looked_up(page: Page, made: Draft, agenda: Agenda, states: Sequence[State]) -> list[Listed]:
    """The clean texts of some states as the page finds them."""
    findings = Findings()
    atlas = atlas_of(made, agenda.values, findings)
    assert atlas is not None, list(findings)
    written = json.loads(json.dumps([write_state(state, agenda) for state in states]))
    answer = page.evaluate(LOOK_UP, [{"atlas": {"xx": atlas}}, written, "xx"])
    table = [json.loads(row) for row in answer["table"]]
    return [
        {key: [table[at] for at in places] for key, places in zip(("rows", "mends", "doubts"), text, strict=True)}
        for text in answer["texts"]
    ]


def piped(
    made: Draft, agenda: Agenda, state: State, memory: Memory | None = None, kept: Kept[Row] | None = None
) -> Listed:
    """The clean text of a state as the pipeline makes it."""
    order = Order(
        document=DocumentPlan(name="test"),
        language=made.conventions.language,
        reading=Reading.CORRECTED,
        scenario=as_scenario(state, agenda),
    )
    settled = settle(made, order, Findings(), memory)
    rows = rows_of(settled.printed, kept)
    said = [(row.id, settled.bodies[row.id]) for row in rows if row.id in settled.bodies]
    return {
        "rows": [row.as_json() for row in rows],
        "mends": [[name, mend.before, mend.after] for name, body in said for mend in body.mends],
        "doubts": [[name, doubt.message] for name, body in said for doubt in body.doubts],
    }


def assert_same(page: Page, made: Draft, agenda: Agenda, states: Sequence[State]) -> None:
    """Compare the texts of some states, and show the first difference."""
    memory, kept = Memory(made), Kept[Row]()
    for state, found in zip(states, looked_up(page, made, agenda, states), strict=True):
        wanted = piped(made, agenda, state, memory, kept)
        for key, listed in wanted.items():
            differing = next(
                (pair for pair in zip(found[key], listed, strict=False) if pair[0] != pair[1]),
                (found[key][len(listed) :], listed[len(found[key]) :]),
            )
            assert differing == ([], []), f"{key} of {state}: looked up, and wanted"


def every_state(agenda: Agenda, most: int) -> list[State]:
    """All states of a small workspace, or the first ones of very many in a random order."""
    choices = [choice for choice in agenda.choices.values() if choice.value is None]
    answers = [range(-1, choice.options + 1) for choice in choices]
    words = [range(len(known) + 1) for known in agenda.values.values()]
    shuffled = Random(4).sample if len(choices) > 5 else None
    drawn: Iterator[tuple[int, ...]] = product(*answers, *words)
    if shuffled:
        random = Random(4)
        drawn = (tuple(random.choice(one) for one in (*answers, *words)) for _ in range(most))
    return [_state(agenda, given) for given in islice(drawn, most)]


def _state(agenda: Agenda, given: tuple[int, ...]) -> State:
    choices = [choice.id for choice in agenda.choices.values() if choice.value is None]
    decided = {name: answer for name, answer in zip(choices, given, strict=False) if answer >= 0}
    settled = {name: answer for name, answer in zip(agenda.values, given[len(choices) :], strict=True) if answer}
    return State(choices=decided, values=settled)


def words(name: str, *known: dict[str, str]) -> tuple[SettledValue, ...]:
    """Some known words of a value."""
    return tuple(SettledValue(name=name, words=tuple(by_language.items())) for by_language in known)


def random_state(agenda: Agenda, random: Random) -> State:
    """A state in which anything from nothing to everything is decided."""
    decided, settled = random.choice((0.0, 0.3, 0.7, 0.95, 1.0)), random.choice((0.0, 0.5, 1.0))
    return State(
        choices={
            choice.id: random.randint(0, choice.options)
            for choice in agenda.choices.values()
            if choice.value is None and random.random() < decided
        },
        values={
            name: random.randint(1, len(known))
            for name, known in agenda.values.items()
            if known and random.random() < settled
        },
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_shows_the_text_of_the_pipeline_for_random_states_of_the_recommendation(
    page: Page, language: str
) -> None:
    read = project_workspace()
    plan = read.settings.document("recommendation")
    assert plan is not None
    agenda = agenda_of(read)
    known = {name: words(name, {"zh": "示例", "en": "an example"}, {"*": "7"}, {"zh": "十"}) for name in agenda.values}
    agenda = replace(agenda, values=known)
    random = Random(language)
    states = [State(), *(random_state(agenda, random) for _ in range(500))]
    assert_same(page, draft(read, plan, language, Findings()), agenda, states)


TABLE = """columns:
  goal: {head: "[目标[^g]]"}
  ind: {head: "指标", note: "([甲]活动)"}
  act: {head: "{v}[活动][^n]"}
"""

SMALL: dict[str, tuple[Part, ...]] = {
    "last of a list": (part("1. *请*执行秘书：\n(a) 提出报告；\n[(b) 召开会议；]\n[(c) 编写报告[和]。]\n"),),
    "list that ends with and": (part("1. *请*：\n(a) 甲；and\n[(b) 乙。]\n"),),
    "nested": (part("1. 甲[乙[丙]{x}[丁][戊]，]己[，[庚]]。\n"),),
    "echoes": (part("1. {k}[甲]乙{k}[丙]。\n2. {k}[丁]。\n", front="labels: [k]\n"),),
    "run": (part("1. 前。\n[2. 甲。\n3. 乙[丙]。\n4. 丁。]\n5. 后。\n"),),
    "run of items without labels": (part("前。\n\n[甲。\n\n[乙。]\n\n丙。]\n"),),
    "run whose ends vanish": (part("[1. [甲]\n2. 乙。\n3. [丙]]\n4. 丁。\n"),),
    "alternatives of blocks": (part("{k.1}[1. 甲。]\n{k.2}[2. 乙。]\n3. 丙。\n"),),
    "headings before a title": (part("## 一. 甲\n\n# 题\n\n[1. 乙。]\n"),),
    "headings of a frame": (
        part(
            "# 题\n\n## 一. 甲\n\n{+a}\n\n## 二. 乙[^n]\n\n[1. 丙[^n]。]\n\n[^n]: 注。\n",
            identifier="rec",
            kind="frame",
        ),
        part("# 题[二]\n\n## 一. 丁\n\n[2. 见{@rec/1}。]\n3. 戊[^m]。\n\n[^m]: 注。\n"),
    ),
    "headings over nothing": (part("# 题\n\n## 一. 甲\n\n[1. 乙。]\n\n## 二. 丙\n\n### 丁\n\n[2. 戊。]\n"),),
    "references": (
        part("1. 见{@a/2}和*{@a/3}*，{@annex-1}，{@nowhere}。\n[2. 甲<b>。]\n3. [乙，][见{@a/4}。]\n[4. 丁。]\n"),
        part("# 甲\n\n[1. 见{@a/2}。]\n2. 见{@annex-1/1}。\n", identifier="annex-1", kind="annex"),
    ),
    "notes": (
        part("1. 甲[^b][乙[^a]]。\n[2. 丙[^c]，[丁[^a]]。]\n\n[^a]: 注[一]{@a/2}。\n[^b]: 注二。\n[^c]: 注[^b]三。\n"),
        part("1. 甲[^a]。\n\n[^a]: 别[的]注[^gone]。\n", identifier="b"),
    ),
    "values": (part("1. 第[{=n|--}]次，[{=m|五}会]，{=n|--}[甲{=k| }]。\n"),),
    "table": (
        part(
            "# 表[^t]\n\n## A. 一\n\n### A.1. 目标\n\n#### ind\n(a) 甲；\n[(b) 乙[^n]。]\n\n#### act\n(a) 丙[^n][^c]。\n\n"
            "[\n### A.2. 目标[二]\n\n#### ind\n(a) 丁；\n]\n\n## B. 三\n\n#### ind\n(a) 己。\n\n### B.1. 目标\n\n#### act\n[(a) 戊。]\n\n[^n]: 注。\n",
            identifier="plan",
            kind="table",
            front=TABLE,
        ),
    ),
    "stems": (
        part(
            "[\n### A.1. 目标\n\n#### ind\nA.1.1. 甲；\n]\n\n[\n### A.2. [目标]\n\n#### ind\nA.2.1. 乙；\n[A.2.2. 丙。]\n]\n\n"
            "### A.3. 目标\n\n#### ind\nA.3.1. 见{@plan/A.2/ind/A.2.1}；\n[A.3.2. 见{@plan/A.3}。]\n",
            identifier="plan",
            kind="table",
            front=TABLE,
        ),
    ),
    "starts": (part("[3. 甲：\n[(b) 乙；]\n(c) 见{@a/4}。]\n4. 丙。\n", front='starts: {"3": 1, "3/b": 1}\n'),),
    "brackets without a partner": (part("[1. 甲。\n2. 乙]丙。\n[乙。\n\n丁]\n"),),
    "markup": (
        part(
            '1. <script>alert(1)</script> & "甲" \' [</script><b onclick="x">] {x}[<!--][-->]。\n'
            "2. \u202e乙\u202c[\u2066丙\u2069]<https://x.org/?a=b&c='\"><javascript:alert(1)>。\n"
        ),
    ),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SMALL)
def test_the_page_shows_the_text_of_the_pipeline_for_every_state_of_a_small_text(
    page: Page, name: str, language: str
) -> None:
    read = workspace(*SMALL[name])
    agenda = agenda_of(read)
    agenda = replace(agenda, values={one: words(one, {"zh": "四"}, {"*": "5"}) for one in agenda.values})
    made = draft(read, _plan(read), language, Findings())
    assert_same(page, made, agenda, every_state(agenda, 800))


def test_values_that_the_workspace_settles_are_settled_in_every_state(page: Page) -> None:
    read = workspace(*SMALL["values"])
    inherited = words("n", {"*": "四"})
    read = replace(read, settings=replace(read.settings, values=inherited))
    agenda = agenda_of(read)
    agenda = replace(agenda, values={**agenda.values, "n": (*inherited, *words("n", {"*": "九"}))})
    assert_same(page, draft(read, _plan(read), "zh", Findings()), agenda, every_state(agenda, 800))


def test_text_of_sources_never_becomes_markup(page: Page) -> None:
    read = workspace(*SMALL["markup"])
    agenda = agenda_of(read)
    states = every_state(agenda, 800)
    for text in looked_up(page, draft(read, _plan(read), "zh", Findings()), agenda, states):
        html = "".join(row[3] for row in text["rows"])
        tags = page.evaluate(
            "html => [...new DOMParser().parseFromString(html, 'text/html').body.querySelectorAll('*')].map("
            "element => [element.localName, ...element.getAttributeNames()])",
            html,
        )
        assert {tuple(tag) for tag in tags} <= {
            ("span", "class"),
            ("span", "class", "data-group", "data-option", "data-index"),
        }


def test_labels_that_look_like_markup_stay_text(page: Page) -> None:
    look = LabelLook(style=NumberStyle.DECIMAL, prefix="<b>", suffix="&.")
    locales = (LOCALES[0], replace(LOCALES[1], labels=((NumberStyle.DECIMAL, look),)))
    read = replace(workspace(*SMALL["references"]), locales=locales)
    agenda = agenda_of(read)
    made = draft(read, _plan(read), "en", Findings())
    states = every_state(agenda, 800)
    assert_same(page, made, agenda, states)
    assert "&lt;b&gt;2&amp;</a>" in looked_up(page, made, agenda, states[:1])[0]["rows"][0][3]


@given(bodies(20))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_the_page_shows_the_text_of_the_pipeline_for_anything_that_can_be_written(page: Page, text: str) -> None:
    read = workspace(part(text))
    ids = [block.id for block in read.parts[0].blocks()]
    assume(len(set(ids)) == len(ids))
    agenda = agenda_of(read)
    agenda = replace(agenda, values={one: words(one, {"*": "5"}) for one in agenda.values})
    assert_same(page, draft(read, _plan(read), "zh", Findings()), agenda, every_state(agenda, 40))


def _plan(read: Workspace) -> DocumentPlan:
    if read.parts[0].kind is PartKind.FRAME:
        return DocumentPlan(name="test", frame=read.parts[0].id)
    return DocumentPlan(name="test", parts=tuple(one.id for one in read.parts))
