"""A folder into a workspace: settings, parts, scenarios and notes, with the texts they came from.

The only reading of the disk that the sources need; whatever is wrong is reported, and the rest is read all the same.
"""

from pathlib import Path

from plandoc.diagnostics import Findings
from plandoc.model.agreements import Agreement
from plandoc.model.blocks import Part
from plandoc.model.locale import Locale
from plandoc.model.positions import Position
from plandoc.model.report import Report
from plandoc.model.scenario import Scenario
from plandoc.model.workspace import EditorialNote, Settings, Workspace
from plandoc.source import history, notes, positions, settings
from plandoc.source.files import list_files, read_text
from plandoc.source.languages import read_language
from plandoc.source.locales import catalog_path, read_locale
from plandoc.source.part import parse_part
from plandoc.source.report import FOLDER, read_report
from plandoc.source.scenarios import read_scenario
from plandoc.spans import SourceText


def read_workspace(root: Path, findings: Findings) -> Workspace:
    """Read the workspace in the folder `root`; paths in it are relative to this folder, and sorted."""
    reader = _Reader(root, findings)
    plan = reader.settings()
    parts = reader.parts(plan)
    return Workspace(
        settings=plan,
        parts=parts,
        scenarios=reader.scenarios(plan),
        notes=reader.notes(plan),
        positions=reader.positions(plan),
        history=reader.history(plan),
        report=reader.report(plan),
        locales=reader.locales(plan),
        catalogs=reader.catalogs(plan),
        texts=tuple(sorted(reader.texts, key=lambda source: source.path)),
    )


class _Reader:
    """Reads one workspace and keeps every text for excerpts."""

    def __init__(self, root: Path, findings: Findings) -> None:
        self._root = root
        self._findings = findings
        self._settings_text: SourceText | None = None
        self.texts: list[SourceText] = []

    def settings(self) -> Settings:
        source = self._settings_text = self._read(settings.FILE)
        return Settings() if source is None else settings.read_settings(source, self._findings)

    def parts(self, plan: Settings) -> tuple[Part, ...]:
        sources = self._read_all(plan.sources, ".md")
        parts = tuple(parse_part(source, self._findings, plan.labels) for source in sources)
        if self._settings_text is not None:
            identifiers = frozenset(part.id for part in parts)
            settings.report_missing_parts(self._settings_text, plan, identifiers, self._findings)
        return parts

    def scenarios(self, plan: Settings) -> tuple[Scenario, ...]:
        sources = self._read_all(f"{plan.sources}/scenarios", ".yaml")
        return tuple(read_scenario(source, self._findings) for source in sources)

    def notes(self, plan: Settings) -> tuple[EditorialNote, ...]:
        source = self._read_if_there(plan, notes.FILE)
        return () if source is None else notes.read_notes(source, self._findings)

    def positions(self, plan: Settings) -> tuple[Position, ...]:
        source = self._read_if_there(plan, positions.FILE)
        return () if source is None else positions.read_positions(source, self._findings)

    def history(self, plan: Settings) -> tuple[Agreement, ...]:
        source = self._read_if_there(plan, history.FILE)
        return () if source is None else history.read_history(source, self._findings)

    def report(self, plan: Settings) -> Report | None:
        return read_report(self._read_all(f"{plan.sources}/{FOLDER}", ".yaml"), self._findings)

    def locales(self, plan: Settings) -> tuple[Locale, ...]:
        """Return the languages of the settings that have a locale folder, here or in the program."""
        names = dict.fromkeys((plan.language, *plan.languages))
        found = (read_language(self._root, name, self._findings) for name in names)
        return tuple(locale for locale in found if locale is not None)

    def catalogs(self, plan: Settings) -> tuple[tuple[str, SourceText], ...]:
        """Return the PO file of every language but the sources'; a language without one is not translated yet."""
        found = []
        for language in plan.languages:
            if language == plan.language:
                continue
            source = read_locale(self._root, catalog_path(plan, language), self._findings)
            if source is not None:
                self.texts.append(source)
                found.append((language, source))
        return tuple(found)

    def _read_if_there(self, plan: Settings, name: str) -> SourceText | None:
        path = f"{plan.sources}/{name}"
        return self._read(path) if path in self._list(plan.sources, ".yaml") else None

    def _list(self, folder: str, suffix: str) -> tuple[str, ...]:
        return list_files(self._root, folder, suffix, self._findings)

    def _read_all(self, folder: str, suffix: str) -> tuple[SourceText, ...]:
        sources = (self._read(path) for path in self._list(folder, suffix))
        return tuple(source for source in sources if source is not None)

    def _read(self, path: str) -> SourceText | None:
        source = read_text(self._root, path, self._findings)
        if source is not None:
            self.texts.append(source)
        return source
