"""Tracked changes in Word files: accepting all gives the Word file of the second text, rejecting all that of the first."""

import re
import zipfile
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree

from plandoc.model.printed import Change, OptionEnd, OptionStart, PrintedDocument, Words
from tests.judges.ooxml import complaints
from tests.judges.tracked import resolved, tracked
from tests.readers.docx import docx_blocks, docx_paragraphs
from tests.readers.settled import page_beginnings, settled
from tests.render.docx.redlines import CASES, IN, OUT, alone, counted, in_cell, in_text, item, new, note, out, plain
from tests.render.docx.redlines import call as called
from tests.render.docx.redlines import going as gone
from tests.render.docx.specimens import W, docx, part, values

EVERY = pytest.mark.parametrize("document", CASES.values(), ids=CASES.keys())


@EVERY
def test_a_redline_is_valid(document: PrintedDocument) -> None:
    data = docx(document)
    assert complaints(data) == []
    assert len(list(tracked(data))) > 0


@EVERY
@pytest.mark.parametrize("first_look", [False, True], ids=["as Word joins", "as LibreOffice joins"])
def test_accepting_gives_the_second_text_and_rejecting_the_first(
    document: PrintedDocument, *, first_look: bool
) -> None:
    data = docx(document)
    for change, accept in ((IN, True), (OUT, False)):
        wanted, got = docx(alone(document, change)), resolved(data, accept=accept, first_look=first_look)
        assert settled(got) == settled(wanted)
        assert page_beginnings(got) == page_beginnings(wanted)


@EVERY
def test_the_bytes_are_the_same_every_time(document: PrintedDocument) -> None:
    assert docx(document) == docx(document)


@EVERY
def test_every_number_is_given_once_and_every_change_is_signed(document: PrintedDocument) -> None:
    data = docx(document)
    changes = list(tracked(data))
    numbers = [change.get(f"{W}id") for change in changes] + values(part(data), "bookmarkStart", "id")
    assert max(Counter(numbers).values()) == 1
    assert {change.get(f"{W}author") for change in changes} == {'A & "B"'}
    assert {change.get(f"{W}date") for change in changes} == {"2022-03-30T08:00:00Z"}


@EVERY
def test_a_redline_has_no_content_controls_and_no_bookmark_twice(document: PrintedDocument) -> None:
    root = part(docx(document))
    assert not list(root.iter(f"{W}sdt"))
    names = values(root, "bookmarkStart", "name")
    assert len(set(names)) == len(names)
    assert sorted(values(root, "bookmarkStart", "id")) == sorted(values(root, "bookmarkEnd", "id"))


def test_deleted_words_are_deleted_text_and_a_field_in_them_a_deleted_instruction() -> None:
    root = part(docx(CASES["references"]))
    for change in root.iter(f"{W}del"):
        assert not list(change.iter(f"{W}t", f"{W}instrText"))
    for change in root.iter(f"{W}ins"):
        assert not list(change.iter(f"{W}delText", f"{W}delInstrText"))
    assert [text.split()[0] for text in (node.text or "" for node in root.iter(f"{W}delInstrText"))] == ["REF"]
    assert len(list(root.iter(f"{W}instrText"))) == 2


def test_a_redline_without_changes_is_read_like_its_text() -> None:
    document = in_text(counted(1), counted(2), plain("p"))
    data = docx(document)
    assert list(tracked(data)) == []
    assert docx_blocks(data) == docx_blocks(docx(replace(document, revision=None)))


def test_only_what_changed_of_a_label_is_tracked() -> None:
    (paragraph,) = [
        one for one in part(docx(CASES["brackets of a label"])).iter(f"{W}p") if "1." in "".join(one.itertext())
    ]
    assert ["".join(change.itertext()) for change in paragraph.iter(f"{W}del")] == ["["]
    assert list(paragraph.iter(f"{W}ins")) == []


def test_a_list_in_which_something_goes_has_labels_that_can_be_tracked_and_any_other_lives() -> None:
    labels = {one.text: one.label for one in docx_paragraphs(docx(CASES["a live list beside"]))}
    assert labels["项a；"] == "(a)"
    assert labels["项增"] == "(b)"
    assert labels["(a)一"] == ""


def test_a_paragraph_beside_one_that_goes_does_not_count_on_a_word_processor() -> None:
    data = docx(in_text(item("a", 1), item("b", 2), gone(plain("p"))))
    assert [one.label for one in docx_paragraphs(data)[-3:]] == ["", "", ""]


