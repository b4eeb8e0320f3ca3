"""The real text agreed: group by group, one after the other, all together, and renumbered, in both languages."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

import pytest

from plandoc.agreement.agreeing import agree
from plandoc.agreement.change import Change, reread
from plandoc.agreement.decisions import read_decisions
from plandoc.cli.translate_check import compare_workspace
from plandoc.diagnostics import Findings
from plandoc.language.catalog import parse_catalog, read_catalog, write_catalog
from plandoc.language.extracting import extract
from plandoc.language.merging import merge
from plandoc.model.choices import Choice, choices
from plandoc.model.workspace import Workspace
from plandoc.source.history_writing import Record
from tests.acceptance.test_formats import render
from tests.drafting import lines, printed
from tests.readers.pdf import pdf_text
from tests.workspaces import call, read_checked

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "locales/glossary.csv").read_text(encoding="utf-8")
LANGUAGES = ("zh", "en")
SCENARIOS = ("mixed", "keep-all", "drop-all")
WORDS = {
    "sbi_session": ("五", "fifth"),
    "evaluation_meeting": ("十二", "twelfth"),
    "gbf_decision": ("4", "4"),
    "capacity_decision": ("8", "8"),
    "plan_decision": ("3", "3"),
}


def own_copy(folder: Path) -> Path:
    """A copy of what the documents are made of; the report format is written by hand after what was agreed."""
    copytree(ROOT / "sources", folder / "sources", ignore=ignore_patterns("report"))
    copytree(ROOT / "locales", folder / "locales")
    copy(ROOT / "plandoc.toml", folder)
    path = folder / "locales/en/LC_MESSAGES/cp-10.po"
    catalog = read_catalog(path.read_text(encoding="utf-8"), "en", "zh")
    kept = tuple(entry for entry in catalog.entries if not entry.id.startswith("report/"))
    path.write_text(write_catalog(replace(catalog, entries=kept)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return read_checked(own_copy(tmp_path_factory.mktemp("before")))[0]


def options(choice: Choice) -> tuple[str, ...]:
    """Every way to settle a choice, as arguments of the command."""
    if choice.value is not None:
        return ()
    words = ("keep", "drop") if choice.options == 1 else ("none", *map(str, range(1, choice.options + 1)))
    return tuple(f"{choice.id}={word}" for word in words)


def arguments_of(choice: Choice, turn: int) -> tuple[str, ...]:
    """One way to settle a choice, another one from turn to turn."""
    if choice.value is not None:
        return tuple(
            f"{choice.value}:{language}={said}" for language, said in zip(LANGUAGES, WORDS[choice.value], strict=True)
        )
    return (options(choice)[turn % len(options(choice))],)


def settled(workspace: Workspace, *arguments: str, scenario: str | None = None) -> Change:
    """What becomes of a workspace, as the command would write it."""
    chosen = workspace.scenario(scenario) if scenario else None
    return agree(workspace, read_decisions(arguments, workspace, chosen), Record(), GLOSSARY).change


def read_again(workspace: Workspace, change: Change) -> Workspace:
    """The workspace that the new texts are read as."""
    findings = Findings()
    after = reread(workspace, change.texts, findings)
    assert not findings.has_errors()
    return after


def left(workspace: Workspace) -> set[str]:
    return {choice.id for choice in choices(workspace.parts)}


def complaints(root: Path, workspace: Workspace, findings: Findings) -> Counter[tuple[str, str]]:
    """How often each code is found in each folder, in the sources and in comparing the translations with them."""
    found = Findings()
    found.extend(findings)
    compare_workspace(workspace, root, ("en",), found)
    return Counter((one.code.name, one.span.path) for one in found)


def is_settled_for_translators(workspace: Workspace) -> bool:
    """Whether `plandoc translate update` has nothing to do: every unit is finished, and no entry would change."""
    source = workspace.catalog("en")
    assert source is not None
    catalog = parse_catalog(source, "en", "zh", Findings())
    units = extract(workspace)
    live = catalog.live()
    finished = all(live[unit.id].finished and live[unit.id].source == unit.source for unit in units)
    return finished and len(live) == len(units) and write_catalog(merge(catalog, units).catalog) == source.text


def test_each_group_is_settled_alone(before: Workspace) -> None:
    """Each from a fresh copy: the group is gone, nothing that stays open is lost, and nothing new is found."""
    registry = choices(before.parts)
    parents = {
        choice.id: {
            option.rpartition("#")[0] + "#" + option.rpartition("#")[2].rstrip("0123456789").rstrip(".")
            for option in choice.parents
        }
        for choice in registry
    }
    for turn, choice in enumerate(registry):
        agreed = agree(before, read_decisions(arguments_of(choice, turn), before), Record(), GLOSSARY)
        assert not len(agreed.warnings), choice.id
        after = read_again(before, agreed.change)
        assert agreed.change.renaming.groups == agreed.change.renaming.blocks == {}
        lost = left(before) - left(after)
        # What lies in it may go with it; what it lies in goes where nothing else is left in it.
        assert choice.id in lost
        assert all(choice.id in parents[one] or one in parents[choice.id] for one in lost - {choice.id})
        assert turn % 9 or is_settled_for_translators(after), choice.id


def test_groups_are_settled_one_after_the_other(before: Workspace, tmp_path: Path) -> None:
    """What is left in the end is what settling all of them together leaves: in the sources and in both languages."""
    root = own_copy(tmp_path)
    registry = choices(before.parts)
    chosen = {choice.id: arguments_of(choice, turn + 1) for turn, choice in enumerate(registry)}
    known = complaints(root, *read_checked(root))
    together = settled(before, *(argument for arguments in chosen.values() for argument in arguments))
    step = before
    for turn in range(0, len(registry), 6):
        # From several places at once, so that some inner groups come before outer ones and some after them.
        names = {registry[(turn + at * 23) % len(registry)].id for at in range(6)} & left(step)
        step = read_again(step, settled(step, *(one for name in sorted(names) for one in chosen[name])))
    rest = [argument for name in chosen if name in left(step) for argument in chosen[name]]
    step = read_again(step, settled(step, *rest))
    assert not left(step)
    ours, theirs = texts(step), texts(read_again(before, together))
    assert [path for path, text in ours.items() if text != theirs[path]] == []
    for text in step.texts:
        (root / text.path).write_text(text.text, encoding="utf-8")
    assert not complaints(root, *read_checked(root)) - known


def texts(workspace: Workspace) -> dict[str, object]:
    """What the files say, but for history and for what is obsolete: there words stand as they were when they went."""
    source = workspace.catalog("en")
    assert source is not None
    found: dict[str, object] = {text.path: text.text for text in workspace.texts if "history" not in text.path}
    return found | {source.path: parse_catalog(source, "en", "zh", Findings()).live()}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A workspace for each scenario, agreed and renumbered by the commands."""
    folders = {name: own_copy(tmp_path_factory.mktemp(name)) for name in SCENARIOS}
    for name, root in folders.items():
        assert call(root, "agree", "--scenario", name, "--session", "示例").code == 0
        assert call(root, "renumber").code == 0
    return folders


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_agreed_and_renumbered_is_its_clean_text(
    before: Workspace, finished: dict[str, Path], tmp_path: Path, name: str
) -> None:
    """Every block of every document says the same, in both languages; what stays open is what the scenario leaves."""
    root = finished[name]
    after, findings = read_checked(root)
    untouched = own_copy(tmp_path)
    known = complaints(untouched, *read_checked(untouched))
    assert not complaints(root, after, findings) - known
    assert is_settled_for_translators(after)
    chosen = before.scenario(name)
    assert chosen is not None
    decided = {value.name for value in chosen.values}
    open_values = {one.value for one in choices(before.parts) if one.value not in decided}
    assert {one.value for one in choices(after.parts)} == open_values - {None}
    for plan in before.settings.documents:
        for language in LANGUAGES:
            meant = printed(before, chosen, plan=plan, language=language)
            assert lines(printed(after, plan=plan, language=language)) == lines(meant), (plan.name, language)
    assert call(root, "renumber").err.startswith("Every label is the number")


def test_the_pages_of_the_agreed_decision_are_those_of_the_scenario(
    before: Workspace, finished: dict[str, Path]
) -> None:
    """The PDF of the sources without a bracket says what the PDF of the scenario says, but for its notice."""
    after, _ = read_checked(finished["mixed"])
    assert not left(after)
    plan = before.settings.document("decision-implementation-plan")
    meant = printed(before, before.scenario("mixed"), plan=plan, language="en")
    made = replace(printed(after, plan=plan, language="en"), masthead=meant.masthead)
    assert pdf_text(render(made, "pdf")) == pdf_text(render(meant, "pdf"))
