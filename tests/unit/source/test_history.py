"""history.yaml: what was agreed, when, by whom; and what of it cannot be read."""

import pytest

from plandoc.diagnostics import Diagnostic, Findings
from plandoc.model.agreements import Agreement
from plandoc.model.scenario import Decision
from plandoc.source.history import read_history
from plandoc.spans import source_text


def read(text: str) -> tuple[tuple[Agreement, ...], list[Diagnostic], list[tuple[str, int, int]]]:
    source, findings = source_text("sources/history.yaml", text), Findings()
    agreements = read_history(source, findings)
    found = list(findings)
    places = [source.position(one.span.start) for one in found]
    return agreements, found, [(one.code.name, at.line, at.column) for one, at in zip(found, places, strict=True)]


def test_agreements_are_read_one_for_each_group() -> None:
    text = (
        "agreements:\n"
        "  - when: 2022-03-28\n"
        "    session: SBI 3.10\n"
        "    by: Contact group\n"
        "    choices:\n"
        "      a/5#funds: drop\n"
        "      b/9#who: 2\n"
        "  - {session: 3.10, choices: {a/6#: none}}\n"
    )
    agreements, found, _ = read(text)
    assert found == []
    assert agreements == (
        Agreement(group="a/5#funds", decision=Decision.DROP, when="2022-03-28", session="SBI 3.10", by="Contact group"),
        Agreement(group="b/9#who", decision=2, when="2022-03-28", session="SBI 3.10", by="Contact group"),
        Agreement(group="a/6#", decision=Decision.NONE, session="3.10"),
    )
    assert text[agreements[1].span.start : agreements[1].span.end] == "b/9#who"
    assert [str(one) for one in agreements] == [
        "was agreed on 2022-03-28 (SBI 3.10) as drop",
        "was agreed on 2022-03-28 (SBI 3.10) as 2",
        "was agreed (3.10) as none",
    ]


def test_file_may_be_empty() -> None:
    assert read("") == read("agreements:\n") == ((), [], [])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("agreements: {a: b}\n", (1, 13)),
        ("agreements: x\n", (1, 13)),
        ("agreements:\n  - x\n", (2, 5)),
        ("agreements:\n  - {when: 2022-03-28}\n", (2, 5)),
        ("agreements:\n  - {choices: [a]}\n", (2, 5)),
        ("agreements:\n  - {choices: {a/1#: open}}\n", (2, 22)),
        ("agreements:\n  - {choices: {a/1#: dorp}}\n", (2, 22)),
        ("agreements:\n  - {choices: {a/1#: [1]}}\n", (2, 22)),
        ("agreements:\n  - {by: [x], choices: {}}\n", (2, 10)),
    ],
)
def test_malformed_agreement_is_reported_at_its_place(text: str, place: tuple[int, int]) -> None:
    agreements, (found,), places = read(text)
    assert places == [("PD038", *place)]
    assert "choices:" in found.hint
    assert agreements == ()


def test_unknown_keys_have_the_nearest() -> None:
    _, found, _ = read("agrements: []\nagreements: [{wen: x, choices: {a: keep}}]\n")
    assert [(one.code.name, one.hint) for one in found] == [
        ("PD007", "Did you mean agreements?"),
        ("PD007", "Did you mean when?"),
    ]


def test_what_went_with_an_agreement_is_told_by_each_of_its_groups() -> None:
    source = source_text(
        "history.yaml",
        "agreements:\n  - choices: {a/5#funds: drop}\n    gone: [a/5#inner]\n    removed: [a/5, a/5/a]\n",
    )
    findings = Findings()
    told = [(one.group, str(one.decision), one.removed) for one in read_history(source, findings)]
    removed = ("a/5", "a/5/a")
    assert told == [("a/5#inner", "none", removed), ("a/5#funds", "drop", removed)]
    assert tuple(findings) == ()
