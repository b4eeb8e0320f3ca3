"""Typed labels as live lists of a word processor, where its counting gives exactly the labels that are printed.

A list is one abstractNum; `[1.` is a second num on it with its own text, so both count together; `5 bis` is a lower
level, which shows the paragraph's numeral and leaves the counter alone. Any other label stays literal text, in a
redline also those of a list in which something goes, since a word processor counts what goes until it is gone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha1
from typing import Final, TypeAlias

from plandoc.model.printed import Change, Number, NumberStyle, OptionEnd, OptionStart, PrintedBlock
from plandoc.render.docx.numerals import list_numeral
from plandoc.render.docx.runs import printable
from plandoc.render.docx.styles import names_another

LEVELS: Final = 9
"""Levels that a list has (ECMA-376 part 1, 17.9.6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlace:
    """Where a live label stands: the `w:num` and the level of its list."""

    num: int
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingPlan:
    """Which blocks have a live label, and the lists that give it."""

    places: Mapping[str, ListPlace]
    """By id of the block; a block that is missing here gets a literal label."""
    abstract: tuple[str, ...]
    """`w:abstractNum` elements."""
    nums: tuple[str, ...]
    """`w:num` elements."""


Labelled: TypeAlias = tuple[PrintedBlock, Number, str]
"""A block, its label, and the label as list text with `%1` for the numeral (empty where no list can show it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A sequence that a word processor can count."""

    style: NumberStyle
    start: int
    texts: tuple[str, ...]
    """Text of each level with `%1` for the numeral; level 0 counts, the others repeat its numeral."""
    layout: str
    """Children of `w:pPr` on every level."""
    separator: str
    """What follows the label (`w:suff`)."""


def separator(layout: str, gap: str) -> str:
    """What stands between label and text: `tab` where the style makes room for one, else `space` or `nothing`.

    `layout` holds the style's tabs and indent, `gap` the white space of running text.
    """
    if "w:hanging=" in layout or "<w:tabs" in layout:
        return "tab"
    return "space" if gap else "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelLooks:
    """What base.docx says about labels."""

    indents: Mapping[str, str]
    """Tabs and indent, as children of `w:pPr`, for the list level of each numbered block, by the block's id."""
    first: int = 1
    """The lowest number free for abstractNum and num."""
    literal: frozenset[str] = frozenset()
    """Ids of blocks that take their whole list with them if their labels cannot live."""


def plan_numbering(blocks: Iterable[PrintedBlock], looks: LabelLooks) -> NumberingPlan:
    """Decide for each numbered block, in reading order, whether its label can live, and make the lists."""
    first = looks.first
    places: dict[str, ListPlace] = {}
    abstract: list[str] = []
    nums: list[str] = []
    for sequence, members in _sequences(blocks).items():
        layout = looks.indents.get(members[0][0].id, "")
        if any(block.id in looks.literal for block, _, _ in members):
            continue
        for stretch in _stretches(members):
            own = first + len(abstract)
            counted = _counted(stretch, layout)
            abstract.append(_abstract(own, f"{sequence}/{counted.start}", counted))
            by_bracket: dict[str, int] = {}
            for block, number, text in stretch:
                if number.before not in by_bracket:
                    by_bracket[number.before] = first + len(nums)
                    nums.append(_num((first + len(nums), own), counted, number.before))
                places[block.id] = ListPlace(num=by_bracket[number.before], level=counted.texts.index(text))
    return NumberingPlan(places=places, abstract=tuple(abstract), nums=tuple(nums))


def _sequences(blocks: Iterable[PrintedBlock]) -> dict[str, list[Labelled]]:
    found: dict[str, list[Labelled]] = {}
    for block in blocks:
        if block.number is not None:
            number = block.number
            found.setdefault(number.sequence, []).append((block, number, _level_text(number)))
    return found


def unsettled(blocks: Sequence[PrintedBlock]) -> frozenset[str]:
    """Ids of the blocks of a redline whose number no word processor shows rightly while changes are pending.

    Word counts the paragraphs of both texts; LibreOffice 7.4 does not count one in which something is deleted, be it
    the mark before it or at its end.
    """
    gone = (False, *(block.change is Change.DELETED for block in blocks), False)
    return frozenset(
        block.id for block, *beside in zip(blocks, gone, gone[2:], strict=False) if any(beside) or _is_changed(block)
    )


def _is_changed(block: PrintedBlock) -> bool:
    if block.change or block.was:
        return True
    return any(
        piece.change is Change.DELETED for piece in block.pieces if not isinstance(piece, OptionStart | OptionEnd)
    )


def _level_text(number: Number) -> str:
    """The label with `%1` in the place of the numeral; empty where the label does not contain it as expected."""
    numeral = list_numeral(number.style, number.value)
    head = number.prefix + numeral
    if not numeral or not number.text.startswith(head) or "%" in number.before + number.text:
        return ""
    return f"{number.prefix}%1{number.text[len(head) :]}"


def _stretches(members: list[Labelled]) -> list[list[Labelled]]:
    """The parts of a sequence that a list counts: it ends at a gap or an odd label and begins anew behind it.

    A prefix with letters or figures (`A.9.`) is another block's label: list text would freeze it while that block
    renumbers, so such labels belong to no stretch; neither does `5 bis` where no 5 stands before it.
    """
    if len(members) > 1 and len({block.id for block, _, _ in members}) < len(members):
        return []
    stretches: list[list[Labelled]] = []
    open_stretch: list[Labelled] = []
    for member in members:
        if open_stretch and _continues(open_stretch, member):
            open_stretch.append(member)
        elif _begins(member):
            open_stretch = [member]
            stretches.append(open_stretch)
        else:
            open_stretch = []
    return stretches


def _begins(member: Labelled) -> bool:
    _, number, text = member
    return bool(text) and not number.addition and not names_another(number)


def _continues(stretch: list[Labelled], member: Labelled) -> bool:
    """Whether the list that counts the stretch gives this label next."""
    _, head, counting = stretch[0]
    _, number, text = member
    last = stretch[-1][1].value
    if not text or number.style is not head.style:
        return False
    if not number.addition:
        return number.value == last + 1 and text == counting
    additions = {earlier for _, _, earlier in stretch} - {counting} | {text}
    return number.value == last and text != counting and len(additions) < LEVELS


def _counted(stretch: list[Labelled], layout: str) -> _List:
    head = stretch[0][1]
    return _List(
        style=head.style,
        start=head.value,
        texts=tuple(dict.fromkeys(text for _, _, text in stretch)),
        layout=layout,
        separator=separator(layout, head.gap),
    )


def _level(level: int, text: str, counted: _List) -> str:
    start = counted.start if level == 0 else 1
    hint = '<w:rFonts w:hint="eastAsia"/>' if counted.style is NumberStyle.CHINESE else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{counted.style.value}"/>'
        f'<w:suff w:val="{counted.separator}"/><w:lvlText w:val="{printable(text)}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{counted.layout}</w:pPr><w:rPr>{hint}</w:rPr></w:lvl>"
    )


def _abstract(identity: int, sequence: str, counted: _List) -> str:
    digest = sha1(sequence.encode(), usedforsecurity=False).hexdigest()[:8].upper()
    levels = "".join(_level(level, text, counted) for level, text in enumerate(counted.texts))
    return (
        f'<w:abstractNum w:abstractNumId="{identity}"><w:nsid w:val="{digest}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{digest}"/>{levels}</w:abstractNum>'
    )


def _num(identities: tuple[int, int], counted: _List, before: str) -> str:
    own, abstract = identities
    overrides = ""
    if before:
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{level}">{_level(level, before + text, counted)}</w:lvlOverride>'
            for level, text in enumerate(counted.texts)
        )
    return f'<w:num w:numId="{own}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'
