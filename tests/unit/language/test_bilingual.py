"""Two documents side by side: rows by id, ids of their own, notes numbered once, tables goal by goal."""

from dataclasses import replace

from plandoc.language.bilingual import side_by_side
from plandoc.model.locale import Locale
from plandoc.model.printed import (
    BlockKind,
    CrossReference,
    Masthead,
    NoteCall,
    Number,
    NumberStyle,
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
    Words,
)
from tests.drafting import line, locale_of, words

LOCALES = (locale_of("zh"), locale_of("en"))


def block(identity: str, *pieces: Piece, kind: BlockKind = BlockKind.PARAGRAPH) -> PrintedBlock:
    return PrintedBlock(id=identity, kind=kind, pieces=pieces or (Words(text=identity),))


def text(identity: str, *blocks: PrintedBlock, kind: str = "decision") -> PrintedText:
    return PrintedText(id=identity, kind=kind, blocks=blocks)


def document(language: str, *sections: PrintedSection, notes: tuple[PrintedNote, ...] = ()) -> PrintedDocument:
    return PrintedDocument(
        name="d",
        language=language,
        title=language,
        masthead=Masthead(),
        bracketed=True,
        sections=sections,
        notes=notes,
    )


def together(first: PrintedDocument, second: PrintedDocument) -> PrintedDocument:
    return side_by_side(first, second, LOCALES)


def rows(made: PrintedDocument) -> list[list[tuple[str, str]]]:
    """For each section its rows; an empty place is an empty string."""
    return [
        [tuple(line(one) if one else "" for one in (row.first, row.second)) for row in section.rows]  # type: ignore[misc] # two
        for section in made.sections
        if isinstance(section, PrintedParallel)
    ]


def said(identity: str, spoken: str, *, kind: BlockKind = BlockKind.PARAGRAPH) -> PrintedBlock:
    return block(identity, Words(text=spoken), kind=kind)


def test_blocks_with_one_id_share_a_row() -> None:
    made = together(
        document("zh-Hans", text("a", said("a/1", "一"), said("a/2", "二"))),
        document("en", text("a", said("a/1", "one"), said("a/2", "two"))),
    )
    assert rows(made) == [[("一", "one"), ("二", "two")]]
    assert [(side.language, side.name) for side in made.sides] == [("zh-Hans", "中文"), ("en", "English")]
    assert made.title == "zh-Hans / en"
    assert sum(side.share for side in made.sides) == 100


def test_block_of_one_language_leaves_the_other_place_empty() -> None:
    made = together(
        document("zh-Hans", text("a", said("a/1", "一"), said("a/3", "三"))),
        document("en", text("a", said("a/0", "nought"), said("a/1", "one"), said("a/2", "two"))),
    )
    assert rows(made) == [[("", "nought"), ("一", "one"), ("", "two"), ("三", "")]]


def test_part_on_a_new_page_has_a_section_and_another_part_a_row() -> None:
    made = together(
        *(
            document(tag, text("f", block("f/1")), text("a", block("a/1")), text("x", block("x/1"), kind="annex"))
            for tag in ("zh-Hans", "en")
        )
    )
    first, second = made.sections
    assert isinstance(first, PrintedParallel)
    assert (first.id, [row.part for row in first.rows], second.id) == ("f", ["", "a"], "x")


def test_second_language_has_ids_lists_and_references_of_its_own() -> None:
    number = Number(text="1.", sequence="a", style=NumberStyle.DECIMAL, value=1, suffix=".")
    referring = block("a/2", CrossReference(text="1", target="a/1"), CrossReference(text="a", target="elsewhere"))
    both = text("a", replace(block("a/1"), number=number), referring)
    (section,) = together(document("zh-Hans", both), document("en", both)).sections
    assert isinstance(section, PrintedParallel)
    blocks = [one for row in section.rows for one in row.blocks]
    assert [one.id for one in blocks] == ["a/1", "a/1@en", "a/2", "a/2@en"]
    assert [one.number.sequence for one in blocks if one.number] == ["a", "a@en"]
    targets = [piece.target for one in blocks for piece in one.pieces if isinstance(piece, CrossReference)]
    assert targets == ["a/1", "elsewhere", "a/1@en", "elsewhere"]


