"""What `plandoc fmt` writes into a part: the ids and labels that are missing, and nothing else.

It writes exactly what reading the part asks for (PD014, PD021), so that a second run finds nothing to write.
"""

import re
from collections.abc import Iterator

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Block, LineKind, Part, Structure
from plandoc.model.inline import Inline, Text
from plandoc.model.printed import BlockKind
from plandoc.model.walk import groups, walk
from plandoc.source.part import parse_part
from plandoc.spans import SourceText, Span

_FIRST_WORDS = re.compile(r"[\s\W]*(?P<words>[A-Za-z][A-Za-z0-9]*(?:[ -][A-Za-z][A-Za-z0-9]*)?)")
_NUMBERED = re.compile(r"(?P<stem>.*?)(?P<number>[0-9]*)", re.DOTALL)
_LONGEST = 24
"""Characters that a name taken from the text may have."""


def format_part(source: SourceText, workspace_labels: frozenset[str] = frozenset()) -> str:
    """Return the text of a part with an id on every block and a label on every group that needs one.

    Preambular paragraphs become pp1, pp2, …; other names come from the first words of the text where they are written
    in Latin letters, and are numbered where not. No name that stands in the part is used again, and a number follows
    the largest that is there, so that what was deleted in between is not taken up. What is printed stays the same.
    """
    findings = Findings()
    part = parse_part(source, findings, workspace_labels)
    asked = {code: {one.span for one in findings if one.code.name == code} for code in ("PD014", "PD021")}
    insertions = [
        *_ids(part, asked["PD021"], source.text),
        *_labels(part, asked["PD014"], source.text, workspace_labels),
    ]
    text = source.text
    for offset, typed in sorted(insertions, reverse=True):
        text = text[:offset] + typed + text[offset:]
    return text


class _Names:
    """The names that a part uses, and new ones that it does not."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken

    def take(self, stem: str, *, numbered: bool) -> str:
        """Return a name that begins with `stem`; with a number if asked for, or where the stem alone is taken."""
        name = stem
        if numbered or stem in self._taken:
            matches = (_NUMBERED.fullmatch(one) for one in self._taken)
            used = [int(match["number"] or 0) for match in matches if match and match["stem"] == stem]
            name = f"{stem}{max(used, default=0) + 1}"
        self._taken.add(name)
        return name


def _ids(part: Part, asked: set[Span], text: str) -> Iterator[tuple[int, str]]:
    """Yield what is typed at the end of each block that has no id, with its offset."""
    names = _Names({member for block in part.blocks() for member in block.id.split("/")})
    for block in part.blocks():
        if block.span in asked:
            offset = block.span.end - len(block.after)
            apart = " " if text[:offset].endswith(("\\", "#")) else ""
            yield offset, f"{apart}{{#{_id(block, names)}}}"


def _id(block: Block, names: _Names) -> str:
    if block.kind is BlockKind.PREAMBULAR:
        return names.take("pp", numbered=True)
    if block.kind is BlockKind.ENACTING:
        return names.take("chapeau", numbered=False)
    words = _words(block.content, "-")
    if words:
        return names.take(words, numbered=False)
    return names.take(block.column or block.kind.value, numbered=True)


def _labels(part: Part, asked: set[Span], text: str, workspace_labels: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield the mark that is typed before each bracket that has no label, with its offset."""
    names = _Names(_used_labels(part) | workspace_labels)
    for span, content in _brackets(part):
        if span in asked:
            words = _words(content, "_")
            label = names.take(words, numbered=False) if words else names.take("g", numbered=True)
            offset = next(at for at in range(span.start, span.end) if text[at] in "[⟦［")
            yield offset, f"{{{label}}}"


def _brackets(part: Part) -> Iterator[tuple[Span, tuple[Inline, ...]]]:
    """Yield where every group and every block-level option begins, with the words it begins with."""
    for line in part.lines:
        if isinstance(line, Structure) and line.kind is LineKind.OPEN_FENCE:
            yield line.span, ()
    for block in part.blocks():
        for opening in block.opening:
            yield opening.span, block.content
        for group in groups(block.content):
            yield group.span, group.options[0].content


def _used_labels(part: Part) -> set[str]:
    labels = set(part.labels)
    for block in part.blocks():
        labels |= {enclosure.group.partition("#")[2] for enclosure in block.enclosures}
        labels |= {group.id.partition("#")[2] for group in groups(block.content)}
    return labels


def _words(content: tuple[Inline, ...], joint: str) -> str:
    """Return the first one or two words of a text as a name; empty where it does not begin in Latin letters."""
    text = "".join(node.text for node in walk(content) if isinstance(node, Text))
    match = _FIRST_WORDS.match(text)
    words = re.split("[ -]", match["words"].lower()) if match else []
    return joint.join(words)[:_LONGEST].rstrip("-_")
