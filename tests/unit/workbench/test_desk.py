"""The desk: the same clean text as a build whatever was asked before, and nothing lost while files are edited."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random
from shutil import rmtree

import pytest

from plandoc.diagnostics import Findings
from plandoc.model.order import Order
from plandoc.model.printed import OptionStart, PrintedDocument
from plandoc.model.printed_walk import all_pieces
from plandoc.model.workspace import Reading
from plandoc.pipeline import typeset
from plandoc.workbench.desk import Desk, Reloaded, UnknownText
from plandoc.workbench.rows import rows_of
from plandoc.workbench.state import State, as_scenario
from tests.unit.workbench.states import random_state, toggled
from tests.workspaces import decision, make_workspace

PROJECT = Path(__file__).resolve().parents[3]
DOCUMENTS = ("recommendation", "decision-implementation-plan", "decision-capacity-building", "table-capacity-building")


@pytest.fixture(scope="module")
def real() -> Desk:
    return Desk.open(PROJECT)


def built(desk: Desk, document: str, language: str, state: State | None, *, traced: bool = False) -> PrintedDocument:
    """What `plandoc build` makes of the scenario of a state, with no memory of anything."""
    plan = desk.workspace.settings.document(document)
    assert plan is not None
    scenario = None if state is None else as_scenario(state, desk.agenda)
    order = Order(document=plan, language=language, reading=Reading.CORRECTED, scenario=scenario, traced=traced)
    return typeset(desk.workspace, order, Findings())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_clean_text_of_random_states_is_that_of_a_build(real: Desk, language: str) -> None:
    random = Random(f"states-{language}")
    for at in range(12):
        state = random_state(real.agenda, random)
        document = DOCUMENTS[at % len(DOCUMENTS)]
        for _ in range(2):
            text = real.text(document, language, state)
            assert text.language == language
            assert text.rows == rows_of(built(real, document, language, state))
            state = toggled(state, real.agenda, random)


def test_no_state_leaves_anything_in_the_text_of_another(real: Desk) -> None:
    random = Random("again")
    states = [State(), *(random_state(real.agenda, random) for _ in range(6))]
    alone = [Desk.open(PROJECT).text("decision-capacity-building", "zh", state) for state in states]
    shared = Desk.open(PROJECT)
    for at in (*reversed(range(len(states))), *(random.randrange(len(states)) for _ in range(20))):
        assert shared.text("decision-capacity-building", "zh", states[at]) == alone[at]


def test_threads_share_a_desk(real: Desk) -> None:
    random = Random(5)
    states = [random_state(real.agenda, random) for _ in range(8)]
    desk = Desk.open(PROJECT)
    with ThreadPoolExecutor(4) as pool:
        jobs = [(language, state) for state in states * 2 for language in ("zh", "en")]
        found = list(pool.map(lambda job: desk.text("recommendation", *job), jobs))
    assert found == [real.text("recommendation", *job) for job in jobs]


def test_mends_stand_in_the_order_of_the_rows(real: Desk) -> None:
    random = Random(11)
    for language in ("zh", "en"):
        text = real.text("recommendation", language, random_state(real.agenda, random))
        order = [row.id for row in text.rows]
        places = [order.index(block) for block, _, _ in text.mends]
        assert places
        assert places == sorted(places)


def test_every_mend_of_a_build_is_told(real: Desk) -> None:
    state = random_state(real.agenda, Random(3))
    plan = real.workspace.settings.document("decision-capacity-building")
    assert plan is not None
    findings = Findings()
    order = Order(document=plan, language="en", reading=Reading.CORRECTED, scenario=as_scenario(state, real.agenda))
    typeset(real.workspace, order, findings)
    text = real.text(plan.name, "en", state)
    told = {f"In {block}, “{before}” was mended to “{after}”." for block, before, after in text.mends}
    assert told == {one.message for one in findings if one.code.name == "PD043" and "/columns/" not in one.message}


def test_printed_documents_are_those_of_the_pipeline(real: Desk) -> None:
    state = random_state(real.agenda, Random(2))
    real.text("decision-capacity-building", "en", state)
    for asked in (None, state):
        for traced in (False, True):
            found = real.printed("decision-capacity-building", "en", asked, traced=traced)
            # Who speaks for what is shown by the page itself, not as remarks on the text.
            assert found == replace(built(real, "decision-capacity-building", "en", asked, traced=traced), remarks=())


def test_traced_text_marks_the_options_of_decided_groups(real: Desk) -> None:
    state = State(choices={choice.id: 1 for choice in real.agenda.choices.values() if choice.value is None})

    def marked(*, traced: bool) -> set[str]:
        printed = real.printed("recommendation", "zh", state, traced=traced)
        return {one.group for pieces in all_pieces(printed) for one in pieces if isinstance(one, OptionStart)}

    assert marked(traced=True) >= set(state.choices)
    assert marked(traced=False).isdisjoint(state.choices)


def test_unknown_names_say_the_nearest(real: Desk) -> None:
    with pytest.raises(
        UnknownText, match=re.escape("There is no document 'recomendation'. Did you mean recommendation?")
    ):
        real.text("recomendation", "zh", State())
    with pytest.raises(UnknownText, match=re.escape("There is no language 'xx'. There are zh, en.")):
        real.printed("recommendation", "xx")


BODY = "# 一项决定的草案\n\n1. *决定*{date.1}[第一天]{date.2}[最后一天]审议；\n\n[2. *敦促*各缔约方；]\n\n3. *请*秘书处报告。\n"
SETTINGS = '[languages]\nsource = "zh"\nbuild = ["zh", "en"]\n\n[documents.decision]\nparts = ["a"]\n'
ENGLISH = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "a/2"
msgid "*敦促*各缔约方；"
msgstr "*Urges* Parties;"
"""
PO = "locales/en/LC_MESSAGES/sources.po"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "w", {**decision(BODY), "plandoc.toml": SETTINGS, PO: ENGLISH})


