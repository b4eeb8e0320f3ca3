"""What was asked for on the command line into targets: one file each, with the order that it is made from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import permutations

from plandoc.build.names import nearest
from plandoc.diagnostics import Findings
from plandoc.model.order import Order
from plandoc.model.scenario import Scenario
from plandoc.model.workspace import Reading, Settings, Workspace
from plandoc.spans import NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to build; an empty tuple stands for all there is."""

    documents: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    scenario: str | None = None
    reading: Reading | None = None
    """None for each document's own reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What this plandoc can do."""

    languages: Collection[str]
    """Languages whose conventions it knows."""
    formats: Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One output file."""

    order: Order
    format: str

    @property
    def path(self) -> str:
        """Path below the output folder: `zh/decision-capacity-building.mixed.docx`, `zh-en/…` in two languages."""
        scenario = f".{self.order.scenario.name}" if self.order.scenario else ""
        return f"{self.order.edition}/{self.order.document.name}{scenario}.{self.format}"


def plan_targets(workspace: Workspace, request: Request, offer: Offer, findings: Findings) -> tuple[Target, ...]:
    """Return every target of a request, in the order of documents, languages and formats as they were declared.

    A name that does not exist is reported (PD054) with the nearest one that does, and nothing is planned.
    """
    settings = workspace.settings
    plans = {plan.name: plan for plan in settings.documents}
    documents = _known("document", request.documents, plans, findings)
    editions = _editions(request, workspace.settings, findings)
    _known("language", (one for edition in editions for one in edition if one), offer.languages, findings)
    wanted = _known("format", request.formats, offer.formats, findings)
    scenario = _scenario(workspace, request, findings)
    if findings.has_errors():
        return ()
    return tuple(
        Target(
            order=Order(
                document=plans[document],
                language=language,
                beside=beside,
                reading=Reading.CORRECTED if scenario else request.reading or plans[document].reading,
                scenario=scenario,
            ),
            format=name,
        )
        for language, beside in editions
        for document in documents
        for name in wanted
    )


def _editions(request: Request, settings: Settings, findings: Findings) -> tuple[tuple[str, str], ...]:
    """Return the languages asked for, each with the one beside it or nothing; first single ones, then pairs.

    Any two languages of the settings make a pair, `zh-en`; those of the settings' own are built unasked.
    """
    pairs = {f"{one}-{other}": (one, other) for one, other in permutations(settings.languages, 2)}
    asked = request.languages or (*settings.languages, *settings.bilingual)
    single = tuple(name for name in asked if name not in pairs)
    known = _known("language", single, settings.languages, findings) if single else ()
    return (*((name, "") for name in known), *(pairs[name] for name in dict.fromkeys(asked) if name in pairs))


def _known(kind: str, names: Iterable[str], known: Collection[str], findings: Findings) -> tuple[str, ...]:
    """Return the names asked for in the order of the known ones, or all known ones; report what is not known."""
    asked = tuple(dict.fromkeys(names))
    for name in asked:
        if name not in known:
            findings.add("PD054", NOWHERE, f"There is no {kind} '{name}'.", hint=nearest(name, known))
    return tuple(name for name in known if name in asked) if asked else tuple(known)


def _scenario(workspace: Workspace, request: Request, findings: Findings) -> Scenario | None:
    if request.scenario is None:
        return None
    if request.reading is Reading.PUBLISHED:
        message = "A scenario starts from the corrected reading; the published reading exists for the open text only."
        findings.add("PD054", NOWHERE, message, hint="Leave out --reading, or --scenario.")
    names = [scenario.name for scenario in workspace.scenarios]
    _known("scenario", (request.scenario,), names, findings)
    return workspace.scenario(request.scenario)
