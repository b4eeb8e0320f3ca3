"""Small report formats for tests: the example of the reference, and reports made of a few lines."""

import re
from collections.abc import Mapping
from pathlib import Path

from plandoc.diagnostics import Diagnostic, Findings
from plandoc.forms import check_report
from plandoc.model.report import Report
from plandoc.model.scenario import Scenario
from plandoc.model.workspace import Settings, Workspace
from plandoc.source.part import parse_part
from plandoc.source.report import read_report
from plandoc.spans import SourceText, source_text
from tests.drafting import LOCALES

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "report-format.md"
_FILE = re.compile(
    r"^`sources/cp-10/report/(?P<name>[^`\n]+)`:\n\n```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
FOLDER = "sources/report"
FORM = {"form.yaml": "id: report-5\nversion: 1\ncycle: 5\ntitle: 格式\nsections: [one]\n"}


def documented() -> dict[str, str]:
    """The files of the example in the reference, by their names."""
    return {match["name"]: match["text"] for match in _FILE.finditer(REFERENCE.read_text(encoding="utf-8"))}


def texts(files: Mapping[str, str]) -> tuple[SourceText, ...]:
    """Files of a report folder as they are read from the disk."""
    return tuple(source_text(f"{FOLDER}/{name}", text) for name, text in sorted(files.items()))


def read(files: Mapping[str, str]) -> tuple[Report, Findings]:
    """Read a report that must be one."""
    findings = Findings()
    report = read_report(texts(files), findings)
    assert report is not None
    return report, findings


PLAN = """---
id: plan
kind: table
columns:
  goal: {head: "目标"}
  ind: {head: "指标"}
---
# 计划

### A.1. 目标一
#### ind
(a) 已采取措施的缔约方所占百分比；
[(b) 有专职人员的缔约方所占百分比；]
(c) 开展{any}[任何]研究的缔约方所占百分比。

{two}[
### A.2. 目标二
#### ind
(a) [接受][提供]支持的缔约方所占百分比；
(b) 使用材料的缔约方所占百分比。
]
"""
LISTS = """lists:
  yes-no:
    - {code: yes, text: 是, means: yes}
    - {code: no, text: 否, means: no}
  degrees:
    - {code: full, text: 完全, means: yes}
    - {code: partial, text: 部分, means: partial}
    - {code: no, text: 否, means: no}
    - {code: na, text: 不适用, means: not-applicable}
  ticks:
    - {code: a, text: 甲}
    - {code: b, text: 乙}
    - {code: none, text: 没有, exclusive: true}
"""


def questionnaire(*questions: str, more: str = "", heading: str = "heading: 第一节") -> dict[str, str]:
    """The files of a report of one section with these questions, one a line; `more` is a further file."""
    body = "".join(f"      - {line}\n" for line in questions)
    sections = f"sections:\n  - id: one\n    {heading}\n    questions:\n{body}"
    return {**FORM, "lists.yaml": LISTS, "questions.yaml": sections, **({"more.yaml": more} if more else {})}


def rule(indicator: str, numerator: str, more: str = "") -> str:
    """An indicator as a percentage of Parties; `more` are further keys."""
    return (
        f"  plan/{indicator}: {{measure: percent, unit: party, numerator: {numerator}, "
        f"denominator: {{of: parties}}, source: [report], direction: up{more}}}\n"
    )


def workspace_of(files: Mapping[str, str], *scenarios: Scenario, settings: Settings | None = None) -> Workspace:
    """A workspace with the plan above and a report."""
    findings = Findings()
    plan = parse_part(source_text("sources/plan.md", PLAN), findings)
    report, wrong = read(files)
    assert [one.message for one in wrong] == []
    return Workspace(
        settings=settings or Settings(), parts=(plan,), scenarios=scenarios, report=report, locales=LOCALES
    )


def checked(files: Mapping[str, str], *scenarios: Scenario, settings: Settings | None = None) -> list[Diagnostic]:
    """What checking a questionnaire finds; indicators that the report says nothing of are left out."""
    findings = Findings()
    check_report(workspace_of(files, *scenarios, settings=settings), findings)
    return [one for one in findings if "says nothing of the indicator" not in one.message]
