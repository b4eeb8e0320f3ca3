"""The checks over a whole workspace: ids, references, values, notes, and what was inferred."""

import pytest

from plandoc.diagnostics import Diagnostic, Findings
from plandoc.model.scenario import SettledValue
from plandoc.model.workspace import DocumentPlan, EditorialNote, Settings, Workspace
from plandoc.source.part import parse_part
from plandoc.source.workspace_checking import check_workspace
from plandoc.spans import Position, source_text


def checked(
    *texts: str, notes: tuple[str, ...] = (), settings: Settings | None = None
) -> list[tuple[Diagnostic, Position, str]]:
    """Check parts that are given without the dashes; return the findings with their places and the text there."""
    sources = [source_text(f"{number}.md", f"---\n{text}") for number, text in enumerate(texts)]
    quiet, findings = Findings(), Findings()
    workspace = Workspace(
        settings=settings or Settings(),
        parts=tuple(parse_part(source, quiet) for source in sources),
        notes=tuple(EditorialNote(block=block, reason="why") for block in notes),
    )
    check_workspace(workspace, findings)
    by_path = {source.path: source for source in sources}
    found = []
    for one in findings:
        source = by_path.get(one.span.path, source_text("", ""))
        found.append((one, source.position(one.span.start), source.text[one.span.start : one.span.end]))
    return found


def part(text: str, identifier: str = "a", kind: str = "decision") -> str:
    return f"id: {identifier}\nkind: {kind}\n---\n{text}"


def codes(found: list[tuple[Diagnostic, Position, str]]) -> list[str]:
    return [one.code.name for one, _, _ in found]


def test_part_id_that_stands_twice_is_reported_in_the_front_matter() -> None:
    ((found, place, text),) = checked(part("1. One;\n"), part("1. Two;\n"))
    assert (found.code.name, text) == ("PD020", "a")
    assert (found.span.path, place.line, place.column) == ("1.md", 2, 5)
    assert found.related[0].span.path == "0.md"


def test_reference_to_an_unknown_id_has_the_nearest() -> None:
    ((found, place, text),) = checked(part("1. One {@a/1bsi};\n1 bis. Two;\n"))
    assert (found.code.name, text, found.hint) == ("PD022", "{@a/1bsi}", "Did you mean a/1bis?")
    assert (place.line, place.column) == (5, 8)


def test_reference_without_its_part_is_completed() -> None:
    ((found, _, _),) = checked(part("1. One {@2};\n2. Two;\n"))
    assert found.hint == "Did you mean a/2?"


@pytest.mark.parametrize("target", ["a", "a/1", "a/1/a", "t", "t/A.1", "t/A.1/out", "a/notes/n"])
def test_reference_may_name_parts_blocks_goals_and_cells(target: str) -> None:
    table = 'id: t\nkind: table\ncolumns: {out: {head: "O"}}\n---\n### A.1. Goal\n#### out\n(a) x;\n(b) y.\n'
    assert checked(part(f"1. See {{@{target}}};[^n]\n(a) b;\n[^n]: c\n"), table) == []


def test_reference_in_the_mended_side_is_checked() -> None:
    found = checked(part("1. One {~x|{@b}};\n"), notes=("a/1",))
    assert codes(found) == ["PD022"]


def test_value_that_no_text_uses_is_reported() -> None:
    settings = Settings(values=(SettledValue(name="sesion", words=()), SettledValue(name="year", words=())))
    found = checked(part("1. One {=session|five}{=year};\n"), settings=settings)
    assert [(one.code.name, one.hint) for one, _, _ in found] == [("PD032", "Did you mean session?")]


def test_documents_are_composed() -> None:
    settings = Settings(documents=(DocumentPlan(name="d", frame="f"),))
    found = checked(part("{+b}\n", "f", "frame"), part("1. One;\n"), settings=settings)
    assert codes(found) == ["PD024"]


