"""`plandoc report trace`: one indicator or question, all of them, and files."""

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path

import pikepdf
import pytest

from tests.judges.ooxml import complaints
from tests.reports import PLAN, questionnaire, rule
from tests.workspaces import call, make_workspace

FILES = questionnaire(
    "{id: Q001, type: single, list: degrees, text: 程度？, feeds: [plan/A.1/ind/a]}",
    "{id: Q002, type: single, list: yes-no, text: 人员？, feeds: [plan/A.1/ind/b]}",
    "{id: Q003, type: text, text: =详情, purpose: context, feeds: [plan/A.1/ind/a]}",
    more="indicators:\n"
    + rule(
        "A.1/ind/a",
        "{strict: {in: [Q001, [full]]}, broad: {in: [Q001, [full, partial]]}}",
        ", not_applicable: exclude",
    )
    + rule("A.1/ind/b", "{in: [Q002, [yes]]}")
    + "".join(
        f"  plan/{name}: {{measure: percent, unit: party, denominator: {{of: parties}}, source: [secretariat], "
        "record: 秘书处的记录。, direction: up}\n"
        for name in ("A.1/ind/c", "A.2/ind/a", "A.2/ind/b")
    ),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the synthetic plan of the tests and a report of three questions."""
    files = {
        "sources/plan.md": PLAN,
        "sources/scenarios/less.yaml": "title: 少\ndefault: drop\n",
        **{f"sources/report/{name}": text for name, text in FILES.items()},
    }
    folder = make_workspace(tmp_path_factory.mktemp("trace") / "w", files)
    (folder / "build").mkdir(exist_ok=True)
    return folder


def shown(root: Path, *arguments: str) -> str:
    ran = call(root, "report", "trace", *arguments)
    assert ran.code == 0, ran.err
    return ran.out


def refused(root: Path, *arguments: str) -> str:
    ran = call(root, "report", "trace", *arguments)
    assert (ran.code, ran.out) == (2, "")
    return ran.err


def test_all_indicators_are_listed_with_questions_or_source(root: Path) -> None:
    lines = [line.split() for line in shown(root).splitlines()]
    assert lines[0] == ["indicator", "standing", "measure", "questions", "source"]
    assert lines[1] == ["plan/A.1(a)", "plain", "percent", "of", "party", "1,", "(3)", "report"]
    assert lines[2] == ["plan/A.1(b)", "bracketed", "percent", "of", "party", "2", "report"]
    assert lines[3] == ["plan/A.1(c)", "plain", "percent", "of", "party", "secretariat"]
    assert len(lines) == 6


def test_an_indicator_is_shown_with_its_rule_and_questions(root: Path) -> None:
    said = shown(root, "A.1(a)")
    assert said == shown(root, "plan/A.1/ind/a")
    assert "已采取措施的缔约方所占百分比；" in said
    assert "numerator, strict: 对第 1 题的回答是“完全”\n" in said
    assert "numerator, broad: 对第 1 题的回答是“完全”或“部分”\n" in said
    assert "not applicable: exclude; blank: exclude; not asked: no; no report: exclude\n" in said
    row = next(line.split() for line in said.splitlines() if line.startswith("Q001"))
    assert row == ["Q001", "(1)", "numerator", "full", "full", "partial", "full", "partial", "no"]


def test_a_question_is_found_by_id_and_by_number(root: Path) -> None:
    said = shown(root, "Q002")
    assert said == shown(root, "2")
    assert said.startswith("Q002 (2)  bracketed  single, indicator\n[人员？]\n  yes: 是\n")
    assert said.splitlines()[-1].split() == ["plan/A.1/ind/b", "numerator", "yes", "yes", "yes", "no"]


def test_printed_numbers_are_those_of_the_scenario(root: Path) -> None:
    assert shown(root, "2", "--scenario", "less").startswith("Q003 (2)  plain")
    assert shown(root, "Q002", "--scenario", "less").startswith("Q002  dropped")


def test_data_hold_both_directions(root: Path) -> None:
    data = json.loads(shown(root, "--format", "json", "--scenario", "less"))
    assert (data["form"], data["scenario"], data["language"]) == ("report-5", "less", "zh")
    standings = {one["id"]: one["standing"] for one in data["indicators"]}
    assert list(standings.values()) == ["plain", "dropped", "plain", "dropped", "dropped"]
    first, question = data["indicators"][0], data["questions"][0]
    assert first["rules"][0]["numerator"]["strict"] == "对第 1 题的回答是“完全”"
    assert first["questions"][0]["id"] == question["id"] == "Q001"
    assert question["indicators"][0]["id"] == first["id"]
    assert question["indicators"][0]["choices"] == first["questions"][0]["choices"]
    assert [(one["code"], one["numerator"], one["denominator"]) for one in question["indicators"][0]["choices"]] == [
        ("full", ["strict", "broad"], True),
        ("partial", ["broad"], True),
        ("no", [], True),
        ("na", [], False),
    ]
    assert [one["id"] for one in json.loads(shown(root, "Q002", "--format", "json"))["indicators"]] == [
        "plan/A.1/ind/b"
    ]


def test_rows_are_safe_in_spreadsheets(root: Path) -> None:
    rows = list(csv.DictReader(StringIO(shown(root, "--format", "csv"))))
    assert [(row["indicator"], row["question"]) for row in rows][:4] == [
        ("plan/A.1/ind/a", "Q001"),
        ("plan/A.1/ind/a", "Q003"),
        ("plan/A.1/ind/b", "Q002"),
        ("plan/A.1/ind/c", ""),
    ]
    assert rows[1]["question text"] == "'=详情"
    assert (rows[0]["numerator broad"], rows[0]["roles"]) == ("full partial", "numerator")


def test_what_there_is_not_is_refused_with_the_nearest(root: Path) -> None:
    assert "Did you mean 'Q002'?" in refused(root, "Q02")
    assert "Did you mean 'plan/A.1(" in refused(root, "plan/A.1(x)")
    assert "There is no scenario 'les'. Did you mean 'less'?" in refused(root, "--scenario", "les")
    assert "There is no language 'fr'." in refused(root, "--lang", "fr")
    assert "Leave --format out, or -o." in refused(root, "--format", "csv", "-o", "build/x.csv")
    assert "does not say in which format" in refused(root, "-o", "build/x.odt")


def test_a_name_in_two_plans_is_refused(project: Path) -> None:
    assert "Say which: plan-1/A.5/ind/c, plan-2/A.5/ind/c." in refused(project, "A.5(c)")


def test_a_workspace_without_a_report_is_refused(tmp_path: Path) -> None:
    assert "no report format" in refused(make_workspace(tmp_path))


def test_errors_of_the_questionnaire_stop_it(tmp_path: Path) -> None:
    broken = {**FILES, "more.yaml": FILES["more.yaml"].replace("Q002", "Q009")}
    files = {"sources/plan.md": PLAN, **{f"sources/report/{name}": text for name, text in broken.items()}}
    ran = call(make_workspace(tmp_path, files), "report", "trace")
    assert (ran.code, ran.out) == (1, "")
    assert "PD09" in ran.err
    assert "nothing can be traced" in ran.err


def test_the_overview_is_a_document_in_every_format(root: Path) -> None:
    def written(name: str) -> bytes:
        assert shown(root, "-o", f"build/{name}") == ""
        return (root / "build" / name).read_bytes()

    assert complaints(written("t.docx")) == []
    assert "指标与问题对照表" in written("t.html").decode()
    with pikepdf.open(BytesIO(written("t.pdf"))) as pdf:
        assert len(pdf.pages) >= 2
    assert written("t.csv").startswith(b"\xef\xbb\xbfindicator,")
    assert json.loads(written("t.json")) == json.loads(shown(root, "--format", "json"))
    assert written("t.docx") == written("t.docx")


def test_all_indicators_of_the_decision_have_a_question_or_a_source(project: Path) -> None:
    listed = json.loads(shown(project, "--format", "json"))["indicators"]
    assert len(listed) == 103
    for one in listed:
        assert one["source"]
        assert any({"numerator", "denominator"} & {*tie["roles"]} for tie in one["questions"]) or one["record"]
