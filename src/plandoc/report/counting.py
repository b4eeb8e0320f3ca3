"""Which choices count towards a condition: what a rule reads, told from the side of the question."""

from collections.abc import Iterator, Mapping

from plandoc.model.conditions import (
    AllOf,
    Answered,
    AnyOf,
    ChoiceIn,
    Condition,
    CountOf,
    Not,
    Operand,
    operands,
    questions_of,
)


def counting(
    condition: Condition | Operand | None, codes: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    """Return the questions that a condition reads, each with the choices that help it to be true.

    `codes` are the choices of each question in printed order. Choices under a negation are those that it does not
    name; of a question that is read for a number or a day there are none, and of one that is only to be answered, or
    whose ticks are counted, all.
    """
    found: dict[str, set[str]] = {name: set() for name in questions_of(condition)}
    if condition is not None:
        for name, chosen in _counting(condition, codes, holds=True):
            found[name].update(chosen)
    return {name: tuple(code for code in codes.get(name, ()) if code in taken) for name, taken in found.items()}


def _counting(
    condition: Condition | Operand, codes: Mapping[str, tuple[str, ...]], *, holds: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    match condition:
        case AllOf(conditions=inner) | AnyOf(conditions=inner):
            for one in inner:
                yield from _counting(one, codes, holds=holds)
        case Not(condition=one):
            yield from _counting(one, codes, holds=not holds)
        case ChoiceIn(question=question, codes=named):
            yield question, named if holds else tuple(code for code in codes.get(question, ()) if code not in named)
        case Answered(question=question):
            yield question, codes.get(question, ()) if holds else ()
        case _:
            ticked = (one.question for one in operands(condition) if isinstance(one, CountOf))
            yield from ((question, codes.get(question, ())) for question in ticked)
