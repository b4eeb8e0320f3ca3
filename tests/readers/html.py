"""Read an HTML file back as its visible text, in the canon of `tests.readers.printed`.

Notes count after the text in both media: in a file for pages they stand at their calls and are taken out.
"""

from lxml import html as markup
from lxml.html import HtmlElement

from tests.readers.printed import canon

FURNITURE = ("continued", "call", "back", "told", "steps", "changes", "changes-end")
"""Classes of what is not text."""


def html_blocks(source: str) -> tuple[str, ...]:
    """Return the masthead's lines, the blocks and the notes, in canon, without empty ones."""
    page = markup.document_fromstring(source)
    for name in FURNITURE:
        for element in _with_class(page, name):
            element.drop_tree()
    notes = [*_with_class(page, "footnote"), *_with_class(page, "note")]
    noted = [note.text_content() for note in notes]
    for note in notes:
        note.drop_tree()
    lines = [text for line in _with_class(page, "masthead") for text in _lines(line)]
    blocks = [block.text_content() for block in page.xpath("//*[@data-kind]")]
    return tuple(text for text in map(canon, (*lines, *blocks, *noted)) if text)


def html_text(source: str) -> str:
    """Return all text of the file in one string, in canon."""
    return "".join(html_blocks(source))


def stray_text(source: str) -> str:
    """Return text of the body that stands in no block, note, masthead or furniture; nothing should."""
    page = markup.document_fromstring(source)
    for name in (*FURNITURE, "footnote", "note", "masthead"):
        for element in _with_class(page, name):
            element.drop_tree()
    for block in page.xpath("//*[@data-kind]"):
        block.drop_tree()
    return canon("".join(body.text_content() for body in page.xpath("//body")))


def _lines(masthead: HtmlElement) -> list[str]:
    """Return the masthead's lines; `Distr.` and the distribution, which break one paragraph, are one."""
    found = []
    for paragraph in masthead.xpath(".//p"):
        if "distribution" in paragraph.classes:
            found.append(paragraph.text_content())
            continue
        for line_break in paragraph.xpath(".//br"):
            line_break.tail = "\n" + (line_break.tail or "").lstrip()
        found.extend(paragraph.text_content().splitlines())
    return found


def _with_class(page: HtmlElement, name: str) -> list[HtmlElement]:
    return [element for element in page.xpath("//*[@class]") if name in element.classes]
