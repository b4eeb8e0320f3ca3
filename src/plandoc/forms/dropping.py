"""Whether what a scenario leaves of a questionnaire names what it drops (PD103)."""

from collections.abc import Collection, Iterator, Mapping

from plandoc.choices.choose import choose_block
from plandoc.diagnostics import Findings
from plandoc.model.agreements import Past
from plandoc.model.blocks import Block
from plandoc.model.conditions import named
from plandoc.model.inline import Chosen, Group, Inline, Reference
from plandoc.model.report import PART, Report
from plandoc.model.visible import is_taken
from plandoc.model.walk import children
from plandoc.report.fields import Field, fields
from plandoc.report.following import follow
from plandoc.spans import Span


def check_dropped(
    report: Report,
    indicators: tuple[Block, ...],
    scenario: str,
    decisions: Mapping[str, Chosen],
    past: Past,
    findings: Findings,
) -> None:
    """Report conditions and texts of questions that a scenario leaves, naming questions that it drops.

    `indicators` are the blocks of the tables as they were read; `decisions` say what the scenario makes of each group,
    and `past` what was agreed of groups that the text has no more.
    """
    decisions = {**decisions, **past.chosen}
    chosen = {block.id: choose_block(block, decisions, {}) for block in indicators}
    existing = set(follow(report, chosen, past).existing)
    gone = {question.id for question in report.questions()} - existing
    left = (choose_block(block, decisions, {}) for block in report.part.blocks() if block.id.split("/")[1] not in gone)
    conditions = ((name, span, field.id) for field in fields(report, existing) for name, span in _named(field))
    references = ((name, span, block.id) for block in left for name, span in _referred(block.content))
    for name, span, where in (*conditions, *references):
        question = _question(name, gone)
        if question:
            message = f"{where} names {question}, which the scenario {scenario} drops."
            hint = "Let both follow the same bracket, or do without the name."
            findings.add("PD103", span, message, hint=hint)


def _named(field: Field) -> Iterator[tuple[str, Span]]:
    if field.relevant is not None:
        yield from named(field.relevant)
    for demand in field.demands:
        yield from named(demand.that)


def _referred(content: tuple[Inline, ...]) -> Iterator[tuple[str, Span]]:
    """Yield the questions in a text that no choice takes out of it."""
    for node in content:
        match node:
            case Reference(target=target, span=span):
                yield target.removeprefix(f"{PART}/"), span
            case Group(options=options, chosen=decided):
                for option in options:
                    if is_taken(decided, option.index):
                        yield from _referred(option.content)
            case _:
                yield from _referred(children(node))


def _question(name: str, gone: Collection[str]) -> str:
    """Return the question that is gone, where a name means it or a field beside one of its choices; else nothing."""
    return next((one for one in (name, name.rpartition(".")[0]) if one in gone), "")
