"""`plandoc translate status`: how far the translation of each part is."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from plandoc.cli.console import show_table
from plandoc.cli.translate_update import Form, Languages, Report
from plandoc.cli.translating import open_translations

if TYPE_CHECKING:
    from plandoc.language.counting import PartStatus

_NUMBERS = ("units", "words", "characters", "translated", "fuzzy", "missing")


def status(context: typer.Context, lang: Languages = None, form: Report = Form.TABLE) -> None:
    """Count, for each part, its units, words and characters, and which are translated, fuzzy or missing."""
    from plandoc.language.counting import status as part_status
    from plandoc.language.merging import report_unknown

    translations = open_translations(context, lang, must_exist=False)
    for one in translations.languages:
        report_unknown(one.catalog, translations.units, translations.findings)
    listed = {one.language: part_status(translations.units, one.catalog) for one in translations.languages}
    if form is Form.JSON:
        _show_json(listed)
    else:
        _show_table(listed)
    sys.stdout.flush()
    translations.show_findings()
    if translations.findings.has_errors():
        raise typer.Exit(1)


def _show_table(listed: "dict[str, tuple[PartStatus, ...]]") -> None:
    from plandoc.language.counting import total

    rows = [
        (language, part.part, *(str(getattr(part, name)) for name in _NUMBERS))
        for language, parts in listed.items()
        for part in (*parts, total(parts, "all"))
    ]
    show_table(("language", "part", *_NUMBERS), rows, numbers=frozenset(_NUMBERS))


def _show_json(listed: "dict[str, tuple[PartStatus, ...]]") -> None:
    import json

    from plandoc.language.counting import total

    content = [
        {
            "language": language,
            "parts": [asdict(part) for part in parts],
            "all": {name: getattr(total(parts, "all"), name) for name in _NUMBERS},
        }
        for language, parts in listed.items()
    ]
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
