"""What is wrong with a questionnaire as a whole: in itself, beside the texts, under each scenario, in each language."""

from plandoc.choices.decide import decide, inherit
from plandoc.diagnostics import Findings
from plandoc.forms.dropping import check_dropped
from plandoc.language.units import units
from plandoc.model.agreements import past_of
from plandoc.model.choices import choices
from plandoc.model.report import Report
from plandoc.model.workspace import Workspace
from plandoc.pipeline import translations
from plandoc.report.crosswalk import check_crosswalk
from plandoc.report.feeding import check_feeding
from plandoc.report.fields import fields
from plandoc.report.indicators import indicator_blocks
from plandoc.report.labelling import check_labels
from plandoc.report.naming import check_names, surroundings
from plandoc.report.ordering import check_order
from plandoc.report.reaching import check_reach


def check_report(workspace: Workspace, findings: Findings) -> None:
    """Report what is wrong with the report format of a workspace; nothing where it has none."""
    report = workspace.report
    if report is None:
        return
    indicators = tuple(indicator_blocks(workspace.parts))
    check_names(report, surroundings(workspace.parts, workspace.history), findings)
    check_order(fields(report), findings)
    check_feeding(report, indicators, findings)
    check_reach(report, findings)
    check_labels(report, findings)
    check_crosswalk(report, findings)
    registry, past = choices(workspace.parts), past_of(workspace.history)
    for scenario in workspace.scenarios:
        decisions = decide(registry, inherit(scenario, workspace.settings.values))
        check_dropped(report, indicators, scenario.name, decisions, past, findings)
    for language in workspace.settings.languages:
        if language != workspace.settings.language:
            _check_translated(workspace, report, language, findings)


def _check_translated(workspace: Workspace, report: Report, language: str, findings: Findings) -> None:
    """Report texts that a form in this language could not show (PD106): the languages of a form are equal."""
    live = translations(workspace, language, Findings()).live()
    places = {block.id: block.span for block in report.part.blocks()}
    for unit in units(report.part):
        entry = live.get(unit.id)
        if entry is None or not entry.finished or entry.source != unit.text:
            hint = "Run `plandoc translate update` and translate the unit."
            findings.add("PD106", places[unit.id], f"{unit.id} is not translated into {language}.", hint=hint)
