"""The sources against the text as it was issued: every character of it, once, and nothing else."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest
import yaml

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Part
from plandoc.model.walk import groups
from plandoc.source.part import parse_part
from plandoc.source.printing import print_part
from plandoc.spans import SourceText, source_text
from tests.seed.cover import WHITE, Cell, Cover, Row, UncoveredError
from tests.seed.published import EMENDATION, SLOT, Line, Source, issued, mended, published_blocks, read_source
from tests.seed.tree import issued_words

ISSUED = "CBD-SBI-REC-3-4.zh.txt"
PARTS = ("recommendation", "decision-a", "decision-b", "annex-1", "plan-1", "annex-2", "plan-2")
ORDINALS = {"annex-1": "一", "annex-2": "二"}
CALL = re.compile(r"\[\^(\w+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Lines of the issued text that are not its words, by the number of their first line."""

    why: str
    lines: tuple[str, ...]
    """The lines, empty ones left out."""
    starts: tuple[int, ...]


FURNITURE = (
    Furniture(
        why="the target of a link of the page, printed after its last footnote",
        lines=("http://bch.cbd.int/protocol/decisions/decision.shtml?decisionID=12329",),
        starts=(42,),
    ),
    Furniture(why="the same, already replaced", lines=("[leaked link target removed]",), starts=(112,)),
    Furniture(
        why="the head of the first table, again on each page",
        lines=(
            "执行计划",
            "长期目标 目的 指标 成果",
            "(希望取得的成就) (为了实现长期目标而必须",
            "取得的成就)",
            "(衡量目的的实现进度) (通过实现长期目标而产生",
            "的影响)",
        ),
        starts=(512, 717, 920, 1129),
    ),
    Furniture(
        why="the head of the second table, again on each page",
        lines=("能力建设行动计划", "长期目标", "关键能力建设", "领域", "能力建设活动 指标 成果 [行为体]"),
        starts=(1691, 1928, 2115, 2336, 2539, 2686, 2863, 3088),
    ),
    Furniture(why="the head of page 11", lines=("CBD/SBI/REC/3/4", "Page 11"), starts=(1291,)),
    Furniture(why="the head of page 22", lines=("CBD/SBI/REC/3/4", "Page 22"), starts=(3081,)),
    Furniture(why="the rule that ends the document", lines=("__________",), starts=(3134,)),
)


@pytest.fixture(scope="module")
def sources(project: Path) -> dict[str, Source]:
    """The parts of the recommendation, by id."""
    read = (read_source(project / "sources/cp-10" / f"{name}.md") for name in PARTS)
    return {source.id: source for source in read}


@pytest.fixture(scope="module")
def lines(project: Path) -> dict[int, str]:
    """The issued text by line number, without furniture."""
    return without_furniture((project / "tests/seed" / ISSUED).read_text(encoding="utf-8").split("\n"))


def without_furniture(text: list[str]) -> dict[int, str]:
    numbered = {number: line for number, line in enumerate(text, 1) if line.strip()}
    for furniture in FURNITURE:
        for start in furniture.starts:
            numbers = [number for number in numbered if number >= start][: len(furniture.lines)]
            found = tuple(numbered.pop(number).strip() for number in numbers)
            assert numbers[0] == start, f"{furniture.why}: line {start} is empty"
            assert found == furniture.lines, f"{furniture.why}: line {start}"
    return numbered


def composed(sources: dict[str, Source]) -> Iterator[tuple[Source, Line]]:
    """The lines of the frame, with the lines of a part in place of its slot."""
    frame = sources["rec"]
    for line in frame.lines:
        slot = SLOT.fullmatch(line.typed)
        if slot is None:
            yield frame, line
            continue
        part = sources[slot[1]]
        if caption := caption_of(part):
            yield (
                part,
                Line(id=f"{part.id}/caption", typed=caption, cell=f"{part.id}/caption", row=f"{part.id}/caption"),
            )
        yield from ((part, inner) for inner in part.lines)


def caption_of(part: Source) -> str:
    """What stands above an annex or its appendix; computed, not typed in the source."""
    annex = part.meta.get("appendix-of", part.id)
    if annex not in ORDINALS:
        return ""
    return f"附件{ORDINALS[annex]}" + ("附录" if "appendix-of" in part.meta else "")


