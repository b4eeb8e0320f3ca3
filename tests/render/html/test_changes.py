"""A redline in HTML: every change for the eye, the ear and the keyboard, and both texts to be had from it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from lxml import html as markup
from lxml.html import HtmlElement
from playwright.sync_api import Browser

from plandoc.diagnostics import Findings
from plandoc.model.order import Order, Version
from plandoc.model.printed import (
    BlockKind,
    Change,
    Masthead,
    OptionEnd,
    OptionStart,
    Piece,
    PrintedDocument,
    PrintedNote,
    PrintedRow,
    PrintedTable,
    PrintedText,
    Revision,
    Words,
)
from plandoc.model.workspace import Reading
from plandoc.pipeline import compare, typeset
from plandoc.redline import redline
from plandoc.render.html import Medium, render_html
from plandoc.render.templates import load_templates
from tests.drafting import project_workspace
from tests.properties.test_redline import chosen_at_random
from tests.readers.html import html_blocks, stray_text
from tests.readers.printed import printed_blocks
from tests.render.html.test_markup import HOSTILE, conformance_errors, one_part, repeated_ids
from tests.render.sample import block, sample_document

TEMPLATES = load_templates(None)
MEDIA = pytest.mark.parametrize("medium", list(Medium))
WHEN = datetime(2022, 3, 28, tzinfo=UTC)
REVISION = Revision(first="A", second="B", author="示例", date=WHEN)
WORKSPACE = project_workspace()


def version(name: str, language: str = "zh", document: str = "decision-implementation-plan") -> Version:
    plan = WORKSPACE.settings.document(document)
    assert plan is not None
    order = Order(
        document=plan, language=language, reading=Reading.CORRECTED, scenario=WORKSPACE.scenario(name) if name else None
    )
    return Version(workspace=WORKSPACE, order=order)


def compared(first: str, second: str, language: str = "zh") -> PrintedDocument:
    return compare(version(first, language), version(second, language), "示例", WHEN, Findings())


def page(document: PrintedDocument, medium: Medium = Medium.SCREEN) -> HtmlElement:
    return markup.document_fromstring(render_html(document, TEMPLATES, medium=medium))


def resolved(source: str, gone: str) -> tuple[str, ...]:
    """The text of a file without everything in `ins` or `del`, in canon; the masthead, which is the second's, apart."""
    tree = markup.document_fromstring(source)
    for element in [*tree.xpath(f"//{gone}"), *tree.xpath("//header")]:
        element.drop_tree()
    # Lines of a list of notes that nothing calls any more are empty.
    return html_blocks(markup.tostring(tree, encoding="unicode"))


@MEDIA
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("first", "second"), [("", "mixed"), ("mixed", "drop-all"), ("keep-all", "")])
def test_either_text_is_what_is_left_without_the_marks(first: str, second: str, language: str, medium: Medium) -> None:
    source = render_html(compared(first, second, language), TEMPLATES, medium=medium)
    texts = [typeset(WORKSPACE, version(name, language).order, Findings()) for name in (first, second)]
    bare = [printed_blocks(replace(text, masthead=Masthead(organization=""))) for text in texts]
    assert resolved(source, "ins") == bare[0]
    assert resolved(source, "del") == bare[1]


@MEDIA
def test_the_file_conforms_and_gives_no_id_twice(medium: Medium) -> None:
    random = Random("conformance")
    for _ in range(3):
        versions = [
            replace(one, order=replace(one.order, scenario=chosen_at_random(random))) for one in [version("mixed")] * 2
        ]
        document = compare(versions[0], versions[1], "示例", WHEN, Findings())
        source = render_html(document, TEMPLATES, medium=medium)
        assert conformance_errors(source) == []
        assert repeated_ids(source) == []
        assert stray_text(source) == ""
        targets = {str(link).removeprefix("#") for link in page(document, medium).xpath("//a/@href")}
        assert {one for one in targets if "%" not in one} <= {
            str(found) for found in page(document, medium).xpath("//@id")
        }


