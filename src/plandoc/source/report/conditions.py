"""Conditions in YAML into the tree of `plandoc.model.conditions`: every node checked, with its place and its path."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plandoc.diagnostics import Findings, did_you_mean
from plandoc.model.conditions import (
    AllOf,
    Answered,
    AnyOf,
    ChoiceIn,
    Comparator,
    Comparison,
    Condition,
    CountOf,
    DateLiteral,
    Not,
    NumberLiteral,
    Operand,
    SumOf,
    ValueOf,
)
from plandoc.model.questions import Choice, Meaning, QuestionType
from plandoc.source.structured import YamlMapping, YamlNode, YamlScalar, YamlSequence, typed
from plandoc.spans import SourceText, Span

_DAY = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
OPERATORS = ("all", "any", "not", "in", "means", "answered", *Comparator)
OPERANDS = ("value", "count", "sum")
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a condition may know of a question before all of it is read."""

    type: QuestionType
    choices: tuple[Choice, ...] = ()
    records: str = ""
    """Id of the records that it is a column of; empty for all others."""
    span: Span


class ConditionReader:
    """Reads the conditions of one file."""

    def __init__(self, named: Mapping[str, Named], source: SourceText, findings: Findings, records: str = "") -> None:
        """Take all questions; `records` are those whose columns may be named."""
        self._named = named
        self._source = source
        self._findings = findings
        self._records = records

    def condition(self, node: YamlNode | None, path: str) -> Condition | None:
        """Return a condition; None where there is none or it is wrong (reported). `path` says where it stands."""
        if node is None:
            return None
        found = self._operator(node, path, OPERATORS)
        if found is None:
            return None
        operator, value = found
        path = f"{path}.{operator}"
        match operator:
            case "all" | "any":
                return self._several(operator, value, path)
            case "not":
                inner = self.condition(value, path)
                return inner and Not(condition=inner, span=node.span)
            case "in" | "means":
                return self._choice(operator, value, path)
            case "answered":
                question = self._question(value, path)
                return Answered(question=question, span=value.span) if question else None
            case _:
                return self._comparison(Comparator(operator), value, path)

    def number(self, node: YamlNode, path: str) -> Operand | None:
        """Return what a count counts: a number of the answers."""
        found = self._operand(node, path)
        if found is not None and self._is_day(found):
            self._complain(node.span, f"{path} is a day, and a number is expected.", "Name a question about a number.")
            return None
        return found

    def is_condition(self, node: YamlNode) -> bool:
        """Return whether a mapping looks like a condition."""
        return isinstance(node, YamlMapping) and any(str(key.value) in OPERATORS for key, _ in node.items)

    def _operator(self, node: YamlNode, path: str, known: tuple[str, ...]) -> tuple[str, YamlNode] | None:
        if not isinstance(node, YamlMapping) or len(node.items) != 1:
            hint = f"Write one of {', '.join(known)} with what it speaks of: `{{in: [Q001, [yes]]}}`."
            self._complain(node.span, f"{path} is not one operator.", hint)
            return None
        key, value = node.items[0]
        name = typed(key, self._source)
        if name not in known:
            hint = did_you_mean(name, known, f"Write one of {', '.join(known)}.")
            self._complain(key.span, f"{path} has the operator {name}, which there is not here.", hint)
            return None
        return name, value

    def _several(self, operator: str, value: YamlNode, path: str) -> Condition | None:
        items = value.items if isinstance(value, YamlSequence) else ()
        if not items:
            self._complain(value.span, f"{path} has no conditions.", f"Write `{operator}: [… , …]`.")
            return None
        read = tuple(self.condition(item, f"{path}[{at}]") for at, item in enumerate(items))
        conditions = tuple(one for one in read if one is not None)
        if len(conditions) < len(items):
            return None
        kind = AllOf if operator == "all" else AnyOf
        return kind(conditions=conditions, span=value.span)

    def _choice(self, operator: str, value: YamlNode, path: str) -> ChoiceIn | None:
        pair = self._pair(value, path, f"Write `{operator}: [Q001, [yes]]`.")
        question = self._question(pair[0], path) if pair else ""
        if not pair or not question:
            return None
        named = self._named[question]
        if not named.type.chooses:
            message = f"{path} needs choices, and {question} is answered with {named.type}."
            self._complain(pair[0].span, message, "Use value or answered there, or name another question.")
            return None
        listed = pair[1].items if isinstance(pair[1], YamlSequence) else ()
        if not listed:
            self._complain(pair[1].span, f"{path} lists no choices.", f"Write `{operator}: [{question}, [yes]]`.")
            return None
        words = tuple((self._text(item), item.span) for item in listed)
        codes = self._meant(named, question, words) if operator == "means" else self._coded(named, question, words)
        return ChoiceIn(question=question, codes=codes, span=value.span) if codes else None

    def _coded(self, named: Named, question: str, words: tuple[tuple[str, Span], ...]) -> tuple[str, ...]:
        known = [choice.code for choice in named.choices]
        for code, span in words:
            if code not in known:
                hint = did_you_mean(code, known, f"Its choices: {', '.join(known)}.")
                self._findings.add("PD092", span, f"{question} has no choice {code or 'like this'}.", hint=hint)
        return tuple(code for code, _ in words if code in known)

    def _meant(self, named: Named, question: str, words: tuple[tuple[str, Span], ...]) -> tuple[str, ...]:
        """Return the codes of all choices with these meanings; a meaning that no choice has is reported."""
        for word, span in words:
            if not any(choice.means == word for choice in named.choices):
                hint = did_you_mean(word, Meaning, f"Give one of its choices `means: {word}`, or name codes with `in`.")
                self._findings.add("PD092", span, f"No choice of {question} means {word or 'this'}.", hint=hint)
        meanings = {word for word, _ in words}
        return tuple(choice.code for choice in named.choices if choice.means in meanings)

    def _comparison(self, comparator: Comparator, value: YamlNode, path: str) -> Comparison | None:
        pair = self._pair(value, path, f"Write `{comparator}: [{{value: Q001}}, 10]`.")
        if pair is None:
            return None
        left, right = (self._operand(one, f"{path}[{at}]") for at, one in enumerate(pair))
        if left is None or right is None:
            return None
        if self._is_day(left) is not self._is_day(right):
            self._complain(value.span, f"{path} compares a number with a day.", "Compare like with like.")
            return None
        return Comparison(comparator=comparator, left=left, right=right, span=value.span)

    def _operand(self, node: YamlNode, path: str) -> Operand | None:
        if isinstance(node, YamlScalar):
            return self._literal(node, path)
        found = self._operator(node, path, OPERANDS)
        if found is None:
            return None
        operator, value = found
        path = f"{path}.{operator}"
        if operator == "sum":
            return self._sum(value, path)
        question = self._question(value, path)
        if not question:
            return None
        kind = self._named[question].type
        counts = kind in (QuestionType.MULTIPLE, QuestionType.RECORDS)
        if counts if operator == "count" else kind.is_number or kind is QuestionType.DATE:
            return (CountOf if operator == "count" else ValueOf)(question=question, span=value.span)
        what = "several choices or records" if operator == "count" else "a number or a day"
        message = f"{path} needs {what}, and {question} is answered with {kind}."
        self._complain(value.span, message, "Use in or answered there, or name another question.")
        return None

    def _literal(self, node: YamlScalar, path: str) -> Operand | None:
        value = node.value
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return NumberLiteral(value=value, span=node.span)
        if isinstance(value, str) and _is_day(value):
            return DateLiteral(value=value, span=node.span)
        message = f"{path} is neither a number nor a day."
        self._complain(node.span, message, 'Write 10, "2026-01-31", or `{value: Q001}`.')
        return None

    def _sum(self, value: YamlNode, path: str) -> SumOf | None:
        items = value.items if isinstance(value, YamlSequence) else ()
        read = tuple(self.number(item, f"{path}[{at}]") for at, item in enumerate(items))
        terms = tuple(one for one in read if one is not None)
        if not items:
            self._complain(value.span, f"{path} adds nothing up.", "Write `sum: [{value: Q001}, {value: Q002}]`.")
        return SumOf(terms=terms, span=value.span) if terms and len(terms) == len(items) else None

    def _pair(self, value: YamlNode, path: str, hint: str) -> tuple[YamlNode, YamlNode] | None:
        if isinstance(value, YamlSequence) and len(value.items) == _PAIR:
            return value.items[0], value.items[1]
        self._complain(value.span, f"{path} does not have two members.", hint)
        return None

    def _question(self, node: YamlNode, path: str) -> str:
        """Return the id of a question that a condition names; empty, reported, where it may not."""
        name = self._text(node)
        named = self._named.get(name)
        if named is None:
            hint = did_you_mean(name, self._named, "Write the id of a question, Q001, or of a row, Q001.a.")
            self._findings.add("PD092", node.span, f"There is no question {name or 'like this'}.", hint=hint)
            return ""
        if not named.type.is_answered:
            hint = "Name one of its members." if named.type is not QuestionType.NOTE else "Name a question."
            self._complain(node.span, f"{path} names {name}, a {named.type}, which has no answer of its own.", hint)
            return ""
        if named.records not in ("", self._records):
            message = f"{path} names {name}, and only conditions within {named.records} know which record is meant."
            self._complain(node.span, message, f"Outside, write `{{count: {named.records}}}`.")
            return ""
        return name

    def _text(self, node: YamlNode) -> str:
        return typed(node, self._source) if isinstance(node, YamlScalar) else ""

    def _is_day(self, operand: Operand) -> bool:
        if isinstance(operand, ValueOf):
            return self._named[operand.question].type is QuestionType.DATE
        return isinstance(operand, DateLiteral)

    def _complain(self, span: Span, message: str, hint: str) -> None:
        self._findings.add("PD093", span, message, hint=hint)


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and date.fromisoformat(text) is not None
    except ValueError:
        return False
