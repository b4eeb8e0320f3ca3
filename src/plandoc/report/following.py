"""Questions follow brackets: a question exists while one of the indicators it feeds does.

It stands in brackets while each of them does. A gate without indicators follows the questions it opens, a group and a
matrix their members, and everything else its section.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plandoc.model.blocks import Block, Enclosure
from plandoc.model.conditions import questions_of
from plandoc.model.questions import Purpose, Question, QuestionType
from plandoc.model.report import FormSection, Report
from plandoc.model.visible import is_admitted, open_enclosures

_HOUSES = (QuestionType.GROUP, QuestionType.MATRIX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What brackets leave of a report."""

    existing: tuple[str, ...]
    """Ids of the questions that exist, with rows and columns, in printed order."""
    enclosures: Mapping[str, tuple[Enclosure, ...]] = field(default_factory=dict)
    """The open brackets round each of them; questions without any are missing."""


def follow(report: Report, blocks: Mapping[str, Block]) -> Following:
    """Return which questions exist; `blocks` are those of the tables, by id, with their choices marked.

    An indicator that there is not, which is a finding elsewhere, takes no question with it.
    """
    carried = indicators_of(report)
    existing: dict[str, tuple[Enclosure, ...]] = {}
    for section in report.sections:
        for question in _left(section, carried, blocks):
            round_it = _surest(carried[question.id], blocks)
            existing[question.id] = open_enclosures(round_it) if round_it else ()
    return Following(
        existing=tuple(existing),
        enclosures={name: enclosures for name, enclosures in existing.items() if enclosures},
    )


def indicators_of(report: Report) -> Mapping[str, tuple[str, ...]]:
    """Return the indicators that each question follows; none for what follows its section."""
    questions = tuple(report.questions())
    opened: dict[str, list[str]] = {}
    for question in questions:
        for gate in questions_of(question.relevant):
            opened.setdefault(gate, []).append(question.id)
    by_id = {question.id: question for question in questions}
    return {question.id: tuple(dict.fromkeys(_carriers(question, by_id, opened, set()))) for question in questions}


def _carriers(
    question: Question, by_id: Mapping[str, Question], opened: Mapping[str, list[str]], seen: set[str]
) -> Iterator[str]:
    if question.id in seen:
        return
    seen.add(question.id)
    yield from question.feeds
    if question.type in _HOUSES:
        for member in question.members:
            yield from _carriers(member, by_id, opened, seen)
    if question.purpose is Purpose.GATE and not question.feeds:
        for name in opened.get(question.id, ()):
            yield from _carriers(by_id[name], by_id, opened, seen)


def _left(
    section: FormSection, carried: Mapping[str, tuple[str, ...]], blocks: Mapping[str, Block]
) -> tuple[Question, ...]:
    """Return the questions of a section that exist; a section without a question for an indicator is left whole."""
    follows = [question for question in section.walk() if carried[question.id]]
    left = {question.id for question in follows if _exists(carried[question.id], blocks)}
    if follows and not left:
        return ()
    return tuple(question for top in section.questions for question in _kept(top, carried, left))


def _kept(question: Question, carried: Mapping[str, tuple[str, ...]], left: set[str]) -> Iterator[Question]:
    if carried[question.id] and question.id not in left:
        return
    yield question
    for member in question.members:
        yield from _kept(member, carried, left)


def _exists(indicators: tuple[str, ...], blocks: Mapping[str, Block]) -> bool:
    return any(name not in blocks or is_admitted(blocks[name]) for name in indicators)


def _surest(indicators: tuple[str, ...], blocks: Mapping[str, Block]) -> Block | None:
    """Return the indicator with the fewest open brackets round it: the question is as certain as that one."""
    left = [blocks[name] for name in indicators if name in blocks and is_admitted(blocks[name])]
    known = all(name in blocks for name in indicators)
    return min(left, key=lambda block: len(open_enclosures(block)), default=None) if known else None
