"""The form as a Word file: locked words, one content control for each answer, and the way back from a filled file."""

from plandoc.render.forms.docx.document import render_form

__all__ = ["render_form"]
