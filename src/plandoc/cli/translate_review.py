"""`plandoc translate review`: the units of a language as a table in Word, and an edited table back into the PO file."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.console import refuse, show_table
from plandoc.cli.translating import Translated, Translations, open_translations, write_locale

if TYPE_CHECKING:
    from plandoc.exchange.review import ReviewedRow, ReviewRow, Subject
    from plandoc.language.catalog import Catalog, Entry

_MACHINE_NOTE = "tree:"


def review(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    parts: Annotated[list[str] | None, typer.Argument(metavar="PART", help="Only the units of these parts.")] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="The language, where there are several.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The Word file to write.")
    ] = None,
    read: Annotated[
        Path | None, typer.Option("--read", metavar="FILE", help="Read an edited file back into the PO file.")
    ] = None,
    *,
    confirm: Annotated[
        bool, typer.Option("--confirm", help="With --read: what was left as it is, is finished; nothing stays fuzzy.")
    ] = False,
    author: Annotated[
        bool, typer.Option("--author", help="With --read: list who changed what; write nothing.")
    ] = False,
) -> None:
    """Write a two-column Word file for review, or read an edited one back, tracked changes accepted."""
    if read is None and (confirm or author):
        refuse("--confirm and --author belong to --read.")
    if read is not None and (parts or output):
        refuse("A file that is read says itself which parts it has.", "Leave PART and -o away.")
    translations = open_translations(context, [lang] if lang else None, must_exist=True)
    translations.stop_at_errors()
    if len(translations.languages) > 1:
        names = ", ".join(one.language for one in translations.languages)
        refuse(f"There are several languages: {names}.", "Name one with --lang.")
    one = translations.languages[0]
    if read is None:
        _write(translations, one, tuple(parts or ()), output)
    else:
        _read(translations, one, read, confirm=confirm, is_question=author)


def _write(translations: Translations, one: Translated, parts: tuple[str, ...], output: Path | None) -> None:
    from plandoc.build import nearest
    from plandoc.build.writing import write_whole
    from plandoc.exchange.review import write_review

    rows = review_rows(one.catalog)
    known = {row.id.partition("/")[0]: None for row in rows}
    for part in parts:
        if part not in known:
            refuse(f"No unit belongs to a part '{part}'.", nearest(part, known))
    subject = _subject(translations, one, parts)
    data = write_review(rows, subject)
    file = output or Path(f"{'-'.join((subject.domain, one.language, *parts))}.docx")
    if file.exists() and (file.is_dir() or file.read_bytes() != data):
        # It may be the file that somebody has worked in for a week.
        refuse(f"{file} is there already.", "Name another file with -o, or delete it.")
    try:
        write_whole(file, data)
    except OSError as error:
        refuse(f"{file} cannot be written: {error.strerror}.")
    sys.stderr.write(f"written: {file}, {len(subject.selected(rows))} units\n")


def _read(translations: Translations, one: Translated, file: Path, *, confirm: bool, is_question: bool) -> None:
    from plandoc.exchange.review import read_review
    from plandoc.language.catalog import write_catalog

    try:
        data = file.read_bytes()
    except OSError as error:
        refuse(f"{file} cannot be read: {error.strerror}.")
    rows, subject = review_rows(one.catalog), _subject(translations, one, ())
    reviewed = read_review(data, rows, subject, str(file), translations.findings)
    if is_question:
        _show_changes(reviewed)
    else:
        catalog = reviewed_catalog(one.catalog, reviewed, confirm=confirm)
        is_changed = catalog.entries != one.catalog.entries
        if is_changed:
            write_locale(translations.opened.root, one.path, write_catalog(catalog))
        changed = sum(row.changed for row in reviewed)
        done = "written" if is_changed else "unchanged"
        sys.stderr.write(f"{done}: {one.path}, {changed} of {len(reviewed)} changed\n")
    translations.show_findings()
    if translations.findings.has_errors():
        raise typer.Exit(1)


def review_rows(catalog: "Catalog") -> "tuple[ReviewRow, ...]":
    """Return the live entries of a catalog as rows, in its order; notes for programs are left out."""
    from plandoc.exchange.review import ReviewRow

    return tuple(
        ReviewRow(id=entry.id, source=entry.source, text=entry.text, fuzzy=entry.fuzzy, note=_note(entry))
        for entry in catalog.entries
        if not entry.obsolete
    )


def _note(entry: "Entry") -> str:
    lines = [note for note in entry.notes if not note.startswith(_MACHINE_NOTE)]
    lines += [entry.comment] * bool(entry.comment)
    lines += [f"made for: {entry.previous}"] * bool(entry.previous)
    return "\n".join(lines)


def reviewed_catalog(catalog: "Catalog", reviewed: "tuple[ReviewedRow, ...]", *, confirm: bool) -> "Catalog":
    """Return a catalog with the texts of a review; entries that the review says nothing of are the same.

    What a reviewer changed is finished, unless it was changed beside a source text of the past: then it is fuzzy, with
    that source. With `confirm`, what was read and left as it is, is finished too.
    """
    rows = {row.id: row for row in reviewed}
    return replace(
        catalog,
        entries=tuple(
            entry if entry.obsolete or entry.id not in rows else _reviewed(entry, rows[entry.id], confirm=confirm)
            for entry in catalog.entries
        ),
    )


def _reviewed(entry: "Entry", row: "ReviewedRow", *, confirm: bool) -> "Entry":
    if row.changed and row.outdated:
        previous = row.source if row.source != entry.source else entry.previous
        return replace(entry, text=row.text, fuzzy=True, previous=previous, previous_id="")
    if row.changed:
        return replace(entry, text=row.text, fuzzy=False, previous="", previous_id="")
    if confirm and entry.fuzzy and entry.text and not row.outdated:
        return replace(entry, fuzzy=False, previous="", previous_id="")
    return entry


def _subject(translations: Translations, one: Translated, parts: tuple[str, ...]) -> "Subject":
    from babel import Locale, UnknownLocaleError

    from plandoc.exchange.review import Subject

    settings = translations.opened.workspace.settings
    try:
        right_to_left = (
            Locale.parse(one.language, sep="-" if "-" in one.language else "_").character_order == "right-to-left"
        )
    except (UnknownLocaleError, ValueError):
        right_to_left = False
    return Subject(
        source_language=settings.language,
        language=one.language,
        domain=settings.domain,
        parts=parts,
        right_to_left=right_to_left,
    )


def _show_changes(reviewed: "tuple[ReviewedRow, ...]") -> None:
    """Print every tracked change under its author, in the order of the file."""
    rows = [
        (change.author or "unknown", row.id, change.kind.value, " ".join(change.text.split()))
        for row in reviewed
        for change in row.changes
    ]
    if rows:
        show_table(("author", "unit", "change", "text"), sorted(rows, key=lambda row: row[0]))
        sys.stdout.flush()
    else:
        sys.stderr.write("No change in the file was tracked.\n")
