"""A printed document as the bytes of a Word file: base.docx with body, lists, notes, heads and properties put in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Final

from lxml import etree
from markupsafe import Markup

from plandoc.model.printed import Change, PrintedDocument, PrintedNote, PrintedTable, Words
from plandoc.model.printed_walk import placed_blocks
from plandoc.render.docx.base_document import BaseDocument, read_base
from plandoc.render.docx.comments import Comments
from plandoc.render.docx.figures import add_figures
from plandoc.render.docx.inline import InlineWriter
from plandoc.render.docx.inline_changes import TrackedInlineWriter
from plandoc.render.docx.numbering import LabelLooks, ListPlace, NumberingPlan, plan_numbering, unsettled
from plandoc.render.docx.package import PackageError, add_part, write_package
from plandoc.render.docx.paragraphs import ParagraphWriter, Setting
from plandoc.render.docx.parallel import script_of, with_parallel_styles
from plandoc.render.docx.properties import Description, describe, in_language, moment
from plandoc.render.docx.reading import targets
from plandoc.render.docx.runs import LINE_BREAK, script
from plandoc.render.docx.sections import RunningHeads, SectionWriter, TablePages, page_groups
from plandoc.render.docx.shapes import make_shape, render_part
from plandoc.render.docx.sides import Side, marked, pieces_of, spread, text_of
from plandoc.render.docx.styles import style_of
from plandoc.render.docx.tracking import Tracker, signature_of
from plandoc.render.docx.wordprocessing import DECLARATION, NAMESPACES, encode_checked, parse, serialize, w
from plandoc.render.templates import TemplateFault, Templates

BASE: Final = "docx/base.docx"
_DEFAULT_WORDS: Final = {"page": "Page"}


def render_docx(document: PrintedDocument, templates: Templates, *, created: datetime) -> bytes:
    """Set a printed document as a Word file; the same arguments give the same bytes.

    Args:
        document: what is printed, with every decision taken.
        templates: the block templates and base.docx of the folder `docx`.
        created: the time that the file's properties show; without a zone it counts as UTC.

    Raises:
        TemplateFault: a template or base.docx cannot be used; with file and line.
    """
    try:
        return _render(document, templates, created)
    except PackageError as error:
        raise TemplateFault(file=templates.file(BASE).origin, line=1, message=str(error)) from error


def _render(document: PrintedDocument, templates: Templates, created: datetime) -> bytes:
    document = spread(document) if document.revision else document
    base = read_base(templates.data(BASE))
    base = with_parallel_styles(base, templates) if document.sides else base
    parts = dict(base.parts)
    blocks = tuple(placed_blocks(document))
    indents = {block.id: base.indents(style_of(block, place)) for block, place in blocks if block.number is not None}
    numbering = parse(parts[base.part("numbering")])
    literal = unsettled([block for block, _ in blocks]) if document.revision else frozenset[str]()
    looks = LabelLooks(indents=indents, first=_first_free(numbering), literal=literal)
    plan = plan_numbering((block for block, _ in blocks), looks)
    language = document.language.partition("-")[0]
    han, right_to_left = language == "zh", document.direction == "rtl"
    setting = Setting(
        templates=templates,
        han=han,
        right_to_left=right_to_left,
        bracketed_label=base.bracket,
        words=script(han=han, right_to_left=right_to_left),
        places=plan.places,
        indents=indents,
    )
    tracker = Tracker(signature=signature_of(document.revision) if document.revision else "")
    inline = _inline_writer(document, plan.places, tracker)
    remarks = {remark.option: remark for remark in document.remarks}
    inline.comments = Comments(remarks=remarks, first=len(document.notes) + 1)
    heads = _add_running_heads(parts, base, document, setting)
    pictures = add_figures(parts, base.main, document, templates, base.portrait.width)
    paragraphs = ParagraphWriter(setting=setting, inline=inline, tracker=tracker, pictures=pictures)
    sections = SectionWriter(document=document, base=base, heads=heads, paragraphs=paragraphs)
    opening, closing = f"{DECLARATION}<w:document {NAMESPACES}><w:body>", "</w:body></w:document>"
    parts[base.main] = encode_checked(chain((opening,), sections.write(), (closing,)))
    parts[base.part("numbering")] = _with_lists(numbering, plan)
    parts[base.part("footnotes")] = _with_notes(parts[base.part("footnotes")], document, setting, inline)
    if inline.comments.placed:
        comments = inline.comments.part(setting.words, moment(created))
        add_part(parts, base.main, ("comments.xml", comments), "comments")
    parts[base.part("styles")] = in_language(parts[base.part("styles")], document.language, document.direction)
    described = Description(title=document.title, name=document.name, language=document.language)
    describe(parts, described, templates, created)
    return write_package(parts)


def _inline_writer(document: PrintedDocument, places: Mapping[str, ListPlace], tracker: Tracker) -> InlineWriter:
    if document.revision is None:
        return InlineWriter(targets=targets(document, places), ids=tracker.ids)
    first, second = (targets(text_of(document, side), places) for side in Side)
    return TrackedInlineWriter(targets=second, former_targets=first, tracker=tracker, ids=tracker.ids)


def _first_free(numbering: etree._Element) -> int:
    """The lowest number above those of the lists that base.docx brings along."""
    taken = [
        int(node.get(w(name), "0"))
        for node in numbering
        for name in ("abstractNumId", "numId")
        if node.get(w(name)) is not None
    ]
    return max(taken, default=0) + 1


def _with_lists(numbering: etree._Element, plan: NumberingPlan) -> bytes:
    """The numbering part with the lists of the plan; every abstractNum stands before every num (schema)."""
    first_num = numbering.find(w("num"))
    marks = {"abstract": plan.abstract, "num": plan.nums}
    numbering.insert(len(numbering) if first_num is None else numbering.index(first_num), etree.Comment("abstract"))
    numbering.append(etree.Comment("num"))
    text = serialize(numbering).decode()
    for mark, elements in marks.items():
        text = text.replace(f"<!--{mark}-->", "".join(elements), 1)
    return encode_checked((text,))


def _with_notes(part: bytes, document: PrintedDocument, setting: Setting, inline: InlineWriter) -> bytes:
    """The footnotes in the order of their calls, none uncalled: LibreOffice finds notes by place, not by id."""
    by_id = {note.id: note for note in document.notes}
    look = {"right_to_left": setting.right_to_left}
    shape = make_shape(setting.templates, "footnote", look, ("number", "content"))
    inline.in_notes = True
    notes = "".join(
        shape.fill(
            {"number": str(number), "content": _note(_alone(by_id.get(note), change), document, setting, inline)}
        )
        for number, (note, change) in enumerate(inline.called, 1)
    )
    inline.in_notes = False
    root = parse(part)
    added = parse(f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>".encode())
    root.extend(list(added))
    return serialize(root)


def _alone(note: PrintedNote | None, change: Change | None) -> PrintedNote | None:
    """A note as it is where only one text calls it: the words of that text, all tracked."""
    if note is None or change is None:
        return note
    side = next(side for side in Side if side.alone is change)
    return replace(note, pieces=marked(pieces_of(note.pieces, side), change))


def _note(note: PrintedNote | None, document: PrintedDocument, setting: Setting, inline: InlineWriter) -> str:
    """The words of a note; in a document in two languages one under the other."""
    if note is None:
        return ""
    if not document.sides:
        return inline.content(note.pieces, setting.words)
    both = zip((note.pieces, note.beside), map(script_of, document.sides), strict=True)
    return LINE_BREAK.join(inline.content(pieces, words) for pieces, words in both if pieces)


def _add_running_heads(
    parts: dict[str, bytes], base: BaseDocument, document: PrintedDocument, setting: Setting
) -> RunningHeads:
    """Add the header and footer parts and give the references to them."""

    def reference(kind: str, name: str, context: Mapping[str, object]) -> str:
        names = {"namespaces": Markup(NAMESPACES), "han": setting.han}
        text = render_part(setting.templates, kind, {**names, **context})
        identity = add_part(parts, base.main, (f"{name}.xml", (DECLARATION + text).encode()), kind)
        return f'<w:{kind}Reference w:type="default" r:id="{identity}"/>'

    words = {**_DEFAULT_WORDS, **dict(document.words)}
    masthead = document.masthead
    header = {"symbol": masthead.symbol, "standing": masthead.standing, "words": words}
    tables = [pages.titled for pages in page_groups(document) if isinstance(pages, TablePages)]
    # Without a footer of its own a section repeats that of the one before it, here the title of a table.
    portrait = reference("header", "header1", header) + reference("footer", "footer1", {"title": ""})
    upright = reference("header", "header2", header) if tables else ""
    feet = tuple(
        reference("footer", f"footer{number}", {"title": _opening_words(table)})
        for number, table in enumerate(tables, 2)
    )
    return RunningHeads(portrait=portrait, landscape=tuple(upright + foot for foot in feet))


def _opening_words(table: PrintedTable) -> str:
    """The title of a table; in a redline the one that it has when changes are accepted."""
    side = Side.FIRST if table.change is Change.DELETED else Side.SECOND
    lines = (
        "".join(piece.text for piece in block.pieces if isinstance(piece, Words) and side.has(piece.change))
        for block in table.opening
    )
    return " · ".join(line for line in lines if line)
