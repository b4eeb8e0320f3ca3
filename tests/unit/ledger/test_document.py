"""The ledger of open points as a document."""

from dataclasses import replace
from pathlib import Path

from plandoc.ledger.chart import FAMILIES, Count, draw_counts
from plandoc.ledger.document import chart_words, ledger_document
from plandoc.ledger.revisions import compare_revision
from plandoc.model.agreements import Agreement
from plandoc.model.positions import Position, Proposer
from plandoc.model.printed import BlockKind, PrintedDocument, PrintedRow, PrintedTable
from plandoc.model.printed_walk import placed_blocks
from plandoc.model.scenario import Decision
from plandoc.model.workspace import Workspace
from tests.drafting import lines, part, words, workspace

BEFORE = "# 决定\n1. 请{a}[甲]报告。\n2. 请{x}[乙][丙]。\n"
NOW = "# 决定\n1. 请甲报告{n}[，又请戊]。\n2. 请{x}[乙][丁]，于第{day}[{=day|一}]天再{x}[乙][丁]。\n"


def held() -> Workspace:
    positions = (
        Position(group="a/2#x", option=2, proposers=(Proposer(name="甲集团"),), example=True),
        Position(group="a/2#x", option=0, proposers=(Proposer(name="乙国"),)),
    )
    settled = Agreement(group="a/1#a", decision=Decision.KEEP, when="2022-03-28", session="SBI 3")
    return replace(workspace(part(NOW)), positions=positions, history=(settled,))


def ledger(language: str = "zh", *, since: bool = True) -> PrintedDocument:
    compared = compare_revision(workspace(part(BEFORE)), held(), "v1", language) if since else None
    return ledger_document(held(), language, compared)


def rows(document: PrintedDocument) -> dict[str, list[str]]:
    table = document.sections[-1]
    assert isinstance(table, PrintedTable)
    assert table.whole_rows
    return {
        words(row.goal.pieces): [" | ".join(words(block.pieces) for block in cell) for cell in row.cells]
        for row in table.body
        if isinstance(row, PrintedRow)
    }


def test_every_open_point_has_a_row_with_its_options_and_who_stands_where() -> None:
    assert rows(ledger(since=False)) == {
        "a/1#n": ["[，又请戊]", "", "3"],
        "a/2#x": ["[乙] | [丁]", "备选案文 2：甲集团 · 虚构示例 | 删除：乙国", "4"],
    }


def test_what_happened_stands_beside_each_point_and_closed_ones_at_the_end() -> None:
    found = rows(ledger())
    assert list(found) == ["a/1#n (新增)", "a/2#x (有改动)", "a/1#a"]
    assert found["a/1#a"] == ["[甲]", "商定：保留（2022-03-28；SBI 3）", "1"]


def test_totals_and_changes_are_told_in_words() -> None:
    told = lines(ledger())
    assert told[:4] == [
        "未决点登记册",
        "未决点：2 处，备选案文 3 项，方括号内共 7 字。",
        "自 v1 以来：新增 1 处，已决 1 处，改动 1 处，重新编号 0 处。",
        "a：新增 1 处，已决 1 处，改动 1 处；方括号内字数 3 → 7。",
    ]
    assert lines(ledger("en"))[2] == "Since v1: opened 1, closed 1, changed 1, renumbered 0."


def test_chart_stands_over_its_caption(tmp_path: Path) -> None:
    compared = compare_revision(workspace(part(BEFORE)), held(), "v1", "zh")
    counts = (Count(revision="v1", groups=2), Count(revision="$x$", groups=2))
    chart = draw_counts(counts, chart_words(held(), "zh"), FAMILIES, tmp_path)
    document = ledger_document(held(), "zh", replace(compared, chart=chart))
    (figure,) = (block for block, _ in placed_blocks(document) if block.kind is BlockKind.FIGURE)
    assert figure.figure == chart
    assert words(figure.pieces) == "各版本的未决点数目"
    assert "$x$: 2" in chart.alternative


def test_ids_of_blocks_are_their_own() -> None:
    ids = [block.id for block, _ in placed_blocks(ledger())]
    assert len(ids) == len(set(ids))
