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
    """Return the options of a unit, choices in the order of the source; what only the translation has comes last.

    Both texts are in the alphabet of PO. Brackets that do not match are left for `plandoc translate check`.
    """
    ours, theirs = _options(source), _options(text)
    labels = {label: place for place, (label, _) in reversed(tuple(enumerate((*ours, *theirs))))}
    return tuple(
        OptionPair(
            name=f"{label}.{index}" if label else str(index),
            source=_shown(ours.get((label, index), ())),
            text=_shown(theirs.get((label, index), ())),
        )
        for label, index in sorted({*ours, *theirs}, key=lambda option: (labels[option[0]], option[1]))
    )


def _options(text: str) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return the words of every option by its label and index."""
    content = join_options(InlineParser(source_text("", text), Findings()).parse(0, len(text)))
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for group in groups(content):
        for option in group.options:
            words = print_content(option.content).strip()
            if words:
                key = (group.id, option.index)
                found[key] = (*found.get(key, ()), words)
    return found


def _shown(texts: tuple[str, ...]) -> str:
    """Return the words of an option; of very long ones the beginning and the end."""
    words = " … ".join(texts)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST // 2]} … {words[-_LONGEST // 2 :]}"
