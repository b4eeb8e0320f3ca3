"""Reading a reviewed Word file: what changed, whose change it was, and everything that reviewers do to tables."""

from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plandoc.exchange.review import Change, ChangeKind, ReviewRow, Subject, write_review
from plandoc.exchange.review.rows import as_written
from tests.unit.exchange.reviewing import (
    FILE,
    ROWS,
    SUBJECT,
    W,
    cell_of,
    changed,
    deleted,
    edited,
    inserted,
    read,
    replaced,
    retype,
    row_of,
    run,
    set_runs,
)


def without_marks(root: etree._Element) -> None:
    """What a program does that knows neither bookmarks nor controls."""
    for name in ("bookmarkStart", "bookmarkEnd", "sdtPr"):
        for node in list(root.iter(f"{W}{name}")):
            parent = node.getparent()
            assert parent is not None
            parent.remove(node)


def test_file_as_it_was_written_changes_nothing() -> None:
    reviewed, findings = read(FILE)
    assert [(row.id, row.text, row.changed, row.outdated) for row in reviewed] == [
        (row.id, row.text, False, False) for row in ROWS
    ]
    assert findings == []


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(alphabet="ab[]{v} \\\n\t“”。\u00a0", max_size=40)), max_size=4))
def test_any_text_comes_back_as_it_was_written(texts: list[tuple[str, str]]) -> None:
    rows = (
        ReviewRow(id="a/x", source="甲", text="x"),
        *(ReviewRow(id=f"a/{number}", source=source, text=text) for number, (source, text) in enumerate(texts)),
    )
    reviewed, findings = read(write_review(rows, SUBJECT), rows)
    assert findings == []
    assert [(row.id, row.text) for row in reviewed] == [(row.id, as_written(row.text)) for row in rows]
    assert changed(reviewed) == {}


def test_changed_text_is_returned() -> None:
    reviewed, findings = read(replaced("Welcomes", "Takes note"))
    assert changed(reviewed) == {"a/3": "Takes note"}
    assert findings == []


def test_tracked_changes_are_accepted_and_told_by_author() -> None:
    def edit(root: etree._Element) -> None:
        moved = f'<w:moveFrom w:id="1" w:author="Li">{run(" also")}</w:moveFrom>'
        arrived = f'<w:moveTo w:id="2" w:author="Li">{run(" here")}</w:moveTo>'
        set_runs(
            cell_of(root, "a/3"),
            run("Welcomes") + deleted(" not") + inserted(" with") + inserted(" joy", "Li") + moved + arrived,
        )

    reviewed, findings = read(edited(edit))
    assert changed(reviewed) == {"a/3": "Welcomes with joy here"}
    assert findings == []
    row = next(row for row in reviewed if row.id == "a/3")
    assert row.changes == (
        Change(author="Wang", kind=ChangeKind.DELETED, text=" not"),
        Change(author="Wang", kind=ChangeKind.INSERTED, text=" with"),
        Change(author="Li", kind=ChangeKind.INSERTED, text=" joy"),
        Change(author="Li", kind=ChangeKind.DELETED, text=" also"),
        Change(author="Li", kind=ChangeKind.INSERTED, text=" here"),
    )


def test_what_one_inserted_and_another_deleted_is_gone() -> None:
    both = '<w:ins w:id="8" w:author="Li">' + deleted(" much") + run(" all") + "</w:ins>"
    reviewed, _ = read(edited(lambda root: set_runs(cell_of(root, "a/3"), run("Welcomes") + both)))
    assert changed(reviewed) == {"a/3": "Welcomes all"}


def test_pieces_of_one_change_are_one_and_pieces_apart_are_two() -> None:
    runs = inserted("A") + inserted("B") + run("Welcomes") + inserted("C")
    reviewed, _ = read(edited(lambda root: set_runs(cell_of(root, "a/3"), runs)))
    assert [change.text for row in reviewed for change in row.changes] == ["AB", "C"]


def test_paragraphs_and_breaks_become_line_breaks() -> None:
    def edit(root: etree._Element) -> None:
        cell = cell_of(root, "a/3")
        second = etree.fromstring(
            f'<w:p xmlns:w="{W[1:-1]}">{run("two")}<w:r><w:br/><w:t>three</w:t><w:tab/><w:noBreakHyphen/></w:r></w:p>'
        )
        cell.extend([second, deepcopy(second)])
        # The end of the last but one paragraph is deleted: it runs on into the last.
        mark = f'<w:pPr xmlns:w="{W[1:-1]}"><w:rPr><w:del w:id="3" w:author="Li"/></w:rPr></w:pPr>'
        second.insert(0, etree.fromstring(mark))

    reviewed, _ = read(edited(edit))
    assert changed(reviewed) == {"a/3": "Welcomes\ntwo\nthree\t\u2011two\nthree\t\u2011"}


