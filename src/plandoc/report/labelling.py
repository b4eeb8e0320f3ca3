"""Whether labels of choices carry units (PD102): a list serves many questions, and 10 persons are no 10 organisms."""

import re
from collections.abc import Iterable

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Block
from plandoc.model.inline import Text
from plandoc.model.questions import Choice
from plandoc.model.report import Report
from plandoc.model.walk import walk

_COUNTED = re.compile(r"[0-9０-９][\s,，.]*(?P<unit>[人个件份项次名家种类]|美元|欧元|persons?|people|USD|US\$)")
"""Figures with a measure word or a currency after them."""


def check_labels(report: Report, findings: Findings) -> None:
    """Report choices whose label has a unit: one that some question prints beside its field, or a measure word."""
    texts = {block.id: block for block in report.part.blocks()}
    units = {_plain(texts[question.unit]) for question in report.questions() if question.unit in texts}
    for listed in report.lists:
        for choice in listed.choices:
            block = texts.get(choice.text)
            unit = _unit(_plain(block), units - {""}) if block else ""
            if block and unit:
                _report(listed.id, choice, unit, block, findings)


def _unit(label: str, units: Iterable[str]) -> str:
    """Return the unit in a label with a figure; empty where there is none."""
    counted = _COUNTED.search(label)
    if counted:
        return counted["unit"]
    if not any(map(str.isdigit, label)):
        return ""
    return next((unit for unit in sorted(units) if unit in label), "")


def _plain(block: Block) -> str:
    return "".join(node.text for node in walk(block.content) if isinstance(node, Text)).strip()


def _report(listed: str, choice: Choice, unit: str, block: Block, findings: Findings) -> None:
    findings.add(
        "PD102",
        block.span,
        f"The choice {choice.code} of {listed} says {unit}, and the list may count something else.",
        hint=f"Leave {unit} away, and write `unit: {unit}` at the question.",
    )
