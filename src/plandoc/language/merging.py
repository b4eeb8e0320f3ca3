"""A catalog and the units of today into the catalog of today: every decision is told, and nothing finished is dropped.

The id comes first, then the same words under another id, then the memory, then what is alike. So one paragraph's
"decides" never becomes another's "agrees", as it does where tools look at the words alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from plandoc.diagnostics import Findings, did_you_mean
from plandoc.language.catalog import BRACE_FORMAT, Catalog, Entry
from plandoc.language.differing import difference, rename_labels, renamed_labels
from plandoc.language.similarity import Likenesses, likeness
from plandoc.model.memory import Remembered


class Outcome(StrEnum):
    """What became of a unit's translation."""

    KEPT = "kept"
    """It stands as it was; labels and other marks of the source may have changed."""
    MOVED = "moved"
    """The same words stood under another id before."""
    MEMORY = "memory"
    """A translation memory has the same words."""
    FUZZY = "fuzzy"
    """It was made for other words, and a translator has to look at it."""
    NEW = "new"
    """The unit is new and has no translation yet."""
    GONE = "gone"
    """The unit is no longer in the source; a translation is kept as obsolete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one unit, and why."""

    id: str
    outcome: Outcome
    origin: str = ""
    """Id of the unit that the translation came from, where it is another one."""
    likeness: int = 100
    """How alike the words are for which the translation was made, in per cent."""
    difference: str = ""
    """How the source differs from the words that the translation was made for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The catalog of today, and what became of each unit, in the order of the source; what is gone comes last."""

    catalog: Catalog
    changes: tuple[Change, ...]


def merge(catalog: Catalog, units: Iterable[Entry], memory: Iterable[Remembered] = ()) -> Merged:
    """Return the catalog with an entry for every unit, translated from what it, and then the memory, had.

    `units` are empty entries in the order of the source. Entries keep the order of the file; new ones stand behind the
    unit that they follow. Entries that do not change are equal to what they were.
    """
    merging = _Merging(catalog, tuple(units), tuple(memory))
    merged = [merging.merged(unit) for unit in merging.units]
    entries = {entry.id: entry for entry, _ in merged}
    left = merging.left()
    return Merged(
        catalog=replace(catalog, entries=(*_ordered(catalog, entries), *left)),
        changes=(*(change for _, change in merged), *merging.gone()),
    )


def report_unknown(catalog: Catalog, units: Iterable[Entry], findings: Findings) -> None:
    """Report live entries of units that do not exist (PD064); an update makes them obsolete."""
    known = {unit.id for unit in units}
    for name, entry in catalog.live().items():
        if name not in known:
            findings.add(
                "PD064",
                entry.span,
                f"The sources have no block {name}.",
                hint=f"{did_you_mean(name, known, '')} `plandoc translate update` keeps it as obsolete.".lstrip(),
            )


