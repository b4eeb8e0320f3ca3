"""The PO file of a language after its sources changed on purpose: what was finished stays finished."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from plandoc.agreement.renaming import Renaming
from plandoc.language.catalog import Catalog, Entry
from plandoc.language.merging import carry


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What happened to the sources of a catalog."""

    before: Mapping[str, Entry]
    """The units of the old sources, by id."""
    after: Mapping[str, Entry]
    """The units of the new sources, by id."""
    gone: Collection[str] = frozenset()
    """Ids of blocks that left the text."""
    renaming: Renaming = field(default_factory=Renaming)


def follow(catalog: Catalog, course: Course, texts: Mapping[str, str]) -> Catalog:
    """Return the catalog for the new sources; entries that nothing happened to are the same entries.

    `texts` are the translations that changed, by the old id of the block. A translation that waited for a translator
    still does, beside the words that it was made for; one whose block is gone is kept as obsolete. An entry that was
    made for other words than those of the old sources is left for `plandoc translate update`.
    """
    following = _Following(course, texts)
    return replace(catalog, entries=tuple(following.entries(catalog.entries)))


class _Following:
    """Looks up what becomes of each entry."""

    def __init__(self, course: Course, texts: Mapping[str, str]) -> None:
        self._course = course
        self._texts = texts

    def entries(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield what becomes of the entries, in their order."""
        for entry in entries:
            if entry.obsolete or entry.id not in self._course.before:
                yield self._called(entry)
                continue
            unit = self._unit(entry.id)
            if unit is not None:
                yield self._moved(entry, unit)
            elif entry.text or entry.comment:
                yield replace(entry, obsolete=True)

    def _unit(self, identifier: str) -> Entry | None:
        course = self._course
        return None if identifier in course.gone else course.after.get(course.renaming.block(identifier))

    def _moved(self, entry: Entry, unit: Entry) -> Entry:
        old = self._course.before[entry.id]
        if entry.source != old.source:
            return replace(self._called(entry), id=unit.id)
        text = self._texts.get(entry.id, entry.text) if entry.finished else entry.text
        said = (unit.id, unit.source, text, unit.notes)
        if said == (entry.id, entry.source, entry.text, old.notes):
            return self._called(entry)
        made_for = entry.previous
        if entry.fuzzy and entry.text and unit.source != entry.source:
            made_for = entry.previous or entry.source
        return carry(unit, replace(self._called(entry), text=text, previous=made_for))

    def _called(self, entry: Entry) -> Entry:
        """Return an entry that calls the block by its new id which its suggestion came from."""
        previous_id = self._course.renaming.block(entry.previous_id) if entry.previous_id else ""
        return entry if previous_id == entry.previous_id else replace(entry, previous_id=previous_id)
