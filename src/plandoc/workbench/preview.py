"""A preview of one workspace: its pages, the files that they link, and what they are told when something changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from plandoc.build.faults import report_template
from plandoc.build.workers import Fault
from plandoc.diagnostics import Diagnostic, Findings
from plandoc.diagnostics.printing import texts_by_path
from plandoc.model.locale import Locale
from plandoc.render.templates import TemplateFault, load_templates
from plandoc.spans import SourceText, Span
from plandoc.workbench.atlas import atlases_of
from plandoc.workbench.desk import Desk, UnknownText
from plandoc.workbench.page import FOLDER, PageSetting, assets, edition, render_page, scenario_data
from plandoc.workbench.saving import Shelf, Unsaveable
from plandoc.workbench.showing import shown_errors

if TYPE_CHECKING:
    from plandoc.workbench.page_groups import JSON

OVERRIDES = "templates"
"""The folder of a workspace's own templates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How things stand, in a form that pages compare."""

    version: str
    """What tells the text, its translations and the page's own files from others; a page of another one is old."""
    scenarios: str
    """The same of the scenarios."""
    errors: "tuple[JSON, ...]" = ()
    """The errors in the files, as the page shows them."""
    current: bool = True
    """Whether what is shown are the files as they are; otherwise it is the last good text."""

    def as_json(self) -> "JSON":
        """Return it as the page gets it."""
        return {
            "version": self.version,
            "scenarios": self.scenarios,
            "findings": list(self.errors),
            "current": self.current,
        }


class Preview:
    """The desk of a workspace, and the page that is made of it."""

    def __init__(self, root: Path, created: datetime, token: str = "") -> None:
        """Open the workspace in the folder `root`; raise `OSError` where its templates cannot be read.

        `created` is the time that files bear which are made here. `token` is what a page must show to write; without
        one nobody can.
        """
        self.root = root
        self.created = created
        self.desk = Desk.open(root)
        self.templates = load_templates(root / OVERRIDES)
        self.assets = assets(self.templates)
        self.edition = edition(self.templates)
        self._token = token
        self.standing = self._standing(self.desk.findings, self.desk.workspace.texts, current=True)

    @property
    def shelf(self) -> Shelf:
        """The folder of the scenarios."""
        return Shelf(root=self.root, folder=f"{self.desk.workspace.settings.sources}/scenarios")

    def first_document(self) -> str:
        """Return the name of the document that is shown unasked; empty where there is none."""
        return next((plan.name for plan in self.desk.workspace.settings.documents), "")

    def page(self, document: str) -> str:
        """Return the page of a document; raise `UnknownText`, or `TemplateFault`."""
        return render_page(self._setting(document), self.templates)

    def single(self, document: str, findings: Findings) -> str | None:
        """Return the page of a document as one file with all its texts; None where an error forbids it, reported.

        Raises `UnknownText`, or `TemplateFault`.
        """
        # What only this needs is imported here: the first served page does not wait for it.

        setting = self._setting(document)
        workspace, agenda = self.desk.workspace, self.desk.agenda
        plan = workspace.settings.document(document)
        atlas = plan and atlases_of(workspace, plan, agenda, findings)
        return render_page(replace(setting, atlas=atlas), self.templates, single=True) if atlas else None

    def scenarios(self) -> "list[JSON]":
        """Return the scenarios as the page has them in its data."""
        etags = dict(self._etags())
        agenda = self.desk.agenda
        return [scenario_data(one, agenda, etags.get(one.name, "")) for one in self.desk.workspace.scenarios]

    def renew(self) -> Standing:
        """Read all files again, and return how things stand; what cannot be used leaves what was good before."""
        reloaded = self.desk.reload()
        findings = Findings()
        findings.extend(reloaded.findings)
        texts = (*reloaded.workspace.texts, *self._renew_templates(findings))
        self.standing = self._standing(tuple(findings), texts, current=reloaded.current)
        return self.standing

    def _renew_templates(self, findings: Findings) -> tuple[SourceText, ...]:
        """Take the templates as they are now, if a page can be made with them; return the texts of findings in them."""
        try:
            templates = load_templates(self.root / OVERRIDES)
        except OSError as error:
            path = str(error.filename or OVERRIDES)
            findings.add(
                "PD001",
                Span(path=path, start=0, end=0),
                f"The template {path} cannot be read: {error.strerror}.",
                hint="The page goes on with the templates that it had.",
            )
            return ()
        if templates == self.templates:
            return ()
        try:
            render_page(self._setting(self.first_document()), templates)
            made = assets(templates), edition(templates)
        except TemplateFault as fault:
            wrong = Fault(file=fault.file, line=fault.line, message=fault.message)
            text = report_template(wrong, templates, findings)
            return (text,) if text else ()
        except UnknownText:
            return ()
        self.templates, (self.assets, self.edition) = templates, made
        return ()

    def _setting(self, document: str) -> PageSetting:
        documents = [plan.name for plan in self.desk.workspace.settings.documents]
        if document not in documents:
            raise UnknownText(document, "document", documents)
        return PageSetting(
            desk=self.desk,
            document=document,
            etags=dict(self._etags()),
            token=self._token,
            findings=self.standing.errors,
            version=self.standing.version,
        )

    def _etags(self) -> Iterator[tuple[str, str]]:
        """Yield the digest of the file of each scenario whose name can be saved under."""
        for scenario in self.desk.workspace.scenarios:
            try:
                kept = self.shelf.find(scenario.name)
            except Unsaveable:
                continue
            if kept is not None:
                yield scenario.name, kept.etag

    def _standing(self, findings: Iterable[Diagnostic], texts: Iterable[SourceText], *, current: bool) -> Standing:
        """Return how things stand; `texts` are those that the findings point into."""
        workspace = self.desk.workspace
        folder = f"{self.shelf.folder}/"
        scenarios = tuple(text for text in workspace.texts if text.path.startswith(folder))
        others = tuple(text for text in workspace.texts if not text.path.startswith(folder))
        # States count the known words of values: they are new where a scenario brings words that were not known.
        known = repr([(name, [one.words for one in words]) for name, words in self.desk.agenda.values.items()])
        locales = (part for locale in workspace.locales for part in _said(locale))
        return Standing(
            version=_digest(self.templates.digest(FOLDER), known, *locales, *_contents(others)),
            scenarios=_digest(*_contents(scenarios)),
            errors=tuple(shown_errors(findings, texts_by_path(texts))),
            current=current,
        )


def _contents(texts: Iterable[SourceText]) -> Iterator[str]:
    for text in texts:
        yield text.path
        yield text.text


def _said(locale: Locale) -> Iterator[str]:
    """Yield all that a language says; sets in an order of their own."""
    yield repr(replace(locale, weak_ends=frozenset(), words=None))
    yield "".join(sorted(locale.weak_ends))
    yield locale.words.text if locale.words else ""


def _digest(*pieces: str) -> str:
    total = sha256()
    for piece in pieces:
        total.update(f"{len(piece)} {piece}".encode("utf-8", "surrogatepass"))
    return total.hexdigest()