def lines(desk: Desk, language: str = "zh", **choices: int) -> list[str]:
    names = {name.replace("__", "/").replace("_", "#"): chosen for name, chosen in choices.items()}
    text = desk.text("decision", language, State(choices=names))
    return [f"{row.before}{row.number}{re.sub('<[^>]*>', '', row.html)}" for row in text.rows]


def edit(root: Path, change: Callable[[str], str], path: str = "sources/a.md") -> None:
    (root / path).write_text(change((root / path).read_text("utf-8")), encoding="utf-8")


def codes(reloaded: Reloaded) -> list[str]:
    return [finding.code.name for finding in reloaded.findings if finding.severity == "error"]


def test_the_small_workspace_is_sound(root: Path) -> None:
    desk = Desk.open(root)
    assert codes(desk.reload()) == []
    assert lines(desk) == ["一项决定的草案", "1.决定[第一天][最后一天]审议；", "[2.敦促各缔约方；]", "3.请秘书处报告。"]
    assert lines(desk, a__1_date=2, a__2_whole=0) == ["一项决定的草案", "1.决定最后一天审议；", "2.请秘书处报告。"]


def test_doubts_are_told_with_their_blocks(root: Path) -> None:
    edit(root, lambda text: text.replace("秘书处报告", "秘书处对{what}[会议的筹备]，提出报告"))
    desk = Desk.open(root)
    assert desk.text("decision", "zh", State(choices={"a/3#what": 1})).doubts == ()
    ((block, message),) = desk.text("decision", "zh", State(choices={"a/3#what": 0})).doubts
    assert (block, message) == ("a/3", "对 has nothing after it.")


def test_nothing_changed_keeps_the_text(root: Path) -> None:
    desk = Desk.open(root)
    before = desk.text("decision", "zh", State())
    reloaded = desk.reload()
    assert (reloaded.changed, reloaded.current) == (False, True)
    assert desk.text("decision", "zh", State()) is before


