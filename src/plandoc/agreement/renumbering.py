"""Clean numbering made permanent: typed labels become the numbers of clean text, and all that names them follows.

Everything moves at once: where 5 bis becomes 6 and 6 becomes 7, nothing that named one of them names the other.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from plandoc.agreement.catalogs import Course, follow
from plandoc.agreement.change import Change, Texts, read_part, read_translations, report_texts, reread
from plandoc.agreement.decisions import Decisions
from plandoc.agreement.followers import named_places, rename_keys, rename_places
from plandoc.agreement.front_matter import without_starts
from plandoc.agreement.proof import Proof
from plandoc.agreement.refusal import refuse
from plandoc.agreement.renaming import Renaming, compare_ids
from plandoc.agreement.wording import drafts
from plandoc.choices.decide import names
from plandoc.diagnostics import Findings
from plandoc.language.body import Body
from plandoc.language.catalog import write_catalog
from plandoc.language.conventions import Manner
from plandoc.language.extracting import extract
from plandoc.language.numbering import number
from plandoc.language.polishing import Polished
from plandoc.language.units import unit_text
from plandoc.language.wording import read_wording
from plandoc.model.blocks import Block, Document, Footnote, Label, Line, Part, Section, Structure
from plandoc.model.choices import choices
from plandoc.model.inline import Inline, Reference
from plandoc.model.numerals import numeral
from plandoc.model.printed import Number
from plandoc.model.walk import rewrite
from plandoc.model.workspace import Reading, Workspace
from plandoc.source import notes, positions
from plandoc.source.inferring import report_inferred
from plandoc.source.printing import print_part
from plandoc.spans import source_text

_TYPED_NUMBER = "PD044"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A block that has another label."""

    before: str
    """Its id before."""
    after: str
    label_before: str
    label_after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbered:
    """A renumbering that nobody has written yet."""

    change: Change
    moved: tuple[Moved, ...]
    """In the order of the text; empty where every label is the number of clean text already."""


def renumber(workspace: Workspace, glossary: str = "") -> Renumbered:
    """Return what becomes of a workspace when its labels are counted anew, list by list; pure.

    `change.findings` has the numbers that are typed as words and stay. The workspace has no errors. Raises
    `RefusedError` where the result could not be read again as it is meant, or something would name another place.
    """
    return _Renumbering(workspace).finished(glossary)


