"""Small redlines by hand, one for each thing that can change, and their two texts, told apart without the product's code."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from plandoc.model.printed import (
    BlockKind,
    Change,
    CrossReference,
    LineBreak,
    NoteCall,
    Number,
    OptionEnd,
    OptionStart,
    Piece,
    PrintedBlock,
    PrintedColumn,
    PrintedDocument,
    PrintedNote,
    PrintedParallel,
    PrintedRow,
    PrintedSection,
    PrintedTable,
    PrintedText,
    Revision,
    Words,
)
from tests.render.docx.specimens import document_in, paragraph
from tests.render.marks import decimal, lettered, roman

Changing = TypeVar("Changing", PrintedBlock, PrintedRow, PrintedTable, PrintedNote)

REVISION = Revision(first="甲", second="乙", author='A & "B"', date=datetime(2022, 3, 30, 8, tzinfo=UTC))
OUT, IN = Change.DELETED, Change.INSERTED
ITEM, HEADING, PREAMBULAR, GOAL = BlockKind.ITEM, BlockKind.HEADING, BlockKind.PREAMBULAR, BlockKind.GOAL


def out(text: str) -> Words:
    """Return words that go."""
    return Words(text=text, change=OUT)


def new(text: str) -> Words:
    """Return words that come."""
    return Words(text=text, change=IN)


def going(thing: Changing) -> Changing:
    """Return what only the first text has."""
    return replace(thing, change=OUT)


def coming(thing: Changing) -> Changing:
    """Return what only the second text has."""
    return replace(thing, change=IN)


def counted(place: int, was: int = 0, *pieces: Piece | str, before: str = "", had: str = "") -> PrintedBlock:
    """Return a numbered paragraph; `was` is its number in the first text, `before` and `had` its brackets."""
    block = paragraph(f"a/{was or place}", *(pieces or ("段。",)), number=decimal("a", place, before=before))
    return replace(block, was=decimal("a", was or place, before=had)) if was or before != had else block


def item(identity: str, place: int, *, was: int = 0, list_id: str = "x") -> PrintedBlock:
    """Return an item of a list."""
    block = paragraph(f"{list_id}/{identity}", f"项{identity}；", number=lettered(list_id, place), kind=ITEM)
    return replace(block, level=1, was=lettered(list_id, was) if was else None)


def heading(identity: str) -> PrintedBlock:
    """Return a heading of the second level."""
    return replace(paragraph(f"h/{identity}", f"标题{identity}", kind=HEADING), level=2)


def plain(identity: str, *pieces: Piece | str, kind: BlockKind = PREAMBULAR) -> PrintedBlock:
    """Return a block without a label."""
    return paragraph(identity, *(pieces or (f"语{identity}",)), kind=kind)


def row(identity: str, *cells: tuple[PrintedBlock, ...]) -> PrintedRow:
    """Return a row of two cells after its goal."""
    return PrintedRow(goal=plain(identity, kind=GOAL), cells=(*cells, (), ())[:2])


def table(*body: PrintedRow | PrintedBlock, opening: tuple[PrintedBlock, ...] | None = None) -> PrintedTable:
    """Return a table of three columns."""
    columns = tuple(
        PrintedColumn(
            key=key, head=(Words(text=f"头{key}"),), note=(Words(text="注"),) if share == 20 else (), share=share
        )
        for key, share in (("goal", 40), ("a", 40), ("b", 20))
    )
    title = replace(paragraph("t/title", "表", kind=BlockKind.TITLE), level=1)
    label = paragraph("t/label", "附件", kind=BlockKind.ANNEX_LABEL)
    return PrintedTable(id="t", opening=(label, title) if opening is None else opening, columns=columns, body=body)


def call(note: str, change: Change | None = None, number: int = 1) -> NoteCall:
    """Return a call of a note."""
    return NoteCall(note=note, number=number, change=change)


def note(identity: str, *pieces: Piece, number: int = 1) -> PrintedNote:
    """Return a note."""
    return PrintedNote(id=identity, number=number, pieces=pieces or (Words(text=f"注{identity}"),))


def annex(identity: str, *blocks: PrintedBlock) -> PrintedText:
    """Return an annex with its label."""
    label = paragraph(f"{identity}/label", f"附件{identity}", kind=BlockKind.ANNEX_LABEL)
    return PrintedText(id=identity, kind="annex", blocks=(label, *blocks))


def text(*blocks: PrintedBlock) -> PrintedText:
    """Return a decision."""
    return PrintedText(id="a", kind="decision", blocks=blocks)


def redline(*sections: PrintedSection, notes: tuple[PrintedNote, ...] = ()) -> PrintedDocument:
    """Return a redline of these sections."""
    return replace(document_in(*sections, notes=notes), revision=REVISION)


def in_text(*blocks: PrintedBlock, notes: tuple[PrintedNote, ...] = ()) -> PrintedDocument:
    """Return a redline of one decision."""
    return redline(text(*blocks), notes=notes)


def in_cell(*blocks: PrintedBlock) -> PrintedDocument:
    """Return a redline of one cell in a table."""
    return redline(table(row("A.1", blocks, (plain("c/last", kind=BlockKind.PARAGRAPH),)), row("A.2")))


def _ref(words: str, target: str, change: Change | None = None, *, live: bool = True) -> CrossReference:
    return CrossReference(text=words, target=target, live=live, change=change)


_OPTION = OptionStart(option="a/1#x.1", group="a/1#x", index=1), OptionEnd(option="a/1#x.1")
_CELL_END = item("a", 1), item("b", 2), going(item("c", 3))

CASES: dict[str, PrintedDocument] = {
    "words": in_text(plain("p", "甲", out("旧"), new("新"), "乙", out("尾")), plain("q", new("首"), "乙 <&> 丙")),
    "an option": in_text(plain("p", "甲", _OPTION[0], out("[旧]"), _OPTION[1], "乙"), plain("q")),
    "lines and blanks": in_text(plain("p", "甲", LineBreak(change=OUT), "乙", LineBreak(change=IN), new(" 丙 "))),
    "lead words": in_text(plain("p", Words(text="回顾", emphasis=True, change=OUT), new("忆及"), "决定")),
    "paragraphs in the middle": in_text(counted(1), going(counted(2)), coming(heading("h")), counted(2, 3), counted(3, 4)),
    "a heading before a number": in_text(going(heading("h")), counted(1), coming(heading("i")), counted(2)),
    "a number before a heading": in_text(counted(1), going(counted(2)), heading("h"), coming(counted(2)), heading("i")),
    "two lists": in_text(counted(1), going(item("a", 1)), going(item("b", 2)), counted(2), item("a", 1, list_id="y")),
    "items renumbered": in_text(counted(1), going(item("a", 1)), item("b", 1, was=2), coming(item("c", 2)), item("d", 3)),
    "the last goes": in_text(counted(1), counted(2), going(item("a", 1))),
    "the last comes": in_text(counted(1), heading("h"), coming(counted(2))),
    "the last is another": in_text(counted(1), going(item("a", 1)), coming(plain("p")), going(heading("h"))),
    "all of it is another": in_text(going(counted(1)), going(heading("h")), coming(plain("p")), coming(item("a", 1))),
    "everything goes": in_text(going(counted(1)), going(heading("h"))),
    "everything comes": in_text(coming(counted(1)), coming(heading("h"))),
    "brackets of a label": in_text(counted(1, before="", had="["), counted(2), coming(replace(counted(3), number=decimal("a", 3, before="[")))),
    "a label by its stem": in_text(
        replace(plain("g", kind=ITEM), number=replace(decimal("g", 1), prefix="A.9.", text="A.9.1."),
                was=replace(decimal("g", 1), prefix="A.10.", text="A.10.1."))
    ),
    "bis": in_text(
        counted(5), going(paragraph("a/5bis", "段", number=decimal("a", 5, addition="bis"))), counted(6),
        coming(paragraph("a/6bis", "段", number=decimal("a", 6, addition="bis"))),
    ),
    "a live list beside": in_text(item("a", 1), replace(item("b", 2), pieces=(Words(text="项"), new("增"))), item("c", 3),
                                  plain("p"), replace(item("a", 1, list_id="y"), pieces=(out("项"), Words(text="一")))),
    "end of a cell goes": in_cell(*_CELL_END),
    "end of a cell comes": in_cell(item("a", 1), coming(item("b", 2)), coming(plain("p", kind=BlockKind.PARAGRAPH))),
    "end of a cell in another style": in_cell(item("a", 1), going(replace(plain("p", kind=ITEM), level=2, number=roman("r", 1)))),
    "begin of a cell": in_cell(going(item("a", 1)), coming(plain("p", kind=BlockKind.PARAGRAPH)), item("b", 1, was=2)),
    "a cell is emptied": in_cell(going(item("a", 1)), going(item("b", 2))),
    "a cell is filled": in_cell(coming(item("a", 1)), coming(item("b", 2))),
    "a cell is another": in_cell(going(item("a", 1)), coming(plain("p", kind=BlockKind.PARAGRAPH))),
    "a cell is another in turns": in_cell(
        coming(item("a", 1)), going(plain("p", kind=BlockKind.PARAGRAPH)), coming(item("b", 2)),
        going(plain("q", kind=BlockKind.PARAGRAPH)),
    ),
    "end of a cell in turns": in_cell(
        item("a", 1), coming(item("b", 2)), going(plain("p", kind=BlockKind.PARAGRAPH)), coming(item("c", 3)),
        going(plain("q", kind=BlockKind.PARAGRAPH)),
    ),
    "rows": redline(table(
        going(row("A.1", (item("a", 1), item("b", 2)), ())), row("A.2", _CELL_END), coming(row("A.3", (item("a", 1, list_id="z"),))),
        going(plain("band", kind=BlockKind.BAND)), coming(row("A.4")),
    )),
    "a band says otherwise": redline(table(plain("band", out("甲"), new("乙"), kind=BlockKind.BAND), row("A.1"))),
    "heads say otherwise": redline(replace(
        table(row("A.1")), columns=(replace(table().columns[0], head=(out("头"), new("首")), note=(new("注"),)), *table().columns[1:])
    )),
    "a title before a table goes": redline(text(counted(1)), table(row("A.1"), opening=(plain("x"), going(heading("t"))))),
    "a title before a table comes": redline(text(counted(1)), table(row("A.1"), opening=(plain("x"), coming(heading("t"))))),
    "nothing stays before a table": redline(text(counted(1)), table(row("A.1"), opening=(going(plain("x")), going(heading("t"))))),
    "a text ends before a table": redline(text(counted(1), going(item("a", 1))), table(row("A.1"))),
    "a table goes": redline(text(counted(1)), going(table(row("A.1", _CELL_END[:2]))), annex("b", counted(2))),
    "a table comes": redline(text(counted(1)), coming(table(row("A.1", _CELL_END[:2]))), annex("b", counted(2))),
    "the last table goes": redline(text(counted(1)), going(table(row("A.1")))),
    "a table with other columns": redline(
        text(plain("p", _ref("附件", "t/label"))), going(table(row("A.1", (item("a", 1),)))),
        coming(replace(table(replace(row("A.1"), cells=((item("a", 1),),))), columns=table().columns[:2])),
    ),
    "notes": in_text(
        plain("p", "甲", call("n1", OUT), "乙", call("n2", IN), "丙", call("n3")),
        notes=(going(note("n1")), coming(note("n2")), note("n3", out("旧"), new("新"), Words(text="注"))),
    ),
    "the first call of a note goes": in_text(
        plain("p", "甲", call("n0"), call("n1", OUT), "乙", call("n1"), "丙", call("n2", IN), call("n1"), call("n2")),
        notes=(note("n0"), note("n1", out("旧"), new("新")), note("n2")),
    ),
    "a note in a row": redline(
        text(plain("p", "甲", call("n2", OUT))), table(going(row("A.1", (plain("c", "格", call("n1")),))), row("A.2", (plain("d", call("n2")),))),
        notes=(note("n2"), going(note("n1"))),
    ),
    "references": in_text(
        counted(1), counted(2), counted(3), plain("p", "见第", _ref("2", "a/2"), "段和", _ref("3", "a/3", OUT), _ref("1", "a/1", IN), "段"),
        plain("q", "见第", _ref("第3段", "a/3", OUT, live=False), _ref("第1段", "a/1", IN, live=False), _ref("第2段", "a/2", live=False)),
    ),
    "references to what moves": in_text(
        counted(1), going(counted(2)), counted(2, 3), plain("p", "第", _ref("3", "a/3", OUT), _ref("2", "a/3", IN), "段"),
        plain("q", _ref("2", "a/2", OUT)),
    ),
    "a block moves": in_text(going(plain("m")), counted(1), coming(plain("m")), plain("p", _ref("语m", "m", live=False))),
    "an annex goes": redline(text(counted(1)), annex("b", plain("p")), *(
        replace(one, blocks=tuple(map(going, one.blocks))) for one in [annex("c", heading("h"))]
    )),
    "the first annex goes": redline(replace(annex("b"), blocks=tuple(map(going, annex("b", plain("p")).blocks))), annex("c", plain("q"))),
    "the label of an annex": redline(text(plain("p", _ref("附件一", "b/label", OUT), _ref("附件二", "b/label", IN))), replace(
        annex("b"), blocks=(plain("b/label", "附件", out("一"), new("二"), kind=BlockKind.ANNEX_LABEL), plain("q"))
    )),
}  # fmt: skip


def alone(document: PrintedDocument, change: Change) -> PrintedDocument:
    """Return one of the two texts: the first with what is deleted, the second with what is inserted."""
    apart = _Apart(change)
    shown = [one for one in document.sections if not isinstance(one, PrintedTable) or apart.has(one.change)]
    sections = tuple(one for one in map(apart.section, shown) if not (isinstance(one, PrintedText) and not one.blocks))
    notes = tuple(replace(one, pieces=apart.pieces(one.pieces), change=None) for one in document.notes)
    return replace(document, sections=sections, notes=notes, revision=None)


class _Apart:
    """Takes one text out; its note calls are numbered in order."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.calls: dict[str, int] = {}

    def has(self, change: Change | None) -> bool:
        return change in {None, self.change}

    def pieces(self, given: Iterable[Piece]) -> tuple[Piece, ...]:
        return tuple(
            piece if isinstance(piece, OptionStart | OptionEnd) else self.bare(piece)
            for piece in given
            if isinstance(piece, OptionStart | OptionEnd) or self.has(piece.change)
        )

    def bare(self, piece: Words | NoteCall | CrossReference | LineBreak) -> Piece:
        if isinstance(piece, NoteCall):
            return replace(piece, number=self.calls.setdefault(piece.note, len(self.calls) + 1), change=None)
        return replace(piece, change=None)

    def blocks(self, given: Iterable[PrintedBlock]) -> tuple[PrintedBlock, ...]:
        return tuple(
            replace(one, pieces=self.pieces(one.pieces), number=_number(one, self.change), was=None, change=None)
            for one in given
            if self.has(one.change)
        )

    def body(self, one: PrintedTable) -> Iterator[PrintedRow | PrintedBlock]:
        for entry in one.body:
            if isinstance(entry, PrintedBlock):
                yield from self.blocks((entry,))
            elif self.has(entry.change):
                cells = tuple(map(self.blocks, entry.cells))
                yield replace(entry, goal=self.blocks((entry.goal,))[0], cells=cells, change=None)

    def section(self, one: PrintedSection) -> PrintedSection:
        assert not isinstance(one, PrintedParallel)
        if isinstance(one, PrintedText):
            return replace(one, blocks=self.blocks(one.blocks))
        columns = tuple(replace(c, head=self.pieces(c.head), note=self.pieces(c.note)) for c in one.columns)
        return replace(one, opening=self.blocks(one.opening), columns=columns, body=tuple(self.body(one)), change=None)


def _number(block: PrintedBlock, change: Change) -> Number | None:
    return block.was if change is OUT and block.was else block.number
