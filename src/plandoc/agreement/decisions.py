"""The words of a command into decisions: which groups are settled, as what, and the words of which values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plandoc.agreement.refusal import refuse
from plandoc.choices.checking import value_names
from plandoc.choices.decide import decide, inherit, names
from plandoc.diagnostics import did_you_mean
from plandoc.model.choices import Choice, choices
from plandoc.model.scenario import Decision, Scenario, SettledValue
from plandoc.model.workspace import Workspace
from plandoc.source.scenarios import read_decision

_INDEXES = {Decision.KEEP: 1, Decision.DROP: 0, Decision.NONE: 0}
_SIGNS = frozenset("[]⟦⟧［］{}*\\|<\n")
"""Signs of the notation, which would mean something in the words of a value."""
_EVERY_LANGUAGE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What is settled for good."""

    choices: Mapping[str, int]
    """By the id of a group, in the order of the text: the option that is taken, 0 for none of them."""
    values: tuple[SettledValue, ...] = ()
    """Values whose words are written in their place."""


def read_decisions(arguments: Sequence[str], workspace: Workspace, scenario: Scenario | None = None) -> Decisions:
    """Return what `LABEL=OPTION` and `VALUE=words` settle, and what a scenario decides.

    Raises `RefusedError` where one of them names nothing, does not fit or contradicts another.
    """
    reader = _Reader(workspace)
    if scenario is not None:
        reader.take_scenario(scenario)
    for argument in arguments:
        reader.take(argument)
    return reader.finished()


def said(choice: Choice, chosen: int) -> str:
    """Return a decision in the word or number that says it."""
    if choice.options == 1:
        return str(Decision.KEEP if chosen else Decision.DROP)
    return str(chosen or Decision.NONE)


class _Reader:
    """Collects decisions; one instance a command."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._registry = choices(workspace.parts)
        self._used = value_names(workspace.parts)
        self._choices: dict[str, int] = {}
        self._words: dict[str, dict[str, str]] = {}

    def take_scenario(self, scenario: Scenario) -> None:
        """Take everything that a scenario decides; what the workspace settles for all stays a value."""
        for value in scenario.values:
            for language, words in value.words:
                self._say(value.name, language, words)
        decided = decide(self._registry, inherit(scenario, self._workspace.settings.values))
        for choice in self._registry:
            chosen = decided[choice.id]
            if chosen is not None:
                self._settle(choice, chosen)

    def take(self, argument: str) -> None:
        """Take one argument of the command."""
        pattern, _, words = argument.partition("=")
        if not pattern or not words:
            refuse(f"'{argument}' is not LABEL=OPTION.", "For example: a/5#funds=drop")
        named = [choice for choice in self._registry if names(pattern, choice)]
        name, _, language = pattern.partition(":")
        if named:
            self._decide(words, named)
        elif name in self._used:
            self._say(name, language or _EVERY_LANGUAGE, words)
        else:
            known = (*(choice.id for choice in self._registry), *self._used)
            hint = did_you_mean(pattern, known, "`plandoc brackets` lists the ids of all groups.")
            refuse(f"There is no group and no value '{pattern}'.", hint)

    def finished(self) -> Decisions:
        """Return what was collected, once every value has its words in every language."""
        values = tuple(self._value(name, words) for name, words in self._words.items())
        for choice in self._registry:
            if choice.value in self._words:
                self._settle(choice, 1)
        if not self._choices and not values:
            refuse("Nothing is settled.", "Name a group and its option, for example: a/5#funds=drop")
        ordered = {choice.id: self._choices[choice.id] for choice in self._registry if choice.id in self._choices}
        return Decisions(choices=ordered, values=values)

    def _decide(self, words: str, named: list[Choice]) -> None:
        decision = read_decision(words)
        if decision is None or decision is Decision.OPEN:
            hint = "Write keep, drop, none, or the number of an option."
            refuse(f"'{words}' settles nothing.", did_you_mean(words, list(_INDEXES), hint))
        fitting = [choice for choice in named if _fits(choice, decision)]
        if not fitting:
            refuse(f"{named[0].id} cannot be settled as '{words}'.", _what_fits(named[0]))
        for choice in fitting:
            self._settle(choice, decision if isinstance(decision, int) else _INDEXES[decision])

    def _settle(self, choice: Choice, chosen: int) -> None:
        before = self._choices.setdefault(choice.id, chosen)
        if before != chosen:
            both = f"{said(choice, before)} and {said(choice, chosen)}"
            refuse(f"{choice.id} is settled twice, as {both}.", "Leave one of the two out.")

    def _say(self, name: str, language: str, words: str) -> None:
        if name not in self._used:
            refuse(f"No text uses the value {name}.", did_you_mean(name, self._used, "Leave it out."))
        if not _SIGNS.isdisjoint(words) or words != words.strip():
            refuse(f"The words of {name} hold a sign of the notation: {words!r}.", "Write them into the source.")
        before = self._words.setdefault(name, {}).setdefault(language, words)
        if before != words:
            refuse(f"The value {name} has two wordings: {before} and {words}.", "Leave one of the two out.")

    def _value(self, name: str, words: Mapping[str, str]) -> SettledValue:
        value = SettledValue(name=name, words=tuple(words.items()))
        settings = self._workspace.settings
        languages = dict.fromkeys((settings.language, *(language for language, _ in self._workspace.catalogs)))
        lacking = _lacking(value, languages)
        if lacking:
            refuse(
                f"The value {name} has no words in {' and '.join(lacking)}.",
                f"For each language: {' '.join(f'{name}:{language}=…' for language in languages)}",
            )
        return value


def _lacking(value: SettledValue, languages: Iterable[str]) -> tuple[str, ...]:
    return tuple(language for language in languages if value.in_language(language) is None)


def _fits(choice: Choice, decision: Decision | int) -> bool:
    if choice.value is not None:
        return False
    if isinstance(decision, int):
        return decision <= choice.options
    return decision is Decision.NONE or choice.options == 1


def _what_fits(choice: Choice) -> str:
    if choice.value is not None:
        return f"It holds only the value {choice.value}: write `{choice.value}=words`."
    return "It is keep or drop." if choice.options == 1 else f"It is none, or a number from 1 to {choice.options}."
