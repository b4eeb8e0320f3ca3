"""The pipeline: from a workspace that was read to the bytes of one document, one line a stage.

source.read -> source.parse -> check -> translate(language) -> choose(scenario) -> polish -> number -> render -> write
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plandoc.choices.choose import Chooser
from plandoc.choices.decide import inherit
from plandoc.diagnostics import Findings
from plandoc.language.bilingual import side_by_side
from plandoc.language.body import Bodies, Body
from plandoc.language.catalog import Catalog, parse_catalog, read_catalog
from plandoc.language.conventions import Conventions, Manner, conventions_of, spoken
from plandoc.language.dates import masthead_date
from plandoc.language.layout import lay_out
from plandoc.language.numbering import number
from plandoc.language.polishing import polish
from plandoc.language.positions import remarks_of
from plandoc.language.translating import translate
from plandoc.model.blocks import Document
from plandoc.model.choices import choices
from plandoc.model.locale import Locale
from plandoc.model.order import Order, Version
from plandoc.model.printed import Masthead, PrintedDocument, Remark, Revision
from plandoc.model.scenario import Scenario, SettledValue
from plandoc.model.workspace import DocumentPlan, Reading, Workspace
from plandoc.redline import redline
from plandoc.render import FORMATS, Rendered
from plandoc.source.composing import compose
from plandoc.spans import source_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from plandoc.render.templates import Templates

__all__ = ["Order", "Version", "compare", "draft", "render_document", "settle", "translations", "typeset"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document in one language before anybody chose: what all its scenarios and readings have in common."""

    document: Document
    conventions: Conventions
    is_translation: bool
    values: tuple[SettledValue, ...]
    """Those that the workspace settles."""


