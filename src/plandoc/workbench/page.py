"""The negotiators' page: rows of paragraph against paragraph, made from templates, served or as one file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from plandoc.language.bilingual import own_name
from plandoc.language.conventions import spoken
from plandoc.language.flow import Seam, Voice, flow
from plandoc.model.blocks import Part
from plandoc.model.choices import Choice, choices
from plandoc.model.inline import Value
from plandoc.model.locale import Locale
from plandoc.model.printed import BlockKind, PrintedDocument
from plandoc.model.scenario import Scenario
from plandoc.model.walk import walk
from plandoc.model.workspace import DocumentPlan, Reading, Workspace
from plandoc.render.embedding import embed, embedded_json
from plandoc.render.html.inline import plain
from plandoc.render.templates import Templates
from plandoc.workbench.desk import Desk
from plandoc.workbench.page_groups import JSON, group_data
from plandoc.workbench.page_rows import Entry, entries, page_parts, page_rows
from plandoc.workbench.state import Agenda, of_scenario, write_state

FOLDER = "workbench/"
"""Where the templates of the page lie."""
_WORDS = "web-"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSetting:
    """What one page shows."""

    desk: Desk
    document: str
    """Name of the document."""
    etags: Mapping[str, str] = field(default_factory=dict)
    """Of scenarios by name, what says which version of the file the page knows."""
    atlas: Mapping[str, object] | None = None
    """Clean text made beforehand, by language; None where the page asks a server."""
    token: str = ""
    """What the page must show to write; empty where nothing can be written."""
    findings: Sequence[JSON] = ()
    """What is wrong with the sources at the moment."""
    version: str = ""
    """What tells these sources from others; a served page asks for itself anew when it changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """The open text of a document, in every language."""

    workspace: Workspace
    agenda: Agenda
    symbol: str
    printed: Mapping[str, PrintedDocument]
    entries: Mapping[str, tuple[Entry, ...]]
    parts: tuple[Part, ...]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The groups of its parts."""
        return choices(self.parts)


def page_data(setting: PageSetting) -> JSON:
    """Return what the page's modules need, as JSON: groups, scenarios, parts, words, and texts where no server is."""
    return _data(setting, _open(setting))


def render_page(setting: PageSetting, templates: Templates, *, single: bool = False) -> str:
    """Return the page as HTML; `single` puts styles, modules and data into it, so that it needs nothing else.

    Raises `TemplateFault`. Same setting and templates, same text.
    """
    shown = _open(setting)
    data = _data(setting, shown)
    crossing = frozenset(choice.id for choice in shown.choices if choice.crosses)
    context = {
        "data": embedded_json(data),
        **{key: data[key] for key in ("document", "documents", "title", "symbol", "languages")},
        "notices": {language: printed.masthead for language, printed in shown.printed.items()},
        "parts": data["parts"],
        "rows": page_rows(shown.entries, crossing),
        "words": spoken(_locale(shown.workspace, shown.agenda.languages[0]), _WORDS),
        "single": single,
        **(_embedded(templates) if single else _linked(templates)),
    }
    return templates.render(f"{FOLDER}page.html.j2", context)


def assets(templates: Templates) -> Mapping[str, tuple[str, bytes]]:
    """Return the files that a served page links, by name, each with its media type."""
    types = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
    return {
        name: (types[name[name.rindex(".") :]], templates.text(f"{FOLDER}{name}").encode())
        for name in (*_names(templates, ".css"), *_names(templates, ".js"))
    }


def edition(templates: Templates) -> str:
    """Return what tells the files of the page from those of other templates; it stands in their addresses."""
    return templates.digest(FOLDER)[:16]


def _open(setting: PageSetting) -> _Open:
    """Ask for the open text in the corrected reading, the one that clean texts begin from."""
    desk, workspace, agenda = setting.desk, setting.desk.workspace, setting.desk.agenda
    plan = workspace.settings.document(setting.document)
    printed = {language: desk.printed(setting.document, language) for language in agenda.languages}
    sections = dict.fromkeys(section.id for document in printed.values() for section in document.sections)
    return _Open(
        workspace=workspace,
        agenda=agenda,
        symbol=plan.masthead.symbol if plan else "",
        printed=printed,
        entries={language: entries(document) for language, document in printed.items()},
        parts=tuple(part for part in map(workspace.part, sections) if part is not None),
    )


