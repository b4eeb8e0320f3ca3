"""Paragraphs of a form: words in a style, through the template of documents; brackets stay, their controls do not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from plandoc.model.printed import OptionEnd, OptionStart, Piece
from plandoc.render.docx.inline import InlineWriter
from plandoc.render.docx.runs import Script, run
from plandoc.render.docx.shapes import Shape, make_shape
from plandoc.render.templates import Templates

_SLOTS: Final = ("page_break", "numbering", "label", "section", "content")
_EMPTY: Final = dict.fromkeys(_SLOTS, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormParagraphs:
    """Writes paragraphs of one form."""

    templates: Templates
    words: Script
    right_to_left: bool
    inline: InlineWriter
    _shapes: dict[tuple[str, bool], Shape] = field(default_factory=dict)

    def said(
        self, style: str, pieces: Sequence[Piece], *, untranslated: bool = False, before: str = "", after: str = ""
    ) -> str:
        """A paragraph of pieces, between other runs.

        Options that are still open show their brackets only: their controls could be filled in like answers.
        """
        return self.filled(style, before + self.runs(pieces) + after, untranslated=untranslated)

    def plain(self, style: str, text: str = "") -> str:
        """A paragraph of plain words."""
        return self.filled(style, self.run(text) if text else "")

    def run(self, text: str) -> str:
        """Plain words as a run."""
        return run(self.words.plain, text)

    def runs(self, pieces: Iterable[Piece]) -> str:
        """Pieces as runs."""
        shown = tuple(piece for piece in pieces if not isinstance(piece, OptionStart | OptionEnd))
        return self.inline.content(shown, self.words)

    def filled(self, style: str, content: str, *, untranslated: bool = False) -> str:
        """A paragraph with this content."""
        shape = self._shapes.get((style, untranslated))
        if shape is None:
            look = {"style": style, "untranslated": untranslated, "right_to_left": self.right_to_left}
            shape = self._shapes[style, untranslated] = make_shape(self.templates, "paragraph", look, _SLOTS)
        return shape.fill({**_EMPTY, "content": content})
