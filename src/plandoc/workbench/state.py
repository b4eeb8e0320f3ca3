"""States: what is decided at one moment before the page, read from JSON and scenarios, and written as either.

A state speaks of every group by its id and of every value by the place of its words in a list; what it does not
mention is open. Whatever comes from outside is checked here: what is wrong is named, and the rest is applied.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from plandoc.choices.checking import value_names
from plandoc.choices.decide import as_said, decide, is_moot, options_not_taken
from plandoc.diagnostics import did_you_mean
from plandoc.model.choices import Choice, choices
from plandoc.model.scenario import Decision, Entry, Provenance, Scenario, SettledValue
from plandoc.model.workspace import Workspace
from plandoc.source.scenarios import read_decision

MOST_ENTRIES = 10_000
"""More groups, or values, than any negotiation has; a longer list is not read."""
MOST_PROBLEMS = 20
"""How many problems are named one by one."""
_LONGEST_NAME = 80
"""How much of a name that means nothing is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is decided: of each group the option that is taken, 0 for none of them; of each value which known words."""

    choices: Mapping[str, int] = field(default_factory=dict)
    """By id of the group; groups that are open are missing."""
    values: Mapping[str, int] = field(default_factory=dict)
    """By name of the value, the place of its words among the known ones, from 1; open values are missing."""

    def __hash__(self) -> int:
        """Return a hash that the order of the entries does not matter for, as it does not for equality."""
        return hash((frozenset(self.choices.items()), frozenset(self.values.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What there is to decide in a workspace."""

    choices: Mapping[str, Choice]
    """Every choice by its id, in the order of the text; those that a value settles too."""
    values: Mapping[str, tuple[SettledValue, ...]]
    """Of each value the words that are known, in the order in which states count them."""
    settled: Mapping[str, int]
    """The values that the workspace itself settles; a state may give them other words."""
    languages: tuple[str, ...]
    """The languages that words are told apart by."""


