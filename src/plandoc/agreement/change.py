"""New texts of a workspace, read again before anything is written: what the files would say."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from plandoc.agreement.renaming import Renaming
from plandoc.diagnostics import Diagnostic, Findings
from plandoc.language.catalog import Catalog, parse_catalog
from plandoc.model.blocks import Part
from plandoc.model.workspace import Workspace
from plandoc.source import history, notes, positions, settings
from plandoc.source.part import parse_part
from plandoc.source.report import FOLDER, read_report
from plandoc.source.scenarios import read_scenario
from plandoc.spans import SourceText, source_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of the files of a workspace."""

    texts: Mapping[str, str]
    """The new texts of the files that change, by their paths."""
    renaming: Renaming = field(default_factory=Renaming)
    findings: Findings = field(default_factory=Findings)
    """What there is to say of it."""


class Texts:
    """The files of a workspace while they change."""

    def __init__(self, workspace: Workspace) -> None:
        """Start with what was read."""
        self._before = {text.path: text for text in workspace.texts}
        self._now = dict(self._before)
        self.sources = workspace.settings.sources

    def get(self, path: str) -> SourceText | None:
        """Return a file as it is to be; None where there is none."""
        return self._now.get(path)

    def set(self, path: str, text: str) -> None:
        """Change a file, or make one."""
        self._now[path] = source_text(path, text)

    def changed(self) -> dict[str, str]:
        """Return the new texts of the files that change, by their paths, sorted."""
        return {
            path: now.text
            for path, now in sorted(self._now.items())
            if path not in self._before or self._before[path].text != now.text
        }


@lru_cache(maxsize=32)
def _parsed(source: SourceText, labels: frozenset[str]) -> tuple[Part, tuple[Diagnostic, ...]]:
    """Read a part, and say what was found; the same text is read once."""
    findings = Findings()
    return parse_part(source, findings, labels), tuple(findings)


def read_part(source: SourceText, labels: frozenset[str], findings: Findings) -> Part:
    """Return a part as it is read; `labels` are those of the workspace."""
    part, found = _parsed(source, labels)
    findings.extend(found)
    return part


@lru_cache(maxsize=8)
def read_translations(source: SourceText, language: str, source_language: str) -> Catalog:
    """Return a PO file that was found to be valid; the same text is read once."""
    return parse_catalog(source, language, source_language, Findings())


def report_texts(workspace: Workspace) -> tuple[SourceText, ...]:
    """Return the files of the report format, in the order of their paths."""
    folder = f"{workspace.settings.sources}/{FOLDER}/"
    texts = sorted(workspace.texts, key=lambda text: text.path)
    return tuple(text for text in texts if text.path.startswith(folder) and text.path.endswith(".yaml"))


def reread(workspace: Workspace, texts: Mapping[str, str], findings: Findings) -> Workspace:
    """Return the workspace as it will be read from its new texts; what is wrong with them is reported."""
    new = {path: source_text(path, text) for path, text in texts.items()}
    plan, folder = workspace.settings, workspace.settings.sources
    if settings.FILE in new:
        plan = settings.read_settings(new[settings.FILE], findings)
    changed = replace(
        workspace,
        settings=plan,
        parts=tuple(
            read_part(new[part.span.path], plan.labels, findings) if part.span.path in new else part
            for part in workspace.parts
        ),
        scenarios=tuple(
            read_scenario(new[one.span.path], findings) if one.span.path in new else one for one in workspace.scenarios
        ),
        catalogs=tuple((language, new.get(text.path, text)) for language, text in workspace.catalogs),
        texts=tuple({**{text.path: text for text in workspace.texts}, **new}.values()),
    )
    if any(path.startswith(f"{folder}/{FOLDER}/") for path in new):
        changed = replace(changed, report=read_report(report_texts(changed), findings))
    note, position, past = (new.get(f"{folder}/{one.FILE}") for one in (notes, positions, history))
    return replace(
        changed,
        notes=notes.read_notes(note, findings) if note else changed.notes,
        positions=positions.read_positions(position, findings) if position else changed.positions,
        history=history.read_history(past, findings) if past else changed.history,
    )
