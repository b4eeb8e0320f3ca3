"""What the two arguments of `plandoc compare` name: a scenario, an open text, or a revision of the sources."""

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

import typer

from plandoc.cli.console import refuse, show_findings
from plandoc.cli.workspace import Opened
from plandoc.diagnostics import Findings, Severity
from plandoc.model.order import Order, Version
from plandoc.model.workspace import DocumentPlan, Reading, Settings

if TYPE_CHECKING:
    from plandoc.model.scenario import Scenario

OPEN_TEXTS = {"bracketed": Reading.CORRECTED, "published": Reading.PUBLISHED}
"""The names of the open text in its two readings."""
_GIT = "git:"


@dataclass(slots=True, kw_only=True)
class VersionReader:
    """Finds the texts that arguments name; ends the command where there is none."""

    here: Opened
    """The workspace as it stands in its folder."""
    document: str
    language: str
    _revisions: dict[str, Opened] = field(default_factory=dict)

    def read(self, name: str) -> Version:
        """Return the text of a name: `mixed`, `bracketed`, `published`, `HEAD~1`, `git:mixed`, `HEAD~1:mixed`."""
        if not name.startswith(_GIT) and self._is_text(name, self.here):
            return self._version(name, self.here, "")
        revision, _, text = self._revision_of(name)
        return self._version(text or "bracketed", self._at(revision, name), revision)

    def _revision_of(self, name: str) -> tuple[str, str, str]:
        """Return the revision and the text at it; a colon may also belong to the name of the revision."""
        return name.removeprefix(_GIT).partition(":")

    def _is_text(self, name: str, opened: Opened) -> bool:
        return name in OPEN_TEXTS or opened.workspace.scenario(name) is not None

    def _at(self, revision: str, name: str) -> Opened:
        """Return the workspace of a revision, which is read once."""
        from plandoc.choices.checking import check_scenarios
        from plandoc.source.revision import UnreadableRevision, read_revision
        from plandoc.source.workspace_checking import check_workspace

        if revision not in self._revisions:
            findings = Findings()
            try:
                workspace = read_revision(self.here.root, revision, findings)
            except UnreadableRevision as error:
                self._refuse(error, name)
            check_workspace(workspace, findings)
            check_scenarios(workspace, findings)
            self._revisions[revision] = Opened(root=self.here.root, workspace=workspace, findings=findings)
        return self._revisions[revision]

    def _refuse(self, error: Exception, name: str) -> NoReturn:
        """Say why a name means nothing: it was meant as a revision, or as a name that is nearly a known one."""
        if name.startswith(_GIT) or ":" in name:
            refuse(str(error), getattr(error, "hint", ""))
        from plandoc.build import nearest

        known = (*OPEN_TEXTS, *(one.name for one in self.here.workspace.scenarios))
        refuse(
            f"'{name}' is neither a scenario nor a revision. {error}",
            f"{nearest(name, known)} A text is a scenario, `bracketed`, `published`, a git revision (HEAD~1, git:NAME) "
            "or a scenario at a revision (HEAD~1:NAME).",
        )

    def _version(self, name: str, opened: Opened, revision: str) -> Version:
        scenario = self._scenario(name, opened, revision)
        reading = OPEN_TEXTS.get(name, Reading.CORRECTED)
        settings = opened.workspace.settings
        self._check_language(opened, settings, reading)
        plan = self._plan(opened, revision)
        _stop_at_errors(opened, scenario.name if scenario else None, revision)
        order = Order(document=plan, language=self.language, reading=reading, scenario=scenario)
        return Version(workspace=opened.workspace, order=order, revision=revision)

    def _scenario(self, name: str, opened: Opened, revision: str) -> "Scenario | None":
        if name in OPEN_TEXTS:
            return None
        found = opened.workspace.scenario(name)
        if found is None:
            from plandoc.build import nearest

            known = (*OPEN_TEXTS, *(one.name for one in opened.workspace.scenarios))
            refuse(f"At {revision} there is no scenario '{name}'.", nearest(name, known))
        return found

    def _check_language(self, opened: Opened, settings: Settings, reading: Reading) -> None:
        from plandoc.build import nearest

        known = [locale.language for locale in opened.workspace.locales]
        if self.language not in known:
            single = "A redline is in one language. " if "-" in self.language else ""
            refuse(f"There is no language '{self.language}'.", single + nearest(self.language, known))
        if reading is Reading.PUBLISHED and self.language != settings.language:
            refuse(
                f"The published reading exists in the language of the sources only, '{settings.language}'.",
                "Compare with `bracketed`.",
            )

    def _plan(self, opened: Opened, revision: str) -> DocumentPlan:
        """Return the document by its name, or the first of the settings as they are now."""
        from plandoc.build import nearest

        plans = self.here.workspace.settings.documents
        if not plans:
            refuse("plandoc.toml names no document.", "Write a table [documents.NAME].")
        wanted = self.document or plans[0].name
        plan = opened.workspace.settings.document(wanted)
        if plan is None:
            known = (one.name for one in opened.workspace.settings.documents)
            refuse(
                f"{f'At {revision} there' if revision else 'There'} is no document '{wanted}'.", nearest(wanted, known)
            )
        return plan


def _stop_at_errors(opened: Opened, scenario: str | None, revision: str) -> None:
    from plandoc.build import stops

    if any(stops(finding, scenario) for finding in opened.findings):
        errors = tuple(one for one in opened.findings if one.severity is Severity.ERROR)
        show_findings(errors, opened.texts, sys.stderr)
        sys.stderr.write(f"Nothing was written{f': the sources at {revision} have errors' if revision else ''}.\n")
        raise typer.Exit(1)
