"""`plandoc translate memory`: finished translations out to a TMX file, and those of others in."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from plandoc.cli.console import refuse
from plandoc.cli.translate_update import Form, Languages, Report, finish, update_all
from plandoc.cli.translating import open_translations

memory = typer.Typer(help="Take translations out to a TMX file, or in from one.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE", help="A TMX file.")]


@memory.command("out")
def memory_out(
    context: typer.Context,
    file: File,
    lang: Annotated[str | None, typer.Option("--lang", help="The language, where there are several.")] = None,
) -> None:
    """Write every finished translation to a TMX 1.4 file, each unit with the id of its block."""
    from plandoc import __version__
    from plandoc.build.writing import write_whole
    from plandoc.exchange.memory import write_memory
    from plandoc.model.memory import Remembered

    translations = open_translations(context, [lang] if lang else None, must_exist=True)
    translations.stop_at_errors()
    if len(translations.languages) > 1:
        names = ", ".join(one.language for one in translations.languages)
        refuse(f"There are several languages: {names}.", "Name one with --lang.")
    one = translations.languages[0]
    pairs = tuple(
        Remembered(id=entry.id, source=entry.source, text=entry.text) for entry in one.catalog.entries if entry.finished
    )
    source_language = translations.opened.workspace.settings.language
    try:
        write_whole(file, write_memory(pairs, one.language, source_language, __version__))
    except OSError as error:
        refuse(f"{file} cannot be written: {error.strerror}.")
    sys.stderr.write(f"written: {file}, {len(pairs)} units\n")


@memory.command("in")
def memory_in(
    context: typer.Context,
    file: File,
    lang: Languages = None,
    form: Report = Form.TABLE,
) -> None:
    """Fill what is not translated from a TMX file: the same words as they are, similar ones as fuzzy."""
    translations = open_translations(context, lang, must_exist=True)
    finish(update_all(translations, file), translations.opened.root, form, is_check=False)
