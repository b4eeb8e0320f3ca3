"""Text that nobody writes in good faith: no exception, no stack without bottom, no cost without bound."""

from time import perf_counter

import pytest

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Part
from plandoc.model.walk import rewrite, walk
from plandoc.source.part import parse_part
from plandoc.source.printing import print_part
from plandoc.spans import source_text

FRONT = "---\nid: a\nkind: decision\n---\n"
MANY = 5_000
LINES = 1_500
ATTACKS = {
    "pairs": "1. " + "[" * MANY + "甲" + "]" * MANY,
    "pairs before a label": "[" * MANY + "1. 甲" + "]" * MANY,
    "opened": "1. " + "[" * MANY,
    "opened before words": "[" * MANY,
    "closed": "]" * MANY,
    "side by side": "1. " + "[]" * MANY,
    "apart": "1. " + "[] " * MANY,
    "emphasis in brackets": "[*" * MANY,
    "stars": "*" * MANY,
    "emendations in emendations": "{~|" * MANY + "}" * MANY,
    "emendations that never end": "{~a|" * MANY,
    "emendations in brackets": "[*{~|" * MANY + "}*]" * MANY,
    "braces": "{" * MANY + "}" * MANY,
    "long index": "{k." + "9" * MANY + "}[甲]",
    "long number": "9" * MANY + ". 甲",
    "long item": "(" + "9" * MANY + ") 甲",
    "long goal": "A" + ".1" * MANY + ". 甲",
    "backslashes": "\\" * (2 * MANY + 1) + "\n甲",
    "white space": "甲" + " \t" * MANY + "乙",
    "ids": "{#x}" * MANY,
    "fences": "[\n" * MANY + "1. 甲\n" + "]\n" * MANY,
    "runs": "[(a) 甲\n" * LINES + "(b) 乙]\n" * LINES,
    "one label": "{k}[1. 甲]\n" * LINES,
    "one id": "1. 甲\n" * LINES,
    "footnotes": "[^a]\n" * LINES + "[^a]: 甲\n" * LINES,
}


def parsed(text: str) -> tuple[Part, Findings]:
    findings = Findings()
    return parse_part(source_text("a.md", text), findings), findings


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_ends_soon_and_loses_nothing(name: str) -> None:
    text = FRONT + ATTACKS[name]
    start = perf_counter()
    part, findings = parsed(text)
    assert perf_counter() - start < 5
    assert print_part(part) == text
    for block in part.blocks():
        assert rewrite(block.content, lambda node: node) == block.content
        assert sum(1 for _ in walk(block.content)) <= 3 * len(text)
    assert len(findings) > 0 or name in {"side by side", "long item", "backslashes", "white space"}


@pytest.mark.parametrize("name", ["pairs", "pairs before a label", "emendations in emendations", "fences", "runs"])
def test_nesting_has_a_cap_and_one_finding(name: str) -> None:
    _, findings = parsed(FRONT + ATTACKS[name])
    assert [one.code.name for one in findings].count("PD013") == 1


def test_fifty_levels_are_no_attack() -> None:
    part, findings = parsed(FRONT + "1. " + "".join(f"{{k{n}}}[" for n in range(50)) + "甲" + "]" * 50)
    assert list(findings) == []
    (block,) = part.blocks()
    assert sum(1 for _ in walk(block.content)) == 51