def cover_of(sources: dict[str, Source]) -> Cover:
    numbers: dict[str, int] = {}
    rows: list[Row] = []
    notes: list[Cell] = []
    flow = list(composed(sources))
    for part, line in flow:
        for name in CALL.findall(line.typed):
            numbers.setdefault(f"{part.id}/notes/{name}", len(numbers) + 1)
    for _, group in groupby(in_page_order(flow), key=lambda pair: pair[1].row or pair[1].id):
        row = [(part, line, printed(part, line, numbers)) for part, line in group]
        if not row[0][1].row:
            notes.extend(Cell(id=line.id, blocks=(f"{numbers[line.id]}{text}",)) for _, line, text in row)
            continue
        cells = groupby(row, key=lambda entry: entry[1].cell)
        made = tuple(Cell(id=cell, blocks=tuple(text for *_, text in blocks)) for cell, blocks in cells)
        rows.append(Row(cells=made, shared=row[0][1].row.endswith("/columns")))
    return Cover(rows=tuple(rows), notes=tuple(notes))


def in_page_order(flow: Iterable[tuple[Source, Line]]) -> list[tuple[Source, Line]]:
    """The title of a table stands above its column heads, which its front matter names first."""
    ordered: list[tuple[Source, Line]] = []
    heads: list[tuple[Source, Line]] = []
    for part, line in flow:
        if line.row.endswith("/columns"):
            heads.append((part, line))
            continue
        ordered.append((part, line))
        if line.id == f"{part.id}/title":
            ordered.extend(heads)
            heads = []
    return ordered


def printed(part: Source, line: Line, numbers: dict[str, int]) -> str:
    text = issued(line.typed)
    text = re.sub(r"\{@([\w-]+)\}", lambda match: f"附件{ORDINALS[match[1]]}", text)
    text = CALL.sub(lambda match: str(numbers[f"{part.id}/notes/{match[1]}"]), text)
    return WHITE.sub("", text)


def test_the_published_text_is_the_issued_text_to_the_character(
    sources: dict[str, Source], lines: dict[int, str]
) -> None:
    cover = cover_of(sources)

    cover.check(lines)

    characters = sum(len(WHITE.sub("", line)) for line in lines.values())
    blocks = [block for row in cover.rows for cell in row.cells for block in cell.blocks]
    assert sum(map(len, blocks)) + sum(len(note.blocks[0]) for note in cover.notes) == characters


@pytest.mark.parametrize(
    "change",
    [
        ("a", "并补充该框架", "并补充框架"),
        ("a", "第 BS-V/16 {~|号}决定", "第 BS-V/16 号决定"),
        ("plan-1", "缔约方能够发现和识别改性活生物体\n", "缔约方能够发现和识别改性活生物\n"),
        ("plan-2", "{a6}⟦", "{a6}["),
        ("plan-2", "教育计划{~|。}", "教育计划。"),
        ("plan-2", "(5) 制定或确定生物多样性的基线状况。\n", ""),
        ("plan-2", "(2) 编写国家报告。\n", "(2) 编写国家报告。\n(2) 编写国家报告。\n"),
        ("annex-2", "{~13|}", "13 {~13|}"),
    ],
)
def test_any_other_text_is_refused(
    project: Path, tmp_path: Path, sources: dict[str, Source], lines: dict[int, str], change: tuple[str, str, str]
) -> None:
    part, typed, instead = change
    name = PARTS[list(sources).index(part)]
    text = (project / "sources/cp-10" / f"{name}.md").read_text(encoding="utf-8")
    assert typed in text
    changed = tmp_path / "changed.md"
    changed.write_text(text.replace(typed, instead, 1), encoding="utf-8")

    with pytest.raises(UncoveredError):
        cover_of(sources | {part: read_source(changed)}).check(lines)


def marked(sources: dict[str, Source]) -> Iterator[str]:
    """Ids of the blocks that say something else than the issued text, or bracket it otherwise."""
    for source in sources.values():
        yield from (line.id for line in source.lines if EMENDATION.search(line.typed) or set("⟦⟧") & set(line.typed))


def test_every_emended_block_has_one_note_and_no_other_block_has_one(project: Path, sources: dict[str, Source]) -> None:
    notes = yaml.safe_load((project / "sources/cp-10/editorial-notes.yaml").read_text(encoding="utf-8"))["notes"]

    assert set(notes) == set(marked(sources))
    assert all(set(note) == {"issued", "mended", "reason"} for note in notes.values())


