"""Which errors stop a build.

Brackets that do not balance are how real drafts look: they stay in the text as characters, and the build goes on. Nor
does the text depend on who takes which position, or on what was agreed before. Any other error means that what would be
printed is not what the source says.
"""

from pathlib import PurePosixPath

from plandoc.diagnostics import Diagnostic, Severity

BRACKETS_AS_TYPED = frozenset({"PD010", "PD011", "PD012", "PD013"})
"""Errors that leave every character of the source in the text."""
BESIDE_THE_TEXT = frozenset({"positions.yaml", "history.yaml"})
"""Files of which a wrong entry changes no word."""


def stops(diagnostic: Diagnostic, scenario: str | None) -> bool:
    """Return whether nothing may be written; an error in the file of a scenario stops builds of that scenario only."""
    if diagnostic.severity is not Severity.ERROR or diagnostic.code.name in BRACKETS_AS_TYPED:
        return False
    path = PurePosixPath(diagnostic.span.path)
    if path.name in BESIDE_THE_TEXT:
        return False
    return path.parent.name != "scenarios" or path.stem == scenario
