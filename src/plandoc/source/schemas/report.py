"""Schemas of the files of a report format, from the key tables of `plandoc.source.report`."""

from collections.abc import Iterable, Mapping

from plandoc.model.indicators import Base, CountedUnit, Direction, Measure, Source, Treatment
from plandoc.model.questions import Comparability, Joined, Meaning, Purpose, QuestionType, Required
from plandoc.source.report.conditions import OPERANDS, OPERATORS
from plandoc.source.report.crosswalk import EARLIER_KEYS, LINK_KEYS
from plandoc.source.report.fitting import MEMBERS
from plandoc.source.report.indicators import (
    BASELINE_KEYS,
    DENOMINATOR_KEYS,
    INDICATOR_KEYS,
    READINGS,
    VARIANT_KEYS,
)
from plandoc.source.report.lists import CHOICE_KEYS, CODE, SPECIFIED
from plandoc.source.report.questions import (
    BASIS_KEYS,
    COLUMN_KEYS,
    CONSTRAINT_KEYS,
    HOUSED,
    MEMBER_ID,
    MOST_LINES,
    QUESTION_ID,
    QUESTION_KEYS,
    ROW_KEYS,
    SECTION_ID,
    SECTION_KEYS,
)
from plandoc.source.report.reading import DEFINITION_KEYS, DRAWERS, FORM_KEYS
from plandoc.source.schemas.shapes import (
    FLAG,
    NOTHING,
    NUMBER,
    WHOLE,
    WORD,
    Schema,
    defined,
    document,
    either,
    keyed,
    like,
    listed,
    named,
    one_of,
    or_nothing,
    pair,
    said,
)

_TEXT = said(WORD, "One line, in the language of the sources; {@Q007} prints the number of a question.")
_FROM_ONE: Schema = {"type": "integer", "minimum": 1}
_WORDS = listed(WORD)


def form_schema() -> Schema:
    """Return the schema of form.yaml."""
    definition = keyed(DEFINITION_KEYS, {"id": like(CODE.pattern), "term": _TEXT, "text": _TEXT}, DEFINITION_KEYS)
    values = {
        "id": said(like(CODE.pattern), "Name of the form in files made from it."),
        "version": said(_FROM_ONE, "Raised whenever answers to the old form could be misread."),
        "cycle": said(_FROM_ONE, "Which report it is: 5 is the fifth."),
        "title": _TEXT,
        "mandate": said(_TEXT, "The sentence that says which paragraph asks for the report."),
        "guidance": listed(_TEXT),
        "definitions": listed(definition),
        "sections": said(_WORDS, "Ids of all sections, in printed order."),
    }
    return document("plandoc: a report format", keyed(FORM_KEYS, values, ("id", "version", "cycle", "title")))


def questionnaire_schema() -> Schema:
    """Return the schema of all other files of the folder."""
    drawers = {
        "lists": named(listed(defined("choice"), least=1), CODE.pattern),
        "sections": listed(defined("section")),
        "indicators": named(defined("indicator")),
        "earlier": named(named(defined("earlier")), "[0-9]+"),
    }
    content = keyed(DRAWERS, {key: or_nothing(value) for key, value in drawers.items()})
    return document("plandoc: the questionnaire", content, {**_conditions(), **_questions(), **_indicators()})


def _conditions() -> Mapping[str, Schema]:
    condition, operand, choice = defined("condition"), defined("operand"), listed(WORD, least=1)
    shapes = {
        **dict.fromkeys(OPERATORS, pair(operand, operand)),
        "all": listed(condition, least=1),
        "any": listed(condition, least=1),
        "not": condition,
        "in": said(pair(WORD, choice), "[Q001, [yes]]: one of these choices is made."),
        "means": said(pair(WORD, listed(one_of(Meaning), least=1)), "[Q001, [yes]]: a choice that means this is made."),
        "answered": WORD,
    }
    operands = {"value": WORD, "count": WORD, "sum": listed(operand, least=1)}
    return {
        "condition": _single(OPERATORS, shapes),
        "operand": either(NUMBER, {"type": "string", "format": "date"}, _single(OPERANDS, operands)),
    }


def _single(keys: Iterable[str], values: Mapping[str, Schema]) -> Schema:
    """Return the schema of a mapping with one of these keys."""
    return {**keyed(keys, values), "minProperties": 1, "maxProperties": 1}


