"""Groups settled for good: in the sources, in every PO file, and in every file that names them, all in memory.

What comes out is proved before anybody writes it: whatever is decided later of the groups that stay open, the clean
text of the new sources is that of the old ones.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from plandoc.agreement.catalogs import Course, follow
from plandoc.agreement.change import Change, Texts, read_part, read_translations, reread
from plandoc.agreement.decisions import Decisions, said
from plandoc.agreement.followers import follow_positions, follow_scenario, rename_keys, without_values
from plandoc.agreement.parts import Settlement, settle_part
from plandoc.agreement.proof import Proof
from plandoc.agreement.refusal import refuse
from plandoc.agreement.renaming import compare_ids, options_of
from plandoc.agreement.wording import Wording, concerned_parts, drafts, taken
from plandoc.choices.checking import value_names
from plandoc.diagnostics import Findings
from plandoc.language.catalog import write_catalog
from plandoc.language.extracting import extract
from plandoc.language.flow import Voice, pieces
from plandoc.language.splicing import Spliced
from plandoc.language.units import unit_text
from plandoc.model.blocks import Part
from plandoc.model.choices import Choice, choices
from plandoc.model.inline import Group, Inline
from plandoc.model.printed import CrossReference, NoteCall, Words
from plandoc.model.workspace import Reading, Workspace
from plandoc.notation.printing import print_content
from plandoc.pipeline import Draft
from plandoc.source import history, notes, positions, settings
from plandoc.source.history_writing import Record, Settled, append_record
from plandoc.source.marking import marks
from plandoc.source.printing import print_part
from plandoc.source.yaml_editing import YamlEdit, edit_yaml
from plandoc.spans import SourceText, source_text

_VOICE = Voice(reading=Reading.CORRECTED, language="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """An agreement that nobody has written yet."""

    change: Change
    record: Record
    """What history keeps of it."""
    warnings: Findings
    """What is found in the new texts and was not found in the old ones."""
    texts: Mapping[str, SourceText]
    """The new texts of all files, by their paths."""


def agree(workspace: Workspace, decisions: Decisions, record: Record, glossary: str = "") -> Agreed:
    """Return what becomes of a workspace when decisions are made permanent; pure.

    `record` says when, where and by whom; `glossary` is the CSV text that translations are held against. The workspace
    has no errors. Raises `RefusedError` where the result could not be read again as it is meant.
    """
    return _Agreement(workspace, decisions).finished(record, glossary)


class _Agreement:
    """One agreement on its way; every step reads what the steps before it wrote."""

    def __init__(self, workspace: Workspace, decisions: Decisions) -> None:
        self._workspace = workspace
        self._findings = Findings()
        self._texts = Texts(workspace)
        self._catalogs = {
            name: read_translations(source, name, workspace.settings.language) for name, source in workspace.catalogs
        }
        self._registry = choices(workspace.parts)
        self._concerned = concerned_parts(workspace, self._registry, decisions)
        self._made = drafts(workspace, self._concerned, self._catalogs)
        source = self._made[workspace.settings.language]
        self._decisions = _with_emptied(source, self._registry, decisions)
        self._wording = Wording(source, self._decisions)
        self._staying = self._wording.staying()
        settled = {part.id: part for part in self._settle_sources()}
        self._settled = tuple(settled.get(part.id, part) for part in workspace.parts)
        self._parts = tuple(self._read_again(part) if part.id in settled else part for part in self._settled)
        self._renaming = compare_ids(self._settled, self._parts)
        self._left = frozenset(group for part in self._settled for group, _ in options_of(part))

    def finished(self, record: Record, glossary: str) -> Agreed:
        """Return the new texts of all files, proved."""
        self._settle_catalogs()
        self._bring_after()
        record = replace(self._recorded(record), notes=dict(self._settle_notes()))
        self._write_history(record)
        change = Change(texts=self._texts.changed(), renaming=self._renaming, findings=self._findings)
        proof = Proof(self._workspace, change, self._catalogs)
        warnings = proof.of_findings(glossary)
        proof.of_clean_text(self._made, self._concerned, self._decisions)
        return Agreed(change=change, record=record, warnings=warnings, texts=proof.texts)

    def _settle_sources(self) -> tuple[Part, ...]:
        """Write the sources anew and return their parts as they are meant, in the ids of before."""
        spliced = dict(self._wording.spliced(self._staying))
        self._report(spliced)
        contents = {name: one.content for name, one in spliced.items()}
        settlement = Settlement(gone=self._staying.gone, contents=contents)
        settled = tuple(settle_part(part, settlement) for part in self._wording.parts)
        for part in settled:
            self._texts.set(part.span.path, print_part(part))
        return settled

    def _report(self, spliced: Mapping[str, Spliced]) -> None:
        for name, one in spliced.items():
            for mend in one.mends:
                self._findings.add("PD043", mend.span, f"In {name}, “{mend.before}” was mended to “{mend.after}”.")
            for doubt in one.doubts:
                hint = "Mend the wording in the source, or in the translation, once it is agreed."
                self._findings.add("PD040", doubt.span, f"In {name}, {doubt.message}", hint=hint)

    def _read_again(self, part: Part) -> Part:
        source = self._texts.get(part.span.path)
        if source is None:
            return part
        return read_part(source, self._workspace.settings.labels, Findings())

    def _settle_catalogs(self) -> None:
        before = {unit.id: unit for unit in extract(self._workspace)}
        after = {unit.id: unit for unit in extract(replace(self._workspace, parts=self._parts))}
        course = Course(before=before, after=after, gone=self._staying.gone, renaming=self._renaming)
        for language, source in self._workspace.catalogs:
            texts = dict(self._translations(Wording(self._made[language], self._decisions)))
            followed = follow(self._catalogs[language], course, texts)
            if followed.entries != self._catalogs[language].entries:
                self._texts.set(source.path, write_catalog(followed))

    def _translations(self, wording: Wording) -> Iterator[tuple[str, str]]:
        """Yield the translations that change, in the alphabet of PO, by the old id of their block."""
        spliced = dict(wording.spliced(self._staying))
        self._report(spliced)
        for name, one in spliced.items():
            block = wording.blocks[name]
            if not block.untranslated:
                yield name, unit_text(replace(block, content=one.content))

    def _bring_after(self) -> None:
        """Take what is settled out of scenarios, positions and settings, and call what is left as it is called now."""
        before, after = self._registry, choices(self._settled)
        report = self._workspace.report
        values = value_names((*self._settled, *((report.part,) if report else ())))
        for scenario in self._workspace.scenarios:
            source = self._texts.get(scenario.span.path)
            if source is not None:
                text = follow_scenario(source, before, after, values)
                source = source_text(source.path, text)
                self._texts.set(source.path, rename_keys(source, "choices", self._renaming.group))
        path = f"{self._texts.sources}/{positions.FILE}"
        source = self._texts.get(path)
        if source is not None:
            gone = dict.fromkeys(one.group for one in self._workspace.positions if one.group not in self._left)
            source = source_text(path, follow_positions(source, gone))
            self._texts.set(path, rename_keys(source, "positions", self._renaming.group))
        source = self._texts.get(settings.FILE)
        unused = [value.name for value in self._workspace.settings.values if value.name not in values]
        if source is not None and unused:
            self._texts.set(settings.FILE, without_values(source, unused))

    def _settle_notes(self) -> Iterator[tuple[str, str]]:
        """Take out the notes that explain nothing any more, and yield them: block and reason.

        A bracket that was supplied round blocks may end at another block now: its note goes there.
        """
        path = f"{self._texts.sources}/{notes.FILE}"
        source = self._texts.get(path)
        if source is None:
            return
        self._texts.set(path, rename_keys(source, "notes", self._renaming.block))
        now = reread(self._workspace, self._texts.changed(), Findings())
        alternatives = [names for part in now.parts for _, names in marks(part)]
        marked = frozenset().union(*alternatives)
        known = {note.block for note in now.notes}
        idle = [note for note in now.notes if note.block not in marked]
        was_marked = frozenset().union(*(names for part in self._workspace.parts for _, names in marks(part)))
        for note in idle:
            if note.block not in {self._renaming.block(name) for name in was_marked}:
                continue
            unexplained = next((names for names in alternatives if not names & known), frozenset[str]())
            if unexplained:
                known.add(min(unexplained))
                self._rename_note(path, note.block, min(unexplained))
            else:
                self._drop_note(path, note.block)
                yield note.block, note.reason

    def _rename_note(self, path: str, old: str, new: str) -> None:
        source = self._texts.get(path)
        if source is not None:
            self._texts.set(path, rename_keys(source, "notes", lambda name: new if name == old else name))

    def _drop_note(self, path: str, block: str) -> None:
        source = self._texts.get(path)
        if source is not None:
            self._texts.set(path, edit_yaml(source, [YamlEdit(section="notes", key=block, value=None)], notes.KEYS))

    def _recorded(self, record: Record) -> Record:
        registry = {choice.id: choice for choice in self._registry}
        settled = self._decisions.choices
        words = _option_texts(self._workspace)
        return replace(
            record,
            choices={
                group: Settled(
                    decision=said(registry[group], chosen),
                    options=tuple(words.get((group, index), "") for index in range(1, registry[group].options + 1))
                    if not registry[group].crosses
                    else (),
                    blocks=tuple(dict.fromkeys(place.block for place in registry[group].places)),
                )
                for group, chosen in settled.items()
            },
            values=self._decisions.values,
            gone=tuple(group for group in registry if group not in settled and group not in self._left),
            removed=tuple(
                block.id for part in self._workspace.parts for block in part.blocks() if block.id in self._staying.gone
            ),
        )

    def _write_history(self, record: Record) -> None:
        path = f"{self._texts.sources}/{history.FILE}"
        try:
            self._texts.set(path, append_record(self._texts.get(path), record))
        except ValueError as error:
            refuse(f"{error}.", "Write `agreements:` with one `- …` to a line below it, or move the file away.")


def _with_emptied(made: Draft, registry: tuple[Choice, ...], decisions: Decisions) -> Decisions:
    """Return the decisions with groups dropped that have nothing left to decide: their words go with inner options."""
    settled = (one for one in registry if one.id in decisions.choices)
    if not any(place.within for one in settled for place in one.places):
        return decisions
    before = set(_speaking(Wording(made, Decisions(choices={})), frozenset()))
    while True:
        wording = Wording(made, decisions)
        gone = wording.staying().gone
        speaking = set(_speaking(wording, gone))
        open_groups = {node.id for node in _groups(wording, gone) if node.chosen is None}
        emptied = (open_groups & before) - speaking
        if not emptied:
            return decisions
        decisions = replace(decisions, choices={**decisions.choices, **dict.fromkeys(sorted(emptied), 0)})


def _groups(wording: Wording, gone: frozenset[str]) -> Iterator[Group]:
    for name, block in wording.blocks.items():
        if name not in gone:
            yield from (node for node in taken(block.content) if isinstance(node, Group))


def _speaking(wording: Wording, gone: frozenset[str]) -> Iterator[str]:
    """Yield the ids of inline groups that print something."""
    for group in _groups(wording, gone):
        for option in group.options:
            if any(isinstance(piece, Words | CrossReference | NoteCall) for piece in pieces(option.content, _VOICE)):
                yield group.id


def _option_texts(workspace: Workspace) -> Mapping[tuple[str, int], str]:
    """Return what every inline option says in the sources, in notation; echoes are joined by an ellipsis."""
    found: dict[tuple[str, int], list[str]] = {}
    for part in workspace.parts:
        for block in part.blocks():
            for node in _all_groups(block.content):
                for option in node.options:
                    found.setdefault((node.id, option.index), []).append(print_content(option.content))
    return {option: " … ".join(dict.fromkeys(texts)) for option, texts in found.items()}


def _all_groups(content: tuple[Inline, ...]) -> Iterator[Group]:
    return (node for node in taken(content) if isinstance(node, Group))