def test_an_edited_source_is_shown(root: Path) -> None:
    desk = Desk.open(root)
    lines(desk)
    edit(root, lambda text: text.replace("报告", "提出报告"))
    reloaded = desk.reload()
    assert (reloaded.changed, reloaded.current, codes(reloaded)) == (True, True, [])
    assert lines(desk)[-1] == "3.请秘书处提出报告。"


def test_a_new_group_can_be_decided_at_once(root: Path) -> None:
    desk = Desk.open(root)
    edit(root, lambda text: text.replace("秘书处报告", "秘书处{soon}[尽快]报告"))
    assert desk.reload().changed
    assert "a/3#soon" in desk.agenda.choices
    assert lines(desk, a__3_soon=0)[-1] == "3.请秘书处报告。"


def test_a_state_of_older_sources_leaves_out_what_is_gone(root: Path) -> None:
    desk = Desk.open(root)
    edit(root, lambda text: text.replace("{date.1}[第一天]{date.2}[最后一天]", "[第一天]"))
    desk.reload()
    assert lines(desk, a__1_date=2, a__2_whole=0)[1:] == ["1.决定[第一天]审议；", "2.请秘书处报告。"]


def test_brackets_without_a_partner_do_not_stop_it(root: Path) -> None:
    desk = Desk.open(root)
    edit(root, lambda text: text.replace("报告。", "报告[。"))
    reloaded = desk.reload()
    assert (reloaded.changed, reloaded.current, codes(reloaded)) == (True, True, ["PD010"])
    assert lines(desk)[-1] == "3.请秘书处报告[。"


