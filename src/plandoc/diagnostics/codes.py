"""The one table of diagnostic codes. Every code has a page, shown by `plandoc explain`, and a case that provokes it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The source says something that cannot be meant; commands end with exit code 1."""
    WARNING = "warning"
    """Probably a mistake; nothing is lost."""
    NOTE = "note"
    """Worth knowing; shown by `plandoc check --notes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding."""

    name: str
    severity: Severity
    title: str


_ERRORS = {
    "PD001": "file cannot be read",
    "PD002": "file is not UTF-8",
    "PD003": "control character in a source",
    "PD004": "front matter or YAML file is invalid",
    "PD005": "plandoc.toml is invalid",
    "PD006": "part file is missing",
    "PD007": "unknown key",
    "PD008": "part stands twice in a document",
    "PD010": "bracket is opened and never closed",
    "PD011": "bracket is closed and never opened",
    "PD012": "option begins in one block and ends inside another",
    "PD013": "brackets are nested too deeply",
    "PD014": "group needs a label",
    "PD015": "label is used in several blocks without a declaration",
    "PD017": "emendation is malformed",
    "PD018": "options of one choice are numbered inconsistently",
    "PD020": "id stands twice",
    "PD021": "block needs an id",
    "PD022": "reference to an unknown id",
    "PD023": "footnote mark without its footnote",
    "PD024": "slot names an unknown part",
    "PD025": "unknown column",
    "PD030": "scenario names an unknown group",
    "PD031": "scenario asks for an option that does not exist",
    "PD032": "scenario gives a value that no text uses",
    "PD033": "scenario entry is malformed",
    "PD038": "history is malformed",
    "PD050": "template fails",
    "PD051": "font is missing",
    "PD052": "glyph is missing",
    "PD053": "output cannot be written",
    "PD054": "unknown document, language or format",
    "PD062": "PO file is invalid",
    "PD063": "unit stands twice",
    "PD065": "group is lost or added",
    "PD066": "options of a choice differ",
    "PD067": "group hangs from another option",
    "PD068": "values, references or footnotes differ",
    "PD069": "numbers differ",
    "PD074": "review file cannot be read",
    "PD076": "row of a review has no unit, or shares one",
    "PD080": "position names an unknown group",
    "PD081": "position is malformed",
    "PD088": "block has too many texts",
    "PD090": "report file is malformed",
    "PD091": "text of the report cannot be read",
    "PD092": "report names what there is not",
    "PD093": "condition cannot be evaluated",
    "PD094": "condition names a later question",
    "PD095": "condition has no effect",
    "PD096": "question is never asked",
    "PD097": "indicator has neither question nor source",
    "PD098": "question feeds nothing",
    "PD099": "choice that no rule reads",
    "PD100": "gate keeps Parties from a question",
    "PD101": "rule and choices differ on “not applicable”",
    "PD102": "label of a choice has a unit",
    "PD103": "reference to a question that is dropped",
    "PD104": "link claims more than the choices allow",
    "PD105": "question does not fit its type",
    "PD106": "text of the report is not translated",
    "PD108": "form does not fit into a file",
}

_WARNINGS = {
    "PD016": "braces that mean nothing",
    "PD019": "full-width square bracket",
    "PD026": "footnote that no mark calls",
    "PD027": "emphasis crosses a bracket",
    "PD028": "mark without an editorial note",
    "PD029": "editorial note without a mark",
    "PD034": "scenario entry changes nothing",
    "PD035": "choice that is moot",
    "PD037": "group was agreed already",
    "PD040": "clean text lacks a word beside a dropped option",
    "PD041": "reference to a dropped place",
    "PD055": "WeasyPrint is not the version that was tested",
    "PD056": "page layout left something out",
    "PD060": "unit is not translated",
    "PD061": "translation is fuzzy",
    "PD070": "term is missing or forbidden",
    "PD071": "end mark differs",
    "PD072": "translation looks unfinished",
    "PD075": "review lacks a unit",
    "PD077": "review changed what is not read",
    "PD078": "review is older than the unit",
    "PD107": "report follows what was agreed already",
}

_NOTES = {
    "PD036": "scenario entries contradict each other",
    "PD042": "alternatives were inferred from touching brackets",
    "PD043": "clean text was mended beside a dropped option",
    "PD044": "number typed as words",
    "PD064": "entry of a unit that does not exist",
    "PD073": "order of groups or echoes differs",
}

CODES: dict[str, Code] = {
    name: Code(name=name, severity=severity, title=title)
    for severity, titles in (
        (Severity.ERROR, _ERRORS),
        (Severity.WARNING, _WARNINGS),
        (Severity.NOTE, _NOTES),
    )
    for name, title in titles.items()
}
"""Every code by its name."""
