"""Lists that lost their first blocks for good count on from where they began."""

import pytest

from plandoc.diagnostics import Findings
from plandoc.source.part import parse_part
from plandoc.spans import source_text
from tests.drafting import lines, part, printed, scenario, workspace


def test_a_list_counts_from_where_its_part_says() -> None:
    body = "3. 甲：\n(b) 乙；\n(c) 丙。\n4. 丁。\n"
    read = workspace(part(body, front='starts: {"3": 1, "3/b": 1}\n'))
    assert lines(printed(read, scenario())) == ["1. 甲：", "(a) 乙；", "(b) 丙。", "2. 丁。"]
    assert lines(printed(read)) == ["3. 甲：", "(b) 乙；", "(c) 丙。", "4. 丁。"]


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ('starts: {"4": 1}', "PD022"),
        ('starts: {"pp1": 1}', "PD022"),
        ('starts: {"3": none}', "PD004"),
        ('starts: {"3": 0}', "PD004"),
        ("starts: 3", "PD004"),
    ],
)
def test_a_start_that_means_nothing_is_reported(front: str, code: str) -> None:
    findings = Findings()
    text = f"---\nid: a\nkind: decision\n{front}\n---\n回顾甲，{{#pp1}}\n3. 乙。\n"
    parse_part(source_text("a.md", text), findings)
    assert [one.code.name for one in findings] == [code]
