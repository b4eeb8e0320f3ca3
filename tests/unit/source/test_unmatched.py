"""Where the partner of a bracket most likely belongs: hints and related places."""

import pytest

from plandoc.diagnostics import Diagnostic, Findings
from plandoc.source.part import parse_part
from plandoc.spans import source_text

FRONT = "---\nid: a\nkind: decision\n---\n"


def only_finding(text: str) -> Diagnostic:
    findings = Findings()
    parse_part(source_text("a.md", FRONT + text), findings)
    (finding,) = findings
    return finding


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("5. 敦促[并邀请各缔约方，提供资金；", "PD010", "at column 14 of line 5"),
        ("5. 敦促[并邀请各缔约方", "PD010", "at column 14 of line 5"),
        ("5. 敦促，并邀请]各缔约方；", "PD011", "at column 7 of line 5"),
        ("5. 敦促，并邀请，]各缔约方；", "PD011", "at column 7 of line 5"),
        ("5. 敦促]各缔约方；", "PD011", "at column 4 of line 5"),
        ("[5. 敦促；\n6. 又敦促；", "PD010", "at the end of a/6 (line 6, column 8)"),
        ("5. 敦促；\n6. 又敦促；]", "PD011", "before a/5 (line 5)"),
    ],
)
def test_hint_names_the_place(text: str, code: str, place: str) -> None:
    finding = only_finding(text)
    assert finding.code.name == code
    assert place in finding.hint


def test_crossing_bracket_is_one_finding_about_two_places() -> None:
    text = FRONT + "5. 敦促[采取以下行动：\n(a) 甲；\n(b) 乙。]"
    findings = Findings()
    parse_part(source_text("a.md", text), findings)
    (finding,) = findings
    (related,) = finding.related
    assert finding.code.name == "PD012"
    assert text[finding.span.start] == "["
    assert text[related.span.start] == "]"
    assert "{k}[…⟧" in finding.hint


@pytest.mark.parametrize("text", ["[1. 甲]；", "[1. 甲；]。", "[1. 甲] {a}[乙]丙"])
def test_bracket_before_a_label_that_closes_too_soon(text: str) -> None:
    finding = only_finding(text)
    assert finding.code.name == "PD012"
    assert "behind the label" in finding.hint
