"""The build: stale targets are set, rendered and written, each file whole or not at all, and the manifest with them."""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from plandoc.build.faults import report_notice, report_template, report_unwritable
from plandoc.build.inputs import InputDigests
from plandoc.build.manifest import Manifest, Record, is_as_written, read_manifest, write_manifest
from plandoc.build.outputs import Output, OutputState
from plandoc.build.setting import Setter, Typeset
from plandoc.build.targets import Target
from plandoc.build.workers import Fault, Render, Result, Task, Workshop, render_all
from plandoc.build.writing import make_writable, write_whole
from plandoc.diagnostics import Findings
from plandoc.model.workspace import Workspace
from plandoc.render import Rendered
from plandoc.spans import SourceText

Report: TypeAlias = Callable[[Output], None]
"""Told of every target, as soon as it is done."""

_CHANGING = ("sources", "locales")
"""Inputs that may change without a change of the printed document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The stages that a build calls; a worker process must be able to import them."""

    typeset: Typeset
    render: Render


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to build, from what, and how."""

    workspace: Workspace
    root: Path
    """The folder of plandoc.toml; outputs go to its `build/`."""
    targets: tuple[Target, ...]
    created: datetime
    jobs: int = 1
    force: bool = False
    """Whether to build again what stands there unchanged."""

    @property
    def folder(self) -> Path:
        """The output folder."""
        return self.root / "build"


def build(plan: Plan, stages: Stages, findings: Findings, report: Report) -> tuple[SourceText, ...]:
    """Bring every target up to date; what goes wrong is added to the findings and leaves the last good output.

    Returns the templates that findings point into. An interrupt passes through, after the manifest has been written;
    every file is whole then.
    """
    builder = _Builder(plan, stages, findings, report)
    try:
        builder.run()
    finally:
        builder.finish()
    return tuple(builder.template_texts)


class _Builder:
    """One build."""

    def __init__(self, plan: Plan, stages: Stages, findings: Findings, report: Report) -> None:
        self._plan = plan
        self._stages = stages
        self._findings = findings
        self._report = report
        self._inputs = InputDigests(plan.workspace, plan.root, plan.created)
        self._setter = Setter(plan.workspace, stages.typeset, findings)
        self._manifest = read_manifest(plan.folder)
        self._records = dict(self._manifest.records)
        self.template_texts: list[SourceText] = []

    def run(self) -> None:
        """Do everything but writing the manifest."""
        stale = []
        for target in self._plan.targets:
            inputs = self._inputs.of(target)
            if not self._plan.force and self._manifest.is_current(target, inputs, self._plan.folder):
                self._done(target, OutputState.UNCHANGED)
            else:
                stale.append(target)
        if not stale:
            return
        if self._is_writable(stale):
            self._render(self._tasks(stale))
        else:
            self._fail(stale)

    def finish(self) -> None:
        """Write the manifest, if anything in it changed."""
        if self._records == self._manifest.records:
            return
        try:
            write_manifest(self._plan.folder, Manifest(records=self._records))
        except OSError as error:
            self._report_unwritable("manifest.json", error)

    def _done(self, target: Target, state: OutputState, seconds: float = 0.0) -> None:
        size = 0 if state is OutputState.FAILED else self._records[target.path].bytes
        self._report(Output(path=target.path, state=state, seconds=seconds, size=size))

    def _fail(self, targets: Iterable[Target]) -> None:
        for target in targets:
            self._done(target, OutputState.FAILED)

    def _report_unwritable(self, path: str, error: OSError) -> None:
        report_unwritable(f"{self._plan.folder.name}/{path}".rstrip("/"), error, self._findings)

    def _is_writable(self, stale: Iterable[Target]) -> bool:
        """Find out before anything is set whether files can be written where they belong."""
        for folder in ("", *sorted({target.order.edition for target in stale})):
            try:
                make_writable(self._plan.folder / folder)
            except OSError as error:
                self._report_unwritable(folder, error)
                return False
        return True

    def _tasks(self, stale: Iterable[Target]) -> tuple[Task, ...]:
        """Return what must be rendered: sound documents of which more than the wording of the source changed."""
        tasks = []
        for target in stale:
            document = self._setter.document(target.order)
            if not self._setter.may_be_written(target):
                self._done(target, OutputState.FAILED)
            elif self._stands_already(target, document.digest):
                self._done(target, OutputState.UNCHANGED)
            else:
                tasks.append(Task(target=target, printed=document.printed))
        # The longest first, so that no worker is left with a long one at the end.
        return tuple(sorted(tasks, key=lambda task: (task.target.format != "pdf", -len(repr(task.printed)))))

    def _stands_already(self, target: Target, digest: str) -> bool:
        """Return whether a change of the sources left this document as it was; its record then gets the new inputs."""
        record = self._records.get(target.path)
        if self._plan.force or record is None or record.text != digest:
            return False
        inputs = self._inputs.of(target)
        if any(record.inputs.get(name) != inputs[name] for name in inputs if name not in _CHANGING):
            return False
        if not is_as_written(record, self._plan.folder / target.path):
            return False
        self._records[target.path] = replace(record, inputs=inputs, files=self._inputs.files(target))
        return True

    def _render(self, tasks: tuple[Task, ...]) -> None:
        if not tasks:
            return
        from plandoc.render.templates import load_templates

        templates = load_templates(self._plan.root / "templates")
        workshop = Workshop(render=self._stages.render, templates=templates, created=self._plan.created)
        waiting = {task.target.path: task.target for task in tasks}
        with closing(render_all(workshop, tasks, self._plan.jobs)) as results:
            for result in results:
                del waiting[result.task.target.path]
                if not self._received(result, workshop):
                    break
        self._fail(waiting.values())

    def _received(self, result: Result, workshop: Workshop) -> bool:
        """Write a result; return whether it makes sense to go on: not where the disk takes no more."""
        target = result.task.target
        match result.rendered:
            case Fault() as fault:
                text = report_template(fault, workshop.templates, self._findings)
                self.template_texts += [text] if text else []
                self._done(target, OutputState.FAILED)
                return True
            case Rendered(data=data, notices=notices):
                for notice in notices:
                    report_notice(notice, target.path, self._findings)
                return self._written(result, data)

    def _written(self, result: Result, data: bytes) -> bool:
        target = result.task.target
        try:
            write_whole(self._plan.folder / target.path, data)
        except OSError as error:
            self._report_unwritable(target.path, error)
            self._done(target, OutputState.FAILED)
            return False
        seconds = round(result.seconds + self._setter.document(target.order).seconds, 3)
        self._records[target.path] = self._record(target, data, seconds)
        self._done(target, OutputState.WRITTEN, seconds)
        return True

    def _record(self, target: Target, data: bytes, seconds: float) -> Record:
        order = target.order
        return Record(
            document=order.document.name,
            language=order.edition,
            reading=order.reading.value,
            scenario=order.scenario.name if order.scenario else None,
            format=target.format,
            hash=sha256(data).hexdigest(),
            bytes=len(data),
            seconds=seconds,
            text=self._setter.document(order).digest,
            inputs=self._inputs.of(target),
            files=self._inputs.files(target),
        )
