"""Every option lies in a bookmark of its own that maps to its id, and in one inline control a paragraph."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import etree

from plandoc.model.printed import (
    CrossReference,
    OptionEnd,
    OptionStart,
    Piece,
    PrintedDocument,
    PrintedRow,
    PrintedTable,
    PrintedText,
    Role,
    Words,
)
from plandoc.render.docx import bookmark_name
from plandoc.render.docx.identity import LONGEST_TAG, control_tag, target_name
from tests.judges.ooxml import complaints
from tests.readers.docx import bookmarks, docx_blocks
from tests.readers.printed import canon
from tests.render.docx.specimens import document_of, docx, paragraph, part, values
from tests.render.marks import circled, in_run, marked
from tests.render.sample import sample_document

LONG = "annex-1/A.9/indicator/b#" + "material-" * 12 + "2"


def option(identity: str, text: str, *, echo: int = 0) -> tuple[OptionStart, Words, OptionEnd]:
    return (
        OptionStart(option=identity, group="g", index=1, echo=echo),
        Words(text=text),
        OptionEnd(option=identity),
    )


def expected_bookmarks(document: PrintedDocument) -> dict[str, str]:
    """Return the words of every option, by the name of its bookmark; labels live, so they belong to none."""
    words: dict[str, str] = {}
    open_options: list[str] = []
    for piece in (piece for pieces in _all_pieces(document) for piece in pieces):
        if isinstance(piece, OptionStart):
            open_options.append(piece.option)
            words.setdefault(piece.option, "")
        elif isinstance(piece, OptionEnd):
            open_options.remove(piece.option)
        elif isinstance(piece, Words | CrossReference):
            for name in open_options:
                words[name] += piece.text
    return {bookmark_name(name): canon(text) for name, text in words.items()}


def _all_pieces(document: PrintedDocument) -> Iterator[tuple[Piece, ...]]:
    for section in document.sections:
        if isinstance(section, PrintedText):
            yield from (block.pieces for block in section.blocks)
            continue
        assert isinstance(section, PrintedTable)
        yield from (line for column in section.columns for line in (column.head, column.note))
        for entry in section.body:
            cells = ((entry.goal,), *entry.cells) if isinstance(entry, PrintedRow) else ((entry,),)
            yield from (block.pieces for cell in cells for block in cell)


def test_every_option_of_the_sample_has_its_bookmark_round_its_words() -> None:
    document = sample_document()
    expected = expected_bookmarks(document)
    assert len(expected) > 40
    assert bookmarks(docx(document)) == expected


def test_bookmarks_begin_and_end_once_and_in_pairs() -> None:
    root = part(docx(sample_document()))
    starts, ends = values(root, "bookmarkStart", "id"), values(root, "bookmarkEnd", "id")
    assert len(set(starts)) == len(starts)
    assert sorted(starts) == sorted(ends)
    assert len(set(values(root, "bookmarkStart", "name"))) == len(starts)


def test_controls_are_inline_rich_text_with_numbers_of_their_own() -> None:
    root = part(docx(sample_document()))
    controls = list(root.iter("{*}sdt"))
    assert len(controls) > 40
    assert all(control.find("{*}sdtPr/{*}richText") is not None for control in controls)
    held = {etree.QName(child).localname for control in controls for child in control.iterfind("{*}sdtContent/*")}
    assert held == {"r", "sdt", "bookmarkStart", "bookmarkEnd"}
    numbers = [number for properties in root.iter("{*}sdtPr") for number in values(properties, "id")]
    assert len(set(numbers)) == len(controls)


def test_a_run_has_one_bookmark_and_one_control_a_paragraph() -> None:
    document = sample_document()
    root = part(docx(document))
    assert values(root, "tag").count("a/9#items.1") == 4
    assert values(root, "bookmarkStart", "name").count(bookmark_name("a/9#items.1")) == 1


def test_brackets_wear_the_bracket_style() -> None:
    root = part(docx(document_of(paragraph("a/1", *marked("a/1", "甲[乙]丙")))))
    styled = ["".join(run.itertext()) for run in root.iter("{*}r") if run.find("{*}rPr/{*}rStyle") is not None]
    assert styled == ["[", "]"]


def test_an_echo_gets_a_bookmark_of_its_own() -> None:
    pieces = (*option("a/1#v.1", "向"), Words(text="…"), *option("a/1#v.1", "提供", echo=1))
    assert bookmarks(docx(document_of(paragraph("a/1", *pieces)))) == {
        bookmark_name("a/1#v.1"): "向",
        bookmark_name("a/1#v.1", 1): "提供",
    }


def test_an_echo_that_is_not_counted_still_gets_a_name_of_its_own() -> None:
    pieces = (*option("a/1#v.1", "向"), *option("a/1#v.1", "提供"))
    assert bookmarks(docx(document_of(paragraph("a/1", *pieces)))).keys() == {
        bookmark_name("a/1#v.1"),
        bookmark_name("a/1#v.1", 1),
    }


def test_an_option_without_words_has_a_bookmark_and_no_control() -> None:
    pieces = (Words(text="甲"), OptionStart(option="a/1#v.2", group="g", index=2), OptionEnd(option="a/1#v.2"))
    data = docx(document_of(paragraph("a/1", *pieces)))
    assert bookmarks(data) == {bookmark_name("a/1#v.2"): ""}
    assert values(part(data), "tag") == []


def test_a_run_that_never_ends_still_gives_a_whole_file() -> None:
    pieces = in_run((Words(text="甲"),), "a/1#whole", first=True, last=False)
    data = docx(document_of(paragraph("a/1", *pieces), paragraph("a/2", "乙")))
    assert complaints(data) == []
    root = part(data)
    assert values(root, "bookmarkStart", "id") == values(root, "bookmarkEnd", "id")


def test_a_literal_label_lies_in_the_option_whose_bracket_stands_before_it() -> None:
    number = circled("x", 1)
    inside = paragraph(
        "a/1",
        *in_run((Words(text="甲"),), "k", first=True, last=True),
        number=replace(number, before="["),
    )
    behind = paragraph(
        "a/2", *in_run((Words(text="乙"),), "m", first=True, last=True, typed_before=False), number=number
    )
    data = docx(document_of(inside, behind))
    assert bookmarks(data) == {bookmark_name("k.1"): "[㈠甲]", bookmark_name("m.1"): "[乙]"}
    assert docx_blocks(data) == ("CBD", "[㈠甲]", "㈠[乙]")


def test_a_long_id_is_shortened_for_word_and_stays_distinct() -> None:
    tags = {control_tag(LONG), control_tag(LONG + "x")}
    assert len(tags) == 2
    assert {len(tag) for tag in tags} == {LONGEST_TAG}
    root = part(docx(document_of(paragraph("a/1", *option(LONG, "甲")))))
    assert values(root, "tag") == values(root, "alias") == [control_tag(LONG)]


@pytest.mark.parametrize("identity", ["a/11#sbi.1", LONG, "条/1#组.1"])
def test_bookmark_names_fit_into_word(identity: str) -> None:
    for name in (bookmark_name(identity), bookmark_name(identity, 3), target_name(identity)):
        assert len(name) <= 40
        assert name.replace("_", "").isalnum()


def test_a_bookmark_name_is_the_digest_of_the_id() -> None:
    assert bookmark_name("a/11#sbi.1") == "pd_65fb6a23ffbb4092bc91"


def test_ids_with_marks_of_xml_are_escaped() -> None:
    root = part(docx(document_of(paragraph("a/1", *option('a"<&>#x.1', "甲")))))
    assert values(root, "tag") == ['a"<&>#x.1']


def test_a_slash_between_options_is_marked_like_a_bracket() -> None:
    root = part(docx(document_of(paragraph("a/1", Words(text="/", role=Role.BRACKET)))))
    assert values(root, "rStyle") == ["Bracket"]
