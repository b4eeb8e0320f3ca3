"""Choice lists of a report."""

import re

from plandoc.diagnostics import Findings
from plandoc.model.questions import Choice, ChoiceList, Meaning, QuestionType
from plandoc.source.report.texts import Texts
from plandoc.source.report.values import Values, report_twice
from plandoc.source.structured import YamlMapping, YamlNode, YamlSequence
from plandoc.spans import SourceText, Span

CHOICE_KEYS = ("code", "text", "means", "exclusive", "specify", "prompt", "from", "to")
CODE = re.compile(r"[a-z0-9][a-z0-9_-]*")
SPECIFIED = (QuestionType.TEXT, QuestionType.INTEGER, QuestionType.NUMBER)


def read_list(
    name: str, span: Span, node: YamlNode, source: SourceText, texts: Texts, findings: Findings
) -> ChoiceList:
    """Read one list of choices, which stands under its name."""
    if not CODE.fullmatch(name):
        hint = "Use small letters, digits, - and _."
        findings.add("PD090", span, f"{name} cannot be the name of a list.", hint=hint)
    items = node.items if isinstance(node, YamlSequence) else ()
    mappings = [item for item in items if isinstance(item, YamlMapping)]
    if not mappings or len(mappings) < len(items):
        hint = "Write `- {code: yes, text: 是, means: yes}` for each choice."
        findings.add("PD090", node.span, f"{name} is no list of choices.", hint=hint)
    choices: list[Choice] = []
    seen: dict[str, Span] = {}
    for item in mappings:
        choice = _choice(name, Values(item, source, findings, CHOICE_KEYS), texts)
        if choice is None:
            continue
        first = seen.setdefault(choice.code, choice.span)
        if first is not choice.span:
            report_twice(f"The choice {choice.code} of {name}", choice.span, first, findings)
            continue
        choices.append(choice)
    return ChoiceList(id=name, choices=tuple(choices), span=span)


def _choice(name: str, values: Values, texts: Texts) -> Choice | None:
    code = values.needed("code", "A choice")
    if not CODE.fullmatch(code):
        if code:
            hint = "Use small letters, digits, - and _."
            values.complain(values.place("code"), f"{code} cannot be the code of a choice.", hint)
        return None
    values.needed("text", f"The choice {code} of {name}")
    where = f"lists/{name}/{code}"
    specify = values.member("specify", QuestionType) if values.node("specify") is not None else None
    if specify not in (None, *SPECIFIED):
        hint = f"Write one of {', '.join(SPECIFIED)}."
        values.complain(values.place("specify"), f"A choice cannot be specified by {specify}.", hint)
        specify = None
    if values.node("prompt") is not None and specify is None:
        hint = "Write `specify: text`, or remove the prompt."
        values.complain(values.place("prompt"), f"The choice {code} of {name} has a prompt and no field.", hint)
    return Choice(
        code=code,
        text=texts.add(where, values.node("text"), values.source),
        means=values.member("means", Meaning) if values.node("means") is not None else None,
        exclusive=values.flag("exclusive"),
        specify=specify,
        prompt=texts.add(f"{where}/prompt", values.node("prompt"), values.source),
        least=values.whole("from"),
        most=values.whole("to"),
        span=values.span,
    )
