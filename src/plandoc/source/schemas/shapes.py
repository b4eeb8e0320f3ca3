"""What schemas are put together from. They are in draft 7, which is what editors of YAML know best."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

Schema: TypeAlias = dict[str, object]
"""A JSON Schema as plain values."""

DRAFT = "http://json-schema.org/draft-07/schema#"
WORD: Schema = {"type": ["string", "number", "boolean"]}
"""A single value: `yes` and `10` are words too where words are expected."""
NOTHING: Schema = {"type": "null"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}


def document(title: str, content: Schema, definitions: Mapping[str, Schema] | None = None) -> Schema:
    """Return a whole schema."""
    return {"$schema": DRAFT, "title": title, **content, "definitions": dict(definitions or {})}


def keyed(keys: Iterable[str], values: Mapping[str, Schema], needed: Iterable[str] = ()) -> Schema:
    """Return the schema of a mapping with exactly these keys; KeyError where a key has no schema."""
    required = sorted(needed)
    return {
        "type": "object",
        "properties": {key: values[key] for key in keys},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def named(values: Schema, pattern: str = "") -> Schema:
    """Return the schema of a mapping whose keys are names; `pattern` is what a whole name looks like."""
    names: Schema = {"propertyNames": {"pattern": f"^(?:{pattern})$"}} if pattern else {}
    return {"type": "object", **names, "additionalProperties": values}


def listed(items: Schema, *, least: int = 0) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items, **({"minItems": least} if least else {})}


def pair(first: Schema, second: Schema) -> Schema:
    """Return the schema of a list of two."""
    return {"type": "array", "items": [first, second], "minItems": 2, "maxItems": 2, "additionalItems": False}


def one_of(words: Iterable[str]) -> Schema:
    """Return the schema of a word of a closed set."""
    return {"enum": [str(word) for word in words]}


def like(pattern: str) -> Schema:
    """Return the schema of a word that has to look so; numbers and truth values that are words pass."""
    return {**WORD, "pattern": f"^(?:{pattern})$"}


def either(*schemas: Schema) -> Schema:
    """Return the schema of what one of several fits, or more than one."""
    return {"anyOf": list(schemas)}


def or_nothing(schema: Schema) -> Schema:
    """Return the schema of a list or a mapping of which only the key may stand: it reads as if it were not there."""
    return {**schema, "type": [schema["type"], "null"]}


def defined(name: str) -> Schema:
    """Return a reference to a definition of the same document."""
    return {"$ref": f"#/definitions/{name}"}


def said(schema: Schema, words: str) -> Schema:
    """Return a schema with a sentence that editors show."""
    return {**schema, "description": words}
