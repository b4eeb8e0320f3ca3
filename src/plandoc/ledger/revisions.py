"""What the ledger says of revisions of a workspace: what happened since one, and how much was open at each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from plandoc.build import stops
from plandoc.diagnostics import Findings
from plandoc.ledger.chart import Count
from plandoc.ledger.parts import parts_in
from plandoc.ledger.since import Inventory, Since, take_inventory, what_changed
from plandoc.model.agreements import Agreement
from plandoc.model.printed import Figure
from plandoc.model.workspace import Workspace
from plandoc.source.revision import UnreadableRevision, commits_since, read_revision
from plandoc.source.settings import FILE

MOST = 30
"""Revisions that are counted; of more, as many spread evenly."""
_Listed = TypeVar("_Listed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What happened since an earlier revision."""

    revision: str
    """As it was asked for: a tag, `HEAD~3`."""
    since: Since
    agreed: tuple[Agreement, ...] = ()
    """What was entered into history.yaml since then."""
    chart: Figure | None = None

    def agreement(self, group: str) -> Agreement | None:
        """Return how a group was closed, the last time that it was; None where nobody wrote it down."""
        return next((one for one in reversed(self.agreed) if one.group == group), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How much was open at each revision."""

    counts: tuple[Count, ...]
    left_out: tuple[str, ...]
    """A sentence for each revision whose sources cannot be read."""


def compare_revision(before: Workspace, after: Workspace, revision: str, language: str) -> Compared:
    """Return what happened from one state of a workspace to another, told in the words of a language.

    What happened is seen in the sources alone: a translation that is worded anew changes no point.
    """
    since = what_changed(*(take_inventory(parts_in(one, one.settings.language)) for one in (before, after)))
    known = set(before.history)
    return Compared(
        revision=revision,
        since=_told_in(since, *(take_inventory(parts_in(one, language)) for one in (before, after))),
        agreed=tuple(one for one in after.history if one not in known),
    )


def _told_in(since: Since, before: Inventory, after: Inventory) -> Since:
    """Return what happened with the words of the inventories of another language."""
    said = {point.choice.id: point for point in before.points}
    words = [{one.part: one.words for one in inventory.totals} for inventory in (before, after)]
    return replace(
        since,
        closed=tuple(said.get(point.choice.id, point) for point in since.closed),
        parts=tuple(
            replace(one, words_before=words[0].get(one.part, 0), words_after=words[1].get(one.part, 0))
            for one in since.parts
        ),
    )


def count_revisions(root: Path, revision: str, workspace: Workspace, now: str) -> Counted:
    """Return how much was open from a revision on, at each commit that touched the sources, and is `now`.

    `root` is the folder of the workspace. Raises `UnreadableRevision` where there is no such revision.
    """
    counts: list[Count] = []
    left_out: list[str] = []
    for commit in spread(commits_since(root, revision, (FILE, workspace.settings.sources)), MOST):
        reason, groups = _count(root, commit.name)
        if reason:
            left_out.append(f"{commit.label} ({commit.name[:10]}) cannot be read: {reason}")
        else:
            counts.append(Count(revision=commit.label, groups=groups))
    counts.append(Count(revision=now, groups=_groups(workspace)))
    return Counted(counts=tuple(counts), left_out=tuple(left_out))


def _count(root: Path, commit: str) -> tuple[str, int]:
    """Return why a revision cannot be counted, or how many points were open there."""
    findings = Findings()
    try:
        workspace = read_revision(root, commit, findings)
    except UnreadableRevision as unreadable:
        return str(unreadable), 0
    error = next((one for one in findings if stops(one, None)), None)
    return (f"{error.span.path}: {error.message}", 0) if error else ("", _groups(workspace))


def _groups(workspace: Workspace) -> int:
    return len(take_inventory(workspace.parts).points)


def spread(listed: Sequence[_Listed], most: int) -> tuple[_Listed, ...]:
    """Return the first, the last and evenly spread ones between them, `most` at the most, at least 2."""
    if len(listed) <= most:
        return tuple(listed)
    return tuple(listed[round(place * (len(listed) - 1) / (most - 1))] for place in range(most))