def test_options_are_counted_through_one_language_and_then_the_other() -> None:
    start = OptionStart(option="a#x.1", group="a#x", index=1)
    end = OptionEnd(option="a#x.1")
    run = text(
        "a",
        block("a/1", start, Words(text="1"), replace(end, last=False)),
        block("a/2", replace(start, first=False), Words(text="2"), end),
        block("a/3", start, Words(text="3"), end),
    )
    (section,) = together(document("zh-Hans", run), document("en", run)).sections
    assert isinstance(section, PrintedParallel)
    echoes = [
        [piece.echo for one in row.blocks for piece in one.pieces if isinstance(piece, OptionStart)]
        for row in section.rows
    ]
    assert echoes == [[0, 2], [0, 2], [1, 3]]


def test_notes_are_numbered_once_in_the_order_of_the_rows() -> None:
    first = document(
        "zh-Hans",
        text("a", block("a/1", NoteCall(note="n", number=1)), block("a/2", NoteCall(note="m", number=2))),
        notes=tuple(PrintedNote(id=name, number=at, pieces=(Words(text=name),)) for at, name in enumerate("nm", 1)),
    )
    second = document(
        "en",
        text("a", block("a/1", NoteCall(note="m", number=1)), block("a/2", NoteCall(note="n", number=2))),
        notes=tuple(
            PrintedNote(id=name, number=at, pieces=(Words(text=name.upper()),)) for at, name in enumerate("mn", 1)
        ),
    )
    made = together(first, second)
    assert rows(made) == [[("^1", "^2"), ("^2", "^1")]]
    assert [(note.number, words(note.pieces), words(note.beside)) for note in made.notes] == [
        (1, "n", "N"),
        (2, "m", "M"),
    ]


def table(goal: str, head: str, item: str) -> PrintedTable:
    def column(key: str, spoken: str, note: str = "") -> PrintedColumn:
        return PrintedColumn(key=key, head=(Words(text=spoken),), note=(Words(text=note),) if note else (), share=30)

    return PrintedTable(
        id="t",
        opening=(said("t/title", f"{goal}s", kind=BlockKind.TITLE),),
        columns=(column("goal", goal), column("item", head, "note"), column("empty", "none")),
        body=(
            said("t/A", "A.", kind=BlockKind.BAND),
            PrintedRow(goal=said("t/1", goal, kind=BlockKind.GOAL), cells=((said("t/1/1", item),), ())),
            PrintedRow(goal=said("t/2", goal, kind=BlockKind.GOAL), cells=((said("t/2/1", item),), ())),
        ),
    )


def test_table_is_unfolded_goal_by_goal_with_the_heads_over_their_items() -> None:
    made = together(document("zh-Hans", table("标", "项", "甲")), document("en", table("goal", "head", "item")))
    assert rows(made) == [
        [
            ("标s", "goals"),
            ("标", "goal"),
            ("none", "none"),
            ("A.", "A."),
            ("标", "goal"),
            ("项\nnote", "head\nnote"),
            ("甲", "item"),
            ("标", "goal"),
            ("项\nnote", "head\nnote"),
            ("甲", "item"),
        ]
    ]
    (section,) = made.sections
    assert isinstance(section, PrintedParallel)
    identities = [one.id for row in section.rows for one in row.blocks]
    assert len(set(identities)) == len(identities)


def test_masthead_speaks_for_both_and_says_which_is_a_translation() -> None:
    first = replace(document("zh-Hans"), masthead=Masthead(language="CHINESE", original="ORIGINAL: ENGLISH"))
    own = Masthead(language="ENGLISH", standing="Unofficial translation", notice="Unofficial translation; open")
    made = together(first, replace(document("en"), masthead=own)).masthead
    assert (made.language, made.original, made.standing) == ("CHINESE AND ENGLISH", "", "Unofficial translation")
    assert made.notice == "Chinese and English side by side. English: unofficial translation; open"


def test_language_that_nobody_knows_is_called_by_its_tag() -> None:
    locales = (LOCALES[0], Locale(language="x-plan", tag="x-plan"))
    made = side_by_side(document("zh-Hans"), document("x-plan"), locales)
    assert [side.name for side in made.sides] == ["中文", "x-plan"]


def test_widths_let_both_languages_take_as_few_lines_as_may_be() -> None:
    def shares(first: str, second: str) -> list[int]:
        made = together(
            document("zh-Hans", text("a", said("a/1", first))), document("en", text("a", said("a/1", second)))
        )
        return [side.share for side in made.sides]

    assert shares("x" * 900, "x" * 900) == [50, 50]
    assert shares("中" * 300, "x" * 1500) == list(reversed(shares("x" * 1500, "中" * 300)))
    assert shares("中" * 300, "x" * 1500)[0] < 50
