"""What the commands of `plandoc translate` share: the sources, their units, and the PO file of each language.

With an error in the sources or in a PO file nothing is written: what cannot be read would be lost.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plandoc.cli.console import refuse, show_findings
from plandoc.cli.workspace import Opened, open_workspace
from plandoc.diagnostics import Diagnostic, Findings
from plandoc.diagnostics.printing import summary, texts_by_path

if TYPE_CHECKING:
    from plandoc.language.catalog import Catalog, Entry
    from plandoc.spans import SourceText


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """One language's PO file as it was read."""

    language: str
    path: str
    source: "SourceText | None"
    """None where there is no file yet."""
    catalog: "Catalog"


@dataclass(frozen=True, slots=True, kw_only=True)
class Translations:
    """A workspace, its units, and the PO files of some languages."""

    opened: Opened
    units: "tuple[Entry, ...]"
    languages: tuple[Translated, ...]
    findings: Findings
    """What is wrong with the PO files."""

    def stop_at_errors(self) -> None:
        """End with exit code 1, showing why, where the PO files have an error."""
        if self.findings.has_errors():
            self.show_findings()
            sys.stderr.write("Nothing was written.\n")
            raise typer.Exit(1)

    def show_findings(self) -> None:
        """Print what is wrong with the PO files."""
        texts = texts_by_path((*self.opened.workspace.texts, *_texts(self.languages)))
        show_findings(self.findings, texts, sys.stderr)
        if len(self.findings):
            sys.stderr.write(f"{summary(self.findings)}.\n")


def open_translations(context: typer.Context, languages: list[str] | None, *, must_exist: bool) -> Translations:
    """Read the sources and the PO files of the named languages, or of all; end the command where it cannot."""
    from plandoc.language.extracting import extract
    from plandoc.source.locales import translated_languages

    opened = open_workspace(context)
    _stop_at_source_errors(opened)
    settings = opened.workspace.settings
    names = _split(languages) or translated_languages(opened.root, settings)
    if not names:
        refuse("No language but that of the sources is named.", "For example: `plandoc translate extract --lang fr`")
    findings = Findings()
    read = tuple(_read(opened, name, findings) for name in names)
    absent = [one for one in read if one.source is None and not findings.has_errors()]
    if must_exist and absent:
        refuse(f"There is no {absent[0].path}.", f"`plandoc translate extract --lang {absent[0].language}` makes it.")
    return Translations(opened=opened, units=extract(opened.workspace), languages=read, findings=findings)


def _read(opened: Opened, language: str, findings: Findings) -> Translated:
    from plandoc.language.catalog import parse_catalog
    from plandoc.source.locales import catalog_path, is_language, read_locale
    from plandoc.spans import source_text

    settings = opened.workspace.settings
    if not is_language(language):
        refuse(f"'{language}' cannot be the name of a language.", "Write a tag such as fr, pt_BR or zh_Hant.")
    if language == settings.language:
        refuse(f"'{language}' is the language of the sources.")
    path = catalog_path(settings, language)
    source = read_locale(opened.root, path, findings)
    catalog = parse_catalog(source or source_text(path, ""), language, settings.language, findings)
    return Translated(language=language, path=path, source=source, catalog=catalog)


def write_locale(root: Path, path: str, text: str) -> None:
    """Write a PO file whole, with the folders that it lies in; ends the command where the disk refuses it."""
    from plandoc.build.writing import write_whole

    try:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(root / path, text.encode())
    except OSError as error:
        refuse(f"{path} cannot be written: {error.strerror}.")


def _stop_at_source_errors(opened: Opened) -> None:
    """End the command at errors that may have cost units; what waits to be translated (PD106) is none."""
    from plandoc.build.stopping import stops_translating

    stopping: tuple[Diagnostic, ...] = tuple(one for one in opened.findings if stops_translating(one))
    if stopping:
        show_findings(stopping, opened.texts, sys.stderr)
        sys.stderr.write(f"{summary(stopping)} in the sources. Nothing was written.\n")
        raise typer.Exit(1)


def _split(names: list[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in names or () for name in one.split(",") if name))


def _texts(languages: tuple[Translated, ...]) -> "tuple[SourceText, ...]":
    return tuple(one.source for one in languages if one.source is not None)