class _Merging:
    """What a merge looks things up in, and what it has taken so far."""

    def __init__(self, catalog: Catalog, units: tuple[Entry, ...], memory: tuple[Remembered, ...]) -> None:
        self.units = units
        self._catalog = catalog
        self._sources = {unit.id: unit.source for unit in units}
        self._live = catalog.live()
        self._obsolete = _by_id(entry for entry in catalog.entries if entry.obsolete)
        self._translated = _by_source(entry for entry in catalog.entries if entry.text)
        self._remembered = _by_source(
            Entry(id=one.id, source=one.source, text=one.text) for one in memory if one.source and one.text
        )
        self._likenesses: Likenesses | None = None
        self._taken: set[Entry] = set()
        """Entries whose translation stands under another id now, or that live again."""
        self._replaced: set[Entry] = set()

    def merged(self, unit: Entry) -> tuple[Entry, Change]:
        """Return the entry of a unit, and what became of it."""
        own = self._own(unit)
        if own is not None and own.text:
            return self._from_own(unit, own)
        found = self._same(unit) or self._alike(unit)
        if found is not None:
            entry, change = found
            return replace(entry, comment=_joined(own.comment if own else "", entry.comment)), change
        outcome = Outcome.NEW if own is None else Outcome.KEPT
        return carry(unit, own or unit), Change(id=unit.id, outcome=outcome)

    def left(self) -> Iterator[Entry]:
        """Yield what is obsolete now, in the order of the file: with translation or comment, and not taken."""
        for entry in self._catalog.entries:
            left = entry.obsolete or entry.id not in self._sources or entry in self._replaced
            if left and entry not in self._taken and (entry.text or entry.comment):
                yield replace(entry, obsolete=True)

    def gone(self) -> Iterator[Change]:
        """Yield the units that were there and are not any more."""
        return (Change(id=name, outcome=Outcome.GONE) for name in self._live if name not in self._sources)

    def _own(self, unit: Entry) -> Entry | None:
        """Return the entry of the same id: the live one, or the obsolete one that fits best."""
        if unit.id in self._live:
            return self._live[unit.id]
        former = self._obsolete.get(unit.id, [])
        own = next((entry for entry in former if entry.source == unit.source), former[-1] if former else None)
        if own is not None:
            self._taken.add(own)
        return own

    def _from_own(self, unit: Entry, own: Entry) -> tuple[Entry, Change]:
        if own.source == unit.source:
            return carry(unit, own), Change(id=unit.id, outcome=Outcome.KEPT)
        names = renamed_labels(own.source, unit.source)
        if names is not None:
            text = rename_labels(own.text, names)
            told = difference(own.source, unit.source)
            return carry(unit, replace(own, text=text)), Change(id=unit.id, outcome=Outcome.KEPT, difference=told)
        if own.fuzzy and own.previous == unit.source and not own.previous_id:
            # The source is again what it was when the translation was made.
            return carry(unit, replace(own, fuzzy=False)), Change(id=unit.id, outcome=Outcome.KEPT)
        moved = self._moved_away(unit)
        if moved is not None and not moved.fuzzy:
            self._taken.discard(own)
            self._replaced.add(own)
            return self._taken_from(unit, moved)
        return self._changed(unit, own)

    def _changed(self, unit: Entry, own: Entry) -> tuple[Entry, Change]:
        """Return the old translation, fuzzy, beside the words that it was made for."""
        made_for = own.previous if own.fuzzy and own.previous else own.source
        entry = carry(unit, replace(own, fuzzy=True, previous=made_for))
        return entry, _fuzzy(entry)

    def _moved_away(self, unit: Entry) -> Entry | None:
        """Return an entry with the words of a unit whose own block has other words now, or is gone."""
        entries = self._translated.get(unit.source, ())
        return next((one for one in entries if one.obsolete or self._sources.get(one.id) != one.source), None)

    def _taken_from(self, unit: Entry, entry: Entry) -> tuple[Entry, Change]:
        self._taken.add(entry)
        return carry(unit, entry), Change(id=unit.id, outcome=Outcome.MOVED, origin=entry.id)

    def _same(self, unit: Entry) -> tuple[Entry, Change] | None:
        """Return the translation of the same words: from where they moved, from a block that has them, from memory."""
        moved = self._moved_away(unit)
        if moved is not None:
            return self._taken_from(unit, moved)
        finished = [entry for entry in self._translated.get(unit.source, ()) if entry.finished]
        if finished:
            entry = min(finished, key=lambda one: _part(one.id) != _part(unit.id))
            return _shared(unit, entry), Change(id=unit.id, outcome=Outcome.MOVED, origin=entry.id)
        remembered = self._remembered.get(unit.source)
        if remembered:
            entry = min(remembered, key=lambda one: one.id != unit.id)
            return _shared(unit, entry), Change(
                id=unit.id, outcome=Outcome.MEMORY, origin=entry.id if entry.id != unit.id else ""
            )
        return None

    def _alike(self, unit: Entry) -> tuple[Entry, Change] | None:
        """Return the translation of the words most alike, as a suggestion."""
        if self._likenesses is None:
            finished = (source for source, entries in self._translated.items() if any(not one.fuzzy for one in entries))
            self._likenesses = Likenesses((*finished, *self._remembered))
        nearest = self._likenesses.nearest(unit.source)
        if nearest is None:
            return None
        candidates = (*self._translated.get(nearest[0], ()), *self._remembered.get(nearest[0], ()))
        origin = next(one for one in candidates if not one.fuzzy)
        found = replace(origin, fuzzy=True, previous=origin.source, previous_id=origin.id, comment="")
        entry = carry(unit, found)
        return entry, _fuzzy(entry)


def carry(unit: Entry, old: Entry) -> Entry:
    """Return a unit, an empty entry, with an entry's translation and all that belongs to it; notes are made anew."""
    flags = tuple(flag for flag in old.flags if flag != BRACE_FORMAT or "{" in unit.source)
    if "{" in unit.source and BRACE_FORMAT not in flags:
        flags = (*flags, BRACE_FORMAT)
    entry = replace(unit, text=old.text, comment=old.comment, flags=flags)
    if not (old.fuzzy and old.text):
        return entry
    previous_id = "" if old.previous_id == unit.id else old.previous_id
    entry = replace(entry, fuzzy=True, previous=old.previous, previous_id=previous_id)
    return replace(entry, notes=(*unit.notes, *_fuzzy_notes(entry)))


def _shared(unit: Entry, entry: Entry) -> Entry:
    """Return a unit with a translation that stays where it is, too; remarks on it stay there."""
    return carry(unit, replace(entry, comment=""))


def _fuzzy_notes(entry: Entry) -> Iterator[str]:
    """Yield what a translator has to know of a fuzzy entry: it follows from the entry alone, so it never churns."""
    if not entry.previous:
        return
    if entry.previous_id:
        yield f"suggested by {entry.previous_id}, {likeness(entry.previous, entry.source)} % alike"
    yield f"difference: {difference(entry.previous, entry.source)}"


def _fuzzy(entry: Entry) -> Change:
    return Change(
        id=entry.id,
        outcome=Outcome.FUZZY,
        origin=entry.previous_id,
        likeness=likeness(entry.previous, entry.source),
        difference=difference(entry.previous, entry.source),
    )


def _ordered(catalog: Catalog, entries: Mapping[str, Entry]) -> Iterator[Entry]:
    """Yield the entries in the order of the file, each new one behind the one that it follows in the source."""
    live = catalog.live()
    known = [name for name in live if name in entries]
    new: dict[str, list[str]] = {}
    before = ""
    for name in entries:
        if name in live:
            before = name
        else:
            new.setdefault(before, []).append(name)
    for name in ("", *known):
        if name:
            yield entries[name]
        yield from (entries[one] for one in new.get(name, ()))


def _by_id(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.id, []).append(entry)
    return found


def _by_source(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.source, []).append(entry)
    return found


def _part(identifier: str) -> str:
    return identifier.partition("/")[0]


def _joined(one: str, other: str) -> str:
    return "\n".join(dict.fromkeys(filter(None, (one, other))))
