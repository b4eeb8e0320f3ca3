"""Ids of choices: which brackets are one choice, and what it is called.

A label belongs to its block. It reaches further where a bracket of its choice crosses into the next blocks, where
the part's front matter declares it, or where plandoc.toml declares it for the workspace (docs/bracket-grammar.md).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from plandoc.diagnostics import Findings, Related
from plandoc.model.inline import SUPPLIED, Group
from plandoc.source.enclosing import Run
from plandoc.source.placing import Placed
from plandoc.spans import Span

_FENCE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where labels reach further than their block."""

    part: str
    part_labels: frozenset[str] = frozenset()
    workspace_labels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A labelled choice at one place of the part."""

    label: str
    first: int
    last: int
    crosses: bool
    """Whether it is a block-level option."""
    continues: bool
    """Whether it goes on with what came before: a later alternative, `{k.2}[…]`, or a supplied bracket, `{k}⟦…]`."""
    goes_on: bool
    """Whether its last bracket is supplied, `{k}[…⟧`, so that the next block may go on with it."""
    reach: tuple[int, int]
    """The cells or stretches of prose of its first and its last block; a fence is a stretch of its own."""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Ids of the choices of a part."""

    by_block: dict[tuple[int, str], str]
    """Block index and label of an inline group: id of the choice."""
    by_group: dict[Span, str]
    """Span of an inline group without a label: id of the choice."""
    by_run: dict[Span, str]
    """Span of the opening bracket of a block-level option: id of the choice."""


def name_choices(
    blocks: tuple[Placed, ...],
    contents: tuple[tuple[Group, ...], ...],
    runs: tuple[Run, ...],
    scope: Scope,
    findings: Findings,
) -> Names:
    """Give every choice of a part its id; `contents` are the inline groups, block by block."""
    occurrences = defaultdict(list)
    for one in (*_inline(contents, blocks), *_block_level(runs, blocks)):
        occurrences[one.label].append(one)
    by_block: dict[tuple[int, str], str] = {}
    by_run: dict[Span, str] = {}
    for label, places in occurrences.items():
        for identifier, members in _choices(label, places, blocks, scope, findings):
            for one in members:
                if one.crosses:
                    by_run[one.span] = identifier
                else:
                    by_block[one.first, label] = identifier
    taken = {*by_block.values(), *by_run.values()}
    by_run.update(_unlabelled_runs(blocks, runs, taken, findings))
    by_group = _unlabelled_groups(blocks, contents, findings)
    return Names(by_block=by_block, by_group=by_group, by_run=by_run)


def _inline(contents: tuple[tuple[Group, ...], ...], blocks: tuple[Placed, ...]) -> Iterable[Occurrence]:
    for index, found in enumerate(contents):
        for group in found:
            if group.id:
                yield Occurrence(
                    label=group.id,
                    first=index,
                    last=index,
                    crosses=False,
                    continues=group.options[0].index > 1 or group.options[0].opening in SUPPLIED,
                    goes_on=group.options[-1].closing in SUPPLIED,
                    reach=(blocks[index].scope, blocks[index].scope),
                    span=group.span,
                )


def _block_level(runs: tuple[Run, ...], blocks: tuple[Placed, ...]) -> Iterable[Occurrence]:
    for run in runs:
        if run.mark:
            yield Occurrence(
                label=run.mark.label,
                first=run.first,
                last=run.last,
                crosses=True,
                continues=(run.mark.index or 1) > 1 or run.opening.character in SUPPLIED,
                goes_on=run.closing.character in SUPPLIED,
                reach=(_FENCE, _FENCE) if run.fenced else (blocks[run.first].scope, blocks[run.last].scope),
                span=run.opening.span,
            )


def _choices(
    label: str, places: list[Occurrence], blocks: tuple[Placed, ...], scope: Scope, findings: Findings
) -> Iterable[tuple[str, tuple[Occurrence, ...]]]:
    """Yield each choice that a label names, with its occurrences."""
    if label in scope.part_labels or label in scope.workspace_labels:
        part = "" if label in scope.workspace_labels else scope.part
        yield f"{part}#{label}", tuple(places)
        return
    clusters = _clusters(sorted(places, key=lambda one: (one.first, one.last)))
    for cluster in clusters:
        first, last = cluster[0].first, max(one.last for one in cluster)
        yield f"{_ancestor(blocks, first, last)}#{label}", tuple(cluster)
    for cluster in clusters[1:]:
        findings.add(
            "PD015",
            cluster[0].span,
            f"The label {label} is used in several blocks and is declared nowhere.",
            hint=f"Use another label here; or, if it is one choice, declare `labels: [{label}]` in the front matter.",
            related=(Related(span=clusters[0][0].span, message="first here"),),
        )


def _clusters(places: list[Occurrence]) -> list[list[Occurrence]]:
    """Group occurrences that are one choice: of one block, or where one goes on in the next block."""
    clusters: list[list[Occurrence]] = []
    last = -2
    for one in places:
        before = clusters[-1][-1] if clusters else one
        touches = one.first == last + 1 and (one.crosses or before.crosses) and one.reach[0] == before.reach[1]
        if one.first <= last or (touches and (one.continues or before.goes_on)):
            clusters[-1].append(one)
            last = max(last, one.last)
        else:
            clusters.append([one])
            last = one.last
    return clusters


def _ancestor(blocks: tuple[Placed, ...], first: int, last: int) -> str:
    """Return the id of the block, or of the nearest place that holds all blocks from first to last."""
    if first == last:
        return blocks[first].id
    paths = [block.id.split("/") for block in blocks[first : last + 1]]
    common = 0
    while all(len(path) > common and path[common] == paths[0][common] for path in paths):
        common += 1
    return "/".join(paths[0][:common])


def _unlabelled_groups(
    blocks: tuple[Placed, ...], contents: tuple[tuple[Group, ...], ...], findings: Findings
) -> dict[Span, str]:
    names: dict[Span, str] = {}
    for block, found in zip(blocks, contents, strict=True):
        unlabelled = [group for group in found if not group.id]
        for number, group in enumerate(unlabelled):
            # Two groups without a label are never one choice; the error is reported, the place keeps them apart.
            member = f"unnamed-{group.span.start}" if number else ""
            names[group.span] = f"{block.id}#{member}"
            if len(found) > 1:
                findings.add(
                    "PD014",
                    group.span,
                    f"{block.id} holds {len(found)} groups, and this one has no label.",
                    hint="Write a label before its first bracket, `{label}[…]`, or run `plandoc fmt`.",
                )
    return names


def _unlabelled_runs(
    blocks: tuple[Placed, ...], runs: tuple[Run, ...], taken: set[str], findings: Findings
) -> dict[Span, str]:
    names: dict[Span, str] = {}
    for run in runs:
        if run.mark:
            continue
        identifier = f"{_ancestor(blocks, run.first, run.last)}#whole"
        several = run.first != run.last
        if several or identifier in taken:
            what = "reaches over several blocks" if several else "is not the only one round its block"
            findings.add(
                "PD014",
                run.opening.span,
                f"This bracket {what} and has no label.",
                hint="Write a label before it, `{label}[…`, or run `plandoc fmt`.",
            )
        if identifier in taken:
            identifier = f"{identifier.removesuffix('whole')}unnamed-{run.opening.span.start}"
        taken.add(identifier)
        names[run.opening.span] = identifier
    return names
