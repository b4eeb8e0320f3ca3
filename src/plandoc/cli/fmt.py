"""`plandoc fmt`: the ids and labels that the sources lack, written into them."""

import sys
from typing import Annotated

import typer

from plandoc.cli.workspace import find_root

_NOT_TO_BE_WRITTEN = frozenset({"PD001", "PD002", "PD003"})
"""Findings that mean that the text in hand is not what the file holds."""


def fmt(
    context: typer.Context,
    *,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit code 1 if something lacks.")] = False,
) -> None:
    """Write missing ids and labels into the sources; nothing that is printed changes."""
    from plandoc.build.writing import write_whole
    from plandoc.diagnostics import Findings
    from plandoc.source.formatting import format_part
    from plandoc.source.workspace import read_workspace

    root = find_root(context)
    findings = Findings()
    workspace = read_workspace(root, findings)
    texts = {text.path: text for text in workspace.texts}
    spoiled = {one.span.path for one in findings if one.code.name in _NOT_TO_BE_WRITTEN}
    changed = 0
    for path in sorted({part.span.path for part in workspace.parts}):
        if path in spoiled:
            sys.stderr.write(f"left as it is: {path} (`plandoc check` says why)\n")
            continue
        formatted = format_part(texts[path], workspace.settings.labels)
        if formatted != texts[path].text:
            changed += 1
            if not check:
                write_whole(root / path, formatted.encode())
            sys.stdout.write(f"{'lacks ids or labels' if check else 'written'}: {path}\n")
    if not changed:
        sys.stderr.write("Nothing lacks an id or a label.\n")
    if spoiled or (check and changed):
        raise typer.Exit(1)
