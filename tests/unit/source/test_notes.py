"""editorial-notes.yaml into notes."""

from plandoc.diagnostics import Diagnostic, Findings
from plandoc.model.workspace import EditorialNote
from plandoc.source.notes import read_notes
from plandoc.spans import source_text


def read(text: str) -> tuple[tuple[EditorialNote, ...], list[Diagnostic]]:
    findings = Findings()
    return read_notes(source_text("editorial-notes.yaml", text), findings), list(findings)


def test_notes_are_read_in_order_with_their_places() -> None:
    text = "principles: [one]\nnotes:\n  a/5:\n    issued: x\n    mended: y\n    reason: why\n  b/1: because\n"
    notes, found = read(text)
    assert found == []
    assert [(note.block, note.reason) for note in notes] == [("a/5", "why"), ("b/1", "because")]
    assert text[notes[0].span.start : notes[0].span.end] == "a/5"


def test_file_without_notes_has_none() -> None:
    assert read("extraction: [x]\n") == ((), [])


def test_note_without_a_reason_is_reported() -> None:
    notes, found = read("notes:\n  a/5:\n    issued: x\n  a/6:\n")
    assert [note.block for note in notes] == ["a/5", "a/6"]
    assert [one.code.name for one in found] == ["PD004", "PD004"]
    assert "a/5" in found[0].message


def test_unknown_key_has_the_nearest() -> None:
    _, found = read("notes:\n  a/5: {reasn: x, reason: y}\nwhitespace: []\n")
    assert [one.hint for one in found] == ["Did you mean reason?", "Did you mean white_space?"]


def test_invalid_yaml_is_reported_with_its_place() -> None:
    text = "notes:\n  a/5: [x\n"
    notes, found = read(text)
    assert notes == ()
    assert [one.code.name for one in found] == ["PD004"]
    assert source_text("x", text).position(found[0].span.start).line == 3
