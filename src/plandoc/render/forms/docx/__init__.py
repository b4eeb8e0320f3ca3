"""The form as a Word file: locked words, one content control for each answer, and the way back from a filled file."""

from plandoc.render.forms.docx.document import render_form
from plandoc.render.forms.docx.prefilling import prefill
from plandoc.render.forms.docx.reading import read_form

__all__ = ["prefill", "read_form", "render_form"]
