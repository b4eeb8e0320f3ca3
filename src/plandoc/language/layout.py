"""Polished text and numbers into the printed document: what every format shows, in reading order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from plandoc.diagnostics import Findings
from plandoc.language.conventions import Manner
from plandoc.language.numbering import Numbers
from plandoc.language.polishing import Polished
from plandoc.language.runs import Borders, borders, count_echoes, enclose
from plandoc.language.shares import rescale
from plandoc.model.blocks import Block, Document, Footnote, Part, PartKind, Section
from plandoc.model.printed import (
    BlockKind,
    CrossReference,
    Masthead,
    NoteCall,
    Piece,
    PrintedBlock,
    PrintedColumn,
    PrintedDocument,
    PrintedNote,
    PrintedRow,
    PrintedTable,
    PrintedText,
    TableBody,
    Words,
)
from plandoc.model.printed_walk import words_of


@dataclass(slots=True, kw_only=True)
class _Layout:
    """What is needed to print any block of one document, and what has been counted on the way."""

    polished: Polished
    numbers: Numbers
    borders: Borders
    manner: Manner
    findings: Findings
    annexed: bool
    """Whether parts stand below a frame, so that their headings are one level down."""
    begun: dict[str, int] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)


def lay_out(
    document: Document,
    polished: Polished,
    numbers: Numbers,
    masthead: Masthead,
    manner: Manner,
    findings: Findings,
) -> PrintedDocument:
    """Return the printed document; references to places that are not visible are reported."""
    layout = _Layout(
        polished=polished,
        numbers=numbers,
        borders=borders(document, polished.bodies.keys(), traced=manner.traced),
        manner=manner,
        findings=findings,
        annexed=any(section.part.kind is PartKind.FRAME for section in document.sections),
    )
    sections = tuple(_sections(document, layout))
    return PrintedDocument(
        name=document.name,
        language=manner.conventions.locale.tag,
        direction=manner.conventions.locale.direction,
        title=_title(sections),
        masthead=masthead,
        words=manner.conventions.words,
        bracketed=not manner.clean,
        sections=sections,
        notes=_notes(document, layout),
    )


def _sections(document: Document, layout: _Layout) -> Iterator[PrintedText | PrintedTable]:
    for section in document.sections:
        if section.part.kind is PartKind.TABLE:
            yield _table(section, layout)
            continue
        blocks = tuple(_text(section, layout))
        if blocks:
            yield PrintedText(id=section.part.id, kind=section.part.kind, blocks=blocks)


def _text(section: Section, layout: _Layout) -> Iterator[PrintedBlock]:
    yield from _annex_label(section.part, layout)
    for line in section.lines:
        if isinstance(line, Block) and line.id in layout.polished.bodies:
            yield _block(line, section.part, layout)


def _annex_label(part: Part, layout: _Layout) -> Iterator[PrintedBlock]:
    name = layout.numbers.annexes.get(part.id)
    if name:
        yield PrintedBlock(
            id=f"{part.id}/label",
            kind=BlockKind.ANNEX_LABEL,
            level=2 if layout.annexed else 1,
            pieces=(Words(text=name),),
        )


def _block(block: Block, part: Part, layout: _Layout) -> PrintedBlock:
    number = layout.numbers.blocks.get(block.id)
    body = layout.polished.bodies[block.id]
    before, pieces = enclose(
        block, body.pieces, layout.borders.get(block.id, ()), layout.manner.reading, numbered=number is not None
    )
    return PrintedBlock(
        id=block.id,
        kind=block.kind,
        level=_level(block, part, layout),
        number=replace(number, before=before) if number and before else number,
        pieces=_resolved(pieces, block, part, layout),
        untranslated=block.untranslated,
    )


def _level(block: Block, part: Part, layout: _Layout) -> int:
    heading = block.kind in (BlockKind.TITLE, BlockKind.HEADING)
    below = layout.annexed and part.kind is not PartKind.FRAME
    return block.level + 1 if heading and below else block.level


def _resolved(pieces: tuple[Piece, ...], block: Block, part: Part, layout: _Layout) -> tuple[Piece, ...]:
    """Return the pieces with notes numbered, references named and echoes counted; words alone as they are."""
    if all(isinstance(piece, Words) for piece in pieces):
        return pieces
    resolved: list[Piece] = []
    for piece in count_echoes(pieces, layout.begun):
        match piece:
            case NoteCall(note=name):
                identifier = f"{part.id}/notes/{name}"
                number = layout.notes.setdefault(identifier, len(layout.notes) + 1)
                resolved.append(NoteCall(note=identifier, number=number))
            case CrossReference():
                resolved.append(_reference(piece, block, layout))
            case _:
                resolved.append(piece)
    return tuple(resolved)


def _reference(piece: CrossReference, block: Block, layout: _Layout) -> Piece:
    target, numbers = piece.target, layout.numbers
    if numbers.name(target) is None:
        layout.findings.add(
            "PD041" if target in numbers.hidden else "PD022",
            block.span,
            f"{block.id} refers to {target}, which is not in this document.",
            hint="Bracket the reference with the place it names, or put the place into the document.",
        )
    return name_reference(piece, numbers)


def name_reference(piece: CrossReference, numbers: Numbers) -> Words | CrossReference:
    """Return a reference with the name of its target; where that is not visible, the last member of its id as words."""
    target = piece.target
    name = numbers.name(target)
    if name is None:
        return Words(text=target.rpartition("/")[2], emphasis=piece.emphasis)
    if target in numbers.annexes:
        return replace(piece, text=name, target=f"{target}/label")
    return replace(piece, text=name, live=not numbers.blocks[target].before)


def _table(section: Section, layout: _Layout) -> PrintedTable:
    part, bodies = section.part, layout.polished.bodies
    blocks = tuple(line for line in section.lines if isinstance(line, Block) and line.id in bodies)
    # Blocks are set in reading order, since notes are numbered as they are called.
    opening = (
        *_annex_label(part, layout),
        *(_block(one, part, layout) for one in blocks if one.kind is BlockKind.TITLE),
    )
    columns = tuple(column for column in part.columns if column.head.id in bodies)
    printed = tuple(
        PrintedColumn(
            key=column.key,
            head=_block(column.head, part, layout).pieces,
            note=_block(column.note, part, layout).pieces if column.note and column.note.id in bodies else (),
            share=share,
        )
        for column, share in zip(columns, rescale(tuple(one.share for one in columns)), strict=True)
    )
    keys = tuple(column.key for column in columns[1:])
    return PrintedTable(
        id=part.id,
        opening=opening,
        columns=printed,
        body=_table_body(blocks, keys, part, layout),
    )


def _table_body(blocks: tuple[Block, ...], keys: tuple[str, ...], part: Part, layout: _Layout) -> TableBody:
    body: list[PrintedRow | PrintedBlock] = []
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.BAND:
            body.append(_block(block, part, layout))
        elif block.kind is BlockKind.GOAL:
            goal = _block(block, part, layout)
            cells = {key: tuple[PrintedBlock, ...]() for key in keys}
            for cell in _row(blocks[at + 1 :]):
                if cell.column in cells:
                    cells[cell.column] += (_block(cell, part, layout),)
            body.append(PrintedRow(goal=goal, cells=tuple(cells[key] for key in keys)))
    return tuple(body)


def _row(following: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the cells' blocks up to the next goal or band."""
    for block in following:
        if block.kind in (BlockKind.BAND, BlockKind.GOAL):
            return
        yield block


def _notes(document: Document, layout: _Layout) -> tuple[PrintedNote, ...]:
    texts: dict[str, tuple[Block, Part]] = {}
    for section in document.sections:
        for line in section.part.lines:
            if isinstance(line, Footnote):
                texts[line.block.id] = (line.block, section.part)
    notes = []
    for identifier, number in tuple(layout.notes.items()):
        found = texts.get(identifier)
        pieces = _block(*found, layout).pieces if found and found[0].id in layout.polished.bodies else ()
        notes.append(PrintedNote(id=identifier, number=number, pieces=pieces))
    return tuple(notes)


def _title(sections: tuple[PrintedText | PrintedTable, ...]) -> str:
    """Return the words of the first title, for metadata."""
    kinds: Mapping[BlockKind, int] = {BlockKind.TITLE: 0, BlockKind.HEADING: 1}
    for section in sections:
        blocks = section.opening if isinstance(section, PrintedTable) else section.blocks
        for block in blocks:
            if block.kind in kinds:
                return words_of(block.pieces)
    return ""
