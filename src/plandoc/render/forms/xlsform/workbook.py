"""The three sheets of an XLSForm: survey, choices, settings."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from plandoc.model.printed import Piece
from plandoc.model.printed_form import PrintedForm, PrintedFormSection
from plandoc.render.forms import Paths
from plandoc.render.forms.faults import CarrierFault
from plandoc.render.forms.wording import article_name, feeds, headed, numbers, plain, words_of
from plandoc.render.forms.xlsform.questions import Choices, Surveyor, choices_of
from plandoc.render.forms.xlsform.rows import SPOKEN, Row, completed, heads, language_of, spoken

_PLAIN = ("required", "relevant", "constraint", "appearance")
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def render_xlsform(forms: tuple[PrintedForm, ...], paths: Mapping[str, Paths], *, created: datetime) -> bytes:
    """Return the form in all these languages, the first of which is shown first.

    `paths` are the conditions of fields as XPath, with other fields as `${Q007}` and the field itself as `.`. Raises
    `CarrierFault` where a language lacks a text that another has, or a text is longer than a cell takes.
    """
    lists = _lists(forms)
    surveyor = Surveyor(forms=forms, paths=paths, lists=lists, feeds=tuple(feeds(form) for form in forms))
    settings = _settings(forms[0])
    stream = BytesIO()
    with warnings.catch_warnings():
        # The library warns of what it leaves out; each refusal is a fault here already.
        warnings.simplefilter("ignore")
        with Workbook(stream, _OPTIONS) as workbook:
            title = plain(forms[0].title)
            workbook.set_properties({"title": title, "created": created.replace(tzinfo=None)})
            rows = (_cells(row, forms) for row in _survey(surveyor))
            texts = tuple(head for base in SPOKEN for head in heads(base, forms))
            _write(workbook, "survey", ("type", "name", *texts, *_PLAIN), rows)
            rows = (_cells(row, forms, "list_name") for row in _choices(lists))
            _write(workbook, "choices", ("list_name", "name", *heads("label", forms)), rows)
            _write(workbook, "settings", tuple(settings), (settings,))
    return stream.getvalue()


def _write(workbook: Workbook, name: str, columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> None:
    """Write a sheet: the names of its columns, and a row for each mapping."""
    sheet = workbook.add_worksheet(name)
    for at, row in enumerate(({column: column for column in columns}, *rows)):
        for column, text in row.items():
            if text and sheet.write_string(at, columns.index(column), text) < 0:
                raise CarrierFault(question=row.get("name", ""), message="A survey form cannot hold so long a text.")


def _cells(row: Row, forms: tuple[PrintedForm, ...], kind: str = "type") -> Mapping[str, str]:
    """Return the cells of a row by their columns."""
    spoken = {
        head: text for base, texts in completed(row) for head, text in zip(heads(base, forms), texts, strict=True)
    }
    return {kind: row.type, "name": row.name, **spoken, **row.plain}


def _settings(form: PrintedForm) -> Mapping[str, str]:
    return {
        "form_title": spoken(plain(form.title)),
        "form_id": f"{form.id}.{form.scenario}" if form.scenario else form.id,
        "version": f"{form.version}",
        "default_language": language_of(form),
    }


def _lists(forms: tuple[PrintedForm, ...]) -> Mapping[Choices, str]:
    """Return the different lists of choices, with a name for each after the first question that has it."""
    found: dict[Choices, str] = {}
    for sides in zip(*(form.questions() for form in forms), strict=True):
        if sides[0].choices:
            found.setdefault(choices_of(sides), f"choices_{sides[0].id}")
    return found


def _choices(lists: Mapping[Choices, str]) -> Iterator[Row]:
    for choices, name in lists.items():
        for code, texts in choices:
            yield Row(type=name, name=code, spoken={"label": texts})


def _survey(surveyor: Surveyor) -> Iterator[Row]:
    """Yield the survey: what stands in front, the sections, the index of Articles."""
    forms = surveyor.forms
    words = tuple(words_of(form) for form in forms)
    yield from _group("guidance", tuple(one["guidance"] for one in words), _guidance(forms))
    for sections in zip(*(form.sections for form in forms), strict=True):
        yield _opened(f"section-{sections[0].id}", _headings(sections))
        for sides in zip(*(section.questions for section in sections), strict=True):
            yield from surveyor.rows(sides)
        yield Row(type="end group")
    yield from _group("articles", tuple(one["articles"] for one in words), _articles(forms))


def _headings(sections: tuple[PrintedFormSection, ...]) -> tuple[str, ...]:
    return tuple(headed(section.number, section.heading) for section in sections)


def _group(name: str, labels: tuple[str, ...], notes: Iterable[tuple[str, ...]]) -> Iterator[Row]:
    """Yield a group of notes; nothing where there are none."""
    said = tuple(texts for texts in notes if any(texts))
    if said:
        yield _opened(name, labels)
        yield from (Row(type="note", name=f"{name}-{at}", spoken={"label": one}) for at, one in enumerate(said, 1))
        yield Row(type="end group")


def _opened(name: str, labels: tuple[str, ...]) -> Row:
    return Row(type="begin group", name=name, spoken={"label": labels})


def _guidance(forms: tuple[PrintedForm, ...]) -> Iterator[tuple[str, ...]]:
    yield tuple(form.notice for form in forms)
    yield _said(tuple(form.mandate for form in forms))
    yield from map(_said, zip(*(form.guidance for form in forms), strict=True))
    for definitions in zip(*(form.definitions for form in forms), strict=True):
        yield tuple(f"{plain(one.term)}: {plain(one.text)}" for one in definitions)


def _articles(forms: tuple[PrintedForm, ...]) -> Iterator[tuple[str, ...]]:
    for articles in zip(*(form.articles for form in forms), strict=True):
        both = zip(forms, articles, strict=True)
        yield tuple(f"{article_name(one, words_of(form))}: {numbers(form, one.questions)}" for form, one in both)


def _said(texts: tuple[tuple[Piece, ...], ...]) -> tuple[str, ...]:
    return tuple(plain(pieces) for pieces in texts)
