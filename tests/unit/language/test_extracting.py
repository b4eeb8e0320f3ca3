"""Every block becomes one unit in the alphabet of PO, with notes that name its groups to people and to programs."""

from pathlib import Path

from plandoc.diagnostics import Findings
from plandoc.language.catalog import Catalog, Entry, write_catalog
from plandoc.language.extracting import extract
from plandoc.source.workspace import read_workspace
from tests.judges.translation import msgfmt_complaints
from tests.workspaces import decision, make_workspace


def extracted(root: Path, body: str) -> dict[str, Entry]:
    findings = Findings()
    workspace = read_workspace(make_workspace(root, decision(body)), findings)
    assert not list(findings)
    return {entry.id: entry for entry in extract(workspace)}


def test_unit_has_no_number_and_no_bracket_round_the_block(tmp_path: Path) -> None:
    entries = extracted(tmp_path, "[1. *请*各方提出报告；]\n\n2. [审议报告。]\n")
    assert entries["a/1"].source == "*请*各方提出报告；"
    assert entries["a/2"].source == "[审议报告。]"


def test_groups_are_named_to_people_and_to_programs(tmp_path: Path) -> None:
    entry = extracted(tmp_path, "1. {v}[向][对]各方{v}[提供][进行{deep}[年度]报告]。\n")["a/1"]
    assert entry.source == "{v}[向][对]各方{v}[提供][进行{deep}[年度]报告]。"
    assert entry.notes == (
        "v = 2 options, twice · deep = keep or drop, inside v.2",
        "tree: v(2) deep(1)@v.2",
    )


def test_single_group_needs_no_label(tmp_path: Path) -> None:
    entry = extracted(tmp_path, "1. 采用[技术指导][参考]资料。\n")["a/1"]
    assert (entry.source, entry.notes) == ("采用[技术指导][参考]资料。", ("the group = 2 options", "tree: _(2)"))


def test_emendation_is_read_from_its_mended_side(tmp_path: Path) -> None:
    assert extracted(tmp_path, "1. 执行{~活行|活动}。\n")["a/1"].source == "执行活动。"


def test_open_value_with_words_is_a_unit_of_its_own(tmp_path: Path) -> None:
    entries = extracted(tmp_path, "1. 第[{=session|五}]次会议和第 15/{=gbf|--}号决定。\n")
    assert entries["a/1"].source == "第[{session}]次会议和第 15/{gbf}号决定。"
    assert entries["values/session"].source == "五"
    assert "values/gbf" not in entries


def test_gettext_accepts_every_unit_of_the_project(project: Path, tmp_path: Path) -> None:
    units = extract(read_workspace(project, Findings()))
    assert len({unit.id for unit in units}) == len(units) > 400
    path = tmp_path / "fr.po"
    path.write_text(write_catalog(Catalog(language="fr", source_language="zh", entries=units)), encoding="utf-8")
    assert msgfmt_complaints(path) == ""
