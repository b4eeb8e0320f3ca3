"""What conditions and texts may name, before any question is read: ids, types, choices."""

from collections.abc import Iterator, Mapping

from plandoc.diagnostics import Findings
from plandoc.model.questions import Choice, ChoiceList, QuestionType
from plandoc.source.report.conditions import Named
from plandoc.source.report.values import report_twice
from plandoc.source.structured import YamlMapping, YamlNode, YamlSequence


def outline(sections: tuple[YamlNode, ...], lists: Mapping[str, ChoiceList], findings: Findings) -> dict[str, Named]:
    """Return every question, row, column and specified choice by its id; ids that stand twice are reported (PD020)."""
    found: dict[str, Named] = {}
    for section in sections:
        for node in _members(section, "questions"):
            for name, named in _question(node, lists):
                if name in found:
                    report_twice(f"The question {name}", named.span, found[name].span, findings)
                found.setdefault(name, named)
    return found


def _question(node: YamlMapping, lists: Mapping[str, ChoiceList]) -> Iterator[tuple[str, Named]]:
    name, kind = node.text("id"), _type(node)
    if not name or kind is None:
        return
    yield from _answered(name, kind, node, lists)
    if kind is QuestionType.MATRIX:
        for row in _members(node, "rows"):
            yield from _fields(f"{name}.{row.text('id')}", QuestionType.SINGLE, _choices(node, lists), row)
    elif kind is QuestionType.RECORDS:
        for column in _members(node, "columns"):
            yield from _column(name, column, lists)
    elif kind is QuestionType.GROUP:
        for member in _members(node, "questions"):
            yield from _question(member, lists)


def _column(records: str, node: YamlMapping, lists: Mapping[str, ChoiceList]) -> Iterator[tuple[str, Named]]:
    kind = _type(node)
    if kind is not None:
        yield from _answered(f"{records}.{node.text('id')}", kind, node, lists, records)


def _answered(
    name: str, kind: QuestionType, node: YamlMapping, lists: Mapping[str, ChoiceList], records: str = ""
) -> Iterator[tuple[str, Named]]:
    choices = _choices(node, lists) if kind.chooses else ()
    yield from _fields(name, kind, choices, node, records)


def _fields(
    name: str, kind: QuestionType, choices: tuple[Choice, ...], node: YamlMapping, records: str = ""
) -> Iterator[tuple[str, Named]]:
    """Yield an answer and the fields beside its choices."""
    place = node.get("id")
    span = place.span if place else node.span
    yield name, Named(type=kind, choices=choices, records=records, span=span)
    for choice in choices:
        if choice.specify is not None:
            yield f"{name}.{choice.code}", Named(type=choice.specify, records=records, span=choice.span)


def _choices(node: YamlMapping, lists: Mapping[str, ChoiceList]) -> tuple[Choice, ...]:
    listed = lists.get(node.text("list"))
    return listed.choices if listed else ()


def _type(node: YamlMapping) -> QuestionType | None:
    said = node.text("type")
    return QuestionType(said) if said in tuple(QuestionType) else None


def _members(node: YamlNode, key: str) -> Iterator[YamlMapping]:
    listed = node.get(key) if isinstance(node, YamlMapping) else None
    for item in listed.items if isinstance(listed, YamlSequence) else ():
        if isinstance(item, YamlMapping):
            yield item
