"""Where the PO files of a workspace lie, and their texts."""

import re
from pathlib import Path

from plandoc.diagnostics import Findings
from plandoc.model.workspace import Settings
from plandoc.source.files import list_files, read_text
from plandoc.spans import SourceText

PAGE_WORDS = "plandoc.po"
"""The file of the words that templates print, which are no translation of the sources."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*(?:@[a-z]+)?")


def is_language(name: str) -> bool:
    """Return whether a name can be that of a locale folder: `fr`, `pt_BR`, `zh_Hant`, `sr@latin`."""
    return _LANGUAGE.fullmatch(name) is not None


def catalog_path(settings: Settings, language: str) -> str:
    """Return the path of the sources' PO file in a language, relative to the workspace."""
    return f"{_folder(language)}/{settings.domain}.po"


def read_locale(root: Path, path: str, findings: Findings) -> SourceText | None:
    """Return the text of a PO file; None where there is none, or, reported (PD001), where it cannot be read."""
    folder = path.rpartition("/")[0]
    return read_text(root, path, findings) if path in list_files(root, folder, ".po", findings) else None


def other_catalogs(root: Path, settings: Settings, language: str, findings: Findings) -> tuple[str, ...]:
    """Return the paths of a language's PO files of other sources, sorted."""
    own = catalog_path(settings, language)
    paths = list_files(root, _folder(language), ".po", findings)
    return tuple(path for path in paths if path != own and path.rpartition("/")[2] != PAGE_WORDS)


def translated_languages(root: Path, settings: Settings) -> tuple[str, ...]:
    """Return the languages that the settings name or that have a PO file, sorted, without the sources' own."""
    files = root.glob(f"locales/*/LC_MESSAGES/{settings.domain}.po")
    names = {*settings.languages, *(file.parent.parent.name for file in files if is_language(file.parent.parent.name))}
    return tuple(sorted(names - {settings.language}))


def _folder(language: str) -> str:
    return f"locales/{language}/LC_MESSAGES"
