"""What is asked of the pipeline: one document, in one language and reading, open or as a scenario leaves it."""

from dataclasses import dataclass

from plandoc.model.scenario import Scenario
from plandoc.model.workspace import DocumentPlan, Reading, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One text to be printed."""

    document: DocumentPlan
    language: str
    """Name of the locale folder: `zh`."""
    beside: str = ""
    """The language that stands beside it, for a document in two; empty for one in one."""
    reading: Reading
    """How the open text is printed; a scenario always starts from the corrected reading."""
    scenario: Scenario | None = None
    """None for the open text with its brackets."""
    traced: bool = False
    """Whether decided options are marked too, so that the text can be compared with another of the same sources."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The one language, or both from left to right."""
        return (self.language, self.beside) if self.beside else (self.language,)

    @property
    def edition(self) -> str:
        """Name of the output folder: `zh`, `zh-en`."""
        return "-".join(self.languages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of two texts that are compared: what is printed, and from which sources."""

    workspace: Workspace
    order: Order
    revision: str = ""
    """The git revision of the sources, as it was asked for; empty for those of the working tree."""
