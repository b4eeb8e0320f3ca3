"""Small report formats for tests: the example of the reference, and reports made of a few lines."""

import re
from collections.abc import Mapping
from pathlib import Path

from plandoc.diagnostics import Findings
from plandoc.model.report import Report
from plandoc.source.report import read_report
from plandoc.spans import SourceText, source_text

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
