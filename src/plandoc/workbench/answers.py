"""What the preview answers its page: clean text that changed, scenarios saved, redlines; it keeps nothing of a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from plandoc.diagnostics import Findings, Severity
from plandoc.model.order import Order, Version
from plandoc.model.scenario import Provenance, Scenario
from plandoc.model.workspace import Reading
from plandoc.pipeline import compare, render_document
from plandoc.render.templates import TemplateFault
from plandoc.workbench.asking import Asked, Refused
from plandoc.workbench.page import scenario_data
from plandoc.workbench.preview import Preview
from plandoc.workbench.saving import Conflict, Unsaveable, Wish, check_text
from plandoc.workbench.state import as_scenario, read_state

if TYPE_CHECKING:
    from plandoc.workbench.rows import Row

AUTHOR = "plandoc"
"""Whose the changes of a redline are, where nobody says it."""
NOW = "now"
"""What a state that is saved nowhere is called, where nobody gives it a name."""
REDLINES: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}
"""The formats of a redline, each with its media type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to take away."""

    name: str
    media_type: str
    data: bytes


def clean_text(preview: Preview, asked: Asked) -> dict[str, object]:
    """Answer `{document, language, state, since, version}` with the rows that changed since a state.

    All rows are sent where `since` is null, or `version` is not that of the sources any more.
    """
    desk, version = preview.desk, preview.standing.version
    document, language = asked.text("document"), asked.text("language")
    state, problems = read_state(asked.fields.get("state"), desk.agenda)
    text = desk.text(document, language, state)
    known: Mapping[str, Row] = {}
    if asked.inner("since") is not None and asked.text("version", "") == version:
        since, _ = read_state(asked.fields["since"], desk.agenda)
        known = {row.id: row for row in desk.text(document, language, since).rows}
    answer = text.as_json()
    return {
        **answer,
        "rows": {row.id: row.as_json() for row in text.rows if known.get(row.id) != row},
        "order": [row.id for row in text.rows],
        "version": version,
        "problems": [problem.as_json() for problem in problems],
    }


def save_scenario(preview: Preview, name: str, asked: Asked, expected: str | None) -> dict[str, object]:
    """Write a scenario; answer with its new digest, or refuse (409) with what the file holds instead.

    The request has `choices` and `values` as states have them, `scope` (ids of the groups and names of the values that
    the page knows), and may have `title`, `provenance`, and `based`, the scenario that a new one began from.
    """
    agenda = preview.desk.agenda
    state, problems = read_state(asked.fields, agenda)
    if problems:
        raise Refused(
            422, "Nothing was saved: some choices mean nothing.", problems=[one.as_json() for one in problems]
        )
    said = asked.inner("provenance")
    wish = Wish(
        name=name,
        title=None if asked.fields.get("title") is None else asked.text("title").strip(),
        provenance=None if said is None else _provenance(said),
        state=state,
        scope=asked.texts("scope"),
        based=asked.text("based", ""),
    )
    try:
        kept = preview.shelf.save(wish, agenda, expected)
    except Conflict as conflict:
        theirs = scenario_data(conflict.kept.scenario, agenda, conflict.kept.etag)
        raise Refused(409, str(conflict), theirs=theirs) from conflict
    except Unsaveable as wrong:
        raise Refused(422, str(wrong)) from wrong
    except OSError as error:
        raise Refused(507, f"The scenario cannot be written: {error.strerror}.") from error
    return {"saved": kept.source.path, "scenario": scenario_data(kept.scenario, agenda, kept.etag)}


def _provenance(said: Asked) -> Provenance:
    who, when, session = (said.text(key, "").strip() for key in ("who", "when", "session"))
    return Provenance(who=who, when=when, session=session)


def redline_file(preview: Preview, asked: Asked) -> File:
    """Answer `{document, language, first, second, format}` with a redline; `author` and `date` may be said.

    Each text is `{"scenario": name}`, `{"state": state, "title": what it is called}`, or `{}` for the bracketed text.
    """
    output_format = asked.text("format")
    if output_format not in REDLINES:
        raise Refused(400, f"A redline is made as {' or '.join(REDLINES)}.")
    first, second = (_version(preview, asked, asked.inner(key) or Asked(fields={})) for key in ("first", "second"))
    author = asked.text("author", "").strip() or AUTHOR
    _check("author", author)
    findings = Findings()
    compared = compare(first, second, author, _date(asked.text("date", ""), preview), findings)
    if findings.has_errors():
        raise Refused(422, next(finding.message for finding in findings if finding.severity is Severity.ERROR))
    try:
        rendered = render_document(compared, output_format, preview.templates, preview.created)
    except TemplateFault as fault:
        raise Refused(422, f"The template {fault.file} fails in line {fault.line}: {fault.message}.") from fault
    name = f"{asked.text('document')}.{_named(first)}-{_named(second)}.{output_format}"
    return File(name=name, media_type=REDLINES[output_format], data=rendered.data)


def _version(preview: Preview, asked: Asked, text: Asked) -> Version:
    """Return one of the two texts of a redline."""
    workspace, agenda = preview.desk.workspace, preview.desk.agenda
    document, language = asked.text("document"), asked.text("language")
    plan = workspace.settings.document(document)
    if plan is None or language not in agenda.languages:
        raise Refused(404, f"There is no document {document} in {language}.")
    scenario: Scenario | None = None
    if "scenario" in text.fields:
        scenario = workspace.scenario(text.text("scenario"))
        if scenario is None:
            raise Refused(404, f"There is no scenario {text.text('scenario')}.")
    elif "state" in text.fields:
        title = text.text("title", "").strip()
        _check("title", title)
        state, _ = read_state(text.fields["state"], agenda)
        scenario = as_scenario(state, agenda, name=title or NOW, title=title)
    order = Order(document=plan, language=language, reading=Reading.CORRECTED, scenario=scenario)
    return Version(workspace=workspace, order=order)


def _named(version: Version) -> str:
    """Return what a text is called in the name of a file."""
    scenario = version.order.scenario
    if scenario is None:
        return "bracketed"
    return scenario.name if version.workspace.scenario(scenario.name) == scenario else NOW


def _check(label: str, text: str) -> None:
    try:
        check_text(label, text)
    except Unsaveable as wrong:
        raise Refused(422, str(wrong)) from wrong


def _date(text: str, preview: Preview) -> datetime:
    """Return the date of the changes: the one that is said, or that of all files."""
    if not text:
        return preview.created
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError as error:
        raise Refused(422, "A date is written as 2022-03-28.") from error
