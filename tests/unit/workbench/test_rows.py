"""Rows: every printed block in reading order, each with markup that depends on nothing round it."""

import re
from dataclasses import replace

import pytest
from lxml import html

from plandoc.model.keeping import Kept
from plandoc.model.printed import (
    BlockKind,
    CrossReference,
    NoteCall,
    Number,
    NumberStyle,
    OptionEnd,
    OptionStart,
    Piece,
    PrintedBlock,
    PrintedDocument,
    PrintedTable,
    PrintedText,
    Role,
    Words,
)
from plandoc.model.printed_walk import placed_blocks
from plandoc.model.scenario import Scenario
from plandoc.workbench.rows import CleanText, Row, block_row, rows_of
from tests.drafting import part as read_part
from tests.drafting import printed, project_workspace, scenario, workspace

WORKSPACE = project_workspace()


def block(*pieces: Piece, number: Number | None = None) -> PrintedBlock:
    return PrintedBlock(id="a/1", kind=BlockKind.OPERATIVE, number=number, pieces=pieces)


def recommendation(chosen: Scenario | None, language: str = "zh") -> PrintedDocument:
    return printed(WORKSPACE, chosen, plan=WORKSPACE.settings.document("recommendation"), language=language)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["keep-all", "drop-all", "mixed"])
def test_rows_say_what_is_printed_in_reading_order(name: str, language: str) -> None:
    document = recommendation(WORKSPACE.scenario(name), language)
    rows = rows_of(document)
    blocks = [one for one, _ in placed_blocks(document)]
    assert [row.id for row in rows] == [*(one.id for one in blocks), *(note.id for note in document.notes)]
    for row, one in zip(rows, blocks, strict=False):
        assert (row.before, row.number) == ((one.number.before, one.number.text) if one.number else ("", ""))
        assert _words(row.html) == "".join(_text(piece) for piece in one.pieces)
    for row, note in zip(rows[len(blocks) :], document.notes, strict=True):
        assert (row.before, row.number) == ("", str(note.number))
        assert _words(row.html) == "".join(_text(piece) for piece in note.pieces)


def _text(piece: Piece) -> str:
    match piece:
        case Words(text=text) | CrossReference(text=text):
            return text
        case NoteCall(number=number):
            return str(number)
        case _:
            return ""


def _words(markup: str) -> str:
    return str(html.fragment_fromstring(markup, create_parent=True).text_content())


def test_annex_labels_are_rows_and_heads_of_columns_are_none() -> None:
    document = recommendation(WORKSPACE.scenario("mixed"))
    found = {row.id: row for row in rows_of(document)}
    assert found["annex-1/label"].html == "附件一"
    assert found["plan-1/label"].html == "附件一附录"
    heads = {column.head for one in document.sections if isinstance(one, PrintedTable) for column in one.columns}
    assert heads
    assert not any("/columns/" in identifier for identifier in found)


def test_no_row_gives_an_id_and_no_two_depend_on_one_another() -> None:
    document = recommendation(None)
    rows = rows_of(document)
    assert not [row.id for row in rows if re.search(r"\bid=", row.html)]
    # Each block alone gives the same row as among all others.
    assert [block_row(one) for one, _ in placed_blocks(document)] == list(rows[: len(rows) - len(document.notes)])


def test_an_option_says_which_it_is_and_not_where_it_stood_before() -> None:
    start = OptionStart(option="a/1#k.2", group="a/1#k", index=2, first=False, echo=3)
    bracket = Words(text="[", role=Role.BRACKET)
    row = block_row(block(start, bracket, Words(text="two"), OptionEnd(option="a/1#k.2", last=False)))
    assert row.html == (
        '<span class="option" data-group="a/1#k" data-option="a/1#k.2" data-index="2">'
        '<span class="bracket">[</span>two</span>'
    )


def test_references_lead_to_their_target_and_calls_to_their_note() -> None:
    row = block_row(block(CrossReference(text="annex I", target="annex-1/label"), NoteCall(note="a/notes/n", number=2)))
    assert row.html == (
        '<a class="reference" href="#annex-1/label">annex I</a>'
        '<sup class="call"><a role="doc-noteref" href="#note:2">2</a></sup>'
    )


def test_brackets_before_the_label_stand_apart_from_it() -> None:
    number = Number(text="5 bis.", before="[[", sequence="a", style=NumberStyle.DECIMAL, value=5)
    row = block_row(block(Words(text="Words"), number=number))
    assert row == Row(id="a/1", before="[[", number="5 bis.", html="Words")
    assert row.as_json() == ["a/1", "[[", "5 bis.", "Words"]


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1) \"' &amp; \u202e"


def test_text_never_becomes_markup() -> None:
    start = OptionStart(option='a"><script>', group="'\"<b>", index=1)
    pieces = (start, Words(text=HOSTILE), OptionEnd(option='a"><script>'), CrossReference(text="<b>", target='"><b>'))
    row = block_row(block(*pieces))
    tree = html.fragment_fromstring(row.html, create_parent=True)
    assert [element.tag for element in tree.iter()] == ["div", "span", "a"]
    assert tree.text_content() == f"{HOSTILE}<b>"
    assert tree[0].get("data-group") == "'\"<b>"
    assert (tree[1].get("href") or "").startswith("#")


def test_kept_rows_are_the_same_objects_and_a_changed_number_is_another_row() -> None:
    read = workspace(read_part("1. One;\n\n{whole}[2. Two;]\n\n3. Three.\n"))
    kept: Kept[Row] = Kept()
    document = printed(read, scenario({"a/2#whole": "keep"}))
    first, second = rows_of(document, kept), rows_of(document, kept)
    assert all(one is other for one, other in zip(first, second, strict=True))
    (text,) = document.sections
    assert isinstance(text, PrintedText)
    three = text.blocks[-1]
    assert three.number is not None
    moved = replace(three, number=replace(three.number, text="9."))
    changed = replace(document, sections=(replace(text, blocks=(*text.blocks[:-1], moved)),))
    assert [row.number for row in rows_of(changed, kept)] == ["1.", "2.", "9."]


def test_blocks_that_share_their_words_keep_their_own_rows() -> None:
    words = (Words(text="Again."),)
    blocks = tuple(PrintedBlock(id=f"a/{n}", kind=BlockKind.OPERATIVE, pieces=words) for n in (1, 2))
    document = replace(
        printed(workspace(read_part("1. One.\n"))), sections=(PrintedText(id="a", kind="decision", blocks=blocks),)
    )
    assert [row.id for row in rows_of(document)] == ["a/1", "a/2"]


def test_clean_text_as_json() -> None:
    row = Row(id="a/1", before="", number="1.", html="One.")
    text = CleanText(language="zh", rows=(row,), mends=(("a/1", ",.", "."),), doubts=(("a/1", "“of” has nothing."),))
    assert text.as_json() == {
        "rows": [["a/1", "", "1.", "One."]],
        "mends": [["a/1", ",.", "."]],
        "doubts": [["a/1", "“of” has nothing."]],
    }
