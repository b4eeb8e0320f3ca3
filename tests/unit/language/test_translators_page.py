"""What docs/translators.md says and shows is so."""

import re
from pathlib import Path

from plandoc.diagnostics import Findings
from plandoc.language.catalog import Catalog, parse_catalog, write_catalog
from plandoc.language.differing import difference
from plandoc.language.similarity import LEAST
from plandoc.spans import source_text
from tests.judges.translation import msgfmt_complaints


def page(project: Path) -> str:
    return (project / "docs" / "translators.md").read_text(encoding="utf-8")


def test_example_is_a_unit_that_gettext_accepts(project: Path, tmp_path: Path) -> None:
    (example,) = re.findall(r"^```po\n(.*?)^```$", page(project), re.MULTILINE | re.DOTALL)
    findings = Findings()
    entries = parse_catalog(source_text("fr.po", example), "en", "zh", findings).entries
    assert (len(findings), len(entries), entries[0].finished) == (0, 1, True)
    written = write_catalog(Catalog(language="en", source_language="zh", entries=entries))
    assert example.rstrip("\n") in written
    (tmp_path / "en.po").write_text(written, encoding="utf-8")
    assert msgfmt_complaints(tmp_path / "en.po") == ""


def test_notation_of_labels_takes_five_lines(project: Path) -> None:
    section = page(project).partition("## Brackets and labels\n")[2].partition("\n## ")[0]
    assert [line[:2] for line in section.splitlines() if re.match(r"\d\.", line)] == ["1.", "2.", "3.", "4.", "5."]


def test_difference_and_likeness_are_as_the_page_says(project: Path) -> None:
    assert f"`{difference('缔约方大会决定设立基金', '缔约方大会商定设立一个基金')}`" in page(project)
    assert f"at least {LEAST} % like" in page(project)
