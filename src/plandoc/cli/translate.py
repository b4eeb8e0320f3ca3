"""`plandoc translate`: the workflow of translators, one command a step."""

import typer

from plandoc.cli.translate_check import translate_check
from plandoc.cli.translate_memory import memory
from plandoc.cli.translate_review import review
from plandoc.cli.translate_status import status
from plandoc.cli.translate_update import extract, update

translate = typer.Typer(help="Work on translations: PO files of the sources' units.", no_args_is_help=True)

translate.command("extract")(extract)
translate.command("update")(update)
translate.command("check")(translate_check)
translate.command("status")(status)
translate.command("review")(review)
translate.add_typer(memory, name="memory")