def unbalanced(sources: dict[str, Source], *, corrected: bool) -> list[str]:
    """Cells and stretches of prose whose brackets do not pair."""
    texts: dict[str, str] = {}
    for source in sources.values():
        table = "columns" in source.meta
        for line in source.lines:
            text = CALL.sub("", mended(line.typed) if corrected else issued(line.typed))
            scope = line.cell if table else source.id
            texts[scope] = texts.get(scope, "") + text
    return [scope for scope, text in texts.items() if not pairs(text)]


def pairs(text: str) -> bool:
    depth = 0
    for character in text:
        depth += {"[": 1, "]": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


def test_the_issued_text_has_seven_brackets_without_a_partner_and_the_corrected_text_none(
    sources: dict[str, Source],
) -> None:
    assert unbalanced(sources, corrected=False) == [
        "plan-1/A.9/ind",
        "plan-2/A.3/actor",
        "plan-2/A.6/ind",
        "plan-2/A.7/ind",
        "plan-2/A.10/ind",
        "plan-2/B.2",
        "plan-2/B.2/ind",
    ]
    assert unbalanced(sources, corrected=True) == []


HAN = "\u3400-\u9fff"
FULL = f"{HAN}，、；。：《》（）“”"
UNEVEN = re.compile(
    rf"[ \t]{{2}}|(?<=[{FULL}])[ \t]+(?=[{FULL}/])|(?<=[《“（，、；。：》”）/])[ \t]+(?=[\w])"
    rf"|(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{HAN}])|(?<=--)(?=[{HAN}])"
)


def test_white_space_follows_one_rule(sources: dict[str, Source]) -> None:
    uneven = []
    for source in sources.values():
        for line in source.lines:
            text = re.sub(r"\[ \]|\{@[\w-]+\}|\{\+[\w-]+\}", "", CALL.sub("", mended(line.typed)))
            bare = re.sub(r"\] (/ )?\[|[\[\]]", "", text)
            uneven += [(line.id, match.start(), bare) for match in UNEVEN.finditer(bare)]

    assert uneven == []


@pytest.mark.parametrize(
    "text", ["第17 条", "第 17条", "新 平台", "《 2030 年", "当局 /国家", "。 “执行", "第 15/--号", "(a)  能够"]
)
def test_uneven_white_space_is_seen(text: str) -> None:
    assert UNEVEN.search(text)


def parsed(path: Path) -> tuple[Part, SourceText, Findings]:
    findings = Findings()
    source = source_text(path.name, path.read_text(encoding="utf-8"))
    return parse_part(source, findings), source, findings


@pytest.mark.parametrize("name", PARTS)
def test_the_reader_of_the_product_sees_the_same_words_in_the_same_blocks(project: Path, name: str) -> None:
    path = project / "sources/cp-10" / f"{name}.md"

    part, source, findings = parsed(path)

    assert print_part(part) == source.text
    assert [one.message for one in findings] == []
    words = [(block.id, WHITE.sub("", issued_words(block))) for block in part.blocks()]
    assert sorted(words) == sorted((name, WHITE.sub("", text)) for name, text in published_blocks(path))


CHOICES = {"rec": 0, "a": 7, "b": 8, "annex-1": 2, "plan-1": 14, "annex-2": 3, "plan-2": 35}
BRACKETS = {"rec": 0, "a": 7, "b": 10, "annex-1": 2, "plan-1": 22, "annex-2": 3, "plan-2": 65}


def test_choices_and_brackets_are_counted(project: Path, sources: dict[str, Source]) -> None:
    choices = {}
    for name in PARTS:
        part, _, _ = parsed(project / "sources/cp-10" / f"{name}.md")
        named = {group.id for block in part.blocks() for group in groups(block.content)}
        enclosing = {enclosure.group for block in part.blocks() for enclosure in block.enclosures}
        choices[part.id] = len(named | enclosing)
    printed_brackets = Counter[str]()
    for source in sources.values():
        printed_brackets[source.id] = sum(CALL.sub("", mended(line.typed)).count("[") for line in source.lines)

    assert choices == CHOICES
    assert dict(printed_brackets) == BRACKETS