def test_list_leads_to_every_change_and_every_change_to_its_neighbours() -> None:
    tree = page(compared("", "mixed", "en"))
    links = [str(link) for link in tree.xpath("//nav[@class='changes']//li/a/@href")]
    assert links == [f"#change:{number}" for number in range(1, len(links) + 1)]
    assert len(links) > 20
    assert tree.xpath("string(//p[@class='changes-head'])") == f"Changes: {len(links)}"
    for number, link in enumerate(links, 1):
        steps = tree.xpath(f"//*[@id='{link[1:]}']/span[@class='steps']/a")
        before = f"#change:{number - 1}" if number > 1 else "#change:list"
        assert [step.get("href") for step in steps] == [before, "#change:list", f"#change:{number + 1}"]
        assert [step.get("aria-label") for step in steps] == ["Previous change", "List of changes", "Next change"]
    assert tree.xpath(f"//p[@class='changes-end']//*[@id='change:{len(links) + 1}']//a/@href")[0] == links[-1]


def test_entry_says_where_and_what() -> None:
    tree = page(compared("keep-all", "drop-all", "en"))
    entries = [" ".join(entry.text_content().split()) for entry in tree.xpath("//nav[@class='changes']//li")]
    assert "1. deleted 3. → inserted 1." in entries
    assert any(entry.startswith("1. deleted Adopts the Implementation Plan") for entry in entries)
    assert any(entry.startswith("A.5. (a) deleted ") for entry in entries)
    assert all(len(entry) < 200 for entry in entries)


def test_what_stands_together_is_one_change_also_across_the_border_of_an_option() -> None:
    start, end = OptionStart(option="g.1", group="g", index=1), OptionEnd(option="g.1")
    a, c = (Words(text=text, change=Change.DELETED) for text in "ac")
    b, e = (Words(text=text, change=Change.INSERTED) for text in "be")
    pieces: tuple[Piece, ...] = (a, b, start, c, end, Words(text=" d "), e)
    tree = page(replace(one_part(block("x", BlockKind.PARAGRAPH, pieces)), revision=REVISION))
    entries = tree.xpath("//nav[@class='changes']//li")
    assert [entry.text_content().split() for entry in entries] == [["ac", "→", "b"], ["e"]]
    assert len(tree.xpath("//p[@id='x']//del | //p[@id='x']//ins")) == 4


def test_head_says_whose_and_when_and_from_what_to_what() -> None:
    tree = page(compared("keep-all", "mixed"))
    assert tree.xpath("string(//meta[@name='author']/@content)") == "示例"
    assert tree.xpath("string(//meta[@name='dcterms.date']/@content)") == "2022-03-28T00:00:00+00:00"
    assert tree.xpath("string(//time/@datetime)") == "2022-03-28"
    assert tree.xpath("string(//p[@class='notice'])") == "非正式文本：从情景“全部保留”到情景“混合（示例）”的修订对照"


def test_readers_by_ear_are_told_and_pages_bear_no_word_of_it() -> None:
    document = compared("keep-all", "mixed")
    screen, paper = page(document), page(document, Medium.PAGE)
    for element, word in (("ins", "插入"), ("del", "删除")):
        changed = screen.xpath(f"//main//{element}")
        assert changed
        assert all(one.xpath("string(span[@class='told'][1])").strip() == word for one in changed)
        assert all(one.xpath("string(span[@class='told'][last()])").strip() == "完" for one in changed)
        assert paper.xpath(f"//main//{element}")
    assert paper.xpath("//*[contains(@class, 'told') or contains(@class, 'change')]") == []


def test_label_shows_what_it_was() -> None:
    tree = page(compared("", "drop-all"))
    number = tree.xpath("//p[@id='a/3']/span[@class='number']")[0]
    assert (number.xpath("string(del/text())"), number.xpath("string(ins/text())")) == ("3.", "1.")
    bracket = page(compared("", "keep-all")).xpath("//p[@id='a/1']/span[@class='number']")[0]
    assert bracket.xpath("string(del/span[@class='bracket'])") == "["
    assert bracket.xpath("ins") == []
    assert bracket.text_content().rstrip().endswith("1.")


def table(change: Change | None, row: Change | None, goal: str) -> PrintedTable:
    sample = next(one for one in sample_document().sections if isinstance(one, PrintedTable))
    rows = tuple(
        replace(entry, change=row) if isinstance(entry, PrintedRow) and entry.goal.id == goal else entry
        for entry in sample.body
    )
    return replace(sample, body=rows, change=change)


def changed(*sections: PrintedTable | PrintedText, notes: tuple[PrintedNote, ...] | None = None) -> PrintedDocument:
    sample = sample_document()
    words = compared("keep-all", "keep-all", "en").words
    return replace(
        sample, sections=sections, notes=sample.notes if notes is None else notes, words=words, revision=REVISION
    )


