"""What hangs on what in a report as tables, as JSON and as rows for a spreadsheet."""

import csv
import json
import sys
from collections.abc import Collection, Iterator
from io import StringIO

from plandoc.cli.console import show_table
from plandoc.forms.traced import Role, Tie, Trace, TracedIndicator, TracedQuestion, TracedRule
from plandoc.model.questions import Link
from plandoc.render.forms.codebook.table import inert

_HEADS = (
    *("indicator", "name", "standing", "text", "measure", "unit", "direction", "source", "record"),
    *("question", "number", "question standing", "question text"),
    *("variant", "roles", "numerator strict", "numerator broad", "denominator", "previous"),
)


def show_matrix(trace: Trace) -> None:
    """Print a line for each indicator: the questions with their roles, and who else knows."""
    rows = [
        (
            one.short,
            one.standing.value,
            _measured(one),
            ", ".join(_questions(trace, one)),
            ", ".join(one.known.sources if one.known else ()),
        )
        for one in trace.indicators
    ]
    show_table(("indicator", "standing", "measure", "questions", "source"), rows)


def _measured(indicator: TracedIndicator) -> str:
    known = indicator.known
    return f"{known.rule.measure} of {known.rule.unit}" if known else ""


def _questions(trace: Trace, indicator: TracedIndicator) -> Iterator[str]:
    """Yield each question by its number; one that no rule reads in parentheses."""
    roles: dict[str, set[Role]] = {}
    for tie in trace.of_indicator(indicator.id):
        roles.setdefault(tie.question, set()).update(tie.roles)
    for name, own in roles.items():
        shown = trace.question(name).number or name
        yield shown if own & {Role.NUMERATOR, Role.DENOMINATOR} else f"({shown})"


def show_named(trace: Trace, wanted: Collection[str]) -> None:
    """Print in full each indicator and each question of these ids, with what is tied to it."""
    shown = 0
    for indicator in trace.indicators:
        if indicator.id in wanted:
            _separate(shown)
            _show_indicator(trace, indicator)
            shown += 1
    for question in trace.questions:
        if question.id in wanted:
            _separate(shown)
            _show_question(trace, question)
            shown += 1


def _separate(shown: int) -> None:
    if shown:
        sys.stdout.write("\n")


def _show_indicator(trace: Trace, indicator: TracedIndicator) -> None:
    lines = [f"{indicator.id}  {indicator.short}  {indicator.standing}", indicator.text, *_known(indicator)]
    sys.stdout.write("\n".join(lines) + "\n")
    ties = trace.of_indicator(indicator.id)
    if ties:
        rows = [(_called(trace.question(tie.question)), *_cells(tie)) for tie in ties]
        show_table(("question", *_TIE_HEADS), rows)


def _known(indicator: TracedIndicator) -> Iterator[str]:
    known = indicator.known
    if known is None:
        yield "The report says nothing of it."
        return
    yield f"measure: {_measured(indicator)}, direction {known.direction}"
    yield f"source: {', '.join(known.sources)}" + (f"; {indicator.record}" if indicator.record else "")
    for rule in indicator.rules:
        yield from _rule(rule)
    yield (
        f"not applicable: {known.not_applicable}; blank: {known.blank}; "
        f"not asked: {known.skipped}; no report: {known.no_report}"
    )
    if known.baseline:
        asked = "; ".join(
            f"{earlier.question} ({', '.join(f'{name} {link.comparability}' for name, link in earlier.links)})"
            if earlier.links
            else earlier.question
            for earlier in indicator.earlier
        )
        told = "; ".join(one for one in (asked, indicator.baseline_note) if one)
        yield f"baseline, cycle {known.baseline.cycle}: {told}"


def _rule(rule: TracedRule) -> Iterator[str]:
    before = f"{rule.variant}, {rule.standing}: " if rule.variant else ""
    readings = (("numerator, strict", rule.strict), ("numerator, broad", rule.broad))
    same = (("numerator", rule.strict),)
    for name, said in (*(same if rule.strict == rule.broad else readings), ("denominator", rule.denominator)):
        if said:
            yield f"{before}{name}: {said}"


def _show_question(trace: Trace, question: TracedQuestion) -> None:
    own = question.question
    lines = (f"{_called(question)}  {question.standing}  {own.type}, {own.purpose}", question.text, question.condition)
    choices = (f"  {choice.code}: {label}" for choice, label in question.choices)
    previous = (f"previous: {_linked(link)}" for link in own.previous)
    sys.stdout.write("\n".join((*(line for line in lines if line), *choices, *previous)) + "\n")
    ties = trace.of_question(question.id)
    if ties:
        show_table(("indicator", *_TIE_HEADS), [(tie.indicator, *_cells(tie)) for tie in ties])
    else:
        sys.stdout.write("It feeds no indicator.\n")


_TIE_HEADS = ("role", "numerator strict", "numerator broad", "denominator", "variant")


def _called(question: TracedQuestion) -> str:
    return f"{question.id} ({question.number})" if question.number else question.id


def _cells(tie: Tie) -> tuple[str, ...]:
    codes = (" ".join(one) for one in (tie.strict, tie.broad, tie.denominator))
    return (" ".join(tie.roles), *codes, f"{tie.variant} {tie.standing}" if tie.variant else "")


