"""The atlas: everything that a page needs to show the clean text of any state by looking up, as JSON.

Every string in it was made by the functions that make every other text. What is left for the page is to follow the
answers of a state through the trees of questions, to see which blocks are visible, and to take from each list of
labels the k-th; `engine.js` does that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plandoc.diagnostics import Findings
from plandoc.language.body import Body
from plandoc.language.conventions import Manner
from plandoc.language.numbering import Numbers, number
from plandoc.language.polishing import Polished, list_of
from plandoc.model.blocks import Block, Document, Part, PartKind, Section
from plandoc.model.choices import choices
from plandoc.model.printed import BlockKind, Words
from plandoc.model.scenario import SettledValue
from plandoc.model.walk import groups
from plandoc.model.workspace import DocumentPlan, Reading, Workspace
from plandoc.pipeline import Draft, draft
from plandoc.workbench.atlas_labels import Labels
from plandoc.workbench.atlas_runs import Runs
from plandoc.workbench.atlas_tables import Json, Tables
from plandoc.workbench.questions import Questions
from plandoc.workbench.rows import WRITER
from plandoc.workbench.state import Agenda
from plandoc.workbench.variants import MOST_VARIANTS, TooManyVariants, Tree, Variants
from plandoc.workbench.wording import Wording, call

_STRUCTURAL = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.BAND, BlockKind.GOAL)
"""Kinds of blocks that others are placed by."""


def atlases_of(
    workspace: Workspace, plan: DocumentPlan, agenda: Agenda, findings: Findings
) -> dict[str, dict[str, Json]] | None:
    """Return the atlases of a document by language, for a page in one file; None where a block is refused (PD088).

    What composing and translating find is not reported again: whoever opened the workspace has checked it.
    """
    made: dict[str, dict[str, Json]] = {}
    for language in agenda.languages:
        atlas = atlas_of(draft(workspace, plan, language, Findings()), agenda.values, findings)
        if atlas is None:
            return None
        made[language] = atlas
    return made


def atlas_of(made: Draft, known: Mapping[str, tuple[SettledValue, ...]], findings: Findings) -> dict[str, Json] | None:
    """Return the atlas of a document in one language.

    `known` are the words of each value, in the order in which states count them. Blocks with too many texts are
    reported (PD088), and then there is no atlas. The members `questions`, `forks`, `variants` and `said` are explained
    in `atlas_tables`, `labels` and `escaped` in `atlas_labels`, those of blocks and sections where they are written;
    `calls` has the call of the first note, of the second …
    """
    document = made.document
    manner = Manner(conventions=made.conventions, reading=Reading.CORRECTED, clean=True)
    numbers = number(document, Polished(bodies=dict.fromkeys(_lines(document), Body(pieces=()))), manner)
    parts = tuple({section.part.id: section.part for section in document.sections}.values())
    questions = Questions(choices(parts), known, made.values)
    wording = Wording(numbers=numbers)
    trees = _trees(document, Variants(manner=manner, questions=questions, wording=wording), findings)
    if trees is None:
        return None
    tables = Tables(questions)
    writer = _Writer(
        numbers=numbers,
        trees=trees,
        tables=tables,
        labels=Labels(document, numbers),
        runs=Runs(document, numbers, tables),
    )
    sections: list[Json] = [writer.section(section) for section in document.sections]
    return {
        "sections": sections,
        "blocks": writer.blocks,
        "calls": [call(at) for at in range(1, len(tables.notes) + 1)],
        **writer.labels.as_json(),
        **tables.as_json(),
    }


def _lines(document: Document) -> Iterator[str]:
    return (line.id for section in document.sections for line in section.lines if isinstance(line, Block))


def _trees(document: Document, variants: Variants, findings: Findings) -> dict[str, Tree] | None:
    """Return every text of each block, by its id; None where a block has too many."""
    trees: dict[str, Tree] = {}
    refused = False
    for section in document.sections:
        for block in section.blocks():
            try:
                trees[block.id] = variants.tree(block, section.part.id)
            except TooManyVariants:
                refused = True
                _refuse(block, findings)
    return None if refused else trees


def _refuse(block: Block, findings: Findings) -> None:
    count = len({group.id for group in groups(block.content)} | {one.group for one in block.enclosures})
    findings.add(
        "PD088",
        block.span,
        f"The {count} groups of {block.id} leave more than {MOST_VARIANTS:,} texts, too many for a page in one file.",
        hint="Make two paragraphs of it, or label groups alike that are decided alike; `plandoc preview` without "
        "-o has no such limit.",
    )


@dataclass(slots=True, kw_only=True)
class _Writer:
    """Writes the blocks of a document, section by section."""

    numbers: Numbers
    trees: Mapping[str, Tree]
    tables: Tables
    labels: Labels
    runs: Runs
    blocks: list[Json] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    """Of each block, by its id, its place among `blocks`."""

    def section(self, section: Section) -> Json:
        """Return a section: the places of its lines, and what there is besides.

        `label` is the row above it, `isFrame` says that its headings stand over other sections too, `columns` has of
        each column of a table the place of its head, that of its sub-head or null, and its key.
        """
        part = section.part
        lines = [line.id for line in section.lines if isinstance(line, Block)]
        for block in section.blocks():
            self.places[block.id] = len(self.blocks)
            found = self._text(block)
            self.blocks.append(found | self._place(block, part) if block.id in lines else found)
        made: dict[str, Json] = {"lines": [self.places[line] for line in lines]}
        annex = self.numbers.annexes.get(part.id)
        if annex:
            made["label"] = [f"{part.id}/label", "", "", str(WRITER.markup((Words(text=annex),)))]
        if part.kind is PartKind.FRAME:
            made["isFrame"] = True
        if part.kind is PartKind.TABLE:
            made["columns"] = [
                [self.places[one.head.id], self.places[one.note.id] if one.note else None, one.key]
                for one in part.columns
            ]
        return made

    def _text(self, block: Block) -> dict[str, Json]:
        """Return what a block says: the tree of its texts, and what stands round them."""
        return {"id": block.id, "tree": self.tables.tree(self.trees[block.id]), **self.runs.of_block(block)}

    def _place(self, block: Block, part: Part) -> dict[str, Json]:
        """Return what a block is among others: its kind and rank, its column, the list it ends, its label."""
        listed = list_of(block, part)
        structural = block.kind in _STRUCTURAL
        members: dict[str, Json] = {
            "kind": block.kind.value if structural else None,
            "rank": block.level if structural else None,
            "column": block.column,
            "list": listed,
            "label": self.labels.of_block(block, part),
        }
        return {key: value for key, value in members.items() if value is not None}
