"""The Word file for review: valid, the same on every run, with every text in it and every unit marked twice."""

import os
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from lxml import etree

from plandoc.exchange.review import ReviewRow, Subject, write_review
from plandoc.exchange.review.cells import table_rows
from plandoc.exchange.review.identity import bookmark_name, control_tag, read_bookmark
from plandoc.exchange.review.options import option_pairs
from plandoc.exchange.review.rows import as_written
from tests.judges.ooxml import complaints, judged_parts
from tests.unit.exchange.reviewing import FILE, ROWS, SUBJECT, W, part, row_of

LONG = "plan-2/A.10/" + "x" * 60


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in table_rows(etree.fromstring(part(data)))]


def values(data: bytes, name: str, attribute: str = "val") -> list[str]:
    return [node.get(f"{W}{attribute}", "") for node in etree.fromstring(part(data)).iter(f"{W}{name}")]


def test_file_is_valid() -> None:
    assert len(judged_parts(FILE)) == 5
    assert complaints(FILE) == []
    arabic = Subject(source_language="zh", language="ar", domain="cp-10", right_to_left=True)
    assert complaints(write_review(ROWS, arabic)) == []


def test_every_text_stands_in_its_column() -> None:
    shown = cells(FILE)
    assert shown[0] == ("id", "zh", "en", "notes")
    units = {row[0]: row for row in shown if not row[0].startswith("option ")}
    for row in ROWS:
        assert units[row.id][1:3] == (row.source, row.text)
    assert units["a/1"][3] == ROWS[1].note
    assert units["a/3"][3] == "fuzzy: look at it again"


def test_options_stand_side_by_side_under_their_unit() -> None:
    shown = [row[:3] for row in cells(FILE)]
    start = shown.index(("a/1", ROWS[1].source, ROWS[1].text))
    assert shown[start + 1 : start + 4] == [
        ("option v.1", "向 … 提供", "to give"),
        ("option v.2", "对 … 进行", "to hold"),
        ("option others.1", "和其他方", "and others"),
    ]


def test_missing_option_leaves_a_gap() -> None:
    pairs = option_pairs("{v}[甲][乙]{w}[丙]", "{v}[one]{x}[four]")
    assert [(one.name, one.source, one.text) for one in pairs] == [
        ("v.1", "甲", "one"),
        ("v.2", "乙", ""),
        ("w.1", "丙", ""),
        ("x.1", "", "four"),
    ]
    assert [one.name for one in option_pairs("[甲[乙]][丙]", "[a[b]][c]")] == ["1", "2"]


def test_options_are_counted_up_wherever_they_stand() -> None:
    pairs = option_pairs("{b}[][二]和{a}[甲]和{b}[一]", "{a}[A]{b}[one][two]")
    assert [(one.name, one.source, one.text) for one in pairs] == [
        ("b.1", "一", "one"),
        ("b.2", "二", "two"),
        ("a.1", "甲", "A"),
    ]


def test_unmatched_brackets_do_not_raise() -> None:
    assert option_pairs("[甲", "a]]") == ()


def test_every_unit_is_marked_by_bookmark_and_control() -> None:
    names = values(FILE, "bookmarkStart", "name")
    assert names == [bookmark_name(row) for row in ROWS]
    assert len(set(names)) == len(ROWS)
    assert values(FILE, "tag") == [row.id for row in ROWS]
    identifiers = values(FILE, "bookmarkStart", "id") + values(FILE, "id")
    assert len(set(identifiers)) == len(identifiers)


def test_names_are_as_short_as_word_wants_them() -> None:
    row = ReviewRow(id=LONG, source="甲" * 500, text="b")
    assert len(bookmark_name(row)) <= 40
    assert read_bookmark(f"{bookmark_name(row)}_Copy_1") == read_bookmark(bookmark_name(row))
    assert read_bookmark("_GoBack") is None
    tags = {control_tag(LONG), control_tag(f"{LONG}y")}
    assert len(tags) == 2
    assert all(len(tag) == 64 for tag in tags)
    assert complaints(write_review((row,), SUBJECT)) == []


