"""Number: the label of every visible block, and the names by which others refer to it.

The open text keeps the labels that were typed; clean text counts anew, list by list, and what hangs from a goal
follows the goal (`A.10.1` becomes `A.9.1` when A.9 goes).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from plandoc.language.conventions import AnnexNames, Conventions, Manner
from plandoc.language.polishing import Polished
from plandoc.model.blocks import Block, Document, Label, Part, PartKind
from plandoc.model.numerals import numeral
from plandoc.model.printed import Number
from plandoc.model.workspace import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Labels and names of everything in a document."""

    blocks: Mapping[str, Number]
    """By id of the block; blocks whose label is not printed are missing."""
    annexes: Mapping[str, str]
    """Names of annexes and appendices over their text, by id of the part: Annex I, Appendix to annex I."""
    annex_references: Mapping[str, str]
    """The same within a sentence: annex I, the appendix to annex I."""
    hidden: frozenset[str]
    """Ids of labelled blocks that are not visible."""

    def name(self, target: str) -> str | None:
        """Return what a reference to a place prints: the annex's name, or the label without its stop."""
        if target in self.annex_references:
            return self.annex_references[target]
        number = self.blocks.get(target)
        return number.text.removesuffix(".") if number else None


def number(document: Document, polished: Polished, manner: Manner) -> Numbers:
    """Return the label of every visible block of a document."""
    starts = {start.block: start.value for section in document.sections for start in section.part.starts}
    counter = _Counter(manner, starts)
    hidden: set[str] = set()
    for section in document.sections:
        for line in section.lines:
            if not isinstance(line, Block) or line.label is None:
                continue
            counter.meet(line, line.label)
            if line.id in polished.bodies:
                counter.count(line, line.label, section.part)
            else:
                hidden.add(line.id)
    conventions = manner.conventions
    return Numbers(
        blocks=counter.numbers,
        annexes=_annexes(document, conventions, conventions.annex),
        annex_references=_annexes(document, conventions, conventions.annex_reference),
        hidden=frozenset(hidden),
    )


class _Counter:
    """Counts the lists of one document."""

    def __init__(self, manner: Manner, starts: Mapping[str, int]) -> None:
        self._manner = manner
        self._starts = starts
        self._next: dict[str, int] = {}
        self._stems: dict[tuple[str, str], str] = {}
        self.numbers: dict[str, Number] = {}

    def meet(self, block: Block, label: Label) -> None:
        """Note where a list begins: at the value of its first block, visible or not, if the part says nothing else."""
        self._next.setdefault(sequence_of(block, label), self._starts.get(block.id, label.value))

    def count(self, block: Block, label: Label, part: Part) -> None:
        """Give a visible block its label."""
        sequence = sequence_of(block, label)
        made = self._anew(label, sequence, part) if self._manner.clean else self._typed(label, sequence)
        if made.text:
            self.numbers[block.id] = made

    def _typed(self, label: Label, sequence: str) -> Number:
        printed = label.issued if self._manner.reading is Reading.PUBLISHED else label.mended
        return _number(label, sequence, text=printed.strip(), value=label.value, prefix=label.prefix)

    def _anew(self, label: Label, sequence: str, part: Part) -> Number:
        value = self._next[sequence]
        self._next[sequence] = value + 1
        prefix = self._stems.get((part.id, label.prefix), label.prefix)
        text = f"{prefix}{numeral(value, label.style)}{label.suffix}"
        self._stems[part.id, label.mended.strip()] = text
        return _number(label, sequence, text=text, value=value, prefix=prefix)


def _number(label: Label, sequence: str, *, text: str, value: int, prefix: str) -> Number:
    kept = value == label.value and prefix == label.prefix and text == label.mended.strip()
    return Number(
        text=text,
        sequence=sequence,
        style=label.style,
        value=value,
        prefix=prefix,
        suffix=label.suffix,
        addition=label.addition if kept else "",
        gap=label.gap,
    )


def sequence_of(block: Block, label: Label) -> str:
    """Return the name of the list that a labelled block counts in."""
    return f"{block.parent}|{label.style}|{label.prefix}|{label.suffix}"


def _annexes(document: Document, conventions: Conventions, names: AnnexNames) -> dict[str, str]:
    """Return the names of annexes and appendices, by id of the part; an appendix is named after its annex."""
    parts = {section.part.id: section.part for section in document.sections}
    annexes = [part.id for part in parts.values() if part.kind is PartKind.ANNEX]
    reference = conventions.annex_reference
    found: dict[str, str] = {}
    referred: dict[str, str] = {}
    for place, identifier in enumerate(annexes, 1):
        written = numeral(place, conventions.locale.annex_numerals)
        found[identifier] = names.alone if len(annexes) == 1 else names.numbered.format(numeral=written)
        referred[identifier] = reference.alone if len(annexes) == 1 else reference.numbered.format(numeral=written)
    for part in parts.values():
        if part.appendix_of in referred:
            found[part.id] = names.appendix.format(annex=referred[part.appendix_of])
    return found
