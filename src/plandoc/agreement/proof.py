"""The proof of a change before it is written: no new finding, and the same clean text whatever is decided later."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from plandoc.agreement.change import Change, reread
from plandoc.agreement.decisions import Decisions
from plandoc.agreement.refusal import refuse
from plandoc.agreement.renaming import Renaming
from plandoc.choices.checking import check_scenarios
from plandoc.diagnostics import Findings, Severity
from plandoc.language.catalog import Entry as CatalogEntry
from plandoc.language.catalog import parse_catalog
from plandoc.language.extracting import extract
from plandoc.language.parity.checking import check_translation, measure_of
from plandoc.model.order import Order
from plandoc.model.printed import (
    CrossReference,
    LineBreak,
    NoteCall,
    Piece,
    PrintedDocument,
    PrintedTable,
    Role,
    Words,
)
from plandoc.model.printed_walk import placed_blocks
from plandoc.model.scenario import Alternatives, Decision, Entry, Scenario
from plandoc.model.workspace import DocumentPlan, Reading, Workspace
from plandoc.pipeline import Draft, settle
from plandoc.source.workspace_checking import check_workspace

_REST = ((Decision.KEEP, Alternatives.FIRST), (Decision.DROP, Alternatives.NONE))
"""How the groups that stay open may be decided later: two ways that differ in every one of them."""


def prove_findings(before: Workspace, change: Change, glossary: str) -> tuple[Workspace, Findings]:
    """Return the workspace as the new texts say it, and the warnings that it has and the old one had not.

    Raises `RefusedError` at the first new error, and where a translation that was finished would not be.
    """
    found, known = Findings(), Findings()
    after = reread(before, change.texts, found)
    texts = {text.path: text.text for text in before.texts if text.path in change.texts}
    reread(before, texts, known)
    for workspace, findings in ((before, known), (after, found)):
        check_workspace(workspace, findings)
        check_scenarios(workspace, findings)
    _compare_translations(before, after, change, glossary, (known, found))
    return after, _new(known, found, change.renaming)


def _new(known: Findings, found: Findings, renaming: Renaming) -> Findings:
    """Return the warnings that were not known; a new error is refused."""
    left = Counter((one.code.name, renaming.text(one.message)) for one in known)
    new = Findings()
    for one in found:
        said = (one.code.name, one.message)
        left[said] -= 1
        if left[said] >= 0 or one.severity is Severity.NOTE:
            continue
        if one.severity is Severity.ERROR:
            refuse(f"This would bring about an error. {one.code.name}: {one.message}", one.hint)
        new.extend((one,))
    return new


def _compare_translations(
    before: Workspace, after: Workspace, change: Change, glossary: str, findings: tuple[Findings, Findings]
) -> None:
    """Check the translations that change, as they were and as they are to be; nothing finished may be unfinished."""
    known, found = findings
    for (language, old), (_, new) in zip(before.catalogs, after.catalogs, strict=True):
        source_language = before.settings.language
        was = parse_catalog(old, language, source_language, known).live()
        will_be = parse_catalog(new, language, source_language, found).live()
        unfinished = set(_unfinished(after, will_be)) - {change.renaming.block(one) for one in _unfinished(before, was)}
        if unfinished:
            refuse(f"The translation of {min(unfinished)} into {language} would be lost.", "Settle it by hand.")
        for entries, others, workspace, collector in ((was, will_be, before, known), (will_be, was, after, found)):
            measure = measure_of(workspace, language, glossary)
            for name, entry in entries.items():
                if entry.finished and others.get(name) != entry:
                    check_translation(entry, measure, collector)


def _unfinished(workspace: Workspace, entries: Mapping[str, CatalogEntry]) -> Iterator[str]:
    for unit in extract(workspace):
        entry = entries.get(unit.id)
        if entry is None or not entry.finished or entry.source != unit.source:
            yield unit.id


def prove_clean_text(
    before: Mapping[str, Draft], after: Mapping[str, Draft], decisions: Decisions, renaming: Renaming
) -> None:
    """Raise `RefusedError` where the clean text of the new sources is not that of the old ones under the decisions."""
    entries = tuple(
        Entry(pattern=group, decision=chosen or Decision.NONE) for group, chosen in decisions.choices.items()
    )
    for language, old in before.items():
        for default, alternatives in _REST:
            rest = Scenario(name="", default=default, alternatives=alternatives)
            settled = Scenario(
                name="", default=default, alternatives=alternatives, entries=entries, values=decisions.values
            )
            meant = _printed(old, language, settled)
            made = _printed(after[language], language, rest)
            for wanted, got in zip_longest(_lines(meant, renaming), _lines(made, Renaming())):
                if wanted != got:
                    _refuse(wanted, got)


def _refuse(wanted: tuple[str, str] | None, got: tuple[str, str] | None) -> None:
    name, words = wanted or got or ("", "")
    said = f"“{got[1]}”" if got else "nothing"
    meant = f"“{words}”" if wanted else "nothing"
    refuse(
        f"Settled alone, {name} would later say {said} where it should say {meant}.",
        "Settle it together with the open groups beside it.",
    )


def _printed(made: Draft, language: str, scenario: Scenario) -> PrintedDocument:
    order = Order(
        document=DocumentPlan(name=made.document.name),
        language=language,
        reading=Reading.CORRECTED,
        scenario=scenario,
    )
    return settle(made, order, Findings()).printed


def _lines(document: PrintedDocument, renaming: Renaming) -> Iterator[tuple[str, str]]:
    """Yield everything that is read, with the id that it has now: label and words, columns and notes too."""
    for section in document.sections:
        if isinstance(section, PrintedTable):
            for column in section.columns:
                yield f"{section.id}/columns/{column.key}", _words((*column.head, *column.note))
    for block, _ in placed_blocks(document):
        number = block.number.text if block.number else ""
        yield renaming.block(block.id), f"{number} {_words(block.pieces)}"
    for note in document.notes:
        yield renaming.block(note.id), f"{note.number} {_words(note.pieces)}"


def _words(pieces: tuple[Piece, ...]) -> str:
    return "".join(_characters(piece) for piece in pieces)


def _characters(piece: Piece) -> str:
    match piece:
        case Words(text=text, emphasis=True, role=Role.TEXT):
            return f"*{text}*"
        case Words(text=text) | CrossReference(text=text):
            return text
        case NoteCall(number=number):
            return f"[^{number}]"
        case LineBreak():
            return "\n"
        case _:
            return ""
