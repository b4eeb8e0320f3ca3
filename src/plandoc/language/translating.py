"""Translate: the same tree in another language. Ids, runs and decisions stay; words and labels change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from plandoc.diagnostics import Findings
from plandoc.language.catalog import Catalog, Entry
from plandoc.language.conventions import Conventions
from plandoc.language.units import unit_text
from plandoc.language.wording import read_wording
from plandoc.model.blocks import Block, Document, Label
from plandoc.model.inline import Inline, Value
from plandoc.model.numerals import numeral
from plandoc.model.walk import rewrite, rewrite_blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class _Translation:
    """What every block is translated with."""

    entries: Mapping[str, Entry]
    conventions: Conventions
    findings: Findings
    path: str


def translate(
    document: Document, catalog: Catalog, conventions: Conventions, findings: Findings, path: str = ""
) -> Document:
    """Return the document in the language of a catalog.

    A unit that has no finished translation keeps the words of the source, is marked, and is reported (PD060, PD061).
    `path` names the catalog's file in spans.
    """
    translation = _Translation(entries=catalog.live(), conventions=conventions, findings=findings, path=path)
    translated = rewrite_blocks(document, partial(_block, translation=translation))
    return replace(translated, language=conventions.language)


def _block(block: Block, translation: _Translation) -> Block:
    label = block.label and translated_label(block.label, translation.conventions)
    wording = _wording(block, translation)
    if wording is None:
        return replace(block, label=label, untranslated=_has_words(block))
    return replace(block, label=label, content=rewrite(wording, _PrintedValues(entries=translation.entries)))


def _wording(block: Block, translation: _Translation) -> tuple[Inline, ...] | None:
    """Return the translated words of a block, or None where there are none that may be printed unmarked."""
    entry = translation.entries.get(block.id)
    if entry is not None and entry.finished and entry.source == unit_text(block):
        return read_wording(entry.text, block, translation.path)
    if _has_words(block):
        _report(block, entry, translation.findings)
    return None


def _report(block: Block, entry: Entry | None, findings: Findings) -> None:
    if entry is not None and entry.text:
        findings.add(
            "PD061",
            block.span,
            f"The translation of {block.id} was made for other words and has not been looked through.",
            hint="Compare it with the previous source in the PO file, correct it and remove the fuzzy flag.",
        )
        return
    findings.add(
        "PD060",
        block.span,
        f"{block.id} is not translated; the words of the source are printed.",
        hint="Run `plandoc translate update` and translate the unit.",
    )


def _has_words(block: Block) -> bool:
    return any(map(str.isalnum, unit_text(block)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _PrintedValues:
    """Gives values that are still open their printed form in the language: 五 is `fifth`."""

    entries: Mapping[str, Entry]

    def __call__(self, node: Inline) -> Inline:
        entry = self.entries.get(f"values/{node.name}") if isinstance(node, Value) else None
        if isinstance(node, Value) and entry is not None and entry.finished:
            return replace(node, printed=entry.text)
        return node


def translated_label(label: Label, conventions: Conventions) -> Label:
    """Return a label as the language writes it: ㈤ is (v), 一. is I.; its normal form, and so the id, stays."""
    look = dict(conventions.locale.labels).get(label.style)
    if look is None:
        return label
    addition = f" {label.addition}" if label.addition else ""
    text = f"{look.prefix}{numeral(label.value, look.style)}{addition}{look.suffix} "
    return replace(
        label,
        issued=text,
        mended=text,
        style=look.style,
        prefix=look.prefix,
        suffix=look.suffix,
    )
