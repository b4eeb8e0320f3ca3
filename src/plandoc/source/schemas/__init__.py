"""JSON Schemas of the YAML files, so that editors complete keys and mark what cannot stand.

They are made from the key tables and closed sets of the readers themselves: a key that a reader gains, and that has no
schema, fails here. What a schema cannot say (ids that exist, types of operands) is found by `plandoc check`.
"""

from collections.abc import Callable, Mapping

from plandoc.source.schemas.report import form_schema, questionnaire_schema
from plandoc.source.schemas.scenarios import positions_schema, scenario_schema
from plandoc.source.schemas.shapes import Schema

SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "form": form_schema,
    "questionnaire": questionnaire_schema,
    "scenario": scenario_schema,
    "positions": positions_schema,
}
"""Every schema by its name."""

FILES: Mapping[str, str] = {
    "form": "report/form.yaml",
    "questionnaire": "report/*.yaml but form.yaml",
    "scenario": "scenarios/*.yaml",
    "positions": "positions.yaml",
}
"""The files below the sources that each schema is for."""

__all__ = ["FILES", "SCHEMAS", "Schema"]
