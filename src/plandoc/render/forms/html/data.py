"""What the modules of the page know of a form, as JSON: its fields in printed order, and what each language says."""

from collections.abc import Iterator

from plandoc.model.answers import AnswerFile
from plandoc.model.printed_form import PrintedForm, PrintedQuestion
from plandoc.model.questions import Purpose, QuestionType, Required
from plandoc.render.forms.html.trees import tree
from plandoc.render.html.inline import plain


def page_data(forms: tuple[PrintedForm, ...]) -> dict[str, object]:
    """Return the data of a page that shows one form in these languages."""
    form = forms[0]
    empty = AnswerFile(form=form.id, version=form.version, cycle=form.cycle, scenario=form.scenario)
    return {
        "file": empty.as_json(),
        "party": _party(form),
        "fields": form_fields(form),
        "languages": [
            {
                "tag": one.language,
                "direction": one.direction,
                "title": plain(one.title),
                "words": dict(one.words),
                "numbers": dict(_numbers(one)),
                "messages": {
                    question.id: [demand.message for demand in question.demands]
                    for question in one.questions()
                    if question.demands
                },
            }
            for one in forms
        ],
    }


def form_fields(form: PrintedForm) -> list[dict[str, object]]:
    """Return the fields of a form in printed order; `settling.js` works on them as Python does on its own."""
    return [
        field
        for place, section in enumerate(form.sections)
        for question in section.questions
        for field in _fields(question, place, "")
    ]


def _fields(question: PrintedQuestion, section: int, within: str) -> Iterator[dict[str, object]]:
    records = question.type is QuestionType.RECORDS
    members = [
        field for member in question.members for field in _fields(member, section, "" if records else question.id)
    ]
    yield {
        "id": question.id,
        "type": question.type.value,
        "section": section,
        "within": within,
        "relevant": None if question.relevant is None else tree(question.relevant),
        "required": question.type.is_answered and question.required is not Required.NO,
        "choices": [choice.code for choice in question.choices],
        "exclusive": [choice.code for choice in question.choices if choice.exclusive],
        "demands": [tree(demand.that) for demand in question.demands],
        "columns": members if records else [],
    }
    for choice in question.choices:
        if choice.specify is not None:
            yield from _fields(choice.specify, section, question.id)
    if not records:
        yield from members


def _numbers(form: PrintedForm) -> Iterator[tuple[str, str]]:
    """Yield the number by which each field is spoken of: its own, or that of the question it belongs to."""
    for section in form.sections:
        for question in section.questions:
            yield from _numbered(question, "")


def _numbered(question: PrintedQuestion, above: str) -> Iterator[tuple[str, str]]:
    number = question.number or above
    yield question.id, number
    yield from ((choice.specify.id, number) for choice in question.choices if choice.specify is not None)
    for member in question.members:
        yield from _numbered(member, number)


def _party(form: PrintedForm) -> str:
    """Return the id of the question that says whose report this is, the first text of the header; or nothing."""
    header = (one for one in form.questions() if one.purpose is Purpose.HEADER and one.type is QuestionType.TEXT)
    return next((one.id for one in header), "")