def test_source_and_help_are_locked_and_the_translation_is_not() -> None:
    row = row_of(etree.fromstring(part(FILE)), "a/1")
    locks = [[lock.get(f"{W}val") for lock in cell.iter(f"{W}lock")] for cell in row.iter(f"{W}tc")]
    assert locks == [[], ["sdtContentLocked"], ["sdtLocked"], []]
    assert values(FILE, "lock").count("sdtLocked") == len(ROWS)


def test_brackets_and_labels_stand_out() -> None:
    root = etree.fromstring(part(FILE))
    styled: dict[str, set[str]] = {}
    for run in root.iter(f"{W}r"):
        for style in run.iterfind(f"{W}rPr/{W}rStyle"):
            styled.setdefault(style.get(f"{W}val", ""), set()).add("".join(run.itertext()))
    assert styled == {"ReviewBracket": {"[", "]"}, "ReviewLabel": {"{v}", "{others}"}}


def test_escaped_bracket_is_a_plain_character() -> None:
    data = write_review((ReviewRow(id="a/1", source="甲", text=r"see \[1\] {"),), SUBJECT)
    assert "ReviewBracket" not in values(data, "rStyle")
    assert cells(data)[1][2] == r"see \[1\] {"


def test_head_is_repeated_and_the_page_lies_across() -> None:
    root = etree.fromstring(part(FILE))
    assert len(list(root.iter(f"{W}tblHeader"))) == 1
    size = next(root.iter(f"{W}pgSz"))
    assert (size.get(f"{W}w"), size.get(f"{W}h"), size.get(f"{W}orient")) == ("16838", "11906", "landscape")


def test_characters_that_xml_does_not_know_are_left_out() -> None:
    data = write_review((ReviewRow(id="a/1", source="甲\x0b", text="a\x00b\ud800c\r\nd"),), SUBJECT)
    assert complaints(data) == []
    assert cells(data)[1][1:3] == ("甲", "abc\nd")
    assert as_written(" a \n b ") == "a\n b"


def test_only_the_parts_asked_for_are_written() -> None:
    subject = Subject(source_language="zh", language="en", domain="cp-10", parts=("b",))
    assert [row[0] for row in cells(write_review(ROWS, subject))] == ["id", "b/1"]
    assert b">b</vt:lpwstr>" in part(write_review(ROWS, subject), "docProps/custom.xml")


def test_file_says_what_it_is_about() -> None:
    custom = part(FILE, "docProps/custom.xml").decode()
    for name, value in (("domain", "cp-10"), ("language", "en"), ("source language", "zh")):
        assert f'name="plandoc {name}"><vt:lpwstr>{value}<' in custom


def test_translation_runs_from_right_to_left_where_its_language_does() -> None:
    subject = Subject(source_language="zh", language="ar", domain="cp-10", right_to_left=True)
    data = write_review((ReviewRow(id="a/1", source="甲", text="نص"),), subject)
    assert b'<w:name w:val="Review text"/><w:basedOn w:val="Normal"/><w:pPr><w:bidi/>' in part(data, "word/styles.xml")
    row = row_of(etree.fromstring(part(data)), "a/1")
    assert [len(list(cell.iter(f"{W}rtl"))) for cell in row.iter(f"{W}tc")] == [0, 0, 1, 0]
    assert b"<w:bidi/>" not in part(FILE, "word/styles.xml")


@pytest.mark.parametrize("seed", ["1", "2"])
def test_same_rows_give_the_same_bytes(seed: str) -> None:
    program = (
        "import sys; from tests.unit.exchange.reviewing import ROWS, SUBJECT, write_review;"
        "sys.stdout.buffer.write(write_review(ROWS, SUBJECT))"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    assert done.stdout == FILE
    with zipfile.ZipFile(BytesIO(FILE)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