def test_quotation_marks_stay_as_the_reviewer_typed_them() -> None:
    reviewed, _ = read(replaced("“implementation”", '"implementation"'))
    assert changed(reviewed) == {"a/title": 'Decision on "implementation"'}


def test_field_counts_by_its_result_and_pictures_do_not_count() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("7") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:r><w:pict><w:t>logo</w:t></w:pict></w:r>"
    )
    reviewed, _ = read(edited(lambda root: set_runs(cell_of(root, "a/3"), run("Welcomes ") + field)))
    assert changed(reviewed) == {"a/3": "Welcomes 7"}


def remove(root: etree._Element, identifier: str) -> None:
    row = row_of(root, identifier)
    parent = row.getparent()
    assert parent is not None
    parent.remove(row)


def track_row_deletion(root: etree._Element, identifier: str) -> None:
    properties = f'<w:trPr xmlns:w="{W[1:-1]}"><w:del w:id="5" w:author="Li"/></w:trPr>'
    row_of(root, identifier).insert(0, etree.fromstring(properties))


@pytest.mark.parametrize("delete", [remove, track_row_deletion])
def test_deleted_row_loses_nothing(delete: object) -> None:
    assert callable(delete)
    reviewed, findings = read(edited(lambda root: delete(root, "a/2")))
    assert [row.id for row in reviewed] == ["a/title", "a/1", "a/3", "b/1"]
    assert changed(reviewed) == {}
    assert findings == [("PD075", "The review has no row for a unit: a/2.")]


def test_emptied_text_loses_nothing() -> None:
    reviewed, findings = read(edited(lambda root: set_runs(cell_of(root, "a/3"), deleted("Welcomes"))))
    assert "a/3" not in {row.id for row in reviewed}
    assert findings == [("PD075", "The review has no text for a/3.")]


def test_parts_that_were_not_written_are_not_missing() -> None:
    subject = Subject(source_language="zh", language="en", domain="cp-10", parts=("b",))
    reviewed, findings = read(write_review(ROWS, subject))
    assert ([row.id for row in reviewed], findings) == (["b/1"], [])


def test_edited_id_is_told_and_the_bookmark_counts() -> None:
    def edit(root: etree._Element) -> None:
        retype(cell_of(root, "a/3", 0), f"<w:p>{run('a/99')}</w:p>")
        set_runs(cell_of(root, "a/99"), run("Greets"))

    reviewed, findings = read(edited(edit))
    assert changed(reviewed) == {"a/3": "Greets"}
    assert findings == [("PD077", "The id of a/3 was changed to a/99.")]


def test_without_bookmark_the_control_counts_and_without_both_the_id() -> None:
    def only_tag(root: etree._Element) -> None:
        retype(cell_of(root, "a/3", 0), f"<w:p>{run('a/99')}</w:p>")
        for name in ("bookmarkStart", "bookmarkEnd"):
            for node in list(root.iter(f"{W}{name}")):
                node.getparent().remove(node)  # type: ignore[union-attr]  # a bookmark stands in a paragraph
        set_runs(cell_of(root, "a/99"), run("Greets"))

    def only_id(root: etree._Element) -> None:
        without_marks(root)
        set_runs(cell_of(root, "a/3"), run("Greets"))

    for edit, told in ((only_tag, [("PD077", "The id of a/3 was changed to a/99.")]), (only_id, [])):
        reviewed, findings = read(edited(edit))
        assert len(reviewed) == len(ROWS)
        assert changed(reviewed) == {"a/3": "Greets"}
        assert findings == told


def test_unknown_row_is_told_and_the_others_are_read() -> None:
    def edit(root: etree._Element) -> None:
        row = row_of(root, "a/3")
        stranger = deepcopy(row)
        without_marks(stranger)
        row.addnext(stranger)
        retype(stranger.findall(f"{W}tc")[0], f"<w:p>{run('a/99')}</w:p>")
        set_runs(row.findall(f"{W}tc")[2], run("Greets"))

    reviewed, findings = read(edited(edit))
    assert changed(reviewed) == {"a/3": "Greets"}
    assert findings == [("PD076", "A row belongs to no unit: a/99, “Welcomes”.")]


def test_empty_row_is_nothing() -> None:
    row = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 4 + "</w:tr>"
    empty = etree.fromstring(f'<w:x xmlns:w="{W[1:-1]}">{row}</w:x>')[0]
    assert read(edited(lambda root: row_of(root, "a/3").addnext(empty)))[1] == []


