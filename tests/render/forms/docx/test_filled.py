"""Filled forms read back: as Word writes them, without tags, without controls, damaged, and by attackers."""

import zipfile
from io import BytesIO

import pytest
from lxml import etree

from plandoc.model.answers import Answer
from plandoc.render.forms.docx import read_form
from plandoc.render.forms.filled import FilledForm, ProblemKind
from tests.render.forms.docx.answers import READ, put_in
from tests.render.forms.docx.filling import (
    MAIN,
    W14,
    W,
    changed,
    controls,
    fill,
    packed,
    part,
    parts,
    without_tags,
    write,
)
from tests.render.forms.docx.specimen import docx, specimen

BLANK = docx(specimen())
TAGS = list(controls(part(BLANK)))
FILLED = fill(BLANK, put_in(TAGS))


def told(form: FilledForm) -> list[tuple[ProblemKind, str]]:
    return [(problem.kind, problem.field) for problem in form.problems]


def answers(values: dict[str, str]) -> FilledForm:
    return read_form(fill(BLANK, values))


def replaced(tag: str, content: str, data: bytes = BLANK) -> bytes:
    """The file with a control replaced by other runs."""

    def change(root: etree._Element) -> None:
        control = controls(root)[tag]
        parent = control.getparent()
        assert parent is not None
        node = etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}">{content}</w:r>')
        parent.replace(control, node)

    return changed(data, change)


def test_a_blank_form_has_no_answers_and_no_problems() -> None:
    form = read_form(BLANK)
    assert (form.found, form.problems) == ({}, ())


def test_every_answer_comes_back_in_printed_order() -> None:
    form = read_form(FILLED)
    assert form.problems == ()
    assert form.found == READ
    assert [name for name in form.found if name != "Q030"] == [name for name in READ if name != "Q030"]


def test_the_file_says_what_it_is() -> None:
    identity = read_form(FILLED).identity
    assert identity is not None
    assert (identity.id, identity.version, identity.cycle) == ("report-5", "2", "5")
    assert (identity.language, identity.scenario, identity.party) == ("zh-Hans", "mixed", "")


def test_bookmarks_stand_in_for_tags() -> None:
    form = read_form(without_tags(FILLED))
    assert (form.found, form.problems) == (READ, ())


def test_controls_round_paragraphs_are_read_line_by_line() -> None:
    """As Word writes a control in which Enter was pressed."""

    def change(root: etree._Element) -> None:
        control = controls(root)["Q022"]
        content, paragraph = control.find(f"{W}sdtContent"), control.getparent()
        assert content is not None
        assert paragraph is not None
        cell = paragraph.getparent()
        assert cell is not None
        write(control, "一")
        run = content[0]
        for line in ("一", "二"):
            one = etree.SubElement(content, f"{W}p")
            etree.SubElement(etree.SubElement(one, f"{W}r"), f"{W}t").text = line
        content.remove(run)
        for flag in list(control.iter(f"{W}showingPlcHdr")):
            parent = flag.getparent()
            assert parent is not None
            parent.remove(flag)
        cell.replace(paragraph, control)

    assert read_form(changed(BLANK, change)).found == {"Q022": "一\n二"}


def test_the_state_of_a_box_counts_and_not_its_glyph() -> None:
    def change(root: etree._Element) -> None:
        ticked, looking = controls(root)["Q010#yes"], controls(root)["Q011#b"]
        state = ticked.find(f".//{W14}checked")
        assert state is not None
        state.set(f"{W14}val", "1")
        write(looking, "☒")

    form = read_form(changed(BLANK, change))
    assert form.found == {"Q010": "yes"}
    assert told(form) == [(ProblemKind.DOUBTFUL, "Q011")]


@pytest.mark.parametrize(("glyph", "codes"), [("☒", ("a",)), ("x", ("a",)), ("✓", ("a",)), ("☐", ()), ("", ())])
def test_where_the_box_is_lost_its_glyph_counts(glyph: str, codes: tuple[str, ...]) -> None:
    form = read_form(replaced("Q011#a", f"<w:t>{glyph}</w:t>"))
    assert form.found == ({"Q011": codes} if codes else {})
    assert form.problems == ()


