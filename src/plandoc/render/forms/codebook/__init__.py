"""The code book of a form: what each field and each code means, as a table for whoever works with the answers."""

from plandoc.render.forms.codebook.table import render_codebook

__all__ = ["render_codebook"]
