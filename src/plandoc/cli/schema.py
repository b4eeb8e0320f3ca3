"""`plandoc schema`: JSON Schemas of the YAML files, for editors."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from plandoc.cli.console import refuse
from plandoc.cli.files import write_file

_USUAL = Path("build/schemas")


def schema(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Print this one: form, questionnaire, scenario or positions.")] = "",
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="A folder to write all of them to.")
    ] = _USUAL,
) -> None:
    """Print the JSON Schema of one kind of YAML file, or write those of all kinds to a folder."""
    from plandoc.build import nearest
    from plandoc.source.schemas import FILES, SCHEMAS

    if name and name not in SCHEMAS:
        refuse(f"There is no schema '{name}'.", nearest(name, SCHEMAS))
    if name:
        sys.stdout.write(_printed(name))
        return
    folder: Path = context.find_root().obj / output
    _make(folder, output)
    for one, files in FILES.items():
        write_file(folder / f"{one}.schema.json", _printed(one).encode())
        sys.stdout.write(f"written: {output / one}.schema.json, for {files}\n")


def _printed(name: str) -> str:
    from plandoc.source.schemas import SCHEMAS

    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"


def _make(folder: Path, shown: Path) -> None:
    """Make the usual folder; end the command where there is no other, or it takes no files."""
    from plandoc.build.writing import make_writable

    if shown != _USUAL and not folder.is_dir():
        refuse(f"There is no folder {shown}.", "Make it first.")
    try:
        make_writable(folder)
    except OSError as error:
        sys.stderr.write(f"error: {shown} cannot be written to: {error.strerror}.\n")
        raise typer.Exit(1) from error
