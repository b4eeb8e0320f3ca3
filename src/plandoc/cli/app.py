"""All commands by their names. Their modules import what they need when they run, so that each starts quickly."""

import sys
from pathlib import Path
from typing import Annotated

import typer

import plandoc
from plandoc.cli.agree import agree
from plandoc.cli.brackets import brackets
from plandoc.cli.build import build
from plandoc.cli.check import check
from plandoc.cli.compare import compare
from plandoc.cli.doctor import doctor
from plandoc.cli.explain import explain
from plandoc.cli.fmt import fmt
from plandoc.cli.new import new
from plandoc.cli.preview import preview
from plandoc.cli.renumber import renumber
from plandoc.cli.report import report
from plandoc.cli.scenario import scenario
from plandoc.cli.schema import schema
from plandoc.cli.translate import translate

app = typer.Typer(
    name="plandoc",
    help="Negotiated texts as data: one bracketed source, every document of a decision.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Boxes and colours are for people; what is piped is plain.
    rich_markup_mode="rich" if sys.stdout.isatty() else None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - Typer hands the value over by position
    if wanted:
        typer.echo(f"plandoc {plandoc.__version__}")
        raise typer.Exit


@app.callback()
def plandoc_options(
    context: typer.Context,
    directory: Annotated[
        Path, typer.Option("--directory", "-C", help="Work as if started in this folder.", metavar="DIR")
    ] = Path(),
    *,
    version: Annotated[  # noqa: ARG001 - the callback answers it
        bool, typer.Option("--version", help="Say which version this is.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Work in the workspace whose plandoc.toml is here or in the nearest folder above."""
    context.obj = directory


for command in (build, preview, check, brackets, compare, agree, renumber, fmt, explain, schema, doctor, new):
    app.command()(command)
app.add_typer(report, name="report")
app.add_typer(scenario, name="scenario")
app.add_typer(translate, name="translate")
