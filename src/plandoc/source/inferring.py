"""What was inferred rather than written: alternatives from touching brackets, and references typed as words.

Both are notes: right most of the time, and listed once so that somebody looks at each of them.
"""

import re
from itertools import pairwise

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Block, Part
from plandoc.model.inline import Group, Text
from plandoc.model.walk import walk
from plandoc.spans import Span

_NUMBER = r"\d+(?:[ .]?(?:bis|ter|quater|alt))?"
_TYPED_NUMBER = re.compile(
    r"(?<!决定)(?<!决定 )(?:"
    rf"目标 ?[A-Z](?:\.\d+)+|第 ?{_NUMBER}(?: ?[至和、-] ?{_NUMBER})* ?段"
    rf"|\b(?i:goals?) [A-Z](?:\.\d+)+|\b(?i:paragraphs?) {_NUMBER}\b(?! of (?:decision|resolution|article))"
    r")"
)
"""A goal or a paragraph named by its number; paragraphs of another decision keep their numbers, and are left alone."""


def report_inferred(part: Part, findings: Findings) -> None:
    """Report the junctions that made alternatives of brackets (PD042) and numbers typed as words (PD044)."""
    for block in part.blocks():
        for node in walk(block.content):
            match node:
                case Group():
                    _report_junctions(node, block, findings)
                case Text():
                    _report_numbers(node, findings)
                case _:
                    pass


def _report_junctions(group: Group, block: Block, findings: Findings) -> None:
    mark = group.options[0].mark
    label = mark.label if mark else "label"
    for (left, right), separator in zip(pairwise(group.options), group.separators, strict=True):
        if right.mark is not None:
            continue
        span = Span(path=left.span.path, start=left.span.end - len(left.closing), end=right.span.start + 1)
        reason = "a slash joins them" if separator.strip() else "their brackets touch"
        findings.add(
            "PD042",
            span,
            f"Options {left.index} and {right.index} in {block.id} are read as alternatives, because {reason}.",
            hint=f"To say so, write `{{{label}.{left.index}}}[…]` and `{{{label}.{right.index}}}[…]`; "
            "for two groups, give each a label of its own.",
        )


def _report_numbers(text: Text, findings: Findings) -> None:
    for match in _TYPED_NUMBER.finditer(text.text):
        start = text.span.start + match.start()
        findings.add(
            "PD044",
            Span(path=text.span.path, start=start, end=start + len(match[0])),
            f"{match[0]} is typed as words and does not follow when numbers change.",
            hint="Write a reference to the place, `{@id}`, if it is one of this document.",
        )
