"""Schemas of scenarios and positions."""

from plandoc.model.scenario import Alternatives, Decision
from plandoc.source import positions, scenarios
from plandoc.source.schemas.shapes import (
    FLAG,
    WORD,
    Schema,
    document,
    either,
    keyed,
    listed,
    named,
    one_of,
    or_nothing,
    said,
)

_OPTION: Schema = {"type": "integer", "minimum": 1, "maximum": 9999}


def scenario_schema() -> Schema:
    """Return the schema of a scenario."""
    decision = either(one_of(Decision), _OPTION)
    values = {
        "title": WORD,
        "provenance": or_nothing(keyed(scenarios.PROVENANCE_KEYS, dict.fromkeys(scenarios.PROVENANCE_KEYS, WORD))),
        "default": said(one_of(scenarios.DEFAULTS), "What becomes of the groups that no entry names."),
        "alternatives": one_of(Alternatives),
        "choices": said(or_nothing(named(decision)), "Ids of groups, or patterns of them, with what is decided."),
        "values": said(or_nothing(named(either(WORD, named(WORD)))), "Words for a value, in one language or in each."),
    }
    return document("plandoc: a scenario", keyed(scenarios.KEYS, values))


def positions_schema() -> Schema:
    """Return the schema of positions.yaml."""
    option = either(one_of(one for one in Decision if one is not Decision.OPEN), _OPTION)
    position = keyed(
        positions.POSITION_KEYS,
        {"option": option, "proposers": listed(WORD, least=1), "since": WORD, "note": WORD},
        needed=("option", "proposers"),
    )
    values = {
        "example": said(FLAG, "Whether nobody took these positions, which every page then says."),
        "names": said(named(named(WORD)), "What proposers are called in other languages."),
        "positions": said(named(listed(position)), "Ids of groups, with who speaks for which option."),
    }
    return document("plandoc: positions", keyed(positions.KEYS, values))
