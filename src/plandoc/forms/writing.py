"""Forms into files: every carrier of every language that was asked for, each file whole or not at all."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import assert_never

from plandoc.build.faults import report_notice, report_template, report_unwritable
from plandoc.build.outputs import Output, OutputState
from plandoc.build.preflight import has_fonts, has_glyphs_for
from plandoc.build.workers import Fault, make_all
from plandoc.build.writing import make_writable, write_whole
from plandoc.diagnostics import Findings
from plandoc.forms.carrying import recipe
from plandoc.model.printed_form import PrintedForm
from plandoc.model.report import PART
from plandoc.model.workspace import Workspace
from plandoc.render import Rendered
from plandoc.render.forms import Carriage, Recipe
from plandoc.render.forms.faults import CarrierFault
from plandoc.render.forms.wording import all_words
from plandoc.render.templates import TemplateFault, Templates
from plandoc.spans import NOWHERE, SourceText, Span

NAME = "report-format"
"""What files with the form are called."""
_PAGES = ("pdf",)
"""Kinds of files that show nothing in place of a letter that no font has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTarget:
    """One file with the form."""

    language: str
    scenario: str
    """Name of the scenario that decided; empty for the open text."""
    carriage: Carriage

    @property
    def path(self) -> str:
        """Path below the output folder: `zh/report-format.docx`, `en/report-format.mixed.xlsform.xlsx`."""
        decided = f".{self.scenario}" if self.scenario else ""
        return f"{self.language}/{NAME}{decided}{self.carriage.ending}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPlan:
    """What to write, from what."""

    workspace: Workspace
    root: Path
    """The folder of plandoc.toml; files go to its `build/`."""
    forms: Mapping[str, PrintedForm]
    """The form in every language of the workspace."""
    targets: tuple[FormTarget, ...]
    templates: Templates
    created: datetime
    jobs: int = 1
    """How many processes make files."""

    @property
    def folder(self) -> Path:
        """The output folder."""
        return self.root / "build"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unfit:
    """What a `CarrierFault` says: such an exception does not survive the way between processes."""

    question: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What became of one target."""

    target: FormTarget
    rendered: Rendered | Fault | _Unfit
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """Files that are made one after the other: pages are set once for those that show them."""

    recipe: Recipe
    targets: tuple[FormTarget, ...]

    def make(self) -> tuple[_Made, ...]:
        """Make them."""
        return tuple(map(self._one, self.targets))

    def _one(self, target: FormTarget) -> _Made:
        start = perf_counter()
        rendered: Rendered | Fault | _Unfit
        try:
            rendered = target.carriage.carry(self.recipe)
        except TemplateFault as error:
            rendered = Fault(file=error.file, line=error.line, message=error.message)
        except CarrierFault as error:
            rendered = _Unfit(question=error.question, message=error.message)
        return _Made(target=target, rendered=rendered, seconds=perf_counter() - start)


def write_forms(plan: FormPlan, findings: Findings, report: Callable[[Output], None]) -> tuple[SourceText, ...]:
    """Write every target; what goes wrong is added to the findings, and leaves the last good file.

    `report` is told of each file as soon as it is done. Returns the templates that findings point into.
    """
    return tuple(_Writer(plan, findings, report).write())


class _Writer:
    """Writes the files of one plan."""

    def __init__(self, plan: FormPlan, findings: Findings, report: Callable[[Output], None]) -> None:
        self._plan = plan
        self._findings = findings
        self._report = report

    def write(self) -> Iterator[SourceText]:
        """Write each file as it is ready; yield the templates that failed."""
        drawable = self._is_drawable()
        for target in self._plan.targets:
            if target.carriage.name in _PAGES and not drawable:
                self._report(Output(path=target.path, state=OutputState.FAILED))
        batches = [batch.make for batch in self._batches(drawable=drawable)]
        with closing(make_all(batches, self._plan.jobs)) as ready:
            for made in ready:
                for one in made:
                    yield from self._taken(one)

    def _batches(self, *, drawable: bool) -> Iterator[_Batch]:
        """Yield what may be made at the same time, that which takes longest first."""
        plan = self._plan
        for paged in (True, False) if drawable else (False,):
            for language in dict.fromkeys(target.language for target in plan.targets):
                targets = tuple(
                    target
                    for target in plan.targets
                    if target.language == language and (target.carriage.name in _PAGES) is paged
                )
                if targets:
                    yield _Batch(recipe=recipe(plan.forms, language, plan.templates, plan.created), targets=targets)

    def _taken(self, made: _Made) -> Iterator[SourceText]:
        """Write what was made, or say why it was not; yield the template that failed."""
        target, state, size = made.target, OutputState.FAILED, 0
        match made.rendered:
            case Rendered():
                state, size = self._written(target, made.rendered), len(made.rendered.data)
            case Fault():
                text = report_template(made.rendered, self._plan.templates, self._findings)
                yield from (text,) if text else ()
            case _Unfit():
                self._report_unfit(made.rendered, target)
            case _:
                assert_never(made.rendered)
        seconds = made.seconds if state is OutputState.WRITTEN else 0.0
        self._report(Output(path=target.path, state=state, seconds=seconds, size=size))

    def _is_drawable(self) -> bool:
        """Return whether the fonts draw every letter of the forms; true where no pages are set."""
        paged = {target.language for target in self._plan.targets if target.carriage.name in _PAGES}
        words = "".join(text for language in sorted(paged) for text in all_words(self._plan.forms[language]))
        if not paged:
            return True
        workspace = self._plan.workspace
        return has_fonts(workspace, self._findings) and has_glyphs_for(words, workspace, self._findings)

    def _written(self, target: FormTarget, rendered: Rendered) -> OutputState:
        """Write a file, unless it stands there already as it would be written."""
        path = self._plan.folder / target.path
        shown = f"{self._plan.folder.name}/{target.path}"
        for notice in rendered.notices:
            report_notice(notice, shown, self._findings)
        try:
            if path.is_file() and path.read_bytes() == rendered.data:
                return OutputState.UNCHANGED
            make_writable(self._plan.folder)
            make_writable(path.parent)
            write_whole(path, rendered.data)
        except OSError as error:
            report_unwritable(shown, error, self._findings)
            return OutputState.FAILED
        return OutputState.WRITTEN

    def _report_unfit(self, fault: _Unfit, target: FormTarget) -> None:
        """Report what a kind of file cannot hold (PD108), at the text of the question."""
        message = f"{target.path} was not written: {fault.message}"
        where = f"{fault.question}: {message}" if fault.question else message
        hint = "Shorten the text, or translate what lacks; `plandoc translate update` lists it."
        self._findings.add("PD108", self._place(fault.question), where, hint=hint)

    def _place(self, question: str) -> Span:
        report = self._plan.workspace.report
        blocks = report.part.blocks() if report else ()
        return next((block.span for block in blocks if block.id == f"{PART}/{question}"), NOWHERE)
