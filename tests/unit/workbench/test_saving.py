"""Scenarios from the page into files: nothing lost, nobody overwritten, no name that leads elsewhere."""

from hashlib import sha256
from pathlib import Path

import pytest

from plandoc.choices.decide import decide
from plandoc.diagnostics import Findings
from plandoc.model.scenario import Provenance, SettledValue
from plandoc.source.scenarios import read_scenario
from plandoc.source.workspace import read_workspace
from plandoc.spans import source_text
from plandoc.workbench.saving import Conflict, Kept, Shelf, Unsaveable, Wish, is_name
from plandoc.workbench.state import Agenda, State, agenda_of, of_scenario
from tests.workspaces import HEAD, make_workspace

FILE = """\
# Made in the room.
title: Chair
choices:
  # all of a
  a/1#*: drop
  a/1#n: keep   # because
values:
  session: {zh: 五, en: fifth}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    body = "1. {one}[*One* ]words {k.1}[two] {k.2}[three] {n}[four] and {=session|--};\n\n{whole}[2. *Again*.]\n"
    files = {"sources/a.md": HEAD + body, "sources/scenarios/chair.yaml": FILE}
    return make_workspace(tmp_path, files)


def shelf(root: Path) -> Shelf:
    return Shelf(root=root, folder="sources/scenarios")


def agenda(root: Path) -> Agenda:
    return agenda_of(read_workspace(root, Findings()))


def wish(root: Path, state: State, name: str = "chair", **said: object) -> Wish:
    known = agenda(root)
    scope = frozenset((*known.choices, *known.values))
    return Wish(name=name, state=state, **{"scope": scope, **said})  # type: ignore[arg-type]


def found(root: Path, name: str = "chair") -> Kept:
    kept = shelf(root).find(name)
    assert kept is not None
    return kept


def test_the_fixture_has_the_groups_that_the_tests_speak_of(root: Path) -> None:
    known = agenda(root)
    assert [(one.id, one.options) for one in known.choices.values()] == [
        ("a/1#one", 1), ("a/1#k", 2), ("a/1#n", 1), ("a/2#whole", 1)
    ]  # fmt: skip
    assert known.values == {"session": (SettledValue(name="session", words=(("zh", "五"), ("en", "fifth"))),)}


def test_saving_what_is_there_leaves_every_byte(root: Path) -> None:
    kept = found(root)
    state, _ = of_scenario(kept.scenario, agenda(root))
    assert state == State(choices={"a/1#one": 0, "a/1#n": 1}, values={"session": 1})
    shelf(root).save(wish(root, state), agenda(root), kept.etag)
    assert (root / "sources/scenarios/chair.yaml").read_text() == FILE


def test_choices_are_set_among_comments_and_patterns(root: Path) -> None:
    state = State(choices={"a/1#one": 1, "a/1#k": 2, "a/2#whole": 0}, values={"session": 1})
    saved = shelf(root).save(wish(root, state), agenda(root), found(root).etag)
    assert saved.source.text == FILE.replace("keep   #", "open   #").replace(
        "# because\n", "# because\n  a/1#one: keep\n  a/1#k: 2\n  a/2#whole: drop\n"
    )
    assert of_scenario(found(root).scenario, agenda(root))[0] == state


def test_entry_before_a_pattern_that_wins_moves_behind_it(root: Path) -> None:
    path = root / "sources/scenarios/chair.yaml"
    path.write_text("choices:\n  a/1#n: keep # mine\n  a/1#*: drop\n")
    state = State(choices={"a/1#one": 0, "a/1#n": 1})
    shelf(root).save(wish(root, state), agenda(root), found(root).etag)
    assert path.read_text() == "choices:\n   # mine\n  a/1#*: drop\n  a/1#n: keep\n"


def test_default_is_kept_and_overruled(root: Path) -> None:
    path = root / "sources/scenarios/chair.yaml"
    path.write_text("default: keep\nalternatives: first\n")
    shelf(root).save(wish(root, State(choices={"a/1#one": 1})), agenda(root), found(root).etag)
    text = path.read_text()
    assert text.startswith("default: keep\nalternatives: first\n")
    assert of_scenario(found(root).scenario, agenda(root))[0] == State(choices={"a/1#one": 1})


def test_groups_that_the_page_does_not_know_stay_decided(root: Path) -> None:
    narrow = wish(root, State(choices={"a/1#k": 1}), scope=frozenset({"a/1#k"}))
    shelf(root).save(narrow, agenda(root), found(root).etag)
    state, _ = of_scenario(found(root).scenario, agenda(root))
    assert state == State(choices={"a/1#one": 0, "a/1#k": 1, "a/1#n": 1}, values={"session": 1})


def test_title_and_provenance_are_set_and_taken_out(root: Path) -> None:
    kept = found(root)
    state, _ = of_scenario(kept.scenario, agenda(root))
    said = wish(root, state, title="it's: # 1", provenance=Provenance(who="Chair", when="2022-03-28"))
    kept = shelf(root).save(said, agenda(root), kept.etag)
    assert (kept.scenario.title, kept.scenario.provenance) == (said.title, said.provenance)
    assert kept.source.text.startswith("# Made in the room.\n")
    kept = shelf(root).save(wish(root, state, title="", provenance=Provenance(who="Chair")), agenda(root), kept.etag)
    assert (kept.scenario.title, kept.scenario.provenance) == ("", Provenance(who="Chair"))
    kept = shelf(root).save(wish(root, state), agenda(root), kept.etag)
    assert kept.scenario.provenance == Provenance(who="Chair")


def test_value_is_opened_and_settled_again(root: Path) -> None:
    path = root / "sources/scenarios/chair.yaml"
    (root / "sources/scenarios/other.yaml").write_text("values:\n  session: {zh: 六, en: sixth}\n")
    state = State(choices={"a/1#one": 0, "a/1#n": 1})
    kept = shelf(root).save(wish(root, state), agenda(root), found(root).etag)
    assert "session" not in path.read_text()
    other = State(choices=state.choices, values={"session": 1})
    shelf(root).save(wish(root, other), agenda(root), kept.etag)
    assert path.read_text().endswith("values:\n  session: {zh: 六, en: sixth}\n")


def test_new_scenario_is_written_in_one_form_and_takes_over_the_rest(root: Path) -> None:
    state = State(choices={"a/1#k": 1})
    new = wish(root, state, "新的-2", title="新的", scope=frozenset({"a/1#k", "a/1#n"}), based="chair")
    saved = shelf(root).save(new, agenda(root), None)
    text = "title: 新的\nchoices:\n  a/1#one: drop\n  a/1#k: 1\nvalues:\n  session: {zh: 五, en: fifth}\n"
    assert (root / "sources/scenarios/新的-2.yaml").read_text() == saved.source.text == text
    findings = Findings()
    again = read_scenario(source_text("新的-2.yaml", text), findings)
    registry = tuple(agenda(root).choices.values())
    assert not findings.has_errors()
    assert decide(registry, again) == {"a/1#one": 0, "a/1#k": 1, "a/1#n": None, "a/2#whole": None}


def test_another_version_on_the_disk_is_not_overwritten(root: Path) -> None:
    old = found(root).etag
    path = root / "sources/scenarios/chair.yaml"
    path.write_text("title: Theirs\n")
    for expected in (old, None):
        with pytest.raises(Conflict) as found_out:
            shelf(root).save(wish(root, State()), agenda(root), expected)
        assert (found_out.value.kept.etag != old, found_out.value.kept.scenario.title) == (True, "Theirs")
    assert path.read_text() == "title: Theirs\n"


def test_scenario_that_is_gone_is_not_made_again_unasked(root: Path) -> None:
    old = found(root).etag
    (root / "sources/scenarios/chair.yaml").unlink()
    with pytest.raises(Unsaveable, match="is gone"):
        shelf(root).save(wish(root, State()), agenda(root), old)
    shelf(root).save(wish(root, State()), agenda(root), None)
    assert found(root).source.text == ""


@pytest.mark.parametrize("text", ["choices: [", "{choices: {}}", "choices: 4\n", "title: \xff\x00\n"])
def test_file_that_nobody_understands_stays(root: Path, text: str) -> None:
    path = root / "sources/scenarios/chair.yaml"
    path.write_bytes(text.encode("latin-1"))
    etag = sha256(path.read_bytes()).hexdigest()
    with pytest.raises(Unsaveable):
        shelf(root).save(wish(root, State(choices={"a/1#n": 1})), agenda(root), etag)
    assert path.read_bytes() == text.encode("latin-1")


@pytest.mark.parametrize("name", ["mixed", "全部保留", "round-2_b", "Ω1", "हिन्दी", "x" * 60])
def test_slugs_of_every_script_are_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../x", "a/b", "a\\b", "a.yaml", ".x", "-x", "_x", "a b", "a\0", "a\nb", "CON", "nul", "com1", "LPT9",
     "x" * 61, "<script>", "a:b", "a%2fb", "ﬁ", "a\u202eb", "a\u200bb", "e\u0301", "con.yaml", "~", "＜", "a/../../b"],
)  # fmt: skip
def test_what_could_lead_elsewhere_is_no_name(root: Path, name: str) -> None:
    assert not is_name(name)
    before = sorted(root.rglob("*"))
    with pytest.raises(Unsaveable):
        shelf(root).save(wish(root, State(), name), agenda(root), None)
    assert sorted(root.rglob("*")) == before


def test_names_that_differ_in_capitals_only_are_refused(root: Path) -> None:
    with pytest.raises(Unsaveable, match="chair already"):
        shelf(root).save(wish(root, State(), "Chair"), agenda(root), None)


def test_folder_that_leads_out_of_the_workspace_is_refused(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    folder = root / "sources/scenarios"
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.symlink_to(outside)
    with pytest.raises(Unsaveable, match="outside"):
        shelf(root).save(wish(root, State(), "new"), agenda(root), None)
    assert not list(outside.iterdir())


@pytest.mark.parametrize("text", ["a\u202eb", "a\x00", "a\nb", "\ud800", "x" * 301])
def test_titles_that_turn_or_hide_text_are_refused(root: Path, text: str) -> None:
    for said in ({"title": text}, {"provenance": Provenance(who=text)}, {"provenance": Provenance(session=text)}):
        with pytest.raises(Unsaveable):
            shelf(root).save(wish(root, State(), "new", **said), agenda(root), None)


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "yes", "1e3", "- a", "{a: b}", "'", '"', "# x", "a: b", "!x", "&a", "*a", " pad "],
)
def test_titles_are_read_back_as_they_were_typed(root: Path, text: str) -> None:
    for name in ("chair", "new"):
        kept = shelf(root).find(name)
        shelf(root).save(
            wish(root, State(), name, title=text, provenance=Provenance(who=text)),
            agenda(root),
            kept.etag if kept else None,
        )
        assert (found(root, name).scenario.title, found(root, name).scenario.provenance.who) == (text, text)
