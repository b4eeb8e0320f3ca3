"""`plandoc report`: the national report format, as forms to fill in and as what hangs on what."""

import typer

from plandoc.cli.report_form import form
from plandoc.cli.report_trace import trace

report = typer.Typer(help="Work on the national report format.", no_args_is_help=True)

report.command("form")(form)
report.command("trace")(trace)
