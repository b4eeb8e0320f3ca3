"""What is asked for into targets; which errors stop a build; names, times and whole files."""

import errno
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plandoc.build import Offer, Request, created_time, nearest, plan_targets, stops
from plandoc.build.created import UNDATED
from plandoc.build.stopping import stops_form, stops_translating
from plandoc.build.writing import make_writable, write_whole
from plandoc.diagnostics import CODES, Diagnostic, Findings
from plandoc.model.scenario import Scenario
from plandoc.model.workspace import DocumentPlan, Reading, Settings, Workspace
from plandoc.spans import Span

WORKSPACE = Workspace(
    settings=Settings(
        languages=("zh", "en"),
        documents=(DocumentPlan(name="recommendation", reading=Reading.PUBLISHED), DocumentPlan(name="decision")),
    ),
    parts=(),
    scenarios=(Scenario(name="mixed"),),
)
OFFER = Offer(languages=("zh", "en"), formats=("docx", "html"))


def planned(request: Request) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Path and reading of every target; message and hint of every problem."""
    findings = Findings()
    targets = plan_targets(WORKSPACE, request, OFFER, findings)
    assert {one.code.name for one in findings} <= {"PD054"}
    return (
        [(target.path, target.order.reading.value) for target in targets],
        [(one.message, one.hint) for one in findings],
    )


def test_everything_in_the_order_of_the_settings() -> None:
    assert planned(Request()) == (
        [
            ("zh/recommendation.docx", "published"),
            ("zh/recommendation.html", "published"),
            ("zh/decision.docx", "corrected"),
            ("zh/decision.html", "corrected"),
            ("en/recommendation.docx", "published"),
            ("en/recommendation.html", "published"),
            ("en/decision.docx", "corrected"),
            ("en/decision.html", "corrected"),
        ],
        [],
    )


def test_scenario_is_in_the_name_and_starts_from_the_corrected_reading() -> None:
    request = Request(documents=("recommendation",), languages=("zh",), formats=("html",), scenario="mixed")
    assert planned(request) == ([("zh/recommendation.mixed.html", "corrected")], [])


def test_reading_that_is_asked_for() -> None:
    request = Request(documents=("decision",), languages=("zh",), formats=("html",), reading=Reading.PUBLISHED)
    assert planned(request) == ([("zh/decision.html", "published")], [])


@pytest.mark.parametrize("pair", ["zh-en", "en-zh"])
def test_two_languages_side_by_side_have_a_folder_of_their_own(pair: str) -> None:
    request = Request(documents=("decision",), languages=(pair,), formats=("docx",))
    assert planned(request) == ([(f"{pair}/decision.docx", "corrected")], [])


def test_pair_follows_the_single_languages_it_is_asked_for_with() -> None:
    request = Request(documents=("decision",), languages=("zh-en", "en"), formats=("docx",))
    assert planned(request)[0] == [("en/decision.docx", "corrected"), ("zh-en/decision.docx", "corrected")]


def test_pair_of_the_settings_is_built_unasked() -> None:
    settings = replace(WORKSPACE.settings, bilingual=("en-zh",))
    request, findings = Request(documents=("decision",), formats=("html",)), Findings()
    targets = plan_targets(replace(WORKSPACE, settings=settings), request, OFFER, findings)
    assert [target.path for target in targets] == ["zh/decision.html", "en/decision.html", "en-zh/decision.html"]
    assert [target.order.languages for target in targets] == [("zh",), ("en",), ("en", "zh")]


@pytest.mark.parametrize(
    ("request_", "problem"),
    [
        (Request(documents=("recomendation",)), ("There is no document 'recomendation'.", "Did you mean 'recommendation'?")),
        (Request(languages=("fr",)), ("There is no language 'fr'.", "Known names: en, zh.")),
        (Request(languages=("zh-fr",)), ("There is no language 'zh-fr'.", "Did you mean 'zh'?")),
        (Request(languages=("zh-zh",)), ("There is no language 'zh-zh'.", "Did you mean 'zh'?")),
        (Request(formats=("doc",)), ("There is no format 'doc'.", "Did you mean 'docx'?")),
        (Request(scenario="Mixt"), ("There is no scenario 'Mixt'.", "Did you mean 'mixed'?")),
    ],
)  # fmt: skip
def test_unknown_name_plans_nothing_and_says_the_nearest(request_: Request, problem: tuple[str, str]) -> None:
    assert planned(request_) == ([], [problem])


def test_published_reading_of_a_scenario_is_refused() -> None:
    targets, problems = planned(Request(scenario="mixed", reading=Reading.PUBLISHED))
    assert targets == []
    assert [hint for _, hint in problems] == ["Leave out --reading, or --scenario."]


def test_language_of_the_settings_that_plandoc_does_not_know() -> None:
    findings = Findings()
    offer = Offer(languages=("zh",), formats=("html",))
    assert plan_targets(WORKSPACE, Request(), offer, findings) == ()
    assert [one.message for one in findings] == ["There is no language 'en'."]


def finding(code: str, path: str) -> Diagnostic:
    return Diagnostic(code=CODES[code], span=Span(path=path, start=0, end=0), message="m")


@pytest.mark.parametrize(
    ("code", "path", "scenario", "stopped"),
    [
        ("PD010", "sources/a.md", None, False),
        ("PD011", "sources/a.md", None, False),
        ("PD012", "sources/a.md", None, False),
        ("PD016", "sources/a.md", None, False),
        ("PD042", "sources/a.md", None, False),
        ("PD002", "sources/a.md", None, True),
        ("PD005", "plandoc.toml", None, True),
        ("PD020", "sources/a.md", "mixed", True),
        ("PD030", "sources/scenarios/mixed.yaml", "mixed", True),
        ("PD030", "sources/scenarios/mixed.yaml", "other", False),
        ("PD030", "sources/scenarios/mixed.yaml", None, False),
        ("PD090", "sources/report/form.yaml", None, False),
        ("PD097", "sources/plan-1.md", None, False),
    ],
)
def test_which_findings_stop_a_build(code: str, path: str, scenario: str | None, *, stopped: bool) -> None:
    assert stops(finding(code, path), scenario) is stopped


@pytest.mark.parametrize(
    ("code", "path", "translating", "form"),
    [
        ("PD004", "sources/report/lists.yaml", True, True),
        ("PD090", "sources/report/form.yaml", True, True),
        ("PD097", "sources/plan-1.md", False, True),
        ("PD106", "sources/report/form.yaml", False, True),
        ("PD103", "sources/report/questions.yaml", False, True),
        ("PD016", "sources/report/questions.yaml", False, False),
        ("PD020", "sources/a.md", True, True),
        ("PD080", "sources/positions.yaml", False, False),
    ],
)
def test_which_findings_stop_translations_and_forms(code: str, path: str, *, translating: bool, form: bool) -> None:
    assert stops_translating(finding(code, path)) is translating
    assert stops_form(finding(code, path), None) is form


def test_nearest_name_looks_through_case() -> None:
    assert nearest("pd88", CODES) == "Did you mean 'PD088'?"
    assert nearest("x", []) == "There is none yet."
    assert nearest("zzz", ["b", "a"]) == "Known names: a, b."


def test_time_of_outputs() -> None:
    assert created_time({}) == UNDATED
    assert created_time({"SOURCE_DATE_EPOCH": "1650000000"}) == datetime(2022, 4, 15, 5, 20, tzinfo=UTC)


@pytest.mark.parametrize("seconds", ["yesterday", "1.5", "9" * 30])
def test_time_that_is_none(seconds: str) -> None:
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH must be a number of seconds"):
        created_time({"SOURCE_DATE_EPOCH": seconds})


def test_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a.docx": b"two"}


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException) -> None:
    path = tmp_path / "a.docx"
    write_whole(path, b"one")

    def fail(_descriptor: int) -> None:
        raise failure

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(type(failure)):
        write_whole(path, b"two")
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a.docx": b"one"}


def test_new_output_folder_keeps_itself_out_of_version_control(tmp_path: Path) -> None:
    make_writable(tmp_path / "build")
    make_writable(tmp_path / "build" / "zh")
    kept = (tmp_path / "build" / ".gitignore").read_text(encoding="utf-8")
    assert kept.splitlines()[1:] == ["*", "!.gitignore"]
    assert list((tmp_path / "build" / "zh").iterdir()) == []
