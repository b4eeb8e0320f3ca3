"""The documents for people tell the truth: their examples run, their commands, paths and codes exist."""

import re
from collections.abc import Mapping
from pathlib import Path
from shutil import copy, copytree
from textwrap import indent

import pytest

from plandoc.diagnostics import Findings, Severity
from plandoc.diagnostics.codes import CODES
from plandoc.forms import printed_form
from plandoc.forms.tracing import trace_report
from plandoc.model.workspace import Workspace
from plandoc.source.workspace import read_workspace
from tests.test_architecture import PROJECT, exists, foreign_words, named_paths, plandoc_commands, relative
from tests.test_cases import FENCE, FRONT, outcome
from tests.test_commands_documented import offered
from tests.workspaces import make_workspace, read_checked

DOCS = PROJECT / "docs"
EDITORS = DOCS / "editors.md"
NEGOTIATORS = DOCS / "negotiators.md"
REPORTING = DOCS / "reporting-officers.md"
TRANSLATORS = DOCS / "translators.md"
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
PAGES = [
    *DECISIONS,
    EDITORS,
    NEGOTIATORS,
    REPORTING,
    TRANSLATORS,
    PROJECT / "README.md",
    PROJECT / "CONTRIBUTING.md",
    PROJECT / "CHANGELOG.md",
]
LINES_OF_A_DECISION = 40
BYTES_OF_A_PICTURE = 300 * 1024
TEMPLATES = "src/plandoc/"


def examples(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """The sources shown in a page: kind, text, and what is said to come of each."""
    found: list[tuple[str, str, dict[str, str]]] = []
    for fence in FENCE.finditer(text):
        if fence["kind"] in FRONT:
            found.append((fence["kind"], fence["text"], {}))
        elif fence["kind"] in {"published", "corrected", "findings"}:
            found[-1][2][fence["kind"]] = fence["text"].removesuffix("\n")
    return found


def fences(text: str, kind: str) -> list[str]:
    return [fence["text"] for fence in FENCE.finditer(text) if fence["kind"] == kind]


def guide(page: Path = EDITORS) -> str:
    return page.read_text(encoding="utf-8")


def codes(text: str) -> set[str]:
    """The codes of findings that a page names, ranges by their ends."""
    return set(re.findall(r"\bPD\d{3}\b", text))


def unknown(text: str, offers: Mapping[str, set[str]]) -> set[str]:
    """Every `plandoc` command in code spans and code blocks that is not offered, and every option that its command lacks."""
    found = set()
    for line in re.findall(r"(?:\.venv/bin/|`)plandoc ([a-z][^\n`#]*)", text):
        words = line.split()
        names = [name for n in range(len(words) + 1) if (name := " ".join(["plandoc", *words[:n]])) in offers]
        rest = words[names[-1].count(" ") :]
        is_group = any(other.startswith(f"{names[-1]} ") for other in offers)
        found |= {f"{names[-1]} {word}" for word in rest[:1] if is_group and re.fullmatch(r"[a-z]+", word)}
        found |= {
            f"{names[-1]} {word}"
            for word in rest
            if word.startswith("--") and word.partition("=")[0] not in offers[names[-1]]
        }
    return found


def pictures(text: str) -> set[str]:
    return set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text))


def page_paths(text: str) -> set[str]:
    """The paths in a page; those of a workspace's own templates by the default that they replace."""
    return {f"{TEMPLATES}{name}" if re.match(r"templates/", name) else name for name in named_paths(text)}


@pytest.mark.parametrize(("kind", "text", "expected"), examples(guide()))
def test_example_of_the_guide_reads_as_it_says(kind: str, text: str, expected: dict[str, str]) -> None:
    actual = outcome(kind, text)
    assert {"findings": ""} | expected == {name: actual[name] for name in expected.keys() | {"findings"}}


