"""A printed form as the JSON Schema (draft 2020-12) of its answer files, whose shape is `plandoc.model.answers`.

A schema says what an answer may be. Whether a question is asked, whether it must be answered and whether its
constraints hold depends on other answers; that is settled by who reads the file.
"""

import json
from collections.abc import Iterator, Mapping

from plandoc.model.conditions import Comparator, Comparison, NumberLiteral, ValueOf
from plandoc.model.printed_form import PrintedForm, PrintedQuestion
from plandoc.model.questions import QuestionType
from plandoc.render.forms.wording import headed, plain

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_KEYWORDS = {Comparator.AT_LEAST: "minimum", Comparator.AT_MOST: "maximum"}


def render_schema(form: PrintedForm) -> str:
    """Return the schema as JSON; the words of questions and choices stand in it in the language of the form."""
    return json.dumps(_file(form), ensure_ascii=False, indent=2) + "\n"


def _file(form: PrintedForm) -> Mapping[str, object]:
    name = f"{form.id}.{form.scenario}" if form.scenario else form.id
    fields = {"$ref": "#/$defs/fields"}
    return {
        "$schema": DIALECT,
        "$id": f"urn:plandoc:{name}:{form.version}:answers",
        "title": plain(form.title),
        "description": form.notice,
        **_object(
            {
                "form": _object(
                    {
                        "id": {"const": form.id},
                        "version": {"const": form.version},
                        "cycle": {"const": form.cycle},
                        "scenario": {"const": form.scenario},
                    },
                    needed=("id", "version"),
                ),
                "party": {"type": "string"},
                "language": {"type": "string"},
                "answers": fields,
                "withheld": fields,
            },
            needed=("form", "answers"),
        ),
        "$defs": {"fields": _object(dict(_fields(_outer(form))))},
    }


def _object(properties: Mapping[str, object], needed: tuple[str, ...] = ()) -> dict[str, object]:
    """Return the schema of an object with these properties and no others."""
    required = {"required": list(needed)} if needed else {}
    return {"type": "object", "properties": dict(properties), **required, "additionalProperties": False}


def _outer(form: PrintedForm) -> Iterator[PrintedQuestion]:
    """Yield every question with a key of its own: all but the columns of records."""
    for section in form.sections:
        for question in section.questions:
            yield from _asked(question)


def _asked(question: PrintedQuestion) -> Iterator[PrintedQuestion]:
    yield question
    yield from (choice.specify for choice in question.choices if choice.specify is not None)
    if question.type is not QuestionType.RECORDS:
        for member in question.members:
            yield from _asked(member)


def _fields(questions: Iterator[PrintedQuestion]) -> Iterator[tuple[str, Mapping[str, object]]]:
    for question in questions:
        if question.type.is_answered:
            title = headed(f"{question.number}." if question.number else "", question.pieces)
            yield question.id, {"title": title, **_answer(question)}


def _answer(question: PrintedQuestion) -> Mapping[str, object]:
    """Return what an answer to a question may be."""
    if question.type.chooses_one:
        return _code(question)
    if question.type.is_number:
        kind = "integer" if question.type is QuestionType.INTEGER else "number"
        return {"type": kind, **_bounds(question)}
    match question.type:
        case QuestionType.MULTIPLE:
            return {"type": "array", "items": _code(question), "uniqueItems": True}
        case QuestionType.DATE:
            return {"type": "string", "format": "date", "pattern": _DAY}
        case QuestionType.RECORDS:
            columns = (one for member in question.members for one in _asked(member))
            return {"type": "array", "items": _object(dict(_fields(columns)))}
        case _:
            return {"type": "string"}


def _code(question: PrintedQuestion) -> Mapping[str, object]:
    """Return the codes of the choices, each with its label."""
    return {"type": "string", "oneOf": [{"const": one.code, "title": one.text} for one in question.choices]}


def _bounds(question: PrintedQuestion) -> Mapping[str, object]:
    """Return the bounds of a number, from those demands that compare it with one."""
    found: dict[str, object] = {}
    for demand in question.demands:
        match demand.that:
            case Comparison(
                comparator=comparator, left=ValueOf(question=question.id), right=NumberLiteral(value=bound)
            ):
                if comparator in _KEYWORDS:
                    found[_KEYWORDS[comparator]] = bound
            case _:
                pass
    return found
