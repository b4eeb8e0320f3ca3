"""Findings as text: for people (full, concise) and for machines (JSON, SARIF, annotations of GitHub).

Every printer is a pure function of the findings and of the texts that they point into.
"""

from plandoc.diagnostics.printing.annotations import print_annotations
from plandoc.diagnostics.printing.concise import print_concise
from plandoc.diagnostics.printing.full import print_full
from plandoc.diagnostics.printing.json_array import print_json
from plandoc.diagnostics.printing.paint import Paint, in_colour, plain
from plandoc.diagnostics.printing.places import Texts, texts_by_path
from plandoc.diagnostics.printing.sarif import print_sarif
from plandoc.diagnostics.printing.summary import summary

__all__ = [
    "Paint",
    "Texts",
    "in_colour",
    "plain",
    "print_annotations",
    "print_concise",
    "print_full",
    "print_json",
    "print_sarif",
    "summary",
    "texts_by_path",
]
