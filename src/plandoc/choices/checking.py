"""Scenarios against the choices that there are: what they name, what they ask for, and what it changes."""

from collections.abc import Collection, Iterable

from plandoc.choices.decide import decide, is_moot, names, options_not_taken
from plandoc.diagnostics import Findings, Related, did_you_mean
from plandoc.model.agreements import Agreement
from plandoc.model.blocks import Part
from plandoc.model.choices import Choice, choices
from plandoc.model.inline import Value
from plandoc.model.scenario import Decision, Entry, Scenario
from plandoc.model.walk import walk
from plandoc.model.workspace import Workspace


def check_scenarios(workspace: Workspace, findings: Findings) -> None:
    """Report entries and values of every scenario that name nothing, cannot be followed, or change nothing."""
    registry, values = choices(workspace.parts), value_names(workspace.parts)
    for scenario in workspace.scenarios:
        check_entries(scenario, registry, findings, workspace.history)
        check_values(scenario, values, findings)


def value_names(parts: Iterable[Part]) -> tuple[str, ...]:
    """Return the names of the values that stand in the texts, each where it first does."""
    blocks = (block for part in parts for block in part.blocks())
    nodes = (node for block in blocks for node in walk(block.content))
    return tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, Value)))


def check_values(scenario: Scenario, used: Collection[str], findings: Findings) -> None:
    """Report values that no text uses (PD032); `used` are the names in the texts."""
    for value in scenario.values:
        if value.name not in used:
            findings.add(
                "PD032",
                value.span,
                f"No text uses the value {value.name}.",
                hint=did_you_mean(value.name, used, "Remove it."),
            )


def check_entries(
    scenario: Scenario, registry: tuple[Choice, ...], findings: Findings, history: tuple[Agreement, ...] = ()
) -> None:
    """Report each entry that names no choice (PD030), fits none that it names (PD031), or has no effect.

    Without effect is an entry that other entries make idle (PD034), and one for choices that lie in options which the
    same scenario drops (PD035). The defaults of the scenario make no entry idle. An entry for a choice that was agreed
    meanwhile, as `history` says, is out of date (PD037), and one that another overrules in part is noted (PD036).
    """
    agreed = {agreement.group: agreement for agreement in history}
    named = {id(entry): tuple(one for one in registry if names(entry.pattern, one)) for entry in scenario.entries}
    fitting = {
        id(entry): frozenset(one.id for one in named[id(entry)] if _fits(entry, one)) for entry in scenario.entries
    }
    dropped = options_not_taken(registry, decide(registry, scenario))
    for position, entry in enumerate(scenario.entries):
        found = named[id(entry)]
        past = agreed.get(entry.pattern) or agreed.get(f"#{entry.pattern}")
        if not found and past:
            _report_agreed(entry, past, findings)
        elif not found:
            _report_unknown(entry, registry, findings)
        elif not fitting[id(entry)]:
            _report_misfit(entry, found[0], findings)
        elif all(is_moot(one, dropped) for one in found if one.id in fitting[id(entry)]):
            _report_moot(entry, found[0], dropped, findings)
        else:
            before = [(one, fitting[id(one)]) for one in scenario.entries[:position]]
            after = [(one, fitting[id(one)]) for one in scenario.entries[position + 1 :]]
            if all(_is_idle(entry, one, before, after) for one in fitting[id(entry)]):
                _report_idle(entry, findings)
            else:
                _report_overruled(entry, fitting[id(entry)], after, findings)


def _fits(entry: Entry, choice: Choice) -> bool:
    if choice.value is not None:
        return False
    if isinstance(entry.decision, int):
        return entry.decision <= choice.options
    return choice.options == 1 or entry.decision not in (Decision.KEEP, Decision.DROP)


def _is_idle(
    entry: Entry, choice: str, before: list[tuple[Entry, frozenset[str]]], after: list[tuple[Entry, frozenset[str]]]
) -> bool:
    """Return whether the choice would come out the same without the entry.

    Of two that say the same of the choice, only the one further down is idle.
    """
    earlier = [one.decision for one, fitting in before if choice in fitting]
    later = [one.decision for one, fitting in after if choice in fitting]
    return (bool(earlier) and earlier[-1] == entry.decision) or (bool(later) and later[0] != entry.decision)


def _report_unknown(entry: Entry, registry: tuple[Choice, ...], findings: Findings) -> None:
    known = [choice.id for choice in registry]
    by_label = [choice.id for choice in registry if choice.label == entry.pattern]
    otherwise = "`plandoc brackets` lists the ids of all groups."
    findings.add(
        "PD030",
        entry.span,
        f"{entry.pattern} names no group of the text.",
        hint=f"Did you mean {by_label[0]}?" if by_label else did_you_mean(entry.pattern, known, otherwise),
    )


def _report_agreed(entry: Entry, past: Agreement, findings: Findings) -> None:
    same = "as this scenario has it" if entry.decision == past.decision else f"and this scenario says {entry.decision}"
    message = f"{entry.pattern} {past}, {same}."
    findings.add("PD037", entry.span, message, hint="The text has no brackets there any more: remove this entry.")


def _report_overruled(
    entry: Entry, fitting: frozenset[str], after: list[tuple[Entry, frozenset[str]]], findings: Findings
) -> None:
    """Note the entries further down that decide some of the same choices otherwise."""
    others = [one for one, also in after if one.decision != entry.decision and not fitting.isdisjoint(also)]
    if others:
        findings.add(
            "PD036",
            entry.span,
            f"{entry.pattern} says {entry.decision}, and entries below it say otherwise of some of these groups.",
            hint="The entry further down wins; nothing to do if that is meant.",
            related=tuple(Related(span=one.span, message=f"{one.pattern}: {one.decision} wins here") for one in others),
        )


def _report_misfit(entry: Entry, choice: Choice, findings: Findings) -> None:
    if choice.value is not None:
        findings.add(
            "PD034",
            entry.span,
            f"{choice.id} holds only the value {choice.value}, and the value settles it.",
            hint=f"Write `{choice.value}: …` under `values`, and remove this entry.",
        )
        return
    numbers = "1" if choice.options == 1 else f"1 to {choice.options}"
    if isinstance(entry.decision, int):
        message = f"{choice.id} has no option {entry.decision}: its options are {numbers}."
    else:
        message = f"{choice.id} has {choice.options} options, and {entry.decision} does not say which of them."
    hint = "Write keep or drop." if choice.options == 1 else f"Write a number from {numbers}, none, or open."
    findings.add("PD031", entry.span, message, hint=hint)


def _report_moot(entry: Entry, choice: Choice, dropped: frozenset[str], findings: Findings) -> None:
    outer = next(option for option in choice.places[0].within if option in dropped)
    findings.add(
        "PD035",
        entry.span,
        f"{choice.id} lies in the option {outer}, which this scenario drops.",
        hint="Remove this entry, or keep the option.",
    )


def _report_idle(entry: Entry, findings: Findings) -> None:
    findings.add(
        "PD034",
        entry.span,
        f"Without {entry.pattern} the scenario would decide the same.",
        hint="Remove this entry, or put it below the ones that decide the same groups.",
    )
