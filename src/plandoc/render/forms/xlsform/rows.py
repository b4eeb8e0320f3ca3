"""Rows of a survey sheet: what stands once, and what stands in every language.

The names of columns are those of the XLSForm standard (xlsform.org).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plandoc.model.printed_form import PrintedForm
from plandoc.render.forms.faults import CarrierFault

SPOKEN = ("label", "hint", "constraint_message", "required_message")
"""Columns that stand in every language."""
_APART = "$\u2060{"
"""A word joiner, which nobody sees, keeps `${` from being a variable: the standard knows no escape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row."""

    type: str
    name: str = ""
    spoken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Texts by their column, one for each language in the order of the forms."""
    plain: Mapping[str, str] = field(default_factory=dict)
    """`relevant`, `constraint`, `required`, `appearance`."""


def language_of(form: PrintedForm) -> str:
    """Return the name of a language as columns bear it: `中文 (zh)`."""
    return f"{form.language_name} ({form.language.partition('-')[0]})"


def heads(base: str, forms: tuple[PrintedForm, ...]) -> tuple[str, ...]:
    """Return the columns of a text: one for each language."""
    return tuple(f"{base}::{language_of(form)}" for form in forms)


def spoken(text: str) -> str:
    """Return a text in which no converter sees a variable."""
    return text.strip().replace("${", _APART)


def completed(row: Row) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the texts of a row; `CarrierFault` where one language lacks a text that another has.

    Converters put a hyphen there, and say nothing.
    """
    for base, texts in row.spoken.items():
        said = tuple(spoken(text) for text in texts)
        if any(said) and not all(said):
            raise CarrierFault(question=row.name, message=f"It has no {base} in one of the languages.")
        if any(said):
            yield base, said
