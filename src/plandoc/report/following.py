"""Questions follow brackets: a question exists while one of the indicators it feeds does.

It stands in brackets while each of them does. Where only variants of an indicator read it, it goes with their options,
too. A gate without indicators follows the questions it opens, a group and a matrix their members, and everything else
its section.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plandoc.model.agreements import Past
from plandoc.model.blocks import Block, Enclosure
from plandoc.model.conditions import questions_of
from plandoc.model.identity import option_id
from plandoc.model.indicators import Rule, Variant
from plandoc.model.inline import Group, Inline
from plandoc.model.questions import Purpose, Question, QuestionType
from plandoc.model.report import FormSection, Report
from plandoc.model.visible import is_admitted, is_taken, open_enclosures
from plandoc.model.walk import children, groups

_HOUSES = (QuestionType.GROUP, QuestionType.MATRIX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What brackets leave of a report."""

    existing: tuple[str, ...]
    """Ids of the questions that exist, with rows and columns, in printed order."""
    enclosures: Mapping[str, tuple[Enclosure, ...]] = field(default_factory=dict)
    """The open brackets round each of them; questions without any are missing."""


def follow(report: Report, blocks: Mapping[str, Block], past: Past) -> Following:
    """Return which questions exist; `blocks` are those of the tables, by id, with their choices marked.

    `past` says what agreements took out of the text, which carries questions no more. Any other indicator that there is
    not, which is a finding elsewhere, takes no question with it.
    """
    carried = indicators_of(report)
    carriers = _Carriers(optional=_optional(report), blocks=blocks, past=past)
    standing = {name: carriers.standing(name, feeds) for name, feeds in carried.items()}
    existing: dict[str, tuple[Enclosure, ...]] = {}
    for section in report.sections:
        for question in _left(section, carried, standing):
            existing[question.id] = standing[question.id] or ()
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


def _optional(report: Report) -> Mapping[tuple[str, str], tuple[Variant, ...]]:
    """Return the variants by which alone an indicator reads a question, by question and indicator."""
    found: dict[tuple[str, str], tuple[Variant, ...]] = {}
    for indicator in report.indicators:
        always = _read(indicator.rule)
        for variant in indicator.variants:
            for question in _read(variant.rule) - always:
                place = question, indicator.id
                found[place] = (*found.get(place, ()), variant)
    return found


def _read(rule: Rule) -> frozenset[str]:
    return frozenset(question for part in rule.conditions for question in questions_of(part))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Carriers:
    """The indicators that questions follow, as the text has them."""

    optional: Mapping[tuple[str, str], tuple[Variant, ...]]
    blocks: Mapping[str, Block]
    past: Past

    def standing(self, question: str, indicators: tuple[str, ...]) -> tuple[Enclosure, ...] | None:
        """Return the open brackets round a question, as certain as its surest indicator; None if it is gone."""
        left = tuple(name for name in indicators if name in self.blocks or name not in self.past.removed)
        if not all(name in self.blocks for name in left):
            return ()
        round_it = (self._round(self.blocks[name], self.optional.get((question, name), ())) for name in left)
        return min((one for one in round_it if one is not None), key=len, default=None if indicators else ())

    def _round(self, block: Block, variants: tuple[Variant, ...]) -> tuple[Enclosure, ...] | None:
        """Return the open brackets that an indicator, or its surest variant, stands in; None where it is gone."""
        if not is_admitted(block):
            return None
        outside = open_enclosures(block)
        if not variants:
            return outside
        inside = [one for one in (variant_round(block, variant, self.past) for variant in variants) if one is not None]
        return (*outside, *min(inside, key=len)) if inside else None


def variant_round(block: Block, variant: Variant, past: Past) -> tuple[Enclosure, ...] | None:
    """Return the open bracket of a variant's option; nothing where it was taken, None where it was not.

    `block` is the indicator with its choices marked. A group that it does not have is a finding elsewhere, and takes
    no question with it.
    """
    index = variant.option or 0
    if not any(group.id == variant.group for group in groups(block.content)):
        return () if is_taken(past.chosen.get(variant.group), index) else None
    group = _visible(block.content, variant.group)
    if group is None or not is_taken(group.chosen, index):
        return None
    if group.chosen is not None or index == 0:
        return ()
    return (Enclosure(group=group.id, option=option_id(group.id, index), index=index),)


def _visible(content: tuple[Inline, ...], name: str) -> Group | None:
    """Return a group that no choice takes out of the text."""
    for node in content:
        if isinstance(node, Group) and node.id == name:
            return node
        taken = (
            (option.content for option in node.options if is_taken(node.chosen, option.index))
            if isinstance(node, Group)
            else (children(node),)
        )
        found = next((one for inner in taken if (one := _visible(inner, name)) is not None), None)
        if found is not None:
            return found
    return None


def _left(
    section: FormSection,
    carried: Mapping[str, tuple[str, ...]],
    standing: Mapping[str, tuple[Enclosure, ...] | None],
) -> tuple[Question, ...]:
    """Return the questions of a section that exist; a section without a question for an indicator is left whole."""
    follows = [question for question in section.walk() if carried[question.id]]
    if follows and all(standing[question.id] is None for question in follows):
        return ()
    return tuple(question for top in section.questions for question in _kept(top, standing))


def _kept(question: Question, standing: Mapping[str, tuple[Enclosure, ...] | None]) -> Iterator[Question]:
    if standing[question.id] is None:
        return
    yield question
    for member in question.members:
        yield from _kept(member, standing)
