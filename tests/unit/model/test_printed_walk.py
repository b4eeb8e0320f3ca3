"""The one walk in reading order, on the real recommendation and on its two languages side by side."""

from dataclasses import replace

import pytest

from plandoc.diagnostics import Findings
from plandoc.model.order import Order
from plandoc.model.printed import BlockKind, PrintedDocument, PrintedTable, Words
from plandoc.model.printed_walk import Place, all_pieces, placed_blocks
from plandoc.model.workspace import Reading
from plandoc.pipeline import typeset
from tests.drafting import project_workspace

WORKSPACE = project_workspace()


def typeset_document(name: str, beside: str = "") -> PrintedDocument:
    plan = WORKSPACE.settings.document(name)
    assert plan is not None
    return typeset(WORKSPACE, Order(document=plan, language="zh", beside=beside, reading=Reading.CORRECTED), Findings())


@pytest.fixture(scope="module")
def table() -> PrintedDocument:
    return typeset_document("table-implementation-plan")


def test_tables_are_read_goal_by_goal_and_cell_by_cell(table: PrintedDocument) -> None:
    found = [(block.id, place) for block, place in placed_blocks(table)]
    ids = [identifier for identifier, _ in found]
    assert [place for _, place in found] == [Place.TEXT] + [Place.CELL] * (len(found) - 1)
    rows = [ids.index(f"plan-1/A.9{cell}") for cell in ("", "/obj/A.9.1", "/ind/a", "/ind/b", "/out")]
    assert rows == sorted(rows)
    assert rows[-1] < ids.index("plan-1/A.10")


def test_every_block_of_the_sources_is_met_once_in_its_order() -> None:
    found = [block.id for block, _ in placed_blocks(typeset_document("recommendation"))]
    assert len(found) == len(set(found))
    in_parts = [block for block in found if block.startswith(("a/", "b/", "annex-"))]
    written = [
        block.id
        for part in WORKSPACE.parts
        for block in part.blocks()
        if block.id.startswith(("a/", "b/", "annex-")) and "/notes/" not in block.id
    ]
    assert sorted(one for one in in_parts if not one.endswith("/label")) == sorted(written)


def test_two_languages_are_met_side_by_side() -> None:
    found = [(block.id, place) for block, place in placed_blocks(typeset_document("decision-capacity-building", "en"))]
    beside = [identifier for identifier, place in found if place is Place.BESIDE]
    assert beside
    assert [f"{identifier}@en" for identifier in beside[::2]] == beside[1::2]


def test_every_text_is_met(table: PrintedDocument) -> None:
    (section,) = table.sections
    assert isinstance(section, PrintedTable)
    marked = replace(
        table,
        sections=(
            replace(
                section,
                columns=tuple(replace(one, note=(Words(text=f"note of {one.key}"),)) for one in section.columns),
            ),
        ),
    )
    words = {piece.text for pieces in all_pieces(marked) for piece in pieces if isinstance(piece, Words)}
    assert {f"note of {column.key}" for column in section.columns} <= words
    heads = {piece.text for column in section.columns for piece in column.head if isinstance(piece, Words)}
    bands = [block for block, _ in placed_blocks(table) if block.kind is BlockKind.BAND]
    assert heads <= words
    assert {piece.text for band in bands for piece in band.pieces if isinstance(piece, Words)} <= words
