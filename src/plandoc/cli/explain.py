"""`plandoc explain`: the page of a code, or the list of all codes."""

import sys
from typing import Annotated

import typer

from plandoc.cli.console import is_terminal, refuse, show_table
from plandoc.diagnostics import CODES


def explain(
    code: Annotated[str | None, typer.Argument(help="A code such as PD010; without one, all are listed.")] = None,
) -> None:
    """Say what a finding's code means, why it matters, and how to mend it."""
    if code is None:
        show_table(
            ("code", "severity", "finding"), [(one.name, one.severity.value, one.title) for one in CODES.values()]
        )
        return
    name = code.upper()
    if name not in CODES:
        from plandoc.build import nearest

        refuse(f"There is no code '{code}'.", f"{nearest(code, CODES)} `plandoc explain` lists all codes.")
    page = page_of(name)
    if not is_terminal(sys.stdout):
        sys.stdout.write(page)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(page))


def page_of(name: str) -> str:
    """Return the page of a code, in Markdown."""
    from importlib.resources import files

    return (files("plandoc.diagnostics") / "pages" / f"{name}.md").read_text(encoding="utf-8")
