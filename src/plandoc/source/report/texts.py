"""The texts of a report as blocks of one part: notation in YAML values, read where they stand."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from plandoc.diagnostics import Findings, did_you_mean
from plandoc.model.blocks import Block, Label, Part, PartKind
from plandoc.model.identity import option_id
from plandoc.model.inline import FootnoteMark, Group, Inline, Reference, Stray
from plandoc.model.numerals import numeral
from plandoc.model.printed import BlockKind, NumberStyle
from plandoc.model.report import PART
from plandoc.model.walk import groups, rewrite, walk
from plandoc.notation.grouping import join_options
from plandoc.notation.inline import InlineParser
from plandoc.source.structured import YamlNode, YamlScalar, typed
from plandoc.spans import SourceText, Span

_ON_ONE_LINE = "Write it on one line, bare or in quotation marks, without escapes inside them."


class Texts:
    """Collects the texts of a report in printed order."""

    def __init__(self, findings: Findings) -> None:
        """Start without a text."""
        self._findings = findings
        self._blocks: dict[str, Block] = {}

    def add(
        self,
        identifier: str,
        node: YamlNode | None,
        source: SourceText,
        *,
        brackets: Mapping[str, str] | None = None,
        label: Label | None = None,
        parent: str = PART,
    ) -> str:
        """Read one text and return the id of its block; empty where there is no text.

        `identifier` is the id without the part; `brackets` are the groups of indicators, by label.
        """
        if node is None or (isinstance(node, YamlScalar) and node.value is None):
            return ""
        name = f"{PART}/{identifier}"
        if not isinstance(node, YamlScalar) or typed(node, source) != source.text[node.span.start : node.span.end]:
            self._complain(node.span, f"The text of {identifier} is not on one line, or has escapes.", _ON_ONE_LINE)
            return ""
        content = join_options(InlineParser(source, self._findings).parse(node.span.start, node.span.end))
        if not source.text[node.span.start : node.span.end].strip():
            self._complain(node.span, f"The text of {identifier} is empty.", "Write it.")
        self._report_marks(content, source, node.span)
        self._blocks[name] = Block(
            id=name,
            kind=BlockKind.PARAGRAPH,
            parent=parent,
            label=label,
            content=self._named(content, brackets or {}),
            span=node.span,
        )
        return name

    def part(self, span: Span, questions: Collection[str]) -> Part:
        """Return the part of all texts; references to one of these questions get the id of its block."""

        def complete(node: Inline) -> Inline:
            if isinstance(node, Reference) and node.target in questions:
                return replace(node, target=f"{PART}/{node.target}")
            return node

        blocks = tuple(replace(block, content=rewrite(block.content, complete)) for block in self._blocks.values())
        # A frame's blocks are no list whose end marks follow their place.
        return Part(id=PART, kind=PartKind.FRAME, front_matter="", lines=blocks, span=span)

    def _report_marks(self, content: tuple[Inline, ...], source: SourceText, span: Span) -> None:
        """Report what means nothing in a questionnaire, or something else in a form made of it."""
        for node in walk(content):
            if isinstance(node, Stray):
                self._complain(node.span, "This bracket has no partner in its text.", "Write `\\[` for a plain one.")
            elif isinstance(node, FootnoteMark):
                self._complain(node.span, "Questionnaires have no footnotes.", "Say it in the key help.")
        at = source.text.find("${", span.start, span.end)
        if at >= 0:
            place = source.span(at, at + 2)
            self._complain(place, "`${` means a variable in survey forms.", "Write `{@Q007}` for a question's number.")

    def _named(self, content: tuple[Inline, ...], brackets: Mapping[str, str]) -> tuple[Inline, ...]:
        """Return the content with the groups of the indicators in it."""
        taken: dict[str, str] = {}
        for group in groups(content):
            if group.id not in brackets:
                self._report_unmapped(group, brackets)
            last = brackets.get(group.id, "").rpartition("#")[2]
            if taken.setdefault(last, group.id) != group.id:
                message = f"The groups {taken[last]} and {group.id} have the same label in the indicators."
                self._complain(group.span, message, "Cut the text in two, or give one of the groups a label there.")

        def complete(node: Inline) -> Inline:
            if not isinstance(node, Group) or node.id not in brackets:
                return node
            whole = brackets[node.id]
            options = tuple(replace(one, id=option_id(whole, one.index)) for one in node.options)
            return replace(node, id=whole, options=options)

        return rewrite(content, complete)

    def _report_unmapped(self, group: Group, brackets: Mapping[str, str]) -> None:
        what = f"The label {group.id}" if group.id else "This bracket"
        otherwise = 'Write `{any}[…]` and `brackets: {any: "plan-1/A.9/ind/c#any"}`; or `\\[` for a plain bracket.'
        hint = did_you_mean(group.id, brackets, otherwise)
        self._complain(group.span, f"{what} stands for no group of an indicator.", hint)

    def _complain(self, span: Span, message: str, hint: str) -> None:
        self._findings.add("PD091", span, message, hint=hint)


def number_label(identifier: str, value: int) -> Label:
    """Return the label of a question: its place among all questions, counted anew where some are gone."""
    return _label(identifier, value, NumberStyle.DECIMAL, "", ".")


def row_label(identifier: str, value: int) -> Label:
    """Return the label of a row: (a), (b)."""
    return _label(identifier, value, NumberStyle.LOWER_LETTER, "(", ")")


def _label(identifier: str, value: int, style: NumberStyle, prefix: str, suffix: str) -> Label:
    text = f"{prefix}{numeral(value, style)}{suffix} "
    return Label(
        typed="",
        issued=text,
        mended=text,
        normal=identifier,
        style=style,
        value=value,
        prefix=prefix,
        suffix=suffix,
    )
