"""What was translated before: in the memory that an argument names, and in a language's PO files of other sources."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plandoc.cli.console import refuse, show_findings
from plandoc.cli.translating import Translated, Translations
from plandoc.diagnostics import Findings
from plandoc.diagnostics.printing import texts_by_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plandoc.model.memory import Remembered


def remembered_pairs(one: Translated, translations: Translations, file: Path | None) -> "tuple[Remembered, ...]":
    """Return what a memory file, and then the language's PO files of other sources, have translated."""
    return (*(_from_file(file, one, translations) if file else ()), *_from_other_catalogs(one, translations))


def _from_file(file: Path, one: Translated, translations: Translations) -> "Iterator[Remembered]":
    from plandoc.exchange.memory import UnreadableMemory, read_memory

    if file.suffix == ".po":
        yield from _finished(file.resolve().parent, file.name, one, translations)
        return
    try:
        yield from read_memory(_bytes_of(file), one.language, translations.opened.workspace.settings.language)
    except UnreadableMemory as error:
        refuse(f"{file} is no translation memory: {error}.")


def _from_other_catalogs(one: Translated, translations: Translations) -> "Iterator[Remembered]":
    from plandoc.source.locales import other_catalogs

    opened = translations.opened
    for path in other_catalogs(opened.root, opened.workspace.settings, one.language, translations.findings):
        yield from _finished(opened.root, path, one, translations)


def _finished(root: Path, path: str, one: Translated, translations: Translations) -> "Iterator[Remembered]":
    """Yield what a PO file has translated; end with exit code 1, showing why, where it cannot be read."""
    from plandoc.language.catalog import parse_catalog
    from plandoc.model.memory import Remembered
    from plandoc.source.files import read_text

    findings = Findings()
    source = read_text(root, path, findings)
    language = translations.opened.workspace.settings.language
    entries = parse_catalog(source, one.language, language, findings).entries if source else ()
    if findings.has_errors():
        show_findings(findings, texts_by_path((source,) if source else ()), sys.stderr)
        sys.stderr.write("Nothing was written.\n")
        raise typer.Exit(1)
    for entry in entries:
        if entry.finished:
            yield Remembered(id=entry.id, source=entry.source, text=entry.text)


def _bytes_of(path: Path) -> bytes:
    """Return the bytes of a file that an argument names; end with exit code 2 where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        return refuse(f"{path} cannot be read: {error.strerror}.")
