"""`plandoc renumber`: clean numbering made permanent, and everything that names a number brought after it."""

import sys
from typing import Annotated

import typer

from plandoc.cli.console import show_findings, show_table
from plandoc.cli.permanent import end_refused, finish, glossary_of, open_sound_workspace
from plandoc.diagnostics.printing import texts_by_path


def renumber(
    context: typer.Context,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")] = False,
) -> None:
    """Give every label the number that clean text prints: in sources, PO files, scenarios, positions, references."""
    from plandoc.agreement.refusal import RefusedError
    from plandoc.agreement.renumbering import renumber as count_anew
    from plandoc.spans import source_text

    opened = open_sound_workspace(context)
    try:
        renumbered = count_anew(opened.workspace, glossary_of(opened.root))
    except RefusedError as error:
        end_refused(error)
    if renumbered.moved and not dry_run:
        rows = [(one.label_before, one.label_after, one.before, one.after) for one in renumbered.moved]
        show_table(("label", "becomes", "id", "becomes"), rows)
    texts = renumbered.change.texts
    finish(opened, texts, is_dry=dry_run)
    sys.stdout.flush()
    if not texts:
        sys.stderr.write("Every label is the number of clean text already.\n")
    elif len(renumbered.change.findings):
        new = (source_text(path, text) for path, text in texts.items())
        show_findings(renumbered.change.findings, texts_by_path((*opened.workspace.texts, *new)), sys.stderr)
        sys.stderr.write("These stay as they are typed: look whether they must follow.\n")
