"""Which errors stop a build.

Brackets that do not balance are how real drafts look: they stay in the text as characters, and the build goes on. Nor
does the text depend on who takes which position, on what was agreed before, or on the questionnaire that reports on it.
Any other error means that what would be printed is not what the source says.
"""

from pathlib import PurePosixPath

from plandoc.diagnostics import Diagnostic, Severity

BRACKETS_AS_TYPED = frozenset({"PD010", "PD011", "PD012", "PD013"})
"""Errors that leave every character of the source in the text."""
BESIDE_THE_TEXT = frozenset({"positions.yaml", "history.yaml"})
"""Files of which a wrong entry changes no word."""


REPORT = "report"
"""The folder of the questionnaire."""
SOUND_AS_TEXT = frozenset(f"PD{number:03}" for number in (92, *range(94, 105), 106))
"""Errors of a questionnaire whose files were read whole: no text of it is missing."""


def stops(diagnostic: Diagnostic, scenario: str | None) -> bool:
    """Return whether nothing may be written; an error in the file of a scenario stops builds of that scenario only."""
    if diagnostic.severity is not Severity.ERROR or diagnostic.code.name in BRACKETS_AS_TYPED:
        return False
    path = PurePosixPath(diagnostic.span.path)
    if path.name in BESIDE_THE_TEXT or path.parent.name == REPORT or diagnostic.code.name in SOUND_AS_TEXT:
        return False
    return path.parent.name != "scenarios" or path.stem == scenario


def stops_translating(diagnostic: Diagnostic) -> bool:
    """Return whether a PO file may not be written, since units of the text or of the questionnaire may be missing."""
    return stops(diagnostic, None) or (_is_of_report(diagnostic) and diagnostic.code.name not in SOUND_AS_TEXT)


def stops_form(diagnostic: Diagnostic, scenario: str | None) -> bool:
    """Return whether no form may be written: what stops a build does, and every error of the questionnaire."""
    return stops(diagnostic, scenario) or _is_of_report(diagnostic)


def _is_of_report(diagnostic: Diagnostic) -> bool:
    in_folder = PurePosixPath(diagnostic.span.path).parent.name == REPORT
    return diagnostic.severity is Severity.ERROR and (in_folder or diagnostic.code.name in SOUND_AS_TEXT)
