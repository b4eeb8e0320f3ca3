"""Two trees of choices compared: the same labels, the same options, hanging from the same options.

Per label the options of all echoes count together, every parent in the translation is a parent in the source, and
order and the number of echoes are free.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from plandoc.diagnostics import Findings
from plandoc.language.parity.pairs import Pair, Places, called, named
from plandoc.language.parity.shapes import Choice, Shape, Slot
from plandoc.model.inline import Group


def compare_groups(pair: Pair, findings: Findings) -> bool:
    """Report every difference between the choices of a unit; return whether they agree.

    A bracket without a partner is reported alone, because everything after it is then misread.
    """
    before = len(findings)
    _strays(pair, findings)
    if len(findings) == before:
        _labels(pair, findings)
        for label, choice in pair.source.shape.choices.items():
            other = pair.target.shape.choices.get(label)
            if other is not None:
                _options(pair, choice, other, findings)
                _parents(pair, choice, other, findings)
    if len(findings) > before:
        return False
    _order(pair, findings)
    _echoes(pair, findings)
    return True


def _span(group: Group) -> tuple[int, int]:
    return group.span.start, group.span.end


def _strays(pair: Pair, findings: Findings) -> None:
    for stray in pair.target.shape.strays:
        pair.report(
            findings,
            "PD065",
            f"the bracket {stray.character} has no partner in the translation.",
            Places(target=(stray.span.start, stray.span.end), source=_first_group(pair.source.shape)),
            hint="Supply its partner, or write \\[ or \\] for a bracket that is mere text.",
        )


def _first_group(shape: Shape) -> tuple[int, int]:
    for choice in shape.choices.values():
        return _span(choice.groups[0])
    return 0, len(shape.text)


def _labels(pair: Pair, findings: Findings) -> None:
    ours, theirs = pair.source.shape.choices, pair.target.shape.choices
    lost = [label for label in ours if label not in theirs]
    added = [label for label in theirs if label not in ours]
    for label in lost:
        instead = _stands_for(label, lost, added)
        if instead is None:
            _lost(pair, label, findings)
        else:
            added.remove(instead)
            _misspelt(pair, label, instead, findings)
    for label in added:
        _added(pair, label, findings)
    if "" in ours and "" in theirs and len(theirs[""].groups) > len(ours[""].groups):
        _added(pair, "", findings)


def _stands_for(label: str, lost: list[str], added: list[str]) -> str | None:
    """Return the label of the translation that was most likely meant: a similar one, or the only one left."""
    similar = get_close_matches(label, [one for one in added if one], 1)
    if similar:
        return similar[0]
    if "" in added:
        return ""
    return added[0] if len(lost) == len(added) == 1 else None


def _lost(pair: Pair, label: str, findings: Findings) -> None:
    bare = next((name for name in pair.target.shape.names if label and name.text == f"{{{label}}}"), None)
    pair.report(
        findings,
        "PD065",
        f"{called(label)} is lost in the translation."
        if bare is None
        else f"the label {bare.text} has no bracket right after it in the translation.",
        Places(
            target=(bare.start, bare.end) if bare else (0, len(pair.target.shape.text)),
            source=_span(pair.source.shape.choices[label].groups[0]),
        ),
        hint="Every choice of the source stands in the translation, with its label right before its first bracket.",
    )


def _misspelt(pair: Pair, label: str, instead: str, findings: Findings) -> None:
    if label and instead:
        message, hint = f"the translation has the label {{{instead}}} where the source has {{{label}}}.", ""
    elif label:
        message, hint = f"the label {{{label}}} is lost in the translation.", ""
    else:
        message = f"the translation has the label {{{instead}}}, which the source does not have."
        hint = "Take the label away: the only choice of a unit needs none."
    pair.report(
        findings,
        "PD065",
        message,
        Places(
            target=_span(pair.target.shape.choices[instead].groups[0]),
            source=_span(pair.source.shape.choices[label].groups[0]),
        ),
        hint=hint or f"Write {{{label}}} right before the bracket.",
    )


def _added(pair: Pair, label: str, findings: Findings) -> None:
    pair.report(
        findings,
        "PD065",
        f"{called(label) if label else 'a group without a label'} stands in the translation and not in the source.",
        Places(target=_span(pair.target.shape.choices[label].groups[-1]), source=_first_group(pair.source.shape)),
        hint="Give the group the label of the choice that it belongs to, or take its brackets away; "
        "write \\[ and \\] for brackets that are mere text.",
    )


def _options(pair: Pair, ours: Choice, theirs: Choice, findings: Findings) -> None:
    for index in sorted(ours.options - theirs.options):
        pair.report(
            findings,
            "PD066",
            f"{named((ours.label, index))} is lost in the translation: {_counted(ours)} there, "
            f"{_counted(theirs)} here.",
            Places(target=_span(theirs.groups[-1]), source=pair.source.slot_span((ours.label, index))),
            hint="Option k of the translation is option k of the source; `[]` holds the place of one that says nothing "
            "here.",
        )
    for index in sorted(theirs.options - ours.options):
        pair.report(
            findings,
            "PD066",
            f"{named((ours.label, index))} is added in the translation: {_counted(ours)} there, "
            f"{_counted(theirs)} here.",
            Places(target=pair.target.slot_span((ours.label, index)), source=_span(ours.groups[-1])),
            hint="Option k of the translation is option k of the source; the label repeated before a bracket begins "
            "again at option 1.",
        )


def _counted(choice: Choice) -> str:
    count = len(choice.options)
    return f"{count} option" if count == 1 else f"{count} options"


def _parents(pair: Pair, ours: Choice, theirs: Choice, findings: Findings) -> None:
    for parent in _sorted(theirs.parents - ours.parents):
        pair.report(
            findings,
            "PD067",
            f"{called(ours.label)} stands in {named(parent)} in the translation, and in "
            f"{' and '.join(named(one) for one in _sorted(ours.parents))} in the source.",
            Places(target=_inside(pair.target.shape, theirs, parent), source=_span(ours.groups[0])),
            hint="Move the group, with its label, into the option that it belongs to.",
        )
    if theirs.parents - ours.parents:
        return
    for parent in _sorted(ours.parents - theirs.parents):
        if not theirs.parents & _ancestors(pair.source.shape, parent):
            pair.report(
                findings,
                "PD067",
                f"{called(ours.label)} stands in {named(parent)} in the source, and not in the translation.",
                Places(target=pair.target.slot_span(parent), source=_inside(pair.source.shape, ours, parent)),
                hint=f"Repeat {called(ours.label)} in that option, so that the choice is there whichever is chosen.",
            )


def _sorted(slots: Iterable[Slot]) -> list[Slot]:
    return sorted(slots, key=lambda slot: slot or ("", 0))


def _inside(shape: Shape, choice: Choice, parent: Slot) -> tuple[int, int]:
    """Return the echo of a choice that lies in an option."""
    for start, end in shape.spans(parent):
        for group in choice.groups:
            if start <= group.span.start and group.span.end <= end:
                return _span(group)
    return _span(choice.groups[0])


def _ancestors(shape: Shape, slot: Slot) -> set[Slot]:
    """Return everything that is there whenever an option is: what it lies in, and the text outside brackets."""
    found: set[Slot] = {None}
    waiting = [slot]
    while waiting:
        one = waiting.pop()
        choice = shape.choices.get(one[0]) if one else None
        for parent in choice.parents if choice else ():
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


def _order(pair: Pair, findings: Findings) -> None:
    ours, theirs = pair.source.shape.choices, pair.target.shape.choices
    if list(ours) != list(theirs):
        pair.report(
            findings,
            "PD073",
            f"the choices stand in another order: {_listed(theirs)}; in the source: {_listed(ours)}.",
            Places(target=_first_group(pair.target.shape), source=_first_group(pair.source.shape)),
        )


def _listed(labels: Iterable[str]) -> str:
    return ", ".join(called(label) for label in labels)


def _echoes(pair: Pair, findings: Findings) -> None:
    """Report echoes that are more or fewer, and an echo that is there but has lost the words of an option."""
    for label, ours in pair.source.shape.choices.items():
        theirs = pair.target.shape.choices[label]
        here, there = len(theirs.groups), len(ours.groups)
        if here != there:
            message = f"{called(label)} stands {here} × in the translation, {there} × in the source."
            pair.report(findings, "PD073", message, _last_echoes(ours, theirs))
        else:
            _fillings(pair, ours, theirs, findings)


def _fillings(pair: Pair, ours: Choice, theirs: Choice, findings: Findings) -> None:
    """Compare in how many echoes each option says something; as many echoes stand in both languages."""
    for (index, here), (_, there) in zip(theirs.filled, ours.filled, strict=True):
        if here != there:
            pair.report(
                findings,
                "PD072" if here < there else "PD073",
                f"{named((ours.label, index))} says something in {here} of {len(theirs.groups)} places, in the source "
                f"in {there}.",
                _last_echoes(ours, theirs),
                hint="Look whether words of the option are missing; if not, leave out the empty echo."
                if here < there
                else "",
            )


def _last_echoes(ours: Choice, theirs: Choice) -> Places:
    return Places(target=_span(theirs.groups[-1]), source=_span(ours.groups[-1]))
