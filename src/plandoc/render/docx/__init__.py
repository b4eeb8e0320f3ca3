"""A printed document as a Word file: real styles, live numbers, native notes, every option in a bookmark of its own."""

from plandoc.render.docx.document import render_docx
from plandoc.render.docx.identity import bookmark_name

__all__ = ["bookmark_name", "render_docx"]
