"""Findings as designed objects: a code, a severity, one sentence, a place, and a hint that says what to do."""

from plandoc.diagnostics.codes import CODES, Code, Severity
from plandoc.diagnostics.diagnostic import Diagnostic, Findings, Related

__all__ = ["CODES", "Code", "Diagnostic", "Findings", "Related", "Severity"]