BROKEN: dict[str, tuple[Callable[[str], str], str, str]] = {
    "front matter": (lambda text: text.replace("kind: decision", "kind: [decision"), "sources/a.md", "PD004"),
    "part under another id": (lambda text: text.replace("id: a\n", "id: b\n"), "sources/a.md", "PD006"),
    "settings": (lambda text: text + "\n[documents", "plandoc.toml", "PD005"),
    "translation": (lambda text: text.replace('msgstr "*Urges*', "msgstr *Urges*"), PO, "PD062"),
    "group without a label": (lambda text: text.replace("报告", "[就此][报告]：[甲]"), "sources/a.md", "PD014"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_errors_that_would_print_wrong_text_keep_the_last_good_text(name: str, root: Path) -> None:
    change, path, code = BROKEN[name]
    desk = Desk.open(root)
    before = {language: lines(desk, language) for language in ("zh", "en")}
    good = (root / path).read_text("utf-8")
    edit(root, change, path)
    broken = desk.reload()
    assert (broken.changed, broken.current) == (False, False)
    assert code in codes(broken)
    assert desk.findings == broken.findings
    assert {language: lines(desk, language) for language in ("zh", "en")} == before
    assert any(text.path == path and text.text != good for text in broken.workspace.texts)

    (root / path).write_text(good, encoding="utf-8")
    mended = desk.reload()
    assert (mended.changed, mended.current, codes(mended)) == (False, True, [])
    assert {language: lines(desk, language) for language in ("zh", "en")} == before


def test_a_deleted_source_keeps_the_last_good_text_until_it_is_back(root: Path) -> None:
    desk = Desk.open(root)
    before, text = lines(desk), (root / "sources" / "a.md").read_text("utf-8")
    (root / "sources" / "a.md").unlink()
    assert (desk.reload().current, lines(desk)) == (False, before)
    rmtree(root / "sources")
    assert (desk.reload().current, lines(desk)) == (False, before)
    (root / "sources").mkdir()
    (root / "sources" / "a.md").write_text(text.replace("报告", "再次报告"), encoding="utf-8")
    reloaded = desk.reload()
    assert (reloaded.changed, reloaded.current) == (True, True)
    assert lines(desk)[-1] == "3.请秘书处再次报告。"


def test_deleted_settings_keep_the_last_good_text(root: Path) -> None:
    desk = Desk.open(root)
    before = lines(desk)
    (root / "plandoc.toml").unlink()
    reloaded = desk.reload()
    assert (reloaded.current, codes(reloaded)[0]) == (False, "PD001")
    assert lines(desk) == before


def test_an_edited_translation_is_shown_and_the_sources_language_stays(root: Path) -> None:
    desk = Desk.open(root)
    before = desk.text("decision", "zh", State()).rows
    assert lines(desk, "en", a__2_whole=1)[2] == "2.Urges Parties;"
    edit(root, lambda text: text.replace("Parties;", "all Parties;"), PO)
    assert desk.reload().changed
    assert lines(desk, "en", a__2_whole=1)[2] == "2.Urges all Parties;"
    assert desk.text("decision", "zh", State()).rows == before


def test_a_deleted_translation_prints_the_words_of_the_source(root: Path) -> None:
    desk = Desk.open(root)
    (root / PO).unlink()
    assert desk.reload().changed
    assert lines(desk, "en", a__2_whole=1)[2] == "2.敦促各缔约方；"


def test_edited_conventions_of_a_language_are_shown(root: Path) -> None:
    desk = Desk.open(root)
    assert lines(desk, a__2_whole=0)[-1] == "2.请秘书处报告。"
    (root / "locales" / "zh").mkdir(parents=True)
    (root / "locales" / "zh" / "conventions.toml").write_text(
        'tag = "zh-Hans"\ngrammar = "plain"\nfull_stop = "!"\nweak_ends = "。"\n', encoding="utf-8"
    )
    assert desk.reload().changed
    assert lines(desk, a__2_whole=0)[-1] == "2.请秘书处报告!"


def test_an_edited_template_is_none_of_the_desks_business(root: Path) -> None:
    desk = Desk.open(root)
    (root / "templates" / "html").mkdir(parents=True)
    (root / "templates" / "html" / "block.html.j2").write_text("{{ broken", encoding="utf-8")
    reloaded = desk.reload()
    assert (reloaded.changed, reloaded.current, codes(reloaded)) == (False, True, [])


def test_a_scenario_that_is_wrong_does_not_stop_the_text(root: Path) -> None:
    desk = Desk.open(root)
    edit(root, lambda text: f"{text}  a/9#gone: keep\n", "sources/scenarios/first.yaml")
    edit(root, lambda text: text.replace("报告", "提出报告"))
    reloaded = desk.reload()
    assert (reloaded.changed, reloaded.current, codes(reloaded)) == (True, True, ["PD030"])
    assert lines(desk)[-1] == "3.请秘书处提出报告。"


def test_a_new_scenario_brings_new_words(root: Path) -> None:
    edit(root, lambda text: text.replace("审议", "在第{=session|--}届会议审议"))
    desk = Desk.open(root)
    assert desk.agenda.values == {"session": ()}
    late = root / "sources" / "scenarios" / "late.yaml"
    late.write_text("values:\n  session: {zh: 五, en: fifth}\n", encoding="utf-8")
    assert desk.reload().changed
    text = desk.text("decision", "zh", State(values={"session": 1}))
    assert "第五届会议" in text.rows[1].html


def test_a_desk_that_was_opened_on_errors_shows_the_files_as_they_are(root: Path) -> None:
    edit(root, lambda text: text.replace("报告", "[就此][报告]：[甲]"))
    desk = Desk.open(root)
    assert "PD014" in [finding.code.name for finding in desk.findings]
    edit(root, lambda text: text.replace("敦促", "邀请"))
    reloaded = desk.reload()
    assert (reloaded.changed, reloaded.current) == (True, True)
    assert lines(desk)[2] == "[2.邀请各缔约方；]"
