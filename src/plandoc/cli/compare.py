"""`plandoc compare`: a redline of two texts, as a file to take away."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from plandoc.cli.console import refuse
from plandoc.cli.files import Press, created_or_refuse, format_of, write_file
from plandoc.cli.versions import VersionReader
from plandoc.cli.workspace import open_workspace
from plandoc.diagnostics import Findings

AUTHOR = "plandoc"


def compare(  # noqa: PLR0913 - one argument for each option of the command
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="A", help="The text that is changed: a scenario, bracketed, …")],
    second: Annotated[str, typer.Argument(metavar="B", help="What it is changed to; also a git revision, REV:NAME.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="A .docx, .html or .pdf file.")],
    *,
    document: Annotated[str, typer.Option(help="A name in plandoc.toml; without it, the first.")] = "",
    lang: Annotated[str, typer.Option(help="The language; without it, that of the sources.")] = "",
    author: Annotated[str, typer.Option(help="Whose changes these are.")] = AUTHOR,
    date: Annotated[str, typer.Option(metavar="ISO", help="When they were made: 2022-03-28.")] = "",
) -> None:
    """Write the redline from A to B: in Word as tracked changes, in HTML with a list of them."""
    from plandoc.pipeline import compare as compare_versions
    from plandoc.redline import has_changes
    from plandoc.render import FORMATS

    opened = open_workspace(context)
    file: Path = context.find_root().obj / output
    output_format = format_of(file, opened, FORMATS)
    created = created_or_refuse()
    dated = _date(date) if date else created
    reader = VersionReader(here=opened, document=document, language=lang or opened.workspace.settings.language)
    versions = reader.read(first), reader.read(second)
    findings = Findings()
    compared = compare_versions(*versions, author, dated, findings)
    before, after = (version.workspace for version in versions)
    press = Press(root=opened.root, workspace=after, texts=before.texts, created=created)
    write_file(file, press.rendered(compared, output_format, findings))
    sys.stderr.write(f"written: {output}{'' if has_changes(compared) else '; the two texts are the same'}\n")


def _date(text: str) -> datetime:
    """Return a date, or a date and time, in UTC where no zone is named."""
    try:
        date = datetime.fromisoformat(text)
    except ValueError:
        refuse(f"'{text}' is no date.", "Write 2022-03-28, or 2022-03-28T15:00:00+02:00.")
    return date if date.tzinfo else date.replace(tzinfo=UTC)
