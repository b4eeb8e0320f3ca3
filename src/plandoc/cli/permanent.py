"""What `agree` and `renumber` share: a workspace without errors and with every translation, and writing it anew."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import typer

from plandoc.cli.console import refuse, show_findings
from plandoc.cli.translate_check import GLOSSARY
from plandoc.cli.workspace import Opened, open_text
from plandoc.diagnostics import Findings, Severity
from plandoc.diagnostics.printing import summary, texts_by_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from plandoc.agreement.refusal import RefusedError
    from plandoc.model.workspace import Workspace


def open_sound_workspace(context: typer.Context) -> Opened:
    """Read the workspace with the PO file of every language, built or not; end with exit code 1 if it has an error."""
    # The report format follows the text: that it does not yet must not stop the text.
    opened = open_text(context)
    workspace = _with_translations(opened)
    errors = tuple(one for one in opened.findings if one.severity is Severity.ERROR)
    if errors:
        show_findings(errors, texts_by_path(workspace.texts), sys.stderr)
        sys.stderr.write(f"{summary(errors)}. Nothing was written.\n")
        raise typer.Exit(1)
    return replace(opened, workspace=workspace)


def _with_translations(opened: Opened) -> "Workspace":
    """Return the workspace with every PO file of the sources; what is wrong with one is among the findings."""
    from plandoc.pipeline import translations
    from plandoc.source.languages import read_language
    from plandoc.source.locales import catalog_path, read_locale, translated_languages

    workspace = opened.workspace
    for language in translated_languages(opened.root, workspace.settings):
        if workspace.catalog(language) is None:
            source = read_locale(opened.root, catalog_path(workspace.settings, language), opened.findings)
            locale = read_language(opened.root, language, opened.findings)
            if source is not None:
                workspace = replace(
                    workspace,
                    catalogs=(*workspace.catalogs, (language, source)),
                    locales=(*workspace.locales, *((locale,) if locale else ())),
                    texts=(*workspace.texts, source),
                )
        translations(workspace, language, opened.findings)
    return workspace


def glossary_of(root: "Path") -> str:
    """Return the text of the glossary; empty where there is none."""
    from plandoc.source.files import read_text

    glossary = read_text(root, GLOSSARY, Findings()) if (root / GLOSSARY).is_file() else None
    return glossary.text if glossary else ""


def end_refused(error: "RefusedError") -> NoReturn:
    """End the command, saying why nothing was done."""
    refuse(error.message, f"{error.hint} Nothing was written.".lstrip())


def finish(opened: Opened, texts: "Mapping[str, str]", *, is_dry: bool) -> None:
    """Write new texts and say which; or show what would change, and write nothing."""
    from plandoc.agreement.refusal import RefusedError
    from plandoc.agreement.writing import print_differences, write_all

    before = {text.path: text for text in opened.workspace.texts}
    if is_dry:
        sys.stdout.write(print_differences(before, texts))
        return
    try:
        write_all(opened.root, before, texts)
    except RefusedError as error:
        end_refused(error)
    sys.stdout.write("".join(f"written: {path}\n" for path in texts))