class _Renumbering:
    """One renumbering on its way."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._texts = Texts(workspace)
        self._catalogs = {
            name: read_translations(source, name, workspace.settings.language) for name, source in workspace.catalogs
        }
        self._all = tuple(part.id for part in workspace.parts)
        self._made = drafts(workspace, self._all, self._catalogs)
        meant = tuple(self._relabelled())
        read = tuple(self._read(print_part(part), part) for part in meant)
        self._renaming = _with_places(compare_ids(meant, read), meant, read)
        self._meant = tuple(_with_references(part, self._renaming) for part in meant)
        for part in self._meant:
            self._texts.set(part.span.path, print_part(part))
        self._parts = tuple(self._read(print_part(part), part) for part in self._meant)

    def finished(self, glossary: str) -> Renumbered:
        """Return the new texts of all files, proved."""
        self._follow_names()
        self._follow_catalogs()
        change = Change(texts=self._texts.changed(), renaming=self._renaming, findings=self._typed_numbers())
        proof = Proof(self._workspace, change, self._catalogs)
        change.findings.extend(proof.of_findings(glossary))
        proof.of_clean_text(self._made, self._all, Decisions(choices={}))
        return Renumbered(change=change, moved=tuple(self._moved()))

    def _relabelled(self) -> Iterator[Part]:
        """Yield the parts with the labels that they are to have."""
        parts = self._workspace.parts
        sections = tuple(Section(part=part, lines=part.lines) for part in parts)
        document = Document(name="", language=self._workspace.settings.language, sections=sections)
        counted = Polished(bodies={block.id: Body(pieces=()) for part in parts for block in part.blocks()})
        conventions = self._made[self._workspace.settings.language].conventions
        manner = Manner(conventions=conventions, reading=Reading.CORRECTED, clean=True)
        numbers = number(document, counted, manner).blocks
        for part in parts:
            lines = tuple(_relabelled(line, numbers) for line in part.lines)
            front_matter = without_starts(part.front_matter) if part.starts else part.front_matter
            yield replace(part, lines=lines, front_matter=front_matter)

    def _read(self, text: str, part: Part) -> Part:
        return read_part(source_text(part.span.path, text), self._workspace.settings.labels, Findings())

    def _follow_catalogs(self) -> None:
        before = {unit.id: unit for unit in extract(self._workspace)}
        now = reread(self._workspace, self._texts.changed(), Findings())
        after = {unit.id: unit for unit in extract(now)}
        course = Course(before=before, after=after, renaming=self._renaming)
        for language, source in self._workspace.catalogs:
            texts = dict(self._translations(language))
            followed = follow(self._catalogs[language], course, texts)
            if followed.entries != self._catalogs[language].entries:
                self._texts.set(source.path, write_catalog(followed))

    def _translations(self, language: str) -> Iterator[tuple[str, str]]:
        """Yield the translations that name a place which is called otherwise, by the old id of their block."""
        entries = self._catalogs[language].live()
        for block in (block for part in self._workspace.worded for block in part.blocks()):
            entry = entries.get(block.id)
            if entry is None or _renamed_references(block.content, self._renaming) == block.content:
                continue
            content = _renamed_references(read_wording(entry.text, block), self._renaming)
            yield block.id, unit_text(replace(block, content=content))

    def _follow_names(self) -> None:
        for scenario in self._workspace.scenarios:
            self._rename_keys(scenario.span.path, "choices", self._renaming.pattern)
        self._check_patterns()
        self._follow_report()
        folder = self._texts.sources
        self._rename_keys(f"{folder}/{positions.FILE}", "positions", self._renaming.group)
        self._rename_keys(f"{folder}/{notes.FILE}", "notes", self._renaming.block)

    def _follow_report(self) -> None:
        """Bring the report format after; what it names though it is gone must not come to name another block."""
        known = {
            name for part in self._workspace.worded for block in part.blocks() for name in (block.id, block.parent)
        }
        taken = set(self._renaming.blocks.values()) - known
        for source in report_texts(self._workspace):
            lost = taken.intersection(named_places(source))
            if lost:
                message = f"{source.path} names {min(lost)}, which is gone, and another block would be called so."
                refuse(message, "Take it out of this file first.")
            self._texts.set(source.path, rename_places(source, self._called))

    def _called(self, name: str) -> str:
        """Return what a block or a group is called now."""
        return self._renaming.group(self._renaming.block(name))

    def _rename_keys(self, path: str, section: str, called: Callable[[str], str]) -> None:
        source = self._texts.get(path)
        if source is not None:
            self._texts.set(path, rename_keys(source, section, called))

    def _check_patterns(self) -> None:
        """Refuse patterns of scenarios that would name other groups than before."""
        before, after = choices(self._workspace.parts), choices(self._parts)
        for scenario in self._workspace.scenarios:
            for entry in scenario.entries:
                meant = {self._renaming.group(one.id) for one in before if names(entry.pattern, one)}
                pattern = self._renaming.pattern(entry.pattern)
                if meant != {one.id for one in after if names(pattern, one)}:
                    refuse(
                        f"The pattern {entry.pattern} of the scenario {scenario.name} would name other groups.",
                        f"Write the ids of the groups that it means: {', '.join(sorted(meant)) or 'it names none'}.",
                    )

    def _typed_numbers(self) -> Findings:
        findings, found = Findings(), Findings()
        for part in self._parts:
            report_inferred(part, findings)
        found.extend(tuple(one for one in findings if one.code.name == _TYPED_NUMBER))
        return found

    def _moved(self) -> Iterator[Moved]:
        for old, new in zip(self._workspace.parts, self._parts, strict=True):
            for before, after in zip(old.blocks(), new.blocks(), strict=True):
                labels = [one.label.mended.strip() if one.label else "" for one in (before, after)]
                if labels[0] != labels[1]:
                    yield Moved(before=before.id, after=after.id, label_before=labels[0], label_after=labels[1])


def _relabelled(line: Line, numbers: Mapping[str, Number]) -> Line:
    match line:
        case Block(label=Label() as label, id=identifier) if identifier in numbers:
            return replace(line, label=_label(label, numbers[identifier]))
        case Block() | Footnote() | Structure():
            return line


def _label(label: Label, counted: Number) -> Label:
    """Return a label with the number of clean text; its stop, its emendation and the space after it stay as typed."""
    if (counted.value, counted.prefix, "") == (label.value, label.prefix, label.addition):
        return label
    before = label.mended.strip()
    stop = before[-1] if label.suffix else ""
    after = f"{counted.prefix}{numeral(counted.value, label.style)}{stop}"
    at = label.typed.rfind(before)
    typed = label.typed[:at] + after + label.typed[at + len(before) :]
    return replace(label, typed=typed, mended=label.mended.replace(before, after, 1))


def _with_places(renaming: Renaming, meant: tuple[Part, ...], read: tuple[Part, ...]) -> Renaming:
    """Return the renaming with the places that hold blocks: rows and cells, which references may name."""
    places = {
        before.parent: after.parent
        for old, new in zip(meant, read, strict=True)
        for before, after in zip(old.blocks(), new.blocks(), strict=True)
        if before.parent != after.parent
    }
    return replace(renaming, blocks={**places, **renaming.blocks})


def _with_references(part: Part, renaming: Renaming) -> Part:
    """Return a part whose references name the places as they are called now."""

    def renamed(block: Block) -> Block:
        return replace(block, content=_renamed_references(block.content, renaming))

    lines: list[Line] = []
    for line in part.lines:
        match line:
            case Block():
                lines.append(renamed(line))
            case Footnote(block=block):
                lines.append(replace(line, block=renamed(block)))
            case Structure():
                lines.append(line)
    return replace(part, lines=tuple(lines))


def _renamed_references(content: tuple[Inline, ...], renaming: Renaming) -> tuple[Inline, ...]:
    def renamed(node: Inline) -> Inline:
        return replace(node, target=renaming.block(node.target)) if isinstance(node, Reference) else node

    return rewrite(content, renamed)
