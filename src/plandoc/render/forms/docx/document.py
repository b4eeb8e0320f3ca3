"""A printed form as the bytes of a Word file: words locked, answers open, and a part that says what the form is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from typing import Final

from markupsafe import Markup

from plandoc.model.printed import Words
from plandoc.model.printed_form import PrintedForm
from plandoc.render.docx.base_document import BaseDocument, read_base, with_styles
from plandoc.render.docx.document import BASE
from plandoc.render.docx.inline import InlineWriter
from plandoc.render.docx.package import PackageError, add_part, write_package
from plandoc.render.docx.properties import Description, describe, in_language
from plandoc.render.docx.runs import TAB, script
from plandoc.render.docx.shapes import render_part
from plandoc.render.docx.wordprocessing import DECLARATION, NAMESPACES, encode_checked
from plandoc.render.forms.docx.answers import AnswerWriter, is_dropped
from plandoc.render.forms.docx.controls import W14, ControlWriter
from plandoc.render.forms.docx.identity import add_identity, identity_part
from plandoc.render.forms.docx.locking import locked
from plandoc.render.forms.docx.paragraphs import FormParagraphs
from plandoc.render.forms.docx.questions import QuestionWriter
from plandoc.render.forms.docx.rows import FOLDER, Cell, Row, TableSetter
from plandoc.render.forms.wording import MARK, article_name, feeds, numbers, words_of
from plandoc.render.html.inline import plain
from plandoc.render.templates import TemplateFault, Templates

_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_ROOT: Final = f'<w:document {NAMESPACES} xmlns:w14="{W14}" xmlns:mc="{_COMPATIBILITY}" mc:Ignorable="w14"><w:body>'
_CALENDARS: Final = {"zh": "zh-CN", "en": "en-GB"}


def render_form(form: PrintedForm, templates: Templates, *, created: datetime) -> bytes:
    """Set a form as a Word file that is filled in; the same arguments give the same bytes.

    Args:
        form: what is asked, with every decision taken.
        templates: base.docx and the templates of the folders `docx` and `forms/docx`.
        created: the time that the file's properties show; without a zone it counts as UTC.

    Raises:
        TemplateFault: a template or base.docx cannot be used; with file and line.
    """
    try:
        return _render(form, templates, created)
    except PackageError as error:
        raise TemplateFault(file=templates.file(BASE).origin, line=1, message=str(error)) from error


def _render(form: PrintedForm, templates: Templates, created: datetime) -> bytes:
    base = with_styles(read_base(templates.data(BASE)), render_part(templates, "styles", {}, folder=FOLDER))
    parts = dict(base.parts)
    writer = _writer(form, templates, base.portrait.width)
    references = "".join(_running_heads(parts, base, form, templates))
    section = base.portrait.section(references, title_page=False, right_to_left=form.direction == "rtl")
    body = chain((DECLARATION, _ROOT), writer.body(), (section, "</w:body></w:document>"))
    parts[base.main] = encode_checked(body)
    dropped = (question for question in form.questions() if is_dropped(question))
    keys = writer.questions.answers.controls.keys
    add_identity(parts, base.main, identity_part(form, dropped, keys))
    parts[base.part("settings")] = locked(parts[base.part("settings")])
    parts[base.part("styles")] = in_language(parts[base.part("styles")], form.language, form.direction)
    describe(parts, Description(title=plain(form.title), name=form.id, language=form.language), templates, created)
    return write_package(parts)


def _writer(form: PrintedForm, templates: Templates, width: int) -> "_FormWriter":
    main, right_to_left = form.language.partition("-")[0], form.direction == "rtl"
    words, ids = words_of(form), count(1)
    letters = script(han=main == "zh", right_to_left=right_to_left)
    paragraphs = FormParagraphs(
        templates=templates,
        words=letters,
        right_to_left=right_to_left,
        inline=InlineWriter(ids=ids, targets={}),
    )
    controls = ControlWriter(ids=ids, words=letters, han=main == "zh", tag=_CALENDARS.get(main, form.language))
    answers = AnswerWriter(paragraphs=paragraphs, controls=controls, day=words["day"], choose=words["choose"])
    questions = QuestionWriter(
        paragraphs=paragraphs,
        answers=answers,
        feeds=dict(feeds(form)),
        heads=(words["column-number"], words["column-question"], words["column-answer"]),
        record=words["record"],
        width=width,
    )
    tables = TableSetter(templates=templates, right_to_left=right_to_left)
    return _FormWriter(form=form, paragraphs=paragraphs, questions=questions, tables=tables)


def _running_heads(
    parts: dict[str, bytes], base: BaseDocument, form: PrintedForm, templates: Templates
) -> Iterator[str]:
    """Add the header and the footer, and give the references to them."""
    han = form.language.startswith("zh")
    foot = f"{plain(form.title)} · {form.id} / {form.version}"
    contexts: dict[str, dict[str, object]] = {
        "header": {"symbol": "", "standing": form.standing, "words": {"page": "Page"}},
        "footer": {"title": foot},
    }
    for kind, context in contexts.items():
        text = render_part(templates, kind, {"namespaces": Markup(NAMESPACES), "han": han, **context})
        identity = add_part(parts, base.main, (f"{kind}1.xml", (DECLARATION + text).encode()), kind)
        yield f'<w:{kind}Reference w:type="default" r:id="{identity}"/>'


@dataclass(frozen=True, slots=True, kw_only=True)
class _FormWriter:
    """Writes the body of a form."""

    form: PrintedForm
    paragraphs: FormParagraphs
    questions: QuestionWriter
    tables: TableSetter

    def body(self) -> Iterator[str]:
        """The children of `w:body` but for the last."""
        yield from self._front()
        for section in self.form.sections:
            number = self.paragraphs.run(f"{section.number} ") if section.number else ""
            yield self.paragraphs.said("FormSection", section.heading, before=number)
            tables = (table for table in self.questions.tables(section.questions) if table)
            yield self.paragraphs.plain("FormGap").join(map(self.tables.table, tables))
        yield from self._articles()
        yield self.paragraphs.plain("SectionEnd")

    def _front(self) -> Iterator[str]:
        form, words, paragraphs = self.form, words_of(self.form), self.paragraphs
        yield paragraphs.said("Heading1", form.title)
        if form.notice:
            yield paragraphs.plain("Notice", form.notice)
        if form.mandate:
            yield paragraphs.said("FormText", form.mandate)
        yield paragraphs.plain("FormSection", words["guidance"])
        for number, point in enumerate((*form.guidance, (Words(text=words["must"].format(mark=MARK)),)), 1):
            yield paragraphs.said("FormPoint", point, before=paragraphs.run(f"{number}.") + TAB)
        if form.definitions:
            yield paragraphs.plain("FormSection", words["definitions"])
            yield self._pairs(
                [
                    (paragraphs.said("FormQuestion", one.term), paragraphs.said("FormQuestion", one.text))
                    for one in form.definitions
                ]
            )

    def _articles(self) -> Iterator[str]:
        form, words, paragraphs = self.form, words_of(self.form), self.paragraphs
        if not form.articles:
            return
        yield paragraphs.plain("FormSection", words["articles"])
        yield self._pairs(
            [
                (
                    paragraphs.plain("FormQuestion", article_name(article, words)),
                    paragraphs.plain("FormQuestion", numbers(form, article.questions)),
                )
                for article in form.articles
            ]
        )

    def _pairs(self, pairs: list[tuple[str, str]]) -> str:
        """A table of two columns."""
        width = self.questions.width
        left = width * 30 // 100
        rows = [
            Row(cells=(Cell(width=left, content=first, kind="band"), Cell(width=width - left, content=second)))
            for first, second in pairs
        ]
        return self.tables.table(rows)
