"""What a language does its own way: the rules that mend its seams, and the words that documents and templates say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from plandoc.language import chinese, english, plain
from plandoc.language.catalog import Entry, read_catalog
from plandoc.language.flow import Voice
from plandoc.language.mending import DoubtRule, MendRule
from plandoc.model.locale import Grammar, Locale
from plandoc.model.workspace import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexNames:
    """Names of annexes."""

    alone: str
    """The only annex: 附件."""
    numbered: str
    """One of several, with `{numeral}`: 附件{numeral}."""
    appendix: str
    """The appendix of an annex, with `{annex}` for the annex's name within a sentence: {annex}附录."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """Lines under the masthead that say which text this is; with `{scenario}` where one has decided."""

    corrected: str
    scenario: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """One language's own ways."""

    locale: Locale
    rules: tuple[MendRule, ...]
    doubts: tuple[DoubtRule, ...]
    tie: Callable[[str], str]
    """Binds figures to the words they count, by spaces that do not break."""
    annex: AnnexNames
    """How annexes are called over their text."""
    annex_reference: AnnexNames
    """How annexes are called within a sentence."""
    notices: Notices
    standing: str
    """Words in the head of every page; empty in the language of the sources."""
    words: tuple[tuple[str, str], ...]
    """Words that templates print, by key."""

    @property
    def language(self) -> str:
        """Name of the locale folder."""
        return self.locale.language


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a document is worded: in whose conventions, in which reading, and whether somebody chose."""

    conventions: Conventions
    reading: Reading
    clean: bool
    """Whether a scenario decided; otherwise the open text stands as it was read, and nothing is mended."""
    traced: bool = False
    """Whether decided options are marked in the text, to compare it with another."""

    @property
    def voice(self) -> Voice:
        """Reading and language of single words."""
        return Voice(reading=self.reading, language=self.conventions.language, traced=self.traced)


def _untied(text: str) -> str:
    return text


_GRAMMARS: Mapping[Grammar, tuple[tuple[MendRule, ...], tuple[DoubtRule, ...], Callable[[str], str]]] = {
    Grammar.CHINESE: (chinese.RULES, chinese.DOUBTS, _untied),
    Grammar.ENGLISH: (english.RULES, english.DOUBTS, english.tie),
    Grammar.PLAIN: (plain.RULES, (), _untied),
}
_TEMPLATE_WORDS = ("page", "continued", "notes")


def conventions_of(locale: Locale, *, is_translation: bool) -> Conventions:
    """Return the ways of a language; a translation says on every page that it is one."""
    said = _Said(locale)
    rules, doubts, tie = _GRAMMARS[locale.grammar]
    return Conventions(
        locale=locale,
        rules=rules,
        doubts=doubts,
        tie=tie,
        annex=AnnexNames(alone=said["annex"], numbered=said["annex-numbered"], appendix=said["appendix"]),
        annex_reference=AnnexNames(
            alone=said["annex-reference"],
            numbered=said["annex-numbered-reference"],
            appendix=said["appendix-reference"],
        ),
        notices=Notices(
            corrected=said["notice-translation" if is_translation else "notice-corrected"],
            scenario=said["notice-translated-scenario" if is_translation else "notice-scenario"],
        ),
        standing=said["standing"] if is_translation else "",
        words=tuple((key, said[key]) for key in _TEMPLATE_WORDS),
    )


def spoken(locale: Locale, prefix: str) -> dict[str, str]:
    """Return the words of a language's plandoc.po whose keys begin with a prefix, by the rest of the key: `web-`."""
    said = _Said(locale)
    return {key.removeprefix(prefix): said[key] for key in said.keys if key.startswith(prefix)}


@lru_cache(maxsize=16)
def _entries(text: str, language: str) -> Mapping[str, Entry]:
    """Return the entries of a language's plandoc.po by their keys; the same text is read once."""
    return read_catalog(text, language, "en").live()


class _Said:
    """The words of a PO file by their keys; what is not translated is said in English, as it stands in the file."""

    def __init__(self, locale: Locale) -> None:
        self._entries = _entries(locale.words.text if locale.words else "", locale.language)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key, in the order of the file."""
        return tuple(self._entries)

    def __getitem__(self, key: str) -> str:
        entry = self._entries.get(key)
        if entry is None:
            return ""
        return entry.text if entry.finished else entry.source
