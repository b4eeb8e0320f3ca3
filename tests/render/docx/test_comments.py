"""Comments on options: one each, round the option's words, and never part of the text."""

from dataclasses import replace
from pathlib import Path

import pytest

from plandoc.diagnostics import Findings
from plandoc.model.order import Order
from plandoc.model.printed import NoteCall, OptionEnd, OptionStart, Piece, PrintedDocument, PrintedNote, Remark, Words
from plandoc.model.workspace import Reading
from plandoc.pipeline import typeset
from tests.drafting import project_workspace
from tests.judges.libreoffice import convert
from tests.judges.ooxml import complaints
from tests.readers.docx import bookmarks, docx_blocks
from tests.readers.printed import canon, printed_blocks
from tests.render.docx.specimens import W, document_of, docx, names, paragraph, part, values

SAID = "保留：甲集团\n删除：乙国"


def option(
    identity: str, *inside: Piece | str, first: bool = True, last: bool = True, echo: int = 0
) -> tuple[Piece | str, ...]:
    start = OptionStart(option=identity, group=identity.rpartition(".")[0], index=1, first=first, echo=echo)
    return start, *inside, OptionEnd(option=identity, last=last)


def remarked(document: PrintedDocument, *options: str, author: str = "各方立场", text: str = SAID) -> PrintedDocument:
    return replace(document, remarks=tuple(Remark(option=one, author=author, text=text) for one in options))


def commented(data: bytes) -> dict[str, str]:
    """The words in the range of each comment, by its number."""
    found: dict[str, str] = {}
    running: set[str] = set()
    for node in part(data).iter():
        number = node.get(f"{W}id", "")
        if node.tag == f"{W}commentRangeStart":
            running.add(number)
            found[number] = ""
        elif node.tag == f"{W}commentRangeEnd":
            running.remove(number)
        elif node.tag == f"{W}t":
            for one in running:
                found[one] += node.text or ""
    assert not running
    return found


def told(data: bytes) -> dict[str, list[str]]:
    """The lines of each comment, by its number."""
    root = part(data, "word/comments.xml")
    return {
        comment.get(f"{W}id", ""): ["".join(t.text or "" for t in line.iter(f"{W}t")) for line in comment]
        for comment in root
    }


NESTED = document_of(
    paragraph(
        "a/1", "请", *option("a/1#x.1", "甲", *option("a/1#y.1", "乙"), "丙"), "报告", *option("a/1#x.1", "丁", echo=1)
    )
)


def test_each_option_has_one_comment_round_its_words_where_it_first_stands() -> None:
    data = docx(remarked(NESTED, "a/1#y.1", "a/1#x.1", "a/1#gone.1"))
    assert commented(data) == {"1": "甲乙丙", "2": "乙"}
    assert told(data) == {"1": SAID.split("\n"), "2": SAID.split("\n")}
    assert values(part(data), "commentReference", "id") == ["2", "1"]
    assert complaints(data) == []


def test_comments_are_no_text() -> None:
    assert docx_blocks(docx(remarked(NESTED, "a/1#x.1"))) == docx_blocks(docx(NESTED)) == printed_blocks(NESTED)


def test_a_document_without_remarks_has_no_part_for_them() -> None:
    assert "word/comments.xml" not in names(docx(NESTED))
    assert "word/comments.xml" not in names(docx(remarked(NESTED, "a/1#gone.1")))


def test_no_comment_has_the_number_of_a_note() -> None:
    note = PrintedNote(id="n", number=1, pieces=(Words(text="注"),))
    called = document_of(paragraph("a/1", *option("a/1#x.1", "甲"), NoteCall(note="n", number=1)), notes=(note,))
    data = docx(remarked(called, "a/1#x.1"))
    assert values(part(data), "footnoteReference", "id") == ["1"]
    assert values(part(data), "commentReference", "id") == ["2"]


def test_a_note_has_no_comment() -> None:
    inside = (OptionStart(option="x.1", group="x", index=1), Words(text="注"), OptionEnd(option="x.1"))
    note = PrintedNote(id="n", number=1, pieces=inside)
    data = docx(remarked(document_of(paragraph("a/1", "甲", NoteCall(note="n", number=1)), notes=(note,)), "x.1"))
    assert "word/comments.xml" not in names(data)
    assert not list(part(data, "word/footnotes.xml").iter(f"{W}commentRangeStart"))


