"""Findings as designed objects: a code, a severity, one sentence, a place, and a hint that says what to do."""

from plandoc.diagnostics.codes import CODES, Code, Severity
from plandoc.diagnostics.diagnostic import Diagnostic, Findings, Related
from plandoc.diagnostics.nearest import did_you_mean

__all__ = ["CODES", "Code", "Diagnostic", "Findings", "Related", "Severity", "did_you_mean"]
