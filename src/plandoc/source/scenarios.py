"""Scenario files into saved sets of choices, and one choice set in a file's text with all else kept."""

import re

from plandoc.diagnostics import Findings, did_you_mean
from plandoc.model.scenario import Alternatives, Decision, Entry, Provenance, Scenario, SettledValue
from plandoc.source.front_matter import report_unknown_keys
from plandoc.source.scenario_writing import EVERY_LANGUAGE, quoted
from plandoc.source.structured import YamlMapping, YamlNode, YamlScalar, read_yaml, typed
from plandoc.spans import SourceText

KEYS = ("title", "provenance", "default", "alternatives", "choices", "values")
PROVENANCE_KEYS = ("who", "when", "session")
DEFAULTS = (Decision.OPEN, Decision.KEEP, Decision.DROP)


def read_scenario(source: SourceText, findings: Findings) -> Scenario:
    """Read a scenario; it is called as its file is. What is malformed is reported (PD033) and left out."""
    root = read_yaml(source, 0, len(source.text), findings)
    report_unknown_keys(root, KEYS, findings)
    return Scenario(
        name=source.path.rpartition("/")[2].rpartition(".")[0],
        title=_text(root, "title", source, findings),
        provenance=_provenance(root.get("provenance"), source, findings),
        default=Decision(_one_of(root, "default", DEFAULTS, findings)),
        alternatives=Alternatives(_one_of(root, "alternatives", tuple(Alternatives), findings)),
        entries=_entries(root.get("choices"), source, findings),
        values=_values(root.get("values"), source, findings),
        span=root.span,
    )


def read_decision(text: str) -> Decision | int | None:
    """Return what a text decides: open, keep, drop, none, or the number of an option; None for anything else."""
    if text in tuple(Decision):
        return Decision(text)
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,3}", text) else None


def set_choice(source: SourceText, pattern: str, decision: str) -> str:
    """Return the text of a scenario file with one choice set; everything else stays byte for byte.

    An entry for the same pattern is changed in its place; a new one goes after the last. Raises ValueError where the
    decision means nothing or the file is not valid YAML, so that nothing is written over what nobody understands.
    """
    findings = Findings()
    root = read_yaml(source, 0, len(source.text), findings)
    if findings.has_errors() or read_decision(decision) is None:
        message = f"{source.path} cannot be given the choice {pattern}: {decision}"
        raise ValueError(message)
    text = source.text
    node = root.get("choices")
    if isinstance(node, YamlMapping):
        for key, value in reversed(node.items):
            if typed(key, source) == pattern and isinstance(value, YamlScalar):
                return text[: value.span.start] + decision + text[value.span.end :]
    return _insert(text, node, f"{quoted(pattern)}: {decision}", root)


def _insert(text: str, node: YamlNode | None, entry: str, root: YamlMapping) -> str:
    """Put a new entry after the last of the choices; `node` is the value of the key `choices`, if there is one."""
    if isinstance(node, YamlMapping) and text[node.span.start] == "{":
        brace = text.rindex("}", node.span.start, node.span.end)
        return text[:brace] + (", " if node.items else "") + entry + text[brace:]
    if isinstance(node, YamlMapping):
        first, (_, last) = node.items[0][0], node.items[-1]
        indent = text[text.rfind("\n", 0, first.span.start) + 1 : first.span.start].rstrip("\"'")
        return _line_after(text, last.span.end, indent + entry)
    key = next((name for name, _ in root.items if name.value == "choices"), None)
    if key is not None:
        return _line_after(text, key.span.end, "  " + entry)
    return _line_after(text, len(text.rstrip("\n")), f"choices:\n  {entry}")


def _line_after(text: str, offset: int, line: str) -> str:
    """Put a line after the line of an offset."""
    end = text.find("\n", offset)
    if end < 0:
        return text + ("\n" if text else "") + line + "\n"
    return text[: end + 1] + line + "\n" + text[end + 1 :]


def _one_of(root: YamlMapping, key: str, allowed: tuple[str, ...], findings: Findings) -> str:
    node = root.get(key)
    text = root.text(key)
    if node is None or text in allowed:
        return text or allowed[0]
    findings.add(
        "PD033",
        node.span,
        f"The key {key} cannot say {text or 'this'}.",
        hint=did_you_mean(text, allowed, f"Write one of {', '.join(allowed)}."),
    )
    return allowed[0]


def _text(root: YamlMapping, key: str, source: SourceText, findings: Findings) -> str:
    """Return the value of a key as typed; empty where the key is missing."""
    node = root.get(key)
    if isinstance(node, YamlScalar):
        return "" if node.value is None else typed(node, source)
    if node is not None:
        findings.add("PD033", node.span, f"The key {key} holds no text.", hint=f"Write `{key}: words` on one line.")
    return ""


def _provenance(node: YamlNode | None, source: SourceText, findings: Findings) -> Provenance:
    if not isinstance(node, YamlMapping):
        _items(node, "provenance", findings)
        return Provenance()
    report_unknown_keys(node, PROVENANCE_KEYS, findings)
    who, when, session = (_text(node, key, source, findings) for key in PROVENANCE_KEYS)
    return Provenance(who=who, when=when, session=session)


def _entries(node: YamlNode | None, source: SourceText, findings: Findings) -> tuple[Entry, ...]:
    entries = []
    for key, value in _items(node, "choices", findings):
        said = typed(value, source) if isinstance(value, YamlScalar) else ""
        decision = read_decision(said)
        if decision is None:
            findings.add(
                "PD033",
                value.span,
                f"{said or 'This'} decides nothing about {typed(key, source)}.",
                hint=did_you_mean(said, Decision, "Write open, keep, drop, none, or the number of an option."),
            )
            continue
        entries.append(Entry(pattern=typed(key, source), decision=decision, span=key.span))
    return tuple(entries)


def _values(node: YamlNode | None, source: SourceText, findings: Findings) -> tuple[SettledValue, ...]:
    values = []
    for key, value in _items(node, "values", findings):
        pairs = value.items if isinstance(value, YamlMapping) else ()
        words = tuple((typed(name, source), typed(one, source)) for name, one in pairs if isinstance(one, YamlScalar))
        if isinstance(value, YamlScalar) and value.value is not None:
            words = ((EVERY_LANGUAGE, typed(value, source)),)
        if not words or len(words) < len(pairs):
            findings.add(
                "PD033",
                value.span,
                f"The value {typed(key, source)} has no words.",
                hint="Write `name: words`, or `name: {zh: …, en: …}`.",
            )
            continue
        values.append(SettledValue(name=typed(key, source), words=words, span=key.span))
    return tuple(values)


def _items(node: YamlNode | None, key: str, findings: Findings) -> tuple[tuple[YamlScalar, YamlNode], ...]:
    """Return the items of a mapping; nothing where it is missing or empty, and a finding for anything else."""
    if isinstance(node, YamlMapping):
        return node.items
    if node is not None and not (isinstance(node, YamlScalar) and node.value is None):
        findings.add(
            "PD033", node.span, f"The key {key} has no entries.", hint="Write one `name: …` to a line below it."
        )
    return ()
