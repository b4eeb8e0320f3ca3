"""The options of a unit in both languages, option k beside option k: so that swapped options meet the eye."""

from dataclasses import dataclass

from plandoc.diagnostics import Findings
from plandoc.model.walk import groups
from plandoc.notation.grouping import join_options
from plandoc.notation.inline import InlineParser
from plandoc.notation.printing import print_content
from plandoc.spans import source_text

_LONGEST = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionPair:
    """One option in both languages."""

    name: str
    """Label and index: `v.2`; the index alone in a unit whose only group has no label."""
    source: str
    """Its words; those of several echoes with ` … ` between them; empty where the option is missing."""
    text: str


def option_pairs(source: str, text: str) -> tuple[OptionPair, ...]:
    """Return the options of a unit in the order of its source; those that only the translation has come last.

    Both texts are in the alphabet of PO. Brackets that do not match are left for `plandoc translate check`.
    """
    ours, theirs = _options(source), _options(text)
    return tuple(
        OptionPair(name=name, source=_shown(ours.get(name, ())), text=_shown(theirs.get(name, ())))
        for name in dict.fromkeys((*ours, *theirs))
    )


def _options(text: str) -> dict[str, tuple[str, ...]]:
    """Return the words of every option by its name."""
    content = join_options(InlineParser(source_text("", text), Findings()).parse(0, len(text)))
    found: dict[str, tuple[str, ...]] = {}
    for group in groups(content):
        for option in group.options:
            words = print_content(option.content).strip()
            if words:
                name = f"{group.id}.{option.index}" if group.id else str(option.index)
                found[name] = (*found.get(name, ()), words)
    return found


def _shown(texts: tuple[str, ...]) -> str:
    """Return the words of an option; of very long ones the beginning and the end."""
    words = " … ".join(texts)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST // 2]} … {words[-_LONGEST // 2 :]}"
