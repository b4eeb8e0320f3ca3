"""plandoc.toml into the settings of a workspace: where the sources lie, which documents are made of them, and how."""

import re
from collections.abc import Collection
from itertools import permutations

from plandoc.diagnostics import Findings, did_you_mean
from plandoc.model.printed import Masthead
from plandoc.model.scenario import SettledValue
from plandoc.model.workspace import DocumentPlan, Reading, Settings
from plandoc.source.toml_tables import TomlTable, read_toml
from plandoc.spans import SourceText

FILE = "plandoc.toml"
TABLES = ("workspace", "languages", "fonts", "values", "documents")
DOCUMENT_KEYS = ("frame", "parts", "reading", "masthead")
MASTHEAD_KEYS = ("organization", "distribution", "symbol", "date", "language", "original", "notice")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""Names of documents and languages become names of files and folders."""


def read_settings(source: SourceText, findings: Findings) -> Settings:
    """Read the settings; what is missing has its default, what is wrong is reported (PD005, PD007)."""
    root = read_toml(source, findings)
    root.report_unknown_keys(TABLES)
    workspace, languages, fonts = (root.table(name) for name in ("workspace", "languages", "fonts"))
    workspace.report_unknown_keys(("sources", "labels"))
    languages.report_unknown_keys(("source", "build", "bilingual"))
    fonts.report_unknown_keys(("required",))
    defaults = Settings()
    language = languages.text("source", defaults.language)
    built = _languages(languages, (language,))
    return Settings(
        language=language,
        languages=built,
        bilingual=_pairs(languages, built),
        sources=workspace.text("sources", defaults.sources),
        labels=frozenset(workspace.texts("labels")),
        values=_values(root.table("values")),
        documents=_documents(root.table("documents")),
        fonts=fonts.texts("required"),
    )


def report_missing_parts(source: SourceText, settings: Settings, parts: Collection[str], findings: Findings) -> None:
    """Report every frame and part of a document that no source file has (PD006); `parts` are the ids there are."""
    documents = read_toml(source, Findings()).table("documents")
    for plan in settings.documents:
        table = documents.table(plan.name)
        named = [("frame", plan.frame)] if plan.frame else [("parts", part) for part in plan.parts]
        for key, part in named:
            if part in parts:
                continue
            findings.add(
                "PD006",
                table.span_of_text(key, part),
                f"No file in {settings.sources} is the part {part}, which the document {plan.name} is made of.",
                hint=did_you_mean(part, parts, f"Write a file whose front matter says `id: {part}`."),
            )


def _languages(table: TomlTable, default: tuple[str, ...]) -> tuple[str, ...]:
    languages = table.texts("build", default)
    wrong = [name for name in languages if not _FILE_NAME.fullmatch(name)]
    if wrong:
        table.report("build", f"{wrong[0]!r} cannot be the name of a language.", "Write a tag such as zh, en or pt_BR.")
    return tuple(name for name in languages if name not in wrong)


def _pairs(table: TomlTable, languages: tuple[str, ...]) -> tuple[str, ...]:
    possible = [f"{one}-{other}" for one, other in permutations(languages, 2)]
    named = table.texts("bilingual")
    wrong = [name for name in named if name not in possible]
    if wrong:
        table.report(
            "bilingual",
            f"{wrong[0]!r} is no pair of languages that are built.",
            did_you_mean(wrong[0], possible, 'Join two names of `build` with a hyphen: "zh-en".'),
        )
    return tuple(name for name in named if name in possible)


def _values(table: TomlTable) -> tuple[SettledValue, ...]:
    values = []
    for name, words in table.values.items():
        if isinstance(words, dict):
            by_language = table.table(name)
            pairs = tuple((language, by_language.text(language)) for language in words)
        else:
            pairs = (("*", table.text(name)),)
        values.append(SettledValue(name=name, words=pairs, span=table.span(name)))
    return tuple(values)


def _documents(table: TomlTable) -> tuple[DocumentPlan, ...]:
    plans = (_document(name, table) for name in table.values)
    return tuple(plan for plan in plans if plan is not None)


def _document(name: str, documents: TomlTable) -> DocumentPlan | None:
    if not _FILE_NAME.fullmatch(name):
        documents.report(
            name, f"{name!r} cannot be the name of a document.", "Use letters, figures, dots, hyphens and underscores."
        )
        return None
    table = documents.table(name)
    table.report_unknown_keys(DOCUMENT_KEYS)
    frame, parts = table.text("frame") or None, table.texts("parts")
    if bool(frame) == bool(parts):
        documents.report(
            name,
            f"The document {name} needs either a frame or parts.",
            'Write `frame = "…"`, the part whose slots compose it, or `parts = ["…"]`.',
        )
    return DocumentPlan(
        name=name,
        frame=frame,
        parts=parts,
        reading=_reading(table),
        masthead=_masthead(table.table("masthead")),
        span=documents.span(name),
    )


def _reading(table: TomlTable) -> Reading:
    name = table.text("reading", Reading.CORRECTED)
    if name in tuple(Reading):
        return Reading(name)
    table.report(
        "reading",
        f"There is no reading {name}.",
        did_you_mean(name, Reading, f"Write one of {', '.join(Reading)}."),
    )
    return Reading.CORRECTED


def _masthead(table: TomlTable) -> Masthead:
    table.report_unknown_keys(MASTHEAD_KEYS)
    defaults = Masthead()
    return Masthead(
        organization=table.text("organization", defaults.organization),
        distribution=table.text("distribution"),
        symbol=table.text("symbol"),
        date=table.text("date"),
        language=table.text("language"),
        original=table.text("original"),
        notice=table.text("notice"),
    )
