"""The repairs of WeasyPrint's layout that a plan needs on paper: one registry, applied together and taken back.

Each is tested with one series of WeasyPrint; with any other it is left out, its fallback style takes its place, and the
caller is told.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from threading import RLock

from plandoc.render.pdf.notices import Notice, NoticeKind
from plandoc.render.pdf.repairs.footnote import FOOTNOTE
from plandoc.render.pdf.repairs.goal import GOAL
from plandoc.render.pdf.repairs.justification import JUSTIFICATION
from plandoc.render.pdf.repairs.repair import Repair

__all__ = ["FOOTNOTE", "GOAL", "JUSTIFICATION", "REPAIRS", "RepairedLayout", "repaired_layout"]

REPAIRS = (JUSTIFICATION, GOAL, FOOTNOTE)

# The changes are made to WeasyPrint's modules, which all threads share: one print at a time.
_ONE_AT_A_TIME = RLock()


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairedLayout:
    """Under which conditions a document is laid out: the style to add, and a notice for each repair left out."""

    style: str
    notices: tuple[Notice, ...]


@contextmanager
def repaired_layout(version: str, repairs: tuple[Repair, ...] = REPAIRS) -> Iterator[RepairedLayout]:
    """Apply the repairs that fit WeasyPrint of this version until the context ends."""
    with _ONE_AT_A_TIME, ExitStack() as changes:
        styles: list[str] = []
        notices: list[Notice] = []
        for repair in repairs:
            if version.startswith(repair.versions) and repair.fits():
                changes.enter_context(repair.applied())
                styles.append(repair.style)
            else:
                styles.append(repair.fallback_style)
                notices.append(_left_out(repair, version))
        yield RepairedLayout(style="\n".join(filter(None, styles)), notices=tuple(notices))


def _left_out(repair: Repair, version: str) -> Notice:
    return Notice(
        kind=NoticeKind.REPAIR_LEFT_OUT,
        message=f"the {repair.name} repair is left out with WeasyPrint {version}: {repair.fallback}",
        hint=f"without it, {repair.fault}; install WeasyPrint {repair.versions}*",
    )
