"""What the commands on scenarios share: a scenario by its name, and what it decides in words."""

from typing import TYPE_CHECKING

from plandoc.cli.console import refuse
from plandoc.diagnostics.printing.cells import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plandoc.ledger.inventory import OpenPoint, OptionText
    from plandoc.model.choices import Choice
    from plandoc.model.inline import Chosen
    from plandoc.model.scenario import Scenario
    from plandoc.model.workspace import Workspace

BRACKETED = "bracketed"
"""Names what no scenario file says: everything is open."""


def find_scenario(workspace: "Workspace", name: str, also: tuple[str, ...] = ()) -> "Scenario":
    """Return a scenario by its name; end with exit code 2 where there is none, with the nearest name.

    `also` are names that the command takes besides those of files.
    """
    from plandoc.build import nearest

    found = workspace.scenario(name)
    if found is None:
        refuse(f"There is no scenario '{name}'.", nearest(name, (*(one.name for one in workspace.scenarios), *also)))
    return found


def said(choice: "Choice", chosen: "Chosen") -> str:
    """Return a decision as scenarios say it."""
    from plandoc.choices.decide import as_said

    return str(as_said(choice, chosen))


def place_of(choice: "Choice") -> str:
    """Return where a group stands first, and at how many more places."""
    others = len(choice.places) - 1
    return f"{choice.places[0].block} (+{others})" if others else choice.places[0].block


def kept(point: "OpenPoint", chosen: "Chosen") -> "tuple[OptionText, ...]":
    """Return the options whose words stay in the text: all of them while the group is open."""
    return tuple(option for option in point.options if chosen is None or option.index == chosen)


def joined(options: "Iterable[OptionText]") -> str:
    """Return the words of options, each in brackets."""
    return " ".join(f"[{' … '.join(option.texts)}]" for option in options)


def counted(count: int, noun: str) -> str:
    """Return a number of things: `1 value`, `2 values`."""
    return f"{count} {noun}{'s' * (count != 1)}"


def shortened(text: str, cells: int) -> str:
    """Return a text in one line that takes at most so many cells of a terminal, its middle left out if need be."""
    line = " ".join(text.split())
    if cell_width(line) <= cells:
        return line
    head = _fitting(line, cells * 2 // 3)
    tail = _fitting(line[::-1], cells - cell_width(head) - 1)[::-1]
    return f"{head}…{tail}"


def _fitting(text: str, cells: int) -> str:
    """Return as much of the beginning of a text as takes no more than so many cells."""
    taken = 0
    for position, character in enumerate(text):
        taken += cell_width(character)
        if taken > cells:
            return text[:position]
    return text
