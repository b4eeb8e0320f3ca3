"""The proof of a change before it is written: no new finding, and the same clean text whatever is decided later."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest

from plandoc.agreement.change import Change, reread
from plandoc.agreement.decisions import Decisions
from plandoc.agreement.refusal import refuse
from plandoc.agreement.renaming import Renaming
from plandoc.agreement.wording import drafts
from plandoc.choices.checking import check_scenarios
from plandoc.diagnostics import Findings, Severity
from plandoc.language.catalog import Catalog
from plandoc.language.catalog import Entry as CatalogEntry
from plandoc.language.extracting import extract
from plandoc.language.parity.checking import Measure, check_translation, measure_of
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
from plandoc.pipeline import Draft, Memory, settle, translations
from plandoc.source.workspace_checking import check_workspace
from plandoc.spans import SourceText

_REST = ((Decision.KEEP, Alternatives.FIRST), (Decision.DROP, Alternatives.NONE))
"""How the groups that stay open may be decided later: two ways that differ in every one of them."""


class Proof:
    """Reads new texts as they will be read, and holds them against the old ones."""

    def __init__(self, before: Workspace, change: Change, catalogs: Mapping[str, Catalog]) -> None:
        """Take a workspace, what becomes of it, and its translations as they were read."""
        self._before = before
        self._change = change
        self._found = Findings()
        self._after = reread(before, change.texts, self._found)
        self._was = catalogs
        self._will_be = {
            name: translations(self._after, name, self._found) if source.path in change.texts else catalogs[name]
            for name, source in before.catalogs
        }

    @property
    def texts(self) -> Mapping[str, SourceText]:
        """The new texts of all files, by their paths."""
        return {text.path: text for text in self._after.texts}

    def of_findings(self, glossary: str) -> Findings:
        """Return the warnings that are new.

        Raises `RefusedError` at the first new error, and where a translation that was finished would not be.
        """
        known = Findings()
        texts = {text.path: text.text for text in self._before.texts if text.path in self._change.texts}
        reread(self._before, texts, known)
        found = Findings()
        found.extend(self._found)
        for workspace, findings in ((self._before, known), (self._after, found)):
            check_workspace(workspace, findings)
            check_scenarios(workspace, findings)
        self._compare_translations(glossary, known, found)
        return _new(known, found, self._change.renaming)

    def of_clean_text(self, made: Mapping[str, Draft], parts: tuple[str, ...], decisions: Decisions) -> None:
        """Raise `RefusedError` where the clean text of the new sources is not that of the old ones, decided.

        `made` are the drafts of these parts before the change.
        """
        entries = tuple(
            Entry(pattern=group, decision=chosen or Decision.NONE) for group, chosen in decisions.choices.items()
        )
        after = drafts(self._after, parts, self._will_be)
        for language, old in made.items():
            memories = Memory(old), Memory(after[language])
            for default, alternatives in _REST:
                rest = Scenario(name="", default=default, alternatives=alternatives)
                settled = replace(rest, entries=entries, values=decisions.values)
                lost = Findings()
                meant = _printed(old, language, settled, memories[0], lost)
                said = _printed(after[language], language, rest, memories[1], Findings())
                self._compare(meant, said, self._unnamed(old, lost))

    def _compare(self, meant: PrintedDocument, said: PrintedDocument, unnamed: frozenset[str]) -> None:
        for wanted, got in zip_longest(_lines(meant, self._change.renaming), _lines(said, Renaming())):
            if wanted != got and (wanted is None or got is None or wanted[0] not in unnamed or wanted[0] != got[0]):
                _refuse(wanted, got)

    def _unnamed(self, made: Draft, lost: Findings) -> frozenset[str]:
        """Return the blocks that print an id, for want of the place that it names: after renumbering it is another."""
        spans = {one.span for one in lost if one.code.name == "PD041"} if self._change.renaming.blocks else set()
        blocks = (block for section in made.document.sections for block in section.blocks())
        return frozenset(self._change.renaming.block(block.id) for block in blocks if block.span in spans)

    def _compare_translations(self, glossary: str, known: Findings, found: Findings) -> None:
        """Check the translations that change, as they were and as they are to be; nothing finished is unfinished."""
        for language, catalog in self._was.items():
            was, will_be = catalog.live(), self._will_be[language].live()
            before = {self._change.renaming.block(name) for name in _unfinished(self._before, was)}
            unfinished = set(_unfinished(self._after, will_be)) - before
            if unfinished:
                refuse(f"The translation of {min(unfinished)} into {language} would be lost.", "Settle it by hand.")
            _check_changed(was, will_be, measure_of(self._before, language, glossary), known)
            _check_changed(will_be, was, measure_of(self._after, language, glossary), found)


def _check_changed(
    entries: Mapping[str, CatalogEntry], others: Mapping[str, CatalogEntry], measure: Measure, findings: Findings
) -> None:
    for name, entry in entries.items():
        if entry.finished and others.get(name) != entry:
            check_translation(entry, measure, findings)


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


def _unfinished(workspace: Workspace, entries: Mapping[str, CatalogEntry]) -> Iterator[str]:
    for unit in extract(workspace):
        entry = entries.get(unit.id)
        if entry is None or not entry.finished or entry.source != unit.source:
            yield unit.id


def _refuse(wanted: tuple[str, str] | None, got: tuple[str, str] | None) -> None:
    name, words = wanted or got or ("", "")
    said = f"“{got[1]}”" if got else "nothing"
    meant = f"“{words}”" if wanted else "nothing"
    refuse(
        f"Settled alone, {name} would later say {said} where it should say {meant}.",
        "Settle it together with the open groups beside it.",
    )


def _printed(made: Draft, language: str, scenario: Scenario, memory: Memory, findings: Findings) -> PrintedDocument:
    order = Order(
        document=DocumentPlan(name=made.document.name),
        language=language,
        reading=Reading.CORRECTED,
        scenario=scenario,
    )
    return settle(made, order, findings, memory).printed


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