@pytest.mark.parametrize("suffix", ["", "_Copy_1"])
def test_row_that_stands_twice_with_two_texts_is_not_read(suffix: str) -> None:
    def edit(root: etree._Element) -> None:
        row = row_of(root, "a/3")
        copy = deepcopy(row)
        row.addnext(copy)
        set_runs(copy.findall(f"{W}tc")[2], run("Greets"))
        name = next(copy.iter(f"{W}bookmarkStart"))
        name.set(f"{W}name", name.get(f"{W}name", "") + suffix)

    reviewed, findings = read(edited(edit))
    assert "a/3" not in {row.id for row in reviewed}
    assert findings == [("PD076", "The unit a/3 has two rows with different texts.")]


def test_row_that_stands_twice_with_one_text_is_read_once() -> None:
    reviewed, findings = read(edited(lambda root: row_of(root, "a/3").addnext(deepcopy(row_of(root, "a/3")))))
    assert [row.id for row in reviewed] == [row.id for row in ROWS]
    assert findings == []


def test_merged_rows_are_not_read() -> None:
    def edit(root: etree._Element) -> None:
        cell_of(root, "a/3").extend(cell_of(root, "b/1").findall(f"{W}p"))
        remove(root, "b/1")

    reviewed, findings = read(edited(edit))
    assert {row.id for row in reviewed} == {"a/title", "a/1", "a/2"}
    assert ("PD076", "The row of a/3 holds the texts of several units.") in findings


def test_pasted_control_does_not_take_over_a_row() -> None:
    def edit(root: etree._Element) -> None:
        control = deepcopy(next(cell_of(root, "a/title").iter(f"{W}sdt")))
        paragraph = cell_of(root, "a/3").find(f"{W}p")
        assert paragraph is not None
        del paragraph[:]
        paragraph.append(control)

    reviewed, findings = read(edited(edit))
    assert changed(reviewed) == {"a/3": ROWS[0].text}
    assert findings == []


def test_edited_source_is_told_and_not_read() -> None:
    reviewed, findings = read(replaced("欢迎", "喜迎"))
    assert changed(reviewed) == {}
    assert findings == [("PD077", "The source text of a/3 was changed in the review.")]


def test_source_that_changed_since_makes_a_change_outdated() -> None:
    now = tuple(replace(row, source="热烈欢迎") if row.id == "a/3" else row for row in ROWS)
    reviewed, findings = read(replaced("Welcomes", "Greets"), now)
    told = [(row.id, row.source, row.text) for row in reviewed if row.outdated]
    assert told == [("a/3", "欢迎", "Greets")]
    assert findings == [("PD078", "The unit a/3 has another source text since the review was written.")]


def test_source_that_changed_since_is_seen_without_bookmarks() -> None:
    now = tuple(replace(row, source="热烈欢迎") if row.id == "a/3" else row for row in ROWS)
    reviewed, findings = read(edited(without_marks), now)
    assert [row.id for row in reviewed if row.outdated] == ["a/3"]
    assert [code for code, _ in findings] == ["PD078"]
    _, findings = read(edited(without_marks, replaced("欢迎", "喜迎")))
    assert [code for code, _ in findings] == ["PD077"]


def test_newer_translation_is_never_overwritten() -> None:
    now = tuple(replace(row, text="Salutes") if row.id == "a/3" else row for row in ROWS)
    reviewed, findings = read(replaced("Welcomes", "Greets"), now)
    assert "a/3" not in {row.id for row in reviewed}
    assert findings == [("PD078", "The translation of a/3 was changed in the meantime.")]
    reviewed, findings = read(FILE, now)
    assert ("a/3" in {row.id for row in reviewed}, findings) == (False, [])


def test_reading_twice_is_like_reading_once() -> None:
    now = tuple(replace(row, text="Greets") if row.id == "a/3" else row for row in ROWS)
    reviewed, findings = read(replaced("Welcomes", "Greets"), now)
    assert (changed(reviewed), findings) == ({}, [])
    assert len(reviewed) == len(ROWS)


def test_unit_that_is_gone_is_told_unless_its_text_was_changed() -> None:
    now = tuple(row for row in ROWS if row.id != "a/3")
    assert read(FILE, now)[1] == [("PD078", "The unit a/3 is gone since the review was written.")]
    assert read(replaced("Welcomes", "Greets"), now)[1] == [("PD076", "A row belongs to no unit: a/3, “Greets”.")]


@pytest.mark.parametrize("column", [0, 1, 3])
def test_column_that_was_taken_away_is_not_missed(column: int) -> None:
    def edit(root: etree._Element) -> None:
        for row in root.iter(f"{W}tr"):
            row.remove(row.findall(f"{W}tc")[column])

    reviewed, findings = read(edited(edit, replaced("Welcomes", "Greets")))
    assert changed(reviewed) == {"a/3": "Greets"}
    assert len(reviewed) == len(ROWS)
    assert findings == []
