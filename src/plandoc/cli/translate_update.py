"""`plandoc translate extract` and `update`: the units of the sources into PO files, and what became of each."""

import sys
from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.console import show_table
from plandoc.cli.remembering import remembered_pairs
from plandoc.cli.translating import Translated, Translations, open_translations, write_locale

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plandoc.language.merging import Change

OUTCOMES = ("kept", "moved", "memory", "fuzzy", "new", "gone")


class Form(StrEnum):
    """How a report is printed."""

    TABLE = "table"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What became of one language's PO file."""

    language: str
    path: str
    changes: "tuple[Change, ...]"
    text: str
    """The file as it must be."""
    is_changed: bool
    """Whether it must be written."""

    @property
    def counts(self) -> dict[str, int]:
        """How many units came to which outcome."""
        counted = Counter(change.outcome.value for change in self.changes)
        return {outcome: counted[outcome] for outcome in OUTCOMES}


Languages = Annotated[list[str] | None, typer.Option("--lang", help="Only this language; may be given again.")]
Memory = Annotated[
    Path | None, typer.Option("--memory", metavar="FILE", help="A translation memory (TMX, or a PO file) to take from.")
]
Report = Annotated[Form, typer.Option("--format", help="How to print what became of the units.")]


def extract(context: typer.Context, lang: Languages = None, memory: Memory = None, form: Report = Form.TABLE) -> None:
    """Write the PO file of a language, ready to translate; one that is there already is updated."""
    translations = open_translations(context, lang, must_exist=False)
    finish(update_all(translations, memory), translations.opened.root, form, is_check=False)


def update(
    context: typer.Context,
    lang: Languages = None,
    memory: Memory = None,
    form: Report = Form.TABLE,
    *,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit code 1 if a file must change.")] = False,
) -> None:
    """Bring PO files up to date with the sources; no finished translation is lost."""
    translations = open_translations(context, lang, must_exist=True)
    finish(update_all(translations, memory), translations.opened.root, form, is_check=check)


def update_all(translations: Translations, memory: Path | None) -> tuple[Updated, ...]:
    """Return what becomes of each PO file; ends the command where a file cannot be read."""
    updated = tuple(_updated(one, translations, memory) for one in translations.languages)
    translations.stop_at_errors()
    return updated


def _updated(one: Translated, translations: Translations, memory: Path | None) -> Updated:
    from plandoc.language.catalog import write_catalog
    from plandoc.language.merging import merge

    merged = merge(one.catalog, translations.units, remembered_pairs(one, translations, memory))
    text = write_catalog(merged.catalog)
    return Updated(
        language=one.language,
        path=one.path,
        changes=merged.changes,
        text=text,
        is_changed=one.source is None or text != one.source.text,
    )


def finish(updated: tuple[Updated, ...], root: Path, form: Form, *, is_check: bool) -> None:
    """Report what became of the units and write what changed, or end with exit code 1 where that was only asked."""
    if form is Form.JSON:
        _show_json(updated)
    else:
        _show_tables(updated)
    sys.stdout.flush()
    for one in updated:
        if one.is_changed and not is_check:
            write_locale(root, one.path, one.text)
        done = ("must change" if is_check else "written") if one.is_changed else "unchanged"
        sys.stderr.write(f"{done}: {one.path}\n")
    if is_check and any(one.is_changed for one in updated):
        raise typer.Exit(1)


def _show_tables(updated: tuple[Updated, ...]) -> None:
    rows = [(one.language, *map(str, one.counts.values())) for one in updated]
    show_table(("language", *OUTCOMES), rows, numbers=frozenset(OUTCOMES))
    told = [
        (one.language, change.id, change.outcome.value, change.origin, change.difference)
        for one in updated
        for change in _told(one.changes)
    ]
    if told:
        sys.stdout.write("\n")
        show_table(("language", "unit", "outcome", "from", "difference"), told)


def _told(changes: "Iterable[Change]") -> "Iterable[Change]":
    """Yield the changes that somebody may want to look at: what moved or went, and every difference."""
    return (change for change in changes if change.outcome.value in ("moved", "gone") or change.difference)


def _show_json(updated: tuple[Updated, ...]) -> None:
    import json

    content = [
        {
            "language": one.language,
            "path": one.path,
            "changed": one.is_changed,
            "counts": one.counts,
            "units": [asdict(change) for change in one.changes],
        }
        for one in updated
    ]
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
