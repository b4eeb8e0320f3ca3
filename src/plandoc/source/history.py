"""history.yaml into agreements: which groups were settled in the sources for good, when, and as what.

    agreements:
      - when: 2022-03-28
        session: SBI 3
        by: Contact group
        choices: {a/5#funds: drop, b/9#who: 2}

The file grows at its end; what was agreed is never taken out, so the ids are those of the time.
"""

from collections.abc import Iterator

from plandoc.diagnostics import Findings
from plandoc.model.agreements import Agreement
from plandoc.model.scenario import Decision
from plandoc.source.front_matter import report_unknown_keys
from plandoc.source.scenarios import read_decision
from plandoc.source.structured import YamlMapping, YamlNode, YamlScalar, YamlSequence, read_yaml, typed
from plandoc.spans import SourceText

FILE = "history.yaml"
KEYS = ("agreements",)
AGREEMENT_KEYS = ("when", "session", "by", "choices", "options", "blocks", "values", "gone", "removed", "notes")
"""What comes after `choices` says what the options were, and what went with them; it is for readers."""


def read_history(source: SourceText, findings: Findings) -> tuple[Agreement, ...]:
    """Read the agreements, one for each group, oldest first; what is malformed is reported (PD038) and left out."""
    root = read_yaml(source, 0, len(source.text), findings)
    report_unknown_keys(root, KEYS, findings)
    listed = root.get("agreements")
    if isinstance(listed, YamlSequence):
        return tuple(one for item in listed.items for one in _agreements(item, source, findings))
    if listed is not None and not (isinstance(listed, YamlScalar) and listed.value is None):
        _report(listed, "The key agreements has no list.", findings)
    return ()


def _agreements(node: YamlNode, source: SourceText, findings: Findings) -> Iterator[Agreement]:
    choices = node.get("choices") if isinstance(node, YamlMapping) else None
    if not isinstance(node, YamlMapping) or not isinstance(choices, YamlMapping):
        _report(node, "The agreement has no choices.", findings)
        return
    report_unknown_keys(node, AGREEMENT_KEYS, findings)
    when, session, by = (_text(node.get(key), source, findings) for key in ("when", "session", "by"))
    removed = tuple(_listed(node.get("removed"), source))
    for name in _listed(node.get("gone"), source):
        # What lay in words that were not taken is settled with them.
        yield Agreement(
            group=name, decision=Decision.NONE, when=when, session=session, by=by, removed=removed, span=node.span
        )
    for group, value in choices.items:
        decision = read_decision(typed(value, source)) if isinstance(value, YamlScalar) else None
        if decision is None or decision is Decision.OPEN:
            _report(value, f"{typed(group, source)} was agreed as nothing.", findings)
            continue
        yield Agreement(
            group=typed(group, source),
            decision=decision,
            when=when,
            session=session,
            by=by,
            removed=removed,
            span=group.span,
        )


def _listed(node: YamlNode | None, source: SourceText) -> Iterator[str]:
    items = node.items if isinstance(node, YamlSequence) else ()
    return (typed(item, source) for item in items if isinstance(item, YamlScalar))


def _text(node: YamlNode | None, source: SourceText, findings: Findings) -> str:
    if isinstance(node, YamlScalar):
        return "" if node.value is None else typed(node, source)
    if node is not None:
        _report(node, "This is no text.", findings)
    return ""


def _report(node: YamlNode, message: str, findings: Findings) -> None:
    hint = "Write `- {when: 2022-03-28, session: SBI 3, by: …, choices: {a/5#funds: drop}}`."
    findings.add("PD038", node.span, message, hint=hint)