def test_words_in_place_of_a_box_are_told() -> None:
    form = read_form(replaced("Q011#a", "<w:t>也许</w:t>"))
    assert form.found == {}
    assert told(form) == [(ProblemKind.DOUBTFUL, "Q011")]


def test_where_a_list_is_lost_its_label_or_its_code_counts() -> None:
    assert read_form(replaced("Q012", "<w:t>选项c</w:t>")).found == {"Q012": "c"}
    assert read_form(replaced("Q012", "<w:t>c</w:t>")).found == {"Q012": "c"}


def test_a_placeholder_whose_control_is_lost_is_no_answer() -> None:
    greyed = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>请选择</w:t>'
    assert read_form(replaced("Q012", greyed)) == read_form(BLANK)


def test_what_is_none_of_the_choices_is_told_and_kept() -> None:
    form = read_form(replaced("Q012", "<w:t>别的</w:t>"))
    assert form.found == {"Q012": "别的"}
    assert told(form) == [(ProblemKind.UNKNOWN_CHOICE, "Q012")]


def test_going_back_in_a_list_leaves_it_blank() -> None:
    assert answers({"Q012": "请选择"}) == read_form(BLANK)


def test_two_ticks_where_one_may_be_made_are_told() -> None:
    form = answers({"Q010#yes": "1", "Q010#no": "1"})
    assert form.found == {}
    assert told(form) == [(ProblemKind.CONTRADICTION, "Q010")]
    assert "yes, no" in form.problems[0].message


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12", 12),
        (" １２ ", 12),
        ("1 234", 1234),
        ("1,234,567", 1234567),
        ("-3", -3),
        ("0", 0),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, read: Answer) -> None:
    form = answers({"Q014": written})
    assert (form.found, form.problems) == ({"Q014": read}, ())


@pytest.mark.parametrize("written", ["很多", "12 人", "1,5", "3.5", "1,23,4", "9" * 5000, "٣.٣.٣", "1e9", "--1"])
def test_what_is_no_whole_number_is_told_and_kept(written: str) -> None:
    form = answers({"Q014": written})
    assert form.found == {"Q014": written}
    assert told(form) == [(ProblemKind.NOT_A_NUMBER, "Q014")]


def day(text: str, held: str) -> FilledForm:
    def change(root: etree._Element) -> None:
        control = controls(root)["Q002"]
        node = control.find(f".//{W}date")
        assert node is not None
        write(control, text)
        if held:
            node.set(f"{W}fullDate", held)
        for flag in list(control.iter(f"{W}showingPlcHdr")):
            parent = flag.getparent()
            assert parent is not None
            parent.remove(flag)

    return read_form(changed(BLANK, change))


@pytest.mark.parametrize("text", ["2026-02-28", "2026/2/28", "2026年2月28日", "2026.02.28"])
def test_days_that_were_typed_are_read(text: str) -> None:
    assert day(text, "") == day("2026-02-28", "2026-02-28T00:00:00Z")
    assert day(text, "").found == {"Q002": "2026-02-28"}


def test_a_day_that_shows_another_is_told() -> None:
    form = day("2026-02-27", "2026-02-28T00:00:00Z")
    assert form.found == {"Q002": "2026-02-28"}
    assert told(form) == [(ProblemKind.DOUBTFUL, "Q002")]


@pytest.mark.parametrize("text", ["28/02/2026", "2026-02-30", "2026"])
def test_what_is_no_day_is_told_and_kept(text: str) -> None:
    form = day(text, "")
    assert form.found == {"Q002": text}
    assert told(form) == [(ProblemKind.NOT_A_DAY, "Q002")]


def test_the_shape_of_a_day_is_no_answer() -> None:
    assert day("年-月-日", "").found == {}


def test_words_that_count_as_a_placeholder_are_told() -> None:
    def change(root: etree._Element) -> None:
        write(controls(root)["Q001"], "真正的答复")

    form = read_form(changed(BLANK, change))
    assert form.found == {}
    assert told(form) == [(ProblemKind.DOUBTFUL, "Q001")]
    assert "真正的答复" in form.problems[0].message


