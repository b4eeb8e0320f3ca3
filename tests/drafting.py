"""Builders for tests of the stages after reading: texts into documents, documents into lines that a test can compare."""

from collections.abc import Mapping
from pathlib import Path

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Part
from plandoc.model.locale import Locale
from plandoc.model.printed import (
    CrossReference,
    LineBreak,
    NoteCall,
    Piece,
    PrintedBlock,
    PrintedDocument,
    Words,
)
from plandoc.model.printed_walk import placed_blocks
from plandoc.model.scenario import Alternatives, Decision, Entry, Scenario, SettledValue
from plandoc.model.workspace import DocumentPlan, Reading, Settings, Workspace
from plandoc.pipeline import Order, typeset
from plandoc.source.languages import read_language
from plandoc.source.part import parse_part
from plandoc.source.workspace import read_workspace
from plandoc.spans import source_text


def part(body: str, *, identifier: str = "a", kind: str = "decision", front: str = "") -> Part:
    """Read a part from its body; findings are ignored."""
    text = f"---\nid: {identifier}\nkind: {kind}\n{front}---\n{body}"
    return parse_part(source_text(f"{identifier}.md", text), Findings())


def locale_of(language: str) -> Locale:
    """Read a language that comes with the program."""
    locale = read_language(Path(), language, Findings())
    assert locale is not None
    return locale


LOCALES = (locale_of("zh"), locale_of("en"))


def workspace(*parts: Part) -> Workspace:
    """Put parts into a workspace without settings."""
    return Workspace(settings=Settings(), parts=parts, locales=LOCALES)


def scenario(
    choices: Mapping[str, str | int] | None = None,
    *,
    default: str = "open",
    alternatives: str = "open",
    values: Mapping[str, str] | None = None,
) -> Scenario:
    """Build a scenario as its file would be read."""
    return Scenario(
        name="test",
        default=Decision(default),
        alternatives=Alternatives(alternatives),
        entries=tuple(
            Entry(pattern=pattern, decision=decision if isinstance(decision, int) else Decision(decision))
            for pattern, decision in (choices or {}).items()
        ),
        values=tuple(SettledValue(name=name, words=(("*", words),)) for name, words in (values or {}).items()),
    )


def printed(
    read: Workspace,
    chosen: Scenario | None = None,
    *,
    reading: Reading = Reading.CORRECTED,
    plan: DocumentPlan | None = None,
    language: str = "zh",
    findings: Findings | None = None,
) -> PrintedDocument:
    """Print a workspace's parts, or one of its documents."""
    plan = plan or DocumentPlan(name="test", parts=tuple(one.id for one in read.parts))
    order = Order(document=plan, language=language, reading=reading, scenario=chosen)
    return typeset(read, order, Findings() if findings is None else findings)


def lines(document: PrintedDocument) -> list[str]:
    """Return every printed block as a line: label and words; notes as `^1`, line breaks as `\\n`."""
    return [line(block) for block, _ in placed_blocks(document)]


def line(block: PrintedBlock) -> str:
    """Return one printed block as text."""
    number = block.number
    return (number.before + number.text + number.gap if number else "") + words(block.pieces)


def words(pieces: tuple[Piece, ...]) -> str:
    """Return the characters of pieces."""
    return "".join(_characters(piece) for piece in pieces)


def _characters(piece: Piece) -> str:
    match piece:
        case Words(text=text) | CrossReference(text=text):
            return text
        case NoteCall(number=number):
            return f"^{number}"
        case LineBreak():
            return "\n"
        case _:
            return ""


def project_workspace() -> Workspace:
    """Read the workspace of this repository."""
    return read_workspace(Path(__file__).resolve().parent.parent, Findings())
