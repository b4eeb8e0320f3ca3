"""`plandoc report form` and `plandoc schema`: which files are written where, and what stops them."""

import json
from pathlib import Path

import pytest

from plandoc.source.schemas import SCHEMAS
from tests.workspaces import call, make_workspace

PLAIN = ("--format", "xlsx,xlsform,schema,codebook")
ENDINGS = (".xlsx", ".xlsform.xlsx", ".schema.json", ".codebook.csv")
FORM = {
    "sources/report/form.yaml": "id: r\nversion: 1\ncycle: 5\ntitle: 格式\nsections: [one]\n",
    "sources/report/questions.yaml": "sections:\n  - id: one\n    heading: 一\n    questions:\n"
    "      - {id: Q001, type: text, text: 名称, purpose: header}\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path, FORM)


def files(root: Path, language: str = "zh") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "build" / language).iterdir())}


def test_every_kind_is_written_beside_the_others(root: Path) -> None:
    ran = call(root, "report", "form", *PLAIN)
    assert (ran.code, ran.err.splitlines()[-1].split(" in ")[0]) == (0, "4 written")
    assert set(files(root)) == {f"report-format{ending}" for ending in ENDINGS}
    assert [line.split()[:2] for line in ran.out.splitlines()] == [
        ["written", f"build/zh/report-format{ending}"] for ending in ENDINGS
    ]


def test_what_stands_there_already_is_left_alone(root: Path) -> None:
    call(root, "report", "form", *PLAIN)
    before = files(root)
    ran = call(root, "report", "form", *PLAIN)
    assert ran.err.startswith("4 unchanged")
    assert files(root) == before


def test_the_form_of_a_scenario_bears_its_name(root: Path) -> None:
    assert call(root, "report", "form", "--scenario", "first", "--lang", "zh", "--format", "schema").code == 0
    assert set(files(root)) == {"report-format.first.schema.json"}
    schema = json.loads(files(root)["report-format.first.schema.json"])
    assert schema["properties"]["form"]["properties"]["scenario"] == {"const": "first"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--lang", "zz"), "There is no language 'zz'."),
        (("--format", "xslx"), "There is no format 'xslx'. Did you mean 'xlsx'?"),
        (("--scenario", "frist"), "There is no scenario 'frist'. Did you mean 'first'?"),
    ],
)
def test_what_there_is_not_is_refused(root: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = call(root, "report", "form", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert not (root / "build" / "zh").exists()


def test_a_workspace_without_a_report_is_refused(tmp_path: Path) -> None:
    ran = call(make_workspace(tmp_path), "report", "form")
    assert ran.code == 2
    assert "The workspace has no report format." in ran.err


def test_an_error_of_the_questionnaire_stops_all_and_leaves_the_last_good_form(root: Path) -> None:
    call(root, "report", "form", *PLAIN)
    before = files(root)
    questions = root / "sources/report/questions.yaml"
    questions.write_text(questions.read_text(encoding="utf-8").replace("type: text", "type: txet"), encoding="utf-8")
    ran = call(root, "report", "form", *PLAIN)
    assert ran.code == 1
    assert "PD090" in ran.err
    assert "Nothing was written; the last good form is still there." in ran.err
    assert files(root) == before


def test_a_text_that_one_kind_cannot_hold_stops_that_kind(root: Path) -> None:
    questions = root / "sources/report/questions.yaml"
    text = questions.read_text(encoding="utf-8").replace("text: 名称", f"text: {'长' * 32_768}")
    questions.write_text(text, encoding="utf-8")
    ran = call(root, "report", "form", *PLAIN)
    assert ran.code == 1
    assert ran.err.count("PD108") == 2
    assert "questions.yaml:5:" in ran.err
    assert set(files(root)) == {"report-format.schema.json", "report-format.codebook.csv"}


def test_a_folder_that_takes_no_files_is_said(root: Path) -> None:
    (root / "build").write_text("in the way", encoding="utf-8")
    ran = call(root, "report", "form", "--format", "schema")
    assert ran.code == 1
    assert "PD053" in ran.err
    assert (root / "build").read_text(encoding="utf-8") == "in the way"


def test_the_same_input_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    other = make_workspace(tmp_path / "other", FORM)
    for one in (root, other):
        call(one, "report", "form", *PLAIN)
    assert files(root) == files(other)


def test_one_schema_is_printed(tmp_path: Path) -> None:
    for name, schema in SCHEMAS.items():
        ran = call(tmp_path, "schema", name)
        assert json.loads(ran.out) == json.loads(json.dumps(schema()))


def test_all_schemas_are_written(root: Path) -> None:
    ran = call(root, "schema")
    assert ran.code == 0
    written = {path.name for path in (root / "build" / "schemas").glob("*.json")}
    assert written == {f"{name}.schema.json" for name in SCHEMAS}
    (root / "kept").mkdir()
    assert call(root, "schema", "-o", "kept").code == 0
    assert {path.name for path in (root / "kept").iterdir()} == written


@pytest.mark.parametrize(
    ("arguments", "said"), [(("fomr",), "Did you mean 'form'?"), (("-o", "none"), "no folder none")]
)
def test_what_cannot_be_published_is_refused(root: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = call(root, "schema", *arguments)
    assert ran.code == 2
    assert said in ran.err