def test_the_mark_that_cannot_go_is_never_tracked() -> None:
    root = part(docx(CASES["end of a cell in turns"]))
    for cell in root.iter(f"{W}tc"):
        last = cell.findall(f"{W}p")[-1]
        assert last.find(f"{W}pPr/{W}rPr") is None


def test_a_table_that_goes_is_tracked_row_by_row() -> None:
    data = docx(CASES["a table goes"])
    rows = list(part(data).iter(f"{W}tbl"))[-1].findall(f"{W}tr")
    assert len(rows) == 2
    assert all(one.find(f"{W}trPr/{W}del") is not None for one in rows)
    assert all(mark.find(f"{W}rPr/{W}del") is not None for one in rows for mark in one.iter(f"{W}pPr"))


def test_a_table_with_other_columns_leaves_no_empty_pages() -> None:
    root = part(docx(CASES["a table with other columns"]))
    assert len(list(root.iter(f"{W}sectPr"))) == 2
    footers = [name for name in _names(docx(CASES["a table with other columns"])) if "footer" in name]
    assert len(footers) == 2


def test_the_foot_of_a_table_bears_the_title_that_stays() -> None:
    data = docx(CASES["a title before a table goes"])
    assert "".join(part(data, "word/footer2.xml").itertext()) == "语x"


def test_notes_stand_in_the_order_of_their_calls_and_bear_their_own_changes() -> None:
    data = docx(CASES["the first call of a note goes"])
    calls = values(part(data), "footnoteReference", "id")
    notes = part(data, "word/footnotes.xml")
    assert calls == [one.get(f"{W}id") for one in notes if one.get(f"{W}type") is None] == ["1", "2", "3", "4", "5"]
    changed = {
        one.get(f"{W}id"): {etree.QName(node).localname for node in one.iter(f"{W}ins", f"{W}del")} for one in notes
    }
    assert changed == {"-1": set(), "0": set(), "1": set(), "2": {"del"}, "3": {"ins"}, "4": {"ins"}, "5": {"del"}}


def test_options_keep_their_bookmarks() -> None:
    mark = OptionStart(option="a/1#x.1", group="a/1#x", index=1), OptionEnd(option="a/1#x.1")
    document = in_text(plain("p", mark[0], out("旧"), mark[1]), gone(plain("q", mark[0], "旧", mark[1])))
    assert len(values(part(docx(document)), "bookmarkStart", "name")) == 2


def test_markup_in_author_and_words_stays_text() -> None:
    data = docx(in_text(plain("p", out('<w:t>"&'), new("</w:ins>\x00"))))
    assert complaints(data) == []
    assert docx_blocks(resolved(data, accept=False))[-1] == '<w:t>"&'
    assert docx_blocks(resolved(data, accept=True))[-1] == "</w:ins>"


def test_a_judge_that_must_fail_does() -> None:
    """A mark before a table that is tracked as deleted: what the judge of these tests is there to find."""
    data = docx(in_cell(item("a", 1), gone(item("b", 2))))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    broken, changed = re.subn(r"<w:rPr>(<w:del [^>]*/>)</w:rPr></w:pPr>(?=.*?</w:p><w:p>)", "</w:pPr>", body, count=1)
    assert changed == 1
    assert settled(resolved(_with_body(data, broken), accept=True)) != settled(docx(alone(in_cell(item("a", 1)), IN)))


def test_a_note_that_both_texts_call_is_one_note() -> None:
    document = in_text(plain("p", called("n"), out("旧")), notes=(note("n", Words(text="注")),))
    assert [change for _, change in _calls(document)] == [None]


def _calls(document: PrintedDocument) -> list[tuple[str, Change | None]]:
    root = part(docx(document))
    found: list[tuple[str, Change | None]] = []
    for node in root.iter(f"{W}footnoteReference"):
        around = {etree.QName(one).localname for one in node.iterancestors()}
        found.append((node.get(f"{W}id", ""), OUT if "del" in around else IN if "ins" in around else None))
    return found


def _names(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.namelist()


def _with_body(data: bytes, body: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(buffer, "w") as target:
        for name in archive.namelist():
            target.writestr(name, body if name == "word/document.xml" else archive.read(name))
    return buffer.getvalue()
