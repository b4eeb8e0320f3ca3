"""What a redline says: all changes accepted or rejected, straight from the definition, as text that can be compared.

A resolved text is a list of lines: blocks by their kind, depth, id, number and words, rows and columns by name, notes
by their numbers counted in the order of the calls that are left. Marks of options show nothing and are left out.
"""

from collections.abc import Iterable, Iterator

from plandoc.model.printed import (
    Change,
    CrossReference,
    LineBreak,
    NoteCall,
    OptionEnd,
    OptionStart,
    Piece,
    PrintedBlock,
    PrintedDocument,
    PrintedRow,
    PrintedTable,
    PrintedText,
    Role,
    Words,
)


class Resolved:
    """The lines of one text: of a redline with its changes accepted (`gone` is DELETED) or rejected (INSERTED)."""

    def __init__(self, document: PrintedDocument, gone: Change | None = None) -> None:
        self._gone = gone
        self._calls: dict[str, int] = {}
        self.lines = [line for section in document.sections for line in self._section(section)]
        notes = {note.id: note for note in document.notes if note.change is None or note.change is not gone}
        self.lines += [f"note {number} {name}: {self._words(notes[name].pieces)}" for name, number in self._order()]
        assert set(notes) == set(self._calls)

    def _order(self) -> list[tuple[str, int]]:
        return sorted(self._calls.items(), key=lambda pair: pair[1])

    def _section(self, section: object) -> Iterator[object]:
        if isinstance(section, PrintedText):
            lines = list(self._blocks(section.blocks))
            # Running text without a block is no section: it prints nothing.
            yield from (f"text {section.kind} {section.id}", *lines) if lines else ()
            return
        assert isinstance(section, PrintedTable)
        if self._is_gone(section.change):
            return
        yield f"table {section.id}"
        yield from self._blocks(section.opening)
        for column in section.columns:
            yield f"column {column.key}: {self._words(column.head)} / {self._words(column.note)}"
        for row in section.body:
            if isinstance(row, PrintedBlock):
                yield from self._blocks((row,))
            elif not self._is_gone(row.change):
                yield from self._row(row)

    def _row(self, row: PrintedRow) -> Iterator[object]:
        yield from self._blocks((row.goal,))
        for at, cell in enumerate(row.cells):
            yield f"cell {at}"
            yield from self._blocks(cell)

    def _blocks(self, blocks: Iterable[PrintedBlock]) -> Iterator[object]:
        for block in blocks:
            if not self._is_gone(block.change):
                was = block.was if self._gone is Change.INSERTED and block.was else block.number
                yield block.kind, block.level, block.id, was, self._words(block.pieces)

    def _is_gone(self, change: Change | None) -> bool:
        return change is not None and change is self._gone

    def _words(self, pieces: Iterable[Piece]) -> str:
        return "".join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, OptionStart | OptionEnd) or self._is_gone(piece.change):
            return ""
        match piece:
            case Words():
                # A blank and the same words settled read alike.
                set_as = f"{'[' if piece.role is Role.BRACKET else ''}{'*' if piece.emphasis else ''}"
                return "".join(set_as + character for character in piece.text) if set_as else piece.text
            case CrossReference():
                return f"{{{piece.text}>{piece.target}}}{'*' if piece.emphasis else ''}"
            case NoteCall(note=note):
                return f"^{self._calls.setdefault(note, len(self._calls) + 1)}"
            case LineBreak():
                return "\n"


def resolved(document: PrintedDocument) -> list[object]:
    """The lines of a printed text that is no redline, its notes numbered as it numbers them."""
    text = Resolved(document)
    assert [(note.id, note.number) for note in document.notes] == text._order()  # noqa: SLF001
    return text.lines


def accepted(redline: PrintedDocument) -> list[object]:
    """The lines of a redline with every change accepted."""
    return Resolved(redline, Change.DELETED).lines


def rejected(redline: PrintedDocument) -> list[object]:
    """The lines of a redline with every change rejected."""
    return Resolved(redline, Change.INSERTED).lines