class Memory:
    """What is kept of a draft from one clean text to the next; for orders that differ in their scenario alone."""

    def __init__(self, draft: Draft) -> None:
        """Start with what may be decided in the draft, and without a text."""
        self.choose = Chooser(draft.document).choose
        self.write = Bodies()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A printed document, and the text of every visible block that it was laid out from."""

    printed: PrintedDocument
    bodies: "Mapping[str, Body]"


def typeset(workspace: Workspace, order: Order, findings: Findings) -> PrintedDocument:
    """Return one document with every word, number and label decided, in one language or in two; pure."""
    if order.beside:
        return _typeset_pair(workspace, order, findings)
    before = draft(workspace, order.document, order.language, findings)
    printed = settle(before, order, findings).printed
    return replace(printed, remarks=_remarks(workspace, before, order))


def draft(
    workspace: Workspace, plan: DocumentPlan, language: str, findings: Findings, catalog: Catalog | None = None
) -> Draft:
    """Return a document as far as no scenario has a say in it: composed, and in its language; pure.

    `catalog` is that of the language, where it was read already.
    """
    is_translation = language != workspace.settings.language
    conventions = conventions_of(_locale(workspace, language), is_translation=is_translation)
    document = compose(workspace, plan, workspace.settings.language, findings)
    if is_translation:
        source = workspace.catalog(language)
        catalog = translations(workspace, language, findings) if catalog is None else catalog
        document = translate(document, catalog, conventions, findings, source.path if source else "")
    return Draft(
        document=document,
        conventions=conventions,
        is_translation=is_translation,
        values=workspace.settings.values,
    )


def settle(draft: Draft, order: Order, findings: Findings, memory: Memory | None = None) -> Settled:
    """Return what an order makes of its draft: chosen, polished, numbered and laid out; pure.

    `memory` keeps what was made for other scenarios of the same draft; whether there is one changes nothing.
    """
    memory = memory or Memory(draft)
    manner = _manner(draft, order)
    chosen = memory.choose(_decisions(draft, order, manner.reading))
    polished = polish(chosen, manner, findings, memory.write)
    numbers = number(chosen, polished, manner)
    printed = lay_out(chosen, polished, numbers, _masthead(order, manner), manner, findings)
    return Settled(printed=printed, bodies=polished.bodies)


def _typeset_pair(workspace: Workspace, order: Order, findings: Findings) -> PrintedDocument:
    """Return a document in two languages; both in the corrected reading, since a translation has no other."""
    left, right = (_locale(workspace, language) for language in order.languages)
    alone = replace(order, beside="", reading=Reading.CORRECTED)
    first = typeset(workspace, alone, findings)
    second = typeset(workspace, replace(alone, language=order.beside), findings)
    return replace(side_by_side(first, second, (left, right)), remarks=first.remarks)


def _remarks(workspace: Workspace, draft: Draft, order: Order) -> tuple[Remark, ...]:
    """Return who speaks for which option of the open text; what was issued and what a scenario chose bear none."""
    manner = _manner(draft, order)
    if not workspace.positions or manner.clean or manner.reading is Reading.PUBLISHED:
        return ()
    words = spoken(manner.conventions.locale, "position-")
    registry = choices(section.part for section in draft.document.sections)
    return remarks_of(registry, workspace.positions, order.language, words)


def compare(first: Version, second: Version, author: str, date: "datetime", findings: Findings) -> PrintedDocument:
    """Return the redline from the first text to the second, in the language of the second; pure.

    `author` and `date` are what the changes say of themselves. Raises ValueError for documents in two languages.
    """
    before, after = _traced(first, second, findings)
    language, settings = second.order.language, second.workspace.settings
    is_translation = language != settings.language
    words = spoken(_locale(second.workspace, language), "redline-")
    names = [_called(one, words, is_translation=is_translation) for one in (first, second)]
    compared = redline(before, after, Revision(first=names[0], second=names[1], author=author, date=date))
    notice = words.get("notice-translation" if is_translation else "notice", "")
    return replace(
        compared,
        words=(*compared.words, *((f"redline-{key}", said) for key, said in words.items())),
        masthead=replace(compared.masthead, notice=notice.format(first=names[0], second=names[1])),
    )


def _traced(first: Version, second: Version, findings: Findings) -> tuple[PrintedDocument, PrintedDocument]:
    """Return both texts with the options marked that lead from one to the other; what they share is made once."""
    if first.order.beside or second.order.beside:
        message = "a redline is in one language, not in two side by side"
        raise ValueError(message)
    old, new = (replace(one.order, traced=True) for one in (first, second))
    before = after = draft(first.workspace, old.document, old.language, findings)
    if second.workspace is not first.workspace or (old.document, old.language) != (new.document, new.language):
        after = draft(second.workspace, new.document, new.language, findings)
    return settle(before, old, findings).printed, settle(after, new, findings).printed


def _called(version: Version, words: "Mapping[str, str]", *, is_translation: bool) -> str:
    """Return what a text is called within a sentence."""
    scenario, reading = version.order.scenario, version.order.reading
    if scenario is not None:
        # A title is in the language of the sources; elsewhere the name of the file serves.
        title = "" if is_translation else scenario.title
        text = words.get("scenario", "{scenario}").format(scenario=title or scenario.name)
    else:
        text = words.get("published" if reading is Reading.PUBLISHED and not is_translation else "bracketed", "")
    return words.get("at", "{revision}").format(text=text, revision=version.revision) if version.revision else text


def render_document(
    printed: PrintedDocument, output_format: str, templates: "Templates", created: "datetime"
) -> Rendered:
    """Return the bytes of one output file and what there is to say about them; pure but for the fonts that are there.

    `output_format` is a name in `FORMATS`, `created` the time that the file bears. Raises `TemplateFault`.
    """
    return FORMATS[output_format](printed, templates, created)


def translations(workspace: Workspace, language: str, findings: Findings) -> Catalog:
    """Return the translations of a workspace into a language; none where it has no PO file for it."""
    source = workspace.catalog(language) or source_text("", "")
    return parse_catalog(source, language, workspace.settings.language, findings)


def _manner(draft: Draft, order: Order) -> Manner:
    """Return how an order is worded; scenarios and translations start from the corrected reading."""
    clean = order.scenario is not None
    return Manner(
        conventions=draft.conventions,
        reading=Reading.CORRECTED if clean or draft.is_translation else order.reading,
        clean=clean,
        traced=order.traced,
    )


def _decisions(draft: Draft, order: Order, reading: Reading) -> Scenario:
    """Return the scenario with the workspace's values behind its own; the published reading settles nothing."""
    if order.scenario is None:
        return Scenario(name="", values=draft.values if reading is Reading.CORRECTED else ())
    return inherit(order.scenario, draft.values)


def compiled_words(workspace: Workspace, language: str) -> dict[str, bytes]:
    """Return the MO files of a language, by their names: what templates say, and the translated documents."""
    from plandoc.language.compiling import compile_catalog

    sources = {"plandoc": _locale(workspace, language).words, workspace.settings.domain: workspace.catalog(language)}
    return {
        f"{name}.mo": compile_catalog(read_catalog(source.text, language, workspace.settings.language))
        for name, source in sources.items()
        if source is not None
    }


def _locale(workspace: Workspace, language: str) -> Locale:
    """Return a language of the workspace; one without a folder is set plainly, by its name."""
    return workspace.locale(language) or Locale(language=language, tag=language)


def _masthead(order: Order, manner: Manner) -> Masthead:
    conventions = manner.conventions
    masthead = order.document.masthead
    masthead = replace(masthead, date=masthead_date(masthead.date), standing=conventions.standing)
    if conventions.standing:
        # A translation of ours bears its own language line, and none that would claim an original.
        masthead = replace(masthead, language=conventions.locale.masthead, original="")
    if order.scenario is not None:
        # A title is in the language of the sources; elsewhere the name of the file serves.
        title = "" if conventions.standing else order.scenario.title
        return replace(masthead, notice=conventions.notices.scenario.format(scenario=title or order.scenario.name))
    corrected = manner.reading is Reading.CORRECTED
    return replace(masthead, notice=conventions.notices.corrected) if corrected else masthead
