"""The lines of a part in order: each becomes a placed draft, or structure; nothing typed is lost."""

from dataclasses import dataclass

from plandoc.diagnostics import Findings, did_you_mean
from plandoc.model.blocks import Label, LineKind, Structure
from plandoc.model.printed import BlockKind
from plandoc.source.drafts import Draft, draft_line
from plandoc.source.fences import Fences
from plandoc.source.front_matter import ColumnHead, FrontMatter
from plandoc.source.kinds import Kind, RawKind, kind_of
from plandoc.source.lines import RawLine, RawPart, blank_lines
from plandoc.source.placing import Placed, Placer
from plandoc.spans import SourceText, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """The line of a footnote; its text is block number `block`."""

    name: str
    typed: str
    block: int


class PartReader:
    """Reads the lines of one part; one instance a part."""

    def __init__(self, source: SourceText, front: FrontMatter, findings: Findings) -> None:
        """Start before the first line."""
        self._source = source
        self._front = front
        self._findings = findings
        self._placer = Placer(part=front.id, kind=front.kind, findings=findings)
        self.blocks: list[Placed] = []
        self.lines: list[Structure | NoteLine | int] = []
        self.columns: list[tuple[ColumnHead, int, int | None]] = []
        self.fences = Fences(findings)

    def read_columns(self) -> None:
        """Read heads and notes of the columns as blocks `plan-2/columns/actor` and `…/actor/note`."""
        for column in self._front.columns:
            identifier = f"{self._front.id}/columns/{column.key}"
            head = self._add_apart(column.head, identifier)
            note = self._add_apart(column.note, f"{identifier}/note") if column.note else None
            self.columns.append((column, head, note))

    def read_lines(self, raw: RawPart) -> None:
        """Read every line after the front matter, blank ones included."""
        source, position = self._source, raw.front_matter_end
        kinds = [kind_of(source.text, line, self._front.kind) for line in raw.lines]
        alone = _alone(raw.lines, kinds)
        drafts = [self._draft(line, kind) for line, kind in zip(raw.lines, kinds, strict=True)]
        following = _following(drafts)
        for index, (line, kind, draft) in enumerate(zip(raw.lines, kinds, drafts, strict=True)):
            self._blank(position, line.start)
            if draft is None:
                self._structural(line, kind)
            else:
                placed = self._placer.place(draft, alone=index in alone, following=following[index])
                self.lines.append(self._add(placed))
            position = min(line.end + 1, len(source.text))
        self._blank(position, len(source.text))

    def _blank(self, start: int, end: int) -> None:
        for offset, typed in blank_lines(self._source, start, end):
            span = self._source.span(offset, offset + len(typed))
            self.lines.append(Structure(kind=LineKind.BLANK, typed=typed, span=span))

    def _draft(self, line: RawLine, kind: Kind) -> Draft | None:
        """Read a line of text; other lines are read when their turn comes."""
        if kind.kind is not RawKind.TEXT:
            return None
        return draft_line(self._source, line.start, line.end, line.heading, self._findings)

    def _structural(self, line: RawLine, kind: Kind) -> None:
        match kind.kind:
            case RawKind.FOOTNOTE:
                self._footnote(line, kind)
            case RawKind.COLUMN:
                self._column(line)
            case RawKind.SLOT:
                name = kind.match["part"] if kind.match else ""
                self.lines.append(self._structure(LineKind.SLOT, line, name))
            case _:
                self._fence(line, kind)

    def _structure(self, kind: LineKind, line: RawLine, name: str) -> Structure:
        span = self._source.span(line.start, line.end)
        return Structure(kind=kind, typed=self._source.text[line.start : line.end], name=name, span=span)

    def _add(self, placed: Placed) -> int:
        self.blocks.append(placed)
        return len(self.blocks) - 1

    def _add_apart(self, span: Span, identifier: str) -> int:
        """Add a block that stands outside the flow: a column's head, a footnote's text."""
        draft = draft_line(self._source, span.start, span.end, 0, self._findings, labelled=False)
        self._placer.scope += 1
        placed = Placed(
            draft=draft,
            id=identifier,
            kind=BlockKind.PARAGRAPH,
            level=0,
            parent=self._front.id,
            column=None,
            scope=self._placer.scope,
        )
        self._placer.scope += 1
        return self._add(placed)

    def _footnote(self, line: RawLine, kind: Kind) -> None:
        name, typed = (kind.match["name"], kind.match[0]) if kind.match else ("", "")
        span = self._source.span(line.start + len(typed), line.end)
        block = self._add_apart(span, f"{self._front.id}/notes/{name}")
        self.lines.append(NoteLine(name=name, typed=typed, block=block))

    def _column(self, line: RawLine) -> None:
        typed = self._source.text[line.start : line.end]
        key = typed.strip("# \t")
        known = [column.key for column in self._front.columns]
        if key not in known:
            self._findings.add(
                "PD025",
                self._source.span(line.start, line.end),
                f"The table has no column {key}.",
                hint=did_you_mean(key, known, f"Columns: {', '.join(known)}."),
            )
        self._placer.enter_column(key)
        self.lines.append(self._structure(LineKind.COLUMN, line, key))

    def _fence(self, line: RawLine, kind: Kind) -> None:
        span = self._source.span(line.start, line.end)
        if kind.match is None:
            return
        self._placer.scope += 1
        if kind.kind is RawKind.OPEN_FENCE:
            self.fences.open(kind.match, span, len(self.blocks))
            self.lines.append(self._structure(LineKind.OPEN_FENCE, line, ""))
        else:
            self.fences.close(kind.match, span, len(self.blocks))
            self.lines.append(self._structure(LineKind.CLOSE_FENCE, line, ""))


def _alone(lines: tuple[RawLine, ...], kinds: list[Kind]) -> frozenset[int]:
    """Return the indexes of text lines that are the only text of their cell."""
    alone: set[int] = set()
    cell: list[int] = []
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind.kind is RawKind.COLUMN or line.heading:
            alone.update(cell if len(cell) == 1 else ())
            cell = []
        elif kind.kind is RawKind.TEXT:
            cell.append(index)
    alone.update(cell if len(cell) == 1 else ())
    return frozenset(alone)


def _following(drafts: list[Draft | None]) -> list[Label | None]:
    """Return, for each line, the label of the next line of text."""
    labels: list[Label | None] = []
    label: Label | None = None
    for draft in reversed(drafts):
        labels.append(label)
        label = draft.label if draft else label
    return labels[::-1]
