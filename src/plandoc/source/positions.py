"""positions.yaml into positions: who speaks for which option of which group, and whether there is such an option."""

from collections.abc import Collection, Mapping

from plandoc.diagnostics import Findings, did_you_mean
from plandoc.model.choices import Choice, choices
from plandoc.model.positions import Position, Proposer
from plandoc.model.scenario import Decision
from plandoc.model.workspace import Workspace
from plandoc.source.front_matter import report_unknown_keys
from plandoc.source.scenarios import read_decision
from plandoc.source.structured import YamlMapping, YamlNode, YamlScalar, YamlSequence, read_yaml, typed
from plandoc.spans import SourceText

FILE = "positions.yaml"
KEYS = ("example", "names", "positions")
POSITION_KEYS = ("option", "proposers", "since", "note")
_INDEXES = {Decision.KEEP: 1, Decision.DROP: 0, Decision.NONE: 0}
"""The option that a word means; the fourth word, open, is no position."""


def read_positions(source: SourceText, findings: Findings) -> tuple[Position, ...]:
    """Read the positions, in the order of the file; what is malformed is reported (PD081) and left out."""
    root = read_yaml(source, 0, len(source.text), findings)
    report_unknown_keys(root, KEYS, findings)
    return tuple(_Reader(source, root, findings).positions())


def check_positions(workspace: Workspace, findings: Findings) -> None:
    """Report positions on groups that no text has (PD080) or has no more (PD037), and on missing options (PD081)."""
    if not workspace.positions:
        return
    registry = {choice.id: choice for choice in choices(workspace.parts)}
    agreed = {agreement.group: agreement for agreement in workspace.history}
    for position in workspace.positions:
        choice = registry.get(position.group)
        if choice is None and position.group in agreed:
            message = f"{position.group} {agreed[position.group]}."
            findings.add("PD037", position.span, message, hint="Its positions are history: remove them.")
        elif choice is None:
            _report_unknown(position, registry, findings)
        elif not _fits(position, choice):
            _report_misfit(position, choice, findings)


def _fits(position: Position, choice: Choice) -> bool:
    if choice.value is not None:
        return False
    if position.decision in (Decision.KEEP, Decision.DROP):
        return choice.options == 1
    return position.option <= choice.options


def _report_unknown(position: Position, registry: dict[str, Choice], findings: Findings) -> None:
    hint = did_you_mean(position.group, registry, "`plandoc brackets` lists the ids of all groups.")
    findings.add("PD080", position.span, f"{position.group} is no group of the text.", hint=hint)


def _report_misfit(position: Position, choice: Choice, findings: Findings) -> None:
    said = position.decision or position.option
    if choice.value is not None:
        message, hint = f"{choice.id} holds only the value {choice.value}, and no option.", "Remove this position."
    elif choice.options == 1:
        message, hint = f"{choice.id} has one option, and no option {said}.", "Write keep or drop."
    else:
        message = f"{choice.id} has {choice.options} options, and {said} is none of them."
        hint = f"Write a number from 1 to {choice.options}, or none."
    findings.add("PD081", position.span, message, hint=hint)


class _Reader:
    """Reads one file; everything that is wrong is reported at its place."""

    def __init__(self, source: SourceText, root: YamlMapping, findings: Findings) -> None:
        self._source = source
        self._root = root
        self._findings = findings

    def positions(self) -> list[Position]:
        """Return the positions on every group."""
        example, named = self._example(), self._named()
        found: list[Position] = []
        for group, listed in self._items("positions"):
            if not isinstance(listed, YamlSequence):
                hint = "Write `- {option: keep, proposers: [A]}` below it."
                self._report(listed, f"{typed(group, self._source)} has no list of positions.", hint)
                continue
            read = (self._position(group, item, named, example=example) for item in listed.items)
            found.extend(position for position in read if position is not None)
        self._report_silent({proposer.name for position in found for proposer in position.proposers})
        return found

    def _example(self) -> bool:
        node = self._root.get("example")
        if isinstance(node, YamlScalar) and isinstance(node.value, bool):
            return node.value
        if node is not None:
            self._report(node, "The key example says neither true nor false.", "Write true where nobody took these.")
        return False

    def _named(self) -> dict[str, Proposer]:
        """Return the proposers that have names in other languages, by their own."""
        found = {}
        for key, value in self._items("names"):
            name = typed(key, self._source)
            pairs = value.items if isinstance(value, YamlMapping) else ()
            translations = tuple((typed(language, self._source), self._words(words)) for language, words in pairs)
            if not translations or not all(words for _, words in translations):
                self._report(value, f"{name} gets no name.", "Write `{en: …}`.")
            found[name] = Proposer(name=name, translations=translations)
        return found

    def _report_silent(self, speaking: Collection[str]) -> None:
        for key, _ in self._items("names"):
            name = typed(key, self._source)
            if name not in speaking:
                hint = did_you_mean(name, speaking, "Remove it.")
                self._report(key, f"{name} is translated, and has no position.", hint)

    def _position(
        self, group: YamlScalar, node: YamlNode, named: Mapping[str, Proposer], *, example: bool
    ) -> Position | None:
        if not isinstance(node, YamlMapping):
            self._report(node, "This is no position.", "Write `{option: keep, proposers: [A]}`.")
            return None
        report_unknown_keys(node, POSITION_KEYS, self._findings)
        decision, proposers = self._decision(node), self._proposers(node)
        since, note = (self._text(node, key) for key in ("since", "note"))
        if decision is None or not proposers:
            return None
        return Position(
            group=typed(group, self._source),
            option=_INDEXES[decision] if isinstance(decision, Decision) else decision,
            decision=decision if isinstance(decision, Decision) else None,
            proposers=tuple(named.get(name, Proposer(name=name)) for name in proposers),
            since=since,
            note=note,
            example=example,
            span=group.span,
        )

    def _decision(self, node: YamlMapping) -> Decision | int | None:
        option = node.get("option")
        words = self._words(option)
        decision = read_decision(words)
        if decision is None or decision is Decision.OPEN:
            hint = did_you_mean(words, _INDEXES, "Write `option:` with keep, drop, none, or the number of an option.")
            self._report(option or node, f"{words or 'This'} is no option to speak for.", hint)
            return None
        return decision

    def _proposers(self, node: YamlMapping) -> tuple[str, ...]:
        listed = node.get("proposers")
        names = tuple(self._words(one) for one in listed.items) if isinstance(listed, YamlSequence) else ()
        if not names or not all(names):
            self._report(listed or node, "The position has no proposer.", "Write `proposers: [A, B]`, a name for each.")
            return ()
        return tuple(dict.fromkeys(names))

    def _text(self, node: YamlMapping, key: str) -> str:
        value = node.get(key)
        if value is not None and not isinstance(value, YamlScalar):
            self._report(value, f"The key {key} holds no text.", f"Write `{key}: words`.")
        return self._words(value)

    def _items(self, key: str) -> tuple[tuple[YamlScalar, YamlNode], ...]:
        node = self._root.get(key)
        if isinstance(node, YamlMapping):
            return node.items
        if node is not None and not (isinstance(node, YamlScalar) and node.value is None):
            self._report(node, f"The key {key} has no entries.", "Write one `name: …` to a line below it.")
        return ()

    def _words(self, node: YamlNode | None) -> str:
        """Return a scalar as typed, without white space round it; empty for anything else."""
        if not isinstance(node, YamlScalar) or node.value is None:
            return ""
        return typed(node, self._source).strip()

    def _report(self, node: YamlNode, message: str, hint: str) -> None:
        self._findings.add("PD081", node.span, message, hint=hint)
