"""`plandoc report form`: the questionnaire as forms to read and to fill in."""

import sys
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from plandoc.cli.build import JOBS
from plandoc.cli.console import refuse, show_findings
from plandoc.cli.files import created_or_refuse, show_errors
from plandoc.cli.outputs import counted, split, telling
from plandoc.cli.workspace import Opened, open_workspace
from plandoc.diagnostics import Findings, Severity
from plandoc.diagnostics.printing import summary, texts_by_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from plandoc.build import Output
    from plandoc.forms.writing import FormPlan, FormTarget
    from plandoc.model.scenario import Scenario
    from plandoc.spans import SourceText


def form(
    context: typer.Context,
    *,
    lang: Annotated[list[str] | None, typer.Option(help="Only this language; may be given again.")] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", help="Only docx, pdf, html, xlsx, xlsform, schema or codebook; may be given again."),
    ] = None,
    scenario: Annotated[str, typer.Option(help="The form that this scenario leaves.")] = "",
) -> None:
    """Write the form to build/LANGUAGE/report-format[.SCENARIO].FORMAT; exit code 1 if there is an error."""
    from plandoc.build import OutputState
    from plandoc.forms.writing import write_forms

    start = perf_counter()
    opened = open_workspace(context)
    targets, decided = _asked(opened, split(lang), split(formats), scenario)
    findings = Findings()
    plan = _plan(opened, targets, decided, findings)
    outputs: list[Output] = []
    with telling(len(targets), plan.folder) as tell:

        def report(output: "Output") -> None:
            outputs.append(output)
            tell(output)

        templates = write_forms(plan, findings, report)
    sys.stdout.flush()
    told = _show(findings, (*opened.workspace.texts, *templates))
    sys.stderr.write(f"{counted(outputs)} in {perf_counter() - start:.1f} s. {told}.\n")
    if findings.has_errors() or any(output.state is OutputState.FAILED for output in outputs):
        raise typer.Exit(1)


def _asked(
    opened: Opened, languages: tuple[str, ...], formats: tuple[str, ...], scenario: str
) -> "tuple[tuple[FormTarget, ...], Scenario | None]":
    """Return the files that were asked for; end with exit code 2 where there is no such thing."""
    from plandoc.forms.writing import FormTarget
    from plandoc.render.forms import CARRIERS

    workspace = opened.workspace
    if workspace.report is None:
        refuse("The workspace has no report format.", "docs/report-format.md says how one is written.")
    decided = {one.name: one for one in workspace.scenarios}
    _refuse_unknown("scenario", (scenario,) if scenario else (), decided)
    _refuse_unknown("language", languages, workspace.settings.languages)
    _refuse_unknown("format", formats, dict.fromkeys(one.name for one in CARRIERS))
    targets = tuple(
        FormTarget(language=language, scenario=scenario, carriage=carriage)
        for language in workspace.settings.languages
        for carriage in CARRIERS
        if language in (languages or (language,)) and carriage.name in (formats or (carriage.name,))
    )
    return targets, decided.get(scenario)


def _refuse_unknown(kind: str, names: "Iterable[str]", known: "Collection[str]") -> None:
    from plandoc.build import nearest

    for name in names:
        if name not in known:
            refuse(f"There is no {kind} '{name}'.", nearest(name, known))


def _plan(
    opened: Opened, targets: "tuple[FormTarget, ...]", scenario: "Scenario | None", findings: Findings
) -> "FormPlan":
    """Return what is to be written; end with exit code 1 where an error in sources or questionnaire forbids it."""
    from plandoc.build.stopping import stops_form
    from plandoc.forms.carrying import printed_forms
    from plandoc.forms.writing import FormPlan
    from plandoc.render.templates import load_templates

    workspace = opened.workspace
    name = scenario.name if scenario else None
    forms = printed_forms(workspace, scenario, findings)
    both = Findings()
    both.extend((*opened.findings, *findings))
    if any(stops_form(finding, name) for finding in both):
        show_errors(both, workspace.texts)
        sys.stderr.write("Nothing was written; the last good form is still there.\n")
        raise typer.Exit(1)
    return FormPlan(
        workspace=workspace,
        root=opened.root,
        forms=forms,
        targets=targets,
        templates=load_templates(opened.root / "templates"),
        created=created_or_refuse(),
        jobs=JOBS,
    )


def _show(findings: Findings, texts: "Iterable[SourceText]") -> str:
    """Print errors and warnings; return how many they are, in words."""
    shown = tuple(one for one in findings if one.severity is not Severity.NOTE)
    show_findings(shown, texts_by_path(texts), sys.stderr)
    return summary(shown)
