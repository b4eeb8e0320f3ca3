"""An edited review file into what its reviewers changed: for each unit its text, and what must be looked at.

Three texts of a unit meet: that which the file was written with, that which it has now, and that of the PO file. A
text is taken only where the PO file has not moved on; nothing is ever lost: what is not taken stays as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plandoc.diagnostics import Findings
from plandoc.exchange.review.cells import Change, table_rows
from plandoc.exchange.review.finding import FoundRow, find_rows
from plandoc.exchange.review.identity import text_digest
from plandoc.exchange.review.opening import OpenedFile, UnreadableError, open_file
from plandoc.exchange.review.rows import ReviewRow, Subject, as_written, digest_of_sources
from plandoc.exchange.review.writing import PROPERTY
from plandoc.spans import Span

_NAMED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedRow:
    """What a review says of one unit."""

    id: str
    source: str
    """The source text that the reviewer saw."""
    text: str
    changed: bool
    """Whether the text is another than that of the PO file."""
    outdated: bool
    """Whether the unit has another source text by now."""
    changes: tuple[Change, ...] = ()
    """Tracked changes, all of them accepted in `text`."""


def read_review(
    data: bytes, rows: Sequence[ReviewRow], subject: Subject, path: str, findings: Findings
) -> tuple[ReviewedRow, ...]:
    """Return what a review file says of units, in the order of the file; tracked changes are accepted.

    `rows` are the units as they are now, of all parts; `path` is what findings call the file. Units whose text cannot
    be taken are left out and reported (PD075 to PD078); a file that is no review of this subject is PD074.
    """
    place = Span(path=path, start=0, end=0)
    try:
        opened = open_file(data)
    except UnreadableError as error:
        hint = "Take a file that `plandoc translate review` wrote, saved as .docx."
        findings.add("PD074", place, f"The review file cannot be read: {error}.", hint=hint)
        return ()
    return _Reader(opened, rows, place, findings).read(subject)


class _Reader:
    """Reads one file; findings about units all go to the same place."""

    def __init__(self, opened: OpenedFile, rows: Sequence[ReviewRow], place: Span, findings: Findings) -> None:
        self._rows = {row.id: row for row in rows}
        self._properties = {
            name.removeprefix(PROPERTY): value for name, value in opened.properties.items() if name.startswith(PROPERTY)
        }
        self._found = find_rows(table_rows(opened.document), rows)
        self._place = place
        self._findings = findings

    def read(self, subject: Subject) -> tuple[ReviewedRow, ...]:
        fault = self._fault(subject)
        if fault:
            hint = "Name the language with --lang, or take the file that belongs to it."
            self._findings.add("PD074", self._place, fault, hint=hint)
            return ()
        parts = tuple(self._properties.get("parts", "").split())
        written = Subject(
            source_language=subject.source_language, language=subject.language, domain=subject.domain, parts=parts
        )
        chosen = written.selected(tuple(self._rows.values()))
        same_sources = self._properties.get("source digest") == digest_of_sources(chosen)
        units = tuple(self._units())
        self._report_missing(chosen)
        reviewed = (self._reviewed(self._rows[row.unit], row, same_sources=same_sources) for row in units)
        return tuple(row for row in reviewed if row is not None)

    def _fault(self, subject: Subject) -> str:
        """Return why the file is no review of the subject."""
        for name, wanted in (("domain", subject.domain), ("language", subject.language)):
            value = self._properties.get(name, wanted)
            if value != wanted:
                return f"The review file is of another {name}: {value}, not {wanted}."
        if not any(row.unit for row in self._found):
            return "The file is no review file: none of its tables has a row of a unit."
        return ""

    def _units(self) -> Iterator[FoundRow]:
        """Yield one row for each unit that the file has; report rows that belong to no unit or to several."""
        first: dict[str, FoundRow] = {}
        conflicting: set[str] = set()
        for row in self._found:
            others = {bookmark.unit for bookmark in row.bookmarks}
            if len(others) > 1:
                self._report("PD076", f"The row of {row.unit} holds the texts of several units.", _ONE_ROW)
                conflicting.add(row.unit)
            elif not row.unit:
                self._report_unknown(row)
            elif row.unit in first and first[row.unit].cell.text != row.cell.text:
                self._report("PD076", f"The unit {row.unit} has two rows with different texts.", _ONE_ROW)
                conflicting.add(row.unit)
            first.setdefault(row.unit, row)
        yield from (row for unit, row in first.items() if unit and unit not in conflicting)

    def _report_unknown(self, row: FoundRow) -> None:
        if any(bookmark.text == text_digest(row.cell.text) for bookmark in row.bookmarks):
            self._report("PD078", f"The unit {row.typed} is gone since the review was written.", _GONE)
        else:
            message = f"A row belongs to no unit: {row.typed or 'no id'}, “{_short(row.cell.text)}”."
            self._report("PD076", message, _ID)

    def _report_missing(self, chosen: Sequence[ReviewRow]) -> None:
        found = {row.unit for row in self._found}
        missing = [row.id for row in chosen if row.id not in found]
        if missing:
            count = "a unit" if len(missing) == 1 else f"{len(missing)} units"
            named = ", ".join(missing[:_NAMED]) + (" …" if len(missing) > _NAMED else "")
            self._report("PD075", f"The review has no row for {count}: {named}.", _KEPT)

    def _reviewed(self, now: ReviewRow, row: FoundRow, *, same_sources: bool) -> ReviewedRow | None:
        """Return what the review says of a unit, or None where the PO file keeps what it has."""
        then = next((bookmark for bookmark in row.bookmarks), None)
        outdated = then.source != text_digest(now.source) if then else not same_sources and _differs(row, now)
        self._report_edits(row, then.source if then else None, now, outdated=outdated)
        text = row.cell.text
        untouched = text_digest(text) == then.text if then else text == as_written(now.text)
        moved_on = then is not None and then.text != text_digest(now.text)
        if moved_on and text != as_written(now.text):
            if not untouched:
                self._report("PD078", f"The translation of {now.id} was changed in the meantime.", _BOTH)
            return None
        if not text and as_written(now.text):
            self._report("PD075", f"The review has no text for {now.id}.", _KEPT)
            return None
        return ReviewedRow(
            id=now.id,
            source=row.source or now.source,
            text=text,
            changed=text != as_written(now.text),
            outdated=outdated,
            changes=row.cell.changes,
        )

    def _report_edits(self, row: FoundRow, source: str | None, now: ReviewRow, *, outdated: bool) -> None:
        """Report what was changed that is not read, and what changed since the file was written."""
        if row.whole and row.typed != now.id:
            self._report("PD077", f"The id of {now.id} was changed to {row.typed or 'nothing'}.", _IGNORED)
        edited = text_digest(row.source) != source if source else not outdated and _differs(row, now)
        if row.whole and edited:
            self._report("PD077", f"The source text of {now.id} was changed in the review.", _IGNORED)
        if outdated:
            self._report("PD078", f"The unit {now.id} has another source text since the review was written.", _FUZZY)

    def _report(self, code: str, message: str, hint: str) -> None:
        self._findings.add(code, self._place, message, hint=hint)


_GONE = "Its text is as it was written; nothing is lost."
_ONE_ROW = "Leave one row for each unit, with the text that is right; the PO file keeps what it has until then."
_ID = "Write the id of the unit into the first column, or delete the row."
_KEPT = "The PO file keeps its translation."
_IGNORED = "It is not read. A source text is changed in the sources; an id never."
_FUZZY = "A changed text is taken as fuzzy. Write a new review file to work on today's source text."
_BOTH = "The PO file keeps its text. Compare the two, and write the right one into the PO file."


def _differs(row: FoundRow, now: ReviewRow) -> bool:
    return row.whole and row.source != as_written(now.source)


def _short(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[:longest]} …"
