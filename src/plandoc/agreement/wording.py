"""The words of a workspace in one language under decisions: which blocks stay, and what they say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from plandoc.agreement.decisions import Decisions
from plandoc.agreement.issued import issued_sides
from plandoc.choices.checking import value_names
from plandoc.choices.choose import choose_block
from plandoc.diagnostics import Findings
from plandoc.language.body import Bodies
from plandoc.language.catalog import Catalog
from plandoc.language.conventions import Manner
from plandoc.language.polishing import list_of, polish
from plandoc.language.splicing import Spliced, splice
from plandoc.model.blocks import Block, Document, Footnote, Part
from plandoc.model.choices import Choice
from plandoc.model.inline import FootnoteMark, Group, Inline, Text, Value
from plandoc.model.scenario import SettledValue
from plandoc.model.visible import is_admitted, is_taken
from plandoc.model.walk import children, rewrite, rewrite_blocks, walk
from plandoc.model.workspace import DocumentPlan, Reading, Workspace
from plandoc.pipeline import Draft, draft


def concerned_parts(workspace: Workspace, registry: tuple[Choice, ...], decisions: Decisions) -> tuple[str, ...]:
    """Return the ids of the parts in which decisions may change something, in the order of the workspace."""
    values = {value.name for value in decisions.values}
    found = {part.id for part in workspace.parts if not values.isdisjoint(value_names((part,)))}
    found |= {place.part for one in registry if one.id in decisions.choices for place in one.places}
    # A choice of the whole workspace joins parts: it is idle only if it is idle in all of them.
    wide = [{place.part for place in one.places} for one in registry if one.id.startswith("#")]
    while more := {name for names in wide if not names.isdisjoint(found) for name in names} - found:
        found |= more
    return tuple(part.id for part in workspace.parts if part.id in found)


def drafts(workspace: Workspace, parts: tuple[str, ...], catalogs: Mapping[str, Catalog]) -> Mapping[str, Draft]:
    """Return parts of a workspace in the language of the sources and in those of the catalogs."""
    plan = DocumentPlan(name="agreement", parts=parts)
    languages = (workspace.settings.language, *catalogs)
    return {language: draft(workspace, plan, language, Findings(), catalogs.get(language)) for language in languages}


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying:
    """Which blocks stay in the text, and which of them have other words."""

    gone: frozenset[str]
    concerned: frozenset[str]
    """Blocks that stay, in or round which something was settled."""
    lists: frozenset[str]
    """Lists in which something was settled."""
    last: frozenset[str]
    """The last blocks of those lists."""


class Wording:
    """One language of a workspace under decisions."""

    def __init__(self, made: Draft, decisions: Decisions) -> None:
        """Mark the decisions in a draft and write the words of values into it."""
        self.manner = Manner(conventions=made.conventions, reading=Reading.CORRECTED, clean=True)
        self._words = {value.name: value.in_language(made.conventions.language) or "" for value in decisions.values}
        values = {value.name: value for value in (*made.values, *decisions.values)}
        self._open = rewrite_blocks(made.document, lambda one: _marked(one, {}, values))
        self.chosen = rewrite_blocks(self._open, lambda one: self._with_words(_marked(one, decisions.choices, {})))
        self._parts = {section.part.id: section.part for section in self.chosen.sections}
        self.blocks = {block.id: block for part in self._parts.values() for block in part.blocks()}
        self._before = {block.id: block for block in _blocks(self._open)}

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts, with every decision marked."""
        return tuple(self._parts.values())

    def staying(self) -> Staying:
        """Return which blocks stay and which are concerned."""
        write = Bodies()
        visible = polish(self.chosen, self.manner, Findings(), write).bodies
        before = polish(self._open, self.manner, Findings(), write).bodies
        gone = {name for name in before if name not in visible}
        gone |= {block.id for block in self.blocks.values() if not is_admitted(block)}
        gone |= set(self._in_gone_columns(gone))
        gone |= self._uncalled(gone)
        changed = {name for name, block in self.blocks.items() if name not in gone and self._is_concerned(block)}
        listed = {
            name: list_of(block, part) or ""
            for part in self.parts
            for name, block in ((line.id, line) for line in part.lines if isinstance(line, Block))
        }
        lists = {listed[name] for name in (*changed, *gone) if listed.get(name)}
        last = {listed[name]: name for name in listed if name not in gone and name in visible}
        return Staying(
            gone=frozenset(gone),
            concerned=frozenset(changed),
            lists=frozenset(lists),
            last=frozenset(name for list_name, name in last.items() if list_name in lists),
        )

    def spliced(self, staying: Staying) -> Iterator[tuple[str, Spliced]]:
        """Yield the words of every block that has other ones, by its id."""
        for name, block in self.blocks.items():
            if name not in staying.concerned and name not in staying.last:
                continue
            made = splice(block, self.manner, is_last=name in staying.last, issued=issued_sides(block))
            if made.content != self._before[name].content:
                yield name, made

    def _with_words(self, block: Block) -> Block:
        if not self._words:
            return block

        def said(node: Inline) -> Inline:
            if isinstance(node, Value) and node.name in self._words:
                return Text(text=self._words[node.name], span=node.span)
            return node

        return replace(block, content=rewrite(block.content, said))

    def _is_concerned(self, block: Block) -> bool:
        around: set[str | None] = {one.option for one in block.enclosures if one.chosen is not None}
        borders = {*(one.option for one in block.opening), *(one.option for one in block.closing)}
        return not around.isdisjoint(borders) or block.content != self._before[block.id].content

    def _in_gone_columns(self, gone: set[str]) -> Iterator[str]:
        for part in self.parts:
            for column in part.columns:
                if column.head.id in gone:
                    yield from (column.note.id,) if column.note else ()
                    yield from (block.id for block in part.blocks() if block.column == column.key)

    def _uncalled(self, gone: set[str]) -> set[str]:
        """Return the footnotes that were called and that nothing calls any more; one may have called another."""
        found: set[str] = set()
        for part in self.parts:
            notes = {line.name: line.block.id for line in part.lines if isinstance(line, Footnote)}
            before = set(_calls(walk(self._before[block.id].content) for block in part.blocks()))
            while True:
                left = (taken(block.content) for block in part.blocks() if block.id not in gone | found)
                more = {notes[name] for name in before - set(_calls(left)) if name in notes} - found
                if not more:
                    break
                found |= more
        return found


def _marked(block: Block, decisions: Mapping[str, int], values: Mapping[str, SettledValue]) -> Block:
    """Return a block as it is chosen; the very same one where nothing can be chosen."""
    is_open = block.enclosures or any(isinstance(node, Group | Value) for node in walk(block.content))
    return choose_block(block, decisions, values) if is_open and (decisions or values) else block


def _calls(contents: Iterable[Iterable[Inline]]) -> Iterator[str]:
    return (node.name for content in contents for node in content if isinstance(node, FootnoteMark))


def taken(content: tuple[Inline, ...]) -> Iterator[Inline]:
    """Yield every node that is not in an option which was not taken, parents first."""
    for node in content:
        yield node
        if isinstance(node, Group):
            for option in node.options:
                if is_taken(node.chosen, option.index):
                    yield from taken(option.content)
        else:
            yield from taken(children(node))


def _blocks(document: Document) -> Iterable[Block]:
    parts = {section.part.id: section.part for section in document.sections}
    return (block for part in parts.values() for block in part.blocks())
