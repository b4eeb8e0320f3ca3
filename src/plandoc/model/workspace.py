"""A workspace: everything that was read from a folder, before anything is made of it."""

from dataclasses import dataclass, field
from enum import StrEnum

from plandoc.model.agreements import Agreement
from plandoc.model.blocks import Part
from plandoc.model.locale import Locale
from plandoc.model.positions import Position
from plandoc.model.printed import Masthead
from plandoc.model.report import Report
from plandoc.model.scenario import Scenario, SettledValue
from plandoc.spans import NOWHERE, SourceText, Span


class Reading(StrEnum):
    """Which side of emendations and supplied brackets is printed."""

    PUBLISHED = "published"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPlan:
    """What plandoc.toml says of one document."""

    name: str
    frame: str | None = None
    """Id of the frame that composes it; None where `parts` does."""
    parts: tuple[str, ...] = ()
    """Ids of the parts in order, for a document without a frame."""
    reading: Reading = Reading.CORRECTED
    """Which reading the open text is printed in by default."""
    masthead: Masthead = field(default_factory=Masthead)
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorialNote:
    """Why a block was emended."""

    block: str
    """Id of the block."""
    reason: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What plandoc.toml says."""

    language: str = "zh"
    """Language of the sources, as locale folders are named."""
    languages: tuple[str, ...] = ("zh",)
    bilingual: tuple[str, ...] = ()
    """Pairs of those languages that are built side by side without being asked for: `zh-en`."""
    sources: str = "sources"
    """Folder of the source files, relative to the workspace."""
    labels: frozenset[str] = frozenset()
    """Labels that mean one choice in the whole workspace."""
    values: tuple[SettledValue, ...] = ()
    documents: tuple[DocumentPlan, ...] = ()
    fonts: tuple[str, ...] = ()
    """Font families that must be there."""

    @property
    def domain(self) -> str:
        """Name of the PO files of the documents: the last folder of the sources, `cp-10`."""
        return self.sources.rpartition("/")[2]

    def document(self, name: str) -> DocumentPlan | None:
        """Return the plan of a document, or None where there is no such document."""
        return next((plan for plan in self.documents if plan.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A folder as it was read: settings, parts, scenarios, notes, and the texts they came from."""

    settings: Settings
    parts: tuple[Part, ...]
    scenarios: tuple[Scenario, ...] = ()
    notes: tuple[EditorialNote, ...] = ()
    positions: tuple[Position, ...] = ()
    """Who speaks for which option, in the order of positions.yaml."""
    history: tuple[Agreement, ...] = ()
    """What was settled in the sources for good, oldest first."""
    report: Report | None = None
    """The national report format; None where the sources have none."""
    locales: tuple[Locale, ...] = ()
    """The languages that can be built, that of the sources first."""
    catalogs: tuple[tuple[str, SourceText], ...] = ()
    """The PO files of the document, each with its language; they are read when a language is asked for."""
    texts: tuple[SourceText, ...] = ()
    """Every text that was read, for excerpts, in the order of paths."""

    @property
    def worded(self) -> tuple[Part, ...]:
        """Every part with words to translate: the parts of documents, and that of the report."""
        return self.parts if self.report is None else (*self.parts, self.report.part)

    def part(self, identifier: str) -> Part | None:
        """Return a part by its id."""
        return next((part for part in self.parts if part.id == identifier), None)

    def catalog(self, language: str) -> SourceText | None:
        """Return the PO file of a language; None where there is none."""
        return dict(self.catalogs).get(language)

    def locale(self, language: str) -> Locale | None:
        """Return a language by the name of its folder."""
        return next((locale for locale in self.locales if locale.language == language), None)

    def scenario(self, name: str) -> Scenario | None:
        """Return a scenario by its name."""
        return next((scenario for scenario in self.scenarios if scenario.name == name), None)
