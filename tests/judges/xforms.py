"""Survey forms as ODK's own tools see them: converted by pyxform, checked by ODK Validate, answered in JavaRosa.

The jar that pyxform brings for checking holds the engine that telephones run.
"""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import pyxform
from lxml import etree
from pyxform.xls2xform import convert

NEEDS_JAVA = pytest.mark.skipif(shutil.which("java") is None, reason="java is not installed (default-jre-headless)")
NEEDS_JAVAC = pytest.mark.skipif(shutil.which("javac") is None, reason="javac is not installed (default-jdk-headless)")
JAR = Path(pyxform.__file__).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
XFORMS = "{http://www.w3.org/2002/xforms}"
DRIVER = Path(__file__).with_name("Answering.java")


def converted(data: bytes, *, validate: bool = False) -> str:
    """The XForm of an XLSForm; what the converter or ODK Validate has to say of it fails the test."""
    warnings: list[str] = []
    result = convert(data, warnings=warnings, validate=validate, file_type=".xlsx", form_name="report")
    assert [*result.warnings, *warnings] == []
    return str(result.xform)


def tree(xform: str) -> etree._Element:
    """An XForm as a tree."""
    return etree.fromstring(xform.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What JavaRosa made of one set of answers."""

    relevant: frozenset[str]
    """Names of the fields that are asked."""
    broken: frozenset[str]
    """Names of the fields that are asked, answered, and answered against their constraint."""


class JavaRosa:
    """The engine, compiled once with its driver."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        subprocess.run(["javac", "-cp", JAR, "-d", folder, DRIVER], check=True, capture_output=True, timeout=100)

    def answer(self, xform: str, sets: Sequence[Mapping[str, str]]) -> list[Heard]:
        """Fill a form in with each set of answers, by the names of fields, in the order in which they stand."""
        form, answers = self._folder / "form.xml", self._folder / "answers.txt"
        form.write_text(xform, encoding="utf-8")
        lines = ["\t".join(f"{name}={text}" for name, text in one.items()) for one in sets]
        answers.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = ["java", "-cp", f"{JAR}:{self._folder}", "Answering", str(form), str(answers)]
        done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=100)
        assert done.returncode == 0, done.stderr
        heard = [line.split("\t") for line in done.stdout.splitlines() if line.startswith("heard")]
        assert len(heard) == len(sets)
        return [Heard(relevant=_names(relevant), broken=_names(broken)) for _, relevant, broken in heard]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())
