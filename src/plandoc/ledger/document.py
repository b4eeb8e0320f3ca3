"""The ledger of open points as a printed document: totals, what changed, a chart, and a table of every group."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plandoc.language.conventions import Conventions, conventions_of, spoken
from plandoc.language.positions import position_text
from plandoc.ledger.chart import ChartWords
from plandoc.ledger.inventory import OpenPoint, OptionText, plain_text
from plandoc.ledger.parts import parts_in
from plandoc.ledger.revisions import Compared
from plandoc.ledger.since import Happened, Inventory, Mark, take_inventory
from plandoc.model.agreements import Agreement
from plandoc.model.blocks import Part, PartKind
from plandoc.model.locale import Locale
from plandoc.model.positions import Position
from plandoc.model.printed import (
    BlockKind,
    Figure,
    Masthead,
    PrintedBlock,
    PrintedColumn,
    PrintedDocument,
    PrintedRow,
    PrintedTable,
    PrintedText,
    Role,
    Words,
)
from plandoc.model.scenario import Decision
from plandoc.model.workspace import Workspace

NAME = "ledger"
_REFERENCE = re.compile(r"\{@([^{}]+)\}")
_TABLE = "ledger-groups"
_MOST_BLOCKS = 4
"""Blocks of a run that are all printed; of a longer one the first and the last."""
_MARKED = {Happened.OPENED: "new", Happened.CHANGED: "changed", Happened.RENUMBERED: "moved"}
"""Keys of the words that say what happened to a point that is still open."""
_SHARES = {"group": 16, "options": 48, "positions": 28, "words": 8}
"""Widths of the columns in per cent of the table, by the key of their head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """What every block of the ledger is written with."""

    language: str
    words: Mapping[str, str]
    position_words: Mapping[str, str]
    annex: str
    """What a reference to an annex prints, whichever document it stands in."""
    positions: Mapping[str, tuple[Position, ...]]
    """By id of the group."""
    compared: Compared | None
    marks: Mapping[str, Mark]
    """What happened to a group since the earlier revision, by its id."""


def ledger_document(workspace: Workspace, language: str, compared: Compared | None = None) -> PrintedDocument:
    """Return the ledger of a workspace in one of its languages; what is not translated stands as in the source."""
    locale = _locale(workspace, language)
    conventions = conventions_of(locale, is_translation=language != workspace.settings.language)
    parts = parts_in(workspace, language)
    inventory = take_inventory(parts)
    words = spoken(locale, "ledger-")
    writer = _Writer(
        language=language,
        words=words,
        position_words=spoken(locale, "position-"),
        annex=conventions.annex_reference.alone,
        positions=_by_group(workspace.positions),
        compared=compared,
        marks=compared.since.marks() if compared else {},
    )
    columns = tuple(
        PrintedColumn(key=key, head=(Words(text=words[key]),), note=(), share=share) for key, share in _SHARES.items()
    )
    return PrintedDocument(
        name=NAME,
        language=locale.tag,
        direction=locale.direction,
        title=words["title"],
        masthead=_masthead(workspace, conventions, words["notice"]),
        words=conventions.words,
        bracketed=True,
        sections=(
            PrintedText(id=NAME, kind=PartKind.FRAME, blocks=tuple(_summary(inventory, compared, words))),
            PrintedTable(
                id=_TABLE,
                opening=(_line("table", words["table"], kind=BlockKind.HEADING, level=2),),
                columns=columns,
                body=tuple(_body(parts, inventory.points, writer)),
                whole_rows=True,
            ),
        ),
        notes=(),
    )


def chart_words(workspace: Workspace, language: str) -> ChartWords:
    """Return what the chart of the ledger says in a language."""
    words = spoken(_locale(workspace, language), "ledger-")
    return ChartWords(groups=words["chart-groups"], alternative=words["chart-alternative"], now=words["now"])


def _locale(workspace: Workspace, language: str) -> Locale:
    return workspace.locale(language) or Locale(language=language, tag=language)


def _masthead(workspace: Workspace, conventions: Conventions, notice: str) -> Masthead:
    """Return the head of the ledger: the organization that the workspace's documents name, and no symbol."""
    named = (plan.masthead.organization for plan in workspace.settings.documents)
    return Masthead(organization=next(named, ""), standing=conventions.standing, notice=notice)


def _by_group(positions: tuple[Position, ...]) -> dict[str, tuple[Position, ...]]:
    found: dict[str, tuple[Position, ...]] = {}
    for one in positions:
        found[one.group] = (*found.get(one.group, ()), one)
    return found


