"""Numbers, symbols and Articles compared, option by option, so that two swapped options are found."""

from collections import Counter
from dataclasses import dataclass, replace

from plandoc.diagnostics import Findings
from plandoc.language.parity.figures import Figure, knows_words, read_figures
from plandoc.language.parity.pairs import Pair, Places, Side, named
from plandoc.language.parity.shapes import Slot


def compare_numbers(pair: Pair, findings: Findings) -> None:
    """Report every number that only one of the languages has, in each option and outside."""
    read = {
        slot: _Numbers(
            source=read_figures(pair.source.shape.own[slot], pair.source.language),
            target=read_figures(pair.target.shape.own[slot], pair.target.language),
            spelled=knows_words(pair.source.language) and knows_words(pair.target.language),
        )
        for slot in pair.shared_slots()
    }
    for slot, numbers in read.items():
        if numbers.lost() or numbers.added():
            _report(pair, slot, read, findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbers:
    """The numbers of one option in both languages."""

    source: tuple[Figure, ...]
    target: tuple[Figure, ...]
    spelled: bool
    """Whether both languages are read for numbers written as words."""

    def lost(self) -> tuple[Figure, ...]:
        """Return the numbers of the source that nothing in the translation answers."""
        return _unanswered(self.source, self.target, spelled=self.spelled)

    def added(self) -> tuple[Figure, ...]:
        """Return the numbers of the translation that nothing in the source answers."""
        return _unanswered(self.target, self.source, spelled=self.spelled)


def _unanswered(ours: tuple[Figure, ...], theirs: tuple[Figure, ...], *, spelled: bool) -> tuple[Figure, ...]:
    answers = Counter(_key(figure, spelled=spelled) for figure in theirs)
    missing = []
    # What must be answered is matched before what may be.
    for figure in sorted(ours, key=lambda one: one.loose):
        key = _key(figure, spelled=spelled)
        if answers[key] > 0:
            answers[key] -= 1
        elif not figure.loose and (spelled or not figure.spelled):
            missing.append(figure)
    return tuple(missing)


def _key(figure: Figure, *, spelled: bool) -> tuple[str, str]:
    """Return what must be equal; what a number counts is known only where both languages are read in words."""
    return (figure.kind if spelled or figure.kind in ("symbol", "item") else "", figure.value)


def _swapped(slot: Slot, read: dict[Slot, _Numbers]) -> int | None:
    """Return the option of the same choice whose numbers stand here, while the numbers from here stand there."""
    here = read[slot]
    for other, there in read.items():
        if slot is None or other is None or other[0] != slot[0] or other == slot:
            continue
        exchanged = (
            replace(here, target=there.target),
            replace(there, target=here.target),
        )
        if not any(one.lost() or one.added() for one in exchanged):
            return other[1]
    return None


def _report(pair: Pair, slot: Slot, read: dict[Slot, _Numbers], findings: Findings) -> None:
    lost, added = read[slot].lost(), read[slot].added()
    said = [f"the source says {_listed(lost)}"] if lost else []
    said += [f"the translation says {_listed(added)}"] if added else []
    hint = "Every number, Article, symbol and decision of the source stands in the same option of the translation."
    swapped = _swapped(slot, read)
    if slot and swapped:
        hint = f"Options {min(slot[1], swapped)} and {max(slot[1], swapped)} look swapped: option k is option k."
    pair.report(
        findings,
        "PD069",
        f"the numbers of {named(slot)} differ: {', '.join(said)}.",
        Places(target=_place(pair.target, added, slot), source=_place(pair.source, lost, slot)),
        hint=hint,
    )


def _listed(figures: tuple[Figure, ...]) -> str:
    return ", ".join(str(figure) for figure in sorted(figures, key=lambda one: one.start))


def _place(side: Side, figures: tuple[Figure, ...], slot: Slot) -> tuple[int, int]:
    if figures:
        first = min(figures, key=lambda one: one.start)
        return first.start, first.end
    return side.shape.spans(slot)[0]