def test_guide_shows_every_construct() -> None:
    shown = "\n".join(text for _, text, _ in examples(guide()))
    wanted = ("[", "{v}[", "{k.2}[", "⟧", "{~", "{=", "{@", "{#", "{+", "[^", "]\n[", "5 bis.", "####", "labels:")
    assert [mark for mark in wanted if mark not in shown] == []


def guide_workspace(root: Path) -> Path:
    """A workspace of the whole files, the settings and the notes that the guide shows, besides the example's own."""
    text = guide()
    parts = {f"sources/part-{n}.md": part for n, part in enumerate(fences(text, "whole"))}
    (settings,), (notes,) = fences(text, "toml"), fences(text, "yaml")
    (corrections,) = (source for kind, source, _ in examples(text) if kind == "decision" and "{~活行|" in source)
    (values,) = (source for kind, source, _ in examples(text) if kind == "decision" and "{=session|" in source)
    parts["sources/a.md"] = FRONT["decision"] + corrections
    parts["sources/values.md"] = FRONT["decision"].replace("id: a", "id: values") + values
    parts["sources/scenarios/first.yaml"] = "choices:\n  a/1#: keep\n"
    example = (make_workspace(root) / "plandoc.toml").read_text(encoding="utf-8")
    return make_workspace(
        root, parts | {"plandoc.toml": f"{example}\n{settings}", "sources/editorial-notes.yaml": notes}
    )


def test_files_of_the_guide_make_a_workspace_without_a_finding(tmp_path: Path) -> None:
    workspace, findings = read_checked(guide_workspace(tmp_path))
    assert [f"{one.code.name} {one.message}" for one in findings if one.code.severity != "note"] == []
    assert documents(workspace) >= {"decision", "discussion", "plan-alone"}
    assert {value.name for value in workspace.settings.values} == {"gbf_decision", "session"}


def documents(workspace: Workspace) -> set[str]:
    return {plan.name for plan in workspace.settings.documents}


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_page_names_what_exists(page: Path) -> None:
    text = guide(page)
    assert sorted(name for name in page_paths(text) if not exists(name, PROJECT)) == []
    assert sorted(codes(text) - CODES.keys()) == []
    assert foreign_words(text) == []


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_commands_and_options_of_a_page_are_offered(page: Path) -> None:
    assert unknown(guide(page), offered()) == set()


def test_guide_names_every_command() -> None:
    names = {name.split()[1] for name in offered() if " " in name}
    assert names
    assert names <= plandoc_commands(guide())


def copy_project(root: Path) -> Path:
    """The project's workspace, to be written."""
    for name in ("sources", "locales"):
        copytree(PROJECT / name, root / name)
    copy(PROJECT / "plandoc.toml", root)
    return root


def test_scenario_of_the_guide_fits_the_text(tmp_path: Path) -> None:
    (scenario,) = fences(guide(NEGOTIATORS), "yaml")
    copy_project(tmp_path)
    path = next((tmp_path / "sources").glob("*/scenarios")) / "shown.yaml"
    path.write_text(scenario, encoding="utf-8")
    _, findings = read_checked(tmp_path)
    assert [one.message for one in findings if one.span.path.endswith(path.name)] == []
    path.write_text(scenario.replace("a/1#whole", "a/1#ghost"), encoding="utf-8")
    _, findings = read_checked(tmp_path)
    assert [one.code.name for one in findings if one.span.path.endswith(path.name)] == ["PD030"]


def add_question(root: Path, question: str) -> Path:
    """Put a question at the end of goal A.9, before its free text; return the file."""
    path = root / "sources" / "cp-10" / "report" / "questions-1.yaml"
    before, free, after = path.read_text(encoding="utf-8").partition("      - {id: Q999,")
    assert free
    path.write_text(f"{before}{indent(question, ' ' * 6)}{free}{after}", encoding="utf-8")
    return path


