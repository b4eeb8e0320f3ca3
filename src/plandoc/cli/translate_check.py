"""`plandoc translate check`: every translation held against its source."""

from pathlib import Path
from typing import Annotated

import typer

from plandoc.cli.check import Form, report
from plandoc.cli.console import refuse
from plandoc.cli.workspace import find_root
from plandoc.diagnostics import Findings
from plandoc.diagnostics.printing import texts_by_path
from plandoc.model.workspace import Workspace

LOCALES = "locales/"
GLOSSARY = f"{LOCALES}glossary.csv"


def translate_check(
    context: typer.Context,
    language: Annotated[
        str | None, typer.Option("--lang", help="Check this language; without it, every one.", metavar="LANGUAGE")
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="How to print the findings.")] = Form.FULL,
    *,
    notes: Annotated[bool, typer.Option("--notes", help="Show what is merely worth knowing, too.")] = False,
) -> None:
    """Hold every translation against its source: brackets, numbers, terms, marks; exit code 1 if there is an error."""
    from plandoc.source.workspace import read_workspace

    root = find_root(context)
    reading, findings = Findings(), Findings()
    workspace = read_workspace(root, reading)
    # What is wrong with the sources is told by `plandoc check`.
    findings.extend(tuple(one for one in reading if one.span.path.startswith(LOCALES)))
    translated = tuple(name for name, _ in workspace.catalogs)
    if language is not None and language not in translated:
        refuse(f"There is no translation into {language}.", f"There are: {', '.join(translated) or 'none'}.")
    compare_workspace(workspace, root, (language,) if language else translated, findings)
    report(findings, texts_by_path(workspace.texts), form, notes=notes)


def compare_workspace(workspace: Workspace, root: Path, languages: tuple[str, ...], findings: Findings) -> None:
    """Add every finding in the translations of a workspace into these languages; the glossary is read here."""
    from plandoc.language.catalog import parse_catalog
    from plandoc.language.extracting import extract
    from plandoc.language.parity.checking import check_catalog, measure_of
    from plandoc.source.files import read_text

    glossary = read_text(root, GLOSSARY, findings) if (root / GLOSSARY).is_file() else None
    terms = glossary.text if glossary else ""
    units = extract(workspace)
    for language in languages:
        source = workspace.catalog(language)
        if source is not None:
            catalog = parse_catalog(source, language, workspace.settings.language, findings)
            check_catalog(catalog, units, measure_of(workspace, language, terms), findings)
