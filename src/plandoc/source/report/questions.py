"""Sections and questions of a report, in printed order."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Label
from plandoc.model.questions import (
    Basis,
    Bracket,
    ChoiceList,
    Constraint,
    Purpose,
    Question,
    QuestionType,
    Required,
)
from plandoc.model.report import PART, FormSection
from plandoc.source.report.conditions import ConditionReader, Named
from plandoc.source.report.crosswalk import read_links
from plandoc.source.report.fitting import fit, known_list
from plandoc.source.report.texts import Texts, number_label, row_label
from plandoc.source.report.values import Values
from plandoc.source.structured import YamlMapping, YamlScalar, typed
from plandoc.spans import SourceText

SECTION_KEYS = ("id", "heading", "goals", "questions")
_COMMON = ("id", "text", "help", "relevant", "required", "constraints", "feeds", "brackets", "purpose", "previous")
COLUMN_KEYS = (*_COMMON, "type", "list", "unit", "min", "max", "lines", "basis")
ROW_KEYS = (*_COMMON, "basis")
QUESTION_KEYS = (*COLUMN_KEYS, "rows", "columns", "questions")
CONSTRAINT_KEYS = ("that", "message")
BASIS_KEYS = ("articles", "supplementary", "paragraphs")
SECTION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
QUESTION_ID = re.compile(r"[A-Z]+[0-9]+")
MEMBER_ID = re.compile(r"[a-z][a-z0-9_]*")
MOST_LINES = 40
HOUSED = (QuestionType.MATRIX, QuestionType.RECORDS, QuestionType.GROUP, QuestionType.NOTE)


class QuestionReader:
    """Reads the sections of a report; one instance a report, so that questions are counted through."""

    def __init__(
        self, named: Mapping[str, Named], lists: dict[str, ChoiceList], texts: Texts, findings: Findings
    ) -> None:
        """Start before the first question."""
        self._named = named
        self._lists = lists
        self._texts = texts
        self._findings = findings
        self._count = 0

    def section(self, node: YamlMapping, source: SourceText) -> FormSection:
        """Read one section."""
        values = Values(node, source, self._findings, SECTION_KEYS)
        identifier = values.needed("id", "A section")
        if identifier and not SECTION_ID.fullmatch(identifier):
            hint = "Use letters, digits, dots and hyphens."
            values.complain(values.place("id"), f"{identifier} cannot be the id of a section.", hint)
        goals = tuple(goal for goal, _ in values.words("goals"))
        heading = self._texts.add(f"sections/{identifier}", values.node("heading"), source)
        if bool(heading) is bool(goals):
            hint = "Write `heading: …`, or `goals: [plan-1/A.1]`, whose first is the heading."
            values.complain(values.place("heading"), f"The section {identifier} needs a heading or goals.", hint)
        questions = tuple(self._question(one) for one in values.each("questions", QUESTION_KEYS))
        return FormSection(
            id=identifier,
            heading=heading or (goals[0] if goals else ""),
            goals=goals,
            questions=tuple(one for one in questions if one is not None),
            span=values.place("id"),
        )

    def _question(self, values: Values) -> Question | None:
        identifier, kind = values.needed("id", "A question"), values.member("type", QuestionType)
        if identifier and not QUESTION_ID.fullmatch(identifier):
            hint = "Write capital letters and then digits, as Q007."
            values.complain(values.place("id"), f"{identifier} cannot be the id of a question.", hint)
        if not identifier or kind is None:
            return None
        label = None
        if kind not in (QuestionType.GROUP, QuestionType.NOTE):
            self._count += 1
            label = number_label(identifier, self._count)
        question = self._read(values, identifier, kind, label)
        listed = known_list(values, kind, self._lists)
        question = replace(question, list=listed.id if listed else "")
        question = replace(question, members=self._members(question, values))
        fit(question, listed, values)
        return question

    def _members(self, question: Question, values: Values) -> tuple[Question, ...]:
        match question.type:
            case QuestionType.MATRIX:
                rows = enumerate(values.each("rows", ROW_KEYS), 1)
                found = tuple(self._row(question, row, at) for at, row in rows)
            case QuestionType.RECORDS:
                found = tuple(self._column(question, one) for one in values.each("columns", COLUMN_KEYS))
            case QuestionType.GROUP:
                found = tuple(self._question(one) for one in values.each("questions", QUESTION_KEYS))
            case _:
                found = ()
        return tuple(one for one in found if one is not None)

    def _row(self, matrix: Question, values: Values, at: int) -> Question | None:
        identifier = self._member(matrix, values)
        if not identifier:
            return None
        row = self._read(values, identifier, QuestionType.SINGLE, row_label(identifier, at), parent=matrix.id)
        return replace(
            row,
            list=matrix.list,
            required=row.required if values.node("required") is not None else matrix.required,
            purpose=row.purpose if values.node("purpose") is not None else matrix.purpose,
            feeds=row.feeds if values.node("feeds") is not None else matrix.feeds,
        )

    def _column(self, records: Question, values: Values) -> Question | None:
        identifier, kind = self._member(records, values), values.member("type", QuestionType)
        if kind in HOUSED:
            hint = "Ask for it outside the records, or take another type."
            values.complain(values.place("type"), f"A column cannot be a {kind}.", hint, code="PD105")
            return None
        if not identifier or kind is None:
            return None
        column = self._read(values, identifier, kind, None, parent=records.id, records=records.id)
        listed = known_list(values, kind, self._lists)
        column = replace(
            column,
            list=listed.id if listed else "",
            purpose=column.purpose if values.node("purpose") is not None else Purpose.CONTEXT,
        )
        fit(column, listed, values)
        return column

    def _member(self, question: Question, values: Values) -> str:
        """Return the id of a row or a column; empty where it has none."""
        own = values.needed("id", f"A member of {question.id}")
        if own and not MEMBER_ID.fullmatch(own):
            hint = "Begin with a small letter; then small letters, digits and _."
            values.complain(values.place("id"), f"{own} cannot be the id of a row or a column.", hint)
        return f"{question.id}.{own}" if own else ""

    def _read(
        self,
        values: Values,
        identifier: str,
        kind: QuestionType,
        label: Label | None,
        *,
        parent: str = "",
        records: str = "",
    ) -> Question:
        """Read what questions, rows and columns have in common."""
        values.needed("text", identifier)
        written = _Written(texts=self._texts, values=values, identifier=identifier, brackets=_brackets(values))
        conditions = ConditionReader(self._named, values.source, self._findings, records)
        low = values.number("min")
        return Question(
            id=identifier,
            type=kind,
            text=written.text("text", identifier, label, f"{PART}/{parent}" if parent else PART),
            help=written.text("help", f"{identifier}/help"),
            unit=written.text("unit", f"{identifier}/unit"),
            minimum=0 if low is None and kind.is_number else low,
            maximum=values.number("max"),
            lines=self._lines(values),
            required=values.one_of("required", Required, Required.NO),
            relevant=conditions.condition(values.node("relevant"), f"{identifier}.relevant"),
            constraints=tuple(self._constraints(values, written, conditions)),
            feeds=tuple(dict.fromkeys(name for name, _ in values.words("feeds"))),
            purpose=values.one_of("purpose", Purpose, Purpose.INDICATOR),
            basis=_basis(values),
            brackets=written.brackets,
            previous=read_links(values),
            span=values.place("id"),
        )

    def _constraints(self, values: Values, written: "_Written", conditions: ConditionReader) -> Iterator[Constraint]:
        for at, one in enumerate(values.each("constraints", CONSTRAINT_KEYS), 1):
            one.needed("message", f"Constraint {at} of {written.identifier}")
            node = one.node("that")
            if node is None:
                one.complain(one.span, "A constraint has no condition.", "Write `that: {…}`.")
            that = conditions.condition(node, f"{written.identifier}.constraints[{at}].that")
            message = written.message(one, at)
            if that is not None:
                yield Constraint(that=that, message=message, span=one.span)

    def _lines(self, values: Values) -> int:
        lines = values.whole("lines")
        if lines is None or 1 <= lines <= MOST_LINES:
            return 3 if lines is None else lines
        hint = f"Write a number from 1 to {MOST_LINES}."
        values.complain(values.place("lines"), f"A field cannot be {lines} lines high.", hint)
        return 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """The texts of one question."""

    texts: Texts
    values: Values
    identifier: str
    brackets: tuple[Bracket, ...]

    def text(self, key: str, name: str, label: Label | None = None, parent: str = PART) -> str:
        """Read one of them and return the id of its block."""
        node, groups = self.values.node(key), {one.label: one.group for one in self.brackets}
        return self.texts.add(name, node, self.values.source, brackets=groups, label=label, parent=parent)

    def message(self, constraint: Values, at: int) -> str:
        """Read the message of a constraint, counted from 1."""
        return _Written(texts=self.texts, values=constraint, identifier=self.identifier, brackets=self.brackets).text(
            "message", f"{self.identifier}/message-{at}"
        )


def _brackets(values: Values) -> tuple[Bracket, ...]:
    return tuple(
        Bracket(label=label, group=typed(node, values.source), span=span)
        for label, span, node in values.pairs("brackets")
        if isinstance(node, YamlScalar)
    )


def _basis(values: Values) -> Basis:
    inside = values.inside("basis", BASIS_KEYS)
    if inside is None:
        return Basis()
    return Basis(
        articles=inside.wholes("articles"),
        supplementary=inside.wholes("supplementary"),
        paragraphs=tuple(name for name, _ in inside.words("paragraphs")),
    )