def test_deleted_words_are_not_read() -> None:
    tracked = (
        '<w:t>甲</w:t></w:r><w:moveFrom w:id="9" w:author="x"><w:r><w:t>乙</w:t></w:r></w:moveFrom><w:r><w:t>丙</w:t>'
    )

    def change(root: etree._Element) -> None:
        content = controls(root)["Q001"].find(f"{W}sdtContent")
        assert content is not None
        wrapped = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r>{tracked}</w:r></w:p>')
        content[:] = list(wrapped)
        for flag in list(controls(root)["Q001"].iter(f"{W}showingPlcHdr")):
            parent = flag.getparent()
            assert parent is not None
            parent.remove(flag)

    assert read_form(changed(BLANK, change)).found == {"Q001": "甲丙"}


@pytest.mark.parametrize(("other", "problems"), [("一个", []), ("另一个", [(ProblemKind.CONTRADICTION, "Q001")])])
def test_a_row_that_was_copied_is_told_only_if_it_says_something_else(
    other: str, problems: list[tuple[ProblemKind, str]]
) -> None:
    def change(root: etree._Element) -> None:
        row = next(controls(root)["Q001"].iterancestors(f"{W}tr"))
        copy = etree.fromstring(etree.tostring(row))
        row.addnext(copy)
        write(controls(copy)["Q001"], other)

    form = read_form(changed(fill(BLANK, {"Q001": "一个"}), change))
    assert (form.found, told(form)) == ({"Q001": "一个"}, problems)


def test_controls_of_others_are_told_if_they_are_filled_in() -> None:
    def change(root: etree._Element) -> None:
        control = controls(root)["Q001"]
        tag, parent = control.find(f".//{W}tag"), control.getparent()
        assert tag is not None
        assert parent is not None
        tag.set(f"{W}val", "Q999")
        for bookmark in parent.findall(f"{W}bookmarkStart"):
            parent.remove(bookmark)

    form = read_form(changed(fill(BLANK, {"Q001": "谁"}), change))
    assert form.found == {}
    assert told(form) == [(ProblemKind.NO_NAME, "")]
    assert "谁" in form.problems[0].message


def test_without_its_identity_a_form_is_read_as_far_as_it_goes() -> None:
    content = {name: data for name, data in parts(FILLED).items() if not name.startswith("customXml/")}
    form = read_form(packed(content))
    assert form.identity is None
    assert told(form)[0] == (ProblemKind.UNKNOWN_FORM, "")
    assert form.found["Q010"] == ("partial",)
    assert form.found["Q012"] == "h"
    assert form.found["Q014"] == "1,234"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0 an old or encrypted document",
        packed({"a.txt": b"x"}),
        packed({**parts(BLANK), MAIN: b"<w:document"}),
        packed({**parts(BLANK), MAIN: b"<html/>"}),
        packed({**parts(BLANK), "_rels/.rels": b"<"}),
        BLANK[: len(BLANK) // 2],
    ],
)
def test_what_is_no_word_file_is_told(data: bytes) -> None:
    form = read_form(data)
    assert form.found == {}
    assert told(form) == [(ProblemKind.UNREADABLE, "")]


def test_a_bomb_is_not_unpacked() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MAIN, b" " * (17 * 1024 * 1024))
    assert told(read_form(buffer.getvalue())) == [(ProblemKind.UNREADABLE, "")]


def test_entities_are_not_expanded() -> None:
    text = parts(FILLED)[MAIN].decode()
    declared = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document'
    text = text.replace("<w:document", declared, 1).replace("选项h", "&a;")
    form = read_form(packed({**parts(FILLED), MAIN: text.encode()}))
    assert "Q012" not in form.found


def test_deep_nesting_is_no_danger() -> None:
    depth = 20_000
    opening, closing = "<w:sdt><w:sdtContent>" * depth, "</w:sdtContent></w:sdt>" * depth
    text = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{opening}{closing}</w:body></w:document>'
    assert read_form(packed({**parts(BLANK), MAIN: text.encode()})).found == {}
