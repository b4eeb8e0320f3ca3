"""Checks of a finished part: footnotes and their marks, the numbers of options, full-width brackets."""

from collections import defaultdict
from collections.abc import Iterator

from plandoc.diagnostics import Findings, Related, did_you_mean
from plandoc.model.blocks import Block, Closing, Footnote, Opening, Part, Structure
from plandoc.model.inline import FootnoteMark, Group, Inline, Stray
from plandoc.model.walk import walk
from plandoc.spans import Span

_FULL_WIDTH = "［］"


def check_part(part: Part, findings: Findings) -> None:
    """Report what only the whole part shows; the part stays as it is."""
    nodes = [node for block in part.blocks() for node in walk(block.content)]
    _check_footnotes(part, nodes, findings)
    _check_indexes(part, nodes, findings)
    _check_starts(part, findings)
    for span in (*_full_width(nodes), *_full_width_borders(part)):
        findings.add(
            "PD019",
            span,
            "A full-width square bracket marks an option.",
            hint="Write [ and ]; or, where it is a plain character, `\\［` and `\\］`.",
        )


def _check_footnotes(part: Part, nodes: list[Inline], findings: Findings) -> None:
    notes: dict[str, Span] = {}
    for line in part.lines:
        if not isinstance(line, Footnote):
            continue
        first = notes.setdefault(line.name, line.block.span)
        if first is not line.block.span:
            findings.add(
                "PD020",
                line.block.span,
                f"The footnote {line.name} stands twice.",
                hint="Give one of them another name.",
                related=(Related(span=first, message="first here"),),
            )
    marks = {node.name for node in nodes if isinstance(node, FootnoteMark)}
    for node in nodes:
        if isinstance(node, FootnoteMark) and node.name not in notes:
            findings.add(
                "PD023",
                node.span,
                f"No footnote of this part is called {node.name}.",
                hint=f"Write `[^{node.name}]: …` on a line of its own in the same file.",
            )
    for name, span in notes.items():
        if name not in marks:
            findings.add(
                "PD026",
                span,
                f"No mark calls the footnote {name}.",
                hint=f"Write `[^{name}]` where the footnote is called, or remove it.",
            )


def _check_indexes(part: Part, nodes: list[Inline], findings: Findings) -> None:
    """Report choices whose options, over all echoes, leave out a number."""
    found: dict[str, dict[int, Span]] = defaultdict(dict)
    for group, index, span in (*_inline_options(nodes), *_block_options(part)):
        found[group].setdefault(index, span)
    for group, options in found.items():
        missing = set(range(1, max(options))) - set(options)
        # A choice of the workspace may have its other options in other parts.
        if missing and not group.startswith("#"):
            numbers = ", ".join(str(number) for number in sorted(missing))
            findings.add(
                "PD018",
                options[max(options)],
                f"The choice {group} has an option {max(options)} but no option {numbers}.",
                hint="Number the options of a choice from 1, over all its places: `{k.1}[…]`, `{k.2}[…]`.",
            )


def _check_starts(part: Part, findings: Findings) -> None:
    """Report lists that are said to start at a block which has no label, or which there is not."""
    labelled = {block.id: block for block in part.blocks() if block.label is not None}
    for start in part.starts:
        if start.block not in labelled:
            local = {name.partition("/")[2] for name in labelled}
            findings.add(
                "PD022",
                start.span,
                f"The front matter says where the list of {start.block} starts, and no block with a label has this id.",
                hint=did_you_mean(start.block.partition("/")[2], local, "Remove this entry of `starts`."),
            )


def _inline_options(nodes: list[Inline]) -> Iterator[tuple[str, int, Span]]:
    for node in nodes:
        if isinstance(node, Group):
            for option in node.options:
                yield node.id, option.index, option.span


def _block_options(part: Part) -> Iterator[tuple[str, int, Span]]:
    """Yield group, index and place of the block-level options that open at a block, and of fences."""
    for block in part.blocks():
        places = {one.option: one.span for one in block.opening}
        for enclosure in block.enclosures:
            if enclosure.option in places or enclosure.fenced:
                yield enclosure.group, enclosure.index, places.get(enclosure.option, block.span)


def _full_width(nodes: list[Inline]) -> Iterator[Span]:
    for node in nodes:
        if isinstance(node, Stray) and node.character in _FULL_WIDTH:
            yield node.span
        elif isinstance(node, Group):
            for option in node.options:
                if option.opening in _FULL_WIDTH or option.closing in _FULL_WIDTH:
                    yield option.span


def _full_width_borders(part: Part) -> Iterator[Span]:
    for block in part.blocks():
        yield from (one.span for one in _borders(block) if one.character in _FULL_WIDTH)
    for line in part.lines:
        if isinstance(line, Structure) and line.name and line.typed.strip()[-1:] in _FULL_WIDTH:
            yield line.span


def _borders(block: Block) -> Iterator[Opening | Closing]:
    yield from block.opening
    yield from block.closing
