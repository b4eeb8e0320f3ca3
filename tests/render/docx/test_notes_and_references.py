"""Notes are native and in order; references are fields where the field is sure to show the words, links elsewhere."""

import pytest

from plandoc.model.printed import CrossReference, NoteCall, PrintedNote, PrintedText, Words
from plandoc.render.docx.identity import target_name
from tests.judges.ooxml import complaints
from tests.readers.docx import docx_blocks, docx_notes
from tests.render.docx.specimens import document_in, document_of, docx, paragraph, part, values
from tests.render.marks import decimal, lettered
from tests.render.sample import sample_annex, sample_document


def note(identity: str, number: int) -> PrintedNote:
    return PrintedNote(id=identity, number=number, pieces=(Words(text=f"注{identity}。"),))


def reference(text: str, target: str, *, live: bool = True) -> CrossReference:
    return CrossReference(text=text, target=target, live=live)


def instructions(data: bytes) -> list[str]:
    return [str(node.text).split()[0] for node in part(data).iter("{*}instrText")]


def links(data: bytes) -> int:
    return len(list(part(data).iter("{*}hyperlink")))


def test_notes_stand_in_the_order_of_their_calls() -> None:
    calls = (NoteCall(note="y", number=1), NoteCall(note="x", number=2))
    document = document_of(paragraph("a/1", *calls), notes=(note("x", 2), note("y", 1)))
    data = docx(document)
    assert docx_notes(data) == ("注y。", "注x。")
    assert values(part(data, "word/footnotes.xml"), "footnote", "id") == ["-1", "0", "1", "2"]


def test_a_note_without_a_call_is_not_written() -> None:
    data = docx(document_of(paragraph("a/1", "甲"), notes=(note("x", 1),)))
    assert values(part(data, "word/footnotes.xml"), "footnote", "id") == ["-1", "0"]


def test_a_second_call_repeats_the_number() -> None:
    call = NoteCall(note="x", number=1)
    data = docx(document_of(paragraph("a/1", "甲", call, "乙", call), notes=(note("x", 1),)))
    assert docx_notes(data) == ("注x。",)
    assert "".join(part(data).itertext()).strip().endswith("甲乙1")
    assert docx_blocks(data) == ("CBD", "甲乙", "注x。")


def test_a_call_of_a_missing_note_still_gives_a_whole_file() -> None:
    data = docx(document_of(paragraph("a/1", NoteCall(note="gone", number=1))))
    assert complaints(data) == []
    assert docx_notes(data) == ("",)


def test_notes_of_cells_are_native_too() -> None:
    root = part(docx(sample_document()))
    inside = [call for call in root.iter("{*}footnoteReference") if next(call.iterancestors("{*}tc"), None) is not None]
    assert len(inside) == 1


def test_a_live_reference_to_a_plain_live_number_is_a_field() -> None:
    data = docx(document_of(paragraph("a/1", "甲", number=decimal("a", 1)), paragraph("a/2", reference("1", "a/1"))))
    assert instructions(data) == ["REF"]
    assert links(data) == 0
    field = str(next(part(data).iter("{*}instrText")).text).split()
    assert field[1] in values(part(data), "bookmarkStart", "name")


def test_a_letter_in_parentheses_can_be_followed() -> None:
    data = docx(document_of(paragraph("a/1", "甲", number=lettered("a", 1)), paragraph("a/2", reference("(a)", "a/1"))))
    assert instructions(data) == ["REF"]


def test_a_bracketed_number_is_named_by_a_link() -> None:
    target = paragraph("a/1", "甲", number=decimal("a", 1, before="["))
    data = docx(document_of(target, paragraph("a/2", reference("1", "a/1"))))
    assert instructions(data) == []
    assert links(data) == 1


def test_bis_and_other_words_are_named_by_a_link() -> None:
    blocks = (
        paragraph("a/1", "甲", number=decimal("a", 1)),
        paragraph("a/1bis", "乙", number=decimal("a", 1, addition="bis")),
        paragraph("a/2", reference("1 bis", "a/1bis"), reference("第1段", "a/1"), reference("1", "a/1", live=False)),
    )
    data = docx(document_of(*blocks))
    assert instructions(data) == []
    assert links(data) == 3
    assert set(values(part(data), "hyperlink", "anchor")) <= set(values(part(data), "bookmarkStart", "name"))


def test_a_reference_to_what_is_not_there_is_plain_text() -> None:
    data = docx(document_of(paragraph("a/1", reference("附件九", "annex-9"))))
    assert docx_blocks(data) == ("CBD", "附件九")
    assert links(data) == 0


@pytest.mark.parametrize("named", ["annex-1", "annex-1/label"])
def test_the_label_of_an_annex_is_a_field_and_other_words_for_it_are_a_link(named: str) -> None:
    naming = PrintedText(
        id="a", kind="decision", blocks=(paragraph("a/1", reference("附件一", named), reference("该附件", named)),)
    )
    data = docx(document_in(naming, sample_annex()))
    field = next(part(data).iter("{*}instrText"))
    assert str(field.text).split() == ["REF", target_name(named), "\\h"]
    assert values(part(data), "hyperlink", "anchor") == [target_name(named)]
    assert _anchored(data, target_name(named)) == ["附件一"]


def _anchored(data: bytes, name: str) -> list[str]:
    """Return the text of the paragraph that holds a bookmark."""
    return ["".join(p.itertext()) for p in part(data).iter("{*}p") if name in values(p, "bookmarkStart", "name")]