def _data(setting: PageSetting, shown: _Open) -> JSON:
    workspace, agenda = shown.workspace, shown.agenda
    blocks = {language: tuple(entry.block for entry in read) for language, read in shown.entries.items()}
    titles = {language: printed.title for language, printed in shown.printed.items()}
    return {
        "document": setting.document,
        "documents": [
            {"name": plan.name, "title": _first_words(plan, workspace)} for plan in workspace.settings.documents
        ],
        "title": titles[agenda.languages[0]],
        "titles": titles,
        "symbol": shown.symbol,
        "languages": [_language(workspace, language) for language in agenda.languages],
        "notices": {language: printed.masthead.notice for language, printed in shown.printed.items()},
        "groups": group_data(shown.choices, blocks, workspace),
        "values": {
            name: [{language: words.in_language(language) or "" for language in agenda.languages} for words in known]
            for name, known in agenda.values.items()
        },
        "value_places": _value_places(shown.parts),
        "settled": dict(agenda.settled),
        "scenarios": [scenario_data(one, agenda, setting.etags.get(one.name, "")) for one in workspace.scenarios],
        "parts": [
            {"id": part.id, "titles": dict(part.titles), "blocks": list(part.blocks)}
            for part in page_parts(shown.entries)
        ],
        "words": _words(workspace, agenda),
        "atlas": None if setting.atlas is None else dict(setting.atlas),
        "token": setting.token or None,
        "findings": list(setting.findings),
        "version": setting.version,
    }


def _first_words(plan: DocumentPlan, workspace: Workspace) -> str:
    """Return the first title or heading of a document, in the language of the sources; its name where it has none."""
    voice = Voice(reading=Reading.CORRECTED, language=workspace.settings.language)
    for part in map(workspace.part, filter(None, (plan.frame, *plan.parts))):
        for block in part.blocks() if part else ():
            if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
                return plain(piece for piece in flow(block.content, voice) if not isinstance(piece, Seam))
    return plan.name


def _value_places(parts: Iterable[Part]) -> dict[str, list[str]]:
    """Return the blocks in which each value stands, in the order of the text."""
    found: dict[str, list[str]] = {}
    for block in (block for part in parts for block in part.blocks()):
        for node in walk(block.content):
            if isinstance(node, Value) and block.id not in found.setdefault(node.name, []):
                found[node.name].append(block.id)
    return found


def _language(workspace: Workspace, language: str) -> JSON:
    locale = _locale(workspace, language)
    return {
        "name": language,
        "tag": locale.tag,
        "label": own_name(locale),
        "direction": locale.direction.value,
    }


def _locale(workspace: Workspace, language: str) -> Locale:
    return workspace.locale(language) or Locale(language=language, tag=language)


def scenario_data(scenario: Scenario, agenda: Agenda, etag: str) -> JSON:
    """Return a scenario as the page gets it; `etag` says which version of its file this is."""
    state, foreign = of_scenario(scenario, agenda)
    said = scenario.provenance
    return {
        "name": scenario.name,
        "title": scenario.title,
        "provenance": {"who": said.who, "when": said.when, "session": said.session},
        "etag": etag,
        **write_state(state, agenda),
        "foreign": list(foreign),
    }


def _words(workspace: Workspace, agenda: Agenda) -> dict[str, dict[str, str]]:
    """Return the words of the page in every language that it is read in."""
    return {language: spoken(_locale(workspace, language), _WORDS) for language in agenda.languages}


def _names(templates: Templates, ending: str) -> tuple[str, ...]:
    """Return the names of the page's files of one kind, in the order of their names."""
    return tuple(
        one.name.removeprefix(FOLDER)
        for one in templates.files
        if one.name.startswith(FOLDER) and one.name.endswith(ending)
    )


def _linked(templates: Templates) -> dict[str, object]:
    return {
        "styles": _names(templates, ".css"),
        "edition": edition(templates),
        "policy": "",
        "modules": "",
        "starter": "",
    }


def _embedded(templates: Templates) -> dict[str, object]:
    """Return styles and modules as they stand in the single file, and the policy that allows them and nothing else."""
    styles, modules = ([f"{FOLDER}{name}" for name in _names(templates, ending)] for ending in (".css", ".js"))
    embedded = embed(templates, styles, modules, f"{FOLDER}main.js")
    return {
        "styles": embedded.styles,
        "edition": "",
        "modules": embedded.modules,
        "starter": embedded.starter,
        "policy": embedded.policy,
    }