@pytest.mark.parametrize(
    ("text", "block", "place"),
    [
        ("1. One {~x|y};\n", "a/1", "{~x|y}"),
        ("1. One ⟦x];\n", "a/1", "⟦x]"),
        ("1. One [x⟧;\n", "a/1", "[x⟧"),
        ("1. One [a {k}[x⟧];\n", "a/1", "{k}[x⟧"),
        ("{~|1. }One;\n", "a/1", "{~|1. }"),
        ("⟦1. One;]\n", "a/1", "⟦"),
        ("1. One;[^n]\n[^n]: x {~|y}\n", "a/notes/n", "{~|y}"),
    ],
)
def test_mark_without_a_note_is_reported(text: str, block: str, place: str) -> None:
    ((found, _, typed),) = checked(part(text))
    assert (found.code.name, typed) == ("PD028", place)
    assert block in found.message
    assert checked(part(text), notes=(block,)) == []


@pytest.mark.parametrize(
    "text", ["{k}⟦(a) x;\n(b) y;\n(c) z.]\n", "{k}[(a) x;\n(b) y;\n(c) z.⟧\n", "⟦\n(a) x;\n(b) y.\n(c) z.\n]\n"]
)
def test_note_on_a_supplied_bracket_stands_at_either_end(text: str) -> None:
    assert codes(checked(part(text))) == ["PD028"]
    assert checked(part(text), notes=("a/a",)) == []
    assert checked(part(text), notes=("a/c",)) == []
    assert sorted(codes(checked(part(text), notes=("a/b",)))) == ["PD028", "PD029"]


def test_note_without_a_mark_is_reported_with_the_nearest_marked_block() -> None:
    ((found, _, _), (other, _, _)) = checked(part("1. One {~x|y};\n2. Two;\n"), notes=("a/1", "a/2", "b/1"))
    assert (found.code.name, other.code.name) == ("PD029", "PD029")
    messages = {found.message, other.message}
    assert messages == {"a/2 has no mark that this note could explain.", "No block is called b/1."}
    assert "a/1" in found.hint


@pytest.mark.parametrize(
    ("text", "junctions"),
    [
        ("1. [a][b] c;\n", ["]["]),
        ("1. [a] / [b]／[c] d;\n", ["] / [", "]／["]),
        ("1. {k.1}[a] {k.2}[b] c;\n", []),
        ("1. {k.1}[a]{k.2}[b] c;\n", []),
        ("1. {k}[a]{m}[b] c;\n", []),
        ("1. {k}[a] {m}[b] c;\n", []),
        ("1. {k}[a {m}[b][c]] d;\n", ["]["]),
        ("1. {~x|[a][b]} d;\n", ["]["]),
    ],
)
def test_every_inferred_junction_is_listed_once(text: str, junctions: list[str]) -> None:
    found = [
        (one.code.name, typed) for one, _, typed in checked(part(text), notes=("a/1",)) if one.code.name != "PD029"
    ]
    assert found == [("PD042", typed) for typed in junctions]


def test_inferred_junction_says_what_to_write() -> None:
    ((found, place, _),) = checked(part("1. {verb}[向][对]主管部门；\n"))
    assert "a/1" in found.message
    assert "{verb.2}[…]" in found.hint
    assert (place.line, place.column) == (5, 12)
    (_, (third, _, _)) = checked(part("1. {verb}[a][b][c] d;\n"))
    assert "{verb.3}[…]" in third.hint
    ((plain, _, _),) = checked(part("1. [a][b] c;\n"))
    assert "{label.1}[…]" in plain.hint


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("1. 见目标 B.1；\n", "目标 B.1"),
        ("1. 见上文第 5 段；\n", "第 5 段"),
        ("1. 见第5至7段；\n", "第5至7段"),
        ("1. 见第 5 bis 段；\n", "第 5 bis 段"),
        ("1. See paragraph 5 above;\n", "paragraph 5"),
        ("1. See goal A.10;\n", "goal A.10"),
    ],
)
def test_number_typed_as_words_is_noted(text: str, typed: str) -> None:
    ((found, _, words),) = checked(part(text))
    assert (found.code.name, found.severity, words) == ("PD044", "note", typed)


@pytest.mark.parametrize(
    "text",
    [
        "1. 根据第 CP-9/3 号决定第 5 段；\n",
        "1. 第 17 条；\n",
        "1. 见{@a/1}；\n",
        "1. paragraph 3 of decision CP-9/3;\n",
        "1. 三个目标；\n",
    ],
)
def test_numbers_of_other_texts_are_left_alone(text: str) -> None:
    assert checked(part(text)) == []
