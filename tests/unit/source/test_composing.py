"""Parts composed through frames, and frames that cannot be."""

from plandoc.diagnostics import Diagnostic, Findings
from plandoc.model.blocks import Block, Document, Footnote
from plandoc.model.workspace import DocumentPlan, Settings, Workspace
from plandoc.source.composing import compose
from plandoc.source.part import parse_part
from plandoc.spans import Span, source_text


def composed(texts: dict[str, str], plan: DocumentPlan) -> tuple[Document, list[Diagnostic], list[str]]:
    findings = Findings()
    sources = [
        source_text(f"{name}.md", f"---\nid: {name}\nkind: decision\n---\n{text}") for name, text in texts.items()
    ]
    parts = tuple(parse_part(source, findings) for source in sources)
    document = compose(Workspace(settings=Settings(), parts=parts), plan, "zh-Hans", findings)
    found = list(findings)
    by_path = {source.path: source for source in sources}
    return document, found, [by_path[one.span.path].text[one.span.start : one.span.end] for one in found]


def outline(document: Document) -> list[tuple[str, list[str]]]:
    return [
        (section.part.id, [line.id for line in section.lines if isinstance(line, Block)])
        for section in document.sections
    ]


FRAME = DocumentPlan(name="d", frame="f")


def test_slots_are_replaced_by_parts_in_order() -> None:
    texts = {"f": "# T\n\n{+b}\n\n## M{#m}\n{+a}\n{+c}\n", "a": "1. A;\n", "b": "1. B;\n", "c": "1. C;\n"}
    document, found, _ = composed(texts, FRAME)
    assert found == []
    assert outline(document) == [
        ("f", ["f/title"]),
        ("b", ["b/1"]),
        ("f", ["f/m"]),
        ("a", ["a/1"]),
        ("c", ["c/1"]),
    ]
    assert (document.name, document.language) == ("d", "zh-Hans")


def test_document_without_a_frame_is_its_parts() -> None:
    plan = DocumentPlan(name="d", parts=("b", "a"))
    document, found, _ = composed({"a": "1. A;\n", "b": "1. B;\n"}, plan)
    assert found == []
    assert outline(document) == [("b", ["b/1"]), ("a", ["a/1"])]


def test_footnotes_stay_in_the_section_of_their_part() -> None:
    document, _, _ = composed({"f": "{+a}\n1. F;\n", "a": "1. A;[^n]\n[^n]: Note.\n"}, FRAME)
    assert [any(isinstance(line, Footnote) for line in section.lines) for section in document.sections] == [True, False]


def test_a_frame_may_stand_in_a_frame() -> None:
    document, found, _ = composed({"f": "1. F;\n{+g}\n2. G;\n", "g": "{+a}\n", "a": "1. A;\n"}, FRAME)
    assert found == []
    assert outline(document) == [("f", ["f/1"]), ("a", ["a/1"]), ("f", ["f/2"])]


def test_unknown_slot_is_reported_with_the_nearest_part() -> None:
    document, found, places = composed({"f": "{+annex-11}\n1. F;\n", "annex-1": "1. A;\n"}, FRAME)
    assert [(one.code.name, one.hint) for one in found] == [("PD024", "Did you mean annex-1?")]
    assert places == ["{+annex-11}"]
    assert outline(document) == [("f", ["f/1"])]


def test_part_that_stands_twice_is_reported_and_placed_once() -> None:
    document, found, places = composed({"f": "{+a}\n1. F;\n{+a}\n", "a": "1. A;\n"}, FRAME)
    assert [one.code.name for one in found] == ["PD008"]
    assert places == ["{+a}"]
    assert found[0].span.start > found[0].related[0].span.start
    assert outline(document) == [("a", ["a/1"]), ("f", ["f/1"])]


def test_part_that_stands_in_itself_is_reported() -> None:
    document, found, places = composed({"f": "1. F;\n{+a}\n", "a": "1. A;\n{+f}\n2. B;\n"}, FRAME)
    assert [one.code.name for one in found] == ["PD008"]
    assert places == ["{+f}"]
    assert outline(document) == [("f", ["f/1"]), ("a", ["a/1"]), ("a", ["a/2"])]


def test_frame_that_no_file_has_makes_an_empty_document() -> None:
    document, found, _ = composed({"a": "1. A;\n"}, FRAME)
    assert (document.sections, found) == ((), [])


def test_part_that_a_plan_names_twice_is_reported() -> None:
    document, found, _ = composed(
        {"a": "1. 甲。\n"}, DocumentPlan(name="twice", parts=("a", "a"), span=Span(path="a.md", start=0, end=1))
    )
    assert [one.code.name for one in found] == ["PD008"]
    assert len(document.sections) == 1
