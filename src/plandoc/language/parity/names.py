"""Values, references, footnote marks and addresses compared, option by option: they are the same in every language."""

from collections import Counter

from plandoc.diagnostics import Findings
from plandoc.language.parity.pairs import Pair, Places, named
from plandoc.language.parity.shapes import Name, Shape, Slot


def compare_names(pair: Pair, findings: Findings) -> None:
    """Report what is lost, added or moved to another option."""
    for slot in pair.shared_slots():
        ours, theirs = _names(pair.source.shape, slot), _names(pair.target.shape, slot)
        where = f" in {named(slot)}" if slot else ""
        for text in _counted(ours) - _counted(theirs):
            name = ours[text][0]
            pair.report(
                findings,
                "PD068",
                f"{text} is missing{where} in the translation.",
                Places(target=pair.target.shape.spans(slot)[0], source=(name.start, name.end)),
                hint="Values, references and footnote marks are kept as they are, each where its words stand.",
            )
        for text in _counted(theirs) - _counted(ours):
            name = theirs[text][-1]
            pair.report(
                findings,
                "PD068",
                f"{text} stands{where} in the translation and not in the source.",
                Places(target=(name.start, name.end), source=pair.source.shape.spans(slot)[0]),
                hint="Values, references and footnote marks are those of the source; a label stands right before a "
                "bracket.",
            )


def _names(shape: Shape, slot: Slot) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    for name in shape.names:
        if name.slot == slot:
            found.setdefault(name.text, []).append(name)
    return found


def _counted(names: dict[str, list[Name]]) -> Counter[str]:
    return Counter({text: len(found) for text, found in names.items()})
