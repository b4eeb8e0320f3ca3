"""A workspace into the entries that translators work on: every block, and every value as it is printed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from plandoc.language.catalog import Entry
from plandoc.language.units import unit_text
from plandoc.model.blocks import Block
from plandoc.model.inline import Group, Inline, Value
from plandoc.model.walk import children, walk
from plandoc.model.workspace import Workspace

_TIMES = {1: "", 2: ", twice", 3: ", three times"}


@dataclass(slots=True)
class _Shape:
    """What one choice looks like in its unit."""

    options: int = 0
    echoes: int = 0
    parents: set[str] = field(default_factory=set)


def extract(workspace: Workspace) -> tuple[Entry, ...]:
    """Return an empty entry for every unit, in the order in which the parts were read."""
    entries = [_entry(block) for part in workspace.worded for block in part.blocks()]
    entries.extend(_values(workspace))
    return tuple(entry for entry in entries if any(map(str.isalnum, entry.source)))


def _entry(block: Block) -> Entry:
    shapes = _shapes(block.content)
    return Entry(id=block.id, source=unit_text(block), notes=(*_described(shapes), *_tree(shapes)))


def _values(workspace: Workspace) -> Iterator[Entry]:
    """Yield the printed forms of values that have words: `values/sbi_session`, 五."""
    seen: set[str] = set()
    for part in workspace.worded:
        for block in part.blocks():
            for node in walk(block.content):
                if isinstance(node, Value) and node.printed and node.name not in seen:
                    seen.add(node.name)
                    notes = (f"the value {node.name} while it is open, in {block.id}",)
                    yield Entry(id=f"values/{node.name}", source=node.printed, notes=notes)


def _shapes(content: tuple[Inline, ...], parent: str = "") -> dict[str, _Shape]:
    shapes: dict[str, _Shape] = {}
    for node in content:
        if not isinstance(node, Group):
            _merge(shapes, _shapes(children(node), parent))
            continue
        label = node.id.rpartition("#")[2]
        shape = shapes.setdefault(label, _Shape())
        shape.options = max(shape.options, *(option.index for option in node.options))
        shape.echoes += 1
        if parent:
            shape.parents.add(parent)
        for option in node.options:
            _merge(shapes, _shapes(option.content, f"{label or 'group'}.{option.index}"))
    return shapes


def _merge(shapes: dict[str, _Shape], more: dict[str, _Shape]) -> None:
    for label, shape in more.items():
        known = shapes.setdefault(label, _Shape())
        known.options = max(known.options, shape.options)
        known.echoes += shape.echoes
        known.parents |= shape.parents


def _described(shapes: dict[str, _Shape]) -> tuple[str, ...]:
    """Return the line that names the groups to a person."""
    parts = []
    for label, shape in shapes.items():
        kind = "keep or drop" if shape.options == 1 else f"{shape.options} options"
        times = _TIMES.get(shape.echoes, f", {shape.echoes} times")
        inside = f", inside {' and '.join(sorted(shape.parents))}" if shape.parents else ""
        parts.append(f"{label or 'the group'} = {kind}{times}{inside}")
    return (" · ".join(parts),) if parts else ()


def _tree(shapes: dict[str, _Shape]) -> tuple[str, ...]:
    """Return the line that names the groups to a program."""
    parts = [
        f"{label or '_'}({shape.options})" + "".join(f"@{parent}" for parent in sorted(shape.parents))
        for label, shape in shapes.items()
    ]
    return ("tree: " + " ".join(parts),) if parts else ()
