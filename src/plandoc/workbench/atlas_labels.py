"""The labels of an atlas: of each list the end of every label that its blocks can get, in order.

What stands before the numeral follows a goal (`A.10.1` becomes `A.9.1` when A.9 goes), so a label is two strings: the
label that it hangs from, or its own prefix, and the k-th of its list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from plandoc.language.numbering import Numbers
from plandoc.model.blocks import Block, Document, Label, Part
from plandoc.model.numerals import numeral
from plandoc.workbench.atlas_tables import Json
from plandoc.workbench.wording import escaped


@dataclass(slots=True)
class Labels:
    """The lists of one document, as they count when every block of it is visible."""

    document: Document
    numbers: Numbers
    _lists: dict[str, list[str]] = field(default_factory=dict)
    _stems: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note which labels others hang from, and what each list can count."""
        labelled = tuple(self._labelled())
        hanging = {(part.id, label.prefix) for _, label, part in labelled}
        for block, label, part in labelled:
            stem = (part.id, label.mended.strip())
            if stem in hanging:
                self._stems.setdefault(stem, len(self._stems))
            number = self.numbers.blocks[block.id]
            ends = self._lists.setdefault(number.sequence, [])
            ends.append(f"{numeral(number.value, label.style)}{label.suffix}")

    def of_block(self, block: Block, part: Part) -> Json:
        """Return the place of the block's list, its prefix, what it hangs from if anything, and what hangs from it."""
        label, number = block.label, self.numbers.blocks.get(block.id)
        if label is None or number is None:
            return None
        entry: dict[str, Json] = {"list": list(self._lists).index(number.sequence), "prefix": label.prefix}
        hangs_from = self._stems.get((part.id, label.prefix))
        stem = self._stems.get((part.id, label.mended.strip()))
        entry |= {} if hangs_from is None else {"hangsFrom": hangs_from}
        return entry | ({} if stem is None else {"stem": stem})

    def as_json(self) -> dict[str, Json]:
        """Return the ends of the labels of each list, and those strings that are not the same as markup."""
        prefixes = (label.prefix for _, label, _ in self._labelled())
        strings = dict.fromkeys((*prefixes, *(end for ends in self._lists.values() for end in ends)))
        differing: dict[str, Json] = {text: escaped(text) for text in strings if escaped(text) != text}
        return {"labels": [list(ends) for ends in self._lists.values()], "escaped": differing}

    def _labelled(self) -> Iterator[tuple[Block, Label, Part]]:
        for section in self.document.sections:
            for line in section.lines:
                if isinstance(line, Block) and line.label is not None:
                    yield line, line.label, section.part