def test_comments_are_called_at_the_end_of_their_paragraph() -> None:
    root = part(docx(remarked(NESTED, "a/1#x.1", "a/1#y.1")))
    (line,) = [one for one in root.iter(f"{W}p") if next(one.iter(f"{W}commentReference"), None) is not None]
    assert [run[-1].tag for run in line[-2:]] == [f"{W}commentReference"] * 2


def test_an_option_over_several_blocks_has_one_comment_from_first_to_last() -> None:
    run = document_of(
        paragraph("a/1/a", *option("a/1#r.1", "甲", last=False)),
        paragraph("a/1/b", *option("a/1#r.1", "乙", first=False, last=False)),
        paragraph("a/1/c", *option("a/1#r.1", "丙", first=False), "丁"),
    )
    data = docx(remarked(run, "a/1#r.1"))
    assert commented(data) == {"1": "甲乙丙"}
    assert values(part(data), "commentReference", "id") == ["1"]


def test_an_option_that_never_ends_leaves_no_comment_open() -> None:
    data = docx(remarked(document_of(paragraph("a/1", *option("a/1#r.1", "甲", last=False))), "a/1#r.1"))
    assert commented(data) == {"1": "甲"}
    assert complaints(data) == []


def test_a_comment_says_who_and_when() -> None:
    (comment,) = part(docx(remarked(NESTED, "a/1#x.1", author="Secretariat of the Convention")), "word/comments.xml")
    said = {name: comment.get(f"{W}{name}") for name in ("author", "initials", "date")}
    assert said == {"author": "Secretariat of the Convention", "initials": "SotC", "date": "2022-03-28T12:00:00Z"}


@pytest.mark.parametrize("text", ["<w:t>&amp;\"'", "\0\x0b\ufffe甲", "\u202eabc\u202c", "<script>alert(1)</script>"])
def test_whatever_a_remark_says_stays_words(text: str) -> None:
    data = docx(remarked(NESTED, "a/1#x.1", author=text, text=text))
    (lines,) = told(data).values()
    kept = "".join(one for one in text if one not in "\0\x0b\ufffe")
    assert lines == [kept]
    assert part(data, "word/comments.xml")[0].get(f"{W}author") == kept
    assert complaints(data) == []


@pytest.fixture(scope="module")
def recommendation() -> PrintedDocument:
    workspace = project_workspace()
    order = Order(document=workspace.settings.documents[0], language="zh", reading=Reading.CORRECTED)
    return typeset(workspace, order, Findings())


@pytest.mark.parametrize("beside", ["", "en"])
def test_every_position_of_the_recommendation_is_a_comment(beside: str) -> None:
    workspace = project_workspace()
    order = Order(document=workspace.settings.documents[0], language="zh", beside=beside, reading=Reading.CORRECTED)
    printed = typeset(workspace, order, Findings())
    data = docx(printed)
    wanted = {(one.group, max(one.option, 1)) for one in workspace.positions}
    assert len(printed.remarks) == len(told(data)) == len(commented(data)) == len(wanted)
    assert all(lines[0].endswith("虚构示例") for lines in told(data).values())
    assert all(commented(data).values())
    assert complaints(data) == []
    assert docx_blocks(data) == docx_blocks(docx(replace(printed, remarks=())))


@pytest.mark.libreoffice
@pytest.mark.slow  # LibreOffice opens the whole recommendation
def test_libreoffice_keeps_the_comments_and_the_text(recommendation: PrintedDocument, tmp_path: Path) -> None:
    given = docx(recommendation)
    saved = convert(given, "docx", tmp_path)
    assert docx_blocks(saved) == docx_blocks(given)
    assert sorted(beside(saved)) == sorted(beside(given))
    assert bookmarks(saved) == bookmarks(given)


def beside(data: bytes) -> list[tuple[str, str]]:
    """What each comment stands round, and what it says; LibreOffice numbers them by their ends."""
    said = told(data)
    return [(canon(words), "\n".join(said[number])) for number, words in commented(data).items()]
