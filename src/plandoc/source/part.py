"""One source file into a part: lines, drafts, places, brackets across blocks, ids of choices, in this order."""

from plandoc.diagnostics import Findings
from plandoc.model.blocks import Column, Footnote, Line, Part, Structure
from plandoc.model.walk import groups
from plandoc.notation.grouping import join_options
from plandoc.source.assembling import assemble
from plandoc.source.checking import check_part
from plandoc.source.enclosing import match_brackets
from plandoc.source.front_matter import read_front_matter
from plandoc.source.lines import read_lines
from plandoc.source.naming import Scope, name_choices
from plandoc.source.reading import NoteLine, PartReader
from plandoc.spans import SourceText


def parse_part(source: SourceText, findings: Findings, workspace_labels: frozenset[str] = frozenset()) -> Part:
    """Read a part. Wrong text never raises: it is reported, kept as characters, and the rest keeps its meaning."""
    raw = read_lines(source)
    front = read_front_matter(source, raw.front_matter_end, findings)
    reader = PartReader(source, front, findings)
    reader.read_columns()
    reader.read_lines(raw)
    placed = tuple(reader.blocks)
    contents = tuple(join_options(block.draft.content) for block in placed)
    runs = (*match_brackets(placed, contents, source, findings), *reader.fences.finish())
    scope = Scope(part=front.id, part_labels=front.labels, workspace_labels=workspace_labels)
    names = name_choices(placed, tuple(tuple(groups(content)) for content in contents), runs, scope, findings)
    blocks = assemble(placed, contents, runs, names)

    def finished(line: Structure | NoteLine | int) -> Line:
        match line:
            case Structure():
                return reader.fences.named(line, names)
            case NoteLine():
                return Footnote(name=line.name, typed=line.typed, block=blocks[line.block])
            case int():
                return blocks[line]

    part = Part(
        id=front.id,
        kind=front.kind,
        front_matter=source.text[: raw.front_matter_end],
        appendix_of=front.appendix_of,
        labels=front.labels,
        starts=front.starts,
        columns=tuple(
            Column(
                key=head.key,
                head=blocks[at],
                note=None if note is None else blocks[note],
                share=head.share,
            )
            for head, at, note in reader.columns
        ),
        lines=tuple(finished(line) for line in reader.lines),
        final_newline=source.text.endswith("\n"),
        span=source.span(0, len(source.text)),
    )
    check_part(part, findings)
    return part
