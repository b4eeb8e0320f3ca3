"""`plandoc build`: documents to files in `build/`."""

import os
import sys
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.console import show_findings
from plandoc.cli.files import created_or_refuse
from plandoc.cli.outputs import counted, split, telling
from plandoc.cli.workspace import Opened, open_workspace
from plandoc.diagnostics import Findings, Severity
from plandoc.diagnostics.printing import Texts, summary, texts_by_path
from plandoc.model.workspace import Reading

if TYPE_CHECKING:
    from datetime import datetime

    from plandoc.build import Output, Plan, Request, Target
    from plandoc.model.order import Order
    from plandoc.model.printed import PrintedDocument
    from plandoc.model.workspace import Workspace
    from plandoc.render import Rendered
    from plandoc.render.templates import Templates

JOBS = min(2, os.cpu_count() or 1)


def build(  # noqa: PLR0913 - one argument for each option of the command
    context: typer.Context,
    documents: Annotated[list[str] | None, typer.Argument(help="Names in plandoc.toml; all if none is given.")] = None,
    *,
    lang: Annotated[
        list[str] | None, typer.Option(help="Only this language, or two side by side (zh-en); may be given again.")
    ] = None,
    formats: Annotated[
        list[str] | None, typer.Option("--format", help="Only docx, pdf or html; may be given again.")
    ] = None,
    scenario: Annotated[str | None, typer.Option(help="The clean text of this scenario.")] = None,
    reading: Annotated[
        Reading | None, typer.Option(help="The open text as published or as corrected; each document has its own.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="How many processes set pages.")] = JOBS,
    force: Annotated[bool, typer.Option("--force", help="Build what is unchanged, too.")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="Show what is merely worth knowing: every mend.")] = False,
) -> None:
    """Write documents to build/LANGUAGE/DOCUMENT[.SCENARIO].FORMAT; exit code 1 if there is an error."""
    from plandoc.build import OutputState, Plan, Request

    start = perf_counter()
    request = Request(
        documents=tuple(documents or ()),
        languages=split(lang),
        formats=split(formats),
        scenario=scenario,
        reading=reading,
    )
    opened = open_workspace(context)
    lowest = Severity.NOTE if notes else Severity.WARNING
    _stop_at_errors(opened, scenario, lowest)
    plan = Plan(
        workspace=opened.workspace,
        root=opened.root,
        targets=_planned(opened, request),
        created=created_or_refuse(),
        jobs=jobs,
        force=force,
    )
    outputs, texts = _built(plan, opened)
    if any(output.state is OutputState.WRITTEN for output in outputs):
        _write_words(plan, opened)
    sys.stdout.flush()
    told = _show(opened.findings, texts, lowest)
    sys.stderr.write(f"{counted(outputs)} in {perf_counter() - start:.1f} s. {told}.\n")
    if opened.findings.has_errors() or any(output.state is OutputState.FAILED for output in outputs):
        raise typer.Exit(1)


def _stop_at_errors(opened: Opened, scenario: str | None, lowest: Severity) -> None:
    from plandoc.build import stops

    if any(stops(finding, scenario) for finding in opened.findings):
        told = _show(opened.findings, opened.texts, lowest)
        sys.stderr.write(f"{told}. Nothing was built; the last good output is still there.\n")
        raise typer.Exit(1)


def _show(findings: Findings, texts: Texts, lowest: Severity) -> str:
    """Print the findings from a severity upwards; return how many they are, in words."""
    shown = tuple(one for one in findings if lowest is Severity.NOTE or one.severity is not Severity.NOTE)
    show_findings(shown, texts, sys.stderr)
    return summary(shown)


def _planned(opened: Opened, request: "Request") -> "tuple[Target, ...]":
    from plandoc.build import Offer, plan_targets
    from plandoc.render import FORMATS

    problems = Findings()
    languages = tuple(locale.language for locale in opened.workspace.locales)
    targets = plan_targets(opened.workspace, request, Offer(languages=languages, formats=FORMATS), problems)
    if problems.has_errors():
        show_findings(problems, {}, sys.stderr)
        raise typer.Exit(2)
    return targets


def _typeset(workspace: "Workspace", order: "Order", findings: Findings) -> "PrintedDocument":
    """Set a document; the stages are imported when something is to be built."""
    from plandoc.pipeline import typeset

    return typeset(workspace, order, findings)


def _render(printed: "PrintedDocument", form: str, templates: "Templates", created: "datetime") -> "Rendered":
    """Render a document, in whichever process this is called."""
    from plandoc.pipeline import render_document

    return render_document(printed, form, templates, created)


def _built(plan: "Plan", opened: Opened) -> "tuple[list[Output], Texts]":
    """Build; return what became of each target, and all texts that findings point into."""
    from plandoc.build import Stages
    from plandoc.build import build as bring_up_to_date

    outputs: list[Output] = []
    stages = Stages(typeset=_typeset, render=_render)
    try:
        with telling(len(plan.targets), plan.folder) as tell:

            def report(output: "Output") -> None:
                outputs.append(output)
                tell(output)

            templates = bring_up_to_date(plan, stages, opened.findings, report)
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted: what is written is whole, the rest is as it was.\n")
        raise
    return outputs, texts_by_path((*opened.workspace.texts, *templates))


def _write_words(plan: "Plan", opened: Opened) -> None:
    """Write the compiled words of every language of the build."""
    from plandoc.build import write_words
    from plandoc.pipeline import compiled_words

    for language in dict.fromkeys(target.order.language for target in plan.targets):
        write_words(plan.folder / language, compiled_words(opened.workspace, language), opened.findings)