def _summary(inventory: Inventory, compared: Compared | None, words: Mapping[str, str]) -> Iterator[PrintedBlock]:
    """Yield the title, how much is open, and what happened since the earlier revision."""
    yield _line("title", words["title"], kind=BlockKind.TITLE, level=1)
    totals = {
        "groups": len(inventory.points),
        "options": sum(len(point.options) for point in inventory.points),
        "words": sum(total.words for total in inventory.totals),
    }
    yield _line("totals", words["totals"].format(**totals))
    if compared is None:
        return
    since = compared.since
    yield _line(
        "since",
        words["since"].format(
            revision=compared.revision,
            opened=len(since.opened),
            closed=len(since.closed),
            changed=len(since.changed),
            moved=len(since.moved),
        ),
    )
    for one in since.parts:
        if one.opened or one.closed or one.changed or one.words_before != one.words_after:
            told = words["part"].format(
                part=one.part,
                opened=one.opened,
                closed=one.closed,
                changed=one.changed,
                before=one.words_before,
                after=one.words_after,
            )
            yield _line(f"since/{one.part}", told, kind=BlockKind.ITEM, level=1)
    if compared.chart is not None:
        yield _line("chart", words["chart"], kind=BlockKind.FIGURE, figure=compared.chart)


def _line(
    name: str, text: str, *, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0, figure: Figure | None = None
) -> PrintedBlock:
    return PrintedBlock(id=f"{NAME}/{name}", kind=kind, level=level, pieces=(Words(text=text),), figure=figure)


def _body(
    parts: tuple[Part, ...], points: tuple[OpenPoint, ...], writer: _Writer
) -> Iterator[PrintedRow | PrintedBlock]:
    """Yield a band for each part that has open points, a row for each of them, and the closed ones at the end."""
    for part in parts:
        own = tuple(point for point in points if point.part == part.id)
        if own:
            yield _line(f"part/{part.id}", _name(part), kind=BlockKind.BAND)
            for point in own:
                yield _row("open", point, tuple(_positions(point, writer)), writer)
    if writer.compared and writer.compared.since.closed:
        closed = writer.words["closed"].format(revision=writer.compared.revision)
        yield _line("closed", closed, kind=BlockKind.BAND)
        for point in writer.compared.since.closed:
            agreement = writer.compared.agreement(point.choice.id)
            yield _row("closed", point, (_agreed(agreement, writer),) if agreement else (), writer)


def _name(part: Part) -> str:
    title = next((block for block in part.blocks() if block.kind is BlockKind.TITLE), None)
    return f"{part.id} · {plain_text(title.content, brackets=False)}" if title else part.id


def _row(standing: str, point: OpenPoint, told: tuple[str, ...], writer: _Writer) -> PrintedRow:
    """Return the row of a point: its name, its options, who stands where or how it was closed, and its words."""
    identifier = point.choice.id
    group = f"{NAME}/{standing}/{identifier}"
    beside = "; ".join(_beside(point, writer))
    return PrintedRow(
        goal=PrintedBlock(
            id=group, kind=BlockKind.GOAL, pieces=(Words(text=f"{identifier} ({beside})" if beside else identifier),)
        ),
        cells=(
            tuple(_option(group, option, writer) for option in point.options),
            tuple(_cell(f"{group}/position-{index}", text) for index, text in enumerate(told, 1)),
            (_cell(f"{group}/words", str(point.words)),),
        ),
    )


def _beside(point: OpenPoint, writer: _Writer) -> Iterator[str]:
    """Yield what stands after the name of a point: what happened to it, and at how many places more it is."""
    mark = writer.marks.get(point.choice.id)
    if mark:
        yield writer.words[_MARKED[mark.happened]].format(group=mark.was)
    others = len({place.block for place in point.choice.places}) - 1
    if others:
        yield writer.words["places"].format(count=others)


def _option(group: str, option: OptionText, writer: _Writer) -> PrintedBlock:
    """Return the words of an option in its brackets: at each of its places, of a long run its first and last block."""

    def named(reference: re.Match[str]) -> str:
        return writer.annex if "/" not in reference[1] else reference[1].rpartition("/")[2]

    texts = tuple(dict.fromkeys(text for text in option.texts if text))
    texts = texts if len(texts) < _MOST_BLOCKS else (texts[0], "…", texts[-1])
    return PrintedBlock(
        id=f"{group}/option-{option.index}",
        kind=BlockKind.PARAGRAPH,
        pieces=(
            Words(text="[", role=Role.BRACKET),
            Words(text=_REFERENCE.sub(named, " / ".join(texts)) or "—"),
            Words(text="]", role=Role.BRACKET),
        ),
    )


def _positions(point: OpenPoint, writer: _Writer) -> Iterator[str]:
    for one in writer.positions.get(point.choice.id, ()):
        yield position_text(one, point.choice.options, writer.language, writer.position_words)


def _agreed(agreement: Agreement, writer: _Writer) -> str:
    """Return how a point was closed: what became of it, when, at which meeting, and by whom."""
    words = writer.position_words
    match agreement.decision:
        case int() as number:
            decision = words["option"].format(number=number)
        case Decision.KEEP:
            decision = words["keep"]
        case _:
            decision = words["none"]
    said = writer.words["agreed"].format(decision=decision)
    details = words["semicolon"].join(one for one in (agreement.when, agreement.session, agreement.by) if one)
    return words["details"].format(said=said, details=details) if details else said


def _cell(identifier: str, text: str) -> PrintedBlock:
    return PrintedBlock(id=identifier, kind=BlockKind.PARAGRAPH, pieces=(Words(text=text),))
