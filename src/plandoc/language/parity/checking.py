"""Translations into findings: brackets, names, numbers, terms and marks compared with the source, entry by entry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plandoc.diagnostics import Findings, Related
from plandoc.language.catalog import Catalog, Entry
from plandoc.language.parity.glossary import Glossary, read_glossary
from plandoc.language.parity.groups import compare_groups
from plandoc.language.parity.marks import check_finish, compare_ends
from plandoc.language.parity.names import compare_names
from plandoc.language.parity.numbers import compare_numbers
from plandoc.language.parity.pairs import Pair, Side
from plandoc.language.parity.placing import (
    Place,
    place_in_catalog,
    place_in_source,
    place_in_unit,
)
from plandoc.language.parity.shapes import read_shape
from plandoc.language.parity.terms import compare_terms
from plandoc.model.blocks import Block
from plandoc.model.workspace import Workspace
from plandoc.spans import SourceText


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What translations are held against, and where findings point."""

    source_language: str
    language: str
    glossary: Glossary = field(default_factory=Glossary)
    catalog: SourceText | None = None
    """The PO file, as it was read."""
    blocks: Mapping[str, tuple[Block, SourceText]] = field(default_factory=dict)
    """The block of each id, with the text of its file."""

    def target_place(self, entry: Entry) -> Place:
        """Return where the characters of a translation stand."""
        if self.catalog is None or entry.span.path != self.catalog.path:
            return place_in_unit(f"{self.language}:{entry.id}")
        return place_in_catalog(self.catalog, entry.span)

    def source_place(self, entry: Entry) -> Place:
        """Return where the characters of a unit stand."""
        if entry.id not in self.blocks:
            return place_in_unit(f"{self.source_language}:{entry.id}")
        block, source = self.blocks[entry.id]
        return place_in_source(block, source, entry.source)


def check_catalog(catalog: Catalog, units: Iterable[Entry], measure: Measure, findings: Findings) -> None:
    """Check a catalog: every unit is translated, every finished translation agrees with its source.

    `units` are the units of today's sources. What is not translated (PD060), fuzzy or made for other words (PD061) or
    left over (PD064) is reported, too.
    """
    live = catalog.live()
    for unit in units:
        _check_progress(unit, live.pop(unit.id, None), measure, findings)
    for entry in live.values():
        findings.add(
            "PD064",
            entry.span,
            f"There is no unit {entry.id} in the sources.",
            hint="`plandoc translate update` moves its translation or marks it as obsolete.",
        )
    for entry in catalog.entries:
        if entry.finished:
            check_translation(entry, measure, findings)


def _check_progress(unit: Entry, entry: Entry | None, measure: Measure, findings: Findings) -> None:
    if entry is None or not entry.text:
        message, code = f"{unit.id} is not translated into {measure.language}.", "PD060"
    elif entry.fuzzy:
        message, code = f"The translation of {unit.id} into {measure.language} is fuzzy.", "PD061"
    elif entry.source != unit.source:
        message, code = f"The source of {unit.id} has changed since it was translated.", "PD061"
    else:
        return
    related = () if entry is None else (Related(span=entry.span, message="the translation"),)
    place = measure.source_place(unit)(0, len(unit.source))
    findings.add(code, place, message, hint="Run `plandoc translate update` and translate the unit.", related=related)


def check_translation(entry: Entry, measure: Measure, findings: Findings) -> None:
    """Compare one translation with the source that stands beside it in its entry."""
    pair = Pair(
        id=entry.id,
        source=Side(
            language=measure.source_language, shape=read_shape(entry.source), place=measure.source_place(entry)
        ),
        target=Side(
            language=measure.language,
            shape=read_shape(entry.text),
            place=measure.target_place(entry),
        ),
    )
    check_finish(pair, findings)
    compare_ends(pair, findings)
    if compare_groups(pair, findings):
        compare_names(pair, findings)
        compare_numbers(pair, findings)
        compare_terms(pair, measure.glossary, findings)


def measure_of(workspace: Workspace, language: str, glossary: str) -> Measure:
    """Return what the translations of a workspace into a language are held against; `glossary` is the CSV text."""
    texts = {text.path: text for text in workspace.texts}
    source_language = workspace.settings.language
    return Measure(
        source_language=source_language,
        language=language,
        glossary=read_glossary(glossary, source_language, language),
        catalog=workspace.catalog(language),
        blocks={
            block.id: (block, texts[block.span.path])
            for part in workspace.worded
            for block in part.blocks()
            if block.span.path in texts
        },
    )