def complaints(root: Path) -> set[str]:
    _, findings = read_checked(root)
    return {one.code.name for one in findings if one.severity is not Severity.NOTE}


def test_question_of_the_guide_is_complete_once_it_is_translated(tmp_path: Path) -> None:
    text = guide(REPORTING)
    (question, _), (units,), (condition,) = (fences(text, kind) for kind in ("yaml", "po", "text"))
    path = add_question(copy_project(tmp_path), question)
    assert complaints(tmp_path) == {"PD106"}
    with (tmp_path / "locales/en/LC_MESSAGES/cp-10.po").open("a", encoding="utf-8") as file:
        file.write(f"\n{units}")
    assert complaints(tmp_path) == set()
    form = printed_form(read_workspace(tmp_path, Findings()), "en", None, Findings())
    assert form is not None
    said = next(one.condition for one in form.questions() if one.id in question.splitlines()[0])
    # Which numbers there are is a matter of all questions before.
    assert re.sub(r"\d+", "1", said) == re.sub(r"\d+", "1", condition.strip())
    path.write_text(path.read_text(encoding="utf-8").replace("Q903.b, [yes]", "Q903.ghost, [yes]"), encoding="utf-8")
    assert "PD092" in complaints(tmp_path)


def test_indicator_of_the_guide_is_that_of_the_questionnaire() -> None:
    _, entry = fences(guide(REPORTING), "yaml")
    indicators = (PROJECT / "sources/cp-10/report/indicators-1.yaml").read_text(encoding="utf-8")
    assert indent(entry, "  ") in indicators


def test_what_the_guide_traces_is_one_thing() -> None:
    named = re.findall(r"`plandoc report trace '?([^-' `][^' `]*)", guide(REPORTING))
    traced = trace_report(read_workspace(PROJECT, Findings()), "zh", None, Findings())
    assert traced is not None
    assert named
    assert {name: len(traced.named(name)) for name in named} == dict.fromkeys(named, 1)


def test_guide_says_what_to_do_with_every_finding_of_the_questionnaire() -> None:
    known = {name for name in CODES if "PD090" <= name <= "PD108"}
    assert known
    assert known <= codes(guide(REPORTING))


@pytest.mark.parametrize("page", DECISIONS, ids=relative)
def test_decision_record_is_short_and_whole(page: Path) -> None:
    text = guide(page)
    assert len(text.splitlines()) <= LINES_OF_A_DECISION
    assert re.findall(r"^\*\*(.+?)\.?\*\*", text, flags=re.MULTILINE) == [
        "Question",
        "Decision",
        "Why",
        "What else was possible",
        "What follows",
    ]


def test_readme_has_its_picture() -> None:
    shown = pictures(guide(PROJECT / "README.md"))
    assert shown
    for name in shown:
        data = (PROJECT / name).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert len(data) <= BYTES_OF_A_PICTURE


def test_what_pages_name_is_seen() -> None:
    text = "`templates/html/x.css`, `docs/none.md` (PD010 to PD013)\n\n    .venv/bin/plandoc build x --ghost  # --why\n"
    assert page_paths(text) == {"src/plandoc/templates/html/x.css", "docs/none.md"}
    assert codes(text) == {"PD010", "PD013"}
    offers: dict[str, set[str]] = {
        "plandoc": set(),
        "plandoc build": {"--lang"},
        "plandoc few": set(),
        "plandoc few a": set(),
    }
    assert unknown(text, offers) == {"plandoc build --ghost"}
    assert unknown("`plandoc few b` `plandoc few a b` `plandoc ghost` `plandoc build --lang=zh --lang en`", offers) == {
        "plandoc few b",
        "plandoc ghost",
    }
    assert pictures("![words](docs/a.png)") == {"docs/a.png"}
    assert examples("```decision\n1. 甲\n```\n```findings\nPD010 x\n```\n") == [
        ("decision", "1. 甲\n", {"findings": "PD010 x"})
    ]