def _questions() -> Mapping[str, Schema]:
    values = _question_values()
    column = {**values, "id": like(MEMBER_ID.pattern), "type": one_of(one for one in QuestionType if one not in HOUSED)}
    section = {
        "id": like(SECTION_ID.pattern),
        "heading": _TEXT,
        "goals": said(_WORDS, "Ids of goals; the text of the first is the heading."),
        "questions": listed(defined("question")),
    }
    return {
        "section": keyed(SECTION_KEYS, section, ("id", "questions")),
        "question": {**keyed(QUESTION_KEYS, values, ("id", "type", "text")), "allOf": list(_needs())},
        "row": keyed(ROW_KEYS, column, ("id", "text")),
        "column": keyed(COLUMN_KEYS, column, ("id", "type", "text")),
        "choice": _choice(),
        "link": _link(),
        "earlier": keyed(EARLIER_KEYS, {"type": one_of(QuestionType), "choices": _WORDS}, ("type",)),
    }


def _question_values() -> Mapping[str, Schema]:
    """Return what stands behind each key of questions, rows and columns."""
    constraint = keyed(CONSTRAINT_KEYS, {"that": defined("condition"), "message": _TEXT}, CONSTRAINT_KEYS)
    basis = {"articles": listed(WHOLE), "supplementary": listed(WHOLE), "paragraphs": _WORDS}
    return {
        "id": said(like(QUESTION_ID.pattern), "Stable, never used again; not the printed number."),
        "type": one_of(QuestionType),
        "text": _TEXT,
        "help": _TEXT,
        "list": said(like(CODE.pattern), "The choice list, by name."),
        "unit": said(_TEXT, "Printed beside the field, never in a choice."),
        "min": NUMBER,
        "max": NUMBER,
        "lines": {"type": "integer", "minimum": 1, "maximum": MOST_LINES},
        "rows": listed(defined("row"), least=1),
        "columns": listed(defined("column"), least=1),
        "questions": listed(defined("question"), least=1),
        "required": one_of(Required),
        "relevant": said(defined("condition"), "When the question is asked."),
        "constraints": listed(constraint),
        "feeds": said(_WORDS, "Ids of the indicators that it serves."),
        "purpose": one_of(Purpose),
        "basis": keyed(BASIS_KEYS, basis),
        "brackets": said(named(WORD), "Label in the text: id of a group of an indicator in feeds."),
        "previous": said(listed(defined("link")), "The same question in earlier cycles."),
    }


def _needs() -> Iterable[Schema]:
    """Yield what questions of some types must have."""
    chosen = [one for one in QuestionType if one.chooses or one is QuestionType.MATRIX]
    needs = {"list": chosen, "unit": [QuestionType.MONEY], **{key: [kind] for kind, key in MEMBERS.items()}}
    for key, kinds in needs.items():
        yield {"if": {"properties": {"type": one_of(kinds)}}, "then": {"required": [key]}}


def _choice() -> Schema:
    values = {
        "code": said(like(CODE.pattern), "What answers hold; never changed once used."),
        "text": said(_TEXT, "Its label, without a unit."),
        "means": one_of(Meaning),
        "exclusive": said(FLAG, "Whether it cannot be ticked with others."),
        "specify": said(one_of(SPECIFIED), "A field beside the choice."),
        "prompt": _TEXT,
        "from": WHOLE,
        "to": WHOLE,
    }
    return keyed(CHOICE_KEYS, values, ("code", "text"))


def _link() -> Schema:
    values = {
        "cycle": WHOLE,
        "question": WORD,
        "comparability": one_of(Comparability),
        "recode": said(named(either(WORD, NOTHING)), "Each earlier code: ours that it counts as, or ~."),
        "rule": one_of(Joined),
        "reason": WORD,
    }
    return keyed(LINK_KEYS, values, ("cycle", "question", "comparability"))


def _indicators() -> Mapping[str, Schema]:
    reading = either(defined("condition"), defined("operand"))
    both = keyed(READINGS, dict.fromkeys(READINGS, reading), READINGS)
    denominator = {"of": one_of(Base), "that": defined("condition"), "number": defined("operand")}
    rule = {
        "measure": one_of(Measure),
        "unit": one_of(CountedUnit),
        "numerator": either(reading, both),
        "denominator": keyed(DENOMINATOR_KEYS, denominator, ("of",)),
    }
    baseline = {"cycle": WHOLE, "questions": _WORDS, "note": _TEXT}
    option = either(one_of(("keep", "drop", "none")), _FROM_ONE)
    values = {
        **rule,
        **dict.fromkeys(("not_applicable", "blank", "skipped", "no_report"), one_of(Treatment)),
        "source": listed(one_of(Source), least=1),
        "record": said(_TEXT, "What yields it where the report does not."),
        "baseline": keyed(BASELINE_KEYS, baseline, ("cycle",)),
        "direction": one_of(Direction),
        "variants": listed(keyed(VARIANT_KEYS, {**rule, "group": WORD, "option": option}, ("group", "option"))),
    }
    needed = ("measure", "unit", "source", "direction")
    return {"indicator": keyed(INDICATOR_KEYS, values, needed)}
