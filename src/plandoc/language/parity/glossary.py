"""The glossary of a workspace: terms of the source's language, their translations, and forms that are not used.

`locales/glossary.csv` has a column for each language, named like its locale folder; `|` parts alternatives.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_FORBIDDEN = "forbidden"
_SHORTEST_INFLECTED = 3
_ENDING = re.compile(r"(?:e?s)?(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One line of the glossary."""

    source: str
    forms: tuple[str, ...]
    """What it may be called in the translation, as the glossary writes it."""
    forbidden: tuple[str, ...] = ()
    """What it is not called; the beginning of a form stands for all its endings."""

    def small(self) -> tuple[str, ...]:
        """Return the forms in small letters."""
        return tuple(form.lower() for form in self.forms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The terms of two languages, the longest first."""

    terms: tuple[Term, ...] = ()
    meanings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Each form of several words, in small letters, with the terms that it stands for; the longest first."""


def read_glossary(text: str, source_language: str, language: str, forbidden: str = _FORBIDDEN) -> Glossary:
    """Read the glossary of two languages; one without a column for them is empty.

    Forms that are not used stand in the column `forbidden`, which speaks of English, or `forbidden_fr` and the like.
    """
    rows = csv.DictReader(text.splitlines())
    column = forbidden if language == "en" else f"{forbidden}_{language}"
    terms = (
        Term(
            source=row[source_language].strip(),
            forms=_parted(row[language]),
            forbidden=_parted(row.get(column) or ""),
        )
        for row in rows
        if row.get(source_language) and row.get(language)
    )
    longest_first = tuple(sorted(terms, key=lambda term: -len(term.source)))
    return Glossary(terms=longest_first, meanings=_meanings(longest_first))


def _meanings(terms: tuple[Term, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what the forms of several words stand for; single words stand for too much."""
    found: dict[str, list[str]] = {}
    for term in terms:
        for form in term.small():
            if " " in form:
                found.setdefault(form, []).append(term.source)
    return tuple((form, tuple(found[form])) for form in sorted(found, key=len, reverse=True))


def _parted(cell: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in cell.split("|") if form.strip())


def says_any(forms: Iterable[str], words: str) -> bool:
    """Return whether one of the forms stands in words, in singular or plural; all in small letters."""
    # As it is written is how a form mostly stands, and finding that is fast.
    return any(find_form(form, words) for form in forms) or any(_form(form).search(words) for form in forms)


def find_form(form: str, words: str) -> tuple[int, int] | None:
    """Return where a form stands as it is written, or with the ending of a plural; all in small letters."""
    start = words.find(form)
    while start >= 0:
        ending = _ENDING.match(words, start + len(form))
        if ending and not words[max(0, start - 1) : start].isalnum():
            return start, ending.end()
        start = words.find(form, start + 1)
    return None


def find_forbidden(form: str, words: str) -> tuple[int, int] | None:
    """Return where a form stands that is not used, whatever its ending; all in small letters."""
    start = words.find(form)
    while start >= 0:
        if not words[max(0, start - 1) : start].isalnum():
            return start, start + len(form)
        start = words.find(form, start + 1)
    return None


@lru_cache(maxsize=4096)
def _form(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_spaced(form)}(?!\w)")


def _spaced(form: str) -> str:
    return r"\s+".join(_inflected(word) for word in form.split())


def _inflected(word: str) -> str:
    """Return a pattern of a word in singular and plural; short words have none."""
    if len(word) <= _SHORTEST_INFLECTED or not word[-1].isalpha():
        return re.escape(word)
    if word.endswith("y"):
        return rf"{re.escape(word[:-1])}(?:y|ies)"
    return rf"{re.escape(word.removesuffix('s'))}(?:e?s)?"
