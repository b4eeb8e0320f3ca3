"""What was translated before: in the memory that an argument names, and in a language's PO files of other sources."""

from pathlib import Path
from typing import TYPE_CHECKING

from plandoc.cli.console import refuse
from plandoc.cli.translating import Translated, Translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plandoc.model.memory import Remembered
    from plandoc.spans import SourceText


def remembered_pairs(one: Translated, translations: Translations, file: Path | None) -> "tuple[Remembered, ...]":
    """Return what a memory file, and then the language's PO files of other sources, have translated."""
    return (*(_from_file(file, one, translations) if file else ()), *_from_other_catalogs(one, translations))


def _from_file(file: Path, one: Translated, translations: Translations) -> "Iterator[Remembered]":
    from plandoc.exchange.memory import UnreadableMemory, read_memory
    from plandoc.source.files import read_text

    if file.suffix == ".po":
        source = read_text(file.resolve().parent, file.name, translations.findings)
        if source is not None:
            yield from _finished(source, one, translations)
        return
    try:
        yield from read_memory(_bytes_of(file), one.language, translations.opened.workspace.settings.language)
    except UnreadableMemory as error:
        refuse(f"{file} is no translation memory: {error}.")


def _from_other_catalogs(one: Translated, translations: Translations) -> "Iterator[Remembered]":
    from plandoc.source.locales import other_catalogs, read_locale

    opened = translations.opened
    for path in other_catalogs(opened.root, opened.workspace.settings, one.language, translations.findings):
        source = read_locale(opened.root, path, translations.findings)
        if source is not None:
            yield from _finished(source, one, translations)


def _finished(source: "SourceText", one: Translated, translations: Translations) -> "Iterator[Remembered]":
    from plandoc.language.catalog import parse_catalog
    from plandoc.model.memory import Remembered

    language = translations.opened.workspace.settings.language
    for entry in parse_catalog(source, one.language, language, translations.findings).entries:
        if entry.finished:
            yield Remembered(id=entry.id, source=entry.source, text=entry.text)


def _bytes_of(path: Path) -> bytes:
    """Return the bytes of a file that an argument names; end with exit code 2 where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        return refuse(f"{path} cannot be read: {error.strerror}.")
