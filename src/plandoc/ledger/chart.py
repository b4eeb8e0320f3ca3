"""How many points were open at each revision, as a small chart: steps, black on white, each end with its number."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from plandoc.model.printed import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INCHES = (6.3, 2.1)
_DOTS = 192
"""Pixels of the PNG to the inch."""
_BUNDLED = "DejaVu Sans"
"""The family that comes with matplotlib."""
FAMILIES = ("Liberation Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "LXGW WenKai", _BUNDLED)
"""What charts are lettered in; matplotlib knows a collection of fonts by the name of its first face, the Japanese."""
_MOST_NAMES = 8
"""Revisions that are named under the axis; of more, only some are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The open points of one revision."""

    revision: str
    """What stands under the axis: a date, a tag, or `now`."""
    groups: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """What the chart says, in its language."""

    groups: str
    """Title of the upright axis."""
    alternative: str
    """For those who do not see it, with `{counts}`."""
    now: str = ""
    """What the state in hand is called among the revisions."""


def draw_counts(counts: Sequence[Count], words: ChartWords, families: Sequence[str], cache: Path) -> Figure:
    """Draw the counts in the order given; the same arguments give the same bytes.

    `families` are font families, of those that are there the first that has a character draws it; `cache` is a folder
    where the list of installed fonts may be kept.
    """
    with _library(cache, families):
        from matplotlib.figure import Figure as Drawing

        drawing = Drawing(figsize=_INCHES, layout="constrained")
        axes = drawing.add_subplot()
        _plot(axes, counts, words.groups)
        svg, png = StringIO(), BytesIO()
        drawing.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
        drawing.savefig(png, format="png", dpi=_DOTS, metadata={"Software": None})
    told = "; ".join(f"{count.revision}: {count.groups}" for count in counts)
    text = svg.getvalue()
    return Figure(
        svg=text[text.index("<svg") :].strip(),
        png=png.getvalue(),
        width=round(_INCHES[0] * _DOTS),
        height=round(_INCHES[1] * _DOTS),
        alternative=words.alternative.format(counts=told),
    )


@contextmanager
def _library(cache: Path, families: Sequence[str]) -> Iterator[None]:
    """Set matplotlib up: its own files in our cache folder, no clock and no chance in what it writes."""
    os.environ["MPLCONFIGDIR"] = os.environ.get("MPLCONFIGDIR") or str(cache)
    # Where no folder can be made, matplotlib takes one for the moment.
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
    import matplotlib as mpl
    from matplotlib.font_manager import fontManager

    installed = {font.name for font in fontManager.ttflist}
    with mpl.rc_context(
        {
            "font.family": [family for family in families if family in installed] or [_BUNDLED],
            "font.size": 8,
            "text.parse_math": False,
            "svg.hashsalt": "plandoc",
            "axes.spines.top": False,
            "axes.spines.right": False,
        }
    ):
        yield


def _plot(axes: "Axes", counts: Sequence[Count], title: str) -> None:
    places = range(len(counts))
    groups = [count.groups for count in counts]
    axes.step(places, groups, where="post", color="black", linewidth=1.2, marker="o", markersize=3)
    axes.set_ylim(0, max(groups, default=0) * 1.25 + 1)
    axes.set_ylabel(title)
    every = max(1, -(-len(counts) // _MOST_NAMES))
    named = [place for place in places if place % every == 0 or place == len(counts) - 1]
    axes.set_xticks(named, [counts[place].revision for place in named])
    if counts:
        axes.annotate(str(groups[0]), (0, groups[0]), (0, 4), textcoords="offset points", ha="center")
    if len(counts) > 1:
        last = len(counts) - 1
        axes.annotate(str(groups[last]), (last, groups[last]), (5, 0), textcoords="offset points", va="center")
