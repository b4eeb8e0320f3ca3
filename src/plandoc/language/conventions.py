"""What a language does its own way: marks at the ends of blocks, names of annexes, words that templates print."""

from dataclasses import dataclass

from plandoc.language import chinese, english
from plandoc.language.flow import Voice
from plandoc.language.mending import DoubtRule, MendRule
from plandoc.model.printed import NumberStyle
from plandoc.model.workspace import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexNames:
    """Names of annexes."""

    alone: str
    """The only annex: 附件."""
    numbered: str
    """One of several, with `{}` for its numeral: 附件{}."""
    appendix: str
    """The appendix of an annex, with `{}` for the annex's name within a sentence: {}附录."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelLook:
    """How a label is written: its numeral system and what stands round the numeral."""

    style: NumberStyle
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """One language's own ways."""

    language: str
    """Name of the locale folder: `zh`."""
    tag: str
    """BCP 47 tag."""
    masthead: str
    """The language line of a masthead, in English on every version (UN Editorial Manual)."""
    full_stop: str
    semicolon: str
    weak_ends: frozenset[str]
    """Marks that the last block of a list does not end with."""
    rules: tuple[MendRule, ...]
    doubts: tuple[DoubtRule, ...]
    annex: AnnexNames
    """How annexes are called over their text."""
    annex_reference: AnnexNames
    """How annexes are called within a sentence."""
    annex_numerals: NumberStyle
    labels: tuple[tuple[NumberStyle, LabelLook], ...] = ()
    """Labels of the source that look otherwise in this language: ㈤ is (v), 一. is I."""
    standing: str = ""
    """Words that stand in the head of every page: Unofficial translation."""
    corrected: str
    """Notice over open text with the editorial corrections."""
    scenario: str
    """Notice over the clean text of a scenario, with `{}` for its name."""
    words: tuple[tuple[str, str], ...]
    """Words that templates print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a document is worded: in whose conventions, in which reading, and whether somebody chose."""

    conventions: Conventions
    reading: Reading
    clean: bool
    """Whether a scenario decided; otherwise the open text stands as it was read, and nothing is mended."""

    @property
    def voice(self) -> Voice:
        """Reading and language of single words."""
        return Voice(reading=self.reading, language=self.conventions.language)


CHINESE = Conventions(
    language="zh",
    tag="zh-Hans",
    masthead="CHINESE",
    full_stop=chinese.FULL_STOP,
    semicolon=chinese.SEMICOLON,
    weak_ends=chinese.WEAK_ENDS,
    rules=chinese.RULES,
    doubts=chinese.DOUBTS,
    annex=AnnexNames(alone="附件", numbered="附件{}", appendix="{}附录"),
    annex_reference=AnnexNames(alone="附件", numbered="附件{}", appendix="{}附录"),
    annex_numerals=NumberStyle.CHINESE,
    corrected="非正式文本：方括号内的案文未定，编辑差错已订正",
    scenario="非正式文本：按情景“{}”选定方括号内案文后的清洁案文",
    words=(("page", "Page"), ("continued", "（续）"), ("notes", "注"), ("contents", "目录")),
)

ENGLISH = Conventions(
    language="en",
    tag="en",
    masthead="ENGLISH",
    full_stop=english.FULL_STOP,
    semicolon=english.SEMICOLON,
    weak_ends=english.WEAK_ENDS,
    rules=english.RULES,
    doubts=english.DOUBTS,
    annex=AnnexNames(alone="Annex", numbered="Annex {}", appendix="Appendix to {}"),
    annex_reference=AnnexNames(alone="the annex", numbered="annex {}", appendix="the appendix to {}"),
    annex_numerals=NumberStyle.UPPER_ROMAN,
    labels=(
        (NumberStyle.PARENTHESISED_CHINESE, LabelLook(style=NumberStyle.LOWER_ROMAN, prefix="(", suffix=")")),
        (NumberStyle.CHINESE, LabelLook(style=NumberStyle.UPPER_ROMAN, prefix="", suffix=".")),
    ),
    standing="Unofficial translation",
    corrected="Unofficial translation; text in brackets is not agreed, and editorial errors are corrected",
    scenario="Unofficial translation: clean text of the scenario “{}”",
    words=(("page", "Page"), ("continued", " (continued)"), ("notes", "Notes"), ("contents", "Contents")),
)

CONVENTIONS: dict[str, Conventions] = {"zh": CHINESE, "en": ENGLISH}
"""The conventions of every language, by the name of its locale folder."""
