"""A row for each field, and for each choice of those that are answered with choices."""

import csv
from collections.abc import Iterator
from io import StringIO

from plandoc.model.printed_form import PrintedChoice, PrintedForm, PrintedFormSection, PrintedQuestion
from plandoc.render.forms.wording import plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula (OWASP, CSV injection)."""


def render_codebook(forms: tuple[PrintedForm, ...]) -> str:
    """Return the code book as CSV (RFC 4180): codes once, words in each language of the forms."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(_heads(tuple(form.language.partition("-")[0] for form in forms)))
    for sections in zip(*(form.sections for form in forms), strict=True):
        for sides in zip(*(section.walk() for section in sections), strict=True):
            writer.writerows(map(inert, _rows(sections[0], sides)))
    return stream.getvalue()


def _heads(tags: tuple[str, ...]) -> tuple[str, ...]:
    texts, units, conditions, labels = (
        tuple(f"{name}-{tag}" for tag in tags) for name in ("text", "unit", "condition", "label")
    )
    front = ("id", "number", "section", "type", *texts, *units, "required", *conditions, "feeds")
    return (*front, "code", *labels, "meaning", "exclusive")


def _rows(section: PrintedFormSection, sides: tuple[PrintedQuestion, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of one field; `sides` is the field in each language."""
    first = sides[0]
    front = (
        first.id,
        first.number,
        section.id,
        first.type,
        *(plain(one.pieces) for one in sides),
        *(one.unit for one in sides),
        first.required,
        *(one.condition for one in sides),
        " ".join(first.feeds),
    )
    for choices in zip(*(one.choices for one in sides), strict=True):
        yield (*front, *_choice(choices))
    if not first.choices:
        yield (*front, *("" for _ in (*sides, "code", "meaning", "exclusive")))


def _choice(sides: tuple[PrintedChoice, ...]) -> tuple[str, ...]:
    first = sides[0]
    return first.code, *(one.text for one in sides), first.means or "", "yes" if first.exclusive else ""


def inert(row: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells so that no spreadsheet computes one: an apostrophe before what it would take for a formula."""
    return tuple(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row)