def test_row_that_only_one_text_has_is_one_change_with_every_cell_marked() -> None:
    tree = page(changed(table(None, Change.DELETED, "plan-1/A.5")))
    row = tree.xpath("//tbody[@id='plan-1/A.5']")[0]
    blocks = row.xpath(".//p[@data-kind]")
    assert len(blocks) > 3
    assert all(block.get("data-change") == "deleted" for block in blocks)
    assert all(block.xpath("del") for block in blocks)
    assert len(tree.xpath("//*[@class='change'][starts-with(@id, 'change:')]")) == 2
    assert tree.xpath("//tbody[@id='plan-1/A.6']//del") == []


def test_table_that_is_out_leaves_its_ids_to_the_one_that_is_in() -> None:
    tree = page(changed(table(Change.DELETED, None, ""), table(Change.INSERTED, None, "")))
    assert [len(one.xpath(".//*[@data-change='deleted']")) > 5 for one in tree.xpath("//main/section")] == [True, False]
    assert tree.xpath("//main/section[2]/@id") == ["plan-1"]
    assert tree.xpath("//main/section[1]//tbody/@id") == []
    assert "plan-1/A.5" in tree.xpath("//main/section[2]//tbody/@id")
    assert all(head.xpath(".//del") for head in tree.xpath("//main/section[1]//th[@role='columnheader']"))
    # One change each, and the place after the last.
    assert len(tree.xpath("//*[@class='change']")) == 3


@MEDIA
def test_note_that_only_one_text_calls_is_marked(medium: Medium) -> None:
    sample = sample_document()
    notes = (replace(sample.notes[0], change=Change.INSERTED), *sample.notes[1:])
    tree = page(replace(sample, notes=notes, revision=REVISION), medium)
    found = tree.xpath("//li[@role='doc-endnote'][1]//ins | //span[@class='footnote'][1]//ins")
    assert len(found) == 1
    assert "第 BS-V/16 决定。" in found[0].text_content()


def test_heading_in_the_outline_has_the_words_of_the_second_text() -> None:
    pieces = (Words(text="The "), Words(text="old", change=Change.DELETED), Words(text="new", change=Change.INSERTED))
    heading = block("h", BlockKind.HEADING, pieces, level=1)
    tree = page(replace(one_part(heading), revision=REVISION))
    assert tree.xpath("string(//h1/@data-outline)") == "The new"


@MEDIA
def test_text_of_a_redline_is_never_markup(medium: Medium) -> None:
    first, second = (one_part(block("x", BlockKind.PARAGRAPH, (Words(text=text),))) for text in (HOSTILE, "plain"))
    hostile = Revision(first=HOSTILE, second=HOSTILE, author=HOSTILE, date=WHEN)
    words = tuple(
        (f"redline-{key}", HOSTILE) for key in ("inserted", "deleted", "end", "count", "legend", "next", "list")
    )
    document = replace(redline(first, second, hostile), words=words)
    tree = page(document, medium)
    assert tree.xpath("//script") == []
    assert conformance_errors(render_html(document, TEMPLATES, medium=medium)) == []


def test_language_without_words_for_changes_still_shows_them() -> None:
    document = replace(compared("keep-all", "mixed"), words=())
    tree = page(document)
    assert tree.xpath("//main//del")
    assert tree.xpath("//nav[@class='changes']//li/a")


def test_same_texts_have_an_empty_list() -> None:
    tree = page(compared("mixed", "mixed", "en"))
    assert tree.xpath("//main//ins | //main//del | //li") == tree.xpath("//li[@role='doc-endnote']")
    assert "The two texts are the same." in tree.xpath("string(//nav)")


@pytest.mark.browser
@pytest.mark.slow  # starts Chromium
def test_changes_are_walked_through_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    file = tmp_path / "redline.html"
    file.write_text(render_html(compared("", "mixed", "en"), TEMPLATES, medium=Medium.SCREEN), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 412, "height": 800})
    tab.goto(file.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= 412
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#change:1")
    for step in ("change:2", "change:3"):
        tab.get_by_role("link", name="Next change").focus()
        tab.keyboard.press("Enter")
        assert tab.url.endswith(f"#{step}")
    place = tab.locator("[id='change:3']").bounding_box()
    assert place is not None
    assert 0 <= place["y"] < 800
    serious = [found for found in Axe().run(tab).response["violations"] if found["impact"] in {"serious", "critical"}]
    tab.close()
    assert serious == []