def _linked(link: Link) -> str:
    return f"{link.cycle}:{link.question} {link.comparability}"


def as_csv(trace: Trace) -> str:
    """Return a row for each indicator, question and rule that are tied; one for each without any tie."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_HEADS)
    for row in _rows(trace):
        writer.writerow(inert(row))
    return stream.getvalue()


def _rows(trace: Trace) -> Iterator[tuple[str, ...]]:
    without = ("",) * 4
    for indicator in trace.indicators:
        front = _front(indicator)
        ties = trace.of_indicator(indicator.id)
        for tie in ties:
            question = trace.question(tie.question)
            codes = (" ".join(one) for one in (tie.strict, tie.broad, tie.denominator))
            yield (*front, *_asked(question), tie.variant, " ".join(tie.roles), *codes, _previous(question))
        if not ties:
            yield (*front, *without, *("",) * 6)
    tied = {tie.question for tie in trace.ties}
    for question in trace.questions:
        if question.id not in tied:
            yield (*("",) * 9, *_asked(question), *("",) * 5, _previous(question))


def _front(indicator: TracedIndicator) -> tuple[str, ...]:
    known = indicator.known
    said = (known.rule.measure, known.rule.unit, known.direction, " ".join(known.sources)) if known else ("",) * 4
    return (indicator.id, indicator.short, indicator.standing, indicator.text, *said, indicator.record)


def _asked(question: TracedQuestion) -> tuple[str, ...]:
    return question.id, question.number, question.standing, question.text


def _previous(question: TracedQuestion) -> str:
    return "; ".join(map(_linked, question.question.previous))


def as_json(trace: Trace) -> str:
    """Return every indicator with its rules and questions, and every question with its indicators."""
    content = {
        "form": trace.form,
        "version": trace.version,
        "language": trace.language,
        "scenario": trace.scenario or None,
        "indicators": [_indicator_as_json(trace, one) for one in trace.indicators],
        "questions": [_question_as_json(trace, one) for one in trace.questions],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _indicator_as_json(trace: Trace, indicator: TracedIndicator) -> dict[str, object]:
    known = indicator.known
    said: dict[str, object] = {}
    if known is not None:
        said = {
            "direction": known.direction,
            "source": list(known.sources),
            "record": indicator.record or None,
            "not_applicable": known.not_applicable,
            "blank": known.blank,
            "skipped": known.skipped,
            "no_report": known.no_report,
            "baseline": _baseline_as_json(indicator),
        }
    return {
        "id": indicator.id,
        "name": indicator.short,
        "goal": indicator.goal,
        "standing": indicator.standing,
        "text": indicator.text,
        **said,
        "rules": [_rule_as_json(rule) for rule in indicator.rules],
        "questions": [
            {"id": tie.question, "number": trace.question(tie.question).number or None, **_tie_as_json(trace, tie)}
            for tie in trace.of_indicator(indicator.id)
        ],
    }


def _baseline_as_json(indicator: TracedIndicator) -> dict[str, object] | None:
    baseline = indicator.known.baseline if indicator.known else None
    if baseline is None:
        return None
    return {
        "cycle": baseline.cycle,
        "questions": [
            {
                "question": earlier.question,
                "links": [{"id": name, **_link_as_json(link)} for name, link in earlier.links],
            }
            for earlier in indicator.earlier
        ],
        "note": indicator.baseline_note or None,
    }


def _link_as_json(link: Link) -> dict[str, object]:
    return {
        "comparability": link.comparability,
        "recode": dict(link.recode),
        "rule": link.rule,
        "reason": link.reason or None,
    }


def _rule_as_json(rule: TracedRule) -> dict[str, object]:
    return {
        "variant": rule.variant or None,
        "standing": rule.standing,
        "measure": rule.rule.measure,
        "unit": rule.rule.unit,
        "numerator": {"strict": rule.strict, "broad": rule.broad} if rule.strict else None,
        "denominator": {"of": rule.rule.denominator.of, "text": rule.denominator} if rule.rule.denominator else None,
    }


def _tie_as_json(trace: Trace, tie: Tie) -> dict[str, object]:
    readings = (("strict", tie.strict), ("broad", tie.broad))
    return {
        "variant": tie.variant or None,
        "standing": tie.standing,
        "roles": list(tie.roles),
        "choices": [
            {
                "code": choice.code,
                "text": label,
                "means": choice.means,
                "numerator": [reading for reading, codes in readings if choice.code in codes],
                "denominator": choice.code in tie.denominator,
            }
            for choice, label in trace.question(tie.question).choices
        ],
    }


def _question_as_json(trace: Trace, question: TracedQuestion) -> dict[str, object]:
    own = question.question
    return {
        "id": question.id,
        "number": question.number or None,
        "section": question.section,
        "standing": question.standing,
        "type": own.type,
        "purpose": own.purpose,
        "text": question.text,
        "condition": question.condition or None,
        "indicators": [{"id": tie.indicator, **_tie_as_json(trace, tie)} for tie in trace.of_question(question.id)],
        "previous": [{"cycle": link.cycle, "question": link.question, **_link_as_json(link)} for link in own.previous],
    }
