"""A review file that LibreOffice opened and saved is read as if nothing had happened to it."""

from pathlib import Path

import pytest
from lxml import etree

from plandoc.exchange.review import Change, ChangeKind
from tests.judges.libreoffice import convert
from tests.unit.exchange.reviewing import (
    FILE,
    ROWS,
    W,
    cell_of,
    changed,
    deleted,
    edited,
    inserted,
    part,
    read,
    run,
    set_runs,
)

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]


def test_saved_anew_it_says_the_same(tmp_path: Path) -> None:
    saved = convert(FILE, "docx", tmp_path)
    reviewed, findings = read(saved)
    assert findings == []
    assert [(row.id, row.text, row.changed, row.outdated) for row in reviewed] == [
        (row.id, row.text, False, False) for row in ROWS
    ]


def test_bookmarks_and_properties_survive(tmp_path: Path) -> None:
    saved = convert(FILE, "docx", tmp_path)
    names = [
        {node.get(f"{W}name") for node in etree.fromstring(part(data)).iter(f"{W}bookmarkStart")}
        for data in (FILE, saved)
    ]
    assert names[0] <= names[1]
    assert b'name="plandoc source digest"' in part(saved, "docProps/custom.xml")


def test_tracked_changes_survive_and_are_accepted(tmp_path: Path) -> None:
    runs = run("Welcomes") + deleted(" all") + inserted(" with {v}[joy]")
    saved = convert(edited(lambda root: set_runs(cell_of(root, "a/3"), runs)), "docx", tmp_path)
    reviewed, findings = read(saved)
    assert changed(reviewed) == {"a/3": "Welcomes with {v}[joy]"}
    assert findings == []
    assert [change for row in reviewed for change in row.changes] == [
        Change(author="Wang", kind=ChangeKind.DELETED, text=" all"),
        Change(author="Wang", kind=ChangeKind.INSERTED, text=" with {v}[joy]"),
    ]


def test_tracked_deletion_of_a_row_survives(tmp_path: Path) -> None:
    def edit(root: etree._Element) -> None:
        row = cell_of(root, "a/3").getparent()
        assert row is not None
        properties = (
            f'<w:trPr xmlns:w="{W[1:-1]}"><w:del w:id="5" w:author="Li" w:date="2022-03-24T00:00:00Z"/></w:trPr>'
        )
        row.insert(0, etree.fromstring(properties))
        set_runs(cell_of(root, "a/3"), deleted("Welcomes"))

    reviewed, findings = read(convert(edited(edit), "docx", tmp_path))
    assert "a/3" not in {row.id for row in reviewed}
    assert [code for code, _ in findings] == ["PD075"]
