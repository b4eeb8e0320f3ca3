"""The ledger of open points as a printed document: totals, what changed, a chart, and a table of every group."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plandoc.diagnostics import Findings
from plandoc.language.conventions import Conventions, conventions_of, spoken
from plandoc.language.positions import position_text
from plandoc.ledger.inventory import OpenPoint, OptionText, open_points, plain_text
from plandoc.ledger.since import Since
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
from plandoc.model.workspace import DocumentPlan, Workspace
from plandoc.pipeline import draft
from plandoc.source.composing import compose

NAME = "ledger"
_REFERENCE = re.compile(r"\{@([^{}]+)\}")
_TABLE = "ledger-groups"
_MOST_BLOCKS = 4
"""Blocks of a run that are all printed; of a longer one the first and the last."""
_SHARES = {"group": 16, "options": 48, "positions": 28, "words": 8}
"""Widths of the columns in per cent of the table, by the key of their head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What happened since an earlier revision."""

    revision: str
    """As it is called: a name, or the beginning of a hash."""
    since: Since
    chart: Figure | None = None


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
    marks: Mapping[str, str]
    """What happened to a group since the earlier revision, in words, by its id."""


def ledger_document(workspace: Workspace, language: str, compared: Compared | None = None) -> PrintedDocument:
    """Return the ledger of a workspace in one of its languages; what is not translated stands as in the source."""
    locale = workspace.locale(language) or Locale(language=language, tag=language)
    conventions = conventions_of(locale, is_translation=language != workspace.settings.language)
    parts = parts_in(workspace, language)
    points = tuple(point for point in open_points(parts) if point.choice.value is None)
    words = spoken(locale, "ledger-")
    writer = _Writer(
        language=language,
        words=words,
        position_words=spoken(locale, "position-"),
        annex=conventions.annex_reference.alone,
        positions=_by_group(workspace.positions),
        marks=_marks(compared, words),
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
            PrintedText(id=NAME, kind=PartKind.FRAME, blocks=tuple(_summary(points, compared, words))),
            PrintedTable(id=_TABLE, opening=(), columns=columns, body=tuple(_body(parts, points, compared, writer))),
        ),
        notes=(),
    )


def parts_in(workspace: Workspace, language: str) -> tuple[Part, ...]:
    """Return every part of a workspace in a language, those of its first document first and in the order of that."""
    # Frames come last: what their slots name is in the document by then, and only their own words are added.
    last = sorted(workspace.parts, key=lambda part: part.kind is PartKind.FRAME)
    plan = DocumentPlan(name=NAME, parts=tuple(part.id for part in last))
    sections = draft(workspace, plan, language, Findings()).document.sections
    parts = {section.part.id: section.part for section in sections}
    first = (compose(workspace, plan, language, Findings()).sections for plan in workspace.settings.documents[:1])
    order = (section.part.id for sections in first for section in sections)
    return tuple(parts[one] for one in dict.fromkeys((*order, *parts)) if one in parts)


def _masthead(workspace: Workspace, conventions: Conventions, notice: str) -> Masthead:
    """Return the head of the ledger: the organization that the workspace's documents name, and no symbol."""
    named = (plan.masthead.organization for plan in workspace.settings.documents)
    return Masthead(organization=next(named, ""), standing=conventions.standing, notice=notice)


def _by_group(positions: tuple[Position, ...]) -> dict[str, tuple[Position, ...]]:
    found: dict[str, tuple[Position, ...]] = {}
    for one in positions:
        found[one.group] = (*found.get(one.group, ()), one)
    return found


def _marks(compared: Compared | None, words: Mapping[str, str]) -> dict[str, str]:
    if compared is None:
        return {}
    since = compared.since
    return {
        **{point.choice.id: words["new"] for point in since.opened},
        **{one.after.choice.id: words["changed"] for one in since.changed},
        **{one.after.choice.id: words["moved"].format(group=one.before.choice.id) for one in since.moved},
    }


def _summary(
    points: tuple[OpenPoint, ...], compared: Compared | None, words: Mapping[str, str]
) -> Iterator[PrintedBlock]:
    """Yield the title, how much is open, and what happened since the earlier revision."""
    yield _line("title", words["title"], kind=BlockKind.TITLE, level=1)
    totals = {
        "groups": len(points),
        "options": sum(len(point.options) for point in points),
        "words": sum(point.words for point in points if point.depth == 1),
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
    parts: tuple[Part, ...], points: tuple[OpenPoint, ...], compared: Compared | None, writer: _Writer
) -> Iterator[PrintedRow | PrintedBlock]:
    """Yield a band for each part that has open points, a row for each of them, and the closed ones at the end."""
    for part in parts:
        own = tuple(point for point in points if point.part == part.id)
        if own:
            yield _line(f"part/{part.id}", _name(part), kind=BlockKind.BAND)
            yield from (_row(point, writer, "open") for point in own)
    if compared is not None and compared.since.closed:
        yield _line("closed", writer.words["closed"].format(revision=compared.revision), kind=BlockKind.BAND)
        yield from (_row(point, writer, "closed") for point in compared.since.closed)


def _name(part: Part) -> str:
    title = next((block for block in part.blocks() if block.kind is BlockKind.TITLE), None)
    return f"{part.id} · {plain_text(title.content, brackets=False)}" if title else part.id


def _row(point: OpenPoint, writer: _Writer, standing: str) -> PrintedRow:
    identifier = point.choice.id
    group = f"{NAME}/{standing}/{identifier}"
    words = writer.words
    others = len({place.block for place in point.choice.places}) - 1
    beside = [writer.marks.get(identifier, ""), words["places"].format(count=others) if others else ""]
    told = "; ".join(one for one in beside if one)
    return PrintedRow(
        goal=PrintedBlock(
            id=group, kind=BlockKind.GOAL, pieces=(Words(text=f"{identifier} ({told})" if told else identifier),)
        ),
        cells=(
            tuple(_option(group, option, writer) for option in point.options),
            tuple(_positions(group, point, writer)) if standing == "open" else (),
            (_cell(f"{group}/words", str(point.words)),),
        ),
    )


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


def _positions(group: str, point: OpenPoint, writer: _Writer) -> Iterator[PrintedBlock]:
    for index, one in enumerate(writer.positions.get(point.choice.id, ()), 1):
        told = position_text(one, point.choice.options, writer.language, writer.position_words)
        yield _cell(f"{group}/position-{index}", told)


def _cell(identifier: str, text: str) -> PrintedBlock:
    return PrintedBlock(id=identifier, kind=BlockKind.PARAGRAPH, pieces=(Words(text=text),))
