"""The desk: a workspace opened for the preview, which answers every change of a state at once.

What was read stands in a snapshot that is replaced as a whole, so that threads may share a desk; what a snapshot keeps
between two answers is only ever added, and is the same whoever adds it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from plandoc.build.stopping import stops
from plandoc.choices.checking import check_scenarios
from plandoc.diagnostics import Diagnostic, Findings, did_you_mean
from plandoc.language.body import Body
from plandoc.model.keeping import Kept
from plandoc.model.order import Order
from plandoc.model.printed import PrintedDocument
from plandoc.model.workspace import DocumentPlan, Reading, Workspace
from plandoc.pipeline import Draft, Memory, draft, settle, translations
from plandoc.source.workspace import read_workspace
from plandoc.source.workspace_checking import check_workspace
from plandoc.workbench.rows import CleanText, Row, rows_of
from plandoc.workbench.state import Agenda, State, agenda_of, as_scenario

_RECENT = 256
"""How many texts of one document and language are kept whole, for those who say which one they have."""


class UnknownText(LookupError):  # noqa: N818 - what was asked for, which is no fault of the desk
    """A document or language was asked for that the workspace does not have; the message names the nearest."""

    def __init__(self, name: str, kind: str, known: Collection[str]) -> None:
        """Take the name that was asked for, of a `document` or a `language`, and the names that there are."""
        hint = did_you_mean(name, known, f"There are {', '.join(known)}." if known else "There is none.")
        super().__init__(f"There is no {kind} '{name}'. {hint}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reloaded:
    """What reading the files again brought."""

    findings: tuple[Diagnostic, ...]
    """Everything that was found in the files as they are now, in the order of files and places."""
    workspace: Workspace
    """What was read, with the texts that the findings point into; the desk need not show it."""
    changed: bool
    """Whether the desk shows another text, scenario or language than before."""
    current: bool
    """Whether the desk shows the files as they are; otherwise errors keep the last good text."""


class _Text:
    """One document in one language, and what is kept of it between two states."""

    def __init__(self, plan: DocumentPlan, draft: Draft, agenda: Agenda) -> None:
        self._plan = plan
        self._draft = draft
        self._agenda = agenda
        self._memory = Memory(draft)
        self._rows: Kept[Row] = Kept()
        self.clean = lru_cache(_RECENT)(self._clean)

    def printed(self, state: State | None, *, traced: bool) -> PrintedDocument:
        return settle(self._draft, self._order(state, traced=traced), Findings()).printed

    def _clean(self, state: State) -> CleanText:
        settled = settle(self._draft, self._order(state), Findings(), self._memory)
        rows = rows_of(settled.printed, self._rows)
        noticed = tuple((row.id, settled.bodies[row.id]) for row in rows if row.id in settled.bodies)
        return CleanText(
            language=self._draft.conventions.language,
            rows=rows,
            mends=_mends(noticed),
            doubts=_doubts(noticed),
        )

    def _order(self, state: State | None, *, traced: bool = False) -> Order:
        return Order(
            document=self._plan,
            language=self._draft.conventions.language,
            reading=Reading.CORRECTED,
            scenario=None if state is None else as_scenario(state, self._agenda),
            traced=traced,
        )


def _mends(bodies: tuple[tuple[str, Body], ...]) -> tuple[tuple[str, str, str], ...]:
    return tuple((block, mend.before, mend.after) for block, body in bodies for mend in body.mends)


def _doubts(bodies: tuple[tuple[str, Body], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((block, doubt.message) for block, body in bodies for doubt in body.doubts)


class _Snapshot:
    """A workspace as it was read at one time."""

    def __init__(self, root: Path) -> None:
        findings = Findings()
        self.workspace = read_workspace(root, findings)
        check_workspace(self.workspace, findings)
        check_scenarios(self.workspace, findings)
        self.agenda = agenda_of(self.workspace)
        # Each PO file is read once, whatever is wrong with it, and serves every document.
        self._catalogs = {
            language: translations(self.workspace, language, findings) for language, _ in self.workspace.catalogs
        }
        self.findings = tuple(findings)
        self.sound = not any(stops(finding, None) for finding in findings)
        self._texts: dict[tuple[str, str], _Text] = {}

    def text(self, document: str, language: str) -> _Text:
        found = self._texts.get((document, language))
        if found is None:
            # Two threads may both get here; they make the same, and one of the two is kept.
            found = self._texts.setdefault((document, language), self._made(document, language))
        return found

    def _made(self, document: str, language: str) -> _Text:
        settings = self.workspace.settings
        plan = settings.document(document)
        if plan is None:
            raise UnknownText(document, "document", [one.name for one in settings.documents])
        if language not in self.agenda.languages:
            raise UnknownText(language, "language", self.agenda.languages)
        made = draft(self.workspace, plan, language, Findings(), self._catalogs.get(language))
        return _Text(plan, made, self.agenda)

    def says_the_same(self, other: "_Snapshot") -> bool:
        one, two = self.workspace, other.workspace
        return (one.texts, one.locales) == (two.texts, two.locales)


class Desk:
    """A workspace opened for the preview."""

    def __init__(self, root: Path) -> None:
        """Read and check the workspace in the folder `root`; whatever is wrong with it is among the findings."""
        self._root = root
        self._reading = Lock()
        self._snapshot = _Snapshot(root)
        self._findings = self._snapshot.findings

    @classmethod
    def open(cls, root: Path) -> "Desk":
        """Return a desk for the workspace in the folder `root`."""
        return cls(root)

    @property
    def workspace(self) -> Workspace:
        """The workspace that is shown: the last good one."""
        return self._snapshot.workspace

    @property
    def agenda(self) -> Agenda:
        """What there is to decide in it."""
        return self._snapshot.agenda

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What was found when the files were read last."""
        return self._findings

    def text(self, document: str, language: str, state: State) -> CleanText:
        """Return the clean text of a document that a state leaves, equal to that of `plandoc build` with its scenario.

        Raises `UnknownText`.
        """
        return self._snapshot.text(document, language).clean(state)

    def printed(
        self, document: str, language: str, state: State | None = None, *, traced: bool = False
    ) -> PrintedDocument:
        """Return the same as a printed document; without a state the open text, in the corrected reading.

        `traced` marks the options of decided groups too, for a redline. Raises `UnknownText`.
        """
        return self._snapshot.text(document, language).printed(state, traced=traced)

    def reload(self) -> Reloaded:
        """Read the files again, and show them unless an error stands in the way.

        The errors are those that stop a build of the open text. A desk that was opened on such errors shows the files
        as they are until they are mended once.
        """
        with self._reading:
            read, shown = _Snapshot(self._root), self._snapshot
            current = read.sound or not shown.sound
            changed = current and not read.says_the_same(shown)
            if changed:
                self._snapshot = read
            self._findings = read.findings
        return Reloaded(findings=read.findings, workspace=read.workspace, changed=changed, current=current)
