"""Whatever stands in the files of a report, reading and checking end with findings and never with an exception."""

import random
from dataclasses import replace

import pytest

from plandoc.diagnostics import Findings
from plandoc.forms import check_report, printed_form
from plandoc.source.report import read_report
from tests.drafting import scenario
from tests.reports import documented, questionnaire, texts, workspace_of

PLAIN = workspace_of(questionnaire("{id: Q001, type: text, text: 甲。, purpose: context}"), scenario(default="drop"))
SCRAPS = (
    "",
    "~",
    "[]",
    "{}",
    "true",
    "1.5",
    "Q001",
    "{in: [Q001, [yes]]}",
    "[[[[",
    '"',
    "yes",
    "*x",
    "a: b",
    "{@Q001}",
)


def mutated(files: dict[str, str], seed: int) -> dict[str, str]:
    """The files with a few lines lost, doubled, moved or with a value replaced."""
    dice = random.Random(seed)
    changed = dict(files)
    for _ in range(dice.randint(1, 4)):
        name = dice.choice(sorted(changed))
        lines = changed[name].split("\n")
        at = dice.randrange(len(lines))
        match dice.randrange(4):
            case 0:
                del lines[at]
            case 1:
                lines.insert(dice.randrange(len(lines)), lines[at])
            case 2:
                key, colon, _ = lines[at].rpartition(": ")
                lines[at] = f"{key}{colon}{dice.choice(SCRAPS)}"
            case _:
                tokens = lines[at].split(" ")
                tokens[dice.randrange(len(tokens))] = dice.choice(SCRAPS)
                lines[at] = " ".join(tokens)
        changed[name] = "\n".join(lines)
    return changed


def taken_through(files: dict[str, str]) -> Findings:
    """Everything that is done with a report before a form is made of it."""
    findings = Findings()
    report = read_report(texts(files), findings)
    workspace = replace(PLAIN, report=report)
    check_report(workspace, findings)
    printed_form(workspace, "zh", PLAIN.scenarios[0], findings)
    return findings


@pytest.mark.parametrize("seed", range(60))
def test_mutilated_files_raise_nothing(seed: int) -> None:
    files = mutated(documented(), seed)
    lengths = {f"sources/report/{name}": len(text) for name, text in files.items()}
    for finding in taken_through(files):
        assert finding.span.end <= lengths.get(finding.span.path, finding.span.end)


def test_yaml_that_costs_memory_is_refused() -> None:
    bomb = "lists: &a [*a, *a]\n"
    assert "PD004" in {one.code.name for one in taken_through({**documented(), "lists.yaml": bomb})}
    deep = "lists: " + "[" * 500 + "]" * 500
    assert "PD004" in {one.code.name for one in taken_through({**documented(), "lists.yaml": deep})}


def test_conditions_may_nest_as_deep_as_a_file_may() -> None:
    condition = "{in: [Q001, [yes]]}"
    for _ in range(15):
        condition = f"{{not: {condition}}}"
    files = questionnaire(
        "{id: Q001, type: single, list: yes-no, text: 甲？, purpose: context}",
        f"{{id: Q002, type: text, text: 乙？, purpose: context, relevant: {condition}}}",
    )
    assert {one.code.name for one in taken_through(files)} == {"PD097"}
