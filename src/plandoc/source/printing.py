"""A part back into its source text, byte for byte: the inverse of `parse_part`."""

from plandoc.model.blocks import Block, Footnote, Line, Part, Structure
from plandoc.notation.printing import print_content, print_mark


def print_part(part: Part) -> str:
    """Return the source text of a part."""
    text = part.front_matter + "\n".join(_line(line) for line in part.lines)
    return text + "\n" if part.final_newline and part.lines else text


def _line(line: Line) -> str:
    match line:
        case Structure(typed=typed):
            return typed
        case Footnote(typed=typed, block=block):
            return typed + _block(block)
        case Block():
            return _block(line)


def _block(block: Block) -> str:
    opening = "".join(print_mark(one.mark) + one.character + one.after for one in block.opening)
    label = block.label.typed if block.label else ""
    closing = "".join(one.character for one in block.closing)
    return block.before + opening + label + print_content(block.content) + closing + block.after