class ProblemKind(StrEnum):
    """What can be wrong with a state that comes from outside."""

    MALFORMED = "malformed"
    """It is not made as a state is."""
    TOO_LONG = "too-long"
    UNKNOWN_GROUP = "unknown-group"
    UNKNOWN_OPTION = "unknown-option"
    """The group has fewer options."""
    MISFIT = "misfit"
    """The decision is not one for this group: `keep` where there are several options."""
    SETTLED_BY_VALUE = "settled-by-value"
    """The group holds only a value, and is decided by the value's words."""
    UNKNOWN_VALUE = "unknown-value"
    UNKNOWN_WORDS = "unknown-words"
    """There are fewer known words of the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something of a state that could not be applied."""

    kind: ProblemKind
    about: str
    """The group or value as it was named, shortened where it is very long; empty for the whole."""
    text: str
    """One sentence, with the nearest name that there is."""

    def as_json(self) -> dict[str, str]:
        """Return it as the page gets it."""
        return {"kind": self.kind.value, "about": self.about, "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """How far a negotiation is."""

    open: int
    """Choices that wait for a decision: neither decided nor moot."""
    total: int
    """All choices but those that a value settles."""


def agenda_of(workspace: Workspace) -> Agenda:
    """Return what there is to decide in a workspace."""
    values = known_values(workspace)
    return Agenda(
        choices={choice.id: choice for choice in choices(workspace.parts)},
        values=values,
        settled={value.name: 1 for value in workspace.settings.values},
        languages=_languages(workspace),
    )


def known_values(workspace: Workspace) -> Mapping[str, tuple[SettledValue, ...]]:
    """Return of each value the words that plandoc.toml and the scenarios give it, each once, in their order.

    The words that the workspace settles come first. A value of the texts that nobody gave words yet has none.
    """
    known: dict[str, dict[tuple[str | None, ...], SettledValue]] = {}
    given = (workspace.settings.values, *(scenario.values for scenario in workspace.scenarios))
    for value in (value for values in given for value in values):
        known.setdefault(value.name, {}).setdefault(_wording(value, _languages(workspace)), value)
    for name in value_names(workspace.parts):
        known.setdefault(name, {})
    return {name: tuple(words.values()) for name, words in known.items()}


def _languages(workspace: Workspace) -> tuple[str, ...]:
    return tuple(dict.fromkeys((workspace.settings.language, *workspace.settings.languages)))


def _wording(value: SettledValue, languages: tuple[str, ...]) -> tuple[str | None, ...]:
    """Return what a value says in each language: words are the same where they say the same."""
    return tuple(value.in_language(language) for language in languages)


def as_scenario(
    state: State, agenda: Agenda, *, name: str = "", title: str = "", provenance: Provenance | None = None
) -> Scenario:
    """Return a state as a scenario with an entry for each decision, in the order of the text.

    What a state says of groups and words that the agenda does not have, or no longer has, is left out.
    """
    entries = tuple(
        Entry(pattern=choice.id, decision=as_said(choice, state.choices[choice.id]))
        for choice in agenda.choices.values()
        if choice.id in state.choices
    )
    settled = ((words, state.values.get(name, 0)) for name, words in agenda.values.items())
    values = tuple(words[place - 1] for words, place in settled if 0 < place <= len(words))
    return Scenario(name=name, title=title, provenance=provenance or Provenance(), entries=entries, values=values)


def of_scenario(scenario: Scenario, agenda: Agenda) -> tuple[State, tuple[str, ...]]:
    """Return what a scenario decides of every group, and the names of the values whose words are not known.

    Patterns and defaults are resolved; a value with unknown words stays open.
    """
    registry = tuple(choice for choice in agenda.choices.values() if choice.value is None)
    chosen = {name: option for name, option in decide(registry, scenario).items() if option is not None}
    places = {value.name: _place(value, agenda) for value in scenario.values}
    values = {name: place for name, place in places.items() if place is not None}
    return State(choices=chosen, values=values), tuple(name for name in places if name not in values)


def _place(value: SettledValue, agenda: Agenda) -> int | None:
    """Return which of the known words a value has, from 1; None where they are not known."""
    wanted = _wording(value, agenda.languages)
    known = (_wording(words, agenda.languages) for words in agenda.values.get(value.name, ()))
    return next((place for place, words in enumerate(known, 1) if words == wanted), None)


def write_state(state: State, agenda: Agenda) -> dict[str, dict[str, str] | dict[str, int]]:
    """Return a state as JSON: `{"choices": {id: "keep" | "drop" | "none" | "2"}, "values": {name: 1}}`."""
    scenario = as_scenario(state, agenda)
    values = {name: state.values[name] for name in agenda.values if name in state.values}
    return {"choices": {entry.pattern: str(entry.decision) for entry in scenario.entries}, "values": values}


def read_state(data: object, agenda: Agenda) -> tuple[State, tuple[Problem, ...]]:
    """Return the state that some JSON gives, and what of it could not be applied."""
    reader = _Reader(agenda)
    if not isinstance(data, Mapping):
        reader.report(ProblemKind.MALFORMED, "", "A state is an object with choices and values.")
        return State(), reader.listed()
    state = State(
        choices=dict(reader.choices(reader.items(data, "choices"))),
        values=dict(reader.values(reader.items(data, "values"))),
    )
    return state, reader.listed()


class _Reader:
    """Reads one state and keeps what was wrong with it."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._problems: list[Problem] = []
        self._more = 0

    def report(self, kind: ProblemKind, about: str, text: str) -> None:
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Problem(kind=kind, about=about, text=text))
        else:
            self._more += 1

    def listed(self) -> tuple[Problem, ...]:
        """Return the problems; of very many the first, and how many more there are."""
        if not self._more:
            return tuple(self._problems)
        rest = Problem(kind=ProblemKind.TOO_LONG, about="", text=f"{self._more} more entries could not be applied.")
        return (*self._problems, rest)

    def items(self, data: Mapping[object, object], key: str) -> Iterator[tuple[str, object]]:
        """Yield the entries of one of the two mappings, each with its name as text."""
        found = data.get(key, {})
        if not isinstance(found, Mapping):
            self.report(ProblemKind.MALFORMED, key, f"The key {key} must have an object of names.")
        elif len(found) > MOST_ENTRIES:
            self.report(ProblemKind.TOO_LONG, key, f"The key {key} has more than {MOST_ENTRIES:,} entries.")
        else:
            yield from ((str(name), entry) for name, entry in found.items())

    def choices(self, items: Iterable[tuple[str, object]]) -> Iterator[tuple[str, int]]:
        """Yield the decisions that can be applied."""
        for name, entry in items:
            choice = self._agenda.choices.get(name)
            decision = self._decision(name, entry)
            if decision is None:
                continue
            if choice is None:
                self._unknown(ProblemKind.UNKNOWN_GROUP, name, "There is no group {}.", self._agenda.choices)
            elif choice.value is not None:
                text = f"{name} holds only the value {choice.value}, and the value settles it."
                self.report(ProblemKind.SETTLED_BY_VALUE, name, text)
            elif decision is not Decision.OPEN:
                yield from self._chosen(choice, decision)

    def _decision(self, name: str, entry: object) -> Decision | int | None:
        is_number = isinstance(entry, int) and not isinstance(entry, bool)
        decision = read_decision(str(entry)) if is_number or isinstance(entry, str) else None
        if decision is None:
            about = _shortened(name)
            text = f"What is said of {about} is no decision: open, keep, drop, none or the number of an option."
            self.report(ProblemKind.MALFORMED, about, text)
        return decision

    def _chosen(self, choice: Choice, decision: Decision | int) -> Iterator[tuple[str, int]]:
        entry = Entry(pattern=choice.id, decision=decision)
        chosen = decide((choice,), Scenario(name="", entries=(entry,)))[choice.id]
        if chosen is not None:
            yield choice.id, chosen
        elif isinstance(decision, int):
            text = f"{choice.id} has no option {decision}, only {choice.options}."
            self.report(ProblemKind.UNKNOWN_OPTION, choice.id, text)
        else:
            text = f"{choice.id} has {choice.options} options, and {decision} does not say which of them."
            self.report(ProblemKind.MISFIT, choice.id, text)

    def values(self, items: Iterable[tuple[str, object]]) -> Iterator[tuple[str, int]]:
        """Yield the values that can be settled."""
        for name, place in items:
            known = self._agenda.values.get(name)
            if known is None:
                self._unknown(ProblemKind.UNKNOWN_VALUE, name, "There is no value {}.", self._agenda.values)
            elif not isinstance(place, int) or isinstance(place, bool):
                self.report(ProblemKind.MALFORMED, name, f"The words of {name} are named by their number, from 1.")
            elif not 1 <= place <= len(known):
                text = f"Of {name} {len(known)} wordings are known, and none has the number asked for."
                self.report(ProblemKind.UNKNOWN_WORDS, name, text)
            else:
                yield name, place

    def _unknown(self, kind: ProblemKind, name: str, text: str, known: Iterable[str]) -> None:
        """Report a name that does not exist; the nearest is sought only for those that are listed."""
        about = _shortened(name)
        hint = did_you_mean(about, known, "") if len(self._problems) < MOST_PROBLEMS else ""
        self.report(kind, about, f"{text.format(about)} {hint}".rstrip())


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def open_points(state: State, registry: Iterable[Choice]) -> Points:
    """Return how many of some choices are open, and how many there are; `registry` may be those of one document.

    A choice is moot where every place at which it stands lies in an option that is not taken.
    """
    counted = tuple(choice for choice in registry if choice.value is None)
    gone = options_not_taken(counted, {choice.id: state.choices.get(choice.id) for choice in counted})
    waiting = sum(choice.id not in state.choices and not is_moot(choice, gone) for choice in counted)
    return Points(open=waiting, total=len(counted))
