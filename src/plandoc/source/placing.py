"""Where each block hangs: its id, kind, level, parent and column, from labels and headings.

An id never comes from a position: it is the parent's id and the label's normal form, or what `{#id}` says.
"""

from dataclasses import dataclass, field, replace

from plandoc.diagnostics import Findings, Related
from plandoc.model.blocks import Label, PartKind
from plandoc.model.numerals import roman_value
from plandoc.model.printed import BlockKind, NumberStyle
from plandoc.source.drafts import Draft
from plandoc.spans import Span

_I = 9
_ROMAN_LETTERS = frozenset({9, 22, 24})
"""Places in the alphabet of i, v and x."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A draft with its place in the part."""

    draft: Draft
    id: str
    kind: BlockKind
    level: int
    parent: str
    column: str | None
    scope: int
    """Blocks with one number may hold a bracketed run together: a cell, or the blocks between two headings."""


@dataclass(slots=True)
class _Rung:
    """One level of labelled blocks that is open: how its labels look, and the last of them."""

    look: tuple[NumberStyle, str, str]
    id: str
    value: int


@dataclass(slots=True)
class Placer:
    """Gives the blocks of one part their places, in order; one instance a part."""

    part: str
    kind: PartKind
    findings: Findings
    row: str = ""
    """Id of the goal whose cells are being read; empty before the first goal and after a band."""
    column: str | None = None
    scope: int = 0
    rungs: list[_Rung] = field(default_factory=list)
    enacted: bool = False
    numbered: bool = False
    seen: dict[str, Span] = field(default_factory=dict)

    def enter_column(self, key: str) -> None:
        """Begin the cells of a column."""
        self.column, self.rungs = key, []
        self.scope += 1

    def place(self, draft: Draft, *, alone: bool = False, following: Label | None = None) -> Placed:
        """Return the draft with its id, kind and level.

        `alone` says that its cell holds nothing else; `following` is the label of the next line of text.
        """
        placed = self._heading(draft) if draft.heading else self._block(draft, following, alone=alone)
        self._report_twice(placed)
        return placed

    def _heading(self, draft: Draft) -> Placed:
        self.scope += 1
        self.column, self.rungs = None, []
        table = self.kind is PartKind.TABLE
        kinds = {1: BlockKind.TITLE, 2: BlockKind.BAND, 3: BlockKind.GOAL}
        kind = kinds.get(draft.heading, BlockKind.HEADING) if table else BlockKind.HEADING
        if draft.heading == 1:
            kind = BlockKind.TITLE
        member = draft.explicit or (draft.label.normal if draft.label else "")
        if not member and kind is BlockKind.TITLE:
            member = "title"
        identifier = f"{self.part}/{member or self._missing(draft)}"
        self.row = identifier if kind is BlockKind.GOAL else ""
        placed = self._placed(draft, identifier, kind, level=draft.heading, parent=self.part)
        self.scope += 1
        return placed

    def _block(self, draft: Draft, following: Label | None, *, alone: bool) -> Placed:
        row = self.row or self.part
        container = f"{row}/{self.column}" if self.column else row
        if draft.label is None:
            return self._unlabelled(draft, container, alone=alone)
        label = self._roman(draft.label, following)
        level = self._climb(label)
        parent = self.rungs[level - 1].id if level else container
        identifier = f"{parent}/{draft.explicit or label.normal}"
        self.rungs[level] = _Rung(look=_look(label), id=identifier, value=label.value)
        self.numbered = True
        item = level > 0 or self.column is not None or label.suffix != "."
        kind = BlockKind.ITEM if item else self._numbered_kind()
        draft = draft if label is draft.label else replace(draft, label=label)
        return self._placed(draft, identifier, kind, level=level, parent=parent)

    def _unlabelled(self, draft: Draft, container: str, *, alone: bool) -> Placed:
        if draft.explicit:
            identifier = f"{container}/{draft.explicit}"
        elif alone and self.column:
            identifier = container
        else:
            identifier = f"{container}/{self._missing(draft)}"
        return self._placed(draft, identifier, self._unlabelled_kind(), level=0, parent=container)

    def _placed(self, draft: Draft, identifier: str, kind: BlockKind, *, level: int, parent: str) -> Placed:
        return Placed(
            draft=draft,
            id=identifier,
            kind=kind,
            level=level,
            parent=parent,
            column=self.column,
            scope=self.scope,
        )

    def _numbered_kind(self) -> BlockKind:
        return BlockKind.PARAGRAPH if self.kind is PartKind.ANNEX else BlockKind.OPERATIVE

    def _unlabelled_kind(self) -> BlockKind:
        if self.kind in (PartKind.ANNEX, PartKind.TABLE) or self.numbered:
            return BlockKind.PARAGRAPH
        if not self.enacted:
            self.enacted = True
            return BlockKind.ENACTING
        return BlockKind.PREAMBULAR

    def _climb(self, label: Label) -> int:
        """Return the level of a label; labels of a new look hang from the last labelled block."""
        look = _look(label)
        for level, rung in enumerate(self.rungs):
            if rung.look == look:
                del self.rungs[level + 1 :]
                return level
        if look == (NumberStyle.DECIMAL, "", "."):
            self.rungs.clear()
        self.rungs.append(_Rung(look=look, id="", value=0))
        return len(self.rungs) - 1

    def _roman(self, label: Label, following: Label | None) -> Label:
        """Read `(i)`, `(v)`, `(x)` as Roman, unless they stand in a list of letters.

        They do where the letter before them came just before and `(ii)` does not follow, or where the list has letters
        before them and the letter after them follows: `(h)` may be gone.
        """
        letter = label.normal[:1]
        if label.style is not NumberStyle.LOWER_LETTER or label.value not in _ROMAN_LETTERS:
            return label
        begins = label.value == _I and following is not None and following.normal == "ii"
        goes_on = following is not None and _look(following) == _look(label) and following.value == label.value + 1
        for rung in self.rungs:
            if rung.look == _look(label) and (goes_on or (rung.value == label.value - 1 and not begins)):
                return label
        value = roman_value(letter)
        return replace(label, style=NumberStyle.LOWER_ROMAN, value=value)

    def _missing(self, draft: Draft) -> str:
        self.findings.add(
            "PD021",
            draft.span,
            "This block has neither a label nor an id.",
            hint="Write an id at the line's end, `{#pp1}`, or run `plandoc fmt`.",
        )
        return f"unnamed-{draft.span.start}"

    def _report_twice(self, placed: Placed) -> None:
        first = self.seen.setdefault(placed.id, placed.draft.span)
        if first is not placed.draft.span:
            self.findings.add(
                "PD020",
                placed.draft.span,
                f"The id {placed.id} stands twice.",
                hint="Correct the label, or give one of the blocks an id of its own: `{#id}`.",
                related=(Related(span=first, message="first here"),),
            )


def _look(label: Label) -> tuple[NumberStyle, str, str]:
    prefix = "" if label.prefix.endswith(".") else label.prefix
    return label.style, prefix, label.suffix
