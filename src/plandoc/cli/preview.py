"""`plandoc preview`: the negotiators' page of a document, served or as one file."""

import errno
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

from plandoc.cli.console import paint_for, refuse, show_findings
from plandoc.cli.files import created_or_refuse
from plandoc.cli.workspace import find_root
from plandoc.diagnostics import Diagnostic, Severity
from plandoc.diagnostics.printing import texts_by_path

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable
    from datetime import datetime

    from plandoc.workbench.guarding import Address
    from plandoc.workbench.preview import Preview

LOOPBACK = "127.0.0.1"
PORT = 8650


def preview(  # noqa: PLR0913 - one argument for each option of the command
    context: typer.Context,
    document: Annotated[str, typer.Argument(help="A name in plandoc.toml; the first document if none is given.")] = "",
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE.html", help="Write one file instead of serving.")
    ] = None,
    lang: Annotated[str, typer.Option(help="The language to begin in, or two side by side (zh-en).")] = "",
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help=f"The port to serve on; without it {PORT}, or a free one.")
    ] = None,
    host: Annotated[
        str, typer.Option(help="The address to serve on; by default only this machine gets in.")
    ] = LOOPBACK,
    browse: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Show a document as it is negotiated: choose options, and read the clean text at once."""
    root, created = find_root(context), created_or_refuse()
    if output is not None:
        _write(_opened(root, created, document, lang), document, context.find_root().obj / output)
        return
    from plandoc.workbench.guarding import Address, Guard
    from plandoc.workbench.running import run

    # The port is taken before the texts are read: a browser that comes early waits, and is answered.
    with _listening(host, port) as opened:
        guard = Guard(address=Address(host=host, port=opened.getsockname()[1]))
        shown = _opened(root, created, document, lang, guard.token)
        address = guard.address.url + _beginning(document, lang)
        _warn(guard.address)
        _show_errors(shown.desk.findings, shown)

        def say() -> None:
            sys.stdout.write(f"{address}\n")
            sys.stdout.flush()
            sys.stderr.write("Ctrl-C ends the preview.\n")
            if browse:
                import webbrowser

                webbrowser.open(address)

        run(shown, guard, opened, say)


def _opened(root: Path, created: "datetime", document: str, lang: str, token: str = "") -> "Preview":
    """Open the workspace; end the command where it has no such document or language."""
    from plandoc.build import nearest
    from plandoc.workbench.preview import Preview

    try:
        shown = Preview(root, created, token)
    except OSError as error:
        refuse(f"{error.filename} cannot be read: {error.strerror}.")
    names = [plan.name for plan in shown.desk.workspace.settings.documents]
    if not names:
        _show_errors(shown.desk.findings, shown)
        refuse("plandoc.toml has no document to show.")
    if document and document not in names:
        refuse(f"There is no document '{document}'.", nearest(document, names))
    languages = shown.desk.agenda.languages
    pairs = [f"{languages[0]}-{other}" for other in languages[1:]]
    if lang and lang not in (*languages, *pairs):
        refuse(f"There is no language '{lang}'.", nearest(lang, (*languages, *pairs)))
    return shown


def _beginning(document: str, lang: str) -> str:
    """Return what follows the address of the server: which document, in which language."""
    return (f"?document={quote(document)}" if document else "") + (f"#l={lang}" if lang else "")


def _listening(host: str, port: int | None) -> "socket.socket":
    """Return a socket at the address; another port than the usual one is said, one that was asked for must be free."""
    from plandoc.workbench.running import listen

    try:
        return listen(host, PORT if port is None else port)
    except OSError as error:
        if port is not None or error.errno != errno.EADDRINUSE:
            refuse(f"The preview cannot be served on {host}, port {PORT if port is None else port}: {error.strerror}.")
    opened = listen(host, 0)
    sys.stderr.write(f"Port {PORT} is taken; the preview is on port {opened.getsockname()[1]}.\n")
    return opened


def _warn(address: "Address") -> None:
    if address.is_loopback:
        return
    sys.stderr.write(
        f"{paint_for(sys.stderr)('warning', 'warning')}: Whoever can reach {address.host} can read this text and "
        "save scenarios here; nothing is encrypted.\n"
    )


def _show_errors(findings: "Iterable[Diagnostic]", shown: "Preview") -> None:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    show_findings(errors, texts_by_path(shown.desk.workspace.texts), sys.stderr)


def _write(shown: "Preview", document: str, file: Path) -> None:
    """Write the page as one file; end with exit code 1 where an error stands in the way, and leave what was there."""
    from plandoc.build import stops
    from plandoc.build.writing import write_whole
    from plandoc.diagnostics import Findings
    from plandoc.render.templates import TemplateFault

    findings = Findings()
    findings.extend(shown.desk.findings)
    try:
        page = shown.single(document or shown.first_document(), findings)
    except TemplateFault as fault:
        sys.stderr.write(f"error: The page cannot be made: {fault}.\n")
        raise typer.Exit(1) from fault
    if page is None or any(stops(finding, None) for finding in findings):
        _show_errors(findings, shown)
        sys.stderr.write("Nothing was written.\n")
        raise typer.Exit(1)
    try:
        write_whole(file, page.encode())
    except OSError as error:
        sys.stderr.write(f"error: {file} cannot be written: {error.strerror}.\n")
        raise typer.Exit(1) from error
    sys.stdout.write(f"written: {file}\n")
