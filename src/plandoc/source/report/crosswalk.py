"""Earlier cycles: their questions, and the links of ours to them."""

from collections.abc import Iterator

from plandoc.diagnostics import Findings
from plandoc.model.questions import Comparability, EarlierCycle, EarlierQuestion, Joined, Link, QuestionType
from plandoc.source.report.values import Values, report_twice
from plandoc.source.structured import YamlMapping, YamlNode, YamlScalar, typed
from plandoc.spans import SourceText, Span

EARLIER_KEYS = ("type", "choices")
LINK_KEYS = ("cycle", "question", "comparability", "recode", "rule", "reason")


def read_cycle(name: str, span: Span, node: YamlNode, source: SourceText, findings: Findings) -> EarlierCycle | None:
    """Read the questions of one earlier cycle, which stand under its number."""
    if not name.isascii() or not name.isdigit() or not isinstance(node, YamlMapping):
        hint = "Write `4:` and below it `Q14: {type: single, choices: [yes, no]}`."
        findings.add("PD090", span, f"{name} is no earlier cycle with its questions.", hint=hint)
        return None
    questions: dict[str, EarlierQuestion] = {}
    for key, value in node.items:
        identifier = typed(key, source)
        if not isinstance(value, YamlMapping):
            hint = f"Write `{identifier}: {{type: single, choices: [yes, no]}}`."
            findings.add("PD090", value.span, f"{identifier} has no type.", hint=hint)
            continue
        values = Values(value, source, findings, EARLIER_KEYS)
        kind = values.member("type", QuestionType)
        if identifier in questions:
            report_twice(f"{identifier} of cycle {name}", key.span, questions[identifier].span, findings)
        elif kind is not None:
            choices = tuple(code for code, _ in values.words("choices"))
            questions[identifier] = EarlierQuestion(id=identifier, type=kind, choices=choices, span=key.span)
    return EarlierCycle(cycle=int(name), questions=tuple(questions.values()), span=span)


def read_links(values: Values) -> tuple[Link, ...]:
    """Read the key `previous` of a question."""
    return tuple(_links(values))


def _links(values: Values) -> Iterator[Link]:
    for one in values.each("previous", LINK_KEYS):
        cycle, question = one.whole("cycle"), one.needed("question", "A link to an earlier cycle")
        comparability = one.member("comparability", Comparability)
        if cycle is None and one.node("cycle") is None:
            one.complain(one.span, "A link to an earlier cycle has no cycle.", "Write `cycle: 4`.")
        if cycle is None or not question or comparability is None:
            continue
        yield Link(
            cycle=cycle,
            question=question,
            comparability=comparability,
            recode=tuple((code, _ours(node, one.source)) for code, _, node in one.pairs("recode")),
            rule=one.member("rule", Joined) if one.node("rule") is not None else None,
            reason=one.word("reason"),
            span=one.span,
        )


def _ours(node: YamlNode, source: SourceText) -> str | None:
    return typed(node, source) if isinstance(node, YamlScalar) and node.value is not None else None
